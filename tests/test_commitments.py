"""Promises above and below, made so that the answer is known: stricter, equal, weaker, of another unit, on another calendar."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iso20k.configuration import Configuration
from iso20k.facts.commitment import Commitment, Subject
from iso20k.judging.examples import Staged, findings_of, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from iso20k.values.standing import Standing
from validators.registry import catalogue
from validators.service_level_management.results import latest, results

CATALOG, SLM, SUPPLIERS = "service-catalog", "service-level-management", "supplier-management"
PATHS = {CATALOG: "sms/03-service-catalog.md", SLM: "sms/06-service-level-management.md", SUPPLIERS: "sms/13-supplier-management.md"}  # fmt: skip
ALWAYS, OFFICE = "24x7", "Mon-Fri 08:00-18:00"
HELD = (Standing.STRICTER, Standing.EQUAL)
SHARES = st.integers(min_value=9000, max_value=9998).map(lambda hundredths: Decimal(hundredths) / 100)
STEPS = st.integers(min_value=1, max_value=400).map(lambda hundredths: Decimal(hundredths) / 100)
RELATIONS = st.sampled_from(
    ["stricter", "equal", "weaker", "other unit", "other calendar", "longer period and no weaker"]
)
SIGNS = st.sampled_from(["{}", ">= {}", "≥ {}", "at least {}", "min. {}"])


class Promises(NamedTuple):
    """The figures of a service, its SLA, the contract and the KPI behind it, and of what it depends on."""

    catalog: str = "99 %"
    sla: str = ">= 99 %"
    sla_hours: str = ALWAYS
    sla_metric: str = "Availability"
    uc: str = ">= 99.99 %"
    uc_metric: str = "Uptime"
    uc_hours: str = ALWAYS
    uc_period: str = "month"
    kpi: str = ">= 99.99 %"
    kpi_metric: str = "Uptime"
    kpi_period: str = "month"
    needed: str = "99.999 %"
    needed_hours: str = ALWAYS
    kind: str = "hard"
    spare: str = "none"


def documents(given: Promises) -> dict[str, str]:
    """A catalog, an SLA register and a supplier register with these figures."""
    catalog = f"""# Service Catalog

## Business services

| Service ID | Service | Type | Owner | Customers | Service hours | Availability target | Suppliers | Status |
|---|---|---|---|---|---|---|---|---|
| SVC-001 | Hosting | business | Ann Lee | Acme | {given.sla_hours} | {given.catalog} | Nimbus | live |

## Supporting services

| Service ID | Service | Type | Owner | Customers | Service hours | Availability target | Status |
|---|---|---|---|---|---|---|---|
| SVC-002 | Network | supporting | Ann Lee | Operations | {given.needed_hours} | {given.needed} | live |

## Dependencies

| From | To | Kind | Redundancy |
|---|---|---|---|
| SVC-001 | SVC-002 | {given.kind} | {given.spare} |
"""
    slm = f"""# Service Level Management

## SLA register

| SLA ID | Service ID | Customer | Metric | Target | Measurement period | Service hours | Status |
|---|---|---|---|---|---|---|---|
| SLA-001 | SVC-001 | Acme | {given.sla_metric} | {given.sla} | month | {given.sla_hours} | active |

## Underpinning contracts

| UC ID | Supplier ID | Contract ref | Component | Supports SLA | Metric | Target | Period | Hours |
|---|---|---|---|---|---|---|---|---|
| UC-001 | SPL-001 Nimbus | CT-1 | Machines | SLA-001 | {given.uc_metric} | {given.uc} | {given.uc_period} | {given.uc_hours} |
"""
    suppliers = f"""# Supplier Management

## Supplier register

| Supplier ID | Supplier | Provides | Supports Service IDs | Tier | Contract ref |
|---|---|---|---|---|---|
| SPL-001 | Nimbus | Machines | SVC-001 | critical | CT-1 |

## Supplier KPIs

