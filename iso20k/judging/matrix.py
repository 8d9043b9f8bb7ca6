"""The documentation matrix: each document and record that the edition demands, where it stands, and in which state (§3)."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.assessment import Assessment
from iso20k.judging.workspace import Workspace
from iso20k.once import once
from iso20k.standard.documentation import DocumentedItem, Sought, documented_items
from iso20k.standard.steps import STEPS
from iso20k.wording.filled import filled_cell

APPROVED, DRAFT, PARTLY, MISSING = "approved", "draft", "partly", "missing"
#: From this share of approved items on, a set counts as approved (§7.6).
APPROVED_PERCENT = 90


class FoundAt(NamedTuple):
    """Content that answers an item: its document, the heading above it, and the line."""

    skill: str
    heading: str
    place: Place


class MatrixRow(NamedTuple):
    """An item with what answers it; `lacks` names what is not there, `status` is the weakest of its documents."""

    item: DocumentedItem
    found: tuple[FoundAt, ...]
    lacks: tuple[str, ...]
    status: str
    owner: str


class Matrix(NamedTuple):
    """The items of an edition; the page that a Stage 1 audit asks for first."""

    edition: str
    rows: tuple[MatrixRow, ...]

    @property
    def missing(self) -> tuple[MatrixRow, ...]:
        """Items of which nothing stands anywhere."""
        return tuple(row for row in self.rows if row.status == MISSING)

    @property
    def incomplete(self) -> tuple[MatrixRow, ...]:
        """Items of which something lacks, those without anything included."""
        return tuple(row for row in self.rows if row.lacks)

    @property
    def approved(self) -> int:
        """How many items stand in approved documents only."""
        return sum(row.status == APPROVED for row in self.rows)


def matrix(workspace: Workspace, edition: str = "") -> Matrix:
    """The matrix of a workspace, of its own edition when none is named."""
    named = edition or workspace.edition
    return Matrix(named, tuple(_row(workspace, item) for item in documented_items(named)))


@once
def matrix_of(assessment: Assessment) -> Matrix:
    """The matrix of an assessment's own edition."""
    return matrix(assessment.workspace)


def _row(workspace: Workspace, item: DocumentedItem) -> MatrixRow:
    found: list[FoundAt] = []
    lacks: list[str] = []
    for choice in item.places:
        answer = next((at for sought in choice if (at := find(workspace, sought))), None)
        if answer is None:
            lacks.append(words(workspace, choice[0]))
        elif answer not in found:
            found.append(answer)
    artifacts = [a for at in found if (a := workspace.artifact(at.skill))]
    owner = artifacts[0].field("owner").text if artifacts else ""
    status = (PARTLY if found else MISSING) if lacks else _weakest(artifacts)
    return MatrixRow(item, tuple(found), tuple(dict.fromkeys(lacks)), status, owner)


def find(workspace: Workspace, sought: Sought) -> FoundAt | None:
    """Where a section or register says something; a heading over nothing answers no item."""
    artifact = workspace.artifact(STEPS[sought.step - 1].skill)
    return _found_in(artifact, sought) if artifact else None


@derived
def _found_in(artifact: Artifact, sought: Sought) -> FoundAt | None:
    if artifact.status == "obsolete":
        return None
    for record in artifact.registers.get(sought.key, ()):
        filled = [key for key in record.cells if record.filled(key)]
        if sought.field in filled if sought.field else len(filled) >= 2:
            return FoundAt(artifact.skill, _heading(artifact, record.line), record.place)
    section = artifact.sections.get(sought.key)
    if section and section.filled and not sought.field:
        return FoundAt(artifact.skill, section.title, section.place)
    return None


def words(workspace: Workspace, sought: Sought) -> str:
    """What is looked for, in words: 'the costs of Budgeting & Accounting'."""
    step = STEPS[sought.step - 1]
    artifact = workspace.artifact(step.skill)
    name = sought.key.replace("_", " ")
    if artifact:
        titles = {spec.key: spec.title for spec in artifact.schema.sections}
        homes = {r.key: titles.get(r.sections[0], name) for r in artifact.schema.registers}
        name = titles.get(sought.key) or homes.get(sought.key) or name
    field = f", {sought.field.replace('_', ' ')}" if sought.field else ""
    return f"{step.title}: {name}{field}"


def _heading(artifact: Artifact, line: int) -> str:
    titles = [(s.line, s.title) for s in artifact.sections.values() if s.line <= line]
    return max(titles)[1] if titles else artifact.document.title


def _weakest(artifacts: list[Artifact]) -> str:
    """Approved when all are, else draft: what is in review has not been approved either."""
    signed = all(a.status == "approved" and filled_cell(a.field("approver").text) for a in artifacts)
    return APPROVED if signed else DRAFT
