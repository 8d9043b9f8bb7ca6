"""Write the static site: readiness now, and the trend over the repository's history."""

from __future__ import annotations

import argparse
import os
import sys

from iso20k.commands.options import day
from iso20k.edges.cache import Cache


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k dashboard`."""
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="folder for the site")
    parser.add_argument("--rev", default="HEAD", metavar="REV", help="show this commit (default: HEAD)")
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="judge that commit as of this day (default: the commit's own)",
    )
    parser.add_argument("--no-cache", action="store_true", help="read and judge everything anew")


def run(options: argparse.Namespace) -> int:
    """0 when the site was written, whatever it says; what cannot be read or written raises and ends with 2."""
    from dashboard_gen.site import make

    cache = Cache("off" if options.no_cache else None)
    try:
        made = make(".", options.output, options.rev, cache, options.as_of)
    finally:
        cache.close()
    for note in made.notes:
        print(f"note: {note}", file=sys.stderr)
    page = os.path.join(options.output, "index.html")
    changed = f"{made.files} files, {made.written} written, {made.removed} removed"
    print(f"{made.readiness} % ready on paper {made.of}\n{changed}: {page}")
    return 0
