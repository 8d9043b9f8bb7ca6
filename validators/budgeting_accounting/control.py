"""How money is steered: the steps of the budget year, approval limits, forecast reviews, the costing of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, SectionText, derived
from iso20k.judging.checks import MIN_WORDS
from iso20k.values.dates import find_moments, parse_moment
from iso20k.values.deferred import deferred
from iso20k.values.frequency import find_frequencies
from iso20k.values.money import parse_money
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.budgeting_accounting.layout import UNNAMED
from validators.budgeting_accounting.periods import span_of

_MONTH = deferred(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|year[- ]end|spring|autumn)\b",
    re.IGNORECASE,
)
_APPROVAL = deferred(r"\bapprov|\bsign[- ]?off|\brelease[sd]?\b|\bdecision", re.IGNORECASE)
_UNLIMITED = deferred(
    r"\b(?:no|any|un)\s?-?(?:limit(?:ed)?|amount)\b|\b(?:all|everything|above|beyond|over)\b", re.IGNORECASE
)
_SPENDING = (
    r"\bapprov\w*|\bauthori[sz]\w*|\blimits?\b|\bsign(?:s|ed)?\b|\breleases?\b|\bmay (?:spend|order)\b"
)
_COST = r"(?:costs?|costing|costed|estimat\w*|financial\w*|pric(?:e|es|ed|ing)|budget\w*)"
_CHANGE = r"(?:requests? for change|RFCs?|changes?|change (?:management|requests?|records?|proposals?)|CAB)"
_CHANGE_COSTING = re.compile(
    rf"\b{_COST}\b[^.;]{{0,160}}\b(?:of|for|to|in|before|with|per|each|every|by)\b[^.;]{{0,60}}\b{_CHANGE}\b(?! (?:history|of the budget))"
    rf"|(?<!cost )(?<!budget )\b{_CHANGE}\b(?! (?:history|of the budget))[^.;]{{0,160}}\b{_COST}\b",
    re.IGNORECASE,
)


_MEANS = deferred(
    r"estimat|assess|confirm|approv|calculat|contain|includ|carr(?:y|ies)|costed|costing|quot|check|evaluat|compared|review",
    re.IGNORECASE,
)


class Review(NamedTuple):
    """One look at a forecast: the period it is for ('' when not said) and the day it was held, None when not given."""

    period: str
    day: date | None
    place: Place

    def held_in_period(self, as_of: date) -> bool:
        """Whether it was held by that day and inside its period; a period that cannot be read is twelve months long."""
        if self.day is None or self.day > as_of:
            return False
        span = span_of(self.period)
        return span.first <= self.day <= span.last if span else (as_of - self.day).days <= 366


def cycle(budget: Artifact) -> tuple[Record, ...]:
    """The steps of the budget year, as a table has them."""
    return tuple(step for step in budget.records("cycle") if step.filled("step"))


def has_approver(step: Record) -> bool:
    """Whether a step names who approves; the owner of an approval step does."""
    return step.filled("approver") or bool(_APPROVAL().search(step.text("step")) and step.filled("owner"))


def is_timed(step: Record) -> bool:
    """Whether a step says when it is done; the month of May is no empty word here."""
    return step.filled("when") or bool(_MONTH().search(step.text("when")))


def cycle_told(budget: Artifact) -> bool:
    """Whether a list or sentences say at least two times of the budget year and that somebody approves."""
    section = budget.sections.get("cycle")
    if section is None or states(section.prose, _APPROVAL()).verdict != "stated":
        return False
    said = [part for part in (s for text in section.texts for s in sentences(text.text)) if _timed(part)]
    return len(said) >= 2


def _timed(text: str) -> bool:
    return bool(find_moments(text) or find_frequencies(text) or _MONTH().search(text))


def limit_told(budget: Artifact) -> bool:
    """Whether somebody may approve up to an amount: in the table of authorities, or in a sentence."""
    for row in budget.records("authorities"):
        limit = row.text("limit")
        readable = parse_money(limit, UNNAMED) or _has_amount(limit) or _UNLIMITED().search(limit)
        if row.filled("who") and row.filled("limit") and readable:
            return True
    section = budget.sections.get("control")
    parts = (s for text in section.texts for s in sentences(text.text)) if section else iter(())
    return any(_has_amount(part) and states(part, _SPENDING).verdict == "stated" for part in parts)


def _has_amount(text: str) -> bool:
    """Whether a text names money: one word, or two that stand together, are an amount in a currency."""
    words = [word.strip(",;:.()") for word in text.split()]
    return any(
        parse_money(" ".join(words[start : start + size])) for start in range(len(words)) for size in (1, 2)
    )


@derived
def forecast_reviews(budget: Artifact) -> tuple[Review, ...]:
    """The reviews of forecasts, from their table, else from sentences that name a forecast and a day."""
    rows = [row for row in budget.records("forecasts") if row.filled("forecast") or row.filled("reviewed")]
    if rows:
        return tuple(
            Review(row.text("period"), _day(row.text("reviewed")), row.at("reviewed")) for row in rows
        )
    return tuple(_reviews_told(budget))


def _reviews_told(budget: Artifact) -> Iterator[Review]:
    section = budget.sections.get("monitoring")
    for text in section.texts if section else ():
        for sentence in sentences(text.text):
            days = [moment.day for moment in find_moments(sentence) if moment.day]
            if days and states(sentence, r"\bforecast").verdict == "stated":
                yield Review("", days[0], budget.at(text))


def _day(text: str) -> date | None:
    moment = parse_moment(text) or next(iter(find_moments(text)), None)
    return moment.day if moment else None


def has_forecast(budget: Artifact) -> bool:
    """Whether costs have a forecast, or sentences say that one is made."""
    if any(record.filled("forecast") for record in budget.records("costs")):
        return True
    section = budget.sections.get("monitoring")
    return bool(section) and states(section.prose if section else "", r"\bforecast").verdict == "stated"


def change_costing(budget: Artifact) -> bool:
    """Whether the document says how the cost of a change is found: in a row of the interfaces or in a sentence."""
    return any(_costs_changes(part) for part in budget.sections.values())


def _costs_changes(part: SectionText) -> bool:
    if part.key == "interface":
        for row in (row for table in part.tables for row in table.rows):
            told = [cell.text for cell in row if filled_cell(cell.text)]
            if len(told) >= 2 and states(": ".join(told), _CHANGE_COSTING).verdict == "stated":
                return True
    return any(
        states(sentence, _CHANGE_COSTING).verdict == "stated"
        and _MEANS().search(sentence)
        and len(informative_words(sentence)) >= MIN_WORDS
        for text in part.texts
        for sentence in sentences(text.text)
    )
