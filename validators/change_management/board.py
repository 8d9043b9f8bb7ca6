"""The change advisory board: who sits in it, how often it meets, what it may decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.values.frequency import Frequency, find_frequencies, parse_frequency
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.negation import states
from iso20k.wording.persons import person_names
from iso20k.wording.sentences import sentences

_DECIDES = deferred(
    r"\b(?:approv\w*|authori[sz]\w*|decid\w*|reject\w*|decision (?:power|authority|body|right)s?)\b",
    re.IGNORECASE,
)
_MEMBERS = deferred(
    r"\b(?:(?:members?|participants?)(?: (?:are|is|include))?|consists? of|composed of|made up of|attended by)\b",
    re.IGNORECASE,
)


class Board(NamedTuple):
    """The CAB as the document describes it; empty texts and None for what it does not say."""

    members: tuple[str, ...]
    told_frequency: str
    frequency: Frequency | None
    quorum: str
    authority: str
    chair: str
    frequency_place: Place

    @property
    def interval(self) -> str:
        """The words that say how often it meets, such as 'weekly', without day and hour; '' for none."""
        found = find_frequencies(self.told_frequency)
        return found[0].text if found else ""


@derived
def board(chg: Artifact) -> Board:
    """What tables, fields and sentences of the CAB section say."""
    told = _field(chg, "frequency")
    sentence = "" if told else _sentence_with_frequency(chg)
    return Board(
        tuple(dict.fromkeys(_members(chg))),
        told or sentence,
        parse_frequency(told or sentence),
        _field(chg, "quorum"),
        _field(chg, "authority") or _authority_sentence(chg),
        _field(chg, "chair"),
        next((r.at("frequency") for r in chg.records("boards") if r.filled("frequency")), chg.home("boards")),
    )


def _field(chg: Artifact, key: str) -> str:
    return next((record.text(key) for record in chg.records("boards") if record.filled(key)), "")


def _members(chg: Artifact) -> Iterator[str]:
    for record in chg.records("cab"):
        if record.filled("person") or record.filled("role"):
            yield record.text("person") if record.filled("person") else record.text("role")
    for record in chg.records("boards"):
        yield from (name for name in split_list(record.text("members")) if filled_cell(name))
    section = chg.sections.get("cab")
    if not chg.records("cab") and section:
        for sentence in sentences(section.prose):
            found = _MEMBERS().search(sentence)
            if found and states(sentence, _MEMBERS()).verdict == "stated":
                told = sentence[found.end() :].strip(" .:")
                yield from person_names(told) or split_list(told)


def _sentence_with_frequency(chg: Artifact) -> str:
    section = chg.sections.get("cab")
    for text in section.texts if section else ():
        found = find_frequencies(text.text)
        if found and states(text.text, re.escape(found[0].text)).verdict == "stated":
            return found[0].text
    return ""


def _authority_sentence(chg: Artifact) -> str:
    section = chg.sections.get("cab")
    told = states(section.prose if section else "", _DECIDES())
    return told.sentence if told.verdict == "stated" else ""
