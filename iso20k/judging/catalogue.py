"""What is judged by: the schemas, rules and summaries of the skills. `validators` fills it; nothing here imports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment
from iso20k.facts.schema import Schema
from iso20k.judging.drafting import Draft, nothing_known
from iso20k.judging.evidence import Look, nothing_shown
from iso20k.judging.rule import Rule
from iso20k.judging.workspace import Workspace

Summary = Callable[[Workspace, Artifact], str]
#: What a document promises, read from the document alone.
Commitments = Callable[[Artifact], Iterable[Commitment]]


def nothing_promised(artifact: Artifact) -> Iterable[Commitment]:
    """The commitments of a document that holds nobody to a figure."""
    del artifact
    return ()


class Skill(NamedTuple):
    """One of the 22: the shape of its artifact, and the sentence a person would read out about it.

    `folder` is the package's directory, where `template.md` and `SKILL.md` lie; `draft` is what earlier steps
    know of a new document, `commitments` what a written one promises, `evidence` what it shows of the past (the items of
    `EVIDENCE_ITEMS` that are its own).
    """

    schema: Schema
    summary: Summary
    folder: str
    draft: Draft = nothing_known
    commitments: Commitments = nothing_promised
    evidence: Look = nothing_shown

    @property
    def name(self) -> str:
        """The skill's name, such as 'service-catalog'."""
        return self.schema.skill


class Catalogue(NamedTuple):
    """All skills in the order of their steps and all rules in the order of their ids."""

    skills: tuple[Skill, ...]
    rules: tuple[Rule, ...]

    @property
    def schemas(self) -> tuple[Schema, ...]:
        """The shapes by which documents are recognised."""
        return tuple(skill.schema for skill in self.skills)

    def rule(self, name: str) -> Rule | None:
        """The rule with this id or name."""
        wanted = name.strip().lower()
        return next((rule for rule in self.rules if wanted in (rule.id.lower(), rule.name)), None)

    def skill(self, name: str) -> Skill | None:
        """The skill with this name; underscores count as hyphens."""
        wanted = name.strip().lower().replace("_", "-")
        return next((skill for skill in self.skills if skill.name == wanted), None)
