"""Readiness of artifacts, areas and the whole: counted from how far rules hold, with all that a reader needs to recount it.

Score what is filled, correct and consistent, in this order (§7.1): correctness and agreement count at most as far as the
content is there, so that nothing is earned by what nobody has written yet (§7.2, §7.3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from iso20k.configuration import Configuration
from iso20k.document import Document
from iso20k.facts.artifact import Artifact, derived
from iso20k.facts.schema import Schema
from iso20k.judging.control import Control, control_of
from iso20k.judging.engine import Held, Outcome, ask
from iso20k.judging.finding import Finding, findings_by_document
from iso20k.judging.rule import Kind, Rule, Severity
from iso20k.judging.workspace import Workspace
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS

#: The most that each part can give to an artifact: content, validity, consistency.
PART_POINTS: Mapping[Kind, int] = {Kind.PRESENCE: 45, Kind.VALIDITY: 30, Kind.CROSS: 25}
#: An area stands at most so far above its lowest artifact, the whole above its lowest area.
AREA_LEAD, OVERALL_LEAD = 25, 30


class Cap(NamedTuple):
    """A ceiling on a figure and why it is there."""

    limit: int
    reason: str


class Check(NamedTuple):
    """A rule as it counts for one artifact: `held` is None when nothing in it is concerned.

    `demands` tells a check that asks for content from one that an empty document would pass as well.
    """

    rule: str
    name: str
    kind: Kind
    weight: int
    held: Held | None
    evaluable: bool = True
    demands: bool = False

    @property
    def share(self) -> Fraction | None:
        """The part of the expected instances that are without a problem."""
        return Fraction(self.held.good, self.held.rows + self.held.absent) if self.held else None


class Part(NamedTuple):
    """Content, validity or consistency: the checks hold `held` of `weight`, and at most `limit` counts.

    The limit of content is the share of the checks that demand content, that of the others is what content counts.
    """

    kind: Kind
    held: Fraction
    weight: int
    limit: Fraction

    @property
    def share(self) -> Fraction:
        """0 to 1; a part in which nothing applies holds in full."""
        return self.held / self.weight if self.weight else Fraction(1)

    @property
    def counted(self) -> Fraction:
        """What goes into the sum."""
        return min(self.share, self.limit)

    @property
    def points(self) -> int:
        """The most that it can give."""
        return PART_POINTS[self.kind]


class ArtifactReadiness(NamedTuple):
    """R = G × (45·C + 30·V + 25·X), at most the lowest cap, where V and X count at most as much as C.

    `control` is G, `caps` are those that hold, `raw` is R before them, `value` what is published, 0 to 100.
    """

    skill: str
    parts: tuple[Part, ...]
    control: Control
    caps: tuple[Cap, ...]
    raw: Fraction
    exact: Fraction
    value: int
    checks: tuple[Check, ...]

    def part(self, kind: Kind) -> Part:
        """The part of this kind."""
        return next(part for part in self.parts if part.kind is kind)


class AreaReadiness(NamedTuple):
    """An area of the radar: the mean of its artifacts, at most its lowest artifact + 25."""

    key: str
    name: str
    weight: int
    value: int
    artifacts: tuple[tuple[str, int], ...]
    cap: Cap | None


class Readiness(NamedTuple):
    """All figures of a workspace; `overall` is the weighted mean of the areas, at most the lowest + 30."""

    artifacts: Mapping[str, ArtifactReadiness]
    areas: tuple[AreaReadiness, ...]
    overall: int
    cap: Cap | None


def readiness(workspace: Workspace, outcomes: Sequence[Outcome], findings: Sequence[Finding]) -> Readiness:
    """The readiness of every artifact, area and of the whole; artifacts that do not exist count 0.

    Waivers do not count here: what is accepted is still not repaired.
    """
    by_skill, by_document = outcomes_by_skill(outcomes), findings_by_document(findings)
    artifacts = {
        skill: artifact_readiness(
            workspace, artifact, by_skill.get(skill, ()), by_document.get(artifact.path, ())
        )
        for skill, artifact in workspace.artifacts.items()
    }
    areas = tuple(_areas(workspace, artifacts))
    value, cap = whole([(area.name, area.weight, area.value) for area in areas])
    return Readiness(artifacts, areas, value, cap)


def outcomes_by_skill(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes that count for each artifact: its own, and those of agreement that it takes part in."""
    by_skill: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for skill in outcome.skills if outcome.rule.kind is Kind.CROSS else outcome.skills[:1]:
            by_skill[skill].append(outcome)
    return by_skill


def artifact_readiness(
    workspace: Workspace,
    artifact: Artifact,
    outcomes: Sequence[Outcome],
    findings: Sequence[Finding],
    control: Control | None = None,
) -> ArtifactReadiness:
    """The readiness of one artifact from its outcomes and the findings that speak of it; `control` stands in for its own.

    It is counted once while what counts is the same, as it mostly is along a history.
    """
    held = control or control_of(workspace, artifact)
    caps = tuple(_caps(artifact, findings))
    given = (workspace.edition, held, caps, [(o.rule, o.held, o.evaluable) for o in outcomes])
    known: tuple[object, ArtifactReadiness] | None = artifact.memory.get(artifact_readiness)
    if known is None or known[0] != given:
        counted = _counted(artifact, workspace.edition, held, caps, outcomes)
        known = artifact.memory[artifact_readiness] = (given, counted)
    return known[1]


