"""Write the static site: readiness now, and the trend over the repository's history."""

from __future__ import annotations

import argparse
import os
import sys

from iso20k.commands.options import day
from iso20k.edges.cache import Cache
from iso20k.edges.disk import InputError


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k dashboard`."""
    parser.add_argument("-o", "--output", default="", metavar="DIR", help="folder for the site")
    parser.add_argument(
        "--zip",
        default="",
        metavar="FILE",
        help="the site as one file to hand on, beside the folder or without it",
    )
    parser.add_argument("--open", action="store_true", help="show the site in the browser of this machine")
    parser.add_argument(
        "--names",
        choices=("keep", "roles"),
        default="keep",
        help="'roles' shows roles or initials in place of personal names (default: keep)",
    )
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
    if not options.output and (options.open or not options.zip):
        raise InputError("dashboard", "no folder is named for the site", "Add -o DIR.")
    from dashboard_gen.site import make

    cache = Cache("off" if options.no_cache else None)
    try:
        made = make(
            ".",
            options.output,
            options.rev,
            cache,
            options.as_of,
            names=options.names,
            zipped=options.zip,
        )
    finally:
        cache.close()
    for note in made.notes:
        print(f"note: {note}", file=sys.stderr)
    print(f"{made.readiness} % ready on paper {made.of}")
    if options.output:
        page = os.path.join(options.output, "index.html")
        print(f"{made.files} files, {made.written} written, {made.removed} removed: {page}")
    if options.zip:
        print(f"{made.files} files in {options.zip}")
    if options.open:
        _show(page)
    return 0


def _show(page: str) -> None:
    """A machine without a browser has the site all the same."""
    import webbrowser
    from pathlib import Path

    address = Path(page).resolve().as_uri()
    if not webbrowser.open(address):
        print(f"note: no browser could be started; open {address}", file=sys.stderr)
