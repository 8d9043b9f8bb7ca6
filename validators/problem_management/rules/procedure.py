"""How problems are found, carried through and closed: proactively as well, through all activities, with effect."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import find_frequencies
from iso20k.wording.phrases import listed
from validators.incident_management.statements import (
    Line,
    answers,
    asked,
    lines,
    unanswered,
    uncovered_stages,
)
from validators.incident_management.targets import times_in
from validators.problem_management.triggers import thresholds

PROBLEM = "problem-management"
#: The activities that clause 8.2 wants in the procedure, by what is done to a problem.
ACTIVITIES = (
    Topic("identified", r"identif|detect"),
    Topic("recorded", r"record(?!s? (?:number|system))|log(?:s|ged|ging)?\b|regist(?:er(?:s|ed|ing)?\b(?! of)|ration)|open(?:s|ed|ing)? (?:a|the) problem"),
    Topic("prioritized", r"priorit"),
    Topic("classified", r"classif|categor"),
    Topic("updated", r"updat|investigat|diagnos|analys|track"),
    Topic("escalated", r"escalat"),
    Topic("resolved", r"resol[uv]|fix(?:es|ed|ing)?\b|error control|correct|rectif"),
    Topic("closed", r"clos(?:e|es|ed|ing|ure)\b"),
)  # fmt: skip
_TRENDS = r"\b(?:trends?|trend analys\w+|pareto|patterns?)\b|\bproactive\w*"
_SOURCES = r"\b(?:incidents?|tickets?|events?|logs?|monitoring|alerts?|records?|data|reports?|servicenow|jira|zabbix|cmdb|advisor\w+)\b|source: \w"
_EFFECT = r"\beffect\w*|\bverif\w+|\brecur\w*|\bcheck\w*"
_LOOKED_AT = r"review|check|verif|measur|monitor|assess|evaluat"
_REPORTED = r"\breport\w*|\bKPIs?\b|\bindicators?\b|\bmetrics?\b|\bdashboards?\b"
_ROWS = {
    "trend": "| Trend analysis of incidents by category, CI and customer, with a Pareto chart | proactive | 5 most frequent categories | monthly | ServiceNow incidents, Zabbix events |\n",
    "warning": "| Warning of capacity or error rate without an incident yet | proactive | 10 Zabbix warnings on one CI | 7 days | Zabbix |\n",
    "advisory": "| Advisory of Microsoft, Zabbix, ServiceNow or Atlassian | proactive | every one that touches a CI | weekly | Supplier portals |\n",
    "recur": "| Incidents of one category on one CI or service recur | reactive | 3 or more incidents | 30 days | ServiceNow incidents |\n",
}  # fmt: skip


@rule(
    "PRB-05", "lifecycle-eight", Severity.STRICT, Kind.PRESENCE, "8.2 a-h / 8.6.3", PROBLEM,
    why="A problem that nobody has to classify, escalate or close stays where it was found.",
    hint="Add a stage to the lifecycle that says who does this, and how it is recorded.",
    fails=Example(
        (Edit("| 6 Escalate | After 30 days without a cause to Hannah Lim, after 60 days to the SMS Steering Group; with supplier components to the supplier at once | Problem analyst | Escalation entry |\n", ""),),
        (Found("the lifecycle does not say how a problem is escalated", at="## Lifecycle"),),
    ),
    more=(
        Example((Edit("| 5 Investigate and update |", "| 5 Diagnosis |"), Edit("| 1 Identify | Check triggers,", "| 1 Detection | Check triggers,"))),
        Example(
            (Edit("| 3 Classify | Set category, service and CI as in incident management |", "| 3 Classify | |"), Edit("| Problem analyst | Category |", "| | |")),
            (Found("the lifecycle does not say how a problem is classified", at="## Lifecycle"),),
        ),
    ),
)  # fmt: skip
def lifecycle_eight(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    home = artifact.section_place("lifecycle")
    if not artifact.records("lifecycle") and not lines(artifact, "lifecycle"):
        yield Problem(home, "no lifecycle of problems is described")
        return
    identified = bool(artifact.records("triggers") or lines(artifact, "identification"))
    for stage in uncovered_stages(artifact, "lifecycle", "lifecycle", ACTIVITIES):
        if stage.name != "identified" or not identified:  # identification has its own section
            yield Problem(home, f"the lifecycle does not say how a problem is {stage.name}")


@rule(
    "PRB-06", "proactive", Severity.STRICT, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    source="S",
    why="Who waits for a major incident before asking why never learns from the hundred small ones before it.",
    hint="Say which trends are analysed, how often and from which source.",
    fails=Example(
        (Edit(_ROWS["trend"], ""), Edit(_ROWS["warning"], ""), Edit(_ROWS["advisory"], ""), Edit("| Problems found proactively | >= 25 % | ServiceNow | quarterly |\n", "")),
        (Found("nothing says that trends of incidents and problems are analysed", at="## Identification"),),
    ),
    more=(
        Example(
            (Edit("| 5 most frequent categories | monthly | ServiceNow incidents, Zabbix events |", "| 5 most frequent categories | when time allows | ServiceNow incidents, Zabbix events |"),
             Edit(_ROWS["warning"], ""), Edit(_ROWS["advisory"], ""), Edit("| Problems found proactively | >= 25 % | ServiceNow | quarterly |\n", "")),
            (Found("the trend analysis has no frequency", at="| Trend analysis"),),
        ),
        Example(
            (Edit(_ROWS["trend"], ""), Edit(_ROWS["warning"], ""), Edit(_ROWS["advisory"], ""), Edit("| Problems found proactively | >= 25 % | ServiceNow | quarterly |\n", ""),
             Edit("No decision of a manager is needed.", "Each quarter the analysts look for patterns in all tickets of ServiceNow.")),
        ),
    ),
)  # fmt: skip
def proactive(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    said = lines(artifact, "identification", "proactive", "effectiveness")
    answer = asked(said, _TRENDS)
    yield from unanswered(
        answer, artifact.section_place("identification"), "trends of incidents and problems are analysed"
    )
    found = answers(said, _TRENDS)
    lacking = [
        word
        for word, holds in (
            ("no frequency", _has_frequency(found)),
            ("no source", asked(found, _SOURCES).line),
        )
        if not holds
    ]
    if found and lacking:
        yield Problem(found[0].place, f"the trend analysis has {listed(lacking)}")


def _has_frequency(said: tuple[Line, ...]) -> bool:
    return any(find_frequencies(line.headed) or times_in(line.headed) for line in said)


@rule(
    "PRB-07", "trigger-numeric", Severity.WARNING, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    source="s",
    why="'Frequently' means three times to one agent and thirty times to another; a number within a time opens problems in time.",
    hint="Give one trigger a number of incidents and a period, such as 3 incidents within 30 days.",
    fails=Example(
        (
            Edit("| reactive | 3 or more incidents | 30 days |", "| reactive | frequently | 30 days |"),
            Edit("| proactive | 5 most frequent categories | monthly |", "| proactive | most frequent categories | monthly |"),
            Edit("| proactive | 10 Zabbix warnings on one CI | 7 days |", "| proactive | many warnings | 7 days |"),
            Edit("and 3 or more incidents of one category on one CI within 30 days, with history", "and frequent incidents of one category, with history"),
        ),
        (Found("no trigger has a number and a period", at="## Identification"),),
    ),
    more=(
        Example(
            (
                Edit("| reactive | 3 or more incidents | 30 days |", "| reactive | More than three incidents in a week | |"),
                Edit("| proactive | 5 most frequent categories | monthly |", "| proactive | most frequent categories | monthly |"),
                Edit("| proactive | 10 Zabbix warnings on one CI | 7 days |", "| proactive | many warnings | 7 days |"),
            ),
        ),
    ),
)  # fmt: skip
def trigger_numeric(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    described = artifact.records("triggers") or lines(artifact, "identification", "reactive")
    if described and not thresholds(artifact):  # that nothing opens a problem at all is PRB-03's
        yield Problem(
            artifact.section_place("identification"), "no trigger has a number and a period", missing=False
        )


@rule(
    "PRB-09", "effectiveness-reviewed", Severity.STRICT, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    why="A closed problem that nobody looks at again comes back as an incident, and nobody can say whether the process works.",
    hint="Say when the effect of a resolution is checked, by whom, and to whom the figures are reported.",
    fails=Example(
        (
            Edit("Two weeks after closure Hannah Lim checks in ServiceNow whether linked incidents have recurred; the problem is effective when none has. She reports", "Hannah Lim reports"),
            Edit("Close when the change is reviewed; check the effect two weeks later", "Close when the change is implemented"),
            Edit("| Closed problems whose incidents recur | 0 | ServiceNow | monthly |\n", ""),
        ),
        (Found("nothing says that the effect of a resolution is reviewed", at="## Effectiveness and reporting"),),
    ),
    more=(
        Example(
            (Edit("She reports monthly to the SMS Steering Group and in the service report.", "The results stay with her."),
             Edit("| Indicator | Target |", "| Figure | Target |")),
            (Found("nothing says that results of problem management are reported", at="## Effectiveness and reporting"),),
        ),
    ),
)  # fmt: skip
def effectiveness_reviewed(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    home = artifact.section_place("effectiveness")
    own = lines(artifact, "effectiveness")
    review = asked(
        (*own, *lines(artifact, "lifecycle")), _EFFECT, _LOOKED_AT, r"effect|recur|success|again|re-?open"
    )
    yield from unanswered(review, home, "the effect of a resolution is reviewed")
    yield from unanswered(asked(own, _REPORTED), home, "results of problem management are reported")
