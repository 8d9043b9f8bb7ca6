"""Write docs/rules/ from the rules themselves; with --check say whether the pages are current."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from iso20k.edges.examples import sample
from iso20k.judging.rule import Rule
from iso20k.reports.explanation import page, severity_word
from iso20k.standard.steps import step_of_code
from validators.registry import catalogue

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
MADE = "<!-- Made by scripts/rule_pages.py from the rules; edit the rule, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """One page for each family of rules, and the index."""
    made: dict[str, str] = {}
    index = [
        f"{MADE}# The rules\n",
        "`warning↑` protects a requirement: a warning by default, an error under `--strict`.\n",
    ]
    for family, rules in groupby(catalogue().rules, key=family_of):
        group = list(rules)
        name = f"{family.lower()}.md"
        texts = "\n".join(_below(page(rule, sample(), catalogue().schemas)) for rule in group)
        made[name] = f"{MADE}# {_title(family)}\n\n{texts}"
        index += [
            f"## [{_title(family)}]({name})\n",
            "| Rule | Name | Severity | Clause 2011 / 2018 |",
            "|---|---|---|---|",
        ]
        index += [
            f"| {r.id} | {r.name} | {severity_word(r)} | {r.clause[0]} / {r.clause[1]} |" for r in group
        ]
        index.append("")
    made["README.md"] = "\n".join(index)
    return made


def family_of(rule: Rule) -> str:
    """The letters of a rule's id: CAT, DOC, X."""
    return rule.id.rstrip("0123456789").rstrip("-")


def _title(family: str) -> str:
    step = step_of_code(family)
    if step:
        return f"{family}: {step.title} (step {step.number})"
    return {"DOC": "DOC: every document", "X": "X: across documents"}[family]


def _below(text: str) -> str:
    """The page with its headings one level down, so that it fits below the family's title."""
    lines = text.split("\n")
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            lines[number] = f"#{line}"
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """0 when the pages are as they should be, or were written."""
    wanted = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in words:
        stale = sorted(
            name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name)
        )
        if stale:
            print(f"docs/rules is not current ({', '.join(stale)}): run python scripts/rule_pages.py")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in present.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
