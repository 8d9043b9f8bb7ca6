"""What capacity plan and budget know for the review: what is asked for, and what people and technology can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Record
from iso20k.judging.drafting import Drafted, Quoted
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import parse_moment
from iso20k.values.listing import find_identifiers
from validators.capacity_management.resources import HUMAN, TECHNICAL, resources, upgrades
from validators.management_review.quoting import counted, nothing_for, quoted, row

CAPACITY, BUDGET = "capacity-management", "budgeting-accounting"
_REQUESTED = re.compile(r"\brequest(?:ed|s)?\b|\bFTEs?\b", re.IGNORECASE)


def resource_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Upgrades and requests of the capacity plan, then planned investments and the last forecast of the budget."""
    capacity, budget = workspace.artifact(CAPACITY), workspace.artifact(BUDGET)
    planned = budget.records("investments") if budget else ()
    taken: list[Record] = []
    for upgrade in upgrades(capacity) if capacity else ():
        budgeted = [
            item
            for item in planned
            if upgrade.record.text("id") in find_identifiers(item.text("reference"), ("UPG",))
        ]
        taken += budgeted
        told = (
            *quoted(upgrade.record, "cost"),
            *quoted(upgrade.record, "due", "due {}"),
            *(figure for item in budgeted for figure in quoted(item, "budget", "budgeted with {}")),
        )
        name = f"{upgrade.record.text('id')} {upgrade.record.text('upgrade')}".strip()
        if capacity:
            documents = (capacity, budget) if budgeted and budget else (capacity,)
            yield row(asked, name, documents, told, "" if told else "cost and date of the upgrade")
    for influence in capacity.records("influences") if capacity else ():
        if capacity and _REQUESTED.search(influence.text("measure")):
            told = (*quoted(influence, "effect"), *quoted(influence, "measure"))
            yield row(asked, influence.text("influence"), capacity, told)
    if capacity is None:
        yield nothing_for(asked, "the capacity plan is not written yet")
    if budget is None:
        yield nothing_for(asked, "the budget of the services is not written yet")
        return
    for item in (one for one in planned if one not in taken):
        told = (*quoted(item, "budget"), *quoted(item, "period"), *quoted(item, "reference"))
        if item.filled("item") and told:
            yield row(asked, item.text("item"), budget, told)
    forecasts = [record for record in budget.records("forecasts") if record.filled("forecast")]
    if forecasts:
        last = max(forecasts, key=lambda record: _day(record.text("reviewed")))
        told = (
            *quoted(last, "forecast", "forecast {}"),
            *quoted(last, "period", "for {}"),
            *quoted(last, "reviewed", "reviewed {}"),
            *quoted(last, "result"),
        )
        yield row(asked, "Forecast of the budget", budget, told)


def _day(text: str) -> str:
    moment = parse_moment(text)
    return moment.day.isoformat() if moment and moment.day else ""


def capability_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Load of people and technology, the demand to come, and how long the competence of the roles is proved."""
    capacity, profile = workspace.artifact(CAPACITY), workspace.artifact("organization-profile")
    if capacity is None:
        yield nothing_for(asked, "load and forecast: the capacity plan is not written yet")
    else:
        for resource in resources(capacity):
            if resource.kind in (HUMAN, TECHNICAL):
                told = _load(resource.record)
                name = f"{resource.ref.id} {resource.ref.name}".strip()
                yield row(asked, name, capacity, told, "" if told else "load of the resource")
        for demand in capacity.records("demand"):
            told = (
                *quoted(demand, "now", "now {}"),
                *quoted(demand, "m6", "{} in 6 months"),
                *quoted(demand, "m12", "{} in 12 months"),
            )
            if told:
                yield row(asked, f"Demand: {demand.text('driver') or demand.text('service')}", capacity, told)
    if profile and (rows := [r for r in profile.records("competence") if r.filled("evidence")]):
        yield row(asked, "Competence of the SMS roles", profile, _competence(rows))


def _load(record: Record) -> tuple[Quoted, ...]:
    """'peak 4,780 of 5,400 tickets', as far as the row of a resource says it."""
    used = next((key for key in ("peak", "average") if record.filled(key)), "")
    if not used:
        return ()
    of = f" of {record.text('capacity')}" if record.filled("capacity") else ""
    unit = f" {record.text('unit')}" if record.filled("unit") else ""
    return (Quoted(f"{used} {record.text(used)}{of}{unit}", (record.place,)),)


def _competence(rows: list[Record]) -> Iterator[Quoted]:
    yield counted(rows, "role with evidence of competence", "roles with evidence of competence")
    dated = [(day, record) for record in rows if (day := _day(record.text("valid_until")))]
    if dated:
        _, first = min(dated, key=lambda pair: pair[0])
        place: Place = first.at("valid_until")
        yield Quoted(
            f"the first to end is that of {first.text('role')} on {first.text('valid_until')}", (place,)
        )
