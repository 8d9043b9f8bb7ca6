"""How complaints are handled, step by step and in which time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from iso20k.document import Place, Section, Text
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.checks import Topic, missing_stages
from iso20k.values.duration import Duration, find_durations, parse_duration
from iso20k.wording.filled import informative_words, is_placeholder
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.service_management_plan.prose import prose_of

RECEIPT = Topic("receipt and recording", r"recei|record|log|regist|captur|intake|acknowledg")
INVESTIGATION = Topic(
    "investigation", r"investigat|analy[sz]|examin|assess|root cause|look into|clarif|fact-finding"
)
ACTION = Topic(
    "action or resolution", r"act(?:s|ed|ion|ing)?\b|resol|remed|solv|solution|correct|decision|settle"
)
FEEDBACK = Topic(
    "report or feedback", r"report|feedback|inform|answer|repl|respon[sd]|communicat|notif|tell|told"
)
CLOSURE = Topic("closure", r"clos")
#: What a complaint must go through from the first word to the last.
LIFECYCLE = (RECEIPT, INVESTIGATION, ACTION, FEEDBACK, CLOSURE)

_NUMBERED = re.compile(r"^\s*(?:(?:stage|step|phase)\b\s*)?[0-9]{0,2}\s*[.):–—-]?\s*", re.IGNORECASE)
_ITEM = re.compile(r"^(?P<name>[^:\n–—]{3,60}?)\s*(?::|\s[–—-])\s+(?P<what>\S.*)$", re.DOTALL)
_NEXT_TOPIC = re.compile(r"\b(?:acknowledg|resol|clos|investigat|answered|log)\w*", re.IGNORECASE)
#: Short words that read like one of a unit ('a s', 'an d').
_NO_UNIT = re.compile(r"\b(?:and|any|as|am|ad|ah|aw|ay)\b", re.IGNORECASE)


class Stage(NamedTuple):
    """A stage of the procedure: what happens, who does it and in which time, as written; '' where nothing says it."""

    name: str
    what: str
    who: str
    limit: str
    place: Place
    limit_place: Place


class Limit(NamedTuple):
    """The time in which something must be done, and where that is promised."""

    duration: Duration
    place: Place


@derived
def stages(brm: Artifact) -> tuple[Stage, ...]:
    """The stages from the table or from headings with fields, else from a list or from headings with text."""
    rows = tuple(
        Stage(
            _bare(row.text("stage")), row.text("what"), row.text("who"), row.text("limit"),
            row.at("stage"), row.at("limit"),
        )
        for row in brm.records("stages")
        if row.filled("stage")
    )  # fmt: skip
    return rows or tuple(_listed(brm)) or tuple(_headed(brm))


def _bare(name: str) -> str:
    return _NUMBERED.sub("", name, count=1).strip() or name.strip()


def _listed(brm: Artifact) -> Iterator[Stage]:
    section = brm.sections.get("procedure")
    for text in section.texts if section else ():
        if text.item and not is_placeholder(text.text):
            told = _bare(text.text)
            found = _ITEM.match(told)
            name, what = (found["name"], found["what"]) if found else (told, "")
            if len(missing_stages([name], LIFECYCLE)) < len(LIFECYCLE) and len(name.split()) <= 8:
                yield Stage(name, what, "", what, brm.at(text), brm.at(text))


def _headed(brm: Artifact) -> Iterator[Stage]:
    for section in subsections(brm, "procedure"):
        words = "\n".join(block.text for block in section.blocks if isinstance(block, Text))
        name = _bare(section.title)
        if len(informative_words(words)) >= 2 and len(missing_stages([name], LIFECYCLE)) < len(LIFECYCLE):
            yield Stage(name, words, "", words, brm.at(section.line), brm.at(section.line))


def subsections(brm: Artifact, key: str) -> Iterator[Section]:
    """The headings under that of a section, down to the next one of its rank."""
    top: Section | None = None
    for section in brm.document.sections:
        if top is not None and section.level <= top.level:
            return
        if top is not None:
            yield section
        elif key in brm.sections and section.line == brm.sections[key].line:
            top = section


@derived
def lacking_stages(brm: Artifact) -> tuple[Topic, ...]:
    """The parts of a complaint's way that no stage stands for; without a table the sentences are asked too.

    Closing and reporting are often said inside another stage ('the sender is told and the complaint is closed').
    """
    known = stages(brm)
    lacking = missing_stages([stage.name for stage in known], LIFECYCLE)
    section = brm.sections.get("procedure")
    inside = "\n".join(stage.what for stage in known)
    prose = "" if brm.records("stages") else prose_of(section)
    return tuple(
        topic
        for topic in lacking
        if not (_said(prose, topic) or (topic in (FEEDBACK, CLOSURE) and _said(inside, topic)))
    )


def _said(text: str, topic: Topic) -> bool:
    return states(text, rf"\b(?:{topic.words})").verdict == "stated"


@derived
def acknowledgement(brm: Artifact) -> Limit | None:
    """In which time a complaint is acknowledged; None when no figure says it."""
    return _limit(brm, r"acknowledg", r"recei|intake")


@derived
def resolution(brm: Artifact) -> Limit | None:
    """In which time a complaint is resolved or closed; None when no figure says it."""
    return _limit(brm, r"resol|solution|remed|solv", r"clos|act(?:s|ed|ion)?\b|correct|answer")


def _limit(brm: Artifact, first: str, second: str) -> Limit | None:
    """The limit of the stage of that name, of one that does it, else of a sentence; 'after receipt' is where time starts."""
    for where in (_named(first), _limited(first), _named(second), _doing(first)):
        for stage in stages(brm):
            if where(stage) and (told := _duration(stage.limit, first)):
                return Limit(told, stage.limit_place)
    return _promised(brm, first) or (None if stages(brm) else _promised(brm, second))


def _named(words: str) -> Callable[[Stage], bool]:
    return lambda stage: re.search(rf"\b(?:{words})", stage.name, re.IGNORECASE) is not None


def _limited(words: str) -> Callable[[Stage], bool]:
    start = r"(?<!after )(?<!after the )(?<!from )(?<!from the )(?<!of )(?<!of the )"
    return lambda stage: re.search(rf"{start}\b(?:{words})", stage.limit, re.IGNORECASE) is not None


def _doing(words: str) -> Callable[[Stage], bool]:
    return lambda stage: states(stage.what, rf"\b(?:{words})").verdict == "stated"


def _duration(text: str, words: str) -> Duration | None:
    whole = parse_duration(text)
    if whole or not text:
        return whole
    near = _beside(text, re.compile(rf"\b(?:{words})\w*", re.IGNORECASE))
    found = _durations(text)
    return near or (found[0] if found else None)


def _promised(brm: Artifact, words: str) -> Limit | None:
    pattern = re.compile(rf"\b(?:{words})\w*", re.IGNORECASE)
    section = brm.sections.get("procedure")
    for text in section.texts if section else ():
        for sentence in sentences(text.text):
            if states(sentence, pattern).verdict == "stated" and (told := _beside(sentence, pattern)):
                return Limit(told, brm.at(text))
    return None


def _beside(sentence: str, pattern: re.Pattern[str]) -> Duration | None:
    """The duration behind the word, before the sentence turns to another matter, else the last one before it."""
    for hit in pattern.finditer(sentence):
        rest = sentence[hit.end() :]
        turn = _NEXT_TOPIC.search(rest)
        behind = _durations(rest[: turn.start()] if turn else rest)
        before = _durations(sentence[: hit.start()])
        if behind or before:
            return behind[0] if behind else before[-1]
    return None


def _durations(text: str) -> tuple[Duration, ...]:
    return find_durations(_NO_UNIT.sub(" ", text))
