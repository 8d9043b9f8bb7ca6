"""The shape of an artifact: its sections and registers, and the names by which people call them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from iso20k.standard.steps import Step, step_of_skill


class Column(NamedTuple):
    """A field of a register; `synonyms` are further headings under which it is found."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()


class SectionSpec(NamedTuple):
    """A section of the outline; `required` ones must be filled (DOC-09)."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = True


class Register(NamedTuple):
    """Records of one kind. `sections` are their home; `name` is the column that a record's heading fills.

    A `form` has one record whose fields are rows ('Field | Value'), such as the facts of an organization. Records
    that other documents call `by_name` are found there in sentences (services, suppliers, customers) or, where the name
    is an everyday word (CI types), only as the whole entry of a cell.
    """

    key: str
    sections: tuple[str, ...]
    columns: tuple[Column, ...]
    name: str = ""
    identifier: str = ""
    form: bool = False
    required: bool = True
    by_name: Literal["", "in sentences", "in cells"] = ""

    def column_named(self, heading: str) -> str:
        """The key of the column that `heading` names, or ''."""
        names = _column_names(self.columns)
        for wanted in (_plain(heading), normalise_heading(heading)):  # '27001 ref' is no numbered 'ref'
            if wanted and (found := names.get(wanted) or names.get(_singular(wanted))):
                return found
        return ""


class Schema(NamedTuple):
    """One of the 22 artifacts: step, outline, registers (`domain` source: skill page of the step)."""

    skill: str
    titles: tuple[str, ...]
    sections: tuple[SectionSpec, ...]
    registers: tuple[Register, ...]

    @property
    def step(self) -> Step:
        """The step of the journey that makes this artifact; raises `KeyError` for a name that is no skill."""
        step = step_of_skill(self.skill)
        if step is None:
            raise KeyError(self.skill)
        return step

    def section_named(self, heading: str) -> str:
        """The key of the section that `heading` opens, or ''; the longest fitting name wins."""
        return _section_named(self.sections, normalise_heading(heading))

    def section_titled(self, heading: str) -> bool:
        """Whether `heading` is the very name of a section, or a synonym, and not merely contains it."""
        wanted = _singular(normalise_heading(heading))
        names = (name for section in self.sections for name in (section.title, *section.synonyms))
        return any(_singular(normalise_heading(name)) == wanted for name in names)

    def register(self, key: str) -> Register:
        """The register called `key`; raises `KeyError` when the artifact has none."""
        for register in self.registers:
            if register.key == key:
                return register
        raise KeyError(key)


#: What writers call a column everywhere, whatever the register.
GENERAL_SYNONYMS = {
    "owner": ("responsible", "accountable", "process owner", "service owner", "responsible person", "lead"),
    "due": ("target date", "deadline", "by when", "due date", "due by"),
    "target": ("service target", "threshold", "goal", "target value", "target level"),
    "data_source": ("source", "tool", "measured in"),
    "frequency": ("cadence", "interval", "cycle", "how often"),
    "status": ("state",),
    "evidence": ("reference", "record", "evidence reference", "proof"),
    "review_date": ("next review",),
}

_NUMBERING = re.compile(
    r"^\s*(?:(?:section|chapter|part|step|annex|appendix)\s+)?(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)(?:[.):]|\s*[-–—])\s+|^\s*\d+(?:\.\d+)*\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_WORD = re.compile(r"[^\w]+")


@lru_cache(maxsize=4096)
def normalise_heading(heading: str) -> str:
    """A heading without numbering, brackets, case and punctuation: '2.1 Roles & Duties (SMS)' is 'roles and duties'."""
    return _plain(_NUMBERING.sub("", heading))


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    """A heading without brackets, case and punctuation; a lone sign is the word for it."""
    text = _BRACKETS.sub(" ", heading)
    text = text.replace("&", " and ").replace("/", " ").replace("#", " number ")
    return _NO_WORD.sub(" ", text.lower().replace("_", " ")).strip() or ("percent" if "%" in text else "")


@lru_cache(maxsize=4096)
def _singular(name: str) -> str:
    return " ".join(word[:-1] if word.endswith("s") and len(word) > 3 else word for word in name.split())


@lru_cache(maxsize=256)
def _column_names(columns: tuple[Column, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in columns:  # a title is its own column's, whatever other columns are called as well
        names.setdefault(_plain(column.title), column.key)
    for column in columns:
        for name in (column.key, *column.synonyms):
            names.setdefault(_plain(name), column.key)
    for column in columns:
        for name in GENERAL_SYNONYMS.get(column.key, ()):
            names.setdefault(name, column.key)
    for name, key in tuple(names.items()):
        names.setdefault(_singular(name), key)
    return names


@lru_cache(maxsize=1024)
def _section_named(sections: tuple[SectionSpec, ...], heading: str) -> str:
    best, key = 0, ""
    for section in sections:
        for name in (section.title, *section.synonyms):
            wanted = normalise_heading(name)
            if heading == wanted or _singular(heading) == _singular(wanted):
                return section.key
            if len(wanted) > best and f" {wanted} " in f" {heading} ":
                best, key = len(wanted), section.key
    return key
