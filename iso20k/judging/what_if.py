"""What readiness would be if something were repaired: a recount without the repaired problems, no text is edited.

Gains are counted without the rounding of published figures, so that small steps are seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from iso20k.document import Place
from iso20k.judging.assessment import Assessment
from iso20k.judging.control import Control
from iso20k.judging.engine import Held, Outcome, held_of
from iso20k.judging.finding import Finding, findings_by_document
from iso20k.judging.readiness import AREA_LEAD, OVERALL_LEAD, artifact_readiness, outcomes_by_skill
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS

#: A finding's identity and its place: one of several that say the same.
Spot = tuple[tuple[str, str, str], Place]
_IN_DATE = Control(100, "approved and in date")


class Change(NamedTuple):
    """What is supposed to be different: findings repaired, documents approved (or reviewed), documents written in full."""

    repaired: tuple[Finding, ...] = ()
    approved: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()


class Figures(NamedTuple):
    """Unrounded readiness: of artifacts by skill, of areas by key, of the whole, and the weighted mean without its ceiling."""

    artifacts: Mapping[str, Fraction]
    areas: Mapping[str, Fraction]
    overall: Fraction
    mean: Fraction


class Recount:
    """The figures of an assessment under suppositions; what a change does not touch is counted once."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._by_skill = outcomes_by_skill(assessment.outcomes)
        figures = assessment.readiness.artifacts
        self._exact = {skill: figures[skill].exact for skill in figures}
        self._known: dict[tuple[object, ...], Fraction] = {}
        by_path = findings_by_document(assessment.findings)
        artifacts = assessment.workspace.artifacts
        self._findings = {skill: by_path.get(artifact.path, []) for skill, artifact in artifacts.items()}
        self._concerned = {
            skill: frozenset(
                (f.identity, f.place)
                for f in (*(f for o in self._by_skill.get(skill, ()) for f in o.findings), *said)
            )
            for skill, said in self._findings.items()
        }
        self.now = self._figures(self._exact)

    def after(self, change: Change) -> Figures:
        """The figures when the change has been made."""
        gone = frozenset((f.identity, f.place) for f in change.repaired)
        exact = dict(self._exact)
        for skill, concerned in self._concerned.items():
            own = concerned & gone
            if own or skill in change.approved:
                exact[skill] = self._artifact(skill, own, approved=skill in change.approved)
        exact.update({skill: Fraction(100) for skill in change.written})
        return self._figures(exact)

    def _artifact(self, skill: str, gone: frozenset[Spot], *, approved: bool) -> Fraction:
        key = (skill, gone, approved)
        if key not in self._known:
            workspace = self._assessment.workspace
            artifact = workspace.artifacts[skill]
            findings = [f for f in self._findings.get(skill, ()) if (f.identity, f.place) not in gone]
            outcomes = [self._without(outcome, gone) for outcome in self._by_skill.get(skill, ())]
            control = _IN_DATE if approved else None
            self._known[key] = artifact_readiness(workspace, artifact, outcomes, findings, control).exact
        return self._known[key]

    def _without(self, outcome: Outcome, gone: frozenset[Spot]) -> Outcome:
        left = tuple(f for f in outcome.findings if (f.identity, f.place) not in gone)
        if len(left) == len(outcome.findings) or outcome.held is None:
            return outcome
        return outcome._replace(findings=left, held=self._repaired(outcome, left, outcome.held))

    def _repaired(self, outcome: Outcome, left: Sequence[Finding], before: Held) -> Held:
        """A row that was missing is then there and in order, so that what is expected stays the same."""
        artifacts = tuple(self._assessment.workspace.artifacts[skill] for skill in outcome.skills)
        after = held_of(outcome.rule, artifacts, [f.place for f in left]) or Held(0, 0)
        expected = before.rows + before.absent
        missing = after.absent if left else 0
        added = max(expected - after.rows - missing, 0)
        return Held(after.good + added, after.rows + added, missing)

    def _figures(self, exact: Mapping[str, Fraction]) -> Figures:
        areas = {}
        for area in RADAR_AREAS:
            values = [exact.get(STEPS[number - 1].skill, Fraction(0)) for number in area.steps]
            areas[area.key] = min(sum(values, Fraction(0)) / len(values), min(values) + AREA_LEAD)
        weights = {area.key: area.weight for area in self._assessment.readiness.areas}
        total = sum(weights.values()) or 1
        mean = sum((weights[key] * value for key, value in areas.items()), Fraction(0)) / total
        return Figures(exact, areas, min(mean, min(areas.values()) + OVERALL_LEAD), mean)
