"""The organization profile's outline and registers (domain rules §4.1)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_FACTS = Register(
    "facts",
    ("facts",),
    (
        Column("legal_name", "Legal name", ("organization", "organisation", "company", "company name", "registered name")),
        Column("trading_name", "Trading name", ("known as", "brand", "short name")),
        Column("sector", "Sector", ("industry", "branch", "business sector")),
        Column("business", "Business description", ("description", "business", "what we do", "activities")),
        Column("employees", "Employees", ("size", "headcount", "head count", "number of employees", "staff")),
        Column("headquarters", "Headquarters", ("hq", "head office", "registered address", "address", "main site")),
        Column(
            "unit",
            "Service-providing unit",
            ("service providing unit", "organizational unit", "service unit", "providing unit", "service provider"),
        ),
        Column("customers", "Customers", ("clients", "customer base", "client base", "markets", "market")),
    ),
    form=True,
)  # fmt: skip

_CLASSIFICATION = Register(
    "classification",
    ("classification",),
    (
        Column("type", "Provider type", ("type", "classification", "service provider type", "provider classification")),
        Column("reason", "Reason", ("rationale", "justification", "why", "explanation")),
    ),
    form=True,
)  # fmt: skip

_STRUCTURE = (
    Register(
        "units",
        ("structure",),
        (
            Column("unit", "Unit", ("organizational unit", "organisational unit", "department", "team", "division")),
            Column("led_by", "Led by", ("head", "lead", "manager", "leader")),
            Column("size", "Head count", ("headcount", "employees", "staff", "size")),
            Column("contribution", "Contribution", ("role", "role in the sms", "function", "purpose")),
        ),
        name="unit",
        required=False,
        by_name="in sentences",
    ),
    Register(
        "locations",
        ("structure",),
        (
            Column("id", "Location ID", ("id", "site id", "ref", "#")),
            Column("name", "Name", ("location", "site", "location name", "site name")),
            Column("type", "Type", ("kind", "location type", "site type")),
            Column("city", "City", ("town", "place")),
            Column("country", "Country", ("state country", "nation")),
            Column("activities", "Activities", ("activity", "used for", "purpose", "activities performed")),
        ),
        name="name",
        identifier="id",
    ),
)  # fmt: skip

_ROLES = Register(
    "roles",
    ("roles",),
    (
        Column("role", "Role", ("sms role", "function", "responsibility")),
        Column("person", "Person", ("name", "holder", "assigned to", "named person", "who")),
        Column("position", "Position", ("job title", "title", "job")),
        Column("areas", "Process area(s)", ("process areas", "process area", "process", "processes", "services", "clause")),
        Column("authority", "Authority", ("authorities", "authority and responsibilities", "responsibilities", "duties")),
        Column("deputy", "Deputy", ("stand-in", "substitute", "backup", "delegate")),
        Column("appointed", "Appointed on", ("appointed", "appointment date", "since", "date")),
    ),
    name="role",
)  # fmt: skip

_COMMITMENT = (
    Register(
        "commitments",
        ("commitment",),
        (
            Column("commitment", "Commitment", ("topic", "commitment of top management", "duty", "resource")),
            Column("evidence", "Evidence", ("shown by", "figure", "amount")),
            Column("owner", "Owner", ("committed by",)),
            Column("date", "Date", ("since", "on", "decided on")),
        ),
        name="commitment",
    ),
    Register(
        "milestones",
        ("commitment",),
        (
            Column("milestone", "Milestone", ("stage", "target", "event", "audit")),
            Column("due", "Target date", ("date", "planned date", "timeline", "when", "month")),
        ),
        name="milestone",
        required=False,
    ),
)

_PARTIES = Register(
    "parties",
    ("interested",),
    (
        Column("party", "Party", ("interested party", "stakeholder", "name", "group")),
        Column("class", "Class", ("type", "category", "kind")),
        Column(
            "requirement", "Requirement", ("requirements", "needs", "needs and expectations", "expectations")
        ),
        Column("source", "Source", ("source of requirement", "origin", "reference")),
        Column("how_met", "How met", ("how it is met", "addressed by", "response", "met by")),
    ),
    name="party",
)

_TOOLS = Register(
    "tools",
    ("technology",),
    (
        Column("tool", "Tool", ("name", "technology", "product", "platform", "system")),
        Column("purpose", "Purpose", ("used for", "use", "function", "description")),
        Column("areas", "Process area(s)", ("process areas", "process area", "process", "processes", "supports", "clause")),
        Column("vendor", "Vendor", ("supplier", "provider", "manufacturer")),
        Column("owner", "Owner", ("tool owner", "administrator")),
    ),
    name="tool",
)  # fmt: skip

_MATURITY = Register(
    "maturity",
    ("maturity",),
    (
        Column("framework", "Framework", ("itil adoption", "frameworks", "method", "practice framework")),
        Column("formal_sms", "Formal SMS", ("sms", "sms status", "management system")),
        Column(
            "baseline",
            "Baseline",
            ("maturity level", "level", "current maturity", "maturity", "current state"),
        ),
        Column(
            "existing", "Existing processes", ("processes", "processes in place", "established processes")
        ),
        Column("weak", "Weak spots", ("weaknesses", "known gaps", "gaps")),
        Column("tooling", "Tooling", ("tool support",)),
    ),
    form=True,
    required=False,
)

_OTHERS = (
    Register(
        "other_parties",
        ("other_parties",),
        (
            Column("part", "Process or part", ("process", "process or activity", "part", "what", "activity")),
            Column("party", "Party", ("other party", "operated by", "organization", "supplier", "name")),
            Column("type", "Party type", ("type", "kind", "class")),
            Column("governance", "Governance control", ("governance", "control", "controls", "how governed")),
        ),
        name="party",
        required=False,
    ),
    Register(
        "competence",
        ("competence",),
        (
            Column("role", "Role", ("sms role", "person", "role or person", "name")),
            Column(
                "required", "Required competence", ("competence", "required skills", "skills", "requirement")
            ),
            Column("evidence", "Evidence", ("training", "qualification", "certificate", "training record")),
            Column("valid_until", "Valid until", ("expires", "expiry", "valid to", "expiry date", "renewal")),
        ),
        name="role",
    ),
    Register(
        "issues",
        ("issues",),
        (
            Column("issue", "Issue", ("topic", "factor", "knowledge")),
            Column("kind", "Kind", ("internal external", "type")),
            Column("effect", "Effect on the SMS", ("effect", "impact", "relevance")),
            Column("response", "Response", ("how addressed", "action", "treatment")),
        ),
        name="issue",
        required=False,
    ),
)

SCHEMA = Schema(
    skill="organization-profile",
    titles=("organisation profile", "company profile", "organizational profile", "provider profile"),
    sections=(
        SectionSpec(
            "facts",
            "Organization facts",
            ("organisation facts", "company facts", "organization overview", "about the organization", "organization"),
        ),
        SectionSpec(
            "classification",
            "Service provider classification",
            ("provider classification", "provider type", "service provider type", "classification"),
        ),
        SectionSpec(
            "structure",
            "Structure and locations",
            ("locations", "sites", "organizational structure", "departments", "organizational units", "structure"),
        ),
        SectionSpec(
            "roles",
            "SMS roles",
            ("sms roles and responsibilities", "roles and responsibilities", "sms governance roles", "roles"),
        ),
        SectionSpec(
            "commitment",
            "Management commitment and milestones",
            ("management commitment", "commitment", "commitments", "milestones", "certification milestones"),
        ),
        SectionSpec(
            "interested",
            "Interested parties",
            ("interested parties and requirements", "stakeholders", "stakeholders and requirements"),
        ),
        SectionSpec(
            "technology",
            "Technology and ITSM tools",
            ("technology and tools", "tools", "itsm tools", "technology", "tooling"),
        ),
        SectionSpec(
            "maturity",
            "Service management maturity",
            ("itsm maturity", "maturity", "current maturity", "service management baseline"),
        ),
        SectionSpec(
            "other_parties",
            "Other parties operating processes",
            ("other parties", "processes operated by other parties", "outsourced processes", "outsourcing"),
        ),
        SectionSpec(
            "competence",
            "Competence",
            ("competences", "competence and training", "competence evidence", "skills and training"),
        ),
        SectionSpec(
            "issues",
            "Issues and knowledge",
            ("internal and external issues", "context and issues", "issues", "knowledge"),
            required=False,
        ),
    ),
    registers=(
        _FACTS, _CLASSIFICATION, *_STRUCTURE, _ROLES, *_COMMITMENT, _PARTIES, _TOOLS, _MATURITY, *_OTHERS,
    ),
)  # fmt: skip
