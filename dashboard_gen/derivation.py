"""How a readiness came about, in numbers that a reader can add up by hand (the scoring rules §7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.assessment import Assessment
from iso20k.judging.engine import Outcome
from iso20k.judging.readiness import PART_POINTS, ArtifactReadiness
from iso20k.judging.rule import Kind

PART_NAMES = {Kind.PRESENCE: "Content", Kind.VALIDITY: "Correctness", Kind.CROSS: "Agreement"}
_CONTROL_REASONS = {
    "approved": "approved and in date",
    "in review": "in review",
    "draft": "a draft",
    "obsolete": "obsolete",
}


class Check(NamedTuple):
    """A rule as it counted: `weight` 5, 3, 1 or 0; `share` 0 to 1, None when nothing in the document is concerned."""

    rule: str
    name: str
    kind: str
    weight: int
    share: float | None
    evaluable: bool

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
    """One of content, correctness and agreement: `held` of `weight` points hold, worth up to `points`."""

    name: str
    points: int
    held: float
    weight: int
    checks: int

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
        return round(100 * part.share) if part.weight else None


def sheets(assessment: Assessment) -> dict[str, Sheet]:
    """The derivation of every document that exists, by skill."""
    found = {}
    for skill, figure in assessment.readiness.artifacts.items():
        artifact = assessment.workspace.artifact(skill)
        if artifact is not None:
            found[skill] = _sheet(assessment, artifact, figure)
    return found


def _sheet(assessment: Assessment, artifact: Artifact, figure: ArtifactReadiness) -> Sheet:
    edition = assessment.workspace.edition
    checks = tuple(_check(outcome, edition) for outcome in _outcomes(assessment.outcomes, figure.skill))
    parts = tuple(_part(kind, checks) for kind in PART_POINTS)
    raw = figure.control * sum(points * figure.parts[kind] for kind, points in PART_POINTS.items())
    caps = tuple((cap.limit, cap.reason) for cap in sorted(figure.caps))
    reason = _control_reason(artifact, figure.control)
    return Sheet(parts, figure.control, reason, raw, caps, figure.value, checks)


def _outcomes(outcomes: Sequence[Outcome], skill: str) -> list[Outcome]:
    """The outcomes that count for a document: its own, and those of agreement that it takes part in."""
    return [
        outcome
        for outcome in outcomes
        if skill in (outcome.skills if outcome.rule.kind is Kind.CROSS else outcome.skills[:1])
    ]


def _check(outcome: Outcome, edition: str) -> Check:
    rule = outcome.rule
    weight = rule.severity_in(edition).weight
    return Check(rule.id, rule.name, PART_NAMES[rule.kind], weight, outcome.share, outcome.evaluable)


def _part(kind: Kind, checks: Sequence[Check]) -> Part:
    counted = [c for c in checks if c.kind == PART_NAMES[kind] and c.share is not None]
    held, weight = sum(check.held for check in counted), sum(check.weight for check in counted)
    return Part(PART_NAMES[kind], PART_POINTS[kind], held, weight, len(counted))


def _control_reason(artifact: Artifact, control: float) -> str:
    if artifact.status == "approved" and control < 1:
        return "approved, but its review date is past"
    return _CONTROL_REASONS.get(artifact.status, "no usable document control")
