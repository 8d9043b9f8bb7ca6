"""Show which documents and records the standard demands, where each stands, and in which state."""

from __future__ import annotations

import argparse
import sys

from iso20k.commands.judging import judged_here
from iso20k.commands.options import day, terminal_colour, terminal_width


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k matrix`."""
    parser.add_argument("--edition", choices=("2011", "2018"), help="the edition (default: the workspace's)")
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="how to print (default: text)"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as of this day (default: today)")


def run(options: argparse.Namespace) -> int:
    """0, whatever is missing; 2 outside a workspace."""
    from iso20k.judging.matrix import matrix
    from iso20k.reports import matrix as page

    assessment = judged_here(options.as_of)
    found = matrix(assessment.workspace, options.edition or "")
    if options.format == "json":
        sys.stdout.write(page.as_json(assessment, found))
    elif options.format == "markdown":
        sys.stdout.write(page.markdown(assessment, found))
    else:
        sys.stdout.write(page.text(assessment, found, width=terminal_width(), colour=terminal_colour()))
    return 0