| Supplier ID | KPI | Target | Period |
|---|---|---|---|
| SPL-001 | {given.kpi_metric} | {given.kpi} | {given.kpi_period} |
"""
    return {PATHS[CATALOG]: catalog, PATHS[SLM]: slm, PATHS[SUPPLIERS]: suppliers}


def found(name: str, given: Promises) -> tuple[Finding, ...]:
    """What one rule finds in these documents."""
    rule = catalogue().rule(name)
    assert rule is not None
    return findings_of(rule, Staged(documents(given), Configuration()), catalogue().schemas)


def moved(share: Decimal, relation: str, step: Decimal) -> Decimal:
    """A share that is stricter or weaker than another by at most a step, and never 100 % or 0 %."""
    if relation == "stricter":
        return share + (100 - share) / (1 + step)
    return share - step if relation == "weaker" else share


@given(SHARES, STEPS, RELATIONS, SIGNS)
def test_a_supplier_is_held_to_what_its_contract_gives(
    share: Decimal, step: Decimal, relation: str, sign: str
) -> None:
    own = round(moved(share, relation, step), 4)
    case = Promises(uc=sign.format(f"{share} %"), kpi=f"{own} %")
    if relation == "other unit":
        case = case._replace(kpi="<= 500 min", kpi_metric="Downtime")
    if relation == "other calendar":  # hours that do not contain those of the contract say nothing about them
        case = case._replace(kpi=f"{share - step} %", kpi_metric="Response within hours")
    if relation == "longer period and no weaker":
        case = case._replace(kpi_period="year")
    findings = found("X21", case)
    if relation != "weaker":
        assert findings == ()
        return
    (finding,) = findings
    assert finding.severity is Severity.ERROR
    assert (finding.place.path, finding.related[0].place.path) == (PATHS[SUPPLIERS], PATHS[SLM])
    for told in (f"{own} % allows", f"{share} % allows", "UC-001", "SLA-001", "Nimbus"):
        assert told in finding.message


@given(
    st.integers(min_value=2, max_value=48),
    st.integers(min_value=1, max_value=24),
    st.sampled_from(["stricter", "equal", "weaker", "other unit", "business hours above", "business hours below"]),
)  # fmt: skip
def test_a_supplier_answers_as_fast_as_its_contract_says(hours: int, step: int, relation: str) -> None:
    own = {"stricter": hours - 1, "weaker": hours + step, "business hours below": hours + step}.get(
        relation, hours
    )
    case = Promises(uc_metric="P1 response", uc=f"<= {hours} h", kpi_metric="P1 response", kpi=f"<= {own} h")
    case = case._replace(kpi=f"<= {own} h (24x7)")
    if relation == "other unit":
        case = case._replace(kpi="<= 95 %")
    if relation == "business hours above":  # the KPI runs in business hours: it may be looser or not
        case = case._replace(kpi=f"<= {own} h (business hours)")
    if relation == "business hours below":  # the contract runs in business hours
        case = case._replace(uc_hours="business hours")
    findings = found("X21", case)
    assert [finding.severity for finding in findings] == ([Severity.ERROR] if relation == "weaker" else [])


@given(SHARES, STEPS, RELATIONS)
def test_one_thing_in_series_carries_the_promise_or_is_told(
    share: Decimal, step: Decimal, relation: str
) -> None:
    own = round(moved(share, relation, step), 4)
    case = Promises(sla=f">= {share} %", needed=f"{own} %", uc_metric="P1 response", uc="<= 1 h")
    case = case._replace(kpi_metric="P1 response", kpi="<= 1 h")
    if relation == "other unit":
        case = case._replace(needed="at most 500 min of downtime a month")
    if relation == "other calendar":
        case = case._replace(needed=f"{share - step} %", needed_hours=OFFICE)
    findings = found("X22", case)
    if relation in ("equal", "longer period and no weaker"):  # the same figure leaves no margin
        (finding,) = findings
        assert finding.severity is Severity.WARNING
        assert "no margin" in finding.message
    elif relation == "weaker":
        (finding,) = findings
        assert finding.severity is Severity.ERROR
        assert f"Network {own.normalize():f} %" in finding.message
        assert (finding.place.path, finding.related[0].place.path) == (PATHS[SLM], PATHS[CATALOG])
    else:
        assert findings == ()


@given(SHARES, STEPS, STEPS, st.sampled_from(["none", "second line, automatic switch", "radio link"]), st.sampled_from(["hard", "soft", ""]))  # fmt: skip
def test_things_in_series_multiply(
    share: Decimal, first: Decimal, second: Decimal, spare: str, kind: str
) -> None:
    contract, needed = (round(moved(share, "stricter", step), 4) for step in (first, second))
    case = Promises(sla=f">= {share} %", uc=f">= {contract} %", needed=f"{needed} %", spare=spare, kind=kind)
    alone = kind != "hard" or spare == "radio link"
    leg = needed if spare == "none" else 100 - (100 - needed) ** 2 / 100
    together = contract if alone else contract * leg / 100
    findings = found("X22", case)
    if together > share or (together == share and contract == share):
        assert findings == ()
        return
    (finding,) = findings
    assert finding.severity is Severity.WARNING
    if together < share:
        assert f"UC-001 {contract.normalize():f} % × Network" in finding.message
        assert "instead of" in finding.message
        printed = Decimal(finding.message.split(" = ")[1].split(" %")[0])
        assert abs(printed - together) < Decimal("0.006")
        assert printed != share


@given(SHARES, STEPS, SHARES)
def test_a_contract_below_its_sla_is_told_once(share: Decimal, step: Decimal, needed: Decimal) -> None:
    """The SLA register confronts it itself; the series speaks of what only it can see."""
    case = Promises(sla=f">= {share} %", uc=f">= {share - step} %", kpi=f">= {share - step} %", needed=f"{max(needed, share)} %")  # fmt: skip
    assert found("X22", case) == ()
    assert [finding.severity for finding in found("SLM-12", case)] == [Severity.ERROR]


@given(SHARES, STEPS, RELATIONS, SIGNS)
def test_catalog_and_sla_say_one_figure(share: Decimal, step: Decimal, relation: str, sign: str) -> None:
    own = round(moved(share, relation, step), 4)
    case = Promises(catalog=f"{own} %", sla=sign.format(f"{share:.3f} %"))
    if relation == "other unit":
        case = case._replace(sla="<= 500 min", sla_metric="Downtime")
    findings = found("X19", case)
    assert len(findings) == (relation in ("stricter", "weaker"))
    for finding in findings:
        assert (finding.place.path, finding.related[0].place.path) == (PATHS[CATALOG], PATHS[SLM])


def test_suppliers_are_held_to_figures_with_the_services_they_support() -> None:
    space = workspace_of(Staged(documents(Promises(kpi="≥ 99.95 %")), Configuration()), catalogue().schemas)
    skill = catalogue().skill(SUPPLIERS)
    assert skill is not None
    (uptime,) = (one for one in skill.commitments(space.artifacts[SUPPLIERS]) if isinstance(one, Commitment))
    assert (uptime.subject, uptime.holder, uptime.service) == (Subject.AVAILABILITY, "SPL-001", "SVC-001")
    assert uptime.told == "≥ 99.95 %"


@pytest.mark.parametrize(
    ("metric", "subject"),
    [
        ("Failover to the second region", Subject.RTO),
        ("RPO of the replica", Subject.RPO),
        ("First response to critical support cases", Subject.RESPONSE),
        ("P1 restoration", Subject.RESOLUTION),
        ("Restoration of the instance", Subject.RTO),
    ],
)
def test_times_of_suppliers_are_of_their_kind(metric: str, subject: Subject) -> None:
    case = Promises(kpi_metric=metric, kpi="<= 2 h")
    space = workspace_of(Staged(documents(case), Configuration()), catalogue().schemas)
    skill = catalogue().skill(SUPPLIERS)
    assert skill is not None
    assert [one.subject for one in skill.commitments(space.artifacts[SUPPLIERS])] == [subject]


RESULTS = """
## Results

| SLA ID | Month | Result | Target met |
|---|---|---|---|
| SLA-001 | August 2026 | 98.7 % | yes |
| SLA-001 | July 2026 | 99.4 % | |
| SLA-001 | Q2 2026 | not measured | no |
| SLA-001 Hosting | soon | | |
"""


def test_results_are_compared_with_the_target_of_their_sla() -> None:
    texts = documents(Promises())
    texts[PATHS[SLM]] += RESULTS
    slm = workspace_of(Staged(texts, Configuration()), catalogue().schemas).artifacts[SLM]
    told = [(one.label, one.met, one.said) for one in results(slm)]
    assert told == [
        ("SLA-001 in August 2026", False, True),
        ("SLA-001 in July 2026", True, None),
        ("SLA-001 in Q2 2026", False, False),
    ]
    assert [one.label for one in latest(slm)] == ["SLA-001 in August 2026"]
