"""Times of the incident process, the SLAs and the continuity plan, made so that the verdict on each is known beforehand."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from iso20k.configuration import Configuration
from iso20k.judging.engine import ask
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from validators.registry import catalogue

INCIDENT, SLM = "sms/14-incident-management.md", "sms/06-service-level-management.md"
CON, CATALOG = "sms/08-service-continuity-availability.md", "sms/03-service-catalog.md"
STRICTER, EQUAL, WEAKER = "stricter", "equal", "weaker"
RELATIONS = st.sampled_from((STRICTER, EQUAL, WEAKER))
HOURS = st.sampled_from(("24x7", "Mon-Fri 07:00-19:00", "8x5"))
#: Calendars of which neither holds the other: nobody can say which time ends first.
APART = st.sampled_from(
    (("Mon-Fri 07:00-19:00", "Sat-Sun 08:00-18:00"), ("Mon-Wed 08:00-16:00", "Thu-Sun 08:00-16:00"))
)
MONTH = Fraction(1461, 2) * 60
PERIODS = {"week": Fraction(168 * 60), "month": MONTH, "quarter": 3 * MONTH, "year": 12 * MONTH}


class Case(NamedTuple):
    """The figures that the four documents hold; every one but those under test is generous."""

    response: str = "1 min"
    resolution: str = "2 min"
    process_hours: str = "24x7"
    sla_response: str = "900 h"
    sla_resolution: str = "900 h"
    sla_hours: str = "24x7"
    availability: str = "1 %"
    period: str = "year"
    service_hours: str = "24x7"
    exceptions: str = "faults of the customer's own equipment"
    rto: str = "800 h"
    mtpd: str = "900 h"
    rpo: str = "800 h"
    planned: str = "99.999 %"
    planned_period: str = "week"
    needed_rto: str = "1 min"
    needed_rpo: str = "1 min"
    kind: str = "hard"


def texts(case: Case) -> dict[str, str]:
    """The case as four small documents."""
    return {
        INCIDENT: f"""# Incident Management

## Priority targets

| Priority | Response | Resolution | Hours basis |
|---|---|---|---|
| P1 | {case.response} | {case.resolution} | {case.process_hours} |
""",
        SLM: f"""# Service Level Management

## SLA register

| SLA ID | Service ID | Metric | Target | Measurement period | Service hours | Exceptions |
|---|---|---|---|---|---|---|
| SLA-001 | SVC-001 | Availability | {case.availability} | {case.period} | {case.service_hours} | {case.exceptions} |

## Incident targets per SLA

| SLA ID | Priority | Response | Resolution | Hours basis |
|---|---|---|---|---|
| SLA-001 | P1 | {case.sla_response} | {case.sla_resolution} | {case.sla_hours} |
""",
        CON: f"""# Service Continuity and Availability

## Business impact analysis

| Service ID | Service | Criticality | Impact | MTPD | RTO | RPO |
|---|---|---|---|---|---|---|
| SVC-001 | Hosting | High | Orders are lost | {case.mtpd} | {case.rto} | {case.rpo} |
| SVC-002 | Storage | High | Hosting stops | | {case.needed_rto} | {case.needed_rpo} |

## Availability requirements and plan

| Service ID | Service | Target | Period | Service hours |
|---|---|---|---|---|
| SVC-001 | Hosting | {case.planned} | {case.planned_period} | {case.service_hours} |
""",
        CATALOG: f"""# Service Catalog

## Business services

| Service ID | Service | Type | Criticality | Status |
|---|---|---|---|---|
| SVC-001 | Hosting | business | High | live |

## Supporting services

| Service ID | Service | Type | Status |
|---|---|---|---|
| SVC-002 | Storage | supporting | live |

## Dependencies

