"""The risks: how they are scored, what is acceptable, what is done about them, and who accepted the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, SectionText, derived
from iso20k.judging.workspace import Workspace
from iso20k.values.number import Rating, parse_rating
from iso20k.values.signs import plain
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.information_security.controls import controls, entries
from validators.service_management_plan.prose import prose_of

_ACCEPT = re.compile(r"\baccept|\btolera|\bappetite|\bthreshold", re.IGNORECASE)
_NUMBER = r"(?P<limit>[0-9]{1,3})"
_LOWER = rf"(?:up to|at most|<=|no(?:t)? (?:more|higher|greater) than|maximum(?: of)?|max\.?) ?{_NUMBER}|{_NUMBER.replace('limit', 'least')} or (?:less|lower|below)"
_BELOW = rf"(?:below|under|less than|lower than|<) ?{_NUMBER}"
_UPTO = rf"\b[01] ?(?:-|to) ?{_NUMBER}\b[^,;.]{{0,40}}accept"
_NAMED = rf"(?:threshold|limit|appetite)(?: \w+){{0,3}}?(?: is| of| at|:|=) ?{_NUMBER}"
_OVER = rf"(?:above|over|greater than|higher than|more than|exceed(?:s|ing)?|>) ?{_NUMBER}"
_FROM = rf"(?:>=|from|at least) ?{_NUMBER}|{_NUMBER.replace('limit', 'least')} (?:or|and) (?:more|higher|above|over|greater)|{_NUMBER.replace('limit', 'plus')}\+"
_TREAT = re.compile(
    r"treat|mitigat|reduc|not (?:be )?accept|never|unacceptable|must|needs?\b|require", re.IGNORECASE
)
_LEVEL = re.compile(r"\b(?:very low|low|medium|moderate|very high|high|critical)\b", re.IGNORECASE)
_SPAN = re.compile(r"^\D*(?:[0-9]{1,3} ?(?:-|to) ?)?(?P<limit>[0-9]{1,3})\D*$")
_KEEP = re.compile(
    r"^\W*(?:accept|retain|tolerate|avoid|terminate|transfer|share|insure|none\b|no\b)", re.IGNORECASE
)
_SUM = r"\bsum of|likelihood (?:\+|plus) impact|\bL ?\+ ?I\b|added together|highest of|\bCVSS"


class Risk(NamedTuple):
    """A risk with its ratings; those that cannot be read as a figure or a level are None.

    `controls` are those that its row names and those that say they treat it.
    """

    record: Record
    id: str
    threat: str
    services: tuple[str, ...]
    likelihood: Rating | None
    impact: Rating | None
    score: Rating | None
    residual: Rating | None
    controls: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it: its id, else its threat in quotes."""
        return self.id or f"the risk '{self.threat}'"

    @property
    def treated(self) -> bool:
        """Whether controls are to reduce it; accepting, avoiding and transferring need none."""
        return self.record.filled("treatment") and not _KEEP.match(self.record.text("treatment"))


class Threshold(NamedTuple):
    """The highest acceptable score; `inclusive` when a score equal to it is still acceptable."""

    rating: Rating
    inclusive: bool
    place: Place

    def exceeded_by(self, score: Rating) -> bool | None:
        """Whether a score needs action or acceptance; None for a word against a number."""
        if score.numeric != self.rating.numeric:
            return None
        return score.level > self.rating.level or (score.level == self.rating.level and not self.inclusive)


@derived
def risks(sec: Artifact) -> tuple[Risk, ...]:
    """The risks of the register, in document order."""
    rows = (row for row in sec.records("risks") if row.filled("threat") or row.filled("id"))
    return tuple(_risk(sec, row) for row in rows)


