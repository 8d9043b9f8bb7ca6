"""The dates that top management has set itself, above all those of the two stages of the certification audit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.values.dates import Moment, find_moments, parse_moment
from iso20k.wording.filled import filled_cell

_STAGE = re.compile(
    r"\bstage[\s-]*(1|2|one|two|i{1,2})\b(?:\s*(?:and|&|\+|/)\s*(?:stage\s*)?(2|two|ii)\b)?", re.IGNORECASE
)
_SECOND = frozenset(("2", "two", "ii"))


class StageDate(NamedTuple):
    """When Stage 1 or Stage 2 is due, as written; `moment` is None when the text is no date or project month."""

    stage: int
    text: str
    moment: Moment | None
    place: Place


def stage_dates(profile: Artifact) -> Mapping[int, StageDate]:
    """The target dates of Stage 1 and Stage 2 by stage; a stage without a filled date is left out.

    The milestone table is read first, then the prose of the section ('Stage 1 audit in 6 months, Stage 2 in 9').
    """
    found: dict[int, StageDate] = {}
    for date in (*_from_table(profile), *_from_prose(profile)):
        found.setdefault(date.stage, date)
    return found


def _from_table(profile: Artifact) -> Iterator[StageDate]:
    for row in profile.records("milestones"):
        text = row.text("due")
        if filled_cell(text):
            for stage in stages_in(row.text("milestone")):
                yield StageDate(stage, text, parse_moment(text), row.at("due"))


def _from_prose(profile: Artifact) -> Iterator[StageDate]:
    section = profile.sections.get("commitment")
    for text in section.texts if section else ():
        hits = [*_STAGE.finditer(text.text)]
        for hit, after in zip_longest(hits, hits[1:]):
            end = after.start() if after else len(text.text)
            moments = find_moments(text.text[hit.end() : end])
            if moments:
                for stage in stages_in(hit.group()):
                    yield StageDate(stage, moments[0].text, moments[0], profile.at(text))


def stages_in(text: str) -> tuple[int, ...]:
    """The stages of the certification audit that a text names: 1, 2, both or none."""
    named = {
        2 if word.lower() in _SECOND else 1 for hit in _STAGE.finditer(text) for word in hit.groups() if word
    }
    return tuple(sorted(named))
