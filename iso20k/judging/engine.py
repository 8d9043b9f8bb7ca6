"""Rules asked about a workspace: findings, and how far each rule holds (readiness is counted from that)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.finding import Finding
from iso20k.judging.rule import EVERY, Kind, Problem, Rule, Severity
from iso20k.judging.workspace import Workspace


class Held(NamedTuple):
    """Over how many instances a rule holds: `good` of the `rows` that exist, while `absent` ones ought to exist.

    A rule about the document as a whole has one row.
    """

    good: int
    rows: int
    absent: int = 0

    @property
    def share(self) -> float:
        """0 to 1 of all that is expected."""
        return self.good / (self.rows + self.absent)


class Outcome(NamedTuple):
    """How far a rule holds for the artifacts it looked at.

    `held` is None when nothing applies. A rule whose other document is missing is not `evaluable` and holds nowhere.
    `reads` is what the check asked the workspace for besides its own artifacts: skills, ALL, DAY.
    """

    rule: Rule
    skills: tuple[str, ...]
    findings: tuple[Finding, ...]
    held: Held | None
    evaluable: bool = True
    reads: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """0 to 1; None when nothing applies."""
        return self.held.share if self.held else None


class Question(NamedTuple):
    """A rule and the skills whose artifacts it is asked about; `skills` lacks those that are not there."""

    rule: Rule
    skills: tuple[str, ...]

    @property
    def evaluable(self) -> bool:
        """Whether all artifacts that the rule is about are there."""
        return self.rule.documents == (EVERY,) or len(self.skills) == len(self.rule.documents)


#: An outcome that is known already for a rule and its artifacts, None when the rule has to be asked.
Recall = Callable[[Rule, tuple[Artifact, ...]], Outcome | None]


def unknown(rule: Rule, artifacts: tuple[Artifact, ...]) -> None:
    """Nothing has been judged before."""
    del rule, artifacts


def questions(rules: Iterable[Rule], workspace: Workspace) -> Iterator[Question]:
    """Every rule that holds in the workspace's edition, with every set of artifacts that it is for."""
    there = tuple(workspace.artifacts)
    for rule in rules:
        if workspace.edition not in rule.editions:
            continue
        if rule.documents == (EVERY,):
            yield from (Question(rule, (skill,)) for skill in there)
        elif present := tuple(skill for skill in rule.documents if skill in there):
            yield Question(rule, present)


def ask(
    rules: Iterable[Rule], workspace: Workspace, *, strict: bool = False, recall: Recall = unknown
) -> Iterator[Outcome]:
    """The outcome of every question that can be asked in the workspace, known or not."""
    for question in questions(rules, workspace):
        known = None
        if question.evaluable:
            known = recall(question.rule, tuple(workspace.artifacts[skill] for skill in question.skills))
        yield known or answer(question, workspace, strict=strict)


def answer(question: Question, workspace: Workspace, *, strict: bool = False) -> Outcome:
    """What a rule says of its artifacts; nothing when one of them is missing."""
    rule, skills = question
    if not question.evaluable:
        return Outcome(rule, skills, (), Held(0, 1), evaluable=False)
    return _outcome(rule, workspace, tuple(workspace.artifacts[skill] for skill in skills), strict=strict)


def _outcome(rule: Rule, workspace: Workspace, artifacts: tuple[Artifact, ...], *, strict: bool) -> Outcome:
    seen: set[str] = set()
    problems = tuple(rule.check(workspace.watched(seen), *artifacts))
    findings = tuple(_finding(rule, problem, workspace, strict=strict) for problem in problems)
    skills = tuple(artifact.skill for artifact in artifacts)
    reads = tuple(sorted(seen.difference(skills)))
    return Outcome(rule, skills, findings, held_of(rule, artifacts, [p.place for p in problems]), reads=reads)


def held_of(rule: Rule, artifacts: tuple[Artifact, ...], places: Sequence[Place]) -> Held | None:
    """The instances without a problem; `places` are where the problems stand.

    A problem that stands on no row is about a row that is not there; a row that says nothing is good for nothing. An empty
    register that is required holds nowhere.
    """
    if not rule.each:
        return Held(0 if places else 1, 1)
    owner = artifacts[0]
    records = owner.records(*rule.each)
    required = any(owner.schema.register(key).required for key in rule.each)
    if not records and not required and not places:
        return None
    failing = set(_blank_rows(owner, rule.each))
    absent = 0
    for place in places:
        rows = _rows_by_line(owner, rule.each).get(place.line, ()) if place.path == owner.path else ()
        failing.update(rows)
        absent += not rows
    return Held(len(records) - len(failing), len(records), absent or (0 if records else 1))


@derived
def _blank_rows(owner: Artifact, registers: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of the records that hold a place and no content: fewer than two filled fields."""
    return tuple(
        number
        for number, record in enumerate(owner.records(*registers))
        if sum(map(record.filled, record.cells)) < min(2, len(record.cells))
    )


@derived
def _rows_by_line(owner: Artifact, registers: tuple[str, ...]) -> Mapping[int, tuple[int, ...]]:
    """The numbers of the records that each line belongs to: a line of theirs, or one between their lines."""
    found: dict[int, tuple[int, ...]] = {}
    for number, record in enumerate(owner.records(*registers)):
        lines = {cell.line for cell in record.cells.values()}
        for line in lines.union(range(record.line, max(lines) + 1), {record.line}):
            found[line] = (*found.get(line, ()), number)
    return found


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
        protects=severity in (Severity.ERROR, Severity.STRICT),
        edit=problem.edit,
    )
