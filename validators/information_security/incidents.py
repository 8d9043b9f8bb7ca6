"""Security incidents: their classes, whom they reach in which time, and how they join the incident process."""

from __future__ import annotations

import re
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import MIN_WORDS
from iso20k.values.duration import Duration, find_durations, parse_duration
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import Statement, states
from iso20k.wording.sentences import sentences
from validators.service_management_plan.prose import prose_of

_NO_UNIT = re.compile(r"\b(?:and|any|as|am|ad|ah|aw|ay)\b", re.IGNORECASE)  # they read like 'a s', 'an d'
_AT_ONCE = re.compile(r"\b(?:immediate(?:ly)?|at once|without delay|right away|instantly)\b", re.IGNORECASE)
_NONE = re.compile(r"^\W*(?:none|nil|no|not)\b", re.IGNORECASE)
_LINK = (
    r"(?<!security )incident (?:and (?:service )?request )?(?:management|process|procedure|priority|matrix)|major incident"
    r"|service desk|help desk|clause 8\.[16]"
)


class SecurityClass(NamedTuple):
    """A class of security incidents; `notify` is None when no time can be read."""

    record: Record
    name: str
    priority: str
    escalate: str
    notify: Duration | None

    @property
    def label(self) -> str:
        """How messages call it."""
        return f"the class '{self.name}'"

    @property
    def needs_no_notice(self) -> bool:
        """Whether the class says, with a reason, that nobody has to be told."""
        told = self.record.text("notify")
        return bool(_NONE.match(told)) and len(informative_words(told)) >= 3


@derived
def classes(sec: Artifact) -> tuple[SecurityClass, ...]:
    """The classes of the table, in document order."""
    return tuple(
        SecurityClass(
            row,
            row.text("name"),
            row.text("priority") if row.filled("priority") else "",
            row.text("escalate") if row.filled("escalate") and not _NONE.match(row.text("escalate")) else "",
            _time(row.text("notify")),
        )
        for row in sec.records("classes")
        if row.filled("name")
    )


def _time(text: str) -> Duration | None:
    if not filled_cell(text):
        return None
    found = find_durations(_NO_UNIT.sub(" ", text))
    return parse_duration(text) or (
        found[0] if found else parse_duration("0 h") if _AT_ONCE.search(text) else None
    )


@derived
def link_to_incidents(sec: Artifact) -> Statement:
    """Whether the document says how security incidents enter the incident process."""
    return told(sec, _LINK)


def told(sec: Artifact, words: str) -> Statement:
    """What the sentences about security incidents say of a matter; a sentence of a few words says nothing."""
    section = sec.sections.get("incidents")
    known = [s for s in sentences(prose_of(section)) if len(informative_words(s)) >= MIN_WORDS]
    answers = [states(sentence, words) for sentence in known]
    stated = (answer for answer in answers if answer.verdict == "stated")
    doubtful = (answer for answer in answers if answer.verdict == "doubtful")
    return next(stated, None) or next(doubtful, None) or Statement("absent", "")
