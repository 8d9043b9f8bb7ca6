"""Workspaces with planted defects, judged in memory: rules are asked again only about what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from unittest.mock import patch

from iso20k.configuration import Configuration
from iso20k.document import Document
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.facts.reading import read_artifact
from iso20k.facts.schema import Schema
from iso20k.judging import assembly
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.engine import Outcome, ask
from iso20k.judging.examples import SAMPLE_DAY, _read
from iso20k.judging.rule import Rule
from iso20k.judging.workspace import ALL, Workspace
from validators.registry import catalogue

_KNOWN: dict[tuple[object, ...], tuple[Outcome, dict[str, object]]] = {}


class Defect(NamedTuple):
    """An edit that makes a document worse: lines `first` to `last` (from 0) of it become `lines`."""

    path: str
    first: int
    last: int
    lines: tuple[str, ...]
    what: str

    def overlaps(self, other: Defect) -> bool:
        """Whether both change the same lines."""
        return self.path == other.path and self.first < other.last and other.first < self.last


def judged(
    texts: Mapping[str, str], day: date = SAMPLE_DAY, settings: Configuration | None = None
) -> Assessment:
    """The assessment of document texts by path, with outcomes remembered between calls."""
    settings = settings or Configuration()

    def asked(rules: Iterable[Rule], workspace: Workspace, *, strict: bool) -> Iterable[Outcome]:
        by_skill: dict[str, object] = {s: _content(a, texts) for s, a in workspace.artifacts.items()}
        whole = tuple(by_skill.items())

        def state(read: str) -> object:
            return whole if read == ALL else by_skill.get(read)

        def recall(rule: Rule, of: tuple[Artifact, ...]) -> Outcome | None:
            key = (rule.id, day, settings.edition, *(by_skill[a.skill] for a in of))
            known = _KNOWN.get(key)
            if known and all(state(read) == was for read, was in known[1].items()):
                return known[0]
            return None

        return ask(rules, workspace, strict=strict, recall=recall)

    with patch.object(assembly, "read_artifact", _artifact):
        made = assess(
            {path: _read(text) for path, text in texts.items()},
            catalogue(),
            settings,
            day,
            asked=asked,
        )
    contents = {skill: _content(a, texts) for skill, a in made.workspace.artifacts.items()}
    for outcome in made.outcomes:
        if outcome.evaluable:
            key = (outcome.rule.id, day, settings.edition, *(contents[skill] for skill in outcome.skills))
            reads = {r: tuple(contents.items()) if r == ALL else contents.get(r) for r in outcome.reads}
            _KNOWN[key] = (outcome, reads)
    return made


_ARTIFACTS: dict[tuple[str, int], tuple[Document, Artifact | None]] = {}


def _artifact(path: str, document: Document, schemas: Sequence[Schema]) -> Artifact | None:
    """The artifact of a document that has been read before; most documents of most workspaces are the example's."""
    known = _ARTIFACTS.get((path, id(document)))
    if known is None or known[0] is not document:
        known = _ARTIFACTS[path, id(document)] = (document, read_artifact(path, document, schemas))
    return known[1]


def _content(artifact: Artifact, texts: Mapping[str, str]) -> tuple[str, int]:
    return artifact.path, hash(texts[artifact.path])


def planted(texts: Mapping[str, str], defects: Iterable[Defect]) -> dict[str, str]:
    """The texts with all defects in them."""
    found = dict(texts)
    for defect in sorted(defects, key=lambda d: (d.path, -d.first)):
        lines = found[defect.path].split("\n")
        lines[defect.first : defect.last] = defect.lines
        found[defect.path] = "\n".join(lines)
    return found


@cache
def possible() -> tuple[Defect, ...]:
    """Everything that can be made worse in the example: rows, fields, cells, sections and fields of document control."""
    return tuple(
        defect for path, text in sorted(sample().texts.items()) for defect in _of(path, text.split("\n"))
    )


def _of(path: str, lines: list[str]) -> Iterable[Defect]:
    front = lines.index("---", 1)
    headings = [n for n, line in enumerate(lines) if line.startswith("## ")]
    for number, line in enumerate(lines):
        if number < front and ": " in line and not line.startswith(" "):
            yield Defect(path, number, number + 1, (line.split(": ")[0] + ":",), f"empty {line}")
        if line.startswith("| ") and lines[number + 1 : number + 2] != [line] and "---" not in line:
            if number + 1 < len(lines) and set(lines[number + 1]) <= set("|-: "):
                continue
            yield Defect(path, number, number + 1, (), f"drop {line}")
            cells = line.strip("|").split("|")
            for column in range(len(cells)):
                worse = [*cells[:column], " TBD ", *cells[column + 1 :]]
                yield Defect(path, number, number + 1, (f"|{'|'.join(worse)}|",), f"cell {column} of {line}")
        if line.startswith("- ") and ": " in line:
            yield Defect(path, number, number + 1, (), f"drop {line}")
        if line.startswith("## "):
            end = next((n for n in headings if n > number), len(lines))
            yield Defect(path, number + 1, end, ("",), f"empty section {line}")
