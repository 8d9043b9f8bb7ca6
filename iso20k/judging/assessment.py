"""The whole judgement of a workspace at one moment, as a value: what every report and page is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from iso20k.configuration import Configuration
from iso20k.document import Document, ReadingError
from iso20k.facts.artifact import Artifact
from iso20k.judging.assembly import ReadArtifact, assemble
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.engine import Outcome, ask
from iso20k.judging.finding import Finding, in_order
from iso20k.judging.rule import Rule
from iso20k.judging.waivers import apply_waivers, inline_waivers
from iso20k.judging.workspace import Workspace
from iso20k.standard.steps import STEPS

if TYPE_CHECKING:
    from iso20k.judging.readiness import Readiness


class Asker(Protocol):
    """Who asks the rules about a workspace: `ask`, or somebody who knows outcomes from before."""

    def __call__(self, rules: Iterable[Rule], workspace: Workspace, *, strict: bool) -> Iterable[Outcome]:
        """The outcome of every question that can be asked."""


class StepState(NamedTuple):
    """A step of the journey: `status` not-started, in-progress or complete; `verdict` PASS, FAIL or None."""

    number: int
    skill: str
    title: str
    phase: str
    path: str
    status: str
    verdict: str | None
    summary: str
    readiness: int


class Unanswered(NamedTuple):
    """A rule across documents and the skills whose documents it waits for; it counts 0 in readiness and is never a PASS."""

    rule: Rule
    missing: tuple[str, ...]


class Assessment(NamedTuple):
    """Findings in order, the 22 steps, readiness, and what they were made from.

    Steps and readiness are counted when they are asked for: a commit hook needs neither.
    """

    as_of: date
    commit: str | None
    workspace: Workspace
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    catalogue: Catalogue
    memory: dict[str, Any]

    @property
    def readiness(self) -> Readiness:
        """The figures of every artifact, area and of the whole."""
        if "readiness" not in self.memory:
            from iso20k.judging.readiness import readiness

            self.memory["readiness"] = readiness(self.workspace, self.outcomes, self.findings)
        return cast("Readiness", self.memory["readiness"])

    @property
    def steps(self) -> tuple[StepState, ...]:
        """The 22 steps of the journey."""
        if "steps" not in self.memory:
            self.memory["steps"] = _steps(self.workspace, self.catalogue, self.findings, self.readiness)
        return cast("tuple[StepState, ...]", self.memory["steps"])

    @property
    def unreadable(self) -> tuple[Finding, ...]:
        """Documents that could not be read or told apart: the judgement is incomplete, exit code 2."""
        return tuple(finding for finding in self.findings if finding.rule.startswith("READ"))

    @property
    def not_evaluable(self) -> tuple[Unanswered, ...]:
        """Checks across documents that could not be made, by the rule, with the documents that are not there."""
        return tuple(
            Unanswered(outcome.rule, tuple(s for s in outcome.rule.documents if s not in outcome.skills))
            for outcome in self.outcomes
            if not outcome.evaluable
        )

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that count as errors; waived ones do not."""
        return tuple(finding for finding in self.findings if finding.is_error)


def assess(
    documents: Mapping[str, Document | ReadingError],
    catalogue: Catalogue,
    configuration: Configuration,
    as_of: date,
    *,
    strict: bool = False,
    commit: str | None = None,
    extra: Sequence[Finding] = (),
    asked: Asker = ask,
    read: ReadArtifact | None = None,
) -> Assessment:
    """Judge `documents` (by path, relative to the workspace) as of a day.

    `extra` are findings of whoever read the files (a symbolic link out of the workspace); `asked` may know
    outcomes from before; `read` finds the artifact in a document. Pure: the same input gives
    the same assessment.
    """
    artifacts, faults = assemble(documents, catalogue.schemas, read)
    workspace = Workspace(artifacts, configuration, as_of)
    outcomes = tuple(asked(catalogue.rules, workspace, strict=strict))
    found = [finding for outcome in outcomes for finding in outcome.findings]
    waivers = [*configuration.waivers]
    for path, document in documents.items():
        if isinstance(document, Document):
            waivers.extend(inline_waivers(path, document))
    ids = frozenset(rule.id for rule in catalogue.rules)
    findings = apply_waivers([*found, *faults, *extra], waivers, ids, as_of)
    ordered = tuple(sorted(findings, key=in_order))
    return Assessment(as_of, commit, workspace, ordered, outcomes, catalogue, {})


def _steps(
    workspace: Workspace, catalogue: Catalogue, findings: tuple[Finding, ...], figures: Readiness
) -> tuple[StepState, ...]:
    states, failed = [], failing_paths(findings)
    for step in STEPS:
        head = (step.number, step.skill, step.title, step.phase)
        artifact, skill = workspace.artifact(step.skill), catalogue.skill(step.skill)
        if artifact is None or skill is None:
            states.append(StepState(*head, "", "not-started", None, "No document yet.", 0))
            continue
        status, verdict = standing(artifact, failed)
        told = skill.summary(workspace, artifact)
        value = figures.artifacts[step.skill].value
        states.append(StepState(*head, artifact.path, status, verdict, told, value))
    return tuple(states)


def failing_paths(findings: Sequence[Finding]) -> frozenset[str]:
    """The documents that an error speaks of."""
    return frozenset(path for finding in findings if finding.is_error for path in finding.paths)


def standing(artifact: Artifact, failed: frozenset[str]) -> tuple[str, str]:
    """Status and verdict of a step that has a document; `failed` are the paths of those with an error."""
    if artifact.path in failed:
        return "in-progress", "FAIL"
    return "complete" if artifact.status == "approved" else "in-progress", "PASS"
