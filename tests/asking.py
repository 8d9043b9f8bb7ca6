"""A skill's rules asked of documents that need no disk: what the tests of each skill begin with."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.configuration import Configuration
from iso20k.judging.engine import ask
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.workspace import Workspace
from validators.registry import catalogue


def asked(family: str, texts: Mapping[str, str], edition: str = "2011") -> tuple[Workspace, list[Finding]]:
    """The workspace of these documents by path, and what the rules of a family ('AUD') find in it."""
    space = workspace_of(Staged(texts, Configuration(edition=edition)), catalogue().schemas)
    rules = [rule for rule in catalogue().rules if rule.id.startswith(f"{family}-")]
    return space, [finding for outcome in ask(rules, space) for finding in outcome.findings]


def sentence(skill: str, texts: Mapping[str, str]) -> str:
    """What a skill says of its document."""
    known = catalogue().skill(skill)
    assert known is not None
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    return known.summary(space, space.artifacts[skill])
