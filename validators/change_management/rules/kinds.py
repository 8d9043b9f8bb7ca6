"""Which changes there are, and who approves each: types, categories, standard models."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic, label_of, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.change_management.change_types import (
    EMERGENCY,
    KINDS,
    NORMAL,
    STANDARD,
    authorities,
    change_types,
    is_requester,
)
from validators.configuration_management.coverage import untold, untold_problem

CHANGE = "change-management"
_STANDARD = (
    "| Standard | Frequent, low-risk change with a tested procedure from the catalogue of standard changes |"
)
_EMERGENCY = "| Emergency | Change that cannot wait for the next CAB because a P1 or P2 incident lasts or an exploited weakness is open |"
_SPOKEN = (
    "# Change Management\n\n## Change types\n\n### Standard changes\n\nLow-risk changes that follow a tested procedure and are "
    "approved once by the CAB.\n\n### Normal changes\n\nAll other planned changes, assessed one by one and approved by the CAB.\n"
)
_TOPICS = {
    STANDARD: Topic(STANDARD, r"standard changes?|pre-?approved changes?"),
    NORMAL: Topic(NORMAL, r"normal changes?"),
    EMERGENCY: Topic(EMERGENCY, r"emergency changes? (?:is|are|means?)|urgent changes? (?:is|are|means?)"),
}


@rule(
    "CHG-01", "three-types", Severity.ERROR, Kind.PRESENCE, "9.2 / 8.5.1", CHANGE,
    source="S",
    each=("types",),
    why="Without the three types every change takes the same path: trivial ones too slowly, urgent ones past all control.",
    hint="Define standard, normal and emergency changes, each in a sentence.",
    fails=Example(
        (Edit(f"{_STANDARD} Pre-approved by the CAB as a model | As the model says, 5 working days for patches | Sample of ten per quarter |\n", ""),),
        (Found("the change type standard is not defined", at="## Change types"),),
    ),
    more=(
        Example(
            (Edit("| Normal | Every other planned change, assessed and approved one by one |", "| Normal | |"),),
            (Found("the change type Normal has no definition", at="| Normal |"),),
        ),
        Example(
            (Edit("", _SPOKEN),),
            (Found("the change type emergency is not defined", at="## Change types"),),
        ),
        Example((Edit("", f"{_SPOKEN}\n## Emergency changes\n\nAn emergency change is one that restores a service after a major incident.\n"),)),
        Example(
            (Edit("", f"{_SPOKEN}\nThere are no emergency changes in our organization at all.\n"),),
            (Found("it is doubtful whether the change type emergency is defined: 'There are no emergency changes in our organization at all.'", at="## Change types"),),
        ),
        # a normal change may be divided, and further types may stand beside the three
        Example((Edit("| Normal | Every other planned change,", "| Minor | Change of one customer's items with a quick way back, assessed alone |\n| Major | Every other planned change,"),)),
    ),
)  # fmt: skip
def three_types(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    known = change_types(chg)
    for kind in KINDS:
        own = [one for one in known if one.kind == kind]
        sections = ("types", "emergency") if kind == EMERGENCY else ("types", "standard")
        if not own and untold([_TOPICS[kind]], chg, *sections):
            yield untold_problem(
                chg, chg.home("types"), f"the change type {kind} is not defined", rf"{kind} changes?", *sections,
                whether=f"whether the change type {kind} is defined",
            )  # fmt: skip
        for one in own:
            if not one.definition:
                yield Problem(one.record.at("definition"), f"the change type {one.name} has no definition")


@rule(
    "CHG-10", "authority-per-type", Severity.ERROR, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    source="s",
    each=("types", "categories"),
    why="A change that nobody has to approve, or that its requester approves, is not controlled.",
    hint="Name the approver of each type and category; it is never the requester.",
    fails=Example(
        (Edit(f"{_EMERGENCY} Emergency CAB |", f"{_EMERGENCY} |"),),
        (Found("nobody approves changes of the type or category Emergency", at="| Emergency | Change that"),),
    ),
    more=(
        Example(
            (Edit("reversal within 30 min | Chris Doyle; for his own requests Mei Tanaka |", "reversal within 30 min | The requester |"),),
            (Found("changes of the type or category Minor are approved by 'The requester'", at="| Minor |"),),
        ),
        Example((Edit("reversal within 30 min | Chris Doyle; for his own requests Mei Tanaka |", "reversal within 30 min | Team lead, never the requester |"),)),
        Example(
            (Edit("", "# Change Management\n\n## Change types\n\n| Type | Definition |\n|---|---|\n| Standard | Frequent and harmless |\n| Normal | All others |\n"),),
            (Found("nothing says who approves which changes", at="## Change types"),),
        ),
        Example((Edit("", _SPOKEN),)),
    ),
)  # fmt: skip
def authority_per_type(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    found = authorities(chg)
    if not found and change_types(chg):
        approval = Topic("approval", r"approv|authori[sz]|CAB\b")
        if untold([approval], chg, *(key for key in ("types", "categories", "cab") if key in chg.sections)):
            yield Problem(chg.home("types"), "nothing says who approves which changes")
    for authority in found:
        if not authority.approver:
            yield Problem(
                authority.place, f"nobody approves changes of the type or category {authority.what}"
            )
        elif is_requester(authority.approver):
            message = (
                f"changes of the type or category {authority.what} are approved by '{authority.approver}'"
            )
            yield Problem(authority.place, message, missing=False)


@rule(
    "CHG-14", "standard-changes-approved", Severity.WARNING, Kind.PRESENCE, "9.2 / 8.5.1", CHANGE,
    source="P",
    each=("standard",),
    why="A standard change that nobody approved as a model, or that has no procedure, is a loophole around the CAB.",
    hint="Name who approved the model and the procedure that it follows.",
    fails=Example(
        (Edit("| Renewal of a TLS certificate | CAB on 2026-07-14 | Runbook Certificates, with check from outside |", "| Renewal of a TLS certificate | | Runbook Certificates, with check from outside |"),),
        (Found("the standard change STD-004 has no approver", at="| STD-004 |"),),
    ),
    more=(
        Example(
            (Edit("| CAB on 2026-07-14 | Runbook Certificates, with check from outside |", "| Requester | as usual, see ticket |"),),
            (Found("the standard change STD-004 is approved by 'Requester'", at="| STD-004 |"),),
        ),
        Example(
            (Edit("| CAB on 2026-07-14 | Runbook Certificates, with check from outside |", "| CAB on 2026-07-14 | |"),),
            (Found("the standard change STD-004 has no procedure", at="| STD-004 |"),),
        ),
    ),
)  # fmt: skip
def standard_changes_approved(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    for record in chg.records("standard"):
        if not record.filled("id") and not record.filled("change"):
            continue
        label = f"the standard change {label_of(record, 'id', 'change')}"
        yield from unfilled(record, label, {"approved_by": "approver", "procedure": "procedure"})
        if is_requester(record.text("approved_by")):
            message = f"{label} is approved by '{record.text('approved_by')}'"
            yield Problem(record.at("approved_by"), message, missing=False)
