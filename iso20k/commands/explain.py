"""Say what a rule is for: why, clause, severity, and both its examples with what they lead to."""

from __future__ import annotations

import argparse
import difflib
import sys

from iso20k.commands.options import terminal_colour, terminal_width
from iso20k.edges.disk import InputError
from iso20k.edges.examples import sample
from iso20k.reports.explanation import page
from validators.registry import catalogue


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k explain`."""
    parser.add_argument("rule", metavar="RULE", help="its id (CAT-03) or its name (no-orphan-supporting)")
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how to print (default: text)"
    )


def run(options: argparse.Namespace) -> int:
    """0; a rule that does not exist is refused with the nearest name."""
    rule = catalogue().rule(options.rule)
    if rule is None:
        known = [name for each in catalogue().rules for name in (each.id, each.name)]
        near = difflib.get_close_matches(options.rule.upper(), known, 1) or difflib.get_close_matches(
            options.rule, known, 1
        )
        hint = (
            f"Did you mean {near[0]}? 'iso20k rules' lists them all."
            if near
            else "'iso20k rules' lists them all."
        )
        raise InputError(options.rule, "there is no such rule", hint)
    text = page(rule, sample(), catalogue().schemas)
    if options.format == "markdown":
        sys.stdout.write(text)
        return 0
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=terminal_width(), force_terminal=terminal_colour() or None).print(Markdown(text))
    return 0
