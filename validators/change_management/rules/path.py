"""The path of a change: stages, assessment, schedule, way back, analysis."""

from collections.abc import Iterator

from iso20k.document import Table
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic, missing_stages
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import find_frequencies
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.configuration_management.coverage import untold, untold_problem

CHANGE = "change-management"
_STAGES = (
    Topic("record", r"record|rais|log(?:ged|ging)?\b|submi|request|regist|initiat|creat"),
    Topic("classify", r"classif|categori|triag|set (?:the )?type|priorit"),
    Topic("assess", r"assess|evaluat|impact|analy[sz]"),
    Topic("approve", r"approv|authori[sz]|decide|decision"),
    Topic("test", r"test|pilot|trial|verif"),
    Topic("schedule", r"schedul|plan|calendar"),
    Topic("deploy", r"deploy|implement|carry out|carried out|roll-?out|execut|releas"),
    Topic("review", r"review|\bPIR\b|post-implementation"),
    Topic("close", r"clos"),
)


@rule(
    "CHG-06", "lifecycle-covered", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    source="s",
    why="Each stage that is left out is one that no change goes through; tests and reviews are left out first.",
    hint="Describe the stages record, classify, assess, approve, test, schedule, deploy, review and close.",
    fails=Example(
        (
            Edit("| Review | Compare result with purpose, look at incidents since, decide on actions | Chris Doyle, service owner | Review note |\n", ""),
            Edit("| Close | Check that CMDB and documents are updated, inform the requester | Chris Doyle | Closed RFC |\n", ""),
        ),
        (Found("the lifecycle lacks the stages review and close", at="## Lifecycle"),),
    ),
    more=(
        Example((Edit("", "# Change Management\n\n## Change lifecycle\n\n1. Raise and classify the request\n2. Assess and authorize it\n3. Build, test and schedule\n4. Implement and review\n5. Closure\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Policy\n\nChanges follow a lifecycle.\n"),),
            (Found("no lifecycle of a change is described", at="# Change Management"),),
        ),
    ),
)  # fmt: skip
def lifecycle_covered(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    section = chg.sections.get("lifecycle")
    if section is None:
        yield Problem(chg.place, "no lifecycle of a change is described")
        return
    rows = [f"{r.text('stage')} {r.text('activities')}" for r in chg.records("lifecycle")]
    said = [*rows, *(text.text for text in section.texts), *section.headings[1:]]
    lacking = missing_stages(said, _STAGES)
    if lacking:
        word = "stage" if len(lacking) == 1 else "stages"
        yield Problem(
            section.place, f"the lifecycle lacks the {word} {listed(topic.name for topic in lacking)}"
        )


_CRITERIA = (
    Topic("risk", r"risks?\b"),
    Topic("impact", r"impact\w*|effects?\b"),
    Topic(
        "service requirements", r"service (?:level )?requirements?|requirements?\b|SLAs?\b|service levels?"
    ),
    Topic("business benefit", r"benefits?\b|value\b|gains?\b"),
    Topic("technical feasibility", r"feasib\w*|technical\w*"),
    Topic("cost", r"costs?\b|financ\w*|budget\w*|price\w*"),
)


@rule(
    "CHG-07", "assessment-criteria", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    why="An approval is worth what was looked at before; what no criterion asks for is found in production.",
    hint="Assess risk, impact, service requirements, business benefit, technical feasibility and cost.",
    fails=Example(
        (Edit("| Business benefit | What does the customer or NetOps Solutions gain, what happens without it? | Requester, Grace Mitchell |\n", ""),),
        (Found("the assessment leaves out business benefit", at="## Assessment criteria"),),
    ),
    more=(
        Example((Edit("", "# Change Management\n\n## Assessment\n\nThe assessor weighs risk, impact on services, service requirements, benefit, technical feasibility and cost.\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Policy\n\nChanges are assessed.\n"),),
            (Found("no criteria for the assessment of changes are given", at="# Change Management"),),
        ),
    ),
)  # fmt: skip
def assessment_criteria(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    lacking = untold(_CRITERIA, chg, "assessment")
    if "assessment" not in chg.sections:
        yield Problem(chg.place, "no criteria for the assessment of changes are given")
    elif lacking:
        message = f"the assessment leaves out {listed(topic.name for topic in lacking)}"
        yield Problem(chg.section_place("assessment"), message)


_BACK_OUT = Topic(
    "plan",
    r"back(?:ed|ing)?[ -]?out\w*|roll(?:ed|ing)?[ -]?back\w*|revers\w*|restor\w*|remed\w*|undo\w*|fall-?back\w*",
)
_BACK_OUT_TEST = Topic("test", r"test\w*|rehears\w*|tried\b|exercis\w*|proven\b")


@rule(
    "CHG-08", "back-out", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    why="A change without a tried way back turns a failed deployment into an outage.",
    hint="Say that each change has a plan to reverse it, and that the plan is tested where possible.",
    fails=Example(
        (Edit("The back-out is tested in the acceptance environment together with the change; where a test is not possible, the CAB is told why and accepts it by name. ", ""),),
        (Found("nothing says that the way back is tested where possible", at="## Back-out"),),
    ),
    more=(
        Example((Edit("", "# Change Management\n\n## Rollback\n\nNo change is deployed without a rollback plan. The plan is tested before the change wherever that is possible.\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Rollback\n\nThere is no rollback plan for most of our changes; tests are done by the engineer.\n"),),
            (Found("it is doubtful whether each change has a planned way back: 'There is no rollback plan for most of our changes;'", at="## Rollback"),),
        ),
        Example(
            (Edit("", "# Change Management\n\n## Policy\n\nChanges are careful.\n"),),
            (Found("no way back from a failed change is described", at="# Change Management"),),
        ),
    ),
)  # fmt: skip
def back_out(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    place = chg.section_place("backout")
    if "backout" not in chg.sections:
        yield Problem(place, "no way back from a failed change is described")
        return
    for topic, message, whether in (
        (
            _BACK_OUT,
            "nothing says that each change has a planned way back",
            "whether each change has a planned way back",
        ),
        (
            _BACK_OUT_TEST,
            "nothing says that the way back is tested where possible",
            "whether the way back is tested",
        ),
    ):
        if untold([topic], chg, "backout"):
            yield untold_problem(chg, place, message, topic.words, "backout", whether=whether)


_CONTENT = Topic(
    "what it contains", r"dates?\b|times?\b|windows?\b|downtime|services?\b|deployment|weeks?\b|months?\b"
)
_COMMUNICATED = Topic(
    "how it is communicated",
    r"communicat\w*|publish\w*|inform\w*|sen[dt]\w*|e-?mail\w*|visible|distribut\w*|notif\w*|announc\w*|portal|shared|told|available to",
)


@rule(
    "CHG-09", "schedule", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    why="A help desk that does not know what is deployed tonight cannot tell a planned outage from an incident.",
    hint="Say what the schedule of change contains, and to whom and how it is communicated.",
    fails=Example(
        (
            Edit("It is published in the portal for customers and users every Tuesday after the CAB; the Help Desk receives it by e-mail, and customers with downtime are told at least five working days before. ", ""),
        ),
        (Found("the schedule of change does not say how it is communicated", at="## Schedule"),),
    ),
    more=(
        Example((Edit("", "# Change Management\n\n## Change calendar\n\nThe calendar lists approved changes with date and services; the service desk and customers see it in the portal.\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Policy\n\nChanges are planned.\n"),),
            (Found("no schedule of change is described", at="# Change Management"),),
        ),
    ),
)  # fmt: skip
def schedule(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    place = chg.section_place("schedule")
    if "schedule" not in chg.sections:
        yield Problem(place, "no schedule of change is described")
        return
    for topic in untold((_CONTENT, _COMMUNICATED), chg, "schedule"):
        yield untold_problem(
            chg,
            place,
            f"the schedule of change does not say {topic.name}",
            topic.words,
            "schedule",
            whether=topic.name,
        )


_ANALYSIS = r"\b(?:trends?|analy[sz]\w*)\b"
_TRENDS = "| Trends of failed, reversed and emergency changes, by service and team | monthly | CAB, SMS Steering Group |\n"


@rule(
    "CHG-12", "trend-analysis", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    why="Single changes look harmless; only their trend shows which team, type or service fails again and again.",
    hint="Say at which interval records of changes are analysed for trends.",
    fails=Example(
        (
            Edit(_TRENDS, "| Trends of failed, reversed and emergency changes, by service and team | when time allows | CAB |\n"),
            Edit("| Changes without RFC found by the nightly discovery | monthly | CAB |\n", ""),
            Edit("| Rising numbers, recurring types and their causes, as input for improvement | quarterly | Sarah Chen |\n", ""),
        ),
        (Found("the analysis of changes has no interval", at="## Review and trends"),),
    ),
    more=(
        Example((Edit("", "# Change Management\n\n## Review and trends\n\nThe change manager analyses all records for trends every quarter and reports to the CAB.\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Change review\n\nEvery change is reviewed by its owner two weeks after deployment, together with the customer.\n"),),
            (Found("no analysis of trends in changes is planned", at="## Change review"),),
        ),
    ),
)  # fmt: skip
def trend_analysis(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    section = chg.sections.get("review")
    said = [text.text for text in section.texts] if section else []
    for table in section.tables if section else ():
        said.extend(_rows(table))
    told = [text for text in said if states(text, _ANALYSIS).verdict == "stated"]
    if not told:
        yield untold_problem(
            chg, chg.section_place("review"), "no analysis of trends in changes is planned", _ANALYSIS, "review",
            whether="whether trends in changes are analysed",
        )  # fmt: skip
    elif not any(find_frequencies(text) for text in told):
        yield Problem(chg.section_place("review"), "the analysis of changes has no interval")


def _rows(table: Table) -> Iterator[str]:
    """Each row with the heading of its columns, so that a table of analyses says what it is about."""
    for row in table.rows:
        yield ", ".join(f"{h.text}: {c.text}" for h, c in zip(table.header, row, strict=False) if c.text)
