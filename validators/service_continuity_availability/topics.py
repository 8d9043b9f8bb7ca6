"""Contents that a plan must have, looked for in sentences, rows and headings with something under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iso20k.document import Section, Table, Text
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import MIN_WORDS, Topic, uncovered
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell, informative_words

_DENIAL = deferred(
    r"\W*(?:no|none|not|nothing|there (?:is|are) (?:no|not|nothing|currently no))\b", re.IGNORECASE
)


def unsaid(
    topics: Sequence[Topic], artifact: Artifact, *sections: str, registers: Sequence[str] = ()
) -> tuple[Topic, ...]:
    """The topics of which these sections say nothing, neither in words nor under a heading of that name."""
    open_topics = uncovered(topics, artifact, *sections, registers=registers)
    return tuple(topic for topic in open_topics if not _under_heading(topic, artifact, sections))


def _under_heading(topic: Topic, artifact: Artifact, keys: Sequence[str]) -> bool:
    pattern = re.compile(rf"\b(?:{topic.words})", re.IGNORECASE)
    titles = {title for key in keys if key in artifact.sections for title in artifact.sections[key].headings}
    return any(
        section.title in titles and pattern.search(section.title) and _says(below)
        for section, below in _with_content(artifact)
    )


def _with_content(artifact: Artifact) -> Iterator[tuple[Section, list[Table | Text]]]:
    """Each heading with all that stands below it, deeper headings included."""
    parts = artifact.document.sections
    for number, section in enumerate(parts):
        below = list(section.blocks)
        for deeper in parts[number + 1 :]:
            if deeper.level <= section.level:
                break
            below.extend(deeper.blocks)
        yield section, below


def _says(blocks: Sequence[Table | Text]) -> bool:
    for block in blocks:
        if isinstance(block, Table):
            if any(sum(filled_cell(cell.text) for cell in row) >= 2 for row in block.rows):
                return True
        elif len(informative_words(block.text)) >= MIN_WORDS and not _DENIAL().match(block.text):
            return True
    return False
