"""Which changes fall under design and transition: criteria of its own, or those of the change policy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.checks import Topic
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.wording.filled import informative_words
from iso20k.wording.negation import Statement
from validators.change_management.policy import REMOVAL, TRANSFER, Named
from validators.design_transition.statements import stated

CHANGE_POLICY = (
    r"change (?:management )?polic(?:y|ies)|polic(?:y|ies) (?:of|for|on) changes?\b|change management (?:process|procedure|document)"
    r"|(?:change|NOS-SMS-17) criteria|change classification|criteria (?:of|in|set by|from) (?:the )?change"
)
#: What criteria of major impact are about, in the words of both documents.
SUBJECTS: Sequence[Topic] = (
    Topic("new services", r"new (?:or \w+ )?(?:\w+ )?services?|introduc\w+ of (?:a |new )?service"),
    REMOVAL,
    TRANSFER,
    Topic("service levels", r"SLAs?\b|service levels?|service hours|service targets?|support hours"),
    Topic("outages", r"outages?|downtime|without service|unavailab|interrupt|users? (?:are )?affected|customers? (?:are )?affected"),
    Topic("cost and effort", r"costs?\b|budget|invest|person[- ]?(?:days|months)|effort|spend|price"),
    Topic("several services", r"(?:two|three|several|multiple|many|all|more than \w+) (?:\w+ )?services"),
    Topic("contracts", r"contracts?|agreements?"),
    Topic("security", r"security|privacy|personal data"),
    Topic("technology", r"architect|technolog|platforms?|data ?cent(?:re|er)"),
    Topic("law", r"legal|regulat|laws?\b|statut|complian"),
    Topic("people", r"organi[sz]ation|staff|roles?\b|personnel"),
)  # fmt: skip
_AMOUNT = deferred(
    rf"(?<![\w.,-])(?P<count>{COUNT})(?P<scale> ?k\b| ?m\b| ?thousand| ?million)?(?!\w)", re.IGNORECASE
)
#: No two criteria name the same amount of this size by chance.
_LARGE = 1000
_CLAUSE = deferred(r"\b(?:clause|section|step|chapter) [0-9.]+", re.IGNORECASE)


@derived
def referral(dtn: Artifact) -> Statement:
    """Whether the section on the reach of the process names the change policy as the place of the criteria."""
    if "applies" not in dtn.sections:
        return Statement("absent", "")
    return stated(dtn, CHANGE_POLICY, "applies", cells=("applies",))


@derived
def own_criteria(dtn: Artifact) -> tuple[Named, ...]:
    """The criteria that the document lists itself, as items or rows, in document order."""
    section = dtn.sections.get("applies")
    if section is None:
        return ()
    items = [Named(t.text, dtn.at(t)) for t in section.texts if t.item and len(informative_words(t.text)) > 1]
    rows = [
        Named(next((cell.text for cell in row if len(informative_words(cell.text)) > 1), ""), dtn.at(row[0]))
        for table in section.tables
        for row in table.rows
        if row
    ]
    return tuple(one for one in (*items, *rows) if one.name)


def subjects_of(text: str) -> frozenset[str]:
    """What a criterion is about, out of SUBJECTS."""
    return frozenset(s.name for s in SUBJECTS if re.search(rf"\b(?:{s.words})", text, re.IGNORECASE))


def alike(one: str, other: str) -> bool:
    """Whether two criteria are about the same thing, in whatever words: the same subject, most words, or a large amount."""
    if subjects_of(one) & subjects_of(other):
        return True
    if any(amount >= _LARGE for amount in figures(one) & figures(other)):
        return True
    first, second = _words(one), _words(other)
    shared = len(first & second)
    return shared > 1 and shared >= 0.5 * min(len(first), len(second))


def _words(text: str) -> set[str]:
    return {word.lower().removesuffix("s") for word in informative_words(text)}


def figures(text: str) -> frozenset[Decimal]:
    """The amounts that a criterion names: 50000 and 60 of 'above AUD 50k or more than 60 person-days'."""
    return frozenset(_figures(_CLAUSE().sub(" ", text)))


def _figures(text: str) -> Iterator[Decimal]:
    for found in _AMOUNT().finditer(text):
        number = number_of(found["count"])
        scale = (found["scale"] or "").strip().lower()[:1]
        if number is not None:
            thousands = {"k": 1, "t": 1, "m": 2}.get(scale, 0)
            yield number * 1000**thousands


def covers(dtn: Artifact, criterion: str) -> bool:
    """Whether the sentences on the reach of the process speak of what a criterion is about, beside its list."""
    section = dtn.sections.get("applies")
    prose = " ".join(text.text for text in section.texts if not text.item) if section else ""
    return bool(subjects_of(criterion) & subjects_of(prose))


def names_document(artifact: Artifact, other: Artifact) -> bool:
    """Whether a document's policy refers to another document by its ID."""
    told, section = other.field("id").text.strip(), artifact.sections.get("policy")
    return bool(told and section and told in section.prose)
