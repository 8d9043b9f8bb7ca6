"""The management review quotes the registers as they were on the day of the meeting, and its actions live on in one of them."""

import re
from collections.abc import Iterator
from datetime import date

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, headings
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.rows import edition_of
from iso20k.values.listing import find_identifiers
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.internal_audit.findings import CLASSES, MAJOR, findings
from validators.internal_audit.findings import counts_in as finding_counts_in
from validators.internal_audit.programme import Audit, audits
from validators.management_review.inputs import Entry, of_kinds
from validators.management_review.kinds import AUDITS, CORRECTIVE
from validators.management_review.meeting import meeting
from validators.management_review.outcomes import Action, actions
from validators.monitoring_measurement.actions import (
    Tracked,
    capas,
    counted,
    counts_in,
    improvements,
    review_actions,
)

REVIEW, AUDIT, MON = "management-review", "internal-audit", "monitoring-measurement"
_ALL_FINDINGS = "findings"


@rule(
    "X67", "review-cites-latest-audit", Severity.ERROR, Kind.CROSS, "4.5.4.3 f / 9.3", (REVIEW, AUDIT),
    source="S",
    why="A review that looks at last year's audit, or at other numbers than the report gives, decides about an organization that is gone.",
    hint="Cite the last audit before the meeting by its ID, with the numbers of its findings by class.",
    fails=Example(
        (Edit("| 3 findings: 2 minor nonconformities and 1 observation;", "| 2 findings: 1 minor nonconformity and 1 observation;"),),
        (
            Found("the review states 2 findings, the audit has 3", at="Internal audit of"),
            Found("the review states 1 minor NC, the audit has 2", at="Internal audit of"),
        ),
    ),
    more=(
        Example(
            (Edit("| AUD-2026-05 | 8.1; 8.2 | SVC-003, Help Desk at LOC-001 and LOC-003 | Clause 8, steps 14 and 15 | Sample of 60 tickets and 2 problems, observation of a shift | Customers meet these processes every day | David Wong | 2026-09-21 | 2026-09-21 |", "| AUD-2026-06 | 8.1; 8.2 | SVC-003, Help Desk at LOC-001 and LOC-003 | Clause 8, steps 14 and 15 | Sample of 60 tickets and 2 problems, observation of a shift | Customers meet these processes every day | David Wong | 2026-09-21 | 2026-09-21 |", AUDIT),),
            (Found("the latest audit before the meeting, AUD-2026-06 of 2026-09-21, is not cited", at="Internal audit of July"),),
        ),
    ),
)  # fmt: skip
def review_cites_latest_audit(workspace: Workspace, review: Artifact, audit: Artifact) -> Iterator[Problem]:
    held = meeting(review).held
    told = of_kinds(review, (AUDITS,))
    done = [
        one
        for one in audits(audit, edition_of(workspace.edition))
        if one.actual and (held is None or one.actual <= held)
    ]
    if not told or not done:
        return  # a missing input is MRV-01's, and before the first audit there is nothing to cite
    latest = max(done, key=lambda one: one.actual or date.min)
    if not _cited(latest, audit, told):
        yield Problem(
            told[0].place,
            f"the latest audit before the meeting, {latest.label} of {latest.actual}, is not cited",
            related=(Related(latest.record.place, "the audit in the programme"),),
        )
    yield from _other_counts(audit, told, held)


