"""Show the 22 steps, the nine areas and what to do next."""

from __future__ import annotations

import argparse
import sys

from iso20k.commands.judging import judged_here
from iso20k.commands.options import day, terminal_colour, terminal_width
from iso20k.edges.disk import InputError
from iso20k.judging.assessment import Assessment


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k status`."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as of this day (default: today)")
    parser.add_argument(
        "--explain",
        metavar="FIGURE",
        help="add one figure up: an area (name or key R1 to R9), a document (skill or step), overall, stage-2",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def run(options: argparse.Namespace) -> int:
    """0, whatever the state is; 2 outside a workspace."""
    target = _target(options.explain)
    assessment = judged_here(options.as_of)
    sys.stdout.write(_render(options.format, assessment, target))
    return 0


def _target(asked: str | None) -> str:
    """The figure that is asked for, '' when none is; one that does not exist is refused."""
    if asked is None:
        return ""
    from iso20k.reports.explained import target_named

    target = target_named(asked)
    if not target:
        hint = "Name an area (R1 to R9), a skill, a step from 1 to 22, overall or stage-2."
        raise InputError(asked, "there is no such figure", hint)
    return target


def _render(form: str, assessment: Assessment, target: str) -> str:
    if form == "json":
        from iso20k.reports import explained, status_report

        return status_report.text(assessment, explained.names(target))
    from iso20k.reports import status

    width, colour = terminal_width(), terminal_colour()
    if target:
        return status.explanation(assessment, target, width=width, colour=colour)
    return status.text(assessment, width=width, colour=colour)
