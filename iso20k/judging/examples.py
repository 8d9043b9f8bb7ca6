"""The examples that a rule carries, as workspaces: edits of one sample, so a reader sees what changes the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from iso20k.configuration import Configuration
from iso20k.document import Document, ReadingError
from iso20k.facts.artifact import Artifact
from iso20k.facts.schema import Schema
from iso20k.judging.assembly import assemble
from iso20k.judging.engine import ask
from iso20k.judging.finding import Finding
from iso20k.judging.rule import EVERY, Edit, Example, Rule
from iso20k.judging.workspace import Workspace
from iso20k.reading.reader import read_document
from iso20k.reading.settings import read_configuration

#: The day on which the sample workspace is judged.
SAMPLE_DAY = date(2026, 10, 30)


class Sample(NamedTuple):
    """The sample workspace: document texts by path, and the skill of each."""

    texts: Mapping[str, str]
    skills: Mapping[str, str]

    def path_of(self, skill: str) -> str:
        """The document that a skill makes; raises `KeyError` when the sample has none."""
        return next(path for path, named in self.skills.items() if named == skill)


class Staged(NamedTuple):
    """An example made real: the edited texts and the settings."""

    texts: Mapping[str, str]
    configuration: Configuration


def stage(sample: Sample, rule: Rule, example: Example) -> Staged:
    """The workspace of an example; raises `ValueError` when an edit does not fit exactly one place."""
    first = main_skill(rule)
    texts = dict(sample.texts)
    if example.alone:
        kept = sample.path_of(first)
        texts = {kept: texts[kept]}
    for edit in example.edits:
        path = sample.path_of(edit.document or first)
        if edit.old == "" and edit.new == "":
            del texts[path]
        else:
            texts[path] = _edited(rule, texts[path], edit)
    settings = read_configuration(example.settings.encode()) if example.settings else Configuration()
    return Staged(texts, settings)


def main_skill(rule: Rule) -> str:
    """The skill whose document an edit changes when it names none; the service catalog for rules on every one."""
    return "service-catalog" if rule.documents == (EVERY,) else rule.documents[0]


def _edited(rule: Rule, text: str, edit: Edit) -> str:
    if edit.old == "":
        return edit.new
    places = text.count(edit.old)
    if places != 1:
        raise ValueError(f"{rule.id}: the example's text stands {places} times in the sample: {edit.old!r}")
    return text.replace(edit.old, edit.new)


def workspace_of(staged: Staged, schemas: Sequence[Schema]) -> Workspace:
    """The staged texts as artifacts, as of the sample's day."""
    documents: dict[str, Document | ReadingError] = {path: _read(text) for path, text in staged.texts.items()}
    artifacts: dict[str, Artifact]
    artifacts, _ = assemble(documents, schemas)
    return Workspace(artifacts, staged.configuration, SAMPLE_DAY)


@lru_cache(maxsize=32)
def _read(text: str) -> Document:
    """Most documents of most examples are those of the sample."""
    return read_document(text.encode())


def findings_of(rule: Rule, staged: Staged, schemas: Sequence[Schema]) -> tuple[Finding, ...]:
    """What the rule alone finds in an example."""
    outcomes = ask([rule], workspace_of(staged, schemas))
    return tuple(finding for outcome in outcomes for finding in outcome.findings)
