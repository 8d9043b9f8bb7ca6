"""What each rule looks at, why, and the cure: the list of all, and a page for each family, so that a finding explains itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from dashboard_gen.addresses import family_of, rule_page
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.sheet import Cell, Grid, Line, Part, Sheet, number, scripts_of
from iso20k.judging.assembly import READ_RULES
from iso20k.judging.rule import Severity
from iso20k.standard.steps import step_of_code, step_of_skill


def pages(told: Material) -> Iterator[Page]:
    """rules.html and rules/FAMILY.html."""
    sheet = _overview(told)
    yield Page("rules.html", "sheet.html", {"sheet": sheet}, section="method.html", scripts=scripts_of(sheet))
    for family, members in groupby(told.catalogue.rules, key=lambda rule: family_of(rule.id)):
        rules = [(rule, _severity(rule.severity), _looks_at(rule.documents)) for rule in members]
        values: dict[str, object] = {"family": family, "title": _title(family), "rules": rules, "reading": ()}
        yield Page(f"rules/{family.lower()}.html", "rules.html", values, section="method.html")
    values = {"family": "READ", "title": "Files that can be read", "rules": (), "reading": READ_RULES.items()}
    yield Page("rules/read.html", "rules.html", values, section="method.html")


def _overview(told: Material) -> Sheet:
    edition = told.now.workspace.edition
    found = Counter(item.finding.rule for item in told.site.items)
    lines = tuple(
        Line(
            (
                Cell(rule.id, rule_page(rule.id), "id"),
                Cell(rule.name.replace("-", " ")),
                Cell(
                    _severity(rule.severity_in(edition)) if edition in rule.editions else "of another edition"
                ),
                Cell(rule.clause_in(edition).replace("-", "–")),
                number(found[rule.id]),
            )
        )
        for rule in told.catalogue.rules
    )
    columns = (("Rule", ""), ("Name", ""), ("Severity", ""), ("Clause", ""), ("Findings", "n"))
    lead = (
        f"What is checked, by the clauses of edition {edition}, and how often each rule finds something now."
    )
    part = Part("all", "All rules", grids=(Grid("Rules", columns, lines, tools=True, choices=(2,)),))
    return Sheet("Rules", (lead,), (part,), up=("method.html", "Method"))


def _severity(severity: Severity) -> str:
    return "warning, error when strict" if severity is Severity.STRICT else str(severity)


def _title(family: str) -> str:
    step = step_of_code(family)
    if step:
        return f"{step.title} (step {step.number})"
    return {"DOC": "Every document", "X": "Across documents"}.get(family, family)


def _looks_at(documents: tuple[str, ...]) -> str:
    steps = (step_of_skill(skill) for skill in documents)
    return ", ".join(step.title for step in steps if step) or "every document"
