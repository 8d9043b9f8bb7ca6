"""What a person would read out about business relationship management."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Calendar, Duration, spell_duration
from iso20k.values.timetable import WORKING_DAY
from iso20k.wording.phrases import count, listed
from validators.business_relationship.complaints import complaints
from validators.business_relationship.counts import total_customers
from validators.business_relationship.customers import (
    customers,
    customers_of,
    rhythm_of,
    segments,
    served_services,
)
from validators.business_relationship.procedure import acknowledgement, stages
from validators.business_relationship.satisfaction import measures
from validators.service_catalog.services import business_services

_ADJECTIVES = ("weekly", "monthly", "quarterly", "half-yearly", "yearly", "annual")


def summary(workspace: Workspace, brm: Artifact) -> str:
    """'All 3 services have identified customers (45 customers: …). The complaint procedure covers 5 stages: …'."""
    return " ".join((_customers(workspace, brm), _complaints(brm), _satisfaction(brm), _reviews(brm)))


def _customers(workspace: Workspace, brm: Artifact) -> str:
    catalog = workspace.artifact("service-catalog")
    names = [(s.id, s.name) for s in (business_services(catalog) if catalog else served_services(brm))]
    if not names:
        names = [
            (told, "") for told in dict.fromkeys(s for customer in customers(brm) for s in customer.services)
        ]
    served = [name for name in names if customers_of(brm, *name)]
    if not customers(brm) and not served:
        return "No customer is identified."
    every = "All" if len(served) == len(names) else f"{len(served)} of"
    head = (
        f"{every} {count(len(names), 'service')} have identified customers"
        if names
        else "Customers are identified"
    )
    total = total_customers(brm)
    parts = listed(f"{s.number} {s.name}" for s in segments(brm) if s.number is not None)
    inside = (
        f"{count(total, 'customer')}: {parts}"
        if total and parts
        else count(total or len(customers(brm)), "customer")
    )
    return f"{head} ({inside})."


def _complaints(brm: Artifact) -> str:
    known = stages(brm)
    if not known:
        return "No complaint procedure with stages is described."
    limit = acknowledgement(brm)
    names = listed(stage.name[:1].lower() + stage.name[1:] for stage in known)
    within = f", with acknowledgement within {spelled(limit.duration)}" if limit else ""
    received = complaints(brm)
    still = sum(complaint.open for complaint in received)
    told = f"{count(len(received), 'complaint')}, {still} open." if received else "no complaint received."
    return f"The complaint procedure covers {count(len(known), 'stage')}: {names}{within}; {told}"


def _satisfaction(brm: Artifact) -> str:
    told = listed(_measures(brm))
    return f"Satisfaction is measured by {told}." if told else "Satisfaction is not measured."


def _measures(brm: Artifact) -> Iterator[str]:
    """'quarterly NPS (target 40+, last result 42)'; the first two, more would not be read out."""
    for measure in measures(brm)[:2]:
        often = measure.record.text("frequency").lower()
        first = often in _ADJECTIVES  # 'quarterly NPS', but 'CSAT (after each ticket)'
        figures = [] if first or not often else [often]
        figures.append(f"target {_plus(measure.record.text('target')) or 'missing'}")
        if measure.record.filled("result"):
            figures.append(f"last result {measure.record.text('result')}")
        yield f"{often if first else ''} {measure.label} ({', '.join(figures)})".strip()


def _plus(target: str) -> str:
    bare = target.removeprefix(">=").removeprefix("≥").strip()
    return f"{bare}+" if bare != target.strip() and bare.replace(".", "").isdigit() else target


def _reviews(brm: Artifact) -> str:
    told = [(s.name, rhythm.text.lower()) for s in segments(brm) if (rhythm := rhythm_of(brm, s.name))]
    return (
        f"Reviews: {listed(f'{often} for {name}' for name, often in told)}."
        if told
        else "No reviews are planned."
    )


def spelled(duration: Duration) -> str:
    """A time limit in whole business days where it is one: '2 business days'."""
    days = duration.minutes / WORKING_DAY
    if duration.calendar is Calendar.BUSINESS and days.denominator == 1 and days:
        return count(int(days), "business day")
    return spell_duration(duration)
