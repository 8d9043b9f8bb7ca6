"""Waivers that a change brings along: they are shown, and they forgive nothing of the change itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from iso20k.configuration import Waiver
from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding
from iso20k.judging.identity import names
from iso20k.judging.waivers import covering, in_order, inline_waivers

#: What makes a waiver the same one after lines have moved and files were renamed: rule, document, reason, last day.
Identity = tuple[str, str, str, str]


class WaiverChange(NamedTuple):
    """A waiver that is added, altered (another reason or last day for the same rule and place) or removed."""

    kind: str
    waiver: Waiver
    former: Waiver | None = None


class OwnWaivers(NamedTuple):
    """The waivers that the change brings, and those of the base that still stand in it."""

    changes: tuple[WaiverChange, ...]
    own: tuple[Waiver, ...]
    standing: tuple[Waiver, ...]

    def covers(self, finding: Finding) -> bool:
        """Whether only a waiver of this very change covers the finding."""
        return covering(finding, self.standing) is None and covering(finding, self.own) is not None


def own_waivers(before: Assessment, after: Assessment) -> OwnWaivers:
    """Compare the waivers of the settings and of the documents, before and after."""
    old, new = list(_identified(before)), list(_identified(after))
    known, now = {key for key, _ in old}, {key for key, _ in new}
    lost = {key[:2]: waiver for key, waiver in old if key not in now}
    changes = []
    for key, waiver in new:
        if key not in known:
            former = lost.pop(key[:2], None)
            changes.append(WaiverChange("altered" if former else "added", waiver, former))
    changes += [WaiverChange("removed", waiver) for waiver in lost.values()]
    rules = frozenset(rule.id for rule in after.catalogue.rules)
    own = in_order((waiver for key, waiver in new if key not in known), rules, after.as_of)
    standing = in_order((waiver for key, waiver in new if key in known), rules, after.as_of)
    return OwnWaivers(tuple(changes), tuple(own), tuple(standing))


def _identified(assessment: Assessment) -> Iterator[tuple[Identity, Waiver]]:
    known = names(assessment)
    for waiver in _waivers(assessment):
        path = known.get(waiver.path, waiver.path)
        yield (waiver.rule, path, waiver.reason, str(waiver.until)), waiver


def _waivers(assessment: Assessment) -> Iterator[Waiver]:
    yield from assessment.workspace.configuration.waivers
    for artifact in assessment.workspace.artifacts.values():
        yield from inline_waivers(artifact.path, artifact.document)
