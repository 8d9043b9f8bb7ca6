"""What each rule looks at, why, and the cure: a page for each family, so that a finding explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dashboard_gen.addresses import family_of
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from iso20k.judging.assembly import READ_RULES
from iso20k.reports.explanation import severity_word
from iso20k.standard.steps import step_of_code, step_of_skill


def pages(told: Material) -> Iterator[Page]:
    """rules/FAMILY.html."""
    for family, members in groupby(told.catalogue.rules, key=lambda rule: family_of(rule.id)):
        rules = [(rule, severity_word(rule), _looks_at(rule.documents)) for rule in members]
        values: dict[str, object] = {"family": family, "title": _title(family), "rules": rules, "reading": ()}
        yield Page(f"rules/{family.lower()}.html", "rules.html", values, section="method.html")
    values = {"family": "READ", "title": "Files that can be read", "rules": (), "reading": READ_RULES.items()}
    yield Page("rules/read.html", "rules.html", values, section="method.html")


def _title(family: str) -> str:
    step = step_of_code(family)
    if step:
        return f"{step.title} (step {step.number})"
    return {"DOC": "Every document", "X": "Across documents"}.get(family, family)


def _looks_at(documents: tuple[str, ...]) -> str:
    steps = (step_of_skill(skill) for skill in documents)
    return ", ".join(step.title for step in steps if step) or "every document"
