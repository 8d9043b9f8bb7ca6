"""Every finding has an address of its own in the site, which stays while rule, document and message stay."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity

BESIDE = "steps.html"
_RANK = {Severity.ERROR: 0, Severity.STRICT: 1, Severity.WARNING: 1, Severity.ADVICE: 2}


class Item(NamedTuple):
    """A finding with its page (relative to the site) and anchor; `severity` is 'waived' for accepted ones."""

    page: str
    anchor: str
    severity: str
    finding: Finding

    @property
    def address(self) -> str:
        """Page and anchor, as links write them."""
        return f"{self.page}#{self.anchor}"


class Group(NamedTuple):
    """The findings of one rule in one document, worst rules first."""

    rule: str
    name: str
    severity: str
    clause: str
    items: tuple[Item, ...]


def items(findings: Iterable[Finding], pages: Mapping[str, str]) -> tuple[Item, ...]:
    """The findings in their order; `pages` gives the page of each document's path."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        digest = hashlib.sha256("\0".join(finding.identity).encode("utf-8", "replace")).hexdigest()[:8]
        anchor = f"{finding.rule}-{digest}"
        seen[anchor] += 1
        if seen[anchor] > 1:
            anchor = f"{anchor}-{seen[anchor]}"
        severity = "waived" if finding.waived else str(finding.severity)
        found.append(Item(pages.get(finding.place.path, BESIDE), anchor, severity, finding))
    return tuple(found)


def groups(found: Sequence[Item]) -> tuple[Group, ...]:
    """Findings by rule: errors first, then by rule id, within a rule by line."""
    ordered = sorted(found, key=_order)
    made = []
    for (rule, severity), members in groupby(ordered, key=lambda item: (item.finding.rule, item.severity)):
        inside = tuple(members)
        first = inside[0].finding
        made.append(Group(rule, first.name, severity, first.clause, inside))
    return tuple(made)


def _order(item: Item) -> tuple[bool, int, str, str, str, int]:
    finding = item.finding
    return (
        bool(finding.waived), _RANK[finding.severity], finding.rule, item.severity,
        finding.place.path, finding.place.line,
    )  # fmt: skip
