"""The log of changes keeps to the process: approved by somebody else, before it was done, with a way back."""

from collections.abc import Iterator
from fractions import Fraction

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.change_management.change_types import EMERGENCY
from validators.change_management.log import Change, changes, emergency_share

CHANGE = "change-management"
#: More emergencies than this say that planning fails (rules §4.17).
USUAL_EMERGENCIES = Fraction(1, 10)


@rule(
    "CHG-15", "log-sane", Severity.WARNING, Kind.VALIDITY, "9.2 / 8.5.1.3", CHANGE,
    source="P",
    each=("log",),
    why="Auditors draw ten changes from the log; one that its requester approved, or that was approved late, is a finding.",
    hint="Correct the record if it is wrong; if it is right, raise a nonconformity and act on it.",
    fails=Example(
        (Edit("| VM-ACME-001 | Raj Mehta | low | Chris Doyle | 2026-07-30 |", "| VM-ACME-001 | Raj Mehta | low | Raj Mehta | 2026-07-30 |"),),
        (Found("RFC-2026-037 was approved by its requester Raj Mehta", at="| RFC-2026-037 | Normal |"),),
    ),
    more=(
        Example(
            (Edit("| low | Chris Doyle | 2026-07-30 |", "| low | Chris Doyle | 2026-08-05 |"),),
            (Found("RFC-2026-037 was done on 2026-08-02, before its approval on 2026-08-05", at="| RFC-2026-037 | Normal |"),),
        ),
        Example(
            (Edit("| Backed out within 40 min, cause found on 2026-08-11 |", "| none |"),),
            (Found("RFC-2026-039 failed and has no back-out", at="| RFC-2026-039 | 2026-08-08 |"),),
        ),
        Example(
            tuple(Edit(f"| RFC-2026-{number} | Normal |", f"| RFC-2026-{number} | Emergency |") for number in ("038", "039", "040")),
            (Found("4 of 31 changes were emergencies, more than 10 %", at="| RFC-2026-031 | Standard |"),),
        ),
        Example(
            (Edit("| low | Chris Doyle | 2026-07-30 |", "| low | | |"),),
            (Found("RFC-2026-037 was done, and no approval is recorded", at="| RFC-2026-037 | Normal |"),),
        ),
        # decided by telephone and recorded afterwards
        Example((Edit("| Emergency CAB: Mei Tanaka, Hannah Lim | 2026-07-16 |", "| Emergency CAB: Mei Tanaka, Hannah Lim | 2026-07-17 |"),)),
        # the requester is one voice of several
        Example((Edit("| VM-ACME-001 | Raj Mehta | low | Chris Doyle |", "| VM-ACME-001 | Raj Mehta | low | Raj Mehta, Hannah Lim |"),)),
    ),
)  # fmt: skip
def log_sane(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    log = changes(chg)
    for change in log:
        yield from _judged(change)
    if log and emergency_share(log) > USUAL_EMERGENCIES:
        number = sum(change.kind == EMERGENCY for change in log)
        message = f"{number} of {len(log)} changes were emergencies, more than 10 %"
        yield Problem(log[0].record.place, message, severity=Severity.ADVICE)


def _judged(change: Change) -> Iterator[Problem]:
    record = change.record
    if change.self_approved:
        message = f"{change.label} was approved by its requester {change.requester}"
        yield Problem(record.at("approved_by"), message)
    if change.done and "approved_by" in record.cells and not change.approved:
        message = f"{change.label} was done, and no approval is recorded"
        yield Problem(record.at("approved_by"), message, missing=True)
    late = change.done and change.approved_on and change.done < change.approved_on
    if late and change.kind != EMERGENCY:  # an emergency is decided in speech and recorded afterwards
        message = f"{change.label} was done on {change.done}, before its approval on {change.approved_on}"
        yield Problem(record.at("approved_on"), message)
    if change.failed and not change.back_out:
        yield Problem(record.at("backout"), f"{change.label} failed and has no back-out")