def _counted(
    artifact: Artifact, edition: str, held: Control, caps: tuple[Cap, ...], outcomes: Sequence[Outcome]
) -> ArtifactReadiness:
    checks = tuple(_checks(artifact, outcomes, edition))
    parts = tuple(_parts(checks))
    raw = Fraction(held.percent, 100) * sum(part.points * part.counted for part in parts)
    caps = tuple(cap for cap in caps if cap.limit < raw)
    exact = min([raw, *(Fraction(cap.limit) for cap in caps)])
    return ArtifactReadiness(artifact.skill, parts, held, caps, raw, exact, round(exact), checks)


def whole(areas: Sequence[tuple[str, int, int]]) -> tuple[int, Cap | None]:
    """The weighted mean of areas (name, weight, value), at most the lowest + 30, and that ceiling when it holds."""
    mean = Fraction(sum(weight * value for _, weight, value in areas), sum(w for _, w, _ in areas) or 1)
    lowest = min(areas, key=lambda area: area[2])
    cap = Cap(lowest[2] + OVERALL_LEAD, f"held down by {lowest[0]} {lowest[2]} %")
    return round(min(mean, Fraction(cap.limit))), cap if mean > cap.limit else None


def area_value(values: Sequence[tuple[str, int]]) -> tuple[int, Cap | None]:
    """The mean of artifacts (skill, value), at most the lowest + 25, and that ceiling when it holds."""
    mean = Fraction(sum(value for _, value in values), len(values))
    lowest = min(values, key=lambda pair: pair[1])
    cap = Cap(lowest[1] + AREA_LEAD, f"held down by {lowest[0]} {lowest[1]} %")
    return round(min(mean, Fraction(cap.limit))), cap if mean > cap.limit else None


def _checks(artifact: Artifact, outcomes: Sequence[Outcome], edition: str) -> Iterable[Check]:
    """A row that one check misses is missing for every check over the rows of that register."""
    absent: dict[str, int] = defaultdict(int)
    for outcome in outcomes:
        if outcome.held and _over_rows(outcome, artifact) and outcome.rule.kind is not Kind.VALIDITY:
            register = outcome.rule.each[0]
            absent[register] = max(absent[register], outcome.held.absent)
    content = tuple(outcome.rule for outcome in outcomes if outcome.rule.kind is Kind.PRESENCE)
    demanding = _demanding(artifact.schema, content, edition)
    for outcome in outcomes:
        rule, held = outcome.rule, outcome.held
        if held and _over_rows(outcome, artifact):
            held = held._replace(absent=max(held.absent, sum(absent[key] for key in rule.each)))
        weight = rule.severity_in(edition).weight
        yield Check(rule.id, rule.name, rule.kind, weight, held, outcome.evaluable, rule.id in demanding)


@lru_cache(maxsize=128)
def _demanding(schema: Schema, rules: tuple[Rule, ...], edition: str) -> frozenset[str]:
    """Those of the content checks that a document of this kind without any content fails."""
    blank = Artifact("", schema, Document({}, (), (), (), 1), {}, {}, {}, {})
    alone = Workspace({schema.skill: blank}, Configuration(edition=edition), date.min)
    return frozenset(o.rule.id for o in ask(rules, alone) if o.held and o.evaluable and not o.held.good)


def _over_rows(outcome: Outcome, artifact: Artifact) -> bool:
    return outcome.evaluable and bool(outcome.rule.each) and outcome.skills[0] == artifact.skill


def _parts(checks: Sequence[Check]) -> Iterable[Part]:
    held, weight = _sum(check for check in checks if check.demands)
    limit = held / weight if weight else Fraction(1)
    for kind in PART_POINTS:
        part = Part(kind, *_sum(check for check in checks if check.kind is kind), limit)
        limit = part.counted if kind is Kind.PRESENCE else limit
        yield part


def _sum(checks: Iterable[Check]) -> tuple[Fraction, int]:
    """What the checks hold, and their weight; added by whole numbers, since most are about one instance."""
    over: dict[int, int] = defaultdict(int)
    total = 0
    for check in checks:
        if check.held and check.weight:
            over[check.held.rows + check.held.absent] += check.weight * check.held.good
            total += check.weight
    return sum((Fraction(good, rows) for rows, good in over.items()), Fraction(0)), total


def _caps(artifact: Artifact, findings: Sequence[Finding]) -> Iterable[Cap]:
    errors = [f for f in findings if f.severity is Severity.ERROR and artifact.path in f.paths]
    if any(f.rule == "DOC-08" and f.place.path == artifact.path for f in findings):
        yield Cap(60, "a placeholder is left")
    if errors:
        yield Cap(69, "an error is open")
    if len(errors) >= 3:
        yield Cap(49, "three or more errors are open")
    if _mostly_empty(artifact):
        yield Cap(25, "more than half of the required sections are empty")


@derived
def _mostly_empty(artifact: Artifact) -> bool:
    required = [section.key for section in artifact.schema.sections if section.required]
    filled = sum(1 for key in required if key in artifact.sections and artifact.sections[key].filled)
    return 2 * filled < len(required)


def _areas(workspace: Workspace, artifacts: Mapping[str, ArtifactReadiness]) -> Iterable[AreaReadiness]:
    for area in RADAR_AREAS:
        skills = (STEPS[number - 1].skill for number in area.steps)
        values = tuple((skill, artifacts[skill].value if skill in artifacts else 0) for skill in skills)
        value, cap = area_value(values)
        weight = workspace.configuration.weights.get(area.name, area.weight)
        yield AreaReadiness(area.key, area.name, weight, value, values, cap)
