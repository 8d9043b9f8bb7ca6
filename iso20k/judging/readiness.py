"""Readiness of artifacts and areas: counted from how far rules hold, held down by gates, never from headings (§7.2, §7.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.engine import Outcome
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Kind, Severity
from iso20k.judging.workspace import Workspace
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS

#: The most that each part can give to an artifact: content, validity, consistency.
PART_POINTS: Mapping[Kind, int] = {Kind.PRESENCE: 45, Kind.VALIDITY: 30, Kind.CROSS: 25}
_CONTROL = {"approved": 1.0, "in review": 0.9, "draft": 0.75, "obsolete": 0.0}


class Cap(NamedTuple):
    """A ceiling on a figure and why it is there."""

    limit: int
    reason: str


class ArtifactReadiness(NamedTuple):
    """R = G × (45·C + 30·V + 25·X), at most the lowest cap; every part is here so that a reader can recompute it.

    `parts` are 0 to 1 by kind, `control` is G, `caps` those that hold, `value` 0 to 100.
    """

    skill: str
    parts: Mapping[Kind, float]
    control: float
    caps: tuple[Cap, ...]
    value: int


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
    by_skill: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for skill in outcome.skills if outcome.rule.kind is Kind.CROSS else outcome.skills[:1]:
            by_skill[skill].append(outcome)
    artifacts = {
        skill: _artifact(workspace, artifact, by_skill[skill], findings)
        for skill, artifact in workspace.artifacts.items()
    }
    areas = tuple(_areas(workspace, artifacts))
    total = sum(area.weight for area in areas) or 1
    mean = sum(area.weight * area.value for area in areas) / total
    lowest = min(areas, key=lambda area: area.value)
    cap = Cap(lowest.value + 30, f"held down by {lowest.name} {lowest.value} %")
    return Readiness(artifacts, areas, round(min(mean, cap.limit)), cap if mean > cap.limit else None)


def _artifact(
    workspace: Workspace, artifact: Artifact, outcomes: list[Outcome], findings: Sequence[Finding]
) -> ArtifactReadiness:
    parts = {kind: _part(workspace, kind, outcomes) for kind in PART_POINTS}
    control = control_factor(workspace, artifact)
    raw = control * sum(points * parts[kind] for kind, points in PART_POINTS.items())
    caps = tuple(cap for cap in _caps(artifact, findings) if cap.limit < raw)
    limit = min((cap.limit for cap in caps), default=100)
    return ArtifactReadiness(artifact.skill, parts, control, caps, round(min(raw, limit)))


def _part(workspace: Workspace, kind: Kind, outcomes: list[Outcome]) -> float:
    """The weighted share of the checks of one kind that hold; a part in which nothing applies holds in full."""
    weight = held = 0.0
    for outcome in outcomes:
        if outcome.rule.kind is kind and outcome.share is not None:
            points = outcome.rule.severity_in(workspace.edition).weight
            weight += points
            held += points * outcome.share
    return held / weight if weight else 1.0


def control_factor(workspace: Workspace, artifact: Artifact) -> float:
    """G of §7.2: approved and in date 1.0, review date past 0.85, in review 0.9, draft 0.75, no control block 0.6."""
    if not artifact.status:
        return 0.6
    if artifact.status == "approved":
        review = artifact.field("next_review").text
        return 0.85 if review and review < workspace.as_of.isoformat() else 1.0
    return _CONTROL.get(artifact.status, 0.6)


def _caps(artifact: Artifact, findings: Sequence[Finding]) -> Iterable[Cap]:
    errors = [f for f in findings if f.severity is Severity.ERROR and artifact.path in f.paths]
    if any(f.rule == "DOC-08" and f.place.path == artifact.path for f in findings):
        yield Cap(60, "a placeholder is left")
    if errors:
        yield Cap(69, "an error is open")
    if len(errors) >= 3:
        yield Cap(49, "three or more errors are open")
    required = [section.key for section in artifact.schema.sections if section.required]
    filled = sum(1 for key in required if key in artifact.sections and artifact.sections[key].filled)
    if 2 * filled < len(required):
        yield Cap(25, "more than half of the required sections are empty")


def _areas(workspace: Workspace, artifacts: Mapping[str, ArtifactReadiness]) -> Iterable[AreaReadiness]:
    for area in RADAR_AREAS:
        skills = (STEPS[number - 1].skill for number in area.steps)
        values = tuple((skill, artifacts[skill].value if skill in artifacts else 0) for skill in skills)
        mean = sum(value for _, value in values) / len(values)
        lowest = min(values, key=lambda pair: pair[1])
        cap = Cap(lowest[1] + 25, f"held down by {lowest[0]} {lowest[1]} %")
        weight = workspace.configuration.weights.get(area.name, area.weight)
        value = round(min(mean, cap.limit))
        yield AreaReadiness(area.key, area.name, weight, value, values, cap if mean > cap.limit else None)
