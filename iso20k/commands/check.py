"""Judge the documents of a workspace: PASS or FAIL with the line, the clause and the cure."""

from __future__ import annotations

import argparse
import sys
from typing import NamedTuple

from iso20k.commands.options import day, terminal_colour, terminal_width
from iso20k.edges.cache import Cache

FORMATS = ("text", "json", "github", "markdown")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k check`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="documents to report on (default: all)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="judge as of this day (default: today)")
    parser.add_argument("--strict", action="store_true", help="count what protects a requirement as an error")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--rev", metavar="REV", help="judge this commit instead of the work tree")
    source.add_argument("--staged", action="store_true", help="judge what is staged")
    parser.add_argument("--no-cache", action="store_true", help="read and judge everything anew")


class Printed(NamedTuple):
    """What a run writes to standard output, and its exit code."""

    text: str
    code: int


def run(options: argparse.Namespace) -> int:
    """0 when no error was found, 1 when there are errors, 2 when something could not be read."""
    from iso20k.commands.checking import check_and_print

    cache = Cache("off" if options.no_cache else None)
    try:
        printed = check_and_print(options, cache, width=terminal_width(), colour=terminal_colour())
    finally:
        cache.close()
    sys.stdout.write(printed.text)
    return printed.code
