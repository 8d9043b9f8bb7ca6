"""The plan read as rules for documents: how each type is named, reviewed, approved and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.frequency import Frequency, parse_frequency
from iso20k.values.listing import split_list
from iso20k.wording.negation import states
from iso20k.wording.persons import person_names
from validators.service_management_plan.prose import prose_of

#: The three parts of a documentation framework, the columns that hold them, and the words for prose.
ASPECTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "document control": (
        ("review_cycle", "approver"),
        r"document control|control block|version|approv|change history|obsolete|review cycle",
    ),
    "naming": (("naming",), r"naming|\bnamed\b|file names?|identifiers?|document ids?|numbering"),
    "retention": (("retention",), r"retention|retained?|\bkept\b|archiv|deleted after|disposal"),
}
_STEPS = deferred(r"steps? ?([0-9]{1,2})(?: ?(?:to|-|–|until|through) ?([0-9]{1,2}))?", re.IGNORECASE)
_BY_NAME: tuple[tuple[str, range], ...] = (
    (r"\ball\b.*documents|sms documents", range(1, 23)),
    (r"planning documents|plan(?:s|ning)? phase", range(1, 6)),
    (r"process documents|process descriptions", range(6, 20)),
)
_BLANK = deferred(r"N{2,6}|n{2,6}|X{2,6}|x{2,6}|#{2,6}|Y{4}|\{[^{}]{1,20}\}|<[^<>]{1,20}>|\[[^\[\]]{1,20}\]")


class DocumentType(NamedTuple):
    """A row of the framework; `steps` are the documents it is for (empty: none of the 22 can be told).

    `naming` matches an id of this type, None when the cell is prose; `approvers` are persons.
    """

    record: Record
    name: str
    steps: frozenset[int]
    naming: re.Pattern[str] | None
    cycle: Frequency | None
    approvers: tuple[str, ...]


@derived
def document_types(plan: Artifact) -> tuple[DocumentType, ...]:
    """The types of documents in the framework, in document order."""
    return tuple(
        DocumentType(
            record,
            record.text("type"),
            _steps(record.text("type")),
            _naming(record.text("naming")) if record.filled("naming") else None,
            parse_frequency(record.text("review_cycle")),
            person_names(record.text("approver")),
        )
        for record in plan.records("documentation")
        if record.filled("type")
    )


def type_of_step(plan: Artifact, step: int) -> DocumentType | None:
    """The type that a step's document follows: the one for the fewest steps; None when the framework has none."""
    fitting = [kind for kind in document_types(plan) if step in kind.steps]
    return min(fitting, key=lambda kind: len(kind.steps), default=None)


def aspects(plan: Artifact) -> tuple[str, ...]:
    """Which of document control, naming and retention the plan defines."""
    prose = prose_of(plan.sections.get("documentation"))
    return tuple(
        name
        for name, (columns, words) in ASPECTS.items()
        if any(row.filled(key) for row in plan.records("documentation") for key in columns)
        or states(prose, words).verdict == "stated"
    )


def _steps(name: str) -> frozenset[int]:
    told = [range(int(first), int(last or first) + 1) for first, last in _STEPS().findall(name)]
    if not told:
        told = [steps for pattern, steps in _BY_NAME if re.search(pattern, name, re.IGNORECASE)][:1]
    return frozenset(step for steps in told for step in steps if 1 <= step <= 22)


def _naming(text: str) -> re.Pattern[str] | None:
    """The ids that a pattern such as "NOS-SMS-NN" or "{ORG}-SMS-{NN}" allows; prose is no pattern."""
    shapes = [shape for part in split_list(text) if (shape := _shape(part))]
    return (
        re.compile("|".join(shapes), re.IGNORECASE)
        if shapes and len(shapes) == len(split_list(text))
        else None
    )


def _shape(part: str) -> str:
    bare = part.strip("`* ")
    if not re.fullmatch(r"[\w{}<>\[\]#./-]{3,60}", bare) or not _BLANK().search(bare):
        return ""
    shape, position = "", 0
    for blank in _BLANK().finditer(bare):
        shape += re.escape(bare[position : blank.start()]) + _filling(blank.group())
        position = blank.end()
    return shape + re.escape(bare[position:])


def _filling(blank: str) -> str:
    inside = blank.strip("{}<>[]")
    digits = re.fullmatch(r"N+|n+|#+|Y{4}", inside)
    return rf"[0-9]{{{len(inside)}}}" if digits else r"[\w-]{1,40}"