def _risk(sec: Artifact, row: Record) -> Risk:
    identifier = row.text("id") if row.filled("id") else ""
    likelihood, impact, score, residual = (
        parse_rating(row.text(key)) if row.filled(key) else None
        for key in ("likelihood", "impact", "score", "residual")
    )
    treating = (control.id or control.name for control in controls(sec) if _treats(control.risks, identifier))
    named = tuple(dict.fromkeys((*entries(row, "controls"), *treating)))
    threat = row.text("threat") if row.filled("threat") else ""
    return Risk(row, identifier, threat, entries(row, "asset"), likelihood, impact, score, residual, named)


def _treats(told: tuple[str, ...], identifier: str) -> bool:
    return bool(identifier) and any(normalise(text.split()[0]) == normalise(identifier) for text in told)


def multiplies(sec: Artifact) -> bool:
    """Whether scores are products; a document may say that it adds, or takes the highest."""
    section = sec.sections.get("risks")
    return states(prose_of(section), _SUM).verdict != "stated"


@derived
def threshold(sec: Artifact) -> Threshold | None:
    """The acceptable score as this document states it, in a sentence or a row 'up to 6 | acceptable'."""
    section = sec.sections.get("risks")
    return next(_thresholds(sec, section), None) if section else None


def threshold_of(workspace: Workspace, sec: Artifact) -> Threshold | None:
    """The acceptable score, from this document or, where it refers to the plan, from the plan's risk section."""
    own, plan = threshold(sec), workspace.artifact("service-management-plan")
    section = sec.sections.get("risks")
    told = sentences(prose_of(section))
    if (
        own
        or plan is None
        or not any("plan" in s.lower() and re.search(r"criteria|accept", s, re.IGNORECASE) for s in told)
    ):
        return own
    other = plan.sections.get("risks")
    return next(_thresholds(plan, other), None) if other else None


def _thresholds(artifact: Artifact, section: SectionText) -> Iterator[Threshold]:
    for text in section.texts:
        for sentence in sentences(text.text):
            if _ACCEPT.search(sentence) and (found := _stated(plain(sentence))):
                yield Threshold(*found, artifact.at(text))
    for table in section.tables:
        for row in table.rows:
            whole = " ".join(cell.text for cell in row[1:])
            accepts = re.search(r"\baccept(?:able|ed)?\b", whole, re.IGNORECASE) and not _TREAT.search(whole)
            if len(row) < 5 and accepts and (span := _SPAN.match(plain(row[0].text))):
                yield Threshold(
                    Rating(Decimal(span["limit"]), numeric=True), inclusive=True, place=artifact.at(row[0])
                )


def _stated(sentence: str) -> tuple[Rating, bool] | None:
    """The limit in a sentence about acceptance, and whether it belongs to what is acceptable."""
    demands = _TREAT.search(sentence) is not None
    for pattern, inclusive, fits in (
        (_NAMED, True, True),
        (_UPTO, True, not re.search(r"likelihood|scale|scored", sentence, re.IGNORECASE)),
        (_LOWER, True, not demands or "accept" in sentence.lower()),
        (_BELOW, False, True),
        (_OVER, True, demands),
        (_FROM, False, demands),
    ):
        found = re.search(pattern, sentence, re.IGNORECASE) if fits else None
        if found:
            limit = next(value for value in found.groupdict().values() if value)
            return Rating(Decimal(limit), numeric=True), inclusive
    words = [parse_rating(word) for word in _LEVEL.findall(sentence)]
    levels = [word for word in words if word]
    return (max(levels, key=lambda rating: rating.level), True) if levels and not demands else None


def has_scale(sec: Artifact) -> bool:
    """Whether the document says on which scale it scores: a table of levels, or a sentence with its ends."""
    if sum(filled_cell(row.text("level")) for row in sec.records("scale")) >= 2:
        return True
    section = sec.sections.get("risks")
    prose = plain(prose_of(section))
    scored = r"\b1 ?(?:-|to|\.\.+) ?[3-9]\b|\b[3-9] ?x ?[3-9]\b|\b(?:[3-9]|three|four|five)[ -](?:point|level|step)|low\b.{1,40}\bhigh\b"
    return states(prose, scored).verdict == "stated"
