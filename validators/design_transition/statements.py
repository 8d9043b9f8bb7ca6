"""What sections state in sentences and cells, and which contents a table or its prose leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, SectionText
from iso20k.judging.checks import Topic, uncovered, unfilled
from iso20k.judging.rule import Problem
from iso20k.values.dates import Moment, find_moments, parse_moment
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration, find_durations
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import Statement, states
from iso20k.wording.sentences import plain, sentences

#: A sentence of fewer informative words mentions a topic and says nothing about it.
_MIN_WORDS = 3
_DENIAL = deferred(
    r"(?:none|nil|no|not|never|open|missing|nothing|pending)(?: (?:yet|not|planned|covered|available|defined|done|addressed|needed|"
    r"required|considered|written|there|documented|applicable|due|known|started|reviewed|accepted|verified|evaluated|assessed|checked|reported|held|open|plan|contract)){0,3}\.?",
    re.IGNORECASE,
)
_NOT = deferred(r"\b(?:not|no|never|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_NOT_BEHIND = deferred(
    r"\w*(?:[\s,/]+(?!(?:who|that|which|when|if|where|because|until|unless|but)\b)[\w-]+){0,8}?\s+"
    r"(?:is|are|was|were|do|does|has|have) (?:not|never)\b",
    re.IGNORECASE,
)
_NO_BEFORE = deferred(r"\bno (?:new )?$", re.IGNORECASE)
#: Sentences that deny in order to demand.
_ASKING = deferred(r"\b(?:without|unless|until|not only)\b|^\W*no\b[^,]{1,60}, no\b", re.IGNORECASE)
_TO_COME = deferred(
    r"\W*(?:due|planned|expected|scheduled|target|not|before|open|pending|awaiting)\b", re.IGNORECASE
)
_NO_SPAN = deferred(r"\b(?:an?)(?:[dhmswy]|bd)\b", re.IGNORECASE)
_ASKED = deferred(r"\[[^\[\]\n]{2,200}\]")


def stated(artifact: Artifact, pattern: str, *sections: str, cells: Sequence[str] = ()) -> Statement:
    """What the sentences of `sections`, and the table cells of `cells`, say about a pattern of words.

    A single word and a table row with one filled cell state nothing; a denial is doubtful. Without any section named the
    whole document is looked at.
    """
    named = sections or (() if cells else tuple(artifact.sections))
    texts = [
        text for key in named if key in artifact.sections for text in sentences_of(artifact.sections[key])
    ]
    texts += [cell for key in cells if key in artifact.sections for cell in _cells(artifact.sections[key])]
    doubtful = Statement("absent", "")
    for text in texts:
        said = _told(text, pattern)
        if said.verdict == "stated":
            return said
        doubtful = said if said.verdict == "doubtful" and doubtful.verdict == "absent" else doubtful
    return doubtful


def _told(text: str, pattern: str) -> Statement:
    """What the sentences of a text state, denials included that stand within, right before or behind the words."""
    doubtful = Statement("absent", "")
    for sentence in sentences(plain(text)):
        said = states(sentence, pattern)
        if said.verdict == "stated" and not _denied(sentence, pattern):
            return said
        if said.verdict != "absent" and doubtful.verdict == "absent":
            doubtful = Statement("doubtful", sentence)
    return doubtful


def _denied(sentence: str, pattern: str) -> bool:
    """'The CMDB is not updated', 'training and support are not planned', 'no SLA is drafted'; 'no RFC, no go-live' asks."""
    if _ASKING().search(sentence):
        return False
    return all(
        _NOT().search(hit.group())
        or _NOT_BEHIND().match(sentence, hit.end())
        or _NO_BEFORE().search(sentence[: hit.start()])
        for hit in re.finditer(pattern, sentence, re.IGNORECASE)
    )


def sentences_of(section: SectionText) -> Iterator[str]:
    """The paragraphs and items that say something; what a template only asks for in brackets is not said."""
    for text in section.texts:
        said = _ASKED().sub(" ", text.text) if "[" in text.text else text.text
        if len(informative_words(said)) >= _MIN_WORDS:
            yield said


def _cells(section: SectionText) -> Iterator[str]:
    for table in section.tables:
        for row in table.rows:
            filled = [cell.text for cell in row if filled_cell(cell.text)]
            if len(filled) >= 2:
                yield from filled


def says(record: Record, name: str) -> bool:
    """Whether a row says something beside its `name`; "none" and "not yet" deny it, a reason behind them does not."""
    others = (cell.text for key, cell in record.cells.items() if key != name)
    return any(filled_cell(text) and not denies(text) for text in others)


def denies(text: str) -> bool:
    """Whether a cell only says that something is not there: "none", "not yet planned"."""
    return _DENIAL().fullmatch(text.strip()) is not None


def lacking(
    artifact: Artifact, topics: Sequence[Topic], register: str, *sections: str, cells: Sequence[str] = ()
) -> tuple[Topic, ...]:
    """The topics that neither a row of the register, nor a sentence of the sections, nor one of the `cells` covers.

    A row that names the topic decides: empty or denied, it stays lacking whatever is written elsewhere. Tables that are
    not read as the register are looked at when it has no rows.
    """
    return tuple(topic for topic in topics if not _covered(artifact, topic, register, sections, cells))


def _covered(
    artifact: Artifact, topic: Topic, register: str, sections: Sequence[str], cells: Sequence[str]
) -> bool:
    pattern = rf"\b(?:{topic.words})"
    name = artifact.schema.register(register).name
    rows = [row for row in artifact.records(register) if row.filled(name)]
    naming = [row for row in rows if re.search(pattern, row.text(name), re.IGNORECASE)]
    if naming:
        return any(says(row, name) for row in naming)
    if stated(artifact, pattern, *sections, cells=cells).verdict == "stated":
        return True
    tables = {key: part._replace(texts=()) for key, part in artifact.sections.items() if key in sections}
    return not rows and bool(tables) and not uncovered((topic,), artifact.with_sections(tables))


def spans(text: str) -> tuple[Duration, ...]:
    """The durations that a sentence mentions; 'and', 'as' and 'any' are no 'an d', 'a s' and 'an y'."""
    return find_durations(_NO_SPAN().sub(",", text))


def moment_in(text: str) -> Moment | None:
    """The date or project month of a cell, also with words around it; None for 'not yet'."""
    whole = parse_moment(text)
    if whole is not None:
        return whole
    found = find_moments(text)
    return found[-1] if found and filled_cell(text) else None


def done_on(text: str) -> Moment | None:
    """When something was done; 'due 2026-10-09' and 'planned for October' are not done."""
    return None if _TO_COME().match(text) else moment_in(text)


def thin(
    records: Sequence[Record], noun: str, name: str, fields: Mapping[str, str], home: Place
) -> Iterator[Problem]:
    """Rows that leave fields empty; a field that all rows leave empty is one problem of the table."""
    empty = {key for key in fields if len(records) > 1 and not any(r.filled(key) for r in records)}
    for key in empty:
        fields_word = fields[key]
        yield Problem(home, f"no {noun} has {article(fields_word)}")
    rest = {key: word for key, word in fields.items() if key not in empty}
    for record in records:
        yield from unfilled(record, f"the {noun} '{record.text(name)}'", rest)


def article(noun: str) -> str:
    """A noun with its indefinite article: 'an entry criterion'."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def lowered(name: str) -> str:
    """A name within a sentence: 'Functional testing' is 'functional testing', 'Go-Live' 'go-live', 'SLA targets' stays."""
    parts = re.split(r"([\s-]+)", name)
    titled = all(part[:1].isupper() for part in parts[::2] if part[:1].isalpha())
    last = len(parts) if titled else 1
    return "".join(part.lower() if n < last and part[1:].islower() else part for n, part in enumerate(parts))
