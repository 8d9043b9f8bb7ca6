"""The change management document's outline and registers (domain rules §4.17)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec(
        "policy",
        "Policy",
        ("change policy", "change management policy", "policy and scope", "purpose and scope", "purpose"),
    ),
    SectionSpec(
        "types",
        "Change types",
        ("types of change", "types of changes", "change type definitions", "change classification"),
    ),
    SectionSpec(
        "categories",
        "Categories and authority",
        (
            "categories",
            "change categories",
            "change authority",
            "approval authority",
            "authorization levels",
            "approval matrix",
        ),
    ),
    SectionSpec(
        "lifecycle",
        "Lifecycle",
        ("change lifecycle", "life cycle", "change process", "change procedure", "process flow", "workflow"),
    ),
    SectionSpec(
        "assessment",
        "Assessment criteria",
        ("assessment", "change assessment", "impact assessment", "risk assessment", "evaluation criteria"),
    ),
    SectionSpec(
        "cab", "CAB", ("change advisory board", "change control board", "advisory board", "change board")
    ),
    SectionSpec(
        "emergency",
        "Emergency procedure",
        (
            "emergency changes",
            "emergency change",
            "emergency change procedure",
            "emergency change management",
            "emergency",
        ),
    ),
    SectionSpec(
        "schedule",
        "Schedule",
        (
            "change schedule",
            "schedule of change",
            "schedule of changes",
            "forward schedule of change",
            "change calendar",
        ),
    ),
    SectionSpec(
        "backout",
        "Back-out",
        ("backout", "back-out plan", "rollback", "reversal", "remediation", "reversal of changes"),
    ),
    SectionSpec(
        "review",
        "Review and trends",
        (
            "review",
            "post-implementation review",
            "change review",
            "trend analysis",
            "review and trend analysis",
            "reviews and trends",
        ),
    ),
    SectionSpec(
        "standard",
        "Standard change catalogue",
        (
            "standard changes",
            "standard change catalog",
            "catalogue of standard changes",
            "standard change models",
            "change models",
            "pre-approved changes",
        ),
    ),
    SectionSpec(
        "interfaces",
        "Interfaces",
        ("process interfaces", "integrations", "process integration", "integration with other processes"),
    ),
    SectionSpec(
        "log",
        "Change log",
        ("RFC log", "change records", "change register", "log of changes", "requests for change"),
    ),
)

_RULES = (
    Register(
        "controlled",
        ("policy",),
        (
            Column(
                "ci_type", "CI type", ("configuration item type", "configuration items", "ci types", "type")
            ),
            Column(
                "change", "Needs a change", ("under control", "what needs a change", "controlled", "control")
            ),
        ),
        name="ci_type",
        required=False,
    ),
    Register(
        "major",
        ("policy",),
        (
            Column("criterion", "Criterion of major impact", ("criterion", "criteria", "major impact")),
            Column("example", "Example", ("examples", "explanation", "meaning")),
        ),
        name="criterion",
        required=False,
    ),
    Register(
        "types",
        ("types",),
        (
            Column("type", "Type", ("change type", "name", "kind")),
            Column("definition", "Definition", ("description", "meaning", "when used", "criteria")),
            Column(
                "approval",
                "Approval",
                (
                    "approved by",
                    "approver",
                    "approval authority",
                    "authority",
                    "authorization",
                    "authorised by",
                ),
            ),
            Column("lead_time", "Lead time", ("notice", "minimum notice", "lead")),
            Column("review", "Review", ("reviewed", "reviewed by", "post-implementation review")),
        ),
        name="type",
    ),
    Register(
        "categories",
        ("categories",),
        (
            Column("category", "Category", ("level", "class", "change category", "risk level")),
            Column("criteria", "Criteria", ("definition", "description", "threshold", "meaning")),
            Column(
                "authority",
                "Authority",
                (
                    "approval authority",
                    "approved by",
                    "approver",
                    "approval",
                    "authorised by",
                    "authorized by",
                ),
            ),
        ),
        name="category",
        required=False,
    ),
    Register(
        "cab",
        ("cab",),
        (
            Column("role", "Role", ("function", "position", "member role")),
            Column("person", "Person", ("name", "member", "representative")),
            Column("voting", "Voting", ("vote", "voting right", "votes")),
        ),
        name="role",
        required=False,
    ),
    Register(
        "boards",
        ("cab",),
        (
            Column("body", "Body", ("board", "committee")),
            Column("chair", "Chair", ("chaired by", "chairperson", "led by")),
            Column("members", "Members", ("participants", "membership", "composition", "attendees")),
            Column("frequency", "Frequency", ("meets", "meeting frequency", "meetings", "meeting")),
            Column("quorum", "Quorum", ("minimum attendance",)),
            Column(
                "authority",
                "Authority",
                ("decision authority", "decides", "decides on", "mandate", "purpose"),
            ),
        ),
        name="body",
        required=False,
    ),
    Register(
        "lifecycle",
        ("lifecycle",),
        (
            Column("stage", "Stage", ("step", "phase", "activity", "status")),
            Column("activities", "Activities", ("description", "what is done", "tasks", "action")),
            Column("role", "Role", ("responsible", "who", "owner")),
            Column("output", "Output", ("result", "record", "exit")),
        ),
        name="stage",
        required=False,
    ),
    Register(
        "assessment",
        ("assessment",),
        (
            Column("criterion", "Criterion", ("criteria", "aspect", "dimension")),
            Column("question", "Question", ("what is assessed", "description", "how assessed", "meaning")),
            Column("assessor", "Assessed by", ("by", "role", "responsible", "who")),
        ),
        name="criterion",
        required=False,
    ),
    Register(
        "emergency",
        ("emergency",),
        (
            Column("step", "Step", ("stage", "activity", "action")),
            Column("how", "How", ("description", "what is done", "activities", "details")),
            Column("role", "Role", ("responsible", "who", "by")),
            Column("limit", "Time limit", ("within", "deadline", "time", "due")),
        ),
        name="step",
        required=False,
    ),
)

_RECORDS = (
    Register(
        "standard",
        ("standard",),
        (
            Column("id", "Model ID", ("model", "id", "standard change id", "ref", "#")),
            Column("change", "Change", ("title", "description", "standard change", "name")),
            Column("approved_by", "Pre-approved by", ("approved by", "approver", "authority", "approval")),
            Column("procedure", "Procedure", ("work instruction", "instruction", "runbook", "steps")),
            Column("review_date", "Review date", ("next review", "valid until", "reviewed on")),
        ),
        name="change",
        identifier="id",
        required=False,
    ),
    Register(
        "interfaces",
        ("interfaces",),
        (
            Column("process", "Process", ("to process", "with", "interface", "partner process", "area")),
            Column("gives", "Gives", ("provides", "output", "outputs", "what is handed over", "hand-over")),
            Column("receives", "Receives", ("input", "inputs", "takes", "gets", "in return")),
        ),
        name="process",
        required=False,
    ),
    Register(
        "log",
        ("log",),
        (
            Column("rfc", "RFC", ("rfc id", "change id", "id", "change no", "number", "rfc number", "#")),
            Column("type", "Type", ("change type",)),
            Column("title", "Title", ("description", "summary", "change", "subject")),
            Column("service", "Service ID", ("service", "services", "affected service")),
            Column("ci", "CI", ("CIs", "ci id", "configuration items", "affected cis")),
            Column("requester", "Requester", ("requested by", "raised by", "requestor", "initiator")),
            Column("risk", "Risk", ("risk level", "risk class")),
            Column("approved_by", "Approved by", ("approver", "authorized by", "authorised by", "approval")),
            Column("approved_on", "Approved on", ("approval date", "date approved", "approved")),
            Column("planned", "Planned", ("planned date", "scheduled", "planned for", "scheduled for")),
            Column("done", "Done", ("implemented", "implemented on", "completed", "deployed on", "actual")),
            Column("result", "Result", ("outcome", "closure code")),
            Column("backout", "Back-out", ("back-out plan", "rollback", "reversal", "backout plan")),
            Column("cmdb", "CMDB updated", ("cmdb", "ci updated", "cmdb update")),
            Column("release", "Release", ("release id", "rel")),
            Column("review", "Review", ("reviewed", "reviewed on", "pir", "post-implementation review")),
        ),
        name="title",
        identifier="rfc",
        required=False,
    ),
)

SCHEMA = Schema(
    skill="change-management",
    titles=(
        "change management process",
        "change control",
        "change enablement",
        "change management procedure",
    ),
    sections=_SECTIONS,
    registers=(*_RULES, *_RECORDS),
)
