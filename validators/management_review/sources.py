"""What audit and measurement know for the review: findings, earlier actions, corrective actions, improvements, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from iso20k.facts.artifact import Record
from iso20k.judging.checks import is_over
from iso20k.judging.drafting import Drafted, Quoted
from iso20k.judging.workspace import Workspace
from iso20k.standard.rows import edition_of
from validators.internal_audit.findings import Finding, findings
from validators.internal_audit.programme import audits
from validators.management_review.quoting import counted, nothing_for, quoted, row
from validators.monitoring_measurement.actions import Capa, capas, improvements, review_actions
from validators.monitoring_measurement.kpis import AMBER, GREEN, RED, Kpi, kpi_named, kpis

AUDIT, MEASUREMENT = "internal-audit", "monitoring-measurement"
_NO_AUDIT = "the internal audit is not written yet"
_NO_MEASUREMENT = "the document on monitoring and measurement is not written yet"


def audit_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Findings by class and audits done, then each finding that is still open."""
    audit = workspace.artifact(AUDIT)
    known = findings(audit) if audit else ()
    held = audits(audit, edition_of(workspace.edition)) if audit else ()
    if audit is None or not (known or held):
        yield nothing_for(asked, _NO_AUDIT if audit is None else "no audit and no finding is recorded")
        return
    done = [one.record for one in held if one.done]
    figures = [counted([one.record for one in known], "finding")] if known else []
    figures += [counted(records, kind, kind) for kind, records in _by_class(known)]
    figures += [counted(done, "audit done", "audits done")] if done else []
    yield row(asked, "Internal audits", audit, figures, "" if done else "no audit has taken place")
    for finding in known:
        if not finding.closed:
            told = (
                *quoted(finding.record, "statement"),
                *quoted(finding.record, "due", "due {}"),
                *quoted(finding.record, "capa"),
            )
            clause = finding.record.text("clause")
            subject = ", ".join(
                p for p in (finding.label, finding.kind, f"clause {clause}" if clause else "") if p
            )
            yield row(asked, subject, audit, told, "" if told else "what was found")


def _by_class(known: tuple[Finding, ...]) -> Iterator[tuple[str, list[Record]]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for finding in known:
        found[finding.kind or "unclassified"].append(finding.record)
    yield from found.items()


def previous_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """What became of the actions that the measurement document tracks for earlier reviews."""
    mon = workspace.artifact(MEASUREMENT)
    known = review_actions(mon) if mon else ()
    if mon is None or not known:
        told = "no actions of earlier reviews are tracked, say so when this is the first review"
        yield nothing_for(asked, told)
        return
    over = [one for one in known if is_over(one.record, checked=True)]
    left = [one for one in known if one not in over]
    late = [one for one in left if one.due and one.due < workspace.as_of]
    figures = [
        counted([one.record for one in known], "action of earlier reviews", "actions of earlier reviews")
    ]
    for some, word in ((over, "closed"), (left, "open"), (late, "overdue")):
        if some:
            figures.append(counted([o.record for o in some], word, word, names=(o.label for o in some)))
    yield row(asked, "Actions of earlier reviews", mon, figures)


def earlier_actions(workspace: Workspace) -> Iterator[Drafted]:
    """The actions themselves, for the register of previous actions."""
    mon = workspace.artifact(MEASUREMENT)
    for one in review_actions(mon) if mon else ():
        keys = ("id", "action", "owner", "due", "status")
        cells = {key: one.record.text(key) for key in keys if one.record.filled(key)}
        yield Drafted(cells, one.record.place)


def corrective_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Counts of corrective and preventive actions as of the day; those that are not closed are named."""
    mon = workspace.artifact(MEASUREMENT)
    known = [
        one for one in (capas(mon) if mon else ()) if one.opened is None or one.opened <= workspace.as_of
    ]
    if mon is None or not known:
        yield nothing_for(asked, _NO_MEASUREMENT if mon is None else "no corrective action is registered")
        return
    figures = [counted([one.record for one in known], "CAPA in all", "CAPAs in all")]
    states: dict[str, list[Capa]] = defaultdict(list)
    for one in known:
        states[_state(one, workspace)].append(one)
    for state, some in states.items():
        names = () if state == "closed" else (one.label for one in some)
        figures.append(counted([one.record for one in some], state, state, names=names))
    late = [one for one in known if one.overdue(workspace.as_of)]
    if late:
        figures.append(
            counted([one.record for one in late], "overdue", "overdue", names=(o.label for o in late))
        )
    else:
        figures.append(Quoted("none overdue", tuple(one.record.at("due") for one in known)))
    yield row(asked, f"Corrective and preventive actions on {workspace.as_of}", mon, figures)


def _state(one: Capa, workspace: Workspace) -> str:
    if one.closed_on(workspace.as_of):
        return "closed"
    return "in progress" if "progress" in one.record.text("status").lower() else "open"


def improvement_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """The improvements of the register, each with its target and date."""
    mon = workspace.artifact(MEASUREMENT)
    known = improvements(mon) if mon else ()
    if mon is None or not known:
        yield nothing_for(
            asked, f"improvements: {_NO_MEASUREMENT}" if mon is None else "no improvement is registered"
        )
        return
    yield row(asked, "Improvements", mon, [counted([one.record for one in known], "improvement")])
    for one in known:
        told = (
            *quoted(one.record, "target", "target {}"),
            *quoted(one.record, "due", "due {}"),
            *quoted(one.record, "result", "result: {}"),
        )
        subject = f"{one.id} {one.record.text('opportunity')}".strip()
        yield row(asked, subject, mon, told, "" if told else "target and date of the improvement")


def process_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """How many indicators are on target, then those that are not, and how many have no value yet."""
    mon = workspace.artifact(MEASUREMENT)
    known = kpis(mon, edition_of(workspace.edition)) if mon else ()
    if mon is None or not known:
        yield nothing_for(asked, _NO_MEASUREMENT if mon is None else "no indicator is registered")
        return
    states: dict[str, list[Kpi]] = defaultdict(list)
    for one in known:
        states[(one.state or one.reckoned or "without a state") if one.has_value else "not measured"].append(
            one
        )
    words = {GREEN: "on target", AMBER: "at warning", RED: "critical"}
    figures = [
        counted(
            [one.record for one in some],
            f"KPI {words.get(state, state)}",
            f"KPIs {words.get(state, state)}",
            names=() if state == GREEN else (one.label for one in some),
        )
        for state, some in states.items()
    ]
    yield row(asked, "All processes", mon, figures)
    for one in (*states[AMBER], *states[RED]):
        yield row(asked, f"{one.id} {one.name}".strip(), mon, kpi_figures(one))


def kpi_figures(one: Kpi) -> tuple[Quoted, ...]:
    """Value, target, period and status of an indicator, as its row says them."""
    return (
        *quoted(one.record, "value"),
        *quoted(one.record, "target", "target {}"),
        *quoted(one.record, "period", "measured {}"),
        *quoted(one.record, "status"),
    )


def kpi_of(workspace: Workspace, reference: str) -> Kpi | None:
    """The indicator that an objective refers to."""
    mon = workspace.artifact(MEASUREMENT)
    return kpi_named(mon, reference, edition_of(workspace.edition)) if mon and reference else None
