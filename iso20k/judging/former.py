"""The outcomes of the state judged before: one holds as long as all that its rule has read is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.document import Document
from iso20k.facts.artifact import Artifact
from iso20k.facts.by_section import BySection
from iso20k.facts.reading import read_artifact
from iso20k.facts.schema import Schema
from iso20k.facts.watched import Reads, Watch, Watched
from iso20k.judging.engine import Outcome, Question, answer, questions
from iso20k.judging.rule import Rule
from iso20k.judging.workspace import ALL, DAY, Workspace


class _Kept(NamedTuple):
    """An outcome and the parts of artifacts that its rule has read; `looked` are their skills and what else it looked at."""

    question: Question
    outcome: Outcome
    reads: Reads
    looked: frozenset[str]


class _Change(NamedTuple):
    """The artifacts of a state, the skills of those that are not as before, and what else is not: which there are, the day."""

    artifacts: Mapping[str, Artifact]
    changed: set[str]
    other: set[str]
    touched: set[str]

    def leaves(self, known: _Kept) -> bool:
        """Whether an outcome still holds."""
        if known.looked.isdisjoint(self.touched):
            return True
        return self.other.isdisjoint(known.outcome.reads) and self._leaves_all(known.reads)

    def _leaves_all(self, reads: Reads) -> bool:
        """Whether all that was read of the artifacts that have changed is still so, in the order of reading.

        What was read later may have been asked for because of what was read before it.
        """
        return all(
            isinstance(artifact := self.artifacts.get(skill), Watched) and artifact.holds(part, value)
            for (skill, part), value in reads.items()
            if skill in self.changed
        )


class Former:
    """What was found in the states before, one after the other, under the same rules and settings.

    The artifacts of a state must be those that `read` gave; an artifact that is the very same object has not changed.
    """

    def __init__(self) -> None:
        self._watch = Watch()
        self._versions: dict[str, Watched] = {}
        self._artifacts: Mapping[str, Artifact] = {}
        self._day: date | None = None
        self._kept: list[_Kept] = []

    def read(self, path: str, document: Document, schemas: Iterable[Schema]) -> Watched | None:
        """The artifact in a document, as the next version of what was at its path before."""
        former = self._versions.get(path)
        by_section = BySection(former.by_section if former else None)
        artifact = read_artifact(path, document, schemas, by_section)
        if artifact is None:
            return None
        made = self._versions[path] = Watched.of(artifact, self._watch, former, by_section)
        return made

    def ask(self, rules: Iterable[Rule], workspace: Workspace, *, strict: bool) -> list[Outcome]:
        """The outcomes in the next state; the rules that have read what is no longer so are asked."""
        change = self._change(workspace.artifacts, workspace.as_of)
        kept = [
            known
            if known is not None and change.leaves(known)
            else self._answered(question, workspace, known, strict=strict)
            for question, known in self._asked_before(rules, workspace, again=ALL in change.other)
        ]
        self._kept, self._artifacts, self._day = kept, workspace.artifacts, workspace.as_of
        return [known.outcome for known in kept]

    def _asked_before(
        self, rules: Iterable[Rule], workspace: Workspace, *, again: bool
    ) -> Iterable[tuple[Question, _Kept | None]]:
        """The questions of the state with what is known; they are others only where there are other artifacts."""
        if not again:
            return ((known.question, known) for known in self._kept)
        known = {(kept.question.rule.id, kept.question.skills): kept for kept in self._kept}
        return ((one, known.get((one.rule.id, one.skills))) for one in questions(rules, workspace))

    def _change(self, artifacts: Mapping[str, Artifact], day: date) -> _Change:
        changed = {skill for skill in artifacts if artifacts[skill] is not self._artifacts.get(skill)}
        other = set(artifacts) ^ set(self._artifacts)
        if tuple(artifacts) != tuple(self._artifacts):
            other.add(ALL)
        if day != self._day:
            other.add(DAY)
        return _Change(artifacts, changed, other, changed | other)

    def _answered(
        self, question: Question, workspace: Workspace, known: _Kept | None, *, strict: bool
    ) -> _Kept:
        """The new outcome; one that says the same as the known one is the very same object."""
        outcome, reads = self._watch.reading(lambda: answer(question, workspace, strict=strict))
        if known is not None and outcome == known.outcome:
            outcome = known.outcome
        return _Kept(question, outcome, reads, frozenset((*outcome.reads, *(skill for skill, _ in reads))))
