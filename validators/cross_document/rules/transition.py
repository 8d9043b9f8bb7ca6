"""When design and transition applies, and by what the other processes accept its result."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.change_management.policy import Named, major_criteria
from validators.design_transition.applicability import (
    alike,
    covers,
    figures,
    names_document,
    own_criteria,
    referral,
)
from validators.design_transition.contents import ACCEPTANCE
from validators.design_transition.criteria import covered, criteria

DTN, CHANGE = "design-transition", "change-management"
SLM, CONTINUITY = "service-level-management", "service-continuity-availability"
CAPACITY, SECURITY, CONFIGURATION = "capacity-management", "information-security", "configuration-management"
_APPLIES = "and to every change that the change policy classifies as having major impact. The criteria of major impact are kept in one place only, the change policy in the document Change Management; they are not repeated here. Chris Doyle classifies each request for change when it is recorded and hands over what meets the criteria; all other changes stay with the change process."
_SAME = """and to changes that meet one of:

- an SLA target or the service hours are altered
- more than five customers, or one enterprise customer, would be without service for over 4 h
- the cost is above AUD 50k, or the effort above 60 person-days

"""


@rule(
    "X56", "major-criteria-same", Severity.STRICT, Kind.CROSS, "9.2, 5.1 / 8.5.1.1", (DTN, CHANGE),
    why="With two lists of criteria a large change is a project by one document and a ticket by the other.",
    hint="Keep the criteria in the change policy and refer to it, or write the same list in both documents.",
    fails=Example(
        (Edit(_APPLIES, _SAME.replace("AUD 50k", "AUD 80k")),),
        (Found("'the cost is above AUD 80k, or the effort above 60 person-days' differs from 'Cost above AUD 50,000 or more than 60 person-days' of the change policy", at="- the cost is above AUD 80k"),),
    ),
    more=(
        Example(
            (Edit(_APPLIES, _SAME + "- the public web site gets another colour\n\n"),),
            (Found("the criterion 'the public web site gets another colour' is not one of the change policy", at="- the public web site"),),
        ),
        Example(
            (Edit(_APPLIES, _SAME.replace("- an SLA target or the service hours are altered\n", "")),),
            (Found("the criterion 'Alteration of an SLA target or of service hours' of the change policy is not among those of this process", at="## When this process applies"),),
        ),
        # the same criteria in other words, the first three of them in the sentence before
        Example((Edit(_APPLIES, _SAME),)),
        # one list, to which the other document refers
        Example((Edit(_APPLIES, _SAME + "- the public web site gets another colour\n\nThe change policy names the same criteria.\n"),)),
        Example((Edit(_APPLIES, _SAME.replace("50k", "80k")), Edit("It goes through design and transition of new or changed services (clause 5)", "The criteria are those of NOS-SMS-19. It goes through design and transition of new or changed services (clause 5)", CHANGE))),
        # criteria in prose only cannot be compared one by one
        Example((Edit(_APPLIES, "and to large changes."),)),
    ),
)  # fmt: skip
def major_criteria_same(workspace: Workspace, dtn: Artifact, chg: Artifact) -> Iterator[Problem]:
    ours, theirs = own_criteria(dtn), major_criteria(chg)
    if not ours or not theirs or referral(dtn).verdict == "stated" or names_document(chg, dtn):
        return  # no criteria on one side are DTN-05's and CHG-05's
    for one in ours:
        found = [other for other in theirs if alike(one.name, other.name)]
        related = tuple(Related(other.place, "the criterion of the change policy") for other in found)
        if not found:
            message = f"the criterion '{one.name}' is not one of the change policy"
            yield Problem(one.place, message, related=(Related(theirs[0].place, "the criteria there"),))
        elif not any(_same_figures(one, other) for other in found):
            message = f"'{one.name}' differs from '{found[0].name}' of the change policy"
            yield Problem(one.place, message, related=related)
    for other in theirs:
        if not any(alike(one.name, other.name) for one in ours) and not covers(dtn, other.name):
            message = f"the criterion '{other.name}' of the change policy is not among those of this process"
            related = (Related(other.place, "the criterion of the change policy"),)
            yield Problem(dtn.section_place("applies"), message, related=related, missing=True)


def _same_figures(one: Named, other: Named) -> bool:
    """A criterion that names no figure, or only some of them, does not contradict."""
    first: frozenset[Decimal] = figures(one.name)
    second: frozenset[Decimal] = figures(other.name)
    return not first or not second or first <= second or second <= first


@rule(
    "X58", "acceptance-covers-processes", Severity.WARNING, Kind.CROSS, "5.3 / 8.5.2.2",
    (DTN, SLM, CONTINUITY, CAPACITY, SECURITY, CONFIGURATION),
    source="S",
    why="A service that was only tested for its functions reaches operation without an SLA, without headroom and without anybody trained.",
    hint="Add acceptance criteria for service levels, continuity or availability, capacity, security, the CMDB and support.",
    fails=Example(
        (Edit("| AC-04 | Configuration | CMDB updated | 100 % of the new items recorded with owner and relations | CMDB audit of the service | Configuration manager |\n", ""),),
        (Found("no acceptance criterion covers configuration records", at="## Acceptance criteria"),),
    ),
    more=(
        Example(
            (
                Edit("| AC-02 | Capacity, availability and continuity | Performance baseline | Five days at the designed load with 20 % headroom; failover within the RTO | Baseline report | Technical lead |\n", ""),
                Edit("| AC-05 | Support readiness | Support team trained | Each analyst of the roster passed the course; runbooks rehearsed once per shift | Training records | Help Desk lead |\n", ""),
            ),
            (Found("no acceptance criterion covers continuity or availability, capacity and support readiness", at="## Acceptance criteria"),),
        ),
        Example(
            (Edit("| AC-01 | Functions and security | Functional testing | 100 % of test cases run, 0 defects of severity 1 or 2 open, security findings closed |", "| AC-01 | Functions | Functional testing | 100 % of test cases run, social security numbers masked |"),),
            (Found("no acceptance criterion covers security", at="## Acceptance criteria"),),
        ),
        # in a list, and in other words
        Example((Edit("", "# Design and Transition\n\n## Service acceptance criteria\n\n- SLA signed\n- Load test passed\n- Disaster recovery rehearsed\n- Penetration test passed\n- CIs recorded\n- Service desk trained\n"),)),
        # that there are no criteria at all is the document's own fault
        Example((Edit("", "# Design and Transition\n\n## Lifecycle\n\nRequirements, design, build, test, transition, go-live and review follow each other.\n"),)),
    ),
)  # fmt: skip
def acceptance_covers_processes(
    workspace: Workspace,
    dtn: Artifact,
    slm: Artifact,
    continuity: Artifact,
    capacity: Artifact,
    security: Artifact,
    cfg: Artifact,
) -> Iterator[Problem]:
    if not criteria(dtn):
        return
    asked: Mapping[str, Iterable[Place]] = {
        "service levels": (slm.home("slas"),),
        "continuity or availability": (continuity.place,),
        "capacity": (capacity.place,),
        "security": (security.place,),
        "configuration records": (cfg.home("ci_types"),),
    }
    lacking = [topic.name for topic in ACCEPTANCE if not covered(dtn, topic)]
    if lacking:
        related = tuple(
            Related(place, f"what the service must meet: {name}")
            for name in lacking
            for place in asked.get(name, ())
        )
        message = f"no acceptance criterion covers {listed(lacking)}"
        yield Problem(dtn.home("acceptance"), message, related=related, missing=True)
