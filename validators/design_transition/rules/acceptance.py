"""By what a service is accepted, and that none goes live without."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import count
from validators.design_transition.criteria import criteria
from validators.design_transition.projects import projects

DTN = "design-transition"
_EXPECTED = 3
_LIVE = "| Actual go-live | not yet |", "| Actual go-live | 2026-08-24 |"


@rule(
    "DTN-02", "acceptance-criteria", Severity.ERROR, Kind.PRESENCE, "5.2 i, 5.4 / 8.5.2.1", DTN,
    source="S",
    each=("acceptance",),
    why="What is not agreed as acceptance before the work starts is argued about on the day of go-live.",
    hint="Write at least three criteria with a measure, or with evidence by which they are verified.",
    fails=Example(
        (
            Edit("| AC-01 | Functions and security | Functional testing | 100 % of test cases run, 0 defects of severity 1 or 2 open, security findings closed | Test report | Test lead |\n", ""),
            Edit("| AC-02 | Capacity, availability and continuity | Performance baseline | Five days at the designed load with 20 % headroom; failover within the RTO | Baseline report | Technical lead |\n", ""),
            Edit("| AC-03 | Service levels | SLA targets defined | Each target has a figure, a method and a signature of the customer | Signed SLA | Service level manager |\n", ""),
            Edit("| Support team trained | Each analyst of the roster passed the course; runbooks rehearsed once per shift | Training records |", "| Good support | | |"),
        ),
        (Found("2 acceptance criteria are measurable or verifiable, expected at least 3", at="## Acceptance criteria"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Service acceptance criteria\n\n- Functional testing\n- CMDB updated\n- Support team trained\n",
                ),
            ),
            alone=True,
        ),
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Acceptance\n\nThe criteria are: functional testing, SLA targets defined and signed, CMDB updated, support team trained.\n",
                ),
            ),
            alone=True,
        ),
        Example(
            (Edit("", "# Design and Transition\n\n## Acceptance criteria\n\nA service is accepted when all acceptance criteria of its plan are met to everybody's satisfaction.\n"),),
            (Found("no acceptance criterion is documented", at="## Acceptance criteria"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def acceptance_criteria(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    known = criteria(dtn)
    good = [criterion for criterion in known if criterion.verifiable]
    if not known:
        yield Problem(dtn.home("acceptance"), "no acceptance criterion is documented")
    elif len(good) < _EXPECTED:
        number = count(len(good), "acceptance criterion is", "acceptance criteria are")
        yield Problem(
            dtn.home("acceptance"), f"{number} measurable or verifiable, expected at least {_EXPECTED}"
        )


@rule(
    "DTN-12", "live-needs-acceptance", Severity.ERROR, Kind.VALIDITY, "5.4 / 8.5.2.3", DTN,
    each=("projects",),
    why="A service that went live without acceptance was tested by its customers, and nobody decided that they should.",
    hint="Record the acceptance, or the decision to go live in spite of what was missed.",
    fails=Example(
        (Edit(*_LIVE),),
        (Found("PRJ-001 went live on 2026-08-24 with the acceptance status 'open: 0 of 6 criteria verified, testing starts 2027-01-11'", at="| Acceptance status |"),),
    ),
    more=(
        Example(
            (Edit(*_LIVE), Edit("| Acceptance status | open: 0 of 6 criteria verified, testing starts 2027-01-11 |\n", "")),
            (Found("PRJ-001 went live on 2026-08-24 without an acceptance status", at="### PRJ-001"),),
        ),
        Example(
            (Edit(*_LIVE), Edit("open: 0 of 6 criteria verified, testing starts 2027-01-11", "not accepted")),
            (Found("PRJ-001 went live on 2026-08-24 with the acceptance status 'not accepted'", at="| Acceptance status |"),),
        ),
        Example((Edit(*_LIVE), Edit("open: 0 of 6 criteria verified, testing starts 2027-01-11", "5 of 6 met; go-live decided by James Park on 2026-08-21, see DEC-004"))),
        Example((Edit(*_LIVE), Edit("open: 0 of 6 criteria verified, testing starts 2027-01-11", "Accepted 2026-08-21, 6 of 6 criteria met"))),
    ),
)  # fmt: skip
def live_needs_acceptance(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    for project in projects(dtn):
        if project.actual is None or project.accepted:
            continue
        told = project.record.text("acceptance")
        start = f"{project.label} went live on {project.actual.text}"
        ending = (
            f"with the acceptance status '{told}'" if filled_cell(told) else "without an acceptance status"
        )
        yield Problem(project.record.at("acceptance"), f"{start} {ending}")
