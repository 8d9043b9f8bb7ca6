"""The register read as projects that bring, change, remove or transfer a service; changes, catalog and review join here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import Moment
from iso20k.values.deferred import deferred
from iso20k.values.listing import find_identifiers
from iso20k.wording.filled import filled_cell
from iso20k.wording.negation import states
from validators.design_transition.statements import denies, done_on, moment_in

NEW, CHANGED, REMOVED, TRANSFERRED = "new", "changed", "removed", "transferred"
_KINDS: Mapping[str, str] = {
    REMOVED: r"remov|retir|decommission|withdraw|terminat|closure",
    TRANSFERRED: r"transfer|hand-?over|in-?sourc|out-?sourc",
    CHANGED: r"chang|major|upgrade|migrat|modif|extension",
    NEW: r"new|introduc|launch",
}
_ACCEPTED = r"\b(?:accepted|acceptance (?:given|signed|granted)|approved|passed|met|fulfilled|signed(?: off)?|completed?|yes)\b"
_PARTLY = deferred(
    r"\b(?:part(?:ly|ially|ial)?|some|most|pending|awaiting|in progress|to be|not)\b", re.IGNORECASE
)
_SHARE = deferred(r"\b(\d{1,3})\s*(?:/|of|out of)\s*(\d{1,3})\b", re.IGNORECASE)
_DROPPED = deferred(r"\b(?:cancell?ed|withdrawn|stopped|abandoned|given up|on hold)\b", re.IGNORECASE)
_DECISION = (
    r"\b(?:DEC-\d+|decisions?|decided|waivers?|waived|concessions?|risk accepted|accepted with|exception)\b"
)


class Project(NamedTuple):
    """A project with its dates; `kind` is new, changed, removed, transferred or '', `rfcs` the requests for change."""

    record: Record
    id: str
    name: str
    services: tuple[str, ...]
    kind: str
    rfcs: tuple[str, ...]
    planned: Moment | None
    actual: Moment | None
    pir: Moment | None

    @property
    def label(self) -> str:
        """How messages call it: its id, else its name."""
        return self.id or self.name or "the project"

    @property
    def live(self) -> bool:
        """Whether an actual go-live is recorded."""
        return self.actual is not None

    @property
    def accepted(self) -> bool:
        """Whether the acceptance status says accepted, or a decision to go live nevertheless is recorded."""
        return accepted(self.record.text("acceptance"))

    @property
    def dropped(self) -> bool:
        """Whether the project has been given up."""
        told = (self.record.text(key) for key in ("outcome", "acceptance", "actual", "planned"))
        return any(_DROPPED().search(text) for text in told)

    @property
    def sla_drafted(self) -> bool:
        """Whether an SLA draft is named."""
        return self.record.filled("sla_draft") and not denies(self.record.text("sla_draft"))


@derived
def projects(dtn: Artifact) -> tuple[Project, ...]:
    """Every project of the register, in document order."""
    return tuple(_projects(dtn))


def _projects(dtn: Artifact) -> Iterator[Project]:
    for record in dtn.records("projects"):
        if record.filled("id") or record.filled("name"):
            yield Project(
                record,
                record.text("id") if record.filled("id") else "",
                record.text("name") if record.filled("name") else "",
                find_identifiers(record.text("service_id"), ("SVC",)) or _other_id(record),
                kind_of(record.text("kind")),
                find_identifiers(record.text("rfc")),
                moment_in(record.text("planned")),
                done_on(record.text("actual")),
                moment_in(record.text("pir")),
            )


class Reservation(NamedTuple):
    """A service ID that a project has reserved; `due` is when the service enters the catalog, None when nothing says."""

    record: Record
    id: str
    name: str
    due: Moment | None


@derived
def reservations(dtn: Artifact) -> tuple[Reservation, ...]:
    """The reserved service IDs, in document order."""
    return tuple(
        Reservation(
            record,
            record.text("id") if record.filled("id") else "",
            record.text("name") if record.filled("name") else "",
            moment_in(record.text("entry")),
        )
        for record in dtn.records("reserved")
        if record.filled("id") or record.filled("name")
    )


def _other_id(record: Record) -> tuple[str, ...]:
    told = record.text("service_id")
    return (told,) if filled_cell(told) and not denies(told) else ()


def kind_of(text: str) -> str:
    """'new', 'changed', 'removed' or 'transferred'; '' when nothing tells."""
    return next((kind for kind, words in _KINDS.items() if re.search(words, text, re.IGNORECASE)), "")


def accepted(text: str) -> bool:
    """Whether an acceptance status lets a service go live: accepted in full, or missed with a recorded decision."""
    if not filled_cell(text):
        return False
    if states(text, _DECISION).verdict == "stated":
        return True
    if any(int(share[1]) < int(share[2]) for share in _SHARE().finditer(text)):
        return False
    told = states(text, _ACCEPTED).verdict == "stated"
    return told and not _PARTLY().search(text)
