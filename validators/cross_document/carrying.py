"""What carries a promise to a customer: contracts, the hard dependencies of the service, and the suppliers behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.values.hours import MeasurePeriod, covers, parse_hours
from iso20k.values.listing import split_list
from iso20k.values.standing import Standing, standing
from iso20k.wording.names import normalise
from validators.cross_document.joins import service_in
from validators.service_catalog.commitments import commitments as catalog_commitments
from validators.service_catalog.links import Link, Spare, needed_in_series
from validators.service_catalog.services import Service, named, reached_from
from validators.service_catalog.services import graph as needs
from validators.service_level_management.agreements import Agreement
from validators.service_level_management.levels import agreements
from validators.service_level_management.measures import AVAILABILITY, metric_key
from validators.service_level_management.support import (
    Support,
    operational_levels,
    supported,
    underpinning_levels,
)
from validators.supplier_management.commitments import commitments as supplier_commitments
from validators.supplier_management.suppliers import Supplier, find_supplier, suppliers

_WORD = re.compile(r"[^\W_]{3,}")
_LENGTHS = tuple(MeasurePeriod)


class Carrier(NamedTuple):
    """A thing without which the service is down, and the share of time for which somebody answers for it.

    `share` counts both legs of a pair; `contract` tells an underpinning contract that the SLA register itself confronts.
    """

    name: str
    share: Decimal
    told: str
    place: Place
    contract: bool = False


def held_to(register: Artifact, supplier: Supplier, *subjects: Subject) -> tuple[Commitment, ...]:
    """What a supplier is held to, of these subjects."""
    own = (supplier.id or supplier.name,)
    return tuple(
        one for one in supplier_commitments(register) if one.holder in own and one.subject in subjects
    )


def like(metric: str, candidates: Sequence[Commitment]) -> Commitment | None:
    """The commitment about the same metric: by its words, else the only one whose words are among them or the other way round."""
    key = metric_key(metric)
    same = [one for one in candidates if metric_key(one.metric) == key]
    near = [one for one in candidates if key and (metric_key(one.metric) <= key or key <= metric_key(one.metric))]  # fmt: skip
    found = same or near
    return found[0] if len(found) == 1 else None


def carries(own: Commitment, promise: Commitment) -> Standing:
    """How a figure from below stands to what it should carry.

    Availability that is counted over other hours, or over a longer period unless it is weaker whatever the period, is not
    comparable; so are other units and calendars.
    """
    if own.target is None or promise.target is None:
        return Standing.NOT_COMPARABLE
    verdict = standing(own.target, promise.target, own.kept_at)
    if own.subject is Subject.AVAILABILITY:
        if not same_hours(own.hours, promise.hours):
            return Standing.NOT_COMPARABLE
        if verdict is not Standing.WEAKER and _longer(own.period, promise.period):
            return Standing.NOT_COMPARABLE
    return verdict


def same_hours(own: str, promise: str) -> bool:
    """Whether availability is counted over hours that contain the promised ones, as far as both are known."""
    support, promised = parse_hours(own), parse_hours(promise)
    return support is None or promised is None or covers(support, promised) is True


def _longer(own: MeasurePeriod | None, other: MeasurePeriod | None) -> bool:
    return own is not None and other is not None and _LENGTHS.index(own) > _LENGTHS.index(other)


def carriers(
    slm: Artifact, catalog: Artifact, register: Artifact, sla: Agreement, service: Service
) -> tuple[Carrier, ...]:
    """What carries the availability of a service in series, as far as a figure is known for it; each thing once."""
    hours = sla.record.text("service_hours")
    series = needed_in_series(catalog, service.label)
    contracts = [uc for uc in _availabilities(underpinning_levels(slm), hours) if sla in supported(uc, agreements(slm))]  # fmt: skip
    found = list(_of_contracts(uc for uc in contracts if not _is_component(catalog, service, uc)))
    linked = (_of_link(slm, catalog, register, link, hours, contracts) for link in series)
    found.extend(one for one in linked if one)
    if not contracts:
        found.extend(_of_suppliers(catalog, register, service))
    return tuple(found)


def _availabilities(supports: Iterable[Support], hours: str) -> Iterator[Support]:
    for one in supports:
        plain = one.measure.kind == AVAILABILITY and one.measure.percent is not None
        if plain and one.measure.target and not one.measure.target.within and same_hours(one.record.text("hours"), hours):  # fmt: skip
            yield one


def _of_contracts(contracts: Iterable[Support]) -> Iterator[Carrier]:
    """Contracts for one component: of one supplier the lower figure counts, of several one stands in for the other."""
    by_component: dict[str, dict[str, Support]] = {}
    for uc in contracts:
        known = by_component.setdefault(normalise(uc.record.text("component")) or uc.label, {})
        supplier = normalise(uc.record.text("supplier"))
        if supplier not in known or _share(uc) < _share(known[supplier]):
            known[supplier] = uc
    for same in by_component.values():
        first, *others = same.values()
        share = _share(first)
        for other in others:
            share = 100 - (100 - share) * (100 - _share(other)) / 100
        yield Carrier(first.label, share, first.measure.told, first.measure.place, contract=True)


def _share(support: Support) -> Decimal:
    return support.measure.percent or Decimal(0)


def _components(catalog: Artifact, support: Support) -> tuple[Service, ...]:
    told = (support.record.text("component"), *split_list(support.record.text("component")))
    return tuple(found for name in told if (found := service_in(catalog, name)))


def _is_component(catalog: Artifact, service: Service, uc: Support) -> bool:
    """Whether a contract is about another entry of the catalog, whose links tell whether it counts."""
    return any(found != service for found in _components(catalog, uc))


def _of_link(
    slm: Artifact, catalog: Artifact, register: Artifact, link: Link, hours: str, contracts: Sequence[Support]
) -> Carrier | None:  # fmt: skip
    """The figure of a needed service: its own target, else that of its OLA or contract, else of the supplier behind it."""
    target = link.target
    for one in catalog_commitments(catalog):
        own_target = one.subject is Subject.AVAILABILITY and one.service == (target.id or target.name)
        if own_target and same_hours(one.hours, hours):
            return _counted(link, one.target and one.target.quantity, one.told, one.place)
    for support in _availabilities((*operational_levels(slm), *underpinning_levels(slm)), hours):
        if target in _components(catalog, support):
            return _counted(link, support.measure.percent, support.measure.told, support.measure.place)
    own = _behind(catalog, register, target)
    if own is None or any(_is_of(register, uc, *own) for uc in contracts):
        return None  # the contract behind this KPI has been counted
    kpi = own[1]
    return _counted(link, kpi.target and kpi.target.quantity, kpi.told, kpi.place)


def _is_of(register: Artifact, uc: Support, supplier: Supplier, kpi: Commitment) -> bool:
    """Whether a KPI measures what a contract promises."""
    one, other = metric_key(uc.measure.name), metric_key(kpi.metric)
    same = find_supplier(uc.record.text("supplier"), suppliers(register)) == supplier
    return same and (one <= other or other <= one)


def _counted(link: Link, share: object, told: str, place: Place) -> Carrier | None:
    if not isinstance(share, Decimal):
        return None
    if link.spare is Spare.PAIR:
        missing = 1 - share / 100
        return Carrier(f"{link.target.label} (pair)", (1 - missing * missing) * 100, told, place)
    return Carrier(link.target.label, share, told, place)


def suppliers_of(catalog: Artifact, register: Artifact, service: Service) -> tuple[Supplier, ...]:
    """Who delivers a service or a part of it, by the catalog or by the register."""
    known = suppliers(register)
    by_catalog = [find_supplier(name, known) for name in named(service.record, "suppliers")]
    by_register = [s for s in known if any(service_in(catalog, name) == service for name in s.services)]
    return tuple(s for s in known if s in by_catalog or s in by_register)


def _behind(catalog: Artifact, register: Artifact, service: Service) -> tuple[Supplier, Commitment] | None:
    """The one availability that suppliers of a component are held to for it.

    A supplier of several components may be measured on another one: then its KPI must share a word with this component.
    """
    found: list[tuple[Supplier, Commitment]] = []
    for supplier in suppliers_of(catalog, register, service):
        known = held_to(register, supplier, Subject.AVAILABILITY)
        others = [
            s for name in supplier.services if (s := service_in(catalog, name)) and s.kind == service.kind
        ]
        if len(known) > 1 or len(others) > 1:
            words = _words(f"{service.name} {service.record.text('technology')}")
            known = tuple(one for one in known if words & _words(one.metric))
        found.extend((supplier, one) for one in known)
    return found[0] if len(found) == 1 else None


def _words(text: str) -> frozenset[str]:
    common = {"availability", "uptime", "service", "system", "platform"}
    return frozenset(word.lower() for word in _WORD.findall(text)) - common


def _of_suppliers(catalog: Artifact, register: Artifact, service: Service) -> Iterator[Carrier]:
    """A supplier named for the service itself and for nothing beneath it delivers a part of the service itself."""
    beneath = reached_from(service.label, needs(catalog))
    known = suppliers(register)
    for supplier in suppliers_of(catalog, register, service):
        named_here = supplier in [find_supplier(name, known) for name in named(service.record, "suppliers")]
        explained = any(
            (found := service_in(catalog, name)) and found.label in beneath for name in supplier.services
        )
        shares = held_to(register, supplier, Subject.AVAILABILITY)
        if named_here and not explained and len(shares) == 1 and shares[0].target:
            share = shares[0].target.quantity
            if isinstance(share, Decimal):
                yield Carrier(supplier.label, share, shares[0].told, shares[0].place)
