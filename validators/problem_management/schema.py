"""The problem management document's outline and registers (domain rules §4.15)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec("purpose", "Purpose", ("purpose and scope", "scope", "introduction", "objective")),
    SectionSpec(
        "identification",
        "Identification",
        (
            "problem identification",
            "triggers",
            "detection",
            "problem detection",
            "identification of problems",
            "identified",
            "identifying problems",
        ),
    ),
    SectionSpec(
        "reactive",
        "Reactive",
        ("reactive identification", "reactive problem management", "reactive triggers"),
        required=False,
    ),
    SectionSpec(
        "proactive",
        "Proactive",
        ("proactive identification", "proactive problem management", "proactive triggers", "trend analysis"),
        required=False,
    ),
    SectionSpec(
        "lifecycle",
        "Lifecycle",
        (
            "life cycle",
            "problem lifecycle",
            "problem life cycle",
            "process",
            "workflow",
            "procedure",
            "stages",
        ),
    ),
    SectionSpec(
        "techniques",
        "RCA techniques",
        ("root cause analysis", "rca", "techniques", "analysis techniques", "analysis methods", "root cause"),
    ),
    SectionSpec(
        "kedb",
        "Known error database",
        ("known errors", "known error", "kedb", "known error records", "known error management"),
    ),
    SectionSpec(
        "incident_link",
        "Integration with incident",
        ("integration with incident management", "incident integration", "incident management", "incidents"),
    ),
    SectionSpec(
        "change_link",
        "Integration with change",
        ("integration with change management", "change integration", "change management", "changes"),
    ),
    SectionSpec(
        "interfaces",
        "Interfaces",
        (
            "integration",
            "integrations",
            "process interfaces",
            "relationship with incident and change management",
            "links to other processes",
        ),
        required=False,
    ),
    SectionSpec(
        "effectiveness",
        "Effectiveness and reporting",
        ("effectiveness", "reporting", "measurement", "kpis", "metrics", "review and reporting", "measures"),
    ),
    SectionSpec(
        "register",
        "Problem register",
        ("register", "problem records", "problem log", "problems", "open problems", "register of problems"),
    ),
)

SCHEMA = Schema(
    skill="problem-management",
    titles=("problem management", "problem management process", "problem process"),
    sections=_SECTIONS,
    registers=(
        Register(
            "triggers",
            ("identification", "reactive", "proactive"),
            (
                Column("trigger", "Trigger", ("event", "condition", "criterion", "what", "activity")),
                Column("threshold", "Threshold", ("number", "limit", "count", "how many")),
                Column("period", "Period", ("time", "time window", "window", "frequency", "interval", "within", "when")),
                Column("source", "Source", ("data source", "from", "tool", "input")),
                Column("kind", "Kind", ("type", "mode", "reactive or proactive")),
            ),
            name="trigger",
        ),
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
            "techniques",
            ("techniques",),
            (
                Column("technique", "Technique", ("method", "name", "rca technique", "analysis technique", "tool")),
                Column("used", "When used", ("when", "use", "selection criteria", "criteria", "used for", "suitable for")),
                Column("output", "Output", ("result", "record", "deliverable")),
            ),
            name="technique",
        ),
        Register(
            "problems",
            ("register",),
            (
                Column("id", "Problem ID", ("id", "problem no", "#", "ref", "number")),
                Column("opened", "Opened", ("opened on", "date opened", "date", "raised", "raised on", "created")),
                Column("title", "Title", ("problem", "description", "summary", "name", "subject")),
                Column("service", "Service ID", ("service", "services", "affected service")),
                Column("ci", "CI", ("configuration item", "affected ci", "cis")),
                Column("incidents", "Linked incidents", ("incidents", "linked incident", "related incidents", "incident ids", "incident")),
                Column("priority", "Priority", ("prio", "priority code")),
                Column("category", "Category", ("type", "class")),
                Column("origin", "Origin", ("trigger", "identified by", "detected by", "reactive or proactive", "source")),
                Column("status", "Status", ("state",)),
                Column("cause", "Root cause", ("cause", "underlying cause", "root causes")),
                Column("technique", "Technique", ("rca technique", "method", "analysis")),
                Column("owner", "Owner", ("problem owner", "analyst", "assigned to")),
                Column("rfc", "RFC", ("change", "rfc ref", "request for change", "change request", "rfc id")),
                Column("reason", "Reason", ("closure reason", "closure code", "closure", "resolution", "solution", "remarks", "notes")),
                Column("updated", "Last update", ("updated", "updated on", "last review", "reviewed on", "last updated")),
                Column("closed", "Closed", ("closed on", "date closed", "closure date", "resolved on")),
                Column("checked", "Effect checked on", ("effect checked", "effectiveness checked on", "effectiveness review", "verified on", "effect verified on")),
            ),
            name="title",
            identifier="id",
        ),
        Register(
            "kedb",
            ("kedb",),
            (
                Column("id", "Known error ID", ("id", "ke id", "known error", "#", "ref")),
                Column("problem", "Problem ID", ("problem", "problem ref", "linked problem")),
                Column("symptoms", "Symptoms", ("symptom", "description", "error", "title", "how it shows")),
                Column("cause", "Cause", ("root cause",)),
                Column("workaround", "Workaround", ("workarounds", "temporary solution", "interim solution", "action")),
                Column("item", "Service/CI", ("service", "ci", "service id", "affected service", "configuration item", "service / ci")),
                Column("status", "Status", ("state",)),
                Column("rfc", "RFC", ("change", "rfc ref", "request for change", "permanent fix")),
                Column("reviewed", "Reviewed on", ("reviewed", "last review", "review date", "last reviewed")),
            ),
            name="symptoms",
            identifier="id",
        ),
        Register(
            "integration",
            ("incident_link", "change_link", "interfaces"),
            (
                Column("from", "From", ("from process", "source process", "process")),
                Column("to", "To", ("to process", "receiving process", "target process")),
                Column("what", "What is handed over", ("what", "information", "handover", "hand-over", "content")),
                Column("when", "When", ("trigger", "timing", "time")),
            ),
            name="from",
            required=False,
        ),
    ),
)  # fmt: skip
