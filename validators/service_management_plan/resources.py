"""The plan read as means: people, tools and training, what they cost, and the budget that was released."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Place, Section, Table
from iso20k.facts.artifact import Artifact, Record
from iso20k.values.deferred import deferred
from iso20k.values.money import Money, parse_money, sum_money
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.service_management_plan.prose import prose_of

#: What a resource plan must cover, and the words by which each part is known.
KINDS: Mapping[str, str] = {
    "personnel": r"personnel|people|staffing|\bfte\b|human|backfill|head ?count|person[- ]days|recruit|hiring",
    "tools": r"\btools?\b|tooling|technology|technical|software|licen[cs]e|\bitsm\b",
    "training": r"training|course|competence|workshop",
}
_BUDGET = deferred(
    r"budget|released|total|funding|funds|approved (?:sum|amount)|cost of the (?:plan|programme)", 2
)
_AMOUNT = deferred(
    r"(?<![\w.,])(?:[A-Z]{0,3}[$€£¥₹] ?|[A-Z]{3} ?)[0-9][0-9.,' ]{0,14}(?:[0-9]|(?<=[0-9]))"
    r"(?: ?(?:k|m|million|thousand|bn)\b)?"
    r"|(?<![\w.,])[0-9][0-9.,']{0,14} ?(?:k|m|million|thousand)? ?(?:EUR|USD|GBP|AUD|CHF|NZD|CAD|BRL|€|£|euros?|dollars?)\b",
    re.IGNORECASE,
)
_TOTAL = deferred(r"^\W*(?:grand |sub)?(?:total|sum)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """A budget that the plan names, as written."""

    amount: Money
    text: str
    place: Place


def kinds(plan: Artifact) -> tuple[str, ...]:
    """Which of personnel, tools and training the plan provides for."""
    return tuple(kind for kind, pattern in KINDS.items() if _provides(plan, kind, pattern))


def _provides(plan: Artifact, kind: str, pattern: str) -> bool:
    if kind == "training" and any(row.filled("training") for row in plan.records("training")):
        return True
    if kind == "tools" and any(row.filled("technology") for row in plan.records("technology")):
        return True
    word = re.compile(pattern, re.IGNORECASE)
    lines = plan.records("resources")
    if any(word.search(row.text("kind")) and row.filled("item") for row in lines):
        return True
    if any(not row.filled("kind") and row.filled("item") and word.search(row.text("item")) for row in lines):
        return True
    if states(prose_of(plan.sections.get("resources")), word).verdict == "stated":
        return True
    return any(word.search(part.title) and _says(part) for part in _parts(plan))


def _parts(plan: Artifact) -> Iterator[Section]:
    """Headings below the resources, and headings of their own that name a kind ('## Training plan')."""
    section = plan.sections.get("resources")
    for part in plan.document.sections:
        inside = section is not None and part.title in section.headings
        if part.level > 1 and (
            inside or re.search(r"\b(?:resource|training|personnel|staffing)\b", part.title, 2)
        ):
            yield part


def _says(part: Section) -> bool:
    for block in part.blocks:
        if isinstance(block, Table):
            if any(sum(filled_cell(cell.text) for cell in row) >= 2 for row in block.rows):
                return True
        elif len(informative_words(block.text)) >= 3:
            return True
    return False


def cost_lines(plan: Artifact) -> tuple[Record, ...]:
    """The lines of the resource table without its totals."""
    return tuple(row for row in plan.records("resources") if not _is_total(row))


def _is_total(row: Record) -> bool:
    return bool(_TOTAL().match(row.text("kind")) or _TOTAL().match(row.text("item")))


def planned_cost(plan: Artifact) -> Money | None:
    """What the lines add up to; None when one of them cannot be read or they differ in currency or period."""
    lines = [row for row in cost_lines(plan) if row.filled("cost")]
    amounts = [parse_money(row.text("cost")) for row in lines]
    if len(amounts) < 2 or any(amount is None for amount in amounts):
        return None
    return sum_money(amount for amount in amounts if amount)


def stated_budgets(plan: Artifact) -> tuple[Stated, ...]:
    """The budgets named in sentences under 'Resources' and in total rows."""
    found = [
        Stated(amount, row.text("cost"), row.at("cost"))
        for row in plan.records("resources")
        if _is_total(row) and (amount := parse_money(row.text("cost")))
    ]
    section = plan.sections.get("resources")
    for text in section.texts if section else ():
        for sentence in sentences(text.text):
            if _BUDGET().search(sentence):
                found.extend(_amounts(sentence, plan.at(text)))
    return tuple(found)


def _amounts(sentence: str, place: Place) -> Iterator[Stated]:
    for match in _AMOUNT().finditer(sentence):
        told = match.group().strip(" .,'")
        amount = parse_money(told)
        if amount is not None:
            yield Stated(amount, told, place)


def money_text(amount: Money) -> str:
    """An amount for messages: "$80,000", "GBP 64,000"."""
    figure = f"{amount.amount:,.2f}".removesuffix(".00")
    return f"{amount.currency}{figure}" if len(amount.currency) == 1 else f"{amount.currency} {figure}"
