"""Repairing never hurts: whatever is wrong in a workspace, taking one fault out of it lowers no score (§7.1)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations

from defects import Defect, judged, planted, possible
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from test_gaming import TEXTS, scores

from iso20k.judging.assessment import Assessment
from iso20k.judging.engine import Outcome, held_of
from iso20k.judging.finding import Finding
from iso20k.judging.next_action import actions, next_actions
from iso20k.judging.readiness import artifact_readiness, outcomes_by_skill, readiness
from iso20k.judging.what_if import Change, Recount
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS

PATHS = sorted(TEXTS)


@st.composite
def faults(draw: st.DrawFn) -> list[Defect]:
    """Two to five faults that do not touch the same lines, most of them in the same few documents, where they can meet."""
    homes = draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=3, unique=True))
    offered = [defect for defect in possible() if defect.path in homes]
    drawn = draw(st.lists(st.sampled_from(offered), min_size=2, max_size=5, unique=True))
    apart: list[Defect] = []
    for defect in drawn:
        if not any(defect.overlaps(other) for other in apart):
            apart.append(defect)
    return apart


def found(made: Assessment) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.place.path) for finding in made.findings)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(planted_faults=faults())
def test_repairing_one_fault_lowers_no_score(planted_faults: list[Defect]) -> None:
    before = judged(planted(TEXTS, planted_faults))
    old = scores(before)
    for repaired in planted_faults:
        left = [fault for fault in planted_faults if fault is not repaired]
        after = judged(planted(TEXTS, left))
        new = scores(after)
        lower = {name: (float(value), float(new[name])) for name, value in old.items() if new[name] < value}
        if lower and found(after) - found(before):
            event("what came back contradicts something else")  # allowed: both places are told
            continue
        assert not lower, (repaired.what, [fault.what for fault in left])


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(planted_faults=faults())
def test_without_a_problem_no_figure_is_lower(planted_faults: list[Defect]) -> None:
    """The same for findings that are taken out of the count, whatever they speak of."""
    made = judged(planted(TEXTS, planted_faults))
    recount = Recount(made)
    for finding in made.findings:
        after = recount.after(Change((finding,)))
        assert all(after.artifacts[skill] >= value for skill, value in recount.now.artifacts.items())
        assert all(after.areas[key] >= value for key, value in recount.now.areas.items())
        assert after.overall >= recount.now.overall


def by_brute_force(made: Assessment, gone: tuple[Finding, ...]) -> Fraction:
    """Overall readiness without rounding, everything counted anew after the findings have been taken out."""
    workspace = made.workspace
    spots = {(f.identity, f.place) for f in gone}
    outcomes = [less(made, outcome, spots) for outcome in made.outcomes]
    findings = [f for f in made.findings if (f.identity, f.place) not in spots]
    by_skill = outcomes_by_skill(outcomes)
    exact = {
        skill: artifact_readiness(workspace, artifact, by_skill[skill], findings).exact
        for skill, artifact in workspace.artifacts.items()
    }
    areas = []
    for area in RADAR_AREAS:
        values = [exact.get(STEPS[number - 1].skill, Fraction(0)) for number in area.steps]
        areas.append((area.weight, min(sum(values, Fraction(0)) / len(values), min(values) + 25)))
    mean = sum((weight * value for weight, value in areas), Fraction(0)) / 100
    return min(mean, min(value for _, value in areas) + 30)


def less(made: Assessment, outcome: Outcome, spots: set[tuple[tuple[str, str, str], object]]) -> Outcome:
    left = [f for f in outcome.findings if (f.identity, f.place) not in spots]
    if outcome.held is None or len(left) == len(outcome.findings):
        return outcome
    artifacts = tuple(made.workspace.artifacts[skill] for skill in outcome.skills)
    counted = held_of(outcome.rule, artifacts, [f.place for f in left])
    expected = outcome.held.rows + outcome.held.absent
    if not left:
        rows = counted.rows if counted else 0
        unfilled = counted.rows - counted.good if counted else 0
        return outcome._replace(
            findings=(),
            held=outcome.held._replace(good=expected - unfilled, rows=max(expected, rows), absent=0),
        )
    assert counted is not None
    back = expected - counted.rows - counted.absent
    return outcome._replace(held=counted._replace(good=counted.good + back, rows=counted.rows + back))


def small() -> list[Assessment]:
    """Workspaces with a handful of faults, few enough to count everything anew for each."""
    sets = [possible()[start : start + 4000 : step] for start, step in ((3, 900), (40, 700), (99, 1300))]
    return [judged(planted(TEXTS, chosen), date(2026, 10, 30)) for chosen in sets]


def test_gains_are_those_of_counting_anew() -> None:
    for made in small():
        now = by_brute_force(made, ())
        assert Recount(made).now.overall == now
        offered = [action for action in actions(made) if action.change.repaired]
        assert offered
        for action in offered:
            assert action.gain == by_brute_force(made, action.change.repaired) - now, action.words


def test_the_best_action_is_the_best_there_is() -> None:
    for made in small():
        counting = [f for f in made.findings if f.severity != "advice"]
        recount = Recount(made)
        singles = {f: recount.after(Change((f,))) for f in counting}
        best = max(after.mean for after in singles.values())
        offered = [a for a in actions(made) if len(a.change.repaired) == 1]
        assert max(recount.now.mean + a.mean_gain for a in offered) == best
        first = next_actions(made, 1)[0]
        assert all((first.gain, first.mean_gain) >= (a.gain, a.mean_gain) for a in actions(made))


def test_findings_that_hold_one_ceiling_are_offered_together() -> None:
    """Three errors in one document: repairing one alone leaves the ceiling where two others hold it."""
    path = next(path for path in PATHS if "service-catalog" in path)
    worse = TEXTS[path].replace("| SVC-005 | Backup System |", "| SVC-004 | Backup System |")
    made = judged({**TEXTS, path: worse})
    errors = [f for f in made.findings if f.is_error and path in f.paths]
    assert len(errors) >= 2
    grouped = [a for a in actions(made) if a.size >= len(errors) and path in a.words and "errors" in a.words]
    assert grouped
    for pair in combinations(grouped, 2):
        assert pair[0].change != pair[1].change


def test_readiness_is_the_same_in_any_order() -> None:
    made = judged(TEXTS)
    again = readiness(made.workspace, list(reversed(made.outcomes)), list(reversed(made.findings)))
    assert again.overall == made.readiness.overall
    assert [a.value for a in again.areas] == [a.value for a in made.readiness.areas]
