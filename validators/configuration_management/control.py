"""How the CMDB is kept true: baselines before changes of it, and verifications against the real world."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of
from iso20k.values.comparison import Direction
from iso20k.values.deferred import deferred
from iso20k.values.frequency import Frequency, find_frequencies, parse_frequency
from iso20k.values.percent import find_percents
from iso20k.values.target import Target, parse_target
from iso20k.wording.negation import states

_DEPLOYMENT = r"(?:deploy|releas|roll-?out|rolled out|go-?live|chang|implement|transition|cut-?over|upgrad)"
#: Words that put a baseline in front of a deployment.
BEFORE = rf"(?:before|prior to|ahead of|preced\w+|pre-?)(?:[\s,]+\w+){{0,5}}?[\s-]*{_DEPLOYMENT}"
_NOT_WITHOUT = deferred(
    rf"\b(?:no|not|never|nothing)\b.{{0,60}}{_DEPLOYMENT}.{{0,40}}\b(?:without|until|unless|before)\b.{{0,40}}\bbaseline",
    re.IGNORECASE,
)
_ACCURACY = deferred(r"accura|correct|complete|match|right", re.IGNORECASE)
_NONE = deferred(r"\W*(?:none|nil|no|not needed|not required)\b", re.IGNORECASE)


class Baseline(NamedTuple):
    """A kind of baseline: when it is taken, and by whom ('' when nothing says so)."""

    name: str
    scope: str
    taken_when: str
    taken_by: str
    before_deployment: bool
    record: Record


class Verification(NamedTuple):
    """A planned comparison of the CMDB with reality: interval, accuracy to reach, and the last result in percent."""

    scope: str
    frequency: Frequency | None
    target: Target | None
    last: date | None
    result: Decimal | None
    action: str
    record: Record
    place: Place

    @property
    def accuracy(self) -> Decimal | None:
        """The share of right records to reach, in percent; None when it is not said or is a limit for errors."""
        if self.target is None or self.target.unit != "%" or self.target.direction is Direction.AT_MOST:
            return None
        return self.target.quantity if isinstance(self.target.quantity, Decimal) else None


@derived
def baselines(cfg: Artifact) -> tuple[Baseline, ...]:
    """The baselines of the table, in document order."""
    return tuple(
        Baseline(
            record.text("baseline"),
            record.text("scope"),
            record.text("taken_when"),
            record.text("taken_by") if record.filled("taken_by") else "",
            bool(re.search(BEFORE, f"{record.text('baseline')}: {record.text('taken_when')}", re.IGNORECASE)),
            record,
        )
        for record in cfg.records("baselines")
        if record.filled("baseline") or record.filled("taken_when")
    )


def says_before(prose: str) -> str:
    """Whether prose puts a baseline before deployments: 'stated', 'doubtful' or 'absent'."""
    if _NOT_WITHOUT().search(prose):
        return "stated"
    return states(prose, BEFORE).verdict


@derived
def verifications(cfg: Artifact) -> tuple[Verification, ...]:
    """The rows of the verification table, in document order, else the one that the section's sentences describe."""
    rows = tuple(_of_record(record) for record in cfg.records("verification") if _says(record))
    spoken = _spoken(cfg)
    if not rows:
        return (spoken,) if spoken else ()
    if spoken and all(row.target is None for row in rows):
        rows = tuple(row._replace(target=spoken.target) for row in rows)
    if spoken and all(row.frequency is None and not row.record.filled("frequency") for row in rows):
        rows = tuple(row._replace(frequency=spoken.frequency) for row in rows)
    return rows


def _says(record: Record) -> bool:
    return any(record.filled(key) for key in ("scope", "method", "frequency", "target", "last", "next"))


def _of_record(record: Record) -> Verification:
    told = record.text("target")
    shares = find_percents(record.text("result"))
    return Verification(
        record.text("scope") if record.filled("scope") else "",
        parse_frequency(record.text("frequency" if record.filled("frequency") else "scope")),
        parse_target(told) or _share(told),
        day_of(record, "last"),
        shares[0] if shares else None,
        action_of(record),
        record,
        record.place,
    )


def _share(text: str) -> Target | None:
    shares = find_percents(text)
    return Target(Direction.UNKNOWN, shares[0], "%") if shares else None


def action_of(record: Record) -> str:
    """What follows from a result below its target, '' for nothing: a CAPA, or a correction told beside it."""
    if record.filled("capa") and not _NONE().match(record.text("capa")):
        return record.text("capa")
    told = record.text("deficiencies")
    acted = states(told, r"\b(?:CAPA-\d|ACT-\d|correct(?:ed|ion)|repaired|fixed|resolved)")
    return told if acted.verdict == "stated" else ""


def _spoken(cfg: Artifact) -> Verification | None:
    section = cfg.sections.get("verification")
    if section is None:
        return None
    often, target = None, None
    fields = {cell.line for record in cfg.records("verification") for cell in record.cells.values()}
    for text in section.texts:
        if text.line in fields:
            continue
        found = find_frequencies(text.text)
        if often is None and found and states(text.text, re.escape(found[0].text)).verdict == "stated":
            often = found[0]
        if target is None and _ACCURACY().search(text.text):
            target = _share(text.text)
    if often is None and target is None:
        return None
    record = Record(cfg.path, section.line, "verification", {})
    return Verification(section.title, often, target, None, None, "", record, section.place)
