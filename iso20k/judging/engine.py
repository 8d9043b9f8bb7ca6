"""Rules asked about a workspace: findings, and how far each rule holds (readiness is counted from that)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.finding import Finding
from iso20k.judging.rule import EVERY, Kind, Problem, Rule
from iso20k.judging.workspace import Workspace


class Outcome(NamedTuple):
    """How far a rule holds for the artifacts it looked at.

    `share` is 0 to 1; None when nothing applies. A rule whose other document is missing is not `evaluable`. `reads` is
    what the check asked the workspace for besides its own artifacts: skills, ALL, DAY.
    """

    rule: Rule
    skills: tuple[str, ...]
    findings: tuple[Finding, ...]
    share: float | None
    evaluable: bool = True
    reads: tuple[str, ...] = ()


#: An outcome that is known already for a rule and its artifacts, None when the rule has to be asked.
Recall = Callable[[Rule, tuple[Artifact, ...]], Outcome | None]


def unknown(rule: Rule, artifacts: tuple[Artifact, ...]) -> None:
    """Nothing has been judged before."""
    del rule, artifacts


def ask(
    rules: Iterable[Rule], workspace: Workspace, *, strict: bool = False, recall: Recall = unknown
) -> Iterator[Outcome]:
    """Ask every rule that holds in the workspace's edition about every set of artifacts it is for."""
    for rule in rules:
        if workspace.edition not in rule.editions:
            continue
        if rule.documents == (EVERY,):
            for artifact in workspace.artifacts.values():
                yield recall(rule, (artifact,)) or _outcome(rule, workspace, (artifact,), strict=strict)
            continue
        artifacts = [workspace.artifact(skill) for skill in rule.documents]
        present = tuple(artifact for artifact in artifacts if artifact)
        if len(present) == len(artifacts):
            yield recall(rule, present) or _outcome(rule, workspace, present, strict=strict)
        elif present:
            yield Outcome(rule, tuple(a.skill for a in present), (), 0.0, evaluable=False)


def _outcome(rule: Rule, workspace: Workspace, artifacts: tuple[Artifact, ...], *, strict: bool) -> Outcome:
    seen: set[str] = set()
    problems = tuple(rule.check(workspace.watched(seen), *artifacts))
    findings = tuple(_finding(rule, problem, workspace, strict=strict) for problem in problems)
    skills = tuple(artifact.skill for artifact in artifacts)
    reads = tuple(sorted(seen.difference(skills)))
    return Outcome(rule, skills, findings, _share(rule, artifacts, problems), reads=reads)


def _share(rule: Rule, artifacts: tuple[Artifact, ...], problems: tuple[Problem, ...]) -> float | None:
    """The part of the instances without a problem; an empty register that is required holds for none."""
    if not rule.each:
        return 0.0 if problems else 1.0
    owner = artifacts[0]
    records = owner.records(*rule.each)
    if not records:
        required = any(owner.schema.register(key).required for key in rule.each)
        return 0.0 if required or problems else None
    places = {record.line for record in records}
    lines = sorted(places)
    failing = {max((line for line in lines if line <= p.place.line), default=0) for p in problems}
    return 1.0 - min(len(failing), len(lines)) / len(lines)


def _finding(rule: Rule, problem: Problem, workspace: Workspace, *, strict: bool) -> Finding:
    severity = problem.severity or rule.severity_in(workspace.edition)
    missing = rule.kind is Kind.PRESENCE if problem.missing is None else problem.missing
    return Finding(
        rule.id,
        rule.name,
        severity.counted(strict=strict),
        rule.clause_in(workspace.edition),
        problem.place,
        problem.message,
        problem.hint or rule.hint,
        problem.related,
        missing,
    )
