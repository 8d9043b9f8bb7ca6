"""The kinds of cost that a document defines, as a table, a list or a sentence."""

from __future__ import annotations

import re

from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.checks import MIN_WORDS, Topic
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences

#: The seven kinds of cost that clause 6.4 of the 2011 edition names, and the words by which each is known.
KINDS = (
    Topic("assets and licences", r"assets?|licen[cs]e|hardware|software|equipment|servers?|subscription"),
    Topic("shared resources", r"shared|common|pool|platforms?"),
    Topic("overheads", r"overheads?|administrat|management (?:cost|charge)|general (?:and|&|cost)|indirect"),
    Topic("capital and operating cost", r"capital|capex|operating|opex|operational (?:cost|expen)|depreciat"),
    Topic("external services", r"external|third[- ]part|suppliers?|outsourc|purchased services|vendors?|cloud|contractors?"),
    Topic("personnel", r"personnel|people|staff|salar|labou?r|employees?|payroll|human|wages"),
    Topic("facilities", r"facilit|premises|rent|lease|buildings?|office space|power|accommodation|housing|data cent"),
)  # fmt: skip
_USUAL = deferred(
    r"\b(?:personnel|staff|labou?r|hardware|software|licen[cs]es|facilities|premises|third[- ]party services|external services"
    r"|suppliers|overheads?|cloud|network|training|travel|telecommunications)\b",
    re.IGNORECASE,
)


@derived
def categories(budget: Artifact) -> tuple[str, ...]:
    """Each category with what is said of it; from the table, else from the list, else from what sentences name."""
    rows = [
        " | ".join(record.text(key) for key in ("category", "kind", "source"))
        for record in budget.records("categories")
        if record.filled("category")
    ]
    section = budget.sections.get("categories")
    if rows or section is None:
        return tuple({normalise(row.partition(" | ")[0]): row for row in rows}.values())
    items = [text.text for text in section.texts if text.item and filled_cell(text.text)]
    return tuple(items) or _named(section.prose)


def _named(prose: str) -> tuple[str, ...]:
    found = {word.lower(): word for word in _USUAL().findall(prose)}
    return tuple(
        word for key, word in found.items() if states(prose, rf"\b{re.escape(key)}\b").verdict == "stated"
    )


def explained(budget: Artifact, pattern: re.Pattern[str]) -> bool:
    """Whether a kind of cost is spoken of in pools or sentences, be it that there is none and why."""
    if any(pattern.search(record.text("pool")) for record in budget.records("allocation")):
        return True
    parts = [budget.sections[key] for key in ("categories", "allocation") if key in budget.sections]
    return any(
        pattern.search(sentence) and len(informative_words(sentence)) >= MIN_WORDS
        for part in parts
        for text in part.texts
        for sentence in sentences(text.text)
    )
