"""Show what a change does to the management system: findings, verdicts, readiness, promises, duties, doubtful documents."""

from __future__ import annotations

import argparse
import sys

from iso20k.commands.options import day
from iso20k.judging.policy import FAIL_ON, SEVERITIES

FORMATS = ("text", "json", "markdown", "github", "sarif")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k review`."""
    parser.add_argument(
        "--base", required=True, metavar="REV", help="the commit before the change, such as main"
    )
    parser.add_argument("--head", default="HEAD", metavar="REV", help="the commit after it (default: HEAD)")
    parser.add_argument(
        "--proposed",
        metavar="REV",
        help="the commit whose lines a reviewer sees, where --head is its merge into the base (default: --head)",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: text)")
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="judge both sides as of this day (default: today)"
    )
    parser.add_argument(
        "--strict", action="store_true", help="warnings that protect a requirement are errors"
    )
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="new",
        help="exit code 1 for findings that are new, for any, or never",
    )
    parser.add_argument(
        "--severity",
        choices=SEVERITIES,
        default="error",
        help="from which severity a finding fails (default: error)",
    )
    parser.add_argument(
        "--post", action="store_true", help="write the comment on the pull request to GitHub as well"
    )
    parser.add_argument(
        "--pull-request", type=int, metavar="N", help="with --post: its number (default: the event's)"
    )
    parser.add_argument(
        "--key", default="sms", metavar="KEY", help="with --post: tells several comments apart"
    )
    parser.add_argument(
        "--author",
        default="github-actions[bot]",
        metavar="LOGIN",
        help="with --post: the login under which the token writes",
    )


def run(options: argparse.Namespace) -> int:
    """0 when nothing fails the change, 1 when a finding does, 2 when something could not be read."""
    from iso20k.commands.reviewing import review_and_print

    printed = review_and_print(options)
    sys.stdout.write(printed.text)
    return printed.code
