"""A finding: what is wrong, where, by which rule, and the cure. Every report is a function of findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from iso20k.document import Place
from iso20k.judging.rule import Related, Replacement, Severity


class Finding(NamedTuple):
    """`missing` is content that is not there yet; `waived` is the reason of the waiver that covers it, or ''.

    `protects` tells a requirement from good practice: an error, or a warning that is an error under `--strict`.
    `edit` is the cure as a change of the finding's own line, where it is certain.
    """

    rule: str
    name: str
    severity: Severity
    clause: str
    place: Place
    message: str
    hint: str
    related: tuple[Related, ...] = ()
    missing: bool = False
    waived: str = ""
    protects: bool = False
    edit: Replacement | None = None

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same finding after lines have moved: rule, document and message."""
        return (self.rule, self.place.path, self.message)

    @property
    def paths(self) -> tuple[str, ...]:
        """The documents it speaks of, the primary one first."""
        return (self.place.path, *(related.place.path for related in self.related))

    @property
    def is_error(self) -> bool:
        """Whether it counts as an error: waived findings do not."""
        return self.severity is Severity.ERROR and not self.waived


def in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """The key by which reports sort: document, line, column, rule."""
    return (finding.place.path, finding.place.line, finding.place.column, finding.rule, finding.message)


def findings_by_document(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings under every document that they speak of."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for path in dict.fromkeys(finding.paths):
            found.setdefault(path, []).append(finding)
    return found