| From | To | Kind | Redundancy |
|---|---|---|---|
| SVC-001 | SVC-002 | {case.kind} | none |
""",
    }


def found(case: Case, *rules: str) -> dict[str, list[Finding]]:
    """What the rules say of a case, by rule."""
    workspace = workspace_of(Staged(texts(case), Configuration()), catalogue().schemas)
    asked = [one for one in catalogue().rules if one.id in rules]
    outcomes = list(ask(asked, workspace))
    assert all(outcome.evaluable for outcome in outcomes)
    return {outcome.rule.id: list(outcome.findings) for outcome in outcomes}


def names_both(finding: Finding, one: str, other: str) -> bool:
    """Whether a finding stands in one document and shows a line of the other."""
    return finding.place.path == one and other in {related.place.path for related in finding.related}


@st.composite
def spelled(draw: st.DrawFn, minutes: int) -> str:
    """A time in one of the ways in which people write it."""
    hours, rest = divmod(minutes, 60)
    ways = [f"{minutes} min", f"{minutes}min", f"<= {minutes} minutes", f"within {minutes} mins"]
    if hours and rest:
        ways += [f"{hours} h {rest} min", f"{hours}h {rest}min"]
    if hours and not rest:
        ways += [f"{hours} h", f"{hours} hours", f"{hours}h"]
    return draw(st.sampled_from(ways))


class Pair(NamedTuple):
    """A time (`minutes` long), a promise of the same thing, and how the first stands to the second."""

    own: str
    promise: str
    relation: str
    minutes: int


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Two times of known relation, each spelled in some way."""
    promise, relation = draw(st.integers(20, 3000)), draw(RELATIONS)
    step = draw(st.integers(1, 15))
    own = {STRICTER: promise - step, EQUAL: promise, WEAKER: promise + step}[relation]
    return Pair(draw(spelled(own)), draw(spelled(promise)), relation, own)


@given(response=pairs(), resolution=pairs(), hours=HOURS)
def test_incident_targets_on_one_calendar(response: Pair, resolution: Pair, hours: str) -> None:
    case = Case(response[0], resolution[0], hours, response[1], resolution[1], hours)
    said = found(case, "X25", "X26")
    assert said["X26"] == []
    wanted = [
        f"the P1 {word} {own} ({'business hours' if hours == '8x5' else hours}) is longer"
        for word, (own, _, relation, _) in (("response", response), ("resolution", resolution))
        if relation == WEAKER
    ]
    assert [finding.message.partition(" than ")[0] for finding in said["X25"]] == wanted
    assert all(names_both(one, INCIDENT, SLM) and one.severity == "error" for one in said["X25"])


@given(pair=pairs(), hours=APART, turned=st.booleans())
def test_incident_targets_on_unlike_calendars_are_no_error(
    pair: Pair, hours: tuple[str, str], turned: bool
) -> None:
    one, other = hours[::-1] if turned else hours
    said = found(
        Case(resolution=pair[0], process_hours=one, sla_resolution=pair[1], sla_hours=other), "X25", "X26"
    )
    assert said["X25"] == []
    assert [(f.severity, names_both(f, INCIDENT, SLM)) for f in said["X26"]] == [("warning", True)]
    assert f"{pair[0]} keep {pair[1]}" in said["X26"][0].message


@given(pair=pairs(), hours=st.sampled_from(("Mon-Fri 07:00-19:00", "8x5", "")))
def test_as_many_hours_of_the_clock_are_stricter(pair: Pair, hours: str) -> None:
    own, promise, relation, _ = pair
    # an SLA that names no hours counts in its service hours, here all
    case = Case(
        resolution=own, process_hours="24x7", sla_resolution=promise, sla_hours=hours, sla_response=""
    )
    said = found(case, "X25", "X26")
    if relation != WEAKER:
        assert said == {"X25": [], "X26": []}
    elif hours:
        assert said["X25"] == []
        assert len(said["X26"]) == 1
    else:
        assert said["X26"] == []
        assert len(said["X25"]) == 1


@given(
    rto=pairs(),
    mtpd=st.one_of(st.none(), st.integers(1, 4000)),
    hours=st.sampled_from(("24x7", "clock hours")),
)
def test_p1_within_tolerable_outage(rto: Pair, mtpd: int | None, hours: str) -> None:
    case = Case(resolution=rto[0], process_hours=hours, rto=rto[1], mtpd=f"{mtpd} min" if mtpd else "")
    said = found(case, "X27")["X27"]
    longer = [f"the RTO {rto[1]}"] * (rto[2] == WEAKER) + [f"the MTPD {mtpd} min"] * bool(
        mtpd and rto.minutes > mtpd
    )
    assert len(said) == bool(longer)
    for finding in said:
        assert finding.severity == "warning"
        assert f"is longer than {' and '.join(longer)} of Hosting" in finding.message
        assert names_both(finding, INCIDENT, CON)


@given(pair=pairs())
def test_p1_in_working_time_is_never_more_than_an_advice_while_it_may_fit(pair: Pair) -> None:
    own, promise, relation, _ = pair
    said = found(Case(resolution=own, process_hours="8x5", rto=promise, mtpd=""), "X27")["X27"]
    # working time takes at least as long as that of the clock
    assert [finding.severity for finding in said] == (["warning"] if relation == WEAKER else ["advice"])


