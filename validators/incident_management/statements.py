"""What a document says line by line: sentences, list items and table rows that can be asked for words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from iso20k.document import Cell, Place, Section, Table, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import Topic, missing_stages
from iso20k.judging.rule import Problem, Severity
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import Verdict, states
from iso20k.wording.sentences import sentences

_ASKED = deferred(r"\[[^\[\]\n]{2,200}\]")
_LABELLED = deferred(r"[^:.\n]{1,60}:\s+(\S.*)", re.DOTALL)
_NOTHING = deferred(
    r"\W*(?:none|no|nil|nobody|nothing|never|missing|not (?:yet )?(?:defined|agreed|documented|done|required|used))\W*",
    re.IGNORECASE,
)

#: 'The definition is agreed with customers' says something, 'Major incident review' mentions something.
_MIN_WORDS = 3


class Line(NamedTuple):
    """A paragraph, a list item or a table row: `text` without and `headed` with the headings that belong to it."""

    text: str
    headed: str
    place: Place
    row: bool = False


class Answer(NamedTuple):
    """What lines say about something: 'stated', 'doubtful' (every mention is denied) or 'absent', and the line."""

    verdict: Verdict
    line: Line | None = None
    sentence: str = ""


@derived
def lines(artifact: Artifact, *keys: str) -> tuple[Line, ...]:
    """All that these sections say (the whole document when none is named), in document order.

    A row that fills one cell only, a label without a value, a short remark and a bracket placeholder say nothing.
    """
    found: list[Line] = []
    around: list[tuple[int, str]] = []
    for section in artifact.document.sections:
        while around and around[-1][0] >= section.level:
            around.pop()
        key = artifact.schema.section_named(section.title) if section.level > 1 else ""
        if key:
            around.append((section.level, key))
        if keys and not any(name in keys for _, name in around):
            continue
        label = section.title if section.level > 2 and key not in keys else ""
        found.extend(_lines_of(artifact, section, label))
    return tuple(found)


def _lines_of(artifact: Artifact, section: Section, label: str) -> Iterator[Line]:
    head = f"{label}: " if label else ""
    for block in section.blocks:
        if isinstance(block, Table):
            for text, headed, line in _rows(block):
                yield Line(text, head + headed, artifact.at(line), row=True)
        elif text := _said(block, labelled=bool(label)):
            yield Line(text, head + text, artifact.at(block))


def _said(block: Text, *, labelled: bool) -> str:
    text = _ASKED().sub(" ", block.text) if "[" in block.text else block.text
    value = _LABELLED().fullmatch(text.strip())
    if value:
        return text if _says(value[1]) else ""
    enough = 1 if labelled else _MIN_WORDS - block.item  # a step of a list is short: "Closure by the agent"
    return text if len(informative_words(text)) >= enough else ""


def _rows(table: Table) -> Iterator[tuple[str, str, int]]:
    """The rows that say something, without and with the headings of their columns, and their lines."""
    heads = [cell.text for cell in table.header]
    for row in table.rows:
        cells = [(head, cell) for head, cell in zip(heads, row, strict=False) if filled_cell(cell.text)]
        if len(cells) < 2 or not any(_says(cell.text) for _, cell in cells[1:]):
            continue
        if len(heads) == 2:
            pair = f"{_bare(cells[0][1])}: {_bare(cells[1][1])}"
            yield pair, pair, row[0].line
        else:
            bare = "; ".join(_bare(cell) for _, cell in cells)
            yield bare, "; ".join(f"{head}: {_bare(cell)}" for head, cell in cells), row[0].line


def _bare(cell: Cell) -> str:
    return " ".join(cell.text.split()).rstrip(".")


def _says(text: str) -> bool:
    return filled_cell(text) and not _NOTHING().fullmatch(text)


def asked(said: Iterable[Line], deciding: str, *others: str) -> Answer:
    """Whether some line states what `deciding` matches and mentions all `others` beside it."""
    doubtful = Answer("absent")
    for line in said:
        if all(re.search(other, line.headed, re.IGNORECASE) for other in others):
            told = states(line.headed, deciding)
            if told.verdict == "stated":
                return Answer("stated", line, told.sentence)
            if told.verdict == "doubtful" and doubtful.verdict == "absent":
                doubtful = Answer("doubtful", line, told.sentence)
    return doubtful


def answers(said: Iterable[Line], deciding: str, *others: str) -> tuple[Line, ...]:
    """Every line that states what `deciding` matches and mentions all `others` beside it."""
    return tuple(line for line in said if asked((line,), deciding, *others).verdict == "stated")


def unanswered(answer: Answer, home: Place, claim: str, absent: str = "") -> Iterator[Problem]:
    """A problem when nothing says that `claim` holds; a warning that quotes the sentence when it is only denied."""
    if answer.verdict == "absent":
        yield Problem(home, absent or f"nothing says that {claim}")
    elif answer.verdict == "doubtful" and answer.line:
        quoted = f"it is doubtful whether {claim}: '{answer.sentence}'"
        yield Problem(answer.line.place, quoted, severity=Severity.WARNING, missing=False)


def uncovered_stages(
    artifact: Artifact, register: str, section: str, expected: Sequence[Topic]
) -> tuple[Topic, ...]:
    """The stages of a procedure that neither a stage's name, its activities nor a sentence of the section stands for.

    `register` has the columns 'stage' and 'activities'; a stage that only has a name is no stage.
    """
    steps = [record for record in artifact.records(register) if _is_step(record)]
    names = [record.text("stage") for record in steps]
    told = [record.text("activities") for record in steps]
    told += [line.headed for line in lines(artifact, section) if not steps or not line.row]
    return tuple(
        stage
        for stage in missing_stages(names, expected)
        if not any(_states_stage(sentence, stage) for text in told for sentence in sentences(text))
    )


def _is_step(record: Record) -> bool:
    return sum(_says(cell.text) for cell in record.cells.values()) >= 2


def _states_stage(sentence: str, stage: Topic) -> bool:
    """Work is said with a verb: 'the record' and 'an incident record' are things."""
    return (
        states(sentence, rf"(?<!the )(?<!a )(?<!its )(?<!incident )(?<!problem )\b(?:{stage.words})").verdict
        == "stated"
    )
