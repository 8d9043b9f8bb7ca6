"""The next best action: of all that can be repaired, approved or written, what raises overall readiness most."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding, findings_by_document
from iso20k.judging.rule import Severity
from iso20k.judging.what_if import Change, Figures, Recount
from iso20k.once import once
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS
from iso20k.wording.phrases import count


class Action(NamedTuple):
    """Something to do: in words, the change it stands for, and what it would raise.

    `gain` is that of overall readiness, `mean_gain` that of the weighted mean of areas, which counts once no area holds the
    whole down; `size` is over how many findings or documents it goes. A document to be written counts as if it were in
    order, so its gain is the most that it can be.
    """

    words: str
    change: Change
    gain: Fraction
    mean_gain: Fraction
    size: int
    at_most: bool = False


def next_actions(assessment: Assessment, limit: int = 5) -> tuple[Action, ...]:
    """The best actions, the greatest gain first; of equal ones the smaller."""
    return tuple(action for action in actions(assessment) if action.mean_gain > 0)[:limit]


def actions(assessment: Assessment) -> list[Action]:
    """Every action with its gain, best first."""
    counted = recount_of(assessment)
    made = [*_documents(assessment, counted), *_singles(assessment, counted)]
    made += _groups(
        assessment, counted, {action.change.repaired[0]: action for action in made if action.change.repaired}
    )
    return sorted(made, key=lambda a: (-a.gain, -a.mean_gain, a.size, a.at_most, a.words))


def _singles(assessment: Assessment, recount: Recount) -> Iterator[Action]:
    for finding in assessment.findings:
        if _counts(finding):
            words = f"Repair {finding.rule} in {finding.place.path}"
            yield _action(recount, words, Change((finding,)), 1)


def _groups(assessment: Assessment, recount: Recount, alone: dict[Finding, Action]) -> Iterator[Action]:
    """Findings that hold a ceiling or a check together: offered when they give more together than each by itself."""
    seen: set[tuple[Finding, ...]] = set()
    for path, findings in findings_by_document(assessment.findings).items():
        counting = [f for f in findings if _counts(f)]
        errors = [f for f in counting if f.severity is Severity.ERROR]
        groups = [(errors, f"{_all(len(errors), 'error')} in {path}")]
        groups.append((counting, f"{_all(len(counting), 'finding')} in {path}"))
        for rule in dict.fromkeys(f.rule for f in counting):
            same = [f for f in counting if f.rule == rule]
            groups.append((same, f"{_all(len(same), 'finding')} of {rule} in {path}"))
        for group, words in groups:
            key = tuple(group)
            if len(group) < 2 or key in seen:
                continue
            seen.add(key)
            action = _action(recount, f"Repair {words}", Change(key), len(group))
            singly = [alone[f] for f in group if f in alone]
            if action.mean_gain > sum(one.mean_gain for one in singly) or action.gain > sum(
                one.gain for one in singly
            ):
                yield action


def _all(number: int, word: str) -> str:
    return f"both {word}s" if number == 2 else f"all {count(number, word)}"


def _documents(assessment: Assessment, recount: Recount) -> Iterator[Action]:
    workspace = assessment.workspace
    for skill, figure in assessment.readiness.artifacts.items():
        if figure.control.percent < 100:
            artifact = workspace.artifacts[skill]
            verb = "Review" if artifact.status == "approved" else "Approve"
            yield _action(recount, f"{verb} {artifact.path}", Change(approved=frozenset((skill,))), 1)
    missing = [step for step in STEPS if workspace.artifact(step.skill) is None]
    for step in missing:
        words = f"Write step {step.number}, {step.title}"
        yield _action(recount, words, Change(written=frozenset((step.skill,))), 1, at_most=True)
    if len(missing) > 1:
        words = f"Write the {len(missing)} documents that are not there"
        every = Change(written=frozenset(step.skill for step in missing))
        yield _action(recount, words, every, len(missing), at_most=True)


def _action(recount: Recount, words: str, change: Change, size: int, *, at_most: bool = False) -> Action:
    after: Figures = recount.after(change)
    gain, mean_gain = after.overall - recount.now.overall, after.mean - recount.now.mean
    return Action(words, change, gain, mean_gain, size, at_most)


def _counts(finding: Finding) -> bool:
    """Advice weighs nothing; documents that could not be read are no findings of a rule."""
    return finding.severity is not Severity.ADVICE and not finding.rule.startswith(("READ", "WVR"))


def path_to(assessment: Assessment, key: str, target: int, limit: int = 12) -> tuple[str, ...]:
    """The steps that lift an area (or 'overall') to a figure, document by document, the most helpful first each time."""
    recount = recount_of(assessment)
    single = [action for action in _documents(assessment, recount) if action.size == 1]
    offered = [*single, *_whole_documents(assessment, recount)]
    done = Change()
    told: list[str] = []
    while len(told) < limit and _value(recount.after(done), key) < target:
        before = _worth(recount.after(done), key)
        tried = [(_worth(recount.after(_both(done, a.change)), key), -a.size, a) for a in offered]
        best = max(tried, key=lambda one: one[:2], default=None)
        if best is None or best[0] <= before:
            break
        told.append(best[2].words)
        done = _both(done, best[2].change)
        offered = [action for action in offered if action is not best[2]]
    return tuple(told)


def _whole_documents(assessment: Assessment, recount: Recount) -> Iterator[Action]:
    for path, findings in findings_by_document(assessment.findings).items():
        errors = tuple(f for f in findings if f.severity is Severity.ERROR and _counts(f))
        others = tuple(f for f in findings if _counts(f))
        for group, kind in ((errors, "error"), (others, "finding")):
            if group:
                words = f"Repair {count(len(group), kind)} in {path}"
                yield _action(recount, words, Change(group), len(group))


def _both(one: Change, other: Change) -> Change:
    repaired = tuple(dict.fromkeys((*one.repaired, *other.repaired)))
    return Change(repaired, one.approved | other.approved, one.written | other.written)


def _worth(figures: Figures, key: str) -> tuple[Fraction, Fraction]:
    """How far a figure has come; below a ceiling, what moves underneath it tells which step is the better one."""
    return _value(figures, key), sum(figures.artifacts.values(), Fraction(0)) if key == "overall" else _under(
        figures, key
    )


def _under(figures: Figures, key: str) -> Fraction:
    steps = next(area.steps for area in RADAR_AREAS if area.key == key)
    return sum((figures.artifacts.get(STEPS[number - 1].skill, Fraction(0)) for number in steps), Fraction(0))


@once
def recount_of(assessment: Assessment) -> Recount:
    """The recount of an assessment, which remembers what it has counted."""
    return Recount(assessment)


def _value(figures: Figures, key: str) -> Fraction:
    return figures.overall if key == "overall" else figures.areas[key]
