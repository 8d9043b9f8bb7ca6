"""When the process starts, which stages a service passes, and the gates between them."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import missing_stages, out_of_order
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import informative_words
from validators.design_transition.applicability import referral
from validators.design_transition.lifecycle import STAGES, stages
from validators.design_transition.statements import stated, thin

DTN = "design-transition"


@rule(
    "DTN-01", "lifecycle-stages", Severity.ERROR, Kind.PRESENCE, "5.1-5.4 / 8.5.2", DTN,
    source="S",
    each=("lifecycle",),
    why="A stage that is skipped on paper is skipped in the project, and what it should have found is found in operation.",
    hint="Describe requirements, design, development, testing, transition, go-live and review as stages, in this order.",
    fails=Example(
        (Edit("| Testing | Build baselined, test cases reviewed | Test against requirements and design in the acceptance environment, measure the performance baseline | No defect of severity 1 or 2 open, test report signed | Test lead | Daniel Okafor |\n", ""),),
        (Found("the lifecycle has no testing stage", at="## Lifecycle"),),
    ),
    more=(
        Example(
            (
                Edit("| Testing | Build baselined,", "| Transition | Build baselined,"),
                Edit("| Transition | Test report signed |", "| Testing | Test report signed |"),
            ),
            (Found("the stage 'Transition' stands before 'Testing'", at="Test report signed | Train"),),
        ),
        Example(
            (Edit("| Development | Design reviewed, environment booked | Build platform, procedures, contracts and reports as designed | Build complete and baselined, procedures written | Technical lead | Raj Mehta |", "| Development | | | | | |"),),
            (Found("the lifecycle has no development stage", at="## Lifecycle"),),
        ),
        Example((Edit("| Development | Design reviewed,", "| Build and configure | Design reviewed,"), Edit("| Go-live | Acceptance", "| 6. Launch | Acceptance"))),
        Example(
            (Edit("| Transition | Test report signed |", "| Readiness review | Tests done | Look at all results | Go | Project lead | Mei Tanaka |\n| Transition | Test report signed |"),),
        ),
    ),
)  # fmt: skip
def lifecycle_stages(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    known = stages(dtn)
    if not known:
        yield Problem(dtn.home("lifecycle"), "no stage of the lifecycle is described")
        return
    names = [stage.name for stage in known]
    for stage in missing_stages(names, STAGES):
        yield Problem(dtn.home("lifecycle"), f"the lifecycle has no {stage.name} stage")
    disorder = out_of_order(names, STAGES)
    if disorder:
        one, two = disorder
        place = next(stage.place for stage in reversed(known) if stage.name == two)
        yield Problem(place, f"the stage '{one}' stands before '{two}'", missing=False)


@rule(
    "DTN-05", "trigger-criteria", Severity.STRICT, Kind.PRESENCE, "5.1, 9.2 / 8.5.1.1", DTN,
    why="When nobody can tell which changes need design and transition, large ones pass as small ones.",
    hint="Say that the change policy decides, or list the criteria of major impact that it names.",
    fails=Example(
        (
            Edit("and to every change that the change policy classifies as having major impact. The criteria of major impact are kept in one place only, the change policy in the document Change Management; they are not repeated here. Chris Doyle classifies each request for change when it is recorded and hands over what meets the criteria; all other changes stay with the change process.", "and to large changes."),
        ),
        (Found("nothing says by which criteria a change falls under this process, and the change policy is not named", at="## When this process applies"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "and to every change that the change policy classifies as having major impact. The criteria of major impact are kept in one place only, the change policy in the document Change Management; they are not repeated here. Chris Doyle classifies each request for change when it is recorded and hands over what meets the criteria; all other changes stay with the change process.",
                    "and to changes that meet one of:\n\n- more than two services are affected\n- a contract or an SLA changes\n- costs exceed AUD 50,000\n\n",
                ),
            ),
        ),
        Example(
            (Edit("## When this process applies\n", "## Reach of the method\n"),),
            (Found("nothing says by which criteria a change falls under this process, and the change policy is not named", at="# Design and Transition"),),
        ),
    ),
)  # fmt: skip
def trigger_criteria(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    section = dtn.sections.get("applies")
    criteria = 0
    if section:
        criteria += sum(text.item and len(informative_words(text.text)) >= 2 for text in section.texts)
        criteria += sum(len(table.rows) for table in section.tables)
    if criteria < 2 and referral(dtn).verdict != "stated":
        yield Problem(
            dtn.section_place("applies"),
            "nothing says by which criteria a change falls under this process, and the change policy is not named",
        )


@rule(
    "DTN-09", "gates", Severity.WARNING, Kind.PRESENCE, "5.1 / 8.5.2", DTN,
    source="s",
    each=("lifecycle",),
    why="Without entry, exit and somebody who says yes, a stage ends when its time is over and not when its work is done.",
    hint="Fill entry, exit and approver for each stage.",
    fails=Example(
        (Edit("| Transition lead | Mei Tanaka |", "| Transition lead | |"),),
        (Found("the stage 'Transition' has no approver", at="| Transition | Test report"),),
    ),
    more=(
        Example(
            (
                Edit("", "# Design and Transition\n\n## Stages\n\n| Stage | Entry criteria | Exit criteria |\n|---|---|---|\n| Design | RFC | Reviewed |\n| Build | Reviewed | Built |\n"),
            ),
            (Found("no stage has an approver", at="## Stages"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Design and Transition\n\n## Stages\n\nRequirements → design → build → test → transition → go-live → review.\n"),),
            (Found("the stages have no entry and exit criteria and no approver", at="## Stages"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def gates(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    rows = [stage.record for stage in stages(dtn) if stage.record]
    if not rows:
        if any(informative_words(stage.name) for stage in stages(dtn)) and not _gates_in_prose(dtn):
            yield Problem(dtn.home("lifecycle"), "the stages have no entry and exit criteria and no approver")
        return  # that no stage is described at all is DTN-01's
    fields = {"entry": "entry criterion", "exit": "exit criterion", "approver": "approver"}
    yield from thin(rows, "stage", "stage", fields, dtn.home("lifecycle"))


def _gates_in_prose(dtn: Artifact) -> bool:
    asked = (
        r"\bentry|\benters?\b|\bstarts? (?:when|after)",
        r"\bexit|\bends? when|\bcomplete when",
        r"\bapprov|\bsign|\bgo/no-go",
    )
    return all(stated(dtn, words, "lifecycle", cells=("lifecycle",)).verdict == "stated" for words in asked)
