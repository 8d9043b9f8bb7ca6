"""Duties that a change softens: 'must' that becomes 'should', a figure that vanishes from a sentence, 'always' that is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.values.digits import COUNT
from iso20k.wording.sentences import sentences

#: Sentences that share this part of their words are one sentence in two versions.
ALIKE = 0.5
_STRENGTHS = (
    (3, re.compile(r"\b(?:must|shall|has to|have to|(?:is|are) (?:required|obliged)|mandatory)\b", re.IGNORECASE)),
    (2, re.compile(r"\b(?:should|ought to|(?:is|are) expected to|recommended|normally|usually|as a rule)\b", re.IGNORECASE)),
    (1, re.compile(r"\b(?:may|can|could|might|optional(?:ly)?|where (?:possible|practicable)|if (?:possible|time allows)|best effort|as (?:soon as )?possible|when needed)\b", re.IGNORECASE)),
)  # fmt: skip
_ABSOLUTE = re.compile(
    r"\b(?:always|never|every|each|all|without exception|in every case|at once|immediately)\b", re.IGNORECASE
)
_FIGURE = re.compile(
    rf"(?<![\w.-])(?:{COUNT})(?![\w-])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


class Softened(NamedTuple):
    """A sentence that binds less than before: both versions, where the newer one stands, and what was lost."""

    before: str
    after: str
    place: Place
    lost: str


def softened(before: Artifact, after: Artifact) -> Iterator[Softened]:
    """The sentences of a document that bind less than in its earlier version, in its order; table cells of registers are
    left to the promises."""
    old = [told for told, _ in _told(before)]
    known = set(old)
    new = [(told, place) for told, place in _told(after) if told not in known]
    gone = [told for told in old if told not in {said for said, _ in _told(after)}]
    for told, place in new:
        earlier = max(gone, key=lambda other: _likeness(other, told), default="")
        if earlier and _likeness(earlier, told) >= ALIKE and (lost := _loss(earlier, told)):
            gone.remove(earlier)
            yield Softened(earlier, told, place, lost)


def _told(artifact: Artifact) -> Iterator[tuple[str, Place]]:
    for section in artifact.sections.values():
        for text in section.texts:
            for sentence in sentences(text.text):
                yield " ".join(sentence.split()), Place(artifact.path, text.line)


def _likeness(one: str, other: str) -> float:
    first, second = (re.findall(r"\w+", text.casefold()) for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _loss(before: str, after: str) -> str:
    """What the newer sentence lacks, '' when it binds as much."""
    first, second = _strength(before), _strength(after)
    if second and (first or 3) > second:
        word = next(pattern.search(after) for level, pattern in _STRENGTHS if level == second)
        former = f"'{_word(before, first)}'" if first else "a plain duty"
        return f"{former} became '{word.group() if word else ''}'"
    figures = _FIGURE.findall(before)
    if figures and not _FIGURE.search(after):
        return f"the figure {figures[0]} vanished"
    dropped = Counter(map(str.lower, _ABSOLUTE.findall(before)))
    added = Counter(map(str.lower, _ABSOLUTE.findall(after)))
    lost = dropped - added
    return f"'{next(iter(lost))}' was dropped" if lost and not added - dropped else ""


def _strength(sentence: str) -> int:
    """The weakest word of duty in a sentence: what 'must, where possible' asks is what is possible. 0 for none."""
    found = [level for level, pattern in _STRENGTHS if pattern.search(sentence)]
    return min(found, default=0)


def _word(sentence: str, level: int) -> str:
    match = next((p.search(sentence) for strength, p in _STRENGTHS if strength == level), None)
    return match.group() if match else ""
