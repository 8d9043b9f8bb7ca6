"""The processes with which change management is tied."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.change_management.integrations import NEEDED, untied
from validators.configuration_management.coverage import untold_problem

CHANGE = "change-management"
_CONFIGURATION = "| 9.1 Configuration | Approved changes; result of each change, entered in the CMDB before the change is closed | Affected items and relations; baseline before deployment |\n"
_INCIDENT = "| 8.1 Incident and service request | Schedule of change, results of the last 14 days | Requests for emergency changes, incidents caused by changes |\n"


@rule(
    "CHG-04", "process-integrations", Severity.ERROR, Kind.PRESENCE, "9.2, 9.1, 9.3 / 8.5.1", CHANGE,
    source="S",
    why="Changes that do not reach the CMDB and the release plan make both wrong, and the next change is assessed on sand.",
    hint="Describe what change management gives to the process, and what it receives.",
    fails=Example(
        (Edit(_CONFIGURATION, ""),),
        (Found("no integration with configuration management is described", at="## Interfaces"),),
    ),
    more=(
        Example(
            (Edit(_INCIDENT, ""),),
            (Found("no integration with incident management is described", at="## Interfaces"),),
        ),
        Example((Edit("", "# Change Management\n\n## Interfaces\n\nEach change updates the CMDB. A release needs approved changes. Incidents and problems lead to requests for change.\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Interfaces\n\n### Configuration management\n\n### Release management\n\nReleases carry only approved changes and report their result. Incidents and problems lead to requests for change.\n"),),
            (Found("no integration with configuration management is described", at="## Interfaces"),),
        ),
    ),
)  # fmt: skip
def process_integrations(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    for topic in untied(chg):
        problem = untold_problem(
            chg, chg.section_place("interfaces"), f"no integration with {topic.name} management is described", topic.words,
            "interfaces", whether=f"whether change management is integrated with {topic.name} management",
        )  # fmt: skip
        yield problem if topic in NEEDED else problem._replace(severity=Severity.WARNING)
