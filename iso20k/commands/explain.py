"""Say what a rule is for: why, clause, severity, and both its examples with what they lead to."""

from __future__ import annotations

import argparse
import difflib
import re
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
        near = _nearest(options.rule)
        hint = (
            f"Did you mean {near}? 'iso20k rules' lists them all."
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


def _nearest(asked: str) -> str:
    """The rule that was probably meant: 'CAT-3' and 'cat3' are CAT-03, names by likeness."""
    if written := re.fullmatch(r"([a-z]+)-?(\d+)", asked.strip(), re.IGNORECASE):
        letters, number = written[1].upper(), int(written[2])
        for name in (f"{letters}-{number:02d}", f"{letters}{number:02d}"):
            if catalogue().rule(name):
                return name
    known = [name for rule in catalogue().rules for name in (rule.id, rule.name)]
    return next(iter(difflib.get_close_matches(asked.lower(), known, 1)), "")
