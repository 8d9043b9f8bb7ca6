"""Documents to a workspace: each file finds its step, and two files for one step are named together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from iso20k.document import Document, Place, ReadingError
from iso20k.facts.artifact import Artifact
from iso20k.facts.reading import read_artifact
from iso20k.facts.schema import Schema
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Related, Severity

#: Which artifact a document is, by path; None for a file that is none.
ReadArtifact = Callable[[str, Document], Artifact | None]

READ_RULES: Mapping[str, str] = {
    "READ-01": "front-matter-readable",
    "READ-02": "document-within-size",
    "READ-03": "document-is-text",
    "READ-04": "table-within-size",
    "READ-05": "one-file-per-step",
    "READ-06": "file-inside-workspace",
    "READ-07": "artifact-known",
}


def assemble(
    documents: Mapping[str, Document | ReadingError],
    schemas: Sequence[Schema],
    read: ReadArtifact | None = None,
) -> tuple[dict[str, Artifact], list[Finding]]:
    """The artifacts by skill in the order of the steps, and what could not be read or told apart.

    Files that are no artifact (a README, minutes) are left alone, unless they claim to be one in `artifact:`.
    `read` may know an artifact from before.
    """
    artifacts: dict[str, Artifact] = {}
    findings: list[Finding] = []
    for path, document in sorted(documents.items()):
        if isinstance(document, ReadingError):
            findings.append(unreadable(path, document))
            continue
        artifact = read(path, document) if read else read_artifact(path, document, schemas)
        if artifact is None:
            findings.extend(_unknown(path, document))
        elif artifact.skill in artifacts:
            findings.append(_twice(artifacts[artifact.skill], artifact))
        else:
            artifacts[artifact.skill] = artifact
    ordered = sorted(artifacts.values(), key=lambda artifact: artifact.schema.step.number)
    return {artifact.skill: artifact for artifact in ordered}, findings


def reading_finding(rule: str, place: Place, message: str, hint: str, *related: Related) -> Finding:
    """A finding about a file that could not be taken as what it should be (rules READ-01 to READ-07)."""
    return Finding(rule, READ_RULES[rule], Severity.ERROR, "-", place, message, hint, related)


def unreadable(path: str, error: ReadingError) -> Finding:
    """The finding for a document that cannot be read at all."""
    return reading_finding(error.rule, Place(path, error.line), error.message, error.hint)


def _twice(first: Artifact, second: Artifact) -> Finding:
    step = first.schema.step
    return reading_finding(
        "READ-05",
        Place(second.path, 1),
        f"step {step.number} ({step.title}) has two files: {first.path} and {second.path}",
        "Keep one of them, or name the right skill in 'artifact:' of the front matter.",
        Related(Place(first.path, 1), "the other file"),
    )


def _unknown(path: str, document: Document) -> list[Finding]:
    claim = document.front.get("artifact")
    if claim is None:
        return []
    return [
        reading_finding(
            "READ-07",
            Place(path, claim.cell.line, claim.cell.column),
            f"'{claim.cell.text}' is none of the skills",
            "Name one of the skills that 'iso20k new --list' prints.",
        )
    ]
