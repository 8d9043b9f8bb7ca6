"""Judge the documents of a workspace: PASS or FAIL with the line, the clause and the cure."""

from __future__ import annotations

import argparse
import sys

from iso20k.commands.options import day, terminal_colour, terminal_width
from iso20k.edges.cache import Cache
from iso20k.edges.clock import today
from iso20k.edges.disk import workspace_around
from iso20k.edges.recall import Printed, recalled, remember, work_tree_key

FORMATS = ("text", "json", "sarif", "github", "markdown")


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


def run(options: argparse.Namespace) -> int:
    """0 when no error was found, 1 when there are errors, 2 when something could not be read."""
    cache = Cache("off" if options.no_cache else None)
    try:
        printed = _printed(options, cache)
    finally:
        cache.close()
    sys.stdout.write(printed.text)
    return printed.code


def _printed(options: argparse.Namespace, cache: Cache) -> Printed:
    """The report, recalled where nothing has changed since it was made."""
    as_of = options.as_of or today()
    width, colour = terminal_width(), terminal_colour()
    root = None if options.paths or options.rev or options.staged else workspace_around(".")
    asked = (options.format, str(options.strict), str(as_of), str(width), str(colour))
    key = work_tree_key(root, cache, *asked) if root else None
    if key and (known := recalled(key, cache)):
        return known
    from iso20k.commands.checking import check_and_print

    printed = check_and_print(options, cache, as_of, width=width, colour=colour)
    if root and (key := key or work_tree_key(root, cache, *asked)):
        remember(key, printed, cache)
    return printed
