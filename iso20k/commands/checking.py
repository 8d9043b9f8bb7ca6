"""The check behind the command and the hooks: from options to an assessment and its report."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date

from iso20k.edges.cache import Cache
from iso20k.edges.disk import InputError, no_workspace, workspace_around
from iso20k.edges.git import Repository
from iso20k.edges.progress import Progress
from iso20k.edges.recall import Printed, remember_folder
from iso20k.edges.sources import Snapshot, committed, lines_of, loose_files, staged, work_tree
from iso20k.edges.verdicts import remember
from iso20k.judging.assessment import Assessment
from validators.registry import catalogue


def check_and_print(
    options: argparse.Namespace, cache: Cache, as_of: date, *, width: int, colour: bool
) -> Printed:
    """Judge what the options name and render it."""
    snapshot, only = _snapshot(options)
    remember_folder(snapshot.settings, snapshot.configuration.folder, cache)
    with Progress(f"Reading {len(snapshot.blobs)} documents"):
        assessment = snapshot.judged(cache, catalogue(), as_of, strict=options.strict)
    remember(snapshot, cache, assessment, strict=options.strict)
    text = _render(options.format, assessment, snapshot, width=width, colour=colour, only=only)
    return Printed(text, exit_code(assessment, only))


def exit_code(assessment: Assessment, only: frozenset[str] = frozenset()) -> int:
    """2 when something could not be read, 1 for errors, else 0; `only` limits it to these documents."""
    findings = [f for f in assessment.findings if not only or only.intersection(f.paths)]
    if any(finding.rule.startswith("READ") for finding in findings):
        return 2
    return 1 if any(finding.is_error for finding in findings) else 0


def _snapshot(options: argparse.Namespace) -> tuple[Snapshot, frozenset[str]]:
    """What to judge, and to which documents the report is limited."""
    first = options.paths[0] if options.paths else "."
    for path in options.paths:
        if not os.path.exists(path) and not (options.rev or options.staged):
            raise InputError(path, "there is no such file", "Check the path.")
    start = first if os.path.isdir(first) else os.path.dirname(first) or "."
    if options.rev or options.staged:
        return _from_git(options, start)
    root = workspace_around(start)
    if root is None:
        files = [path for path in options.paths if os.path.isfile(path)]
        if not files:
            raise no_workspace(start)
        return loose_files(files), frozenset()
    asked = _asked(root, options.paths)
    folder_like = {path for path in asked if os.path.isdir(os.path.join(root, path))}
    snapshot = work_tree(root)
    extra = [
        path
        for path in asked
        if path not in folder_like and path not in snapshot.blobs and path.endswith(".md")
    ]
    if extra:
        snapshot = work_tree(root, extra)
    return snapshot, _limit(snapshot, asked, folder_like)


def _from_git(options: argparse.Namespace, start: str) -> tuple[Snapshot, frozenset[str]]:
    repository = Repository.around(start)
    root = workspace_around(start) or start
    prefix = repository.relative(root)
    snapshot = committed(repository, prefix, options.rev) if options.rev else staged(repository, prefix)
    asked = _asked(root, options.paths)
    return snapshot, _limit(
        snapshot, asked, {path for path in asked if os.path.isdir(os.path.join(root, path))}
    )


def _asked(root: str, paths: Sequence[str]) -> tuple[str, ...]:
    """The named paths as seen from the workspace; a path outside of it is refused."""
    asked = []
    for path in paths:
        # The folder is resolved, the file is not: a symbolic link has to be seen as one.
        folder, name = os.path.split(os.path.abspath(path))
        relative = os.path.relpath(os.path.join(os.path.realpath(folder), name), root).replace(os.sep, "/")
        if relative.startswith("../"):
            raise InputError(
                path, f"the file lies outside the workspace {root}", "Check it from its own workspace."
            )
        asked.append(relative)
    return tuple(asked)


def _limit(snapshot: Snapshot, asked: Sequence[str], folders: set[str]) -> frozenset[str]:
    if "." in asked:
        return frozenset()
    below = (p for p in snapshot.blobs if any(p.startswith(f"{folder}/") for folder in folders))
    return frozenset((*(path for path in asked if path not in folders), *below))


def _render(
    form: str, assessment: Assessment, snapshot: Snapshot, *, width: int, colour: bool, only: frozenset[str]
) -> str:
    if form == "json":
        from iso20k.reports import json_report

        return json_report.text(assessment)
    if form == "sarif":
        from iso20k.commands.scanning import check_as_sarif

        return check_as_sarif(assessment, lines_of(snapshot))
    if form == "github":
        from iso20k.reports import annotations

        return annotations.text(assessment)
    if form == "markdown":
        from iso20k.reports import json_report
        from iso20k.reports.markdown.check import summary

        return summary(json_report.report(assessment))
    from iso20k.reports import text

    return text.text(assessment, lines_of(snapshot), width=width, colour=colour, only=only)
