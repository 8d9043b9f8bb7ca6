"""Corrective and preventive actions and improvements: tracked, in time, with a cause, an effect and numbers that are true."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.names import normalise
from validators.monitoring_measurement.actions import Capa, capas, counted, improvements, stated_counts

MON = "monitoring-measurement"
_CAUSE = "| A promised call-back was no dated task of the ticket |"
_CLOSED = "| 2026-09-16 | Grace Mitchell on 2026-10-14: no late call-back in four weeks | closed |"
_COUNTS = "there are 3 CAPAs in all: 2 in progress, 1 closed, 0 overdue"


@rule(
    "MON-03", "capa-tracking", Severity.ERROR, Kind.PRESENCE, "4.5.5.1 / 10.1", MON,
    source="S",
    each=("capas",),
    why="An action without owner, date and status is an intention; nobody can say whether it was carried out.",
    hint="Enter owner, due date and status of the action.",
    fails=Example(
        (Edit("| Emily Nguyen | 2026-09-25 | 2026-12-18 | | | in progress |", "| Emily Nguyen | 2026-09-25 | | | | in progress |"),),
        (Found("CAPA-002 has no due date", at="CAPA-002"),),
    ),
    more=(
        Example((Edit("| Emily Nguyen | 2026-09-25 | 2026-12-18 | | | in progress |", "| Emily Nguyen | 2026-09-25 | soon | | | in progress |"),), (Found("the due date 'soon' of CAPA-002 is no date", at="CAPA-002"),)),
        Example((Edit("", "# Monitoring and Measurement\n\n## CAPA register\n\nNone so far.\n"),), (Found("there is no CAPA register", at="## CAPA register"),)),
    ),
)  # fmt: skip
def capa_tracking(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    known = capas(mon)
    section = mon.sections.get("capas")
    if not known and not (section and section.filled):
        yield Problem(mon.home("capas"), "there is no CAPA register")
    for capa in known:
        yield from unfilled(
            capa.record, capa.label, {"owner": "owner", "due": "due date", "status": "status"}
        )
        if capa.record.filled("due") and capa.due is None:
            told = capa.record.text("due")
            yield Problem(
                capa.record.at("due"), f"the due date '{told}' of {capa.label} is no date", missing=False
            )


@rule(
    "MON-07", "capa-overdue", Severity.ERROR, Kind.VALIDITY, "4.5.5.1 / 10.1", MON,
    source="P",
    each=("capas",),
    why="An action past its date without a new one is undue delay, and the first thing an auditor counts.",
    hint="Close the action with its effect, or agree a revised date in the future with a reason.",
    fails=Example(
        (Edit("| Emily Nguyen | 2026-09-25 | 2026-12-18 |", "| Emily Nguyen | 2026-09-25 | 2026-10-23 |"), Edit(_COUNTS, "there are 3 CAPAs in all: 2 in progress, 1 closed, 1 overdue")),
        (Found("CAPA-002 is open and was due on 2026-10-23", at="CAPA-002"),),
    ),
    more=(
        Example((Edit("| Opened | Due | Closed |", "| Opened | Due | Revised due |"), Edit("| Emily Nguyen | 2026-09-25 | 2026-12-18 | |", "| Emily Nguyen | 2026-09-25 | 2026-10-23 | 2026-11-30 |"))),
    ),
)  # fmt: skip
def capa_overdue(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for capa in capas(mon):
        if capa.overdue(workspace.as_of):
            last = max(day for day in (capa.due, capa.revised) if day)
            yield Problem(
                capa.record.at("revised" if capa.revised == last else "due"),
                f"{capa.label} is open and was due on {last}",
            )


@rule(
    "MON-08", "capa-dates", Severity.ERROR, Kind.VALIDITY, "4.5.5.1 / 10.1", MON,
    source="P",
    each=("capas",),
    why="An action that was closed before it was opened, or checked before it was closed, was written down afterwards.",
    hint="Correct the dates: opened, due, closed, effectiveness checked, in this order; nothing done lies in the future.",
    fails=Example(
        (Edit("| Tom Fraser | 2026-08-31 | 2026-09-18 | 2026-09-16 |", "| Tom Fraser | 2026-08-31 | 2026-08-18 | 2026-09-16 |"),),
        (Found("CAPA-003 was opened on 2026-08-31 and due on 2026-08-18", at="CAPA-003"),),
    ),
    more=(
        Example((Edit("| Tom Fraser | 2026-08-31 | 2026-09-18 | 2026-09-16 |", "| Tom Fraser | 2026-09-20 | 2026-09-25 | 2026-09-16 |"),), (Found("CAPA-003 was opened on 2026-09-20 and closed on 2026-09-16", at="CAPA-003"),)),
        Example((Edit("Grace Mitchell on 2026-10-14", "Grace Mitchell on 2026-09-14"),), (Found("CAPA-003 was closed on 2026-09-16 and its effectiveness checked on 2026-09-14", at="CAPA-003"),)),
        Example((Edit("Grace Mitchell on 2026-10-14", "Grace Mitchell on 2026-12-14"),), (Found("the effectiveness of CAPA-003 was checked on 2026-12-14, which lies after 2026-10-30", at="CAPA-003"),)),
    ),
)  # fmt: skip
def capa_dates(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for capa in capas(mon):
        if capa.opened and capa.due and capa.due < capa.opened:
            yield Problem(
                capa.record.at("due"), f"{capa.label} was opened on {capa.opened} and due on {capa.due}"
            )
        if capa.opened and capa.closed and capa.closed < capa.opened:
            yield Problem(
                capa.record.at("closed"),
                f"{capa.label} was opened on {capa.opened} and closed on {capa.closed}",
            )
        if capa.closed and capa.checked and capa.checked < capa.closed:
            message = (
                f"{capa.label} was closed on {capa.closed} and its effectiveness checked on {capa.checked}"
            )
            yield Problem(capa.record.at("effect"), message)
        for key, day, words in (
            ("closed", capa.closed, f"{capa.label} was closed"),
            ("effect", capa.checked, f"the effectiveness of {capa.label} was checked"),
        ):
            if day and day > workspace.as_of and capa.is_closed:
                yield Problem(capa.record.at(key), f"{words} on {day}, which lies after {workspace.as_of}")


@rule(
    "MON-09", "capa-effectiveness", Severity.STRICT, Kind.PRESENCE, "4.5.5.1 / 10.1", MON,
    each=("capas",),
    why="Whether the cause is gone shows only afterwards, and only to somebody who did not write the action.",
    hint="Have somebody other than the owner check the effect, and enter name and date.",
    fails=Example(
        (Edit(_CLOSED, "| 2026-09-16 | | closed |"),),
        (Found("CAPA-003 is closed and its effectiveness was not checked", at="CAPA-003"),),
    ),
    more=(
        Example((Edit(_CLOSED, "| 2026-09-16 | Tom Fraser on 2026-10-14 | closed |"),), (Found("the effectiveness of CAPA-003 was checked by its owner Tom Fraser", at="CAPA-003"),)),
    ),
)  # fmt: skip
def capa_effectiveness(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for capa in capas(mon):
        if not capa.is_closed:
            continue
        place = capa.record.at("effect")
        if not capa.record.filled("effect"):
            yield Problem(place, f"{capa.label} is closed and its effectiveness was not checked")
            continue
        owners = {normalise(person) for person in capa.owners}
        same = [person for person in capa.checkers if normalise(person) in owners]
        if same and len(same) == len(capa.checkers):
            yield Problem(
                place, f"the effectiveness of {capa.label} was checked by its owner {same[0]}", missing=False
            )


@rule(
    "MON-10", "capa-root-cause", Severity.STRICT, Kind.PRESENCE, "4.5.5.1 / 10.1", MON,
    each=("capas",),
    why="Without the cause the action repairs the case; the next one waits behind it.",
    hint="Find the cause behind the problem, with a technique of problem management, and enter it.",
    fails=Example(
        (Edit(_CAUSE, "| |"),),
        (Found("CAPA-003 has no root cause", at="CAPA-003"),),
    ),
    more=(
        Example((Edit(_CAUSE, "| The promised call back for the same day came the next morning |"),), (Found("the root cause of CAPA-003 only says the problem again", at="CAPA-003"),)),
        Example((Edit("| CMP-003 | corrective |", "| CMP-003 | preventive |"), Edit(_CAUSE, "| |"))),  # nothing has happened yet
    ),
)  # fmt: skip
def capa_root_cause(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for capa in capas(mon):
        if not capa.corrective:
            continue
        if not capa.record.filled("cause"):
            yield Problem(capa.record.at("cause"), f"{capa.label} has no root cause")
        elif _restates(capa):
            message = f"the root cause of {capa.label} only says the problem again"
            yield Problem(capa.record.at("cause"), message, missing=False)


def _restates(capa: Capa) -> bool:
    cause = {word.lower() for word in informative_words(capa.record.text("cause"))}
    problem = {word.lower() for word in informative_words(capa.record.text("problem"))}
    return bool(cause) and cause <= problem


@rule(
    "MON-14", "improvement-managed", Severity.STRICT, Kind.PRESENCE, "4.5.5.2 / 10.2", MON,
    each=("improvements",),
    why="An improvement without a target can never fail, and one without a measured result never shows what it was worth.",
    hint="Enter the score by the criteria, the target and, once it is due, the measured result.",
    fails=Example(
        (Edit("| 8 % fewer L1 tickets at the pilot customers |", "| |"),),
        (Found("IMP-002 has no target", at="IMP-002"),),
    ),
    more=(
        Example((Edit("| Raj Mehta | 2026-11-30 | not yet due, 34 of 38 on 2026-10-26 |", "| Raj Mehta | 2026-09-30 | |"),), (Found("IMP-003 was due on 2026-09-30 and has no measured result", at="IMP-003"),)),
        Example((Edit("| 17 | James Park, 2026-10-16 |", "| | James Park, 2026-10-16 |"),), (Found("IMP-003 has no score by the criteria", at="IMP-003"),)),
    ),
)  # fmt: skip
def improvement_managed(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for one in improvements(mon):
        yield from unfilled(one.record, one.label, {"criteria": "score by the criteria", "target": "target"})
        if one.due and one.due < workspace.as_of and not filled_cell(one.record.text("result")):
            yield Problem(
                one.record.at("result"), f"{one.label} was due on {one.due} and has no measured result"
            )


@rule(
    "MON-15", "capa-counts", Severity.ERROR, Kind.VALIDITY, "4.5.5.1 / 10.1", MON,
    source="S",
    why="A dashboard that counts other actions than its register lies to the people who decide by it.",
    hint="Count open, closed and overdue actions again from the register.",
    fails=Example(
        (Edit(_COUNTS, "there are 3 CAPAs in all: 1 in progress, 2 closed, 0 overdue"),),
        (
            Found("the document states 1 open CAPA, the register has 2", at="On 28 October 2026 there are"),
            Found("the document states 2 closed CAPAs, the register has 1", at="On 28 October 2026 there are"),
        ),
    ),
    more=(
        Example((Edit(_COUNTS, "three actions in all are registered; two are in progress, one is closed, none is overdue"),)),
    ),
)  # fmt: skip
def capa_counts(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    held = counted(mon, workspace.as_of)
    for stated in stated_counts(mon):
        if stated.number != held[stated.kind]:
            noun = "CAPA" if stated.number == 1 else "CAPAs"
            told = (
                f"{stated.number} {noun} {stated.kind}"
                if stated.kind == "in all"
                else f"{stated.number} {stated.kind} {noun}"
            )
            related = (Related(mon.home("capas"), "the CAPA register"),)
            yield Problem(
                stated.place,
                f"the document states {told}, the register has {held[stated.kind]}",
                related=related,
            )
