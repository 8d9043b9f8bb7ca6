"""The plan's outline and registers (domain rules §4.5)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec(
        "policy",
        "Policy",
        ("service management policy", "continual improvement policy", "improvement policy", "policies"),
    ),
    SectionSpec("objectives", "Objectives", ("sms objectives", "service management objectives", "goals")),
    SectionSpec(
        "requirements",
        "Service requirements and obligations",
        ("service requirements", "requirements and obligations", "obligations", "requirements"),
    ),
    SectionSpec(
        "limitations", "Known limitations", ("limitations", "constraints", "known constraints", "assumptions")
    ),
    SectionSpec(
        "governance",
        "Governance",
        (
            "governance structure",
            "roles and responsibilities",
            "roles responsibilities and authorities",
            "authorities and responsibilities",
            "decision-making bodies",
            "decision making bodies",
            "organization and governance",
        ),
    ),
    SectionSpec(
        "pdca",
        "PDCA per process",
        (
            "pdca",
            "pdca approach",
            "plan-do-check-act",
            "plan do check act",
            "pdca cycle",
            "process approach",
            "continual improvement approach",
        ),
    ),
    SectionSpec(
        "interfaces",
        "Process interfaces",
        ("interfaces between processes", "interfaces", "process integration", "integration of processes"),
    ),
    SectionSpec(
        "resources",
        "Resources",
        ("resource plan", "resource planning", "resource management", "budget", "training", "training plan"),
    ),
    SectionSpec("technology", "Technology", ("technology and tools", "tools and technology", "tooling")),
    SectionSpec(
        "documentation",
        "Documentation framework",
        (
            "documentation",
            "documentation management",
            "document management",
            "document and record control",
            "control of documents",
            "documented information",
            "records management",
        ),
    ),
    SectionSpec("risks", "Risk management", ("risks", "risk register", "risk assessment", "risk approach")),
    SectionSpec(
        "measurement",
        "Measurement and improvement",
        (
            "measurement",
            "monitoring and measurement",
            "monitoring",
            "measuring and improving",
            "performance evaluation",
            "audit, reporting and improvement",
            "continual improvement",
        ),
    ),
    SectionSpec("communication", "Communication", ("communication plan", "communications")),
    SectionSpec(
        "timeline",
        "Implementation timeline",
        (
            "timeline",
            "implementation roadmap",
            "implementation plan",
            "implementation schedule",
            "schedule",
            "milestones",
            "certification milestones",
            "phases",
        ),
    ),
    SectionSpec(
        "tasks", "Remediation tasks", ("tasks", "gap remediation", "remediation actions", "remediation plan")
    ),
)

_GOVERNANCE = (
    Register(
        "objectives",
        ("objectives",),
        (
            Column("id", "Objective ID", ("id", "#", "no", "ref")),
            Column("objective", "Objective", ("sms objective", "statement", "description")),
            Column("metric", "Metric", ("measure", "indicator", "measured by", "kpi", "success measure")),
            Column("baseline", "Baseline", ("today", "current", "current value")),
            Column("target", "Target", ("target value",)),
            Column("due", "Target date", ("due", "deadline", "by", "timeline", "date")),
            Column("owner", "Owner"),
            Column("kpi", "KPI ref", ("kpi id", "kpi reference")),
        ),
        name="objective",
        identifier="id",
    ),
    Register(
        "roles",
        ("governance",),
        (
            Column("role", "Role", ("sms role", "function")),
            Column("person", "Person", ("name", "holder", "held by", "assigned to", "appointed")),
            Column(
                "areas", "Process area(s)", ("process areas", "process area", "clause areas", "processes")
            ),
            Column("responsibilities", "Responsibilities", ("responsibility", "duties", "accountabilities")),
            Column("authority", "Authority", ("authorities", "decides", "powers")),
        ),
        name="role",
    ),
    Register(
        "bodies",
        ("governance",),
        (
            Column("body", "Body", ("board", "committee", "meeting", "forum", "decision-making body")),
            Column("chair", "Chair", ("chaired by", "chairperson", "led by")),
            Column("members", "Members", ("participants", "attendees", "membership")),
            Column("frequency", "Frequency", ("meets", "meeting frequency")),
            Column("purpose", "Purpose", ("mandate", "decides on", "remit", "scope")),
        ),
        name="body",
        required=False,
    ),
    Register(
        "pdca",
        ("pdca",),
        (
            Column("clause", "Clause", ("clauses", "ref", "#")),
            Column("area", "Process area", ("process", "clause area", "area")),
            Column("owner", "Owner"),
            Column("plan", "Plan", ("planning",)),
            Column("do", "Do", ("operate", "implement")),
            Column("check", "Check", ("measure", "monitor", "study")),
            Column("act", "Act", ("improve", "adjust", "improvement")),
        ),
        name="area",
        identifier="clause",
    ),
)

_MEANS = (
    Register(
        "resources",
        ("resources",),
        (
            Column("kind", "Kind", ("type", "category", "resource type", "resource")),
            Column("item", "Item", ("description", "what", "resource item", "name")),
            Column("quantity", "Quantity", ("amount", "number", "units", "fte")),
            Column("cost", "Cost", ("budget", "costs", "price", "total cost", "planned cost", "total")),
            Column("from", "From", ("start", "needed from")),
            Column("to", "To", ("until", "end")),
            Column("owner", "Owner"),
        ),
        name="item",
    ),
    Register(
        "training",
        ("resources",),
        (
            Column("audience", "Audience", ("participants", "who", "target group", "role")),
            Column("training", "Training", ("course", "topic", "content", "subject")),
            Column("due", "Due", ("date", "when", "until")),
        ),
        name="audience",
        required=False,
    ),
    Register(
        "technology",
        ("technology",),
        (
            Column("technology", "Technology", ("tool", "product", "system")),
            Column("supports", "Supports", ("purpose", "used for", "processes")),
            Column("change", "Planned change", ("change", "plan", "planned")),
        ),
        name="technology",
        required=False,
    ),
    Register(
        "documentation",
        ("documentation",),
        (
            Column("type", "Document type", ("type", "document", "documents", "kind", "record type")),
            Column("naming", "Naming", ("naming convention", "name pattern", "document id", "identifier")),
            Column("review_cycle", "Review cycle", ("review", "reviewed", "review frequency")),
            Column("approver", "Approver", ("approved by", "approval", "approval authority")),
            Column(
                "retention", "Retention", ("retention period", "kept for", "retained", "record retention")
            ),
            Column("storage", "Storage", ("stored in", "location", "repository")),
        ),
        name="type",
        required=False,
    ),
    Register(
        "communication",
        ("communication",),
        (
            Column("message", "Message", ("what", "subject", "content")),
            Column("audience", "Audience", ("to whom", "recipients")),
            Column("channel", "Channel", ("how", "medium")),
            Column("frequency", "Frequency", ("when",)),
            Column("owner", "Responsible", ("by whom",)),
        ),
        name="message",
        required=False,
    ),
)

_STEERING = (
    Register(
        "requirements",
        ("requirements",),
        (
            Column("requirement", "Requirement", ("obligation", "service requirement")),
            Column("source", "Source", ("origin", "basis")),
            Column("consequence", "Consequence for the SMS", ("consequence", "how met", "met by")),
        ),
        name="requirement",
        required=False,
    ),
    Register(
        "interfaces",
        ("interfaces",),
        (
            Column("from", "From process", ("from", "source", "process", "giving process")),
            Column("to", "To process", ("to", "target", "receiving process", "linked process")),
            Column("what", "What is handed over", ("hand-over", "handover", "output", "interface", "what")),
        ),
        name="from",
        required=False,
    ),
    Register(
        "risks",
        ("risks",),
        (
            Column("id", "Risk ID", ("id", "#", "ref", "no")),
            Column("risk", "Risk", ("description", "risk description", "threat")),
            Column("likelihood", "Likelihood", ("probability", "l", "p")),
            Column("impact", "Impact", ("consequence", "severity", "i")),
            Column("score", "Score", ("risk score", "rating", "risk level", "level", "risk rating")),
            Column("treatment", "Treatment", ("mitigation", "response", "action", "mitigation strategy")),
            Column("owner", "Owner", ("risk owner",)),
            Column("residual", "Residual", ("residual risk", "residual score")),
            Column("accepted_by", "Accepted by", ("acceptance",)),
        ),
        name="risk",
        identifier="id",
        required=False,
    ),
    Register(
        "measurement",
        ("measurement",),
        (
            Column("what", "What", ("subject", "measure")),
            Column("how", "How", ("method", "measured by")),
            Column("frequency", "Frequency", ("when",)),
            Column("owner", "Responsible"),
        ),
        name="what",
        required=False,
    ),
)

_TIME = (
    Register(
        "milestones",
        ("timeline",),
        (
            Column("milestone", "Milestone", ("event", "certification milestone")),
            Column("date", "Target date", ("date", "due", "planned date", "when", "month")),
        ),
        name="milestone",
        required=False,
    ),
    Register(
        "phases",
        ("timeline",),
        (
            Column("phase", "Phase", ("stage", "step", "phase name")),
            Column(
                "period", "Timeline", ("period", "months", "duration", "timeframe", "time frame", "dates")
            ),
            Column("start", "Start", ("from", "start date", "begins")),
            Column("end", "End", ("to", "end date", "ends", "until")),
            Column("focus", "Focus", ("content", "activities", "scope", "description", "main activities")),
            Column("milestone", "Milestone", ("milestones", "key milestones", "deliverables", "result")),
            Column("milestone_date", "Milestone date", ("milestone due",)),
        ),
        name="phase",
    ),
    Register(
        "tasks",
        ("tasks",),
        (
            Column("id", "Task ID", ("id", "#", "no")),
            Column("gap", "Gap ref", ("action id", "gap", "gap action", "action ref", "clause", "ref")),
            Column("task", "Task", ("action", "description", "remediation task", "activity")),
            Column("owner", "Owner"),
            Column("due", "Due"),
            Column("status", "Status"),
        ),
        name="task",
        identifier="id",
        required=False,
    ),
)

SCHEMA = Schema(
    skill="service-management-plan",
    titles=("sms plan", "service management system plan", "plan of the sms"),
    sections=_SECTIONS,
    registers=(*_GOVERNANCE, *_MEANS, *_STEERING, *_TIME),
)
