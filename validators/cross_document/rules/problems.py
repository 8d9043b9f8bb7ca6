"""What problem management wants corrected is corrected by a change, and looked at only after it."""

from collections.abc import Iterator
from datetime import date

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment
from validators.change_management.log import Change, changes, find_change, follows_ids, named_changes
from validators.design_transition.statements import denies
from validators.problem_management.register import ProblemRecord, known_errors, problems, says

PROBLEM, CHANGE = "problem-management", "change-management"


@rule(
    "X49", "problem-change-link", Severity.WARNING, Kind.CROSS, "8.2, 9.2 / 8.6.3", (PROBLEM, CHANGE),
    source="S",
    each=("problems", "kedb"),
    why="A root cause that was found and never became a change stays; an effect that was checked before the change proves nothing.",
    hint="Name the request for change as the change log does, and check the effect after it is done.",
    fails=Example(
        (Edit("| RFC | RFC-2026-035 |", "| RFC | RFC-26-035 |"),),
        (Found("the problem PRB-001 refers to RFC-26-035, which the change log does not have and whose IDs look like 'RFC-2026-031'", at="| RFC | RFC-26-035 |"),),
    ),
    more=(
        Example(
            (Edit("| Effect checked on | 2026-08-27 |", "| Effect checked on | 2026-07-24 |"), Edit("| Closed | 2026-08-12 |", "| Closed | 2026-07-23 |")),
            (Found("the effect of PRB-001 was checked on 2026-07-24, before its change RFC-2026-035 was done on 2026-07-26", at="| Effect checked on |"),),
        ),
        Example(
            (Edit("| RFC-2026-035 | 2026-07-26 | 2026-07-26 | Successful, latency normal since |", "| RFC-2026-035 | 2026-11-08 | not yet | |", CHANGE),),
            (Found("the effect of PRB-001 was checked on 2026-08-27, its change RFC-2026-035 is not done", at="| Effect checked on |"),),
        ),
        Example(
            (Edit("| Effect checked on | 2026-08-27 |\n", ""), Edit("| Closed | 2026-08-12 |", "| Closed | 2026-07-20 |")),
            (Found("PRB-001 was closed on 2026-07-20, before its change RFC-2026-035 was done on 2026-07-26", at="| Closed |"),),
        ),
        Example(
            (Edit("| retired | RFC-2026-035 | 2026-08-27 |", "| retired | RCF-2026-035 | 2026-08-27 |"),),
            (Found("the known error KE-001 refers to RCF-2026-035, which the change log does not have and whose IDs look like 'RFC-2026-031'", at="KE-001"),),
        ),
        # the log shows some months: an older change is none of them
        Example((Edit("| RFC | RFC-2026-035 |", "| RFC | RFC-2025-118 (first attempt), RFC-2026-035 |"),)),
        # a standard change, words, and a fix without a change
        Example((Edit("| RFC | RFC-2026-035 |", "| RFC | STD-001, monthly patches |"),)),
        Example((Edit("| RFC | RFC-2026-035 |", "| RFC | none, the supplier corrected it |"),)),
        # without a log nobody can tell
        Example((Edit("| RFC | RFC-2026-035 |", "| RFC | CHG0012345 |"), Edit("", "# Change Management\n\n## Policy\n\nEach change needs an approved request.\n", CHANGE))),
        Example((Edit("| Effect checked on | 2026-08-27 |", "| Effect checked on | 2026-07-26 |"), Edit("| Closed | 2026-08-12 |", "| Closed | 2026-07-26 |"))),
    ),
)  # fmt: skip
def problem_change_link(workspace: Workspace, problem: Artifact, chg: Artifact) -> Iterator[Problem]:
    for one in problems(problem):
        yield from _unknown_changes(one.record, f"the problem {one.label}", chg)
        yield from _too_early(one, chg)
    for known in known_errors(problem):
        yield from _unknown_changes(known.record, f"the known error {known.label}", chg)


def _unknown_changes(record: Record, label: str, chg: Artifact) -> Iterator[Problem]:
    for name in named_changes(record.text("rfc")) if says(record, "rfc") else ():
        if find_change(name, chg) is None and not follows_ids(name, chg):
            sample = next(change for change in changes(chg) if change.id)
            message = (
                f"{label} refers to {name}, which the change log does not have"
                f" and whose IDs look like '{sample.id}'"
            )
            yield Problem(record.at("rfc"), message, related=(Related(chg.home("log"), "the change log"),))


def _too_early(one: ProblemRecord, chg: Artifact) -> Iterator[Problem]:
    """The effect is checked, or where nobody checks it the problem closed, when its changes are done."""
    key, moment, verb = (
        ("checked", one.checked, f"the effect of {one.label} was checked")
        if one.checked
        else ("closed", one.closed, f"{one.label} was closed")
    )
    looked = _day(moment)
    for name in named_changes(one.record.text("rfc")):
        change = find_change(name, chg)
        if change is None or looked is None:
            continue
        if change.done and looked < change.done:
            ending = f"before its change {change.label} was done on {change.done}"
            yield _early(one.record.at(key), f"{verb} on {looked}, {ending}", change)
        elif change.done is None and denies(change.record.text("done")):
            yield _early(
                one.record.at(key), f"{verb} on {looked}, its change {change.label} is not done", change
            )


def _day(moment: Moment | None) -> date | None:
    return moment.day if moment and not moment.ambiguous else None


def _early(place: Place, message: str, change: Change) -> Problem:
    return Problem(
        place, message, related=(Related(change.record.at("done"), f"{change.label} in the change log"),)
    )
