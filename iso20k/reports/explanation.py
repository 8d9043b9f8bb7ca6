"""A rule as a page of Markdown: printed by `iso20k explain` and written to docs/rules/."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from iso20k.facts.schema import Schema
from iso20k.judging.examples import Sample, Staged, findings_of, stage
from iso20k.judging.finding import Finding
from iso20k.judging.rule import EVERY, Example, Rule, Severity
from iso20k.standard.steps import step_of_skill

_KINDS = {
    "presence": "content that must be there",
    "validity": "correctness of what is there",
    "cross": "agreement between documents",
}


def severity_word(rule: Rule) -> str:
    """'error', 'warning', 'warning↑' (an error under --strict) or 'advice'."""
    return "warning↑" if rule.severity is Severity.STRICT else str(rule.severity)


def page(rule: Rule, sample: Sample, schemas: Sequence[Schema]) -> str:
    """Title, what it is, why, both examples as the software judges them now, and the cure."""
    failing = stage(sample, rule, rule.fails)
    found = findings_of(rule, failing, schemas)
    passing = stage(sample, rule, rule.passes)
    return "\n".join(
        (
            f"# {rule.id} {rule.name}",
            "",
            f"- Severity: {_severity(rule)}",
            f"- Clause: {rule.clause[0]} (2011), {rule.clause[1]} (2018)",
            f"- Looks at: {_documents(rule)}; {_KINDS[str(rule.kind)]}",
            *([f"- Edition: {rule.editions[0]} only"] if len(rule.editions) == 1 else []),
            "",
            "## Why",
            "",
            rule.why,
            "",
            "## Refused",
            "",
            *_example(sample, rule.fails, failing, found),
            "",
            "## Accepted",
            "",
            *_example(sample, rule.passes, passing, ()),
            "",
            "## Cure",
            "",
            rule.hint,
            "",
        )
    )


def _severity(rule: Rule) -> str:
    words = {Severity.STRICT: "warning, an error under `--strict`"}.get(rule.severity, str(rule.severity))
    return f"{words}; {rule.severity_2018} in the 2018 edition" if rule.severity_2018 else words


def _documents(rule: Rule) -> str:
    if rule.documents == (EVERY,):
        return "every document"
    steps = (step_of_skill(skill) for skill in rule.documents)
    return ", ".join(step.title for step in steps if step)


def _example(sample: Sample, example: Example, staged: Staged, found: Sequence[Finding]) -> Iterator[str]:
    if example.settings:
        yield f"With `{example.settings.strip()}` in iso20k.yaml:\n"
    changes = tuple(_changes(sample, staged))
    if changes:
        yield from ("This change of the NetOps example:", "", "```diff", *changes, "```")
    else:
        yield "The NetOps example as it is."
    if found:
        yield from ("", "gives:", "", "```text")
        yield from (f"{f.place.path}:{f.place.line}: {f.severity} {f.rule} {f.message}" for f in found)
        yield "```"
    elif changes:
        yield "\ngives no finding."


def _changes(sample: Sample, staged: Staged) -> Iterator[str]:
    """The lines that differ from the sample, by document; a document that is gone or replaced is named."""
    for path, text in sample.texts.items():
        if path not in staged.texts:
            if staged.texts and len(staged.texts) > 1:
                yield f"--- {path} is deleted"
            continue
        if staged.texts[path] == text:
            continue
        yield f"--- {path}"
        lines = difflib.unified_diff(text.split("\n"), staged.texts[path].split("\n"), lineterm="", n=0)
        kept = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
        removed = sum(line.startswith("-") for line in kept)
        yield from (
            kept
            if removed < 12
            else [f"- (the {removed} lines of the document)", *(k for k in kept if k[0] == "+")]
        )
