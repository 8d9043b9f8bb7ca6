"""The figures that the review states, so that they can be compared with each other and with those of other documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from iso20k.document import Place, Section, Table
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.dates import Moment, find_moments
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.listing import find_identifiers
from iso20k.values.signs import plain
from iso20k.wording.sentences import sentences

_PERCENT = deferred(
    r"(?P<before>.{0,24}?)(?<![\w.,])(?P<value>[0-9]{1,3}(?:[.,][0-9]{1,4})?)(?= ?(?:%|percent\b))",
    re.IGNORECASE,
)
_AIM = deferred(
    r"(?:\btargets?\b|\bgoal\b|\baims?\b|\bthreshold\b|\bpromised?\b|\bagreed\b|>=?|<=?|\bat least\b|\bat most\b)(?: value)?(?: of| is| at|:|)?[ (:>=<]*$",
    re.IGNORECASE,
)
_SCORE = deferred(
    r"(?<![\w.,/-])(?P<value>-?[0-9]{1,3}(?:[.,][0-9]{1,2})?)(?P<plus>\+)?(?![\w/-]|[.,][0-9]|\s?%)"
)
#: What may stand between a metric and its result: 'NPS score of the last survey: 42', not 'NPS of enterprise customers 55'.
_GAP = deferred(
    r"[\s:=(,–-]*(?:(?:scores?|results?|value|latest|last|overall|current|survey|the|of|is|at|in|stands|now|reached)\b[\s:=(,]*){0,6}",
    re.IGNORECASE,
)
_METRICS: Mapping[str, str] = {
    "NPS": r"\bNPS\b|net[ -]promoter(?: score)?",
    "CSAT": r"\bCSAT\b|customer satisfaction score",
}
#: What is counted as a whole, by the words behind the number; a number of something narrower is another figure.
_COUNTED: Mapping[str, str] = {
    "findings": r"(?:audit )?findings",
    "CAPAs": r"CAPAs?(?: in all| in total)",
    "objectives": r"objectives",
    "decisions": r"decisions",
}
_TOTAL = deferred(r"(?:\ball|\bof|\bthe|\btotal of|^|[;:(])\s*$", re.IGNORECASE)
#: Objectives and findings of something else than the SMS as a whole.
_PARTIAL = deferred(r"\b(?:security|environment\w*|supplier|department|team|Stage [12])\b", re.IGNORECASE)
_WHOLE_BEHIND = deferred(
    r"\s*(?:$|[,;.:()|]|from (?:the |an? )?(?:internal )?audits?\b|of the (?:internal )?audits?\b|in all\b|in total\b|on track\b|taken\b|with owner)",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A figure as stated: what it measures, the period or day it is for ('' for none), its value, and where."""

    what: str
    when: str
    value: Decimal
    place: Place

    @property
    def said(self) -> str:
        """How messages call what it measures: 'NPS of July 2026'."""
        return f"{self.what} of {self.when}" if self.when else self.what


@derived
def stated(review: Artifact) -> tuple[Figure, ...]:
    """The figures of the whole document that can be told apart, in document order."""
    return tuple(chain(*review.each_section(_stated_in, review.path)))


def _stated_in(section: Section, path: str) -> tuple[Figure, ...]:
    texts = _texts(section)
    return tuple(figure for text, subject, spot in texts for figure in _in(text, subject, Place(path, *spot)))


