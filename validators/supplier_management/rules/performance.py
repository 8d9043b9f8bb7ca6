"""Performance: figures for the suppliers that matter, looked at in time, with an action where they fall short."""

from collections.abc import Iterator
from datetime import date

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of, lapsed
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import Frequency, find_frequencies
from iso20k.values.period import parse_period
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import nearest
from validators.supplier_management.performance import Kpi, kpis
from validators.supplier_management.reviews import LIMITS, review_intervals
from validators.supplier_management.suppliers import CRITICAL, IMPORTANT, Supplier, suppliers

SUPPLIERS = "supplier-management"
_ZABBIX = "| SPL-002 Zabbix | First response to critical support cases | ≤ | 1 | h | quarter | ServiceNow | 0.8 | 2026-09-30 |"
_MISSED = _ZABBIX.replace("| 0.8 |", "| 1.5 |")
_ACTION = "Second support contact for Australian hours named by Zabbix on 2026-07-02 |"


@rule(
    "SUP-03", "kpi-per-supplier", Severity.ERROR, Kind.PRESENCE, "7.2 / 8.3.4.1", SUPPLIERS,
    source="S",
    why="Performance that is not measured cannot be held against a supplier, nor reported to a customer.",
    hint="Give the supplier at least one KPI with a figure as target.",
    fails=Example(
        (Edit(f"{_ZABBIX} |\n", ""),),
        (Found("the important supplier Zabbix has no KPI", at="| SPL-002 | Zabbix |"),),
    ),
    more=(
        Example(
            (Edit("| ≤ | 1 | h | quarter | ServiceNow | 0.8 |", "| | prompt | | quarter | ServiceNow | |"),),
            (Found("no KPI of the important supplier Zabbix is measurable", at="| SPL-002 Zabbix | First response"),),
        ),
        Example(
            (Edit(_ZABBIX, _ZABBIX.replace("SPL-002 Zabbix", "Zabbixx")),),
            (Found("the important supplier Zabbix has no KPI, the nearest is that of 'Zabbixx'", at="| SPL-002 | Zabbix |"),),
        ),
        Example((Edit(_ZABBIX, _ZABBIX.replace("| ≤ | 1 | h |", "| | answered within 60 minutes | |")),)),
        Example((Edit("", "# Supplier Management\n\n## Suppliers\n\n| Supplier | Tier | KPIs |\n|---|---|---|\n| Microsoft | critical | Uptime >= 99.95 % |\n| Canon | standard | |\n"),)),
        Example((Edit("", "# Supplier Management\n\n## Suppliers\n\n| Supplier | Tier |\n|---|---|\n| Microsoft | critical |\n\n## KPIs\n\n### Microsoft\n\n| Metric | Target |\n|---|---|\n| Uptime | 99,95 % |\n"),)),
    ),
)  # fmt: skip
def kpi_per_supplier(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(artifact):
        if supplier.tier not in (CRITICAL, IMPORTANT):
            continue
        own = [kpi for kpi in kpis(artifact) if kpi.supplier == supplier]
        start = f"the {supplier.tier} supplier {supplier.label}"
        if not own:
            near = nearest(
                supplier.name, [kpi.told for kpi in kpis(artifact) if kpi.supplier is None and kpi.told]
            )
            ending = f", the nearest is that of '{near}'" if near else ""
            yield Problem(supplier.record.place, f"{start} has no KPI{ending}")
        elif not any(kpi.measurable for kpi in own):
            yield Problem(own[0].record.at(own[0].key), f"no KPI of {start} is measurable", missing=False)


@rule(
    "SUP-07", "review-by-tier", Severity.WARNING, Kind.VALIDITY, "7.2 / 8.3.4.1", SUPPLIERS,
    source="P",
    each=("suppliers",),
    why="Who carries a service must be looked at more often than who sells paper.",
    hint="Review critical suppliers at least quarterly, important ones half-yearly, standard ones once a year.",
    fails=Example(
        (Edit("| SPL-003 | quarterly | 2026-09-24 | 2026-12-17 |", "| SPL-003 | half-yearly | 2026-09-24 | 2027-03-18 |"),),
        (Found("the critical supplier ServiceNow is reviewed half-yearly, expected at least quarterly", at="| SPL-003 | half-yearly |"),),
    ),
    more=(
        Example(
            (Edit("| SPL-002 | half-yearly | 2026-06-18 |", "| SPL-002 | bi-annual | 2026-06-18 |"),),
            (Found("'bi-annual' for the important supplier Zabbix is ambiguous: half-yearly or every two years", at="| SPL-002 | bi-annual |"),),
        ),
        Example(
            (Edit("| SPL-002 | half-yearly | 2026-06-18 |", "| SPL-002 | when needed | 2026-06-18 |"),),
            (Found("the review frequency 'when needed' of the important supplier Zabbix cannot be read", at="| SPL-002 | when needed |"),),
        ),
        Example(
            (Edit("", "# Supplier Management\n\n## Suppliers\n\n| Supplier | Tier |\n|---|---|\n| Microsoft | critical |\n"),),
            (Found("the critical supplier Microsoft has no review frequency", at="| Microsoft |"),),
        ),
        Example((Edit("", "# Supplier Management\n\n## Policy\n\n| Tier | Review frequency |\n|---|---|\n| critical | monthly |\n\n## Suppliers\n\n| Supplier | Tier |\n|---|---|\n| Microsoft | critical |\n"),)),
        Example((Edit("| SPL-003 | quarterly | 2026-09-24 |", "| SPL-003 | monthly KPIs, yearly contract review | 2026-09-24 |"),)),
    ),
)  # fmt: skip
def review_by_tier(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(artifact):
        if not supplier.tier:
            continue
        told, place = review_intervals(artifact, supplier)
        limit, word = LIMITS[supplier.tier]
        start = f"the {supplier.tier} supplier {supplier.label}"
        if not told:
            yield Problem(place, f"{start} has no review frequency", missing=True)
            continue
        found = find_frequencies(told)
        if not found:
            yield Problem(place, f"the review frequency '{told}' of {start} cannot be read")
        elif not any(frequency.days <= limit for frequency in found):
            yield Problem(place, _too_rare(found, told, start, limit, word))


def _too_rare(found: tuple[Frequency, ...], told: str, start: str, limit: float, word: str) -> str:
    if any(frequency.ambiguous and frequency.days / 4 <= limit for frequency in found):
        return f"'{told}' for {start} is ambiguous: half-yearly or every two years"
    return f"{start} is reviewed {told}, expected at least {word}"


@rule(
    "SUP-08", "review-current", Severity.WARNING, Kind.VALIDITY, "7.2 / 8.3.4.1", SUPPLIERS,
    each=("suppliers",),
    why="A planned review that was not held is the first thing an auditor looks for.",
    hint="Hold the review, and enter its date and that of the next one.",
    fails=Example(
        (Edit("| SPL-001 | quarterly | 2026-10-08 | 2027-01-07 |", "| SPL-001 | quarterly | 2026-04-09 | 2026-07-08 |"),),
        (Found("the review of Microsoft was due on 2026-07-08", at="| SPL-001 | quarterly |"),),
    ),
    more=(
        Example(
            (Edit("| SPL-001 | quarterly | 2026-10-08 | 2027-01-07 |", "| SPL-001 | quarterly | 2026-04-09 | |"),),
            (Found("the review of Microsoft was last on 2026-04-09 and is quarterly, so it was due on 2026-07-09", at="| SPL-001 | quarterly |"),),
        ),
        Example(
            (Edit("| SPL-001 | quarterly | 2026-10-08 | 2027-01-07 |", "| SPL-001 | quarterly | | |"),),
            (Found("Microsoft has no date of a last or next review", at="| SPL-001 | quarterly |"),),
        ),
        Example((Edit("| SPL-001 | quarterly | 2026-10-08 | 2027-01-07 |", "| SPL-001 | quarterly | 2026-07-25 | 2026-10-25 |"),)),
        Example((Edit("| SPL-001 | quarterly | 2026-10-08 | 2027-01-07 |", "| SPL-001 | quarterly | 2026-07-09 | Q4 2026 |"),)),
    ),
)  # fmt: skip
def review_current(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(artifact):
        record = supplier.record
        if not (record.filled("last_review") or record.filled("next_review")):
            yield from _never_planned(artifact, supplier)
            continue
        last, following = day_of(record, "last_review"), day_of(record, "next_review")
        if last and (last > workspace.as_of or (following and following <= last)):
            continue  # SUP-14 finds dates that cannot be
        late = lapsed(
            record, workspace.as_of, last="last_review", frequency="review_frequency", following="next_review"
        )
        if late and not _in_a_stretch(record.text("next_review"), workspace.as_of):
            place, reason = late
            yield Problem(place, f"the review of {supplier.label} {reason}")


def _in_a_stretch(text: str, as_of: date) -> bool:
    """Whether a next review is planned for a month or quarter that is not over, or in words that are no date."""
    period = parse_period(text)
    if period is None or period.start.day is None or period.end.day is None:
        return filled_cell(text)
    return period.start.day < period.end.day and period.end.day >= as_of


def _never_planned(artifact: Artifact, supplier: Supplier) -> Iterator[Problem]:
    if supplier.tier in (CRITICAL, IMPORTANT):
        _, place = review_intervals(artifact, supplier)
        yield Problem(place, f"{supplier.label} has no date of a last or next review", missing=True)


@rule(
    "SUP-12", "kpi-missed-acted", Severity.WARNING, Kind.PRESENCE, "7.2 / 8.3.4.1", SUPPLIERS,
    each=("kpis",),
    why="A missed level without an action teaches the supplier that levels do not matter.",
    hint="Enter what was agreed with the supplier, and by when.",
    fails=Example(
        (Edit(f"{_ZABBIX} |", f"{_MISSED} none |"),),
        (Found("'First response to critical support cases' of Zabbix is 1.5 h against ≤ 1 h, and no action is named", at="| SPL-002 Zabbix |"),),
    ),
    more=(
        Example(
            (Edit("| 99.95 | % | month | Zabbix | 99.98 | 2026-09-30 | |", "| 99.95 | % | month | Zabbix | 99.91 | 2026-09-30 | |"),),
            (Found("'VM uptime' of Microsoft is 99.91 % against ≥ 99.95 %, and no action is named", at="| SPL-001 Microsoft | VM uptime |"),),
        ),
        Example(
            (Edit("| VM uptime | ≥ | 99.95 | % | month | Zabbix | 99.98 |", "| VM uptime | | 99.95 % | | month | Zabbix | 99.91 % |"),),
            (Found("'VM uptime' of Microsoft is 99.91 % against 99.95 %, and no action is named", at="| SPL-001 Microsoft | VM uptime |"),),
        ),
        Example((Edit(f"{_ZABBIX} |", f"{_MISSED} {_ACTION}"),)),
        Example((Edit("| 99.95 | % | month | Zabbix | 99.98 | 2026-09-30 | |", "| 99.95 | % | month | Zabbix | as agreed | 2026-09-30 | |"),)),
        Example((Edit("| VM uptime | ≥ | 99.95 | % | month | Zabbix | 99.98 |", "| Open cases | | 5 | | month | Zabbix | 7 |"),)),
    ),
)  # fmt: skip
def missed_kpi_acted(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for kpi in kpis(artifact):
        if kpi.kept is False and not kpi.acted:
            yield _missed(kpi)


def _missed(kpi: Kpi) -> Problem:
    unit = kpi.record.text("unit")
    value, target = (" ".join(filter(None, (kpi.record.text(key), unit))) for key in ("last_value", "target"))
    side = " ".join(filter(None, (kpi.record.text("operator"), target)))
    name = kpi.supplier.label if kpi.supplier else kpi.told
    message = f"'{kpi.name}' of {name} is {value} against {side}, and no action is named"
    return Problem(
        kpi.record.at("last_value"), message, related=(Related(kpi.record.at("target"), "its target"),)
    )
