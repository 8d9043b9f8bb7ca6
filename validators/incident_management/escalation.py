"""Escalation read as two paths: functional to more knowledge, hierarchical to more authority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.sentences import sentences
from validators.incident_management.statements import lines
from validators.incident_management.targets import read_time

FUNCTIONAL, HIERARCHICAL = "functional", "hierarchical"
_AUTHORITY = deferred(
    r"\b(?:manager|head|director|chief|c[eiotf]o|vp|executives?|management|sponsor|board|owner|supervisor|president"
    r"|(?:team|shift|unit|group|desk) lead(?:er)?|lead)\b",
    re.IGNORECASE,
)
_SUPPORT = deferred(
    r"\bL[0-4]\b|\b(?:tier|line) ?[0-4]\b|\b(?:[1-4](?:st|nd|rd|th)|first|second|third)[ -](?:level|line|tier)\b",
    re.IGNORECASE,
)
_SHORT = deferred(r"\bL[0-4]\b")
_ARROW = deferred(r"\s*(?:→|⇒|➔|>>|-{1,2}>|=>)\s*")
_LEAD = deferred(
    r"^.*?(?:escalat\w*|path|chain)?\s*(?:is|are|goes|runs|:|–|—|\bfrom\b)\s+(?=\S)", re.IGNORECASE
)
_TAIL = deferred(r"[,.;:]| [–—] | after | when | within ", re.IGNORECASE)
_REMARK = deferred(r"\s*\([^()]*\)")


class Step(NamedTuple):
    """One escalation: from whom ('' when only the receiver is named) to whom, on what trigger, after what time."""

    kind: str
    source: str
    target: str
    trigger: str
    after: Duration | None
    place: Place


@derived
def steps(incident: Artifact) -> tuple[Step, ...]:
    """The escalations of the tables, in document order."""
    return tuple(step for record in incident.records("escalation") if (step := _step(record)))


def _step(record: Record) -> Step | None:
    source = record.text("from") if record.filled("from") else ""
    target = next((record.text(key) for key in ("to", "role", "level") if record.filled(key)), "")
    if not source and "from" in record.cells:
        return None
    if not target or sum(filled_cell(cell.text) for cell in record.cells.values()) < 2:
        return None
    after = read_time(record.text("after")) or read_time(record.text("trigger"))
    return Step(_kind(record), source, target, record.text("trigger"), after, record.place)


def _kind(record: Record) -> str:
    told = record.text("kind").lower()
    for kind in (FUNCTIONAL, HIERARCHICAL):
        if kind[:8] in told or record.home == kind:
            return kind
    if "technical" in told:
        return FUNCTIONAL
    if "manage" in told:
        return HIERARCHICAL
    whom = " ".join(record.text(key) for key in ("from", "to", "role"))
    by_support = _SUPPORT().search(whom) is not None
    return HIERARCHICAL if _AUTHORITY().search(whom) and not by_support else FUNCTIONAL


@derived
def path(incident: Artifact, kind: str) -> tuple[str, ...]:
    """The levels of a path in their order, each once: ('L1', 'L2', 'L3'), ('Team Lead', 'Service Manager', 'CTO').

    Tables say it, else arrows in a sentence that names the kind, else the list below a heading of that kind.
    """
    found: dict[str, str] = {}
    for step in steps(incident):
        if step.kind == kind:
            for name in (step.source, step.target):
                if name and short(name):
                    found.setdefault(normalise(short(name)), short(name))
    levels = tuple(found.values())
    return levels if len(levels) >= 2 else max((levels, *_in_prose(incident, kind)), key=len)


def _in_prose(incident: Artifact, kind: str) -> Iterator[tuple[str, ...]]:
    own = lines(incident, kind) if kind in incident.sections else ()
    for line in (*lines(incident, "escalation"), *own):
        for sentence in sentences(line.headed):
            parts = _ARROW().split(sentence)
            if line not in own and kind not in sentence.lower():
                continue
            if len(parts) > 1:
                yield _chain(parts)
            elif kind == FUNCTIONAL and len(found := dict.fromkeys(_SUPPORT().findall(sentence))) > 1:
                yield tuple(found)
    if items := _items(incident, kind):
        yield items


def _chain(parts: list[str]) -> tuple[str, ...]:
    first = _LEAD().sub("", parts[0])
    last = _TAIL().split(parts[-1])[0]
    return tuple(short(part) for part in (first, *parts[1:-1], last) if short(part))


def _items(incident: Artifact, kind: str) -> tuple[str, ...]:
    section = incident.sections.get(kind)
    listed = [text.text for text in section.texts if text.item and filled_cell(text.text)] if section else []
    return tuple(short(_TAIL().split(text)[0]) for text in listed)


def short(name: str) -> str:
    """A level as people say it: 'L1' of 'L1 Help Desk (agents)', 'Team Lead' of 'Team Lead (Tom Fraser)'."""
    code = _SHORT().search(name)
    return code.group() if code else _REMARK().sub("", name).strip(" .,;:*")
