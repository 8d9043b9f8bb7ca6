"""The review behind the command and the action: from two commits to a revision and its report."""

from __future__ import annotations

import argparse

from iso20k.commands.options import terminal_colour, terminal_width
from iso20k.edges.cache import Cache
from iso20k.edges.change import Change, change, visible_lines
from iso20k.edges.clock import today
from iso20k.edges.disk import workspace_around
from iso20k.edges.git import Repository
from iso20k.edges.progress import Progress
from iso20k.edges.recall import Printed
from iso20k.edges.sources import lines_of
from iso20k.judging.policy import failing
from iso20k.judging.revision import Revision, revision
from iso20k.judging.suggestion import suggested
from iso20k.reports.review_report import Surroundings, report
from validators.registry import catalogue


def review_and_print(options: argparse.Namespace) -> Printed:
    """Judge both sides as of one day and render what the change does."""
    repository = Repository.around(".")
    prefix = repository.relative(workspace_around(".") or ".")
    asked = change(repository, prefix, options.base, options.head, options.proposed)
    cache, day = Cache(), options.as_of or today()
    with Progress(f"Reading {len(asked.before.blobs) + len(asked.after.blobs)} documents"):
        before, after = (
            side.judged(cache, catalogue(), day, strict=options.strict)
            for side in (asked.before, asked.after)
        )
    cache.close()
    found = revision(before, after, catalogue())
    around = _surroundings(repository, asked, found, options)
    if options.post:
        from iso20k.commands.posting import post_review

        post_review(report(found, around), options.pull_request, key=options.key, author=options.author)
    return Printed(_render(options.format, found, around, asked), exit_code(found, around))


def exit_code(found: Revision, around: Surroundings) -> int:
    """2 when something could not be read after the change, 1 when the policy says so, else 0."""
    return 2 if found.after.unreadable else int(bool(around.failed))


def _surroundings(
    repository: Repository, asked: Change, found: Revision, options: argparse.Namespace
) -> Surroundings:
    visible = visible_lines(repository, asked)
    inline = {}
    for seen in found.findings:
        place = seen.finding.place
        line = visible(place.path, place.line) if seen.state in ("new", "remaining") else None
        if line is not None:
            inline[seen.id] = suggested(line, seen.finding.edit) or ""
    failed = frozenset(seen.id for seen in failing(found.findings, options.fail_on, options.severity))
    return Surroundings(
        asked.prefix, asked.proposed, inline, asked.note, options.fail_on, options.severity, failed
    )


def _render(form: str, found: Revision, around: Surroundings, asked: Change) -> str:
    if form == "json":
        from iso20k.reports.review_report import text as as_json

        return as_json(found, around)
    if form == "sarif":
        from iso20k.reports import sarif

        return sarif.review_text(report(found, around), catalogue().rules, lines_of(asked.after))
    if form == "github":
        from iso20k.reports.annotations import changed

        return changed(found.findings, around.workspace)
    if form == "markdown":
        from iso20k.reports.markdown.review import summary

        return summary(report(found, around))
    from iso20k.reports.review_text import text

    return text(found, around, lines_of(asked.after), width=terminal_width(), colour=terminal_colour())
