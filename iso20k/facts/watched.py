"""Artifacts that note what is read from them: what was worked out from a former version holds as long as that is the same.

Along a history a document changes in one place while hundreds of rules have read others. A watched artifact is read like any other; each
part of it that a reader takes (a control field, a section, a register, the document as a whole, a derived fact) is noted for
the innermost reader. A derived fact that comes out the same stops the change there: who has read it need not be asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from iso20k.document import Document, FrontValue, Place
from iso20k.facts.artifact import Artifact, Record, SectionText
from iso20k.facts.by_section import BySection

#: A part of an artifact: its kind and what tells it from others of the kind.
Part = tuple[Any, ...]
#: What was read, in the order of reading: the value of a part of the artifact of a skill.
Reads = dict[tuple[str, Part], object]
Value = TypeVar("Value")

_PATH, _PLACE, _DOCUMENT = ("path",), ("place",), ("document",)
_CONTROL, _SECTIONS, _REGISTERS = ("control",), ("sections",), ("registers",)
_FACT = "fact"
#: Where the parts stand in an artifact.
_FIELDS = {
    part: Artifact._fields.index(part[0]) for part in (_PATH, _DOCUMENT, _CONTROL, _SECTIONS, _REGISTERS)
}


class Watch:
    """The readers of a set of artifacts, the innermost last."""

    def __init__(self) -> None:
        self._readers: list[Reads] = []

    def reading(self, work: Callable[[], Value]) -> tuple[Value, Reads]:
        """What comes out of `work`, and what it has read."""
        reads: Reads = {}
        self._readers.append(reads)
        try:
            return work(), reads
        finally:
            self._readers.pop()

    def note(self, skill: str, part: Part, value: object) -> None:
        """The innermost reader has taken this part."""
        if self._readers:
            self._readers[-1].setdefault((skill, part), value)


class _Known(NamedTuple):
    """A derived fact and what it was derived from."""

    value: Any
    reads: Reads


class Watched(Artifact):
    """An artifact whose readers are noted."""

    _watch: Watch
    _facts: dict[Part, _Known]
    _former: dict[Part, _Known]
    _by_section: BySection
    _views: tuple[_View[FrontValue], _View[SectionText], _View[tuple[Record, ...]]]

    @classmethod
    def of(cls, artifact: Artifact, watch: Watch, former: Watched | None, by_section: BySection) -> Watched:
        """The artifact as the next version of the `former` one at its path.

        Parts that are as they were before are the very same objects, so that comparing them is quick.
        """
        if former is not None and former.schema is not artifact.schema:
            former = None  # its facts are those of another skill
        if former is not None:
            artifact = _in_objects_of(former, artifact)
        made = cls(*artifact)
        skill, (_, _, _, control, sections, registers, _) = artifact.schema.skill, artifact
        made._watch, made._by_section, made._facts = watch, by_section, {}
        made._former = {} if former is None else dict(former._facts)
        made._views = (
            _View(watch, skill, _CONTROL, control),
            _View(watch, skill, _SECTIONS, sections),
            _View(watch, skill, _REGISTERS, registers),
        )
        return made

    @property
    def by_section(self) -> BySection:
        """What was made of the sections of the document."""
        return self._by_section

    @property
    def path(self) -> str:
        """The path, noted."""
        return self._noted(_PATH, self[0])

    @property
    def document(self) -> Document:
        """The whole document, noted: any change of it is one for its reader."""
        return self._noted(_DOCUMENT, self[2])

    @property
    def control(self) -> Mapping[str, FrontValue]:
        """The document control; each field that is taken is noted."""
        return self._views[0]

    @property
    def sections(self) -> Mapping[str, SectionText]:
        """The sections; each that is taken is noted."""
        return self._views[1]

    @property
    def registers(self) -> Mapping[str, tuple[Record, ...]]:
        """The registers; each that is taken is noted."""
        return self._views[2]

    @property
    def place(self) -> Place:
        """Where the document begins, noted."""
        return self._noted(_PLACE, Artifact(*self).place)

    def each_section(self, work: Callable[..., Value], *terms: Any) -> tuple[Value, ...]:
        """What `work` makes of each section; of those that an edit has left alone it is known."""
        known = self._by_section
        return tuple(
            known.of(section, (work, terms), lambda section=section: work(section, *terms))  # type: ignore[misc]
            for section in self.document.sections
        )

    def fact(self, work: Callable[..., Any], terms: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        """A derived fact, noted; it is worked out anew only when something that it was derived from has changed."""
        part = (_FACT, work, terms, *named.items())
        return self._noted(part, self._known(part).value)

    def holds(self, part: Part, value: object) -> bool:
        """Whether a part still has this value."""
        now = self._value(part)
        return now is value or same(now, value)

    def _value(self, part: Part) -> object:
        if part[0] == _FACT:
            return self._known(part).value
        if part == _PLACE:
            return Artifact(*self).place
        whole: Any = self[_FIELDS[part[:1]]]
        return whole if len(part) == 1 else whole.get(part[1])

    def _noted(self, part: Part, value: Value) -> Value:
        self._watch.note(self.schema.skill, part, value)
        return value

    def _known(self, part: Part) -> _Known:
        known = self._facts.get(part)
        if known is None:
            known = self._facts[part] = self._worked_out(part)
        return known

    def _worked_out(self, part: Part) -> _Known:
        former = self._former.pop(part, None)
        own = self.schema.skill
        if former and all(skill == own and self.holds(read, v) for (skill, read), v in former.reads.items()):
            return former
        _, work, terms, *named = part
        value, reads = self._watch.reading(lambda: work(self, *terms, **dict(named)))
        if former and same(former.value, value):
            value = former.value
        return _Known(value, reads)


class _View(Mapping[str, Value]):
    """Parts by key that note which are taken; walking through them takes all."""

    def __init__(self, watch: Watch, skill: str, name: Part, values: Mapping[str, Value]) -> None:
        self._watch, self._skill, self._name, self._values = watch, skill, name, values

    def __getitem__(self, key: str) -> Value:
        value: Value | None = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The part, noted; `default` where there is none."""
        value = self._values.get(key)
        self._watch.note(self._skill, (*self._name, key), value)
        return default if value is None else value

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None

    def __iter__(self) -> Iterator[str]:
        self._watch.note(self._skill, self._name, self._values)
        return iter(self._values)

    def __len__(self) -> int:
        self._watch.note(self._skill, self._name, self._values)
        return len(self._values)


def _in_objects_of(former: Artifact, artifact: Artifact) -> Artifact:
    """The artifact with what is equal in the former one taken from there."""
    was: Artifact = Artifact(*former)
    return Artifact(
        artifact.path,
        artifact.schema,
        was.document if artifact.document == was.document else artifact.document,
        _kept(was.control, artifact.control),
        _kept(was.sections, artifact.sections),
        _kept(was.registers, artifact.registers),
        {},
    )


def _kept(former: Mapping[str, Value], now: Mapping[str, Value]) -> Mapping[str, Value]:
    found: dict[str, Value] = {
        key: former[key] if former.get(key) == value else value for key, value in now.items()
    }
    unchanged = list(former) == list(found) and all(former[key] is value for key, value in found.items())
    return former if unchanged else found


def same(one: object, other: object) -> bool:
    """Whether two facts say the same to everybody: equal, and of the same types and decimal places throughout."""
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(map(same, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(map(same, one.items(), other.items()))
    if isinstance(one, frozenset):
        return all(isinstance(value, str) for value in one) or repr(one) == repr(other)
    return not isinstance(one, Decimal) or repr(one) == repr(other)