@given(
    thousandths=st.integers(90_000, 99_990),
    period=st.sampled_from(tuple(PERIODS)),
    relation=RELATIONS,
    step=st.integers(1, 60),
    excepted=st.booleans(),
)
def test_rto_fits_the_downtime_of_the_sla(
    thousandths: int, period: str, relation: str, step: int, excepted: bool
) -> None:
    allowed = Fraction(100_000 - thousandths, 100_000) * PERIODS[period]
    rto = {STRICTER: int(allowed) - step, EQUAL: int(allowed), WEAKER: int(allowed) + step}[relation]
    if rto < 1:
        return
    share = f"{thousandths / 1000:g} %"
    exceptions = "a disaster under the continuity plan" if excepted else "none"
    said = found(Case(availability=share, period=period, rto=f"{rto} min", exceptions=exceptions), "X30")[
        "X30"
    ]
    assert len(said) == (relation == WEAKER and not excepted)
    for finding in said:
        assert finding.severity == "warning"
        assert names_both(finding, CON, SLM)
        assert finding.message.startswith(f"{share} allows ")
        assert f"; the RTO is {rto} min, and SLA-001" in finding.message


@given(
    thousandths=st.integers(90_000, 99_990),
    rto=st.integers(1, 5000),
    hours=st.sampled_from(("8x5", "Mon-Fri 07:00-19:00")),
)
def test_rto_on_other_hours_than_the_sla_is_no_warning(thousandths: int, rto: int, hours: str) -> None:
    share = Fraction(100_000 - thousandths, 100_000)
    allowed = share * MONTH * Fraction(40 if hours == "8x5" else 60, 168)
    case = Case(
        availability=f"{thousandths / 1000:g} %", period="month", service_hours=hours, rto=f"{rto} min"
    )
    said = found(case, "X30")["X30"]
    assert [finding.severity for finding in said] == (["advice"] if rto > allowed else [])


@given(
    one=st.integers(90_000, 99_999),
    other=st.integers(90_000, 99_999),
    own=st.sampled_from(tuple(PERIODS)),
    theirs=st.sampled_from(tuple(PERIODS)),
)
def test_availability_plan_carries_the_sla(one: int, other: int, own: str, theirs: str) -> None:
    case = Case(
        planned=f"{one / 1000:g} %", planned_period=own, availability=f">= {other / 1000:g} %", period=theirs
    )
    said = found(case, "X31")["X31"]
    if PERIODS[own] > PERIODS[theirs]:  # all of it may fall into one period of the SLA
        less = (100_000 - one) * PERIODS[own] > (100_000 - other) * PERIODS[theirs]
    else:
        less = one < other
    assert [(f.severity, names_both(f, CON, SLM)) for f in said] == ([("error", True)] if less else [])


@given(planned=st.sampled_from(("20 min of downtime", "", "as agreed", "95 % of calls within 20 s", "99.9")))
def test_availability_in_another_unit_is_not_compared(planned: str) -> None:
    assert found(Case(planned=planned, availability="99.95 %", period="month"), "X31")["X31"] == []


@given(rto=pairs(), rpo=pairs(), kind=st.sampled_from(("hard", "soft", "")))
def test_dependency_comes_back_before_what_needs_it(rto: Pair, rpo: Pair, kind: str) -> None:
    case = Case(needed_rto=rto[0], rto=rto[1], needed_rpo=rpo[0], rpo=rpo[1], kind=kind)
    said = found(case, "X33")["X33"]
    late = [word for word, (_, _, relation, _) in (("RTO", rto), ("RPO", rpo)) if relation == WEAKER]
    assert [word for finding in said for word in ("RTO", "RPO") if f"({word})" in finding.message] == (
        late if kind != "soft" else []
    )
    assert all(finding.severity == ("warning" if kind == "hard" else "advice") for finding in said)
    assert all(names_both(finding, CON, CATALOG) for finding in said)


@given(rto=pairs(), hours=APART)
def test_dependency_on_other_hours_is_an_advice(rto: Pair, hours: tuple[str, str]) -> None:
    case = Case(needed_rto=f"{rto[0]} ({hours[0]})", rto=f"{rto[1]} ({hours[1]})", mtpd="")
    assert [finding.severity for finding in found(case, "X33")["X33"]] == ["advice"]
