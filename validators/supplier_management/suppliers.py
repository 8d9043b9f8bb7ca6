"""The suppliers of the register: who they are, how much depends on them, and when they are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import find_moments, parse_moment
from iso20k.values.deferred import deferred
from iso20k.values.listing import parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise

CRITICAL, IMPORTANT, STANDARD = "critical", "important", "standard"
#: Words for the three tiers; a scale of another kind is taken as it is and compared with nothing.
TIER_WORDS = (
    (CRITICAL, r"critical|strategic|key|high|vital|gold|tier ?1|1|a"),
    (IMPORTANT, r"important|tactical|major|medium|moderate|significant|silver|tier ?2|2|b"),
    (STANDARD, r"standard|operational|commodity|minor|low|normal|routine|bronze|tier ?3|3|c|non[- ]critical"),
)
# Whether the relation has ended; 'done' and 'completed' tell of work, not of a contract (`iso20k.wording.closure`).
_ENDED = deferred(r"\b(?:ended|terminated|expired|retired|former|inactive|closed)\b", re.IGNORECASE)
_SUB = deferred(r"\bsub(?:[- ]?(?:contract|suppl|process)|\b)", re.IGNORECASE)
_OPEN_END = deferred(
    r"\b(?:auto\w*|evergreen|open[- ]ended|indefinite\w*|unlimited|perpetual|rolling|until (?:cancel|terminat)\w*)\b",
    re.IGNORECASE,
)
_RENEWED = deferred(r"\b(?:renew\w*|extend\w*|prolong\w*)\b", re.IGNORECASE)
_NONE = deferred(r"\s*(?:none|no\b|nothing|nil|not\b|missing|absent|open\b|[-–—✗✘❌])", re.IGNORECASE)
_BRACKETS = deferred(r"\s*\([^()]*\)")


class Term(NamedTuple):
    """How long a contract holds: its last day (None when no calendar day can be read), and whether it then goes on."""

    day: date | None
    goes_on: bool


def term_in(text: str) -> Term:
    """The term that a cell gives: '2027-06-30', '2026-07-31 (renewed to 2027-07-31)', '2027-03-31, renews automatically'."""
    days = [moment.day for moment in find_moments(text) if moment.day and not moment.ambiguous]
    renewed = bool(_RENEWED().search(text))
    if renewed and days:
        return Term(max(days), bool(_OPEN_END().search(text)) or len(days) == 1)
    moment = parse_moment(text)
    return Term(
        moment.day if moment and not moment.ambiguous else None, renewed or bool(_OPEN_END().search(text))
    )


class Supplier(NamedTuple):
    """A row of the register: `tier` is critical, important, standard or '' for a word of another scale.

    `contract` is the contract's identifier (or name), `services` what it supports as written, `subs` its sub-contractors.
    """

    record: Record
    id: str
    name: str
    tier: str
    contract: str
    services: tuple[str, ...]
    subs: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it: its name, else its id."""
        return next((text for text in (self.name, self.id) if filled_cell(text)), "the supplier")

    @property
    def active(self) -> bool:
        """Whether the contract is one in use."""
        return not _ENDED().search(self.record.text("status"))

    @property
    def is_sub(self) -> bool:
        """Whether it works for a lead supplier."""
        return self.record.filled("role") and bool(_SUB().search(self.record.text("role")))

    @property
    def open_ended(self) -> bool:
        """Whether the contract runs or renews until somebody ends it."""
        return bool(_OPEN_END().search(self.record.text("expiry")))

    @property
    def term(self) -> Term:
        """How long its contract holds."""
        return term_in(self.record.text("expiry"))

    @property
    def expiry(self) -> date | None:
        """The last day of the contract, a noted renewal included; None when no calendar day can be read."""
        return self.term.day

    def names(self) -> Iterator[str]:
        """Its id and name in the form in which documents are joined, also without what stands in brackets."""
        for text in (self.id, self.name, _BRACKETS().sub("", self.name), f"{self.id} {self.name}"):
            if normalise(text):
                yield normalise(text)


@derived
def suppliers(artifact: Artifact) -> tuple[Supplier, ...]:
    """Every supplier in use, in document order."""
    return tuple(supplier for supplier in map(_supplier, _records(artifact)) if supplier.active)


def _records(artifact: Artifact) -> tuple[Record, ...]:
    """The rows of the register, each with what tables of reviews and exits say under the same name."""
    rows = artifact.records("suppliers")
    own = [row for row in rows if row.home == "register"]
    known = tuple(map(_supplier, own))
    for row in rows if own else ():
        supplier = (
            find_supplier(row.text("name") or row.text("id"), known) if row.home != "register" else None
        )
        if supplier is not None:
            place = known.index(supplier)
            told = {key: cell for key, cell in row.cells.items() if cell.text and not own[place].text(key)}
            own[place] = own[place]._replace(cells={**own[place].cells, **told})
    return tuple(own or rows)


def _supplier(record: Record) -> Supplier:
    split = parse_identifier(record.text("contract"))
    told = parse_identifier(record.text("name"))
    identifier, name = record.text("id"), record.text("name")
    if told and not identifier:
        identifier, name = told
    return Supplier(
        record,
        identifier,
        name,
        tier_of(record.text("tier")),
        split[0] if split else record.text("contract"),
        listed_in(record, "services"),
        listed_in(record, "subs"),
    )


def tier_of(text: str) -> str:
    """The tier that a word stands for: 'Tier 1 (critical)', 'strategic' and 'High' are critical; '' for other scales."""
    plain = _BRACKETS().sub("", text)
    for part in (plain, text):
        words = " ".join(re.findall(r"[\w-]+", part.lower()))
        for tier, pattern in TIER_WORDS:
            if re.fullmatch(rf"(?:tier |level |class )?(?:{pattern})(?: (?:supplier|tier|priority))?", words):
                return tier
    named = [
        tier for tier in (CRITICAL, IMPORTANT, STANDARD) if re.search(rf"\b{tier}\b", text, re.IGNORECASE)
    ]
    return named[0] if len(named) == 1 and not _NONE().match(text) else ""


def listed_in(record: Record, key: str) -> tuple[str, ...]:
    """The entries of a list cell; 'none' or a dash is no entry."""
    return tuple(part for part in split_list(record.text(key)) if said(part))


def said(text: str) -> bool:
    """Whether a cell gives something, and does not only say that there is nothing."""
    return filled_cell(text) and not (_NONE().match(text) and len(text.split()) < 5)


def find_supplier(text: str, known: tuple[Supplier, ...]) -> Supplier | None:
    """The supplier with this id or name ('SPL-001', 'Microsoft', 'SPL-001 Microsoft'); never a near miss."""
    split = parse_identifier(text)
    wanted = {
        normalise(text),
        normalise(_BRACKETS().sub("", text)),
        *((normalise(split[0]),) if split else ()),
    } - {""}
    return next((supplier for supplier in known if wanted & set(supplier.names())), None)
