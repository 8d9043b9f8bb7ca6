"""What the business needs back, and by when: the impact analysis and its recovery objectives."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.values.duration import compare_durations
from iso20k.values.order import Order
from iso20k.wording.filled import filled_cell, is_placeholder
from validators.service_continuity_availability.criticality import rank
from validators.service_continuity_availability.recovery import Impact, impacts
from validators.service_continuity_availability.served import catalog_pairs

CON = "service-continuity-availability"
_IMPACT = deferred(r"^\W*(?:\w+ )?(?:impact|effect|consequence|damage)s?\b", re.IGNORECASE)


@rule(
    "CON-01", "bia-row-filled", Severity.ERROR, Kind.PRESENCE, "6.3.1 / 8.7.2", CON,
    source="S",
    each=("bia",),
    why="Recovery objectives that rest on no known damage are guesses; nobody has agreed how bad an outage is.",
    hint="Name the service, its criticality and what an outage does over time.",
    fails=Example(
        (Edit("| Help Desk | Medium | Users wait; after 24 h work of single teams stops, after 48 h complaints reach customers' management |", "| Help Desk | Medium | |"),),
        (Found("Help Desk has no impact", at="| SVC-003 | Help Desk | Medium"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Continuity and Availability\n\n## Business impact analysis\n\nThe BIA follows next year.\n"),),
            (Found("there is no business impact analysis", at="## Business impact analysis"),),
        ),
        Example(
            (Edit("", "# BIA\n\n## Business impact analysis\n\n### Cloud Hosting\n\n- Criticality: Critical\n- Impact: Orders are lost after two hours\n- RTO: 2h\n- RPO: 15min\n"),),
        ),
        Example((Edit("| Service ID | Service | Criticality | Impact over time | MTPD |", "| Service ID | Service | Criticality | Impact after 4 h | MTPD |"),)),
        Example(
            (Edit("| SVC-003 | Help Desk | Medium | Users wait;", "| SVC-003 | Help Desk | [Level] | Users wait;"),),
            (Found("Help Desk has no criticality", at="| SVC-003 | Help Desk | [Level]"),),
        ),
    ),
)  # fmt: skip
def bia_row_filled(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = impacts(plan, catalog_pairs(workspace))
    if not rows:
        yield Problem(
            plan.home("bia"),
            "there is no business impact analysis",
            "Add a row for each business service: criticality, impact, MTPD, RTO and RPO.",
        )
    for row in rows:
        if not (row.service.id or row.service.name):
            yield Problem(row.record.place, "a row of the business impact analysis names no service")
        wanted = {"criticality": "criticality", "impact": "impact"}
        if row.record.filled("impact") or _impact_told(plan, row):
            del wanted["impact"]
        yield from unfilled(row.record, row.label, wanted)


def _impact_told(plan: Artifact, row: Impact) -> bool:
    """Whether the impact stands in columns of its own for some times: 'Impact after 4 h', 'Effect 1 day'."""
    section = plan.sections.get("bia")
    return any(
        bool(_IMPACT().search(head.text)) and filled_cell(cell.text)
        for table in (section.tables if section else ())
        for cells in table.rows
        if cells and cells[0].line == row.record.line
        for head, cell in zip(table.header, cells, strict=False)
    )


@rule(
    "CON-02", "rto-rpo-defined", Severity.ERROR, Kind.PRESENCE, "6.3.1 / 8.7.2", CON,
    source="S",
    each=("bia",),
    why="Without a time to be back and a loss of data to accept, no strategy can be chosen and no test can fail.",
    hint="State RTO and RPO as one duration each, such as '2 h' and '15 min'.",
    fails=Example(
        (Edit("| 4 h | 2 h | 15 min |", "| 4 h | 2 h | |"),),
        (Found("Cloud Hosting has no RPO", at="| SVC-002 | Cloud Hosting | Critical"),),
    ),
    more=(
        Example(
            (Edit("| 4 h | 2 h | 15 min |", "| 4 h | as soon as possible | 15 min |"),),
            (Found("the RTO 'as soon as possible' of Cloud Hosting is no duration", at="| SVC-002 | Cloud Hosting | Critical"),),
        ),
        Example(
            (Edit("| 4 h | 2 h | 15 min |", "| 4 h | 1-4 h | TBD |"),),
            (
                Found("the RTO '1-4 h' of Cloud Hosting is no duration", at="| SVC-002 | Cloud Hosting | Critical"),
                Found("Cloud Hosting has no RPO", at="| SVC-002 | Cloud Hosting | Critical"),
            ),
        ),
        Example((Edit("| 4 h | 2 h | 15 min |", "| 240min | **2 hours** | no data loss |"),)),
        Example((Edit("| 48 h | 24 h | 4 h |", "| 2 d | 1 day | n/a, the phone line keeps no data |"),)),
    ),
)  # fmt: skip
def rto_rpo_defined(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for row in impacts(plan, catalog_pairs(workspace)):
        for key, word, read in (("rto", "RTO", row.rto), ("rpo", "RPO", row.rpo)):
            told = row.record.text(key)
            if not filled_cell(told):
                yield Problem(row.record.at(key), f"{row.label} has no {word}")
            elif read is None and not (key == "rpo" and _without_data(told)):
                message = f"the {word} '{told}' of {row.label} is no duration"
                yield Problem(row.record.at(key), message, missing=False)


def _without_data(text: str) -> bool:
    """'n/a' with a reason: a service that keeps no data can lose none."""
    words = text.strip().lower()
    return words.startswith(("n/a", "not applicable", "no data")) and not is_placeholder(text)


@rule(
    "CON-05", "rto-within-mtpd", Severity.ERROR, Kind.VALIDITY, "6.3.1 / 8.7.2", CON,
    source="P",
    each=("bia",),
    why="A service that comes back after the longest outage that the business survives comes back for nobody.",
    hint="Shorten the RTO, or ask the business again how long it can do without the service.",
    fails=Example(
        (Edit("| 4 h | 2 h | 15 min |", "| 4 h | 6 h | 15 min |"),),
        (Found("the RTO 6 h of Cloud Hosting is longer than its MTPD 4 h", at="| SVC-002 | Cloud Hosting | Critical"),),
    ),
    more=(
        Example((Edit("| 4 h | 2 h | 15 min |", "| 120 min | 2 h | 15 min |"),)),
        Example((Edit("| 4 h | 2 h | 15 min |", "| | 2 h | 15 min |"),)),
        Example(
            (Edit("| 48 h | 24 h | 4 h |", "| 16 h | 24 h (business hours) | 4 h |"),),
            (Found("the RTO 24 h (business hours) of Help Desk is longer than its MTPD 16 h", at="| SVC-003 | Help Desk"),),
        ),
        Example(
            (Edit("| 48 h | 24 h | 4 h |", "| 24 h (business hours) | 30 h (24x7) | 4 h |"),),
            (Found("the RTO '30 h (24x7)' and the MTPD '24 h (business hours)' of Help Desk cannot be compared", at="| SVC-003 | Help Desk"),),
        ),
    ),
)  # fmt: skip
def rto_within_mtpd(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for row in impacts(plan, catalog_pairs(workspace)):
        if row.rto is None or row.mtpd is None:
            continue
        rto, mtpd = row.record.text("rto"), row.record.text("mtpd")
        order = compare_durations(row.rto, row.mtpd)
        if order is Order.GREATER:
            message = f"the RTO {rto} of {row.label} is longer than its MTPD {mtpd}"
            yield Problem(row.record.at("rto"), message)
        elif order is Order.NOT_COMPARABLE:
            yield Problem(
                row.record.at("rto"),
                f"the RTO '{rto}' and the MTPD '{mtpd}' of {row.label} cannot be compared",
                "Count both on one calendar.",
                severity=Severity.ADVICE,
            )


@rule(
    "CON-08", "criticality-order", Severity.WARNING, Kind.VALIDITY, "6.3.1 / 8.7.2", CON,
    source="P",
    each=("bia",),
    why="Where a less critical service comes back first, the criticality is decoration and the recovery order wrong.",
    hint="Give the more critical service the shorter RTO, or correct its criticality.",
    fails=Example(
        (Edit("| 16 h | 8 h | 1 h |", "| 36 h | 30 h | 1 h |"),),
        (Found("Managed Infrastructure (High) has the RTO 30 h, longer than 24 h of Help Desk (Medium)", at="| SVC-001 | Managed Infrastructure | High"),),
    ),
    more=(
        Example((Edit("| 48 h | 24 h | 4 h |", "| 48 h | 8 h | 4 h |"),)),
        Example((Edit("| Help Desk | Medium | Users", "| Help Desk | 3 | Users"), Edit("| 48 h | 24 h | 4 h |", "| 48 h | 1 h | 4 h |"))),
        Example((Edit("| 48 h | 24 h | 4 h |", "| 48 h | 1 h (business hours) | 4 h |"), Edit("| 16 h | 8 h | 1 h |", "| 36 h | 30 h (24x7) | 1 h |"))),
    ),
)  # fmt: skip
def criticality_order(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = [row for row in impacts(plan, catalog_pairs(workspace)) if row.rto and rank(row.criticality)]
    for row in rows:
        slower = next((other for other in _next_below(row, rows) if _later(row, other)), None)
        if slower:
            yield Problem(
                row.record.at("rto"),
                f"{row.label} ({row.criticality}) has the RTO {row.record.text('rto')}, longer than "
                f"{slower.record.text('rto')} of {slower.label} ({slower.criticality})",
                related=(Related(slower.record.at("rto"), "the less critical service"),),
            )


def _next_below(row: Impact, rows: list[Impact]) -> list[Impact]:
    """The rows of the next lower level of the same scale: one wrong RTO is found once, not at every level."""
    own = rank(row.criticality)
    lower = [
        (found.height, other)
        for other in rows
        if own
        and (found := rank(other.criticality))
        and found.scale == own.scale
        and found.height < own.height
    ]
    nearest = max((height for height, _ in lower), default=0)
    return [other for height, other in lower if height == nearest]


def _later(row: Impact, other: Impact) -> bool:
    if row.rto is None or other.rto is None:
        return False
    return compare_durations(row.rto, other.rto) is Order.GREATER
