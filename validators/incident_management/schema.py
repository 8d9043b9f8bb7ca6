"""The incident management document's outline and registers (domain rules §4.14)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec("purpose", "Purpose and scope", ("purpose", "scope", "introduction", "objective")),
    SectionSpec(
        "matrix",
        "Priority matrix",
        (
            "priority",
            "priorities",
            "prioritization",
            "prioritisation",
            "impact and urgency",
            "priority levels",
        ),
    ),
    SectionSpec(
        "targets",
        "Priority targets",
        (
            "targets",
            "response and resolution targets",
            "response and resolution times",
            "resolution targets",
            "target times",
            "incident targets",
        ),
    ),
    SectionSpec(
        "lifecycle",
        "Lifecycle",
        (
            "life cycle",
            "incident lifecycle",
            "incident life cycle",
            "process",
            "workflow",
            "procedure",
            "stages",
        ),
    ),
    SectionSpec("escalation", "Escalation", ("escalations", "escalation paths", "escalation rules")),
    SectionSpec(
        "functional",
        "Functional escalation",
        ("functional", "functional escalation path", "technical escalation", "support levels"),
        required=False,
    ),
    SectionSpec(
        "hierarchical",
        "Hierarchical escalation",
        ("hierarchical", "hierarchic escalation", "hierarchical escalation path", "management escalation"),
        required=False,
    ),
    SectionSpec(
        "major",
        "Major incident procedure",
        ("major incident", "major incidents", "major incident process", "major incident management"),
    ),
    SectionSpec(
        "communication",
        "Communication",
        (
            "communications",
            "customer communication",
            "communication plan",
            "informing users",
            "informing customers",
            "customer information",
            "keeping customers informed",
            "notification",
            "notifications",
        ),
    ),
    SectionSpec(
        "requests",
        "Service request fulfilment",
        (
            "service requests",
            "service request",
            "service request fulfillment",
            "request fulfilment",
            "request fulfillment",
            "requests",
            "request models",
            "service request management",
        ),
    ),
    SectionSpec(
        "categories",
        "Categories",
        ("categorization", "categorisation", "classification", "category", "incident categories"),
    ),
    SectionSpec(
        "interfaces",
        "Interfaces",
        (
            "integration",
            "process interfaces",
            "links to other processes",
            "relations to other processes",
            "access to information",
        ),
    ),
    SectionSpec(
        "records",
        "Records and KPIs",
        ("records", "kpis", "metrics", "measurement", "reporting", "performance indicators", "measures"),
    ),
)

_TARGETS = (
    Column("priority", "Priority", ("code", "priority code", "priority level", "prio", "level")),
    Column("meaning", "Meaning", ("definition", "description", "name")),
    Column(
        "response",
        "Response",
        (
            "response target",
            "response time",
            "target response",
            "target response time",
            "response time target",
            "first response",
            "max response time",
            "maximum response time",
            "time to respond",
            "reaction",
            "reaction time",
            "respond within",
        ),
    ),
    Column(
        "resolution",
        "Resolution",
        (
            "resolution target",
            "resolution time",
            "target resolution",
            "target resolution time",
            "resolution time target",
            "max resolution time",
            "maximum resolution time",
            "time to resolve",
            "time to restore",
            "restoration",
            "restore",
            "resolve within",
            "fix time",
        ),
    ),
    Column(
        "update",
        "Update interval",
        (
            "updates",
            "update",
            "update frequency",
            "status updates",
            "customer update",
            "communication interval",
        ),
    ),
    Column(
        "hours",
        "Hours basis",
        ("hours", "service hours", "basis", "calendar", "clock", "measured in", "support hours"),
    ),
    Column("service", "Service ID", ("service", "services", "applies to")),
)
_AXES = (
    Column("impact", "Impact", ("impact level",)),
    Column("urgency", "Urgency", ("urgency level",)),
)

SCHEMA = Schema(
    skill="incident-management",
    titles=(
        "incident management",
        "incident and service request management",
        "incident and request management",
        "incident process",
    ),
    sections=_SECTIONS,
    registers=(
        Register("targets", ("targets", "matrix"), _TARGETS, name="priority", identifier="priority"),
        Register("matrix", ("matrix", "targets"), (*_AXES, *_TARGETS), name="impact", required=False),
        Register(
            "lifecycle",
            ("lifecycle",),
            (
                Column("stage", "Stage", ("step", "phase", "process step", "lifecycle stage")),
                Column("activities", "Activities", ("activity", "description", "what is done", "tasks")),
                Column("role", "Role", ("roles", "who", "responsible", "performed by", "owner")),
                Column("record", "Record", ("output", "evidence", "recorded in", "result", "records")),
            ),
            name="stage",
        ),
        Register(
            "escalation",
            ("escalation", "functional", "hierarchical"),
            (
                Column("kind", "Kind", ("type", "escalation type", "escalation")),
                Column("level", "Level", ("step", "stage", "tier", "line", "escalation level")),
                Column("from", "From", ("from level", "escalated from")),
                Column("to", "To", ("to level", "escalated to", "escalate to")),
                Column(
                    "role",
                    "Role",
                    ("team", "group", "support group", "person", "position", "contact", "who", "responsible"),
                ),
                Column("trigger", "Trigger", ("condition", "when", "criteria", "reason")),
                Column("after", "After", ("time", "within", "time limit", "elapsed time", "after time")),
            ),
            name="level",
        ),
        Register(
            "requests",
            ("requests",),
            (
                Column("id", "Model ID", ("id", "#", "ref", "no", "request id")),
                Column("request", "Request", ("name", "request model", "model", "service request", "request type")),
                Column("service", "Service ID", ("service", "services", "for service")),
                Column("approval", "Approval", ("approver", "approved by", "authorization", "authorisation")),
                Column("steps", "Steps", ("procedure", "fulfilment steps", "fulfillment steps", "activities", "workflow")),
                Column(
                    "target",
                    "Target",
                    ("fulfilment target", "fulfillment target", "target time", "fulfilled within", "lead time", "time"),
                ),
                Column("owner", "Owner", ("fulfilled by", "fulfilment team", "team")),
            ),
            name="request",
            identifier="id",
        ),
        Register(
            "categories",
            ("categories",),
            (
                Column("category", "Category", ("incident category", "name", "type", "class")),
                Column("service", "Service ID", ("service", "services", "affected service")),
                Column("ci_type", "CI type", ("ci", "configuration item type", "ci types", "component")),
            ),
            name="category",
            required=False,
        ),
        Register(
            "interfaces",
            ("interfaces",),
            (
                Column("from", "From", ("from process", "source", "process", "source process")),
                Column("to", "To", ("to process", "receiving process", "target process")),
                Column("what", "What is handed over", ("what", "information", "handover", "hand-over", "content")),
            ),
            name="from",
            required=False,
        ),
    ),
)  # fmt: skip
