"""The controls: which domain and type each is of, which services it protects, which risks it treats; others join here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived, headings
from iso20k.judging.checks import Topic
from iso20k.values.listing import parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise

SEC = "information-security"
#: The six domains in which a service needs protection.
DOMAINS = (
    Topic(
        "access management",
        r"(?<!physical )access|identit|authenticat|privileg|password|account|logon|\biam\b",
    ),
    Topic("physical", r"physical|environment|premises|building|facilit|site security|data cent"),
    Topic("network", r"network|firewall|perimeter|communications? security|segment|vpn"),
    Topic(
        "data protection",
        r"data(?! cent)|information protection|privacy|encrypt|crypto|backup|classification",
    ),
    Topic("endpoint", r"endpoint|device|workstation|laptop|malware|anti-?virus|mobile|hardening|patch"),
    Topic(
        "application",
        r"applicat|software|secure (?:development|coding)|source code|\bweb\b|\bapi\b|script|devsecops",
    ),
)
PHYSICAL, ADMINISTRATIVE, TECHNICAL = "physical", "administrative", "technical"
_TYPES: Mapping[str, str] = {
    PHYSICAL: r"physical|environmental",
    ADMINISTRATIVE: r"administrat|organi[sz]ation|procedur|people|policy|managerial|management",
    TECHNICAL: r"technic|technolog|logical|automat",
}
_GONE = re.compile(
    r"retired|withdrawn|removed|obsolete|replaced|decommissioned|not implemented|rejected", re.IGNORECASE
)
_ALL = re.compile(r"^(?:all|every|each|any|entire)\b", re.IGNORECASE)
_NONE = re.compile(r"^\W*(?:none|nil|no|not|nobody)\b", re.IGNORECASE)


class Control(NamedTuple):
    """A control; `domains` and `types` by the names used here, `services` and `risks` as written ('all' stays 'all').

    `services` include those of the service-to-control mapping.
    """

    record: Record
    id: str
    name: str
    domains: tuple[str, ...]
    types: tuple[str, ...]
    services: tuple[str, ...]
    risks: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it: its id, else its name in quotes."""
        return self.id or f"the control '{self.name}'"

    @property
    def protects_all(self) -> bool:
        """Whether it is said to protect all services."""
        return any(_ALL.match(service) for service in self.services)


class Access(NamedTuple):
    """An external organization that can reach services or information."""

    record: Record
    organization: str
    controls: tuple[str, ...]
    agreement: str


@derived
def controls(sec: Artifact) -> tuple[Control, ...]:
    """The controls in force or planned, in document order; retired ones are left out."""
    rows = (row for row in sec.records("controls") if row.filled("name") or row.filled("id"))
    return tuple(_control(sec, row) for row in rows if not _GONE.search(row.text("status")))


def _control(sec: Artifact, row: Record) -> Control:
    identifier = row.text("id") if row.filled("id") else ""
    name = row.text("name") if row.filled("name") else ""
    services = (*entries(row, "services"), *_mapped(sec, identifier, name))
    return Control(
        row,
        identifier,
        name,
        _domains(sec, row),
        _types(row),
        tuple(dict.fromkeys(services)),
        entries(row, "risks"),
    )


def entries(row: Record, key: str) -> tuple[str, ...]:
    """The entries of a list cell; 'none', a dash or a placeholder is no entry."""
    return tuple(part for part in split_list(row.text(key)) if filled_cell(part) and not _NONE.match(part))


def _domains(sec: Artifact, row: Record) -> tuple[str, ...]:
    """The domain that the cell names, else the heading above the control, else what the control is about."""
    if not row.filled("name"):
        return ()
    for text in (row.text("domain"), _heading(sec, row.line), row.text("name")):
        found = tuple(
            topic.name for topic in DOMAINS if re.search(rf"\b(?:{topic.words})", text, re.IGNORECASE)
        )
        if found:
            return found
    return ()


def _heading(sec: Artifact, line: int) -> str:
    """The heading of the third level or below under which a line stands, '' when it stands right under its section."""
    above = [heading for heading in headings(sec) if heading.line <= line]
    return above[-1].title if above and above[-1].level > 2 else ""


def _types(row: Record) -> tuple[str, ...]:
    text = row.text("type") if row.filled("type") else ""
    return tuple(name for name, words in _TYPES.items() if re.search(rf"\b(?:{words})", text, re.IGNORECASE))


def _mapped(sec: Artifact, *names: str) -> tuple[str, ...]:
    """The services whose row of the mapping names the control."""
    wanted = {normalise(name) for name in names} - {""}
    return tuple(
        row.text("id") if row.filled("id") else row.text("service")
        for row in sec.records("mapping")
        if wanted & {normalise(part) for part in (*entries(row, "controls"), *ids_of(row, "controls"))}
    )


def ids_of(row: Record, key: str) -> tuple[str, ...]:
    """The first words of the entries of a list cell: 'CTL-001 Firewall' refers to CTL-001."""
    return tuple(part.split()[0].strip("():") for part in entries(row, key))


def control_named(sec: Artifact, text: str) -> Control | None:
    """The control with this id or name ('CTL-001', 'CTL-001 Firewall'), None when there is none."""
    wanted = {normalise(text), normalise(text.split()[0]) if text.split() else ""} - {""}
    return next((c for c in controls(sec) if wanted & {normalise(c.id), normalise(c.name)} - {""}), None)


def unknown_controls(sec: Artifact, row: Record) -> tuple[str, ...]:
    """The IDs in a row's list of controls that no control in force has; none can be told without a register of controls."""
    # AES-256 has the shape of an ID, so only what is numbered like the register's own counts
    series = {control.id.rpartition("-")[0].casefold() for control in controls(sec)} - {""}
    told = (split[0] for part in entries(row, "controls") if (split := parse_identifier(part)))
    return tuple(
        identifier
        for identifier in told
        if identifier.rpartition("-")[0].casefold() in series and control_named(sec, identifier) is None
    )


def controls_of(sec: Artifact, *names: str) -> tuple[Control, ...]:
    """The controls that protect a service, by its id or name; those for all services protect it too."""
    wanted = {normalise(name) for name in names} - {""}
    return tuple(
        c for c in controls(sec) if c.protects_all or any(_is_named(told, wanted) for told in c.services)
    )


def _is_named(told: str, wanted: set[str]) -> bool:
    first = told.split()[0]
    return bool(wanted & {normalise(told), normalise(first), normalise(told.removeprefix(first))})


@derived
def external_access(sec: Artifact) -> tuple[Access, ...]:
    """The organizations with access, in document order; a row that says 'none' is no organization."""
    return tuple(
        Access(
            row,
            row.text("organization"),
            entries(row, "controls"),
            row.text("agreement")
            if row.filled("agreement") and not _NONE.match(row.text("agreement"))
            else "",
        )
        for row in sec.records("access")
        if row.filled("organization") and not _NONE.match(row.text("organization"))
    )
