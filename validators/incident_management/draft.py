"""What earlier steps know of incident management: the strictest targets of the SLAs, services, links to other processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.standard.rows import areas_of_cell
from iso20k.values.duration import Calendar, Duration, compare_durations
from iso20k.values.order import Order
from validators.incident_management.codes import code_of, order_of_code
from validators.incident_management.targets import RESOLUTION, RESPONSE, read_time
from validators.service_catalog.services import business_services

_AREA = "8.1"


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """Targets per priority from the SLAs, a category for each business service, the plan's interfaces of 8.1."""
    return {
        "targets": tuple(_targets(workspace)),
        "categories": tuple(_categories(workspace)),
        "interfaces": tuple(interfaces_of(workspace, _AREA)),
    }


def _targets(workspace: Workspace) -> Iterator[Drafted]:
    agreed = workspace.artifact("service-level-management")
    rows = [record for record in _incident_rows(agreed) if code_of(record.text("priority"))]
    for code in sorted({code_of(record.text("priority")) for record in rows}, key=order_of_code):
        own = [record for record in rows if code_of(record.text("priority")) == code]
        strictest = {key: best for key in (RESPONSE, RESOLUTION) if (best := _strictest(own, key))}
        cells = {"priority": code} | {key: record.text(key) for key, record in strictest.items()}
        hours = {record.text("hours") for record in strictest.values()}
        if len(hours) == 1 and (told := hours.pop()):
            cells["hours"] = told  # two calendars for one priority are a decision, not a fact
        yield Drafted(cells, next(iter(strictest.values()), own[0]).place)


def _incident_rows(agreed: Artifact | None) -> Iterator[Record]:
    """The rows of the register that promises response and resolution by priority."""
    for register in agreed.schema.registers if agreed else ():
        keys = {column.key for column in register.columns}
        if agreed and {"priority", RESPONSE, RESOLUTION} <= keys:
            yield from agreed.records(register.key)


def _strictest(rows: list[Record], key: str) -> Record | None:
    """The row with the shortest time; one whose time cannot be compared with all others is none."""
    timed = [(row, time) for row in rows if (time := read_time(row.text(key), row.text("hours")))]
    for row, time in timed:
        if all(_no_longer(time, other) for _, other in timed):
            return row
    return None


def _no_longer(time: Duration, other: Duration) -> bool:
    by_clock = time.calendar is Calendar.CLOCK and time.minutes <= other.minutes  # working time takes no less
    return by_clock or compare_durations(time, other) in (Order.LESS, Order.EQUAL)


def _categories(workspace: Workspace) -> Iterator[Drafted]:
    catalog = workspace.artifact("service-catalog")
    for service in business_services(catalog) if catalog else ():
        label = f"{service.id} {service.name}".strip()
        yield Drafted({"category": service.name or service.id, "service": label}, service.record.place)


def interfaces_of(workspace: Workspace, area: str) -> Iterator[Drafted]:
    """The plan's process interfaces that begin or end at a process area ('8.1')."""
    plan = workspace.artifact("service-management-plan")
    for record in plan.records("interfaces") if plan else ():
        cells = {key: record.text(key) for key in ("from", "to", "what") if record.filled(key)}
        ends = [areas_of_cell(record.text(key), workspace.edition) for key in ("from", "to")]
        if any(found.number == area for end in ends for found in end):
            yield Drafted(cells, record.place)
