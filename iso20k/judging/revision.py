"""What a change does to the management system: findings, verdicts, readiness, promises and duties, before against after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from iso20k.configuration import Waiver
from iso20k.document import Document, Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.assessment import Assessment, StepState
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.commitment_change import CommitmentChange, commitment_changes
from iso20k.judging.duties import Softened, softened
from iso20k.judging.finding import Finding
from iso20k.judging.waivers import inline_waivers

#: What makes a finding the same one after lines have moved and files were renamed: rule, document and message.
Identity = tuple[str, str, str]


class StepChange(NamedTuple):
    """A step whose verdict or status is another one than before."""

    before: StepState
    after: StepState


class AreaChange(NamedTuple):
    """An area of the radar whose readiness differs, in percent."""

    name: str
    before: int
    after: int


class Revision(NamedTuple):
    """Everything that a reviewer must see; `touched` are the documents that the change adds, edits, renames or deletes.

    `doubtful` are documents that nobody touched and that disagree with what was changed; `waived` are findings that a waiver
    of this very change covers.
    """

    before: Assessment
    after: Assessment
    new: tuple[Finding, ...]
    solved: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    steps: tuple[StepChange, ...]
    areas: tuple[AreaChange, ...]
    promises: tuple[CommitmentChange, ...]
    duties: tuple[Softened, ...]
    touched: tuple[str, ...]
    doubtful: tuple[tuple[str, str], ...]
    waived: tuple[Waiver, ...]

    @property
    def clean(self) -> bool:
        """Whether there is nothing to say but that all is well: no new finding, no weaker promise, no softened duty."""
        return not (self.new or self.promises or self.duties or self.doubtful or self.waived or self.steps)


def revision(before: Assessment, after: Assessment, catalogue: Catalogue) -> Revision:
    """Compare two assessments of one workspace; pure, so the same two give the same revision."""
    new, solved, remaining = _findings(before, after)
    touched = tuple(_touched(before, after))
    return Revision(
        before,
        after,
        new,
        solved,
        remaining,
        tuple(_steps(before, after)),
        tuple(_areas(before, after)),
        tuple(_promises(before, after, catalogue)),
        tuple(_duties(before, after)),
        touched,
        tuple(_doubtful(after, new, touched)),
        tuple(_new_waivers(before, after)),
    )


def _findings(
    before: Assessment, after: Assessment
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]:
    """New, solved and remaining findings; of several alike each covers one."""
    old_names, new_names = _names(before), _names(after)
    known = Counter(identity(finding, old_names) for finding in before.findings if not finding.waived)
    left = Counter(known)
    new: list[Finding] = []
    remaining: list[Finding] = []
    for finding in after.findings:
        key = identity(finding, new_names)
        if left[key] > 0:
            left[key] -= 1
            remaining.append(finding)
        elif not finding.waived:
            new.append(finding)
    solved = []
    for finding in before.findings:
        key = identity(finding, old_names)
        if not finding.waived and left[key] > 0:
            left[key] -= 1
            solved.append(finding)
    return tuple(new), tuple(solved), tuple(remaining)


def identity(finding: Finding, names: Mapping[str, str]) -> Identity:
    """A document keeps its findings when its file is renamed: artifacts go by their skill, other files by their path."""
    path = finding.place.path
    return (finding.rule, names.get(path, path), finding.message)


def _names(assessment: Assessment) -> Mapping[str, str]:
    return {artifact.path: skill for skill, artifact in assessment.workspace.artifacts.items()}


def _steps(before: Assessment, after: Assessment) -> Iterator[StepChange]:
    for old, new in zip(before.steps, after.steps, strict=True):
        if (old.verdict, old.status) != (new.verdict, new.status):
            yield StepChange(old, new)


def _areas(before: Assessment, after: Assessment) -> Iterator[AreaChange]:
    for old, new in zip(before.readiness.areas, after.readiness.areas, strict=True):
        if old.value != new.value:
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


def _touched(before: Assessment, after: Assessment) -> Iterator[str]:
    for old, new in _pairs(before, after):
        for one in (new, old):
            if one is not None:
                yield one.path
                break


def _doubtful(
    after: Assessment, new: Iterable[Finding], touched: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """The documents outside the change that a new finding speaks of, each with its owner."""
    owners = {a.path: a.field("owner").text for a in after.workspace.artifacts.values()}
    told = (path for finding in new for path in finding.paths)
    for path in dict.fromkeys(told):
        if path in owners and path not in touched:
            yield path, owners[path]


def _new_waivers(before: Assessment, after: Assessment) -> Iterator[Waiver]:
    """Waivers that the change itself brings along: a change cannot forgive itself unseen."""
    known = {(w.rule, w.path, w.reason) for w in _waivers(before)}
    for waiver in _waivers(after):
        if (waiver.rule, waiver.path, waiver.reason) not in known:
            yield waiver


def _waivers(assessment: Assessment) -> Iterator[Waiver]:
    yield from assessment.workspace.configuration.waivers
    for artifact in assessment.workspace.artifacts.values():
        document: Document = artifact.document
        yield from inline_waivers(artifact.path, document)


def places(found: Revision) -> Iterator[Place]:
    """Every place in the newer documents that the revision speaks of."""
    for finding in found.new:
        yield finding.place
    for change in found.promises:
        if change.after is not None:
            yield change.after.place
    for duty in found.duties:
        yield duty.place
