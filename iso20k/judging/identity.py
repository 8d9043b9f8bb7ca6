"""What makes a finding the same one on another day, after lines have moved and files were renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding

#: Rule, document and message.
Identity = tuple[str, str, str]


def identity(finding: Finding, known: Mapping[str, str]) -> Identity:
    """A document keeps its findings when its file is renamed: artifacts go by their skill, other files by their path."""
    path = finding.place.path
    return (finding.rule, known.get(path, path), finding.message)


def names(assessment: Assessment) -> Mapping[str, str]:
    """What a document is called whatever its file is named: the skill of an artifact, by path."""
    return {artifact.path: skill for skill, artifact in assessment.workspace.artifacts.items()}


def fingerprint(key: Identity, number: int) -> str:
    """Sixteen hexadecimal digits that are the same on every push; `number` tells findings apart that are alike."""
    return sha256("\0".join((*key, str(number))).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fingerprints(assessment: Assessment) -> Iterator[tuple[Finding, str]]:
    """Every finding with its fingerprint, in order."""
    known, numbers = names(assessment), Counter[Identity]()
    for finding in assessment.findings:
        key = identity(finding, known)
        numbers[key] += 1
        yield finding, fingerprint(key, numbers[key])
