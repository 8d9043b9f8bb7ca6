"""The gap assessment's outline and registers (domain rules §4.4)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

SCHEMA = Schema(
    skill="gap-assessment",
    titles=("gap analysis", "maturity assessment", "readiness assessment", "iso 20000 gap assessment"),
    sections=(
        SectionSpec(
            "method",
            "Method and scale",
            ("method", "methodology", "approach", "scale", "maturity scale", "scoring", "assessment method"),
        ),
        SectionSpec(
            "assessment",
            "Assessment by clause area",
            (
                "assessment by clause",
                "clause areas",
                "assessment results",
                "maturity by clause area",
                "clause assessment",
                "maturity scores",
                "maturity assessment",
                "detailed assessment",
                "detailed findings",
            ),
        ),
        SectionSpec("key_gaps", "Key gaps", ("critical gaps", "main gaps", "major gaps", "key findings")),
        SectionSpec(
            "roadmap",
            "Remediation roadmap",
            ("roadmap", "remediation plan", "remediation actions", "action plan", "remediation priorities"),
        ),
        SectionSpec("summary", "Summary", ("executive summary", "overall result", "results at a glance")),
    ),
    registers=(
        Register(
            "method",
            ("method",),
            (
                Column(
                    "assessor", "Assessor", ("assessors", "assessed by", "lead assessor", "carried out by")
                ),
                Column("date", "Assessment date", ("date", "assessed on", "date of assessment", "period")),
                Column("method", "Method", ("methodology", "approach", "how", "basis")),
                Column(
                    "interviewees", "Interviewees", ("interviewed", "interviews", "participants", "people")
                ),
                Column("samples", "Samples", ("sample", "records sampled", "evidence sampled")),
                Column("boundary", "Boundary", ("scope", "scope of the assessment")),
            ),
            form=True,
            required=False,
        ),
        Register(
            "scale",
            ("method",),
            (
                Column("level", "Level", ("score", "maturity", "maturity level", "#", "rating")),
                Column("name", "Name", ("label", "title", "level name")),
                Column("meaning", "Meaning", ("definition", "description", "criteria", "condition")),
            ),
            name="level",
            required=False,
        ),
        Register(
            "assessment",
            ("assessment",),
            (
                Column("clause", "Clause", ("clause no", "clause number", "clauses", "ref", "#")),
                Column("area", "Clause area", ("area", "process area", "process", "requirement", "name")),
                Column(
                    "maturity",
                    "Maturity",
                    (
                        "maturity level",
                        "maturity score",
                        "score",
                        "level",
                        "current",
                        "current maturity",
                        "current level",
                        "rating",
                        "as is",
                    ),
                ),
                Column("target", "Target", ("target maturity", "target score", "to be", "desired")),
                Column(
                    "evidence",
                    "Evidence seen",
                    ("evidence", "current state", "findings", "observations", "what exists"),
                ),
                Column("gap", "Gap", ("gaps", "gap description", "key gap", "key gaps", "what is missing")),
                Column("impact", "Impact", ("severity", "criticality", "gap severity", "risk")),
                Column(
                    "action",
                    "Remediation action",
                    ("remediation", "action", "actions", "recommended action", "recommendation", "measure"),
                ),
                Column("priority", "Priority", ("remediation priority", "horizon", "urgency")),
                Column("owner", "Owner", ("action owner",)),
                Column("due", "Due", ("target date of action",)),
            ),
            name="area",
            identifier="clause",
        ),
        Register(
            "roadmap",
            ("roadmap",),
            (
                Column("id", "Action ID", ("id", "action no", "ref", "#")),
                Column("area", "Clause area", ("clause", "area", "process area", "clauses")),
                Column(
                    "action",
                    "Action",
                    ("remediation action", "measure", "task", "remediation", "description", "actions"),
                ),
                Column(
                    "horizon", "Horizon", ("priority", "phase", "timeframe", "time frame", "term", "band")
                ),
                Column("owner", "Owner", ("action owner",)),
                Column("start", "Start", ("start date", "from")),
                Column("due", "Due", ("end", "end date", "until", "to")),
                Column("effort", "Effort", ("person days", "days", "estimate")),
                Column("status", "Status", ("progress",)),
            ),
            name="action",
            identifier="id",
        ),
        Register(
            "figures",
            ("summary",),
            (
                Column("figure", "Figure", ("metric", "key figure", "measure", "item")),
                Column("result", "Result", ("value", "number", "score")),
            ),
            name="figure",
            required=False,
        ),
    ),
)
