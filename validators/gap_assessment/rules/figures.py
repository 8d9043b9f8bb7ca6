"""What the summary says is what the rows give."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Replacement, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from validators.gap_assessment.figures import ACTIONS, CRITICAL, GAPS, MEAN, requoted, stated_figures
from validators.gap_assessment.maturity import (
    AUDIT,
    IMMEDIATE,
    LONG,
    MEDIUM,
    SHORT,
    Score,
    actions,
    maturity_by_area,
    possible_means,
    scores,
    whole,
)

GAP = "gap-assessment"
_TOLERANCE = Decimal("0.05")
_BANDS = (IMMEDIATE, SHORT, MEDIUM, LONG, AUDIT)
_OF_BAND = deferred(rf"(?<![\w.,-])({COUNT}) (immediate|short|medium|mid|long|audit)(?![a-z])", 2)
_AREAS = deferred(rf"(?<![\w.,-])({COUNT}) (?:of|out of|/) (?:the |all )?15\b", 2)


@rule(
    "GAP-08", "mean-recomputed", Severity.ERROR, Kind.VALIDITY, "-", GAP,
    source="P",
    why="One wrong average makes readers doubt every other figure of the assessment.",
    hint="State the average that the rows give, or correct the rows.",
    fails=Example(
        (Edit("| Average maturity | 1.47 (22 points over 15 areas) |", "| Average maturity | 1.6 (22 points over 15 areas) |"),),
        (Found("the stated average maturity is 1.6, the 15 areas give 1.47", at="| Average maturity |"),),
    ),
    more=(
        Example((Edit("| Average maturity | 1.47 (22 points over 15 areas) |", "| Average maturity | 1.5 |"),)),
        Example(
            (Edit("NetOps Solutions does much of the daily work", "With a mean maturity of 2.1, NetOps Solutions does much of the daily work"),),
            (Found("the stated average maturity is 2.1, the 15 areas give 1.47", at="With a mean maturity of 2.1"),),
        ),
        Example((Edit("NetOps Solutions does much of the daily work", "The mean resolution time fell by 2.1 hours; NetOps Solutions does much of the daily work"),)),
    ),
)  # fmt: skip
def mean_recomputed(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    if not whole(gap, workspace.edition):
        return  # the average cannot be recomputed before GAP-01, GAP-02 and GAP-05 hold
    means = possible_means(maturity_by_area(gap, workspace.edition))
    for figure in stated_figures(gap):
        if figure.kind == MEAN and all(abs(figure.value - mean) > _TOLERANCE for mean in means):
            yield Problem(
                figure.place,
                f"the stated average maturity is {figure.value}, the {len(CLAUSE_AREAS)} areas give {means[0]:.2f}",
                edit=figure.corrected(f"{means[0]:.2f}"),
            )


@rule(
    "GAP-09", "counts-recomputed", Severity.WARNING, Kind.VALIDITY, "-", GAP,
    source="P",
    why="A summary that disagrees with its own table is quoted in the plan and in the management review.",
    hint="State the number that the rows give, or correct the rows.",
    fails=Example(
        (Edit("| Critical gaps | 5 (areas 4, 6.1, 6.3, 6.5 and 9.1) |", "| Critical gaps | 4 (areas 4, 6.1, 6.3 and 9.1) |"),),
        (Found("4 critical gaps are stated, the rows give 5", at="| Critical gaps |"),),
    ),
    more=(
        Example(
            (Edit("| Gaps by priority | 2 immediate, 2 short-term,", "| Gaps by priority | 3 immediate, 2 short-term,"),),
            (Found("3 gaps of priority immediate are stated, the rows give 2", at="| Gaps by priority |"),),
        ),
        Example(
            (Edit("| Clause areas assessed | 15 of 15 |", "| Clause areas assessed | 14 of 15 |"),),
            (Found("14 assessed clause areas are stated, the rows give 15", at="| Clause areas assessed |"),),
        ),
        Example(
            (Edit("114 person-days in 18 actions |", "114 person-days in 17 actions |"),),
            (Found("17 actions are stated, the rows give 18", at="person-days in 17 actions"),),
        ),
    ),
)  # fmt: skip
def counts_recomputed(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    rows = scores(gap, workspace.edition)
    if not rows:
        return
    gaps = [row for row in rows if row.gap]
    planned = actions(gap, workspace.edition)
    given: dict[str, int] = {GAPS: len(gaps)}
    if any(row.record.filled("impact") for row in rows) or any(row.critical for row in rows):
        given[CRITICAL] = sum(row.critical for row in rows)
    if planned:
        given[ACTIONS] = len(planned)
    for figure in stated_figures(gap):
        if figure.kind in given and figure.value != given[figure.kind]:
            right = given[figure.kind]
            edit = figure.corrected(right)
            yield _differs(figure.place, figure.value, figure.kind, right)._replace(edit=edit)
    bands = [row.band for row in gaps]
    by_band = {band: bands.count(band) for band in _BANDS} if any(bands) else {}
    for row in gap.records("figures"):
        yield from _row(row.text("figure"), row.text("result"), row.at("result"), by_band, _assessed(rows))


def _assessed(rows: tuple[Score, ...]) -> int:
    return len({row.area for row in rows if row.area and row.record.filled("maturity")})


def _row(
    figure: str, result: str, place: Place, by_band: Mapping[str, int], assessed: int
) -> Iterator[Problem]:
    words = figure.lower()
    if "priority" in words or "horizon" in words:
        for told in _OF_BAND().finditer(result):
            raw, name = told.groups()
            stated = number_of(raw)
            band = next(
                b for b in _BANDS if b.startswith("medium" if name.lower() == "mid" else name.lower())
            )
            if stated is not None and by_band and stated != by_band[band]:
                edit = Replacement(told[0], requoted(told[0], raw, by_band[band]))
                yield _differs(place, stated, f"gaps of priority {band}", by_band[band])._replace(edit=edit)
    elif "area" in words and "assessed" in words:
        for told in _AREAS().finditer(result):
            stated = number_of(told[1])
            if stated is not None and stated != assessed:
                edit = Replacement(told[0], f"{assessed}{told[0][len(told[1]) :]}")
                yield _differs(place, stated, "assessed clause areas", assessed)._replace(edit=edit)


def _differs(place: Place, stated: Decimal, what: str, given: int) -> Problem:
    noun = what if stated != 1 else what.removesuffix("s")
    verb = "are" if stated != 1 else "is"
    return Problem(place, f"{stated} {noun} {verb} stated, the rows give {given}")
