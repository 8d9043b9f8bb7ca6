"""Show the 22 steps, the nine areas and what to do next."""

from __future__ import annotations

import argparse
import sys

from iso20k.commands.options import day, terminal_colour, terminal_width
from iso20k.edges.cache import Cache
from iso20k.edges.clock import today
from iso20k.edges.disk import InputError, workspace_around
from iso20k.edges.sources import work_tree
from validators.registry import catalogue


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k status`."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as of this day (default: today)")


def run(options: argparse.Namespace) -> int:
    """0, whatever the state is; 2 outside a workspace."""
    from iso20k.reports.status import text

    root = workspace_around(".")
    if root is None:
        raise InputError(
            ".", "there is no iso20k.yaml here or above", "Run 'iso20k init' to make a workspace."
        )
    cache = Cache()
    assessment = work_tree(root).judged(cache, catalogue(), options.as_of or today())
    cache.close()
    sys.stdout.write(text(assessment, catalogue(), width=terminal_width(), colour=terminal_colour()))
    return 0
