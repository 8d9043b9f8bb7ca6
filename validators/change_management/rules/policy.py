"""The change policy: what is under control, and which changes are so large that they are a project of their own."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.change_management.policy import (
    CONTROLLED,
    MAJOR,
    REMOVAL,
    TRANSFER,
    controlled_types,
    major_criteria,
)
from validators.configuration_management.coverage import untold

CHANGE = "change-management"
_CRITERIA = """| Criterion of major impact | Example |
|---|---|
| New service or new service component for customers | SOC-as-a-Service |
| Removal of a service | End of a catalog entry, also for a single segment |
| Transfer of a service to or from NetOps Solutions, a customer or a supplier | Insourcing of a customer's data centre |
| Alteration of an SLA target or of service hours | Help Desk at weekends |
| More than five customers or one enterprise customer without service for over 4 h, if it fails | Replacement of the network core |
| Cost above AUD 50,000 or more than 60 person-days | Second region for Cloud Hosting |
"""
_LEAD = """### Criteria for a major impact

A change that meets one criterion has a major impact on services or customers. It goes through design and transition of new or changed services (clause 5) as a project with its own RFC.

"""
_POLICY = "# Change Management\n\n## Policy\n\n{}\n"


@rule(
    "CHG-05", "policy-two-contents", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1.1", CHANGE,
    why="The policy decides what may be touched freely and what becomes a project; silence on either leaves it to chance.",
    hint="List the configuration items under change control and the criteria for a major impact.",
    fails=Example(
        (Edit(_LEAD, ""), Edit(_CRITERIA, ""), Edit("| A criterion for a major impact is met | CAB and James Park, within the project of clause 5 |", "| Everything larger | CAB and James Park |")),
        (Found("the policy does not give the criteria for a major impact", at="## Policy"),),
    ),
    more=(
        Example((Edit("", _POLICY.format("All configuration items of the CMDB are under change control. A change has a major impact when it adds, removes or transfers a service.")),)),
        Example(
            (Edit("", _POLICY.format("We take changes seriously, and everybody follows this policy at all times.")),),
            (Found("the policy does not give the configuration items under change control and the criteria for a major impact", at="## Policy"),),
        ),
    ),
)  # fmt: skip
def policy_two_contents(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    sections = ("policy", "categories")
    lacking = [
        topic.name
        for topic, told in ((CONTROLLED, controlled_types(chg)), (MAJOR, major_criteria(chg)))
        if not told and untold([topic], chg, *sections)
    ]
    if lacking:
        yield Problem(chg.section_place("policy"), f"the policy does not give {listed(lacking)}")


@rule(
    "CHG-13", "service-removal-major", Severity.STRICT, Kind.PRESENCE, "9.2, 5.1 / 8.5.1.1", CHANGE,
    why="A service that is switched off or handed over by a mere ticket leaves customers without notice, data and contract.",
    hint="Name the removal and the transfer of a service among the criteria for a major impact.",
    fails=Example(
        (Edit("| Transfer of a service to or from NetOps Solutions, a customer or a supplier | Insourcing of a customer's data centre |\n", ""),),
        (Found("the transfer of a service is not named as a major impact", at="| New service or new service component"),),
    ),
    more=(
        Example(
            (Edit("| Removal of a service | End of a catalog entry, also for a single segment |\n", ""),),
            (Found("the removal of a service is not named as a major impact", at="| New service or new service component"),),
        ),
        Example((Edit("", _POLICY.format("A change has a major impact when a service is new, is decommissioned or is handed over to another supplier.")),)),
        # criteria that are not given at all are CHG-05's
        Example((Edit("", _POLICY.format("We take changes seriously, and everybody follows this policy at all times.")),)),
    ),
)  # fmt: skip
def service_removal_major(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    criteria = major_criteria(chg)
    if not criteria and untold([MAJOR], chg, "policy", "categories"):
        return
    place = criteria[0].place if criteria else chg.section_place("policy")
    for topic in (REMOVAL, TRANSFER):
        if not (_among(chg, topic) if criteria else not untold([topic], chg, "policy", "categories")):
            yield Problem(place, f"the {topic.name} of a service is not named as a major impact")


def _among(chg: Artifact, topic: Topic) -> bool:
    """Whether the table of criteria or a sentence of the policy names it; other tables speak of items, not services."""
    rows = (f"{r.text('criterion')} {r.text('example')}" for r in chg.records("major"))
    prose = (chg.sections[key].prose for key in ("policy", "categories") if key in chg.sections)
    pattern = rf"\b(?:{topic.words})"
    return any(states(text, pattern).verdict == "stated" for text in (*rows, *prose))
