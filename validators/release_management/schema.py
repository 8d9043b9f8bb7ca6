"""The outline and registers of release and deployment management (domain rules §4.18)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec("policy", "Policy", ("release policy", "release and deployment policy", "principles", "purpose", "purpose and scope", "scope")),
    SectionSpec("types", "Release types", ("types of release", "types of releases", "release categories", "release classification")),
    SectionSpec("lifecycle", "Lifecycle", ("release lifecycle", "release process", "process", "stages", "phases", "stages and gates", "process flow")),
    SectionSpec(
        "acceptance",
        "Acceptance criteria",
        ("acceptance", "release acceptance", "release acceptance criteria", "quality gates", "release criteria", "go no go criteria"),
    ),
    SectionSpec(
        "environment",
        "Test environment",
        (
            "test environments", "acceptance environment", "acceptance test environment", "build and test environment", "environments",
            "build and test", "controlled acceptance environment", "staging", "testing", "staging environment", "release environments",
        ),
    ),
    SectionSpec(
        "deployment",
        "Deployment",
        ("deployment methods", "deployment procedure", "deployment approach", "deployment strategy", "deployment plan", "roll out", "rollout"),
    ),
    SectionSpec(
        "rollback",
        "Rollback",
        ("rollback procedure", "roll back", "back out", "back out plan", "rollback plan", "reversal", "remediation", "reversal and remediation", "rollback and remediation"),
    ),
    SectionSpec("emergency", "Emergency release", ("emergency releases", "emergency release procedure", "emergency", "urgent releases", "hotfixes")),
    SectionSpec(
        "success",
        "Success measurement",
        (
            "measuring success", "success criteria", "release metrics", "metrics", "KPIs", "key performance indicators", "measurement",
            "release success", "measures", "performance measurement", "monitoring and measurement",
        ),
    ),
    SectionSpec(
        "interfaces",
        "Interfaces",
        (
            "process interfaces", "integrations", "integration", "process integration", "process integrations", "integration points",
            "integration with other processes", "interfaces to other processes", "related processes",
        ),
    ),
    SectionSpec(
        "calendar",
        "Release calendar",
        ("release schedule", "calendar", "release plan", "release register", "release log", "planned releases", "release records"),
    ),
)  # fmt: skip

_TYPES = Register(
    "types",
    ("types",),
    (
        Column("type", "Type", ("release type", "category", "class", "name")),
        Column("scope", "Scope", ("definition", "content", "contents", "description", "what it covers", "examples")),
        Column("frequency", "Frequency", ("typical frequency", "how often", "planned frequency", "interval")),
        Column("approval", "Approval", ("approved by", "approver", "approval authority", "authority")),
        Column("change_type", "Change type", ("type of change", "change category", "change", "required change", "change record")),
        Column("notice", "Notice", ("notice period", "announced", "communication")),
    ),
    name="type",
    required=False,
)  # fmt: skip

_LIFECYCLE = Register(
    "lifecycle",
    ("lifecycle",),
    (
        Column("stage", "Stage", ("phase", "lifecycle stage", "step", "stage name")),
        Column("entry", "Entry", ("entry criteria", "entry criterion", "starts when", "input", "inputs", "preconditions")),
        Column("activities", "Activities", ("activity", "what is done", "tasks", "description", "key activities")),
        Column("exit", "Exit", ("exit criteria", "exit criterion", "ends when", "output", "outputs")),
        Column("role", "Role", ("roles", "responsible", "performed by", "lead", "owner")),
    ),
    name="stage",
    required=False,
)  # fmt: skip

_ACCEPTANCE = Register(
    "acceptance",
    ("acceptance",),
    (
        Column("id", "Criterion ID", ("id", "no", "#")),
        Column("area", "Area", ("topic", "subject", "category")),
        Column("criterion", "Criterion", ("acceptance criterion", "criteria", "acceptance criteria", "test", "requirement")),
        Column("applies_to", "Release types", ("applies to", "types", "release type", "type", "for")),
        Column("measure", "Measure", ("target", "threshold", "measurement", "met when", "pass condition")),
        Column("evidence", "Evidence", ("record", "proof")),
        Column("approver", "Approver", ("approved by", "accepted by", "sign off", "sign off role", "responsible")),
    ),
    name="criterion",
    identifier="id",
    required=False,
)  # fmt: skip

_ENVIRONMENTS = Register(
    "environments",
    ("environment",),
    (
        Column("environment", "Environment", ("name", "test environment", "system")),
        Column("use", "Used for", ("use", "purpose", "tests", "what is tested")),
        Column("control", "Control", ("controlled by", "how controlled", "likeness", "controls", "difference to production")),
        Column("owner", "Owner", ("environment owner",)),
    ),
    name="environment",
    required=False,
)  # fmt: skip

_DEPLOYMENT = Register(
    "deployment",
    ("deployment",),
    (
        Column("method", "Method", ("deployment method", "approach", "strategy", "technique")),
        Column("when_used", "When used", ("used for", "use", "when", "applies to", "suitable for")),
        Column("verification", "Verification", ("verified by", "verify", "check", "checks", "validation", "smoke test", "how verified")),
        Column("communication", "Communication", ("communicated to", "notification", "notice", "informed", "who is informed")),
    ),
    name="method",
    required=False,
)  # fmt: skip

_ROLLBACK = Register(
    "rollback",
    ("rollback",),
    (
        Column("method", "Method", ("deployment method", "for", "applies to", "release type", "scenario", "component")),
        Column("trigger", "Trigger", ("triggers", "trigger criteria", "when", "condition", "rollback trigger", "criteria")),
        Column("steps", "Steps", ("step", "procedure", "how", "action", "actions", "rollback steps")),
        Column("time", "Time", ("duration", "maximum time", "time needed", "rollback time", "time limit", "max duration")),
        Column("decider", "Decider", ("decided by", "decision", "authority", "who decides")),
        Column("window", "Maintenance window", ("window", "change window")),
        Column("tested", "Tested", ("last tested", "rehearsed", "tested on")),
    ),
    name="trigger",
    required=False,
)  # fmt: skip

_WINDOWS = Register(
    "windows",
    ("deployment",),
    (
        Column("service", "Services", ("service", "service ID", "for services")),
        Column("window", "Maintenance window", ("window", "change window", "deployment window")),
        Column("length", "Length", ("duration", "hours", "window length")),
    ),
    name="window",
    required=False,
)

_SUCCESS = Register(
    "success",
    ("success",),
    (
        Column("metric", "Metric", ("measure", "KPI", "indicator", "key figure", "what")),
        Column("target", "Target"),
        Column("data_source", "Data source"),
        Column("frequency", "Frequency", ("reviewed", "analysed")),
        Column("result", "Last result", ("result", "actual", "value", "current")),
    ),
    name="metric",
    required=False,
)

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

_CALENDAR = Register(
    "calendar",
    ("calendar",),
    (
        Column("id", "Release ID", ("id", "release", "release no", "ref", "#")),
        Column("name", "Title", ("name", "release name")),
        Column("type", "Type", ("release type",)),
        Column("service", "Service ID", ("service", "services", "service IDs")),
        Column("rfcs", "RFCs", ("RFC", "change", "changes", "request for change", "requests for change", "RFC ID", "change ref")),
        Column("deliverable", "Deliverables", ("deliverable", "content", "contents", "what", "scope", "components")),
        Column("known_errors", "Known errors closed", ("known errors", "known error", "problems closed", "errors closed")),
        Column("planned", "Planned", ("planned date", "planned on", "target date", "date", "planned deployment", "deployment date")),
        Column("actual", "Actual", ("actual date", "deployed on", "deployed", "released on", "actual deployment")),
        Column("method", "Method", ("deployment method", "deployment")),
        Column("acceptance", "Acceptance approved by/on", ("acceptance", "acceptance approved", "accepted by on", "acceptance approval")),
        Column("accepted_by", "Acceptance approved by", ("accepted by", "acceptance by")),
        Column("accepted_on", "Acceptance approved on", ("accepted on", "acceptance date", "accepted", "acceptance on")),
        Column("result", "Result", ("outcome", "status")),
        Column("incidents", "Incidents after", ("incidents", "incidents after release", "post release incidents", "incidents caused")),
    ),
    name="name",
    identifier="id",
    required=False,
)  # fmt: skip

SCHEMA = Schema(
    skill="release-management",
    titles=(
        "release and deployment management",
        "release and deployment",
        "release process",
        "release and deployment process",
        "deployment management",
    ),
    sections=_SECTIONS,
    registers=(
        _TYPES,
        _LIFECYCLE,
        _ACCEPTANCE,
        _ENVIRONMENTS,
        _DEPLOYMENT,
        _WINDOWS,
        _ROLLBACK,
        _SUCCESS,
        _INTERFACES,
        _CALENDAR,
    ),
)
