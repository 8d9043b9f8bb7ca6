"""Changes without meaning: whoever finds something after one of them has cried wolf."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace


class Neutral(NamedTuple):
    """A change of one document that says the same as before."""

    kind: str
    path: str
    what: str
    text: str


Rewriter = Callable[[Artifact, str], Iterator[Neutral]]


def rewritten(workspace: Workspace, texts: Mapping[str, str]) -> Iterator[Neutral]:
    """Every meaning-neutral change of every document, in the order of the steps."""
    for artifact in workspace.artifacts.values():
        text = texts[artifact.path]
        for rewrite in REWRITERS:
            yield from (change for change in rewrite(artifact, text) if change.text != text)


def rows_turned(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """The rows of the longest table with identifiers stand in reverse order; order carries no meaning there."""
    lines = text.split("\n")
    for register in artifact.schema.registers:
        rows = [record.line for record in artifact.records(register.key)]
        told = [lines[line - 1] for line in rows]
        whole = len(rows) > 2 and rows == list(range(rows[0], rows[0] + len(rows)))
        if whole and all(re.match(r"\| [A-Z]{2,5}-\d+ ", row) for row in told) and register.key in _UNORDERED:
            changed = [*lines[: rows[0] - 1], *reversed(told), *lines[rows[-1] :]]
            yield Neutral("rows turned", artifact.path, register.key, "\n".join(changed))
            return


_UNORDERED = (
    "services",
    "objectives",
    "risks",
    "controls",
    "suppliers",
    "reports",
    "customers",
    "baselines",
    "kpis",
    "capas",
    "cis",
)


def columns_turned(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """The last two columns of every wide table change places."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("|") and line.count("|") > 4 and "\\|" not in line:
            cells = line.strip().strip("|").split("|")
            head = lines[number - 1] if number and lines[number - 1].startswith("|") else line
            if len(cells) == len(head.strip().strip("|").split("|")):
                lines[number] = "|" + "|".join([*cells[:-2], cells[-1], cells[-2]]) + "|"
    yield Neutral("columns turned", artifact.path, "all wide tables", "\n".join(lines))


def padded(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """Tables are laid out with more blanks, and a blank line more stands before each heading."""
    wide = re.sub(r"(?m)^\|(.*)\|$", lambda row: "|  " + row[1].replace("|", "  |  ") + "  |", text)
    yield Neutral("blanks", artifact.path, "tables padded", wide)
    yield Neutral("blanks", artifact.path, "blank lines added", re.sub(r"(?m)^(#+ )", r"\n\1", text))


def numbered(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """The sections are numbered."""
    count = 0

    def number(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"## {count}. "

    yield Neutral("headings", artifact.path, "sections numbered", re.sub(r"(?m)^## ", number, text))


def emphasised(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """Identifiers in the first column of tables are set in bold."""
    bold = re.sub(r"(?m)^\| ([A-Z]{2,5}-[0-9-]+) \|", r"| **\1** |", text)
    yield Neutral("emphasis", artifact.path, "identifiers in bold", bold)


def remarked(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """A remark that nobody sees is added at the end."""
    yield Neutral(
        "remark", artifact.path, "HTML comment added", f"{text.rstrip()}\n\n<!-- checked by nobody -->\n"
    )


def respelt(artifact: Artifact, text: str) -> Iterator[Neutral]:
    """Signs are written in another way that means the same."""
    yield Neutral("spelling", artifact.path, "24x7 as 24 x 7", text.replace("24x7", "24 x 7"))
    yield Neutral("spelling", artifact.path, ">= as ≥", text.replace(">= ", "≥ "))
    yield Neutral("spelling", artifact.path, "CRLF line ends", text.replace("\n", "\r\n"))


REWRITERS: Sequence[Rewriter] = (rows_turned, columns_turned, padded, numbered, emphasised, remarked, respelt)
