"""The management review's outline and registers (domain rules §4.22)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

#: Headings of single inputs, so that a review without a heading 'Inputs' above them is read as well.
_INPUT_HEADINGS = (
    "results of audits and reviews", "audit results", "results of audits", "internal audit results", "audits",
    "follow up on corrective actions", "corrective actions", "corrective and preventive actions",
    "status of corrective actions", "status of corrective and preventive actions", "capa status",
    "resource requirements", "resources", "resource needs", "people and technical capability", "capability",
    "sms policies and objectives", "policies and objectives", "policy and objectives", "objectives", "policy",
    "service performance against slas", "service performance", "performance of services", "sla performance",
    "performance and conformity of services", "performance of services and processes", "process performance",
    "performance of processes", "customer satisfaction", "customer feedback", "satisfaction",
    "new changed services pipeline", "new or changed services", "new and changed services", "services pipeline",
    "service pipeline", "changes that could affect the sms", "changes that could affect the sms or the services",
    "risks and improvement opportunities", "risks and opportunities", "risks", "improvement opportunities",
    "opportunities for improvement", "performance of other parties", "external and internal issues",
)  # fmt: skip

_SECTIONS = (
    SectionSpec(
        "meeting",
        "Meeting data",
        ("meeting", "meeting details", "meeting information", "review data", "review details", "general information"),
    ),
    SectionSpec(
        "attendance",
        "Attendance",
        ("attendees", "participants", "present", "members present", "attendance list", "who attended"),
    ),
    SectionSpec(
        "inputs",
        "Inputs",
        ("input", "review inputs", "management review inputs", "input pack", "required inputs", "agenda", "agenda and inputs", "inputs and conclusions", *_INPUT_HEADINGS),
    ),
    SectionSpec(
        "conclusions",
        "Conclusions on suitability and effectiveness",
        ("conclusions", "conclusion", "suitability and effectiveness", "overall conclusions", "suitability", "effectiveness of the sms"),
    ),
    SectionSpec(
        "decisions",
        "Decisions",
        ("management decisions", "outputs", "review outputs", "decisions and outputs", "outputs and decisions", "resolutions", "decisions taken"),
    ),
    SectionSpec(
        "actions",
        "Action register",
        ("actions", "improvement actions", "action items", "action plan", "action log", "action list", "follow up actions", "new actions", "decisions and actions"),
    ),
    SectionSpec(
        "previous",
        "Status of previous actions",
        (
            "previous actions", "actions of the previous review", "actions from previous reviews", "actions of earlier reviews",
            "actions from the previous management review", "follow up of previous reviews", "follow up actions from previous reviews",
            "previous management reviews", "earlier reviews", "previous review", "status of actions from previous reviews",
        ),
    ),
    SectionSpec("next", "Next review", ("next management review", "next meeting", "date of the next review")),
)  # fmt: skip

_MEETING = Register(
    "meeting",
    ("meeting", "next"),
    (
        Column("id", "Review ID", ("id", "meeting id", "review no", "review number", "reference", "ref")),
        Column("date", "Date", ("meeting date", "held on", "date of review", "review date", "date and time")),
        Column("period", "Period reviewed", ("period", "review period", "period covered", "reporting period")),
        Column("chair", "Chair", ("chaired by", "chairperson", "chairman", "led by")),
        Column("minutes", "Minutes by", ("minutes", "minute taker", "secretary", "recorded by", "minutes taken by")),
        Column("location", "Place", ("location", "venue", "where", "format")),
        Column("last", "Previous review", ("last review", "previous meeting", "last meeting", "previous management review", "date of previous review", "date of last review")),
        Column("frequency", "Frequency", ("planned interval", "interval", "review frequency", "planned frequency")),
        Column("next", "Next review", ("next meeting", "next management review", "date of next review")),
    ),
    form=True,
)  # fmt: skip
_ATTENDANCE = Register(
    "attendance",
    ("attendance", "meeting"),
    (
        Column("attendee", "Name", ("person", "attendee", "participant", "member", "who")),
        Column("role", "Role", ("function", "position", "title", "sms role", "capacity")),
        Column("present", "Present", ("attended", "attendance", "status", "participation", "present?")),
    ),
    name="attendee",
)  # fmt: skip
_INPUTS = Register(
    "inputs",
    ("inputs",),
    (
        Column("no", "No", ("number", "#", "nr", "letter", "clause item")),
        Column("input", "Input", ("review input", "input item", "topic", "agenda item", "item")),
        Column("subject", "Subject", ("what", "about", "indicator", "measure", "metric")),
        Column("source", "Source document", ("source", "sources", "document", "source documents", "evidence", "source artifact")),
        Column("version", "Version/date", ("version", "version and date", "date", "version or date", "as of", "source date", "dated")),
        Column("figures", "Key figures", ("figures", "key figure", "key data", "data", "results", "result", "summary", "content", "value", "status", "details", "discussion", "finding", "findings")),
        Column("conclusion", "Conclusion", ("conclusions", "outcome", "assessment", "evaluation", "comment", "comments", "remarks")),
    ),
    name="input",
)  # fmt: skip
_DECISIONS = Register(
    "decisions",
    ("decisions",),
    (
        Column("id", "Decision ID", ("id", "no", "#", "ref", "decision no", "number")),
        Column("decision", "Decision", ("description", "decision taken", "output", "what", "text")),
        Column("kind", "Kind", ("type", "category", "output kind", "concerns", "area")),
        Column("owner", "Owner", ("decision owner", "assigned to", "who")),
        Column("due", "Target date", ("due", "due date", "date", "by", "when", "implementation date")),
    ),
    name="decision",
    identifier="id",
)  # fmt: skip
_ACTIONS = Register(
    "actions",
    ("actions", "decisions"),
    (
        Column("id", "Action ID", ("id", "no", "#", "ref", "action no", "number")),
        Column("decision_id", "Decision ID", ("decision", "decision ref", "from decision", "of decision", "decision no")),
        Column("action", "Action", ("description", "task", "improvement action", "what", "text")),
        Column("owner", "Owner", ("action owner", "assigned to", "who")),
        Column("due", "Due", ("date", "by", "when", "target")),
        Column("status", "Status", ("progress",)),
    ),
    name="action",
    identifier="id",
)  # fmt: skip
_PREVIOUS = Register(
    "previous",
    ("previous",),
    (
        Column("id", "Action ID", ("id", "no", "#", "ref", "action no", "number")),
        Column("action", "Action", ("description", "task", "what", "text")),
        Column("owner", "Owner", ("action owner", "assigned to", "who")),
        Column("due", "Due", ("date", "original due", "by", "when", "target")),
        Column("status", "Status", ("progress", "result")),
        Column("revised", "New date", ("revised due", "revised date", "new due date", "new due", "carried to", "extended to")),
        Column("closed", "Closed", ("closed on", "completed on", "done on", "date closed")),
    ),
    name="action",
    identifier="id",
    required=False,
)  # fmt: skip

SCHEMA = Schema(
    skill="management-review",
    titles=("management review", "management review report", "management review minutes", "minutes of the management review"),
    sections=_SECTIONS,
    registers=(_MEETING, _ATTENDANCE, _INPUTS, _DECISIONS, _ACTIONS, _PREVIOUS),
)  # fmt: skip