def _cited(latest: Audit, audit: Artifact, told: tuple[Entry, ...]) -> bool:
    """By its ID, its day, a finding of its own, or the document with the report's date."""
    words = " ".join(f"{entry.text} {entry.source} {entry.version}" for entry in told)
    own = [
        finding.id
        for finding in findings(audit)
        if finding.audit and normalise(finding.audit) == normalise(latest.id)
    ]
    wanted = {latest.id, str(latest.actual), *own} - {"", "None"}
    return any(re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", words) for text in wanted)


def _other_counts(audit: Artifact, told: tuple[Entry, ...], held: date | None) -> Iterator[Problem]:
    days = {normalise(one.id): one.actual or one.planned for one in audits(audit)}
    known = [f for f in findings(audit) if held is None or (days.get(normalise(f.audit)) or held) <= held]
    numbers = {kind: sum(f.kind == kind for f in known) for kind in CLASSES} | {_ALL_FINDINGS: len(known)}
    for entry in told:
        for kind, number in finding_counts_in(entry.text):
            if kind in numbers and number != numbers[kind] and not (kind == MAJOR and number == 0):
                yield Problem(
                    entry.place,
                    f"the review states {number} {kind}, the audit has {numbers[kind]}",
                    related=(Related(audit.home("findings"), "the findings of the audit"),),
                )


@rule(
    "X70", "review-capa-counts", Severity.ERROR, Kind.CROSS, "4.5.4.3 h / 9.3 c", (REVIEW, MON),
    source="S",
    why="Overdue actions that the review does not see are the ones that nobody wants to talk about; management decides on a better state than there is.",
    hint="Give the numbers of the CAPA register as of the day of the meeting, and name each overdue action.",
    fails=Example(
        (Edit("| 2 CAPAs in progress; 3 CAPAs in all, 1 closed, 0 overdue |", "| 1 CAPA in progress; 3 CAPAs in all, 2 closed, 0 overdue |"),),
        (
            Found("the review states 1 open CAPA, the register had 2 on 2026-10-16", at="Corrective and preventive actions"),
            Found("the review states 2 closed CAPAs, the register had 1 on 2026-10-16", at="Corrective and preventive actions"),
        ),
    ),
    more=(
        Example(
            (Edit("| Emily Nguyen | 2026-09-25 | 2026-12-18 | | | in progress |", "| Emily Nguyen | 2026-09-25 | 2026-10-05 | | | in progress |", MON), Edit("| CAPA-002 | In progress, due 2026-12-18: review", "| Reviews | In progress: review"), Edit("CAPA-002, Emily Nguyen, until 2026-12-18", "Emily Nguyen"), Edit("; same cause as CAPA-001:", ":")),
            (
                Found("the review states 0 overdue CAPAs, the register had 1 on 2026-10-16", at="Corrective and preventive actions"),
                Found("the overdue CAPA-002 (due 2026-10-05) is not named", at="### 3. Follow-up"),
            ),
        ),
    ),
)  # fmt: skip
def review_capa_counts(workspace: Workspace, review: Artifact, mon: Artifact) -> Iterator[Problem]:
    held = meeting(review).held
    told = of_kinds(review, (CORRECTIVE,))
    if held is None or not told or not capas(mon):
        return
    numbers = counted(mon, held)
    related = (Related(mon.home("capas"), "the CAPA register"),)
    for entry in told:
        for kind, number in counts_in(entry.text):
            if kind in numbers and number != numbers[kind]:
                noun = "CAPA" if number == 1 else "CAPAs"
                said = f"{number} {noun} {kind}" if kind == "in all" else f"{number} {kind} {noun}"
                message = f"the review states {said}, the register had {numbers[kind]} on {held}"
                yield Problem(entry.place, message, related=related)
    words = " ".join(cell.text for cell in review.words())
    for capa in capas(mon):
        if capa.open_on(held) and capa.overdue(held) and capa.id and capa.id not in words:
            last = max(day for day in (capa.due, capa.revised) if day)
            yield Problem(
                _heading(review, told),
                f"the overdue {capa.label} (due {last}) is not named",
                related=(Related(capa.record.place, "the action in the register"),),
            )


def _heading(review: Artifact, told: tuple[Entry, ...]) -> Place:
    """The heading under which the input stands."""
    first = min(entry.place.line for entry in told)
    above = [part.line for part in headings(review) if part.line <= first]
    return Place(review.path, max(above, default=first))


@rule(
    "X74", "review-actions-tracked", Severity.WARNING, Kind.CROSS, "4.5.5 / 10.2", (REVIEW, MON),
    source="S",
    each=("actions",),
    why="Actions that live only in the minutes die with the meeting; what is tracked with another owner or date is done by nobody in time.",
    hint="Enter the action in the register of actions, CAPAs or improvements, with the same owner and date.",
    fails=Example(
        (Edit("| ACT-102 | DEC-02 of MRV-2026-01 |", "| ACT-112 | DEC-02 of MRV-2026-01 |", MON),),
        (Found("ACT-102 of the review is in no register", at="| ACT-102 |"),),
    ),
    more=(
        Example(
            (Edit("| Mei Tanaka | 2026-11-20 | open |", "| Mei Tanaka | 2026-12-20 | open |", MON),),
            (Found("ACT-103 is due 2026-11-20, in the register 2026-12-20", at="| ACT-103 |"),),
        ),
        Example(
            (Edit("| Daniel Okafor | 2027-01-15 | open |", "| Raj Mehta | 2027-01-15 | open |", MON),),
            (Found("ACT-101 is owned by Daniel Okafor, in the register by Raj Mehta", at="| ACT-101 |"),),
        ),
    ),
)  # fmt: skip
def review_actions_tracked(workspace: Workspace, review: Artifact, mon: Artifact) -> Iterator[Problem]:
    registers = (*review_actions(mon), *improvements(mon))
    known = {normalise(one.id): one for one in registers if one.id}
    held = {normalise(capa.id) for capa in capas(mon) if capa.id}
    named = {
        normalise(one)
        for row in mon.records("improvements", "capas", "actions")
        for cell in row.cells.values()
        for one in find_identifiers(cell.text, ("ACT", "CAPA", "IMP"))
    }
    for action in actions(review):
        key = normalise(action.id)
        if not key or key in held:
            continue
        found = known.get(key)
        if found is None and key not in named:
            related = (Related(mon.home("actions"), "the registers of actions"),)
            yield Problem(
                action.record.place,
                f"{action.label} of the review is in no register",
                related=related,
                missing=True,
            )
        elif found is not None:
            yield from _other_terms(action, found)


def _other_terms(action: Action, found: Tracked) -> Iterator[Problem]:
    owners = person_names(action.owner)
    if owners and found.owners and not {*map(normalise, owners)} & {*map(normalise, found.owners)}:
        yield Problem(
            action.record.at("owner"),
            f"{action.label} is owned by {owners[0]}, in the register by {found.owners[0]}",
            related=(Related(found.record.at("owner"), f"the owner of {found.label}"),),
        )
    if action.due and found.due and action.due != found.due:
        yield Problem(
            action.record.at("due"),
            f"{action.label} is due {action.due}, in the register {found.due}",
            related=(Related(found.record.at("due"), f"the date of {found.label}"),),
        )
