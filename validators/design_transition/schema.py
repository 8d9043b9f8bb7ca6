"""The outline and registers of design and transition (domain rules §4.19)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec(
        "applies",
        "When this process applies",
        (
            "when it applies", "applicability", "scope", "purpose and scope", "trigger", "triggers", "trigger criteria",
            "when design and transition applies", "criteria for applying this process", "purpose",
        ),
    ),
    SectionSpec(
        "lifecycle",
        "Lifecycle",
        (
            "service lifecycle", "lifecycle stages", "service lifecycle stages", "stages", "stages and gates", "process stages",
            "design and transition lifecycle", "phases", "design and transition stages", "process flow",
        ),
    ),
    SectionSpec(
        "planning",
        "Planning",
        (
            "plan", "plan contents", "planning new or changed services", "project planning", "project plan", "service plan",
            "plan for new or changed services", "planning of new or changed services",
        ),
    ),
    SectionSpec(
        "design",
        "Design",
        (
            "service design", "design contents", "design requirements", "service design package", "design and development",
            "design of new or changed services", "design package",
        ),
    ),
    SectionSpec(
        "acceptance",
        "Acceptance criteria",
        ("service acceptance criteria", "acceptance", "service acceptance", "go live criteria", "readiness criteria"),
    ),
    SectionSpec(
        "transition",
        "Transition planning",
        ("transition plan", "transition", "service transition", "transition activities", "transition readiness"),
    ),
    SectionSpec(
        "removal",
        "Removal and transfer",
        (
            "removal", "removal or transfer", "removal of services", "removal and transfer of services", "service retirement",
            "decommissioning", "retirement and transfer", "retirement", "service removal",
        ),
    ),
    SectionSpec(
        "parties",
        "Other parties",
        (
            "contributing parties", "suppliers and other parties", "parties involved", "contributions of other parties",
            "suppliers and partners", "third parties", "working with other parties",
        ),
    ),
    SectionSpec(
        "interfaces",
        "Interfaces",
        (
            "process interfaces", "integrations", "integration", "process integration", "process integrations",
            "integration with other processes", "integration points", "interfaces to other processes", "related processes",
        ),
    ),
    SectionSpec(
        "review",
        "Post-implementation review",
        (
            "post implementation reviews", "PIR", "review after go live", "post go live review", "outcome review",
            "review and reporting", "outcome report",
        ),
    ),
    SectionSpec(
        "projects",
        "Project register",
        ("projects", "register of projects", "new and changed services", "project list", "service projects", "current projects"),
    ),
)  # fmt: skip

_LIFECYCLE = Register(
    "lifecycle",
    ("lifecycle",),
    (
        Column("stage", "Stage", ("phase", "lifecycle stage", "step", "gate", "stage name")),
        Column("entry", "Entry", ("entry criteria", "entry criterion", "starts when", "input", "inputs", "preconditions")),
        Column("activities", "Activities", ("activity", "what is done", "tasks", "description", "key activities")),
        Column("exit", "Exit", ("exit criteria", "exit criterion", "ends when", "output", "outputs", "deliverables")),
        Column("role", "Role", ("roles", "responsible", "performed by", "lead", "accountable role")),
        Column("approver", "Approver", ("approved by", "approval", "gate approver", "go no go", "sign off", "decided by")),
    ),
    name="stage",
    required=False,
)  # fmt: skip

_ACCEPTANCE = Register(
    "acceptance",
    ("acceptance",),
    (
        Column("id", "Criterion ID", ("id", "no", "ref", "#")),
        Column("area", "Area", ("category", "topic", "process", "subject")),
        Column("criterion", "Criterion", ("acceptance criterion", "criteria", "acceptance criteria", "requirement", "what")),
        Column("measure", "Measure", ("target", "threshold", "measurement", "met when", "pass condition", "how verified")),
        Column("evidence", "Evidence", ("record", "proof", "verified by record")),
        Column("signoff", "Sign-off role", ("sign off", "signed off by", "approver", "accepted by", "responsible", "verified by")),
    ),
    name="criterion",
    identifier="id",
    required=False,
)  # fmt: skip


def _matrix(key: str, section: str, title: str) -> Register:
    """A list of contents with the place where each is answered."""
    return Register(
        key,
        (section,),
        (
            Column("content", "Content", ("contents", "item", "topic", "element", "subject", title)),
            Column("where", "Where", ("answered in", "answered under", "found in", "document", "location", "described in")),
            Column("answer", "Answer", ("example", "current project", "how", "what it says", "summary", "description")),
        ),
        name="content",
        required=False,
    )  # fmt: skip


_REQUIREMENTS = Register(
    "requirements",
    ("design",),
    (
        Column(
            "area",
            "Requirement area",
            (
                "area",
                "non functional area",
                "quality",
                "attribute",
                "aspect",
                "category",
                "type",
                "dimension",
            ),
        ),
        Column(
            "requirement", "Requirement", ("non functional requirement", "requirements", "what is designed")
        ),
        Column("source", "From", ("source", "agreed with", "process")),
    ),
    name="area",
    required=False,
)

_TRANSITION = Register(
    "transition",
    ("transition",),
    (
        Column("item", "Item", ("topic", "transition item", "element", "subject", "area")),
        Column(
            "what",
            "What is done",
            ("activities", "activity", "action", "how", "description", "tasks", "content"),
        ),
        Column("owner", "Owner", ("role", "done by")),
        Column("due", "Due", ("when", "date", "complete by", "by")),
    ),
    name="item",
    required=False,
)

_REMOVAL = Register(
    "removal",
    ("removal",),
    (
        Column("step", "Step", ("item", "topic", "subject", "element", "activity")),
        Column("what", "What is done", ("how", "rule", "description", "action", "treatment")),
        Column("owner", "Owner", ("role", "done by")),
        Column("when", "When", ("due", "date", "by when", "deadline")),
    ),
    name="step",
    required=False,
)

_PARTIES = Register(
    "parties",
    ("parties",),
    (
        Column("party", "Party", ("supplier", "name", "organization", "organisation", "contributor", "other party")),
        Column("contribution", "Contribution", ("contributes", "deliverable", "deliverables", "role", "scope")),
        Column("evaluation", "Evaluation", ("evaluated", "capability", "ability", "evaluation result", "result", "assessment")),
        Column("evaluated_on", "Evaluated on", ("evaluation date", "assessed on", "date", "evaluated on by")),
        Column("by", "Evaluated by", ("assessed by", "by", "evaluator")),
        Column("evidence", "Evidence"),
    ),
    name="party",
    required=False,
)  # fmt: skip

_INTERFACES = Register(
    "interfaces",
    ("interfaces",),
    (
        Column("process", "Process", ("interface", "to process", "with process", "linked process", "integration", "with")),
        Column("what", "What is handed over", ("what", "hand over", "handover", "how", "description", "output", "content")),
        Column("when", "When", ("stage", "at stage", "moment", "trigger")),
        Column("evidence", "Record", ("evidence", "proof")),
    ),
    name="process",
    required=False,
)  # fmt: skip

_PROJECTS = Register(
    "projects",
    ("projects",),
    (
        Column("id", "Project ID", ("id", "project no", "ref", "#")),
        Column("name", "Project", ("service", "project name", "title", "service name")),
        Column("service_id", "Service ID", ("service ref", "service no")),
        Column("kind", "Kind", ("type", "new changed removed transferred", "change kind", "kind of change")),
        Column("rfc", "RFC", ("request for change", "RFC ID", "change request", "change ref", "RFCs", "change", "changes", "change record", "change ID")),
        Column("customer", "Customer", ("customers", "client", "clients", "customer segment")),
        Column("plan", "Plan", ("project plan", "plan ref")),
        Column("design", "Design", ("service design package", "SDP", "design ref", "design document")),
        Column("sla_draft", "SLA draft", ("SLA", "draft SLA", "service level agreement")),
        Column("acceptance", "Acceptance status", ("acceptance", "accepted", "acceptance decision")),
        Column(
            "planned", "Planned go-live", ("planned", "go live planned", "planned date", "target go live", "planned on", "go live", "go live date"),
        ),
        Column("actual", "Actual go-live", ("actual", "live on", "went live", "go live actual", "actual date", "live since")),
        Column("pir", "PIR date", ("PIR", "post implementation review", "review date", "PIR on", "review on")),
        Column("outcome", "Outcome", ("result", "PIR result", "outcome against expected", "review outcome")),
    ),
    name="name",
    identifier="id",
    required=False,
)  # fmt: skip

_RESERVED = Register(
    "reserved",
    ("projects",),
    (
        Column("id", "Service ID", ("reserved ID", "reserved service ID", "ID")),
        Column("name", "Service", ("service name", "reserved for")),
        Column("customers", "Customers", ("customer",)),
        Column("owner", "Owner", ("service owner",)),
        Column("entry", "Catalog entry", ("catalogue entry", "catalog", "entered in the catalog")),
    ),
    name="name",
    identifier="id",
    required=False,
)

SCHEMA = Schema(
    skill="design-transition",
    titles=(
        "design and transition",
        "service design and transition",
        "design and transition of new or changed services",
        "new or changed services",
        "service design transition",
    ),
    sections=_SECTIONS,
    registers=(
        _LIFECYCLE,
        _matrix("plan_contents", "planning", "plan content"),
        _matrix("design_contents", "design", "design content"),
        _REQUIREMENTS,
        _ACCEPTANCE,
        _TRANSITION,
        _REMOVAL,
        _PARTIES,
        _INTERFACES,
        _PROJECTS,
        _RESERVED,
    ),
)
