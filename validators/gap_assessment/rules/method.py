"""A method that somebody else can repeat: who asked whom, when, how, and what each level means."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from iso20k.values.deferred import deferred
from iso20k.values.number import parse_score
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed

GAP = "gap-assessment"
_LEVEL = deferred(r"(?<![\w.,-])(?:level )?([0-5]) ?(?:=|:|-|–|—|\() ?(?=[^\W\d_]{3})", 2)
_PROSE = {
    "assessor": r"assessors?\b|assessed by|carried out by|conducted by|performed by",
    "method": r"interview|walk-?through|sampl|document review|workshop|questionnaire",
    "interviewees": r"interview(?:ed|ees|s)",
}


@rule(
    "GAP-12", "scale-defined", Severity.WARNING, Kind.PRESENCE, "-", GAP,
    source="P",
    each=("scale",),
    why="Without a meaning for each level two assessors give two scores for the same evidence.",
    hint="Say for each level from 0 to 5 when it is reached.",
    fails=Example(
        (Edit("| 4 | Measured | Figures steer the process, and deviations lead to action |\n", ""),),
        (Found("the scale does not say what level 4 means", at="## Method and scale"),),
    ),
    more=(
        Example(
            (
                Edit("| 4 | Measured | Figures steer the process, and deviations lead to action |\n", ""),
                Edit("A score counts what records show, not what people intend.", "A score counts what records show; level 4: figures steer the process."),
            ),
        ),
        # a name is no meaning where the other levels have one
        Example(
            (Edit("| 4 | Measured | Figures steer the process, and deviations lead to action |", "| 4 | Measured | |"),),
            (Found("the scale does not say what level 4 means", at="| 4 | Measured |"),),
        ),
        Example(
            (Edit("", "# Gap Assessment\n\n## Method and scale\n\n| Level | Name |\n|---|---|\n| 0 | Not carried out |\n| 1 | Depends on individuals |\n| 2 | Planned and recorded |\n| 3 | One documented process |\n| 4 | Steered by figures |\n| 5 | Improved continually |\n"),),
        ),
    ),
)  # fmt: skip
def scale_defined(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    rows = {
        int(level): row
        for row in gap.records("scale")
        if (level := parse_score(row.text("level"))) is not None and level % 1 == 0
    }
    explained = any(row.filled("meaning") for row in rows.values())
    # a scale of two columns has one for what its levels mean, however it is called
    meant = {level for level, row in rows.items() if row.filled("meaning" if explained else "name")}
    section = gap.sections.get("method")
    if section:
        meant |= {int(level) for level in _LEVEL().findall(section.prose)}
    lacking = [str(level) for level in range(6) if level not in meant]
    if len(lacking) == 6:
        yield Problem(gap.home("scale"), "no scale says what the levels 0 to 5 mean")
    elif lacking:
        noun = "level" if len(lacking) == 1 else "levels"
        verb = "means" if len(lacking) == 1 else "mean"
        row = rows.get(int(lacking[0]))
        place = row.at("meaning") if row else gap.home("scale")
        yield Problem(place, f"the scale does not say what {noun} {listed(lacking)} {verb}")


@rule(
    "GAP-13", "assessor-date", Severity.WARNING, Kind.PRESENCE, "-", GAP,
    source="P",
    why="Scores that nobody signed, dated or asked anybody about come from a desk and not from the work.",
    hint="Name the assessor, the date, the method and the people interviewed under 'Method and scale'.",
    fails=Example(
        (Edit("| Assessor | Sarah Chen |\n", ""),),
        (Found("the assessment does not say its assessor", at="## Method and scale"),),
    ),
    more=(
        Example(
            (Edit("| Assessment date | 2026-04-02 |\n", "| Assessment date | spring |\n"),),
            (Found("the assessment does not say its date", at="| Assessment date | spring |"),),
        ),
        Example(
            (Edit("| Assessor | Sarah Chen |", "| Assessor | |"), Edit("| Assessment date | 2026-04-02 |\n", "")),
            (Found("the assessment does not say its assessor and date", at="| Assessor | |"),),
        ),
    ),
)  # fmt: skip
def assessor_and_date(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    section = gap.sections.get("method")
    prose = section.prose if section else ""
    form = next(iter(gap.records("method")), None)
    lacking = []
    for key in ("assessor", "date", "method", "interviewees"):
        told = form.text(key) if form and form.filled(key) else ""
        if key == "date":
            found = bool(find_moments(told or prose))
        else:
            found = bool(told) or states(prose, _PROSE[key]).verdict == "stated"
        if not found:
            lacking.append(key)
    if lacking:
        field = next((key for key in lacking if form and key in form.cells), "")
        place = form.at(field) if form and field else gap.section_place("method")
        yield Problem(place, f"the assessment does not say its {listed(lacking)}")
