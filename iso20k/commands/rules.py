"""List the rules: id, name, severity, clause, and what each asks for."""

from __future__ import annotations

import argparse
import json
import sys

from iso20k.commands.options import terminal_width
from iso20k.reports.explanation import severity_word
from validators.registry import catalogue


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k rules`."""
    parser.add_argument(
        "prefix", nargs="?", default="", metavar="PREFIX", help="only ids that begin so: CAT, X, DOC"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def run(options: argparse.Namespace) -> int:
    """0; 2 when no rule begins with the prefix."""
    rules = [rule for rule in catalogue().rules if rule.id.startswith(options.prefix.upper())]
    if options.format == "json":
        told = [
            {"id": r.id, "name": r.name, "severity": severity_word(r), "kind": str(r.kind), "clause_2011": r.clause[0],
             "clause_2018": r.clause[1], "documents": list(r.documents), "why": r.why, "hint": r.hint}
            for r in rules
        ]  # fmt: skip
        json.dump(told, sys.stdout, indent=2, ensure_ascii=False)
        print()
        return 0 if rules else 2
    width = terminal_width()
    for rule in rules:
        line = f"{rule.id:<7} {severity_word(rule):<15} {rule.name:<28} {rule.why}"
        print(line if len(line) <= width else f"{line[: width - 1]}…")
    print(f"\n{len(rules)} rules. 'iso20k explain RULE' shows why, the clause and both examples.")
    return 0 if rules else 2
