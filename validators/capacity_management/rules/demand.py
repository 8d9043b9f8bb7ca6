"""What will be needed: a forecast for each service that reaches far enough and adds up."""

from collections.abc import Iterator
from decimal import Decimal

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import corrected, day_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.negation import states
from validators.capacity_management.amounts import spell
from validators.capacity_management.forecasts import (
    Forecast,
    crossing,
    forecast_for,
    forecasts,
    measured,
)
from validators.capacity_management.resources import (
    Resource,
    accepted,
    listed_services,
    resources,
    upgrades_of,
)
from validators.service_continuity_availability.served import ItemRef, carries_others, catalog_pairs

CAP = "capacity-management"
_HORIZON = 12  # months
_SLACK = Decimal("0.25")  # of a month: columns with dates end on the last day of theirs
_YEAR = Decimal(12)
_POINT = Decimal(1)


@rule(
    "CAP-03", "demand-forecast", Severity.ERROR, Kind.PRESENCE, "6.5 a / 8.4.2", CAP,
    source="S",
    each=("demand",),
    why="Without a forecast of demand, capacity is bought after it has run out.",
    hint="Add a row for the service with its driver, the demand now and at least one later figure.",
    fails=Example(
        (Edit("| SVC-003 | Help Desk | Tickets a month | 4,600 | 4,800 | 5,000 | 8.7 % | 300 new users, fewer password tickets through self-service | ServiceNow trend of 24 months |\n", ""),),
        (Found("Help Desk has no demand forecast", at="## Demand forecast"),),
    ),
    more=(
        Example(
            (Edit("| Tickets a month | 4,600 | 4,800 | 5,000 | 8.7 % |", "| Tickets a month | 4,600 | rising | rising | 8.7 % |"),),
            (Found("the forecast of Help Desk (Tickets a month) has one point in time, expected two", at="| SVC-003 | Help Desk | Tickets"),),
        ),
        Example(
            (Edit("", "# Capacity Plan\n\n## Demand\n\nDemand grows as business grows.\n"),),
            (Found("there is no demand forecast", at="## Demand"),),
        ),
        Example((Edit("| Service ID | Service | Driver | Now | +6 months | +12 months | Growth % |", "| Service ID | Service | Driver | Today | 6 months | 12 months | Growth |"),)),
        Example((Edit("| SVC-003 | Help Desk | Tickets a month |", "| All services | All services | Tickets a month |"),)),
    ),
)  # fmt: skip
def demand_forecast(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    rows = forecasts(plan, known)
    wanted = [one for one in listed_services(plan, known) if not carries_others(workspace, one)]
    if not rows and not any(_told(plan, one) for one in wanted):
        yield Problem(plan.home("demand"), "there is no demand forecast")
        return
    for service in wanted:
        own = [row for row in rows if row.covers(service)]
        if not own and not _told(plan, service):
            yield Problem(plan.home("demand"), f"{service.label} has no demand forecast")
    for row in rows:
        others = [other for other in rows if other is not row and len(other.points) > 1]
        if len(row.points) < 2 and not all(
            any(o.covers(s) for o in others) for s in row.services or (_NOBODY,)
        ):
            number = "one point" if row.points else "no point"
            message = f"the forecast of {row.label} has {number} in time, expected two"
            yield Problem(row.record.at("m12"), message)


_NOBODY = ItemRef("", "")


def _told(plan: Artifact, service: ItemRef) -> bool:
    """Whether a sentence gives figures for the service."""
    section = plan.sections.get("demand")
    sentence = states(section.prose, _name(service)).sentence if section else ""
    return sum(part[0].isdigit() for part in sentence.replace(service.id, "").split()) >= 2


def _name(service: ItemRef) -> str:
    return "|".join(part.replace(" ", r"\s") for part in (service.name, service.id) if part) or "(?!)"


@rule(
    "CAP-07", "forecast-crossing", Severity.WARNING, Kind.VALIDITY, "6.5 c / 8.4.3", CAP,
    source="P",
    each=("baselines",),
    why="Capacity that arrives after the forecast has passed the critical threshold arrives after the outage.",
    hint="Bring the upgrade forward, add more capacity, or have the risk accepted.",
    fails=Example(
        (Edit("| 10 weeks | 2026-12-15 |", "| 10 weeks | 2027-04-15 |"),),
        (Found("the upgrade UPG-04 is due on 2027-04-15, Cloud engineers reaches its critical threshold 95 % about 2027-03", at="| UPG-04 |"),),
    ),
    more=(
        Example(
            (Edit("| UPG-04 | RES-009 |", "| UPG-04 | RES-010 |"),),
            (Found("by the forecast Cloud engineers reaches its critical threshold 95 % about 2027-03, and no upgrade is planned", at="| RES-009 | SVC-002 |"),),
        ),
        Example((Edit("| UPG-04 | RES-009 |", "| UPG-04 | RES-009, RES-010 |"),)),
        Example((Edit("| 421 | 456 | 503 | 19.5 % |", "| 421 | 421 | 411 | -2.4 % |"),)),
    ),
)  # fmt: skip
def forecast_crossing(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    for row in resources(plan, known):
        forecast = forecast_for(plan, row, known)
        if forecast is None or row.over_critical is not False or accepted(plan, row):
            continue  # what is tight already is CAP-06's
        start = measured(row) or workspace.as_of
        reached = crossing(row, forecast, start)
        if reached is not None:
            yield from _late(plan, row, forecast, f"{reached:%Y-%m}", reached.toordinal())


def _late(plan: Artifact, row: Resource, forecast: Forecast, month: str, reached: int) -> Iterator[Problem]:
    critical = row.threshold.record.text("critical") if row.threshold else ""
    related = (Related(forecast.record.place, "the forecast"),)
    planned = upgrades_of(plan, row)
    if not planned:
        start = f"by the forecast {row.label} reaches its critical threshold {critical} about {month}"
        yield Problem(row.record.at("peak"), f"{start}, and no upgrade is planned", related=related)
        return
    days = [(day, one) for one in planned if (day := day_of(one.record, "due"))]
    if len(days) < len(planned) or any(day.toordinal() <= reached for day, _ in days):
        return  # an upgrade without a readable date is CAP-08's
    day, first = min(days, key=lambda pair: pair[0])
    place: Place = first.record.at("due")
    message = f"the upgrade {first.label} is due on {day}, {row.label} reaches its critical threshold {critical} about {month}"
    yield Problem(place, message, related=related)


@rule(
    "CAP-11", "growth-correct", Severity.ERROR, Kind.VALIDITY, "6.5 a / 8.4.2", CAP,
    source="P",
    each=("demand",),
    why="A growth that its own figures do not give makes every date that is derived from it wrong.",
    hint="State the growth that the figures give, or correct the figures.",
    fails=Example(
        (Edit("| 4,600 | 4,800 | 5,000 | 8.7 % |", "| 4,600 | 4,800 | 5,000 | 12 % |"),),
        (Found("the growth of Help Desk (Tickets a month) is stated as 12 %, the figures give 8.7 %", at="| SVC-003 | Help Desk | Tickets"),),
    ),
    more=(
        Example((Edit("| 4,600 | 4,800 | 5,000 | 8.7 % |", "| 4,600 | 4,800 | 5,000 | 9 |"),)),
        Example((Edit("| 4,600 | 4,800 | 5,000 | 8.7 % |", "| 4,600 | 4,800 | 5,000 | slow |"),)),
        Example(
            (
                Edit("| Service ID | Service | Driver | Now | +6 months | +12 months | Growth % |", "| Service ID | Service | Driver | Now | +12 months | +24 months | Growth % |"),
                Edit("| 421 | 456 | 503 | 19.5 % |", "| 421 | 456 | 503 | 9.3 % a year |"),
                Edit("| 640 | 672 | 710 | 10.9 % |", "| 640 | 672 | 710 | 5 % |"),
            ),
        ),
    ),
)  # fmt: skip
def growth_correct(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for row in forecasts(plan, catalog_pairs(workspace)):
        given = _growths(row)
        if row.growth is None or not given or any(abs(row.growth - value) <= _POINT for value in given):
            continue
        told = row.record.text("growth").rstrip(" %")
        message = f"the growth of {row.label} is stated as {told} %, the figures give {spell(given[0])} %"
        yield Problem(row.record.at("growth"), message, edit=corrected(row.record, "growth", spell(given[0])))


def _growths(row: Forecast) -> list[Decimal]:
    """What a writer may rightly call the growth: to the last point, to an earlier one, or by the year."""
    points = [(p.months, p.amount) for p in row.points]
    if len(points) < 2 or points[0][1].value <= 0 or len({amount.unit for _, amount in points}) > 1:
        return []
    first = points[0]
    found: list[Decimal] = []
    for months, amount in reversed(points[1:]):
        ratio = amount.value / first[1].value
        found.append((ratio - 1) * 100)
        if months and first[0] is not None and months > _YEAR + first[0] and ratio > 0:
            years = (months - first[0]) / _YEAR
            found.extend(((ratio ** (1 / years) - 1) * 100, (ratio - 1) * 100 / years))
    return found


@rule(
    "CAP-13", "horizon", Severity.WARNING, Kind.VALIDITY, "6.5 / 8.4.2", CAP,
    source="P",
    each=("demand",),
    why="A forecast shorter than a year ends before budgets, contracts and deliveries that depend on it.",
    hint="Forecast at least 12 months or one budget cycle ahead.",
    fails=Example(
        (Edit("| Service ID | Service | Driver | Now | +6 months | +12 months | Growth % |", "| Service ID | Service | Driver | Now | +3 months | +6 months | Growth % |"),),
        (Found("the longest forecast looks 6 months ahead, expected 12", at="## Demand forecast"),),
    ),
    more=(
        Example(
            (Edit("| Tickets a month | 4,600 | 4,800 | 5,000 | 8.7 % |", "| Tickets a month | 4,600 | 4,800 | - | 4.3 % |"),),
            (Found("the forecast of Help Desk (Tickets a month) looks 6 months ahead, expected 12", at="| SVC-003 | Help Desk | Tickets"),),
        ),
        Example((Edit("| Service ID | Service | Driver | Now | +6 months | +12 months | Growth % |", "| Service ID | Service | Driver | June 2026 | Dec 2026 | June 2027 | Growth % |"),)),
        Example(
            (
                Edit("| Service ID | Service | Driver | Now | +6 months | +12 months | Growth % |", "| Service ID | Service | Driver | Now | +3 months | +6 months | Growth % |"),
                Edit("## Upgrade plan\n", "The forecast covers one budget cycle of six months.\n\n## Upgrade plan\n"),
            ),
        ),
    ),
)  # fmt: skip
def horizon(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    rows = [row for row in forecasts(plan, known) if len(row.points) > 1 and row.horizon > 0]
    section = plan.sections.get("demand")
    budget = (
        section is not None
        and states(section.prose, r"budget(?:ary)? (?:cycle|period|year)").verdict == "stated"
    )
    if not rows or budget:
        return
    longest = max(row.horizon for row in rows)
    if _short(longest):
        message = f"the longest forecast looks {spell(longest)} months ahead, expected {_HORIZON}"
        yield Problem(plan.home("demand"), message)
        return
    for row in rows:
        others = [other for other in rows if other is not row and not _short(other.horizon)]
        if _short(row.horizon) and not all(
            any(o.covers(s) for o in others) for s in row.services or (_NOBODY,)
        ):
            message = (
                f"the forecast of {row.label} looks {spell(row.horizon)} months ahead, expected {_HORIZON}"
            )
            yield Problem(row.record.place, message)


def _short(months: Decimal) -> bool:
    return months < _HORIZON - _SLACK