def _texts(section: Section) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Sentences, and the rows of tables as one text with their first cell, which tells what the others are about."""
    for block in section.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                spot = (row[0].line, row[0].column)
                yield plain("; ".join(cell.text for cell in row)), plain(row[0].text), spot
        else:
            yield from ((plain(sentence), "", (block.line, 0)) for sentence in sentences(block.text))


def _in(text: str, subject: str, place: Place) -> Iterator[Figure]:
    slas = find_identifiers(text, ("SLA",))
    if len(slas) == 1:
        yield from _of_sla(slas[0], text, place)
    for metric in _METRICS:
        targets, results = scores(metric, text)
        yield from (Figure(f"the {metric} target", "", value, place) for value in targets)
        yield from (Figure(f"the {metric}", when, value, place) for value, when in results)
    yield from _counts(text, subject, place)


def _of_sla(sla: str, text: str, place: Place) -> Iterator[Figure]:
    targets, results = percents(text)
    if len(targets) == 1:
        yield Figure(f"the target of {sla}", "", targets[0], place)
    months = find_moments(text)
    if len(results) == 1 and len({month.text for month in months}) == 1:
        yield Figure(f"the result of {sla}", _when(months[0]), results[0], place)


def percents(text: str) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    """The percentages of a text that are targets, and those that are results."""
    targets: list[Decimal] = []
    results: list[Decimal] = []
    for found in _PERCENT().finditer(plain(text)):
        value = Decimal(found["value"].replace(",", "."))
        (targets if _AIM().search(found["before"]) else results).append(value)
    return tuple(targets), tuple(results)


def scores(metric: str, text: str) -> tuple[tuple[Decimal, ...], tuple[tuple[Decimal, str], ...]]:
    """The targets of a metric that a text names, and its results with the period or day that stands behind each."""
    words = _METRICS.get(metric, re.escape(metric))
    targets: list[Decimal] = []
    results: list[tuple[Decimal, str]] = []
    for piece in re.split(rf"(?=(?:{words}))", plain(text), flags=re.IGNORECASE):
        head = re.match(words, piece, re.IGNORECASE)
        if head is None:
            continue
        rest = _without_other(piece[head.end() :], metric)
        blank = _blanked(rest)
        seen = False
        for found in _SCORE().finditer(blank):
            value = Decimal(found["value"].replace(",", "."))
            if found["plus"] or _AIM().search(blank[: found.start()]):
                targets.append(value)
            elif not seen and _GAP().fullmatch(blank[: found.start()]):
                when = find_moments(rest[found.end() :][:40])
                results.append((value, _when(when[0]) if when else ""))
                seen = True
    return tuple(targets), tuple(results)


def _without_other(text: str, metric: str) -> str:
    """The text up to where another metric begins."""
    others = "|".join(words for name, words in _METRICS.items() if name != metric)
    return re.split(others, text, maxsplit=1, flags=re.IGNORECASE)[0]


def _blanked(text: str) -> str:
    """Dates and identifiers hold digits that are no scores; they are overwritten, so that places stay."""
    for moment in find_moments(text):
        text = text.replace(moment.text, " " * len(moment.text))
    return re.sub(r"\b[A-Z]{2,}(?:-[A-Z0-9]+)*-\d+\b", lambda found: " " * len(found.group()), text)


def _when(moment: Moment) -> str:
    return moment.text


def _counts(text: str, subject: str, place: Place) -> Iterator[Figure]:
    """Counts of all there are; a row counts what its subject says, which may be one audit of several."""
    if _PARTIAL().search(text):
        return
    for what, words in _COUNTED.items():
        for found in re.finditer(rf"(?<![\w.,-])(?P<count>{COUNT}) (?:{words})\b", text, re.IGNORECASE):
            whole = what == "CAPAs" or (
                _TOTAL().search(text[: found.start()]) and _WHOLE_BEHIND().match(text[found.end() :])
            )
            value = number_of(found["count"])
            if whole and value is not None:
                yield Figure(f"the number of {what}", subject, value, place)


def contradictions(figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, Figure]]:
    """Figures of the same thing with another value, each with the first one; a figure without a date may be any of those
    with dates."""
    first: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        known = first.setdefault((figure.what, figure.when), figure)
        if known.value != figure.value:
            yield figure, known
    for (what, when), figure in first.items():
        dated = [other for (name, day), other in first.items() if name == what and day and not when]
        if dated and figure.value not in {other.value for other in dated}:
            yield figure, dated[-1]
