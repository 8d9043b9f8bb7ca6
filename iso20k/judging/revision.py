"""What a change does to the management system: findings, verdicts, readiness, promises and duties, before against after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.assessment import Assessment, StepState
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.commitment_change import CommitmentChange, commitment_changes
from iso20k.judging.duties import Softened, softened
from iso20k.judging.finding import Finding
from iso20k.judging.identity import Identity, fingerprint, identity, names
from iso20k.judging.settings_change import settings_changes
from iso20k.judging.waiver_change import OwnWaivers, WaiverChange, own_waivers


class Seen(NamedTuple):
    """A finding as a reviewer sees it: `state` new, remaining, solved or waived, `id` the same on every push.

    `own_waiver`: only a waiver that the change itself brings covers it, so it counts as if there were none.
    """

    finding: Finding
    state: str
    id: str
    own_waiver: bool = False

    @property
    def counts(self) -> bool:
        """Whether somebody still has to do something about it: a change cannot forgive itself."""
        return self.state != "solved" and (not self.finding.waived or self.own_waiver)


class StepChange(NamedTuple):
    """A step before and after."""

    before: StepState
    after: StepState

    @property
    def turned(self) -> bool:
        """Whether its verdict or its status is another one."""
        return (self.before.verdict, self.before.status) != (self.after.verdict, self.after.status)


class AreaChange(NamedTuple):
    """The readiness of an area of the radar before and after, in percent."""

    name: str
    before: int
    after: int


class DocumentChange(NamedTuple):
    """A document that the change adds, edits, renames or removes; `former` is its earlier path where it has another."""

    kind: str
    skill: str
    path: str
    former: str
    owner: str


class Doubt(NamedTuple):
    """A document that nobody touched and that disagrees with what was changed: its owner and the rules that say so."""

    path: str
    owner: str
    rules: tuple[str, ...]


class Revision(NamedTuple):
    """Everything that a reviewer must see of a change, in the order in which reports tell it."""

    before: Assessment
    after: Assessment
    findings: tuple[Seen, ...]
    steps: tuple[StepChange, ...]
    areas: tuple[AreaChange, ...]
    promises: tuple[CommitmentChange, ...]
    duties: tuple[Softened, ...]
    documents: tuple[DocumentChange, ...]
    doubtful: tuple[Doubt, ...]
    waivers: tuple[WaiverChange, ...]
    settings: tuple[str, ...]

    def of(self, state: str) -> tuple[Seen, ...]:
        """The findings that are new, remaining, solved or waived."""
        return tuple(seen for seen in self.findings if seen.state == state)


def revision(before: Assessment, after: Assessment, catalogue: Catalogue) -> Revision:
    """Compare two assessments of one workspace, both as of one day; pure, so the same two give the same revision."""
    own = own_waivers(before, after)
    findings = tuple(_findings(before, after, own))
    documents = tuple(_documents(before, after))
    return Revision(
        before,
        after,
        findings,
        tuple(StepChange(*pair) for pair in zip(before.steps, after.steps, strict=True)),
        tuple(_areas(before, after)),
        tuple(_promises(before, after, catalogue)),
        tuple(_duties(before, after)),
        documents,
        tuple(_doubtful(after, findings, documents)),
        own.changes,
        tuple(settings_changes(before.workspace.configuration, after.workspace.configuration)),
    )


def _findings(before: Assessment, after: Assessment, own: OwnWaivers) -> Iterator[Seen]:
    """Those of the newer side in their order, then the solved ones; of several alike each covers one."""
    old_names, new_names = names(before), names(after)
    left = Counter(identity(finding, old_names) for finding in before.findings if not finding.waived)
    numbers: Counter[Identity] = Counter()
    for finding in after.findings:
        key = identity(finding, new_names)
        numbers[key] += 1
        brought = bool(finding.waived) and own.covers(finding)
        if finding.waived and not brought:
            state = "waived"
        elif left[key] > 0:
            left[key] -= 1
            state = "remaining"
        else:
            state = "new"
        yield Seen(finding, state, fingerprint(key, numbers[key]), brought)
    for finding in before.findings:
        key = identity(finding, old_names)
        if not finding.waived and left[key] > 0:
            left[key] -= 1
            numbers[key] += 1
            yield Seen(finding, "solved", fingerprint(key, numbers[key]))


def _areas(before: Assessment, after: Assessment) -> Iterator[AreaChange]:
    for old, new in zip(before.readiness.areas, after.readiness.areas, strict=True):
        yield AreaChange(new.name, old.value, new.value)


def _pairs(before: Assessment, after: Assessment) -> Iterator[tuple[Artifact | None, Artifact | None]]:
    """The artifacts of both sides by skill, those that are the same document left out."""
    old, new = before.workspace.artifacts, after.workspace.artifacts
    for skill in dict.fromkeys((*old, *new)):
        one, other = old.get(skill), new.get(skill)
        if one is None or other is None or one.document != other.document:
            yield one, other


def _promises(before: Assessment, after: Assessment, catalogue: Catalogue) -> Iterator[CommitmentChange]:
    for old, new in _pairs(before, after):
        told = old or new
        skill = catalogue.skill(told.skill) if told else None
        if skill is not None:
            promised = (tuple(skill.commitments(one)) if one else () for one in (old, new))
            yield from commitment_changes(*promised)


def _duties(before: Assessment, after: Assessment) -> Iterator[Softened]:
    for old, new in _pairs(before, after):
        if old is not None and new is not None:
            yield from softened(old, new)


def _documents(before: Assessment, after: Assessment) -> Iterator[DocumentChange]:
    for old, new in _pairs(before, after):
        told = new or old
        assert told is not None
        moved = old is not None and new is not None and old.path != new.path
        kind = "added" if old is None else "removed" if new is None else "renamed" if moved else "edited"
        former = old.path if moved and old else ""
        yield DocumentChange(kind, told.skill, told.path, former, told.field("owner").text)


def _doubtful(
    after: Assessment, findings: Iterable[Seen], documents: Iterable[DocumentChange]
) -> Iterator[Doubt]:
    """The documents outside the change that a new finding speaks of."""
    owners = {a.path: a.field("owner").text for a in after.workspace.artifacts.values()}
    touched = {document.path for document in documents}
    said: dict[str, dict[str, None]] = {}
    for seen in findings:
        if seen.state == "new":
            for path in seen.finding.paths:
                if path in owners and path not in touched:
                    said.setdefault(path, {})[seen.finding.rule] = None
    for path in sorted(said):
        yield Doubt(path, owners[path], tuple(said[path]))
