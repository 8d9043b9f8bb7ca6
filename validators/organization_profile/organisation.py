"""What the organization is called, and of which kind of provider it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.wording.filled import filled_cell

INTERNAL, EXTERNAL, BOTH = "internal", "external", "both"

_LEGAL_FORM_WORDS = (
    "ab ag as b bv co company corp corporation gmbh group inc incorporated kg limited llc llp ltd ltda nv oy plc proprietary "
    "pte pty s sa sarl sas spa srl v the of and"
)
_LEGAL_FORMS = frozenset(_LEGAL_FORM_WORDS.split())
_TYPE = re.compile(r"\btype\s*[:-]?\s*(i{1,3}|[123])\b|^\s*(i{1,3}|[123])\b", re.IGNORECASE)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3}
_BOTH = re.compile(
    r"\bboth\b|\bhybrid\b|\bmixed\b|internal\w*\b.{0,30}\bexternal|external\w*\b.{0,30}\binternal",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"\bexternal\b|\bmsp\b|managed service provider|\boutsourc|\bcommercial\b", re.IGNORECASE
)
_INTERNAL = re.compile(r"\binternal\b|\bin-?house\b|\bshared services?\b|\bcaptive\b", re.IGNORECASE)
#: What the numbers mean where the profile's three types are taught: own customers, others' customers, or both.
TAUGHT = {1: INTERNAL, 2: EXTERNAL, 3: BOTH}
#: What ITIL's numbers mean; its second type, the shared services unit, serves internal customers as well.
ITIL = {1: INTERNAL, 2: INTERNAL, 3: EXTERNAL}


class Classification(NamedTuple):
    """Whom the provider serves: `kind` is 'internal', 'external', 'both' or '' when the text says none.

    `worded`: words say it, so the number does not matter; `number` is 1 to 3, or 0 when none is given.
    """

    kind: str
    worded: bool
    number: int
    text: str
    place: Place


def classification(profile: Artifact) -> Classification:
    """The provider type; words win over the number, a number alone has the taught meaning."""
    for row in profile.records("classification"):
        if row.filled("type"):
            return _classified(row.text("type"), row.at("type"))
    section = profile.sections.get("classification")
    for text in section.texts if section else ():
        found = _classified(text.text, profile.at(text))
        if found.kind:
            return found
    return Classification("", worded=False, number=0, text="", place=_empty_place(profile))


def _empty_place(profile: Artifact) -> Place:
    """The field that nobody has filled, else where it belongs."""
    for row in profile.records("classification"):
        if "type" in row.cells:
            return row.at("type")
    return profile.section_place("classification")


def _classified(text: str, place: Place) -> Classification:
    found = _TYPE.search(text)
    number = _NUMBERS[(found[1] or found[2]).lower()] if found else 0
    worded = _kind_in_words(text)
    kind = worded or TAUGHT.get(number, "")
    return Classification(kind, bool(worded), number, text, place)


def _kind_in_words(text: str) -> str:
    if _BOTH.search(text):
        return BOTH
    if _EXTERNAL.search(text):
        return EXTERNAL
    return INTERNAL if _INTERNAL.search(text) else ""


def fact(profile: Artifact, key: str) -> Record | None:
    """The record that holds a filled fact ('legal_name', 'employees', 'unit', …), None when it is missing."""
    return next((row for row in profile.records("facts") if row.filled(key)), None)


def own_names(profile: Artifact) -> Iterator[str]:
    """Under which names the organization appears in documents."""
    for row in profile.records("facts"):
        yield from (row.text(key) for key in ("legal_name", "trading_name", "unit") if row.filled(key))


def name_words(name: str) -> frozenset[str]:
    """The words of an organization's name that tell it from others: legal forms are left out."""
    return frozenset(re.findall(r"[^\W_]+", name.casefold())) - _LEGAL_FORMS


def is_own(profile: Artifact, text: str) -> bool:
    """Whether a text is the organization itself, in full ('NetOps Solutions Pty Ltd') or in short ('NetOps')."""
    words = name_words(text)
    return bool(words) and filled_cell(text) and any(words <= name_words(name) for name in own_names(profile))
