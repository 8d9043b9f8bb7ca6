"""Where a document speaks of a topic: under a heading of its own, in a row, in a column or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iso20k.document import Place, Section, Table, Text
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import MIN_WORDS, Topic, uncovered
from iso20k.judging.rule import Problem, Severity
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states


def parts(artifact: Artifact, key: str) -> Iterator[Section]:
    """The section of the outline and the headings below it, in document order."""
    home, level = artifact.sections.get(key), 0
    for section in artifact.document.sections if home else ():
        if level and section.level <= level:
            return
        if home and section.line == home.line:
            level = section.level
        if level:
            yield section


def says_something(section: Section) -> bool:
    """Whether a sentence or a row with content stands under the heading."""
    for block in section.blocks:
        if isinstance(block, Text) and len(informative_words(block.text)) >= MIN_WORDS:
            return True
        if isinstance(block, Table) and any(sum(filled_cell(c.text) for c in row) >= 2 for row in block.rows):
            return True
    return False


def untold(
    topics: Sequence[Topic], artifact: Artifact, *sections: str, registers: Sequence[str] = ()
) -> tuple[Topic, ...]:
    """The topics of which these sections say nothing; a heading of a topic's name with content under it covers it."""
    there = tuple(key for key in sections if key in artifact.sections)
    if not there:
        return tuple(topics)
    below = [part for key in there for part in tuple(parts(artifact, key))[1:]]
    return tuple(
        topic
        for topic in uncovered(topics, artifact, *there, registers=registers)
        if not any(
            re.search(rf"\b(?:{topic.words})", part.title, re.IGNORECASE) and says_something(part)
            for part in below
        )
    )


def denied(artifact: Artifact, words: str, *sections: str) -> str:
    """The sentence of these sections that only denies the words, '' when none does or another one states them."""
    prose = "\n".join(artifact.sections[key].prose for key in sections if key in artifact.sections)
    told = states(prose, rf"\b(?:{words})")
    return told.sentence if told.verdict == "doubtful" else ""


def untold_problem(
    artifact: Artifact, place: Place, message: str, words: str, *sections: str, whether: str
) -> Problem:
    """The problem of content that is not there: a warning that quotes the sentence when one only denies it (§4.0)."""
    quoted = denied(artifact, words, *sections)
    if not quoted:
        return Problem(place, message)
    doubt = f"it is doubtful {whether}: '{quoted}'"
    return Problem(place, doubt, severity=Severity.WARNING, missing=False)
