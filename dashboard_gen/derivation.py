"""How a readiness came about, in numbers that a reader can add up by hand (the scoring rules §7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from iso20k.judging import readiness
from iso20k.judging.assessment import Assessment
from iso20k.judging.readiness import ArtifactReadiness
from iso20k.judging.rule import Kind

PART_NAMES = {Kind.PRESENCE: "Content", Kind.VALIDITY: "Correctness", Kind.CROSS: "Agreement"}


class Check(NamedTuple):
    """A rule as it counted: `weight` 5, 3, 1 or 0; `share` 0 to 1, None when nothing in the document is concerned.

    `demands`: a document without any content would fail it.
    """

    rule: str
    name: str
    kind: str
    weight: int
    share: float | None
    evaluable: bool
    demands: bool

    @property
    def held(self) -> float:
        """What the check gives to the part."""
        return self.weight * (self.share or 0.0)

    @property
    def told(self) -> str:
        """How far it holds, in words."""
        if not self.evaluable:
            return "not evaluable, the other document is missing"
        if self.share is None:
            return "nothing to check"
        return "holds" if self.share == 1 else f"{100 * self.share:.0f} % holds" if self.share else "fails"


class Part(NamedTuple):
    """One of content, correctness and agreement: `held` of `weight` points hold, worth up to `points`.

    `counted` is the share that goes into the sum: content counts at most as much as the checks that demand content, the
    others at most as much as content.
    """

    name: str
    points: int
    held: float
    weight: int
    checks: int
    counted: float

    @property
    def share(self) -> float:
        """0 to 1; a part in which nothing is checked holds in full."""
        return self.held / self.weight if self.weight else 1.0


class Sheet(NamedTuple):
    """The readiness of one document: parts, document control, ceilings, and the checks behind them."""

    parts: tuple[Part, ...]
    control: float
    control_reason: str
    raw: float
    caps: tuple[tuple[int, str], ...]
    value: int
    checks: tuple[Check, ...]

    @property
    def content(self) -> int | None:
        """The content share in percent; None when no check looks at the content yet."""
        part = self.parts[0]
        return _content(part.counted, part.weight)


def content_of(figure: ArtifactReadiness) -> int | None:
    """The content share of a document in percent, as its sheet tells it."""
    part = figure.parts[0]
    return _content(float(part.counted), part.weight)


def _content(counted: float, weight: int) -> int | None:
    return round(100 * counted) if weight else None


def sheets(assessment: Assessment) -> dict[str, Sheet]:
    """The derivation of every document that exists, by skill."""
    return {skill: _sheet(figure) for skill, figure in assessment.readiness.artifacts.items()}


def _sheet(figure: ArtifactReadiness) -> Sheet:
    checks = tuple(_check(check) for check in figure.checks)
    parts = tuple(_part(part, checks) for part in figure.parts)
    caps = tuple((cap.limit, cap.reason) for cap in sorted(figure.caps))
    control = figure.control
    return Sheet(parts, control.percent / 100, control.reason, float(figure.raw), caps, figure.value, checks)


def _check(check: readiness.Check) -> Check:
    share = None if check.share is None else float(check.share)
    return Check(
        check.rule, check.name, PART_NAMES[check.kind], check.weight, share, check.evaluable, check.demands
    )


def _part(part: readiness.Part, checks: Sequence[Check]) -> Part:
    name = PART_NAMES[part.kind]
    counted = sum(check.kind == name and check.share is not None for check in checks)
    return Part(name, part.points, float(part.held), part.weight, counted, float(part.counted))
