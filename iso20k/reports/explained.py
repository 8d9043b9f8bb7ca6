"""A figure explained line by line, so that a reader can add it up: a document, an area, the whole, or Stage 2."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from iso20k.judging.assessment import Assessment
from iso20k.judging.readiness import AREA_LEAD, OVERALL_LEAD, ArtifactReadiness, Cap, Check, Part
from iso20k.judging.rule import Kind
from iso20k.judging.stage_two import AreaStageTwo, stage_two
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS, step_of_skill

OVERALL, STAGE_2 = "overall", "stage-2"
_NAMES = {Kind.PRESENCE: "C content", Kind.VALIDITY: "V correctness", Kind.CROSS: "X agreement"}


def target_named(asked: str) -> str:
    """The figure that somebody asks for: 'overall', 'stage-2', an area's key or a skill; '' for none.

    Areas go by key and name, documents by skill, title and step number.
    """
    wanted = " ".join(asked.strip().casefold().replace("_", "-").split())
    if wanted in (OVERALL, "whole", "all"):
        return OVERALL
    if wanted.replace(" ", "-") in (STAGE_2, "stage2", "s2"):
        return STAGE_2
    for area in RADAR_AREAS:
        if wanted in (area.key.casefold(), area.name.casefold()):
            return area.key
    for step in STEPS:
        if wanted in (str(step.number), step.skill, step.title.casefold(), step.stem):
            return step.skill
    return ""


def names(target: str) -> frozenset[str]:
    """The areas and documents that belong to a figure; none limits nothing."""
    for area in RADAR_AREAS:
        skills = [STEPS[number - 1].skill for number in area.steps]
        if target == area.key:
            return frozenset((target, *skills))
        if target in skills:
            return frozenset((area.key, target))
    return frozenset()


def lines(assessment: Assessment, target: str) -> Iterator[str]:
    """The lines that explain a figure."""
    if target == OVERALL:
        yield from _overall(assessment)
    elif target == STAGE_2:
        yield from _stage_two(assessment)
    elif any(area.key == target for area in RADAR_AREAS):
        yield from _area(assessment, target)
    else:
        yield from _document(assessment, target)


def _overall(assessment: Assessment) -> Iterator[str]:
    figures = assessment.readiness
    yield f"Overall readiness on paper: {figures.overall} %"
    yield ""
    yield from _weighted([(a.name, a.weight, a.value) for a in figures.areas], figures.cap, figures.overall)
    yield ""
    yield "Each area: iso20k status --explain AREA"


def _weighted(areas: list[tuple[str, int, int]], cap: Cap | None, value: int) -> Iterator[str]:
    total = sum(weight for _, weight, _ in areas) or 1
    for name, weight, figure in areas:
        yield f"  {name:<18} {weight:>3} x {figure:>3} = {weight * figure:>5}"
    points = sum(weight * figure for _, weight, figure in areas)
    yield f"  {'sum':<18} {points:>17}  / {total} = {plain(Fraction(points, total))}"
    lowest = min(areas, key=lambda area: area[2])
    yield f"  ceiling: lowest area ({lowest[0]} {lowest[2]}) + {OVERALL_LEAD} = {lowest[2] + OVERALL_LEAD}{_bites(cap)}"
    yield f"  rounded: {value} %"


def _area(assessment: Assessment, key: str) -> Iterator[str]:
    number = next(n for n, area in enumerate(RADAR_AREAS) if area.key == key)
    area = assessment.readiness.areas[number]
    yield f"{area.name} ({key}): {area.value} % on paper, weight {area.weight}"
    yield ""
    for skill, value in area.artifacts:
        step = step_of_skill(skill)
        yield f"  {step.number if step else '':>2} {step.title if step else skill:<34} {value:>3} %"
    points = sum(value for _, value in area.artifacts)
    count = len(area.artifacts)
    yield f"  mean: {points} / {count} = {plain(Fraction(points, count))}"
    lowest = min(value for _, value in area.artifacts)
    yield f"  ceiling: lowest document ({lowest}) + {AREA_LEAD} = {lowest + AREA_LEAD}{_bites(area.cap)}"
    yield f"  rounded: {area.value} %"
    yield ""
    yield from _evidence(stage_two(assessment).areas[number])
    for skill, _ in area.artifacts:
        yield ""
        yield from _document(assessment, skill)


def _evidence(area: AreaStageTwo) -> Iterator[str]:
    yield f"{area.name} for Stage 2: {area.value} %"
    for one in area.items:
        yield f"  {plain(one.found.worth):>3}  {one.item.name}: {one.found.reason}"
    worth = sum((one.found.worth for one in area.items), Fraction(0))
    yield f"  E2 evidence: {plain(worth)} / {len(area.items)} = {plain(area.evidence)} %"
    half = (area.readiness + area.evidence) / 2
    yield f"  lower of R {area.readiness} and (R {area.readiness} + E2 {plain(area.evidence)}) / 2 = {plain(half)}"
    yield f"  rounded: {area.value} %"


def _stage_two(assessment: Assessment) -> Iterator[str]:
    two = stage_two(assessment)
    yield f"Readiness for Stage 2, with evidence of the past: {two.overall} %"
    yield ""
    yield from _weighted([(a.name, a.weight, a.value) for a in two.areas], two.cap, two.overall)
    for area in two.areas:
        yield ""
        yield from _evidence(area)


def _document(assessment: Assessment, skill: str) -> Iterator[str]:
    step = step_of_skill(skill)
    title = f"{step.number} {step.title}" if step else skill
    figure = assessment.readiness.artifacts.get(skill)
    if figure is None:
        yield f"{title}: 0 %, there is no document"
        return
    yield f"{title}: {figure.value} %"
    for part in figure.parts:
        yield from _part(part, figure)
    total = sum(part.points * part.counted for part in figure.parts)
    yield f"  sum of the parts: {plain(Fraction(total))}"
    yield f"  x {figure.control.percent} % document control ({figure.control.reason}) = {plain(figure.raw)}"
    for cap in figure.caps:
        yield f"  at most {cap.limit}: {cap.reason}"
    yield f"  rounded: {figure.value} %"


def _part(part: Part, figure: ArtifactReadiness) -> Iterator[str]:
    if part.weight:
        share = f"{plain(part.held)} of {part.weight} = {plain(part.share)}"
    else:
        share = "nothing to check = 1"
    yield f"  {_NAMES[part.kind]}: {share}"
    if part.limit < part.share:
        yield f"    at most {_limit(part, figure)}"
    yield f"    {part.points} x {plain(part.counted)} = {plain(part.points * part.counted)}"
    own = [c for c in figure.checks if c.kind is part.kind and c.held and c.weight]
    for check in own:
        if check.share != 1:
            yield f"    - {_told(check)}"
    full = [f"{_marked(check)} {check.weight}" for check in own if check.share == 1]
    if full:
        yield f"    hold in full (weight): {', '.join(full)}"


def _limit(part: Part, figure: ArtifactReadiness) -> str:
    if part.kind is not Kind.PRESENCE:
        return f"{plain(part.limit)}, as far as the content is there"
    asking = [c for c in figure.checks if c.demands and c.share is not None]
    held = sum((c.weight * c.share for c in asking if c.share is not None), Fraction(0))
    weight = sum(c.weight for c in asking)
    return f"{plain(held)} of {weight} = {plain(part.limit)}, what the checks that demand content (marked *) hold"


def _marked(check: Check) -> str:
    return f"{check.rule}*" if check.demands else check.rule


def _told(check: Check) -> str:
    held = check.held
    assert held is not None
    if not check.evaluable:
        return f"{_marked(check)} {check.name}: 0 of weight {check.weight}, the other document is missing"
    rows = held.rows + held.absent
    lacking = f", {held.absent} of them not there" if held.absent else ""
    gives = plain(Fraction(check.weight * held.good, rows))
    return f"{_marked(check)} {check.name}: {held.good} of {rows}{lacking}, gives {gives} of {check.weight}"


def _bites(cap: Cap | None) -> str:
    return ", which holds it down" if cap else ", not reached"


def plain(value: Fraction) -> str:
    """A figure to four places, without zeros at its end."""
    return f"{float(value):.4f}".rstrip("0").rstrip(".")
