"""Make a workspace: configuration, folders, hook configuration and workflows. Never overwrites a file."""

from __future__ import annotations

import argparse
import os

from iso20k.edges.files import Write, write_new
from iso20k.edges.git import GitError, Repository
from iso20k.edges.origin import origin
from iso20k.scaffold import UNKNOWN_REVISION, Source, workspace_files


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k init`."""
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="where the workspace begins (default: here)"
    )
    parser.add_argument("--organisation", default="", metavar="NAME", help="the organisation's name")
    parser.add_argument(
        "--edition", choices=("2011", "2018"), default="2011", help="of ISO/IEC 20000-1 (default: 2011)"
    )
    parser.add_argument(
        "--skills", action="store_true", help="also write the skills for agents below .agents/skills/"
    )


def run(options: argparse.Namespace) -> int:
    """0; every file that was already there is named and kept."""
    root = os.path.abspath(options.folder)
    organisation = options.organisation or os.path.basename(root)
    top = _top(root)
    inner = os.path.relpath(os.path.realpath(root), top).replace(os.sep, "/") if top else "."
    source = _source()
    files = workspace_files(organisation, options.edition, inner, source)
    writes = [Write(os.path.join(root, path), text) for path, text in files.here]
    writes += [Write(os.path.join(top or root, path), text) for path, text in files.at_top]
    if options.skills:
        writes.extend(Write(os.path.join(top or root, path), text) for path, text in _skills())
    for path, written in write_new(writes):
        print(f"{'wrote' if written else 'kept '}  {os.path.relpath(path)}")
    _say_next(top, source)
    return 0


def _top(root: str) -> str:
    try:
        return os.path.realpath(Repository.around(root if os.path.isdir(root) else os.path.dirname(root)).top)
    except GitError:
        return ""


def _skills() -> list[tuple[str, str]]:
    from validators.registry import skill_texts

    return [(f".agents/skills/{name}/SKILL.md", text) for name, text in skill_texts()]


def _source() -> Source:
    """Where this installation came from, as far as the installer noted it."""
    known = origin()
    if not known.url or not known.revision:
        return Source()
    return Source(known.url, known.github or Source().github, known.revision)


def _say_next(top: str, source: Source) -> None:
    print("\nNext:")
    if source.revision == UNKNOWN_REVISION:
        print("  replace OWNER and the zeros      in .pre-commit-config.yaml and .github/workflows/")
    elif source.github == Source().github:
        print(
            "  replace OWNER                    in .github/workflows/, by where iso20k lives on GitHub for you"
        )
    if not top:
        print("  git init                         the workspace is not in a Git repository yet")
    print("  pre-commit install               the hooks judge each commit (pip install pre-commit)")
    print("  iso20k new organization-profile  the first of the 22 documents")
