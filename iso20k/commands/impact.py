"""Show what a change of one thing touches: who refers to it, which promises rest on it, what must be read again."""

from __future__ import annotations

import argparse
import sys

from iso20k.commands.judging import judged_here
from iso20k.commands.options import day, terminal_colour, terminal_width
from iso20k.edges.disk import InputError
from validators.registry import catalogue


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k impact`."""
    parser.add_argument(
        "thing", metavar="ID", help="an ID (SVC-002, SLA-001, SPL-001) or a name ('Help Desk')"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as of this day (default: today)")


def run(options: argparse.Namespace) -> int:
    """0; an ID or name that no document lists is refused with the nearest one (exit code 2)."""
    from validators.impact import impact_of, references_of

    assessment = judged_here(options.as_of)
    known = references_of(assessment.workspace)
    things = known.named(options.thing)
    if not things:
        near = known.nearest(options.thing)
        hint = (
            f"Did you mean '{near}'?"
            if near
            else "Give an ID or a name as a register of the workspace lists it."
        )
        raise InputError(options.thing, "no document lists it", hint)
    found = [impact_of(thing, known, assessment.workspace, catalogue()) for thing in things]
    if options.format == "json":
        from iso20k.reports.impact import as_json

        sys.stdout.write(as_json(found, assessment.as_of))
        return 0
    from iso20k.reports.impact import text

    sys.stdout.write(text(found, width=terminal_width(), colour=terminal_colour()))
    return 0
