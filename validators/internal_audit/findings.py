"""What the audits found: classified, with cause, action, owner and date; other documents' rules join on these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.listing import find_identifiers, parse_identifier
from iso20k.values.number import parse_number
from iso20k.wording.closure import is_closed
from iso20k.wording.names import normalise

MAJOR, MINOR, OBSERVATION, IMPROVEMENT = "major NC", "minor NC", "observation", "OFI"
#: The classes with the words that stand for them; the first that fits counts.
CLASSES: Mapping[str, str] = {
    MAJOR: r"\bmajor\b",
    MINOR: r"\bminor\b",
    IMPROVEMENT: r"\bOFI\b|opportunit|improvement|recommendation|suggestion",
    OBSERVATION: r"\bobservation|\bremark|\bconcern|\bnote\b",
}
_STATED = deferred(
    rf"(?<![\w.-])(?P<number>{COUNT}|no) (?:of them )?(?:were |are |is )?"
    r"(?P<class>major|minor|observations?|opportunit\w+(?: for improvement)?|OFIs?|findings?|nonconformit(?:y|ies)|NCs?)\b",
    re.IGNORECASE,
)  # fmt: skip
ALL, NONCONFORMITIES = "findings", "nonconformities"


class Finding(NamedTuple):
    """A finding of an audit: `kind` is one of the four classes, '' for a word outside the scale."""

    record: Record
    id: str
    audit: str
    kind: str
    capa: str
    due: date | None
    verified: date | None

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its statement."""
        return self.id or self.record.text("statement") or "the finding"

    @property
    def is_nonconformity(self) -> bool:
        """Whether it is a major or minor nonconformity."""
        return self.kind in (MAJOR, MINOR)

    @property
    def closed(self) -> bool:
        """Whether its status says that it is over."""
        return is_closed(self.record.text("status"), checked=True)


class Stated(NamedTuple):
    """A number of findings that the report states: of one class, of all nonconformities, or of all findings."""

    kind: str
    number: int
    place: Place


@derived
def findings(artifact: Artifact) -> tuple[Finding, ...]:
    """Every finding, in document order; rows of one ID in several tables are one finding."""
    joined: dict[str, Record] = {}
    for number, row in enumerate(artifact.records("findings")):
        if not any(row.filled(key) for key in ("id", "statement", "class", "evidence")):
            continue
        split = parse_identifier(row.text("id")) if row.filled("id") else None
        key = split[0] if split else row.text("id") or f"#{number}"
        known = joined.get(key)
        if known is None:
            joined[key] = row
        else:
            added = {name: cell for name, cell in row.cells.items() if cell.text and not known.text(name)}
            joined[key] = known._replace(cells={**known.cells, **added})
    return tuple(_finding(row) for row in joined.values())


def _finding(row: Record) -> Finding:
    split = parse_identifier(row.text("id")) if row.filled("id") else None
    audit = parse_identifier(row.text("audit")) if row.filled("audit") else None
    capas = find_identifiers(row.text("capa"), ("CAPA",))
    return Finding(
        row,
        split[0] if split else row.text("id") if row.filled("id") else "",
        audit[0] if audit else row.text("audit") if row.filled("audit") else "",
        class_of(row.text("class")),
        capas[0] if capas else "",
        day_of(row, "due"),
        day_of(row, "verified"),
    )


def class_of(text: str) -> str:
    """The class that words stand for: 'Minor nonconformity' is a minor NC; '' for none of the four."""
    return next((kind for kind, words in CLASSES.items() if re.search(words, text, re.IGNORECASE)), "")


def counted(artifact: Artifact) -> Mapping[str, int]:
    """How many findings of each class the register holds, of all nonconformities and of all."""
    found = Counter(finding.kind for finding in findings(artifact))
    both = {ALL: len(findings(artifact)), NONCONFORMITIES: found[MAJOR] + found[MINOR]}
    return {**{kind: found[kind] for kind in CLASSES}, **both}


def stated_counts(artifact: Artifact) -> Iterator[Stated]:
    """The numbers that the report states, in its table and in its sentences."""
    for row in artifact.records("counts"):
        of_class, told = _kind(row.text("class")), parse_number(row.text("number"))
        if of_class and told is not None and told == int(told):
            yield Stated(of_class, int(told), row.at("number"))
    report = artifact.sections.get("report")
    for text in report.texts if report else ():
        for kind, number in counts_in(text.text):
            yield Stated(kind, number, artifact.at(text))


def counts_in(text: str) -> Iterator[tuple[str, int]]:
    """The numbers of findings in a sentence, by class: '3 findings: 2 minor nonconformities and 1 observation'."""
    for found in _STATED().finditer(text):
        word = found["number"].lower()
        told = 0 if word == "no" else number_of(word)
        kind = _kind(found["class"])
        if told is not None and kind:
            yield kind, int(told)


def _kind(text: str) -> str:
    if re.match(r"\W*(?:all|total|sum|findings?)\b", text, re.IGNORECASE):
        return ALL
    if kind := class_of(text):
        return kind
    return NONCONFORMITIES if normalise(text)[:8] in ("nonconfo", "ncs", "nc") else ""
