"""Make a workspace: configuration, folders, hook configuration and workflows. Never overwrites a file."""

from __future__ import annotations

import argparse
import glob
import os

from iso20k.edges.disk import InputError
from iso20k.edges.files import Write, write_new
from iso20k.edges.git import GitError, Repository
from iso20k.edges.origin import origin
from iso20k.scaffold import WORKFLOWS, workspace_files
from iso20k.scaffold.instance import Instance
from iso20k.scaffold.source import UNKNOWN_REVISION, Source


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
    repository = _repository(root)
    top = os.path.realpath(repository.top) if repository else root
    instance = _instance(root, repository)
    source = _source()
    files = workspace_files(organisation, options.edition, instance, source)
    site, text = files.dashboard
    published_by = _another_site(top, site)
    writes = [Write(os.path.join(root, path), text) for path, text in files.here]
    writes += [Write(os.path.join(top, path), text) for path, text in files.at_top]
    writes += [] if published_by else [Write(os.path.join(top, site), text)]
    if options.skills:
        writes.extend(Write(os.path.join(top, path), text) for path, text in _skills())
    for path, written in write_new(writes):
        print(f"{'wrote' if written else 'kept '}  {os.path.relpath(path)}")
    if published_by:
        print(
            f"\nA repository has one site, which {published_by} publishes.\n"
            f"Add {instance.folder} to it as docs/action.md of iso20k shows under 'Several workspaces'."
        )
    _say_next(instance, source, in_repository=repository is not None)
    return 0


def _repository(root: str) -> Repository | None:
    existing = root
    while not os.path.isdir(existing):
        existing = os.path.dirname(existing)
    try:
        return Repository.around(existing)
    except GitError:
        return None


def _instance(root: str, repository: Repository | None) -> Instance:
    """Raises InputError for a folder that a workflow cannot name."""
    if repository is None:
        return Instance()
    folder = repository.relative(root).rstrip("/") or "."
    if folder.strip() != folder or "\\" in folder or not folder.isprintable():
        raise InputError(
            root,
            "a workflow cannot name this folder: it has blanks around it, a backslash, or what is no text",
            "Rename the folder, and run 'iso20k init' again.",
        )
    return Instance(folder, repository.default_branch())


def _another_site(top: str, own: str) -> str:
    """The workflow that publishes the dashboard of another workspace, '' where there is none."""
    found = glob.glob(f"{WORKFLOWS}iso20k*-dashboard.yml", root_dir=top)
    others = sorted(path.replace(os.sep, "/") for path in found)
    return next((path for path in others if path != own and own not in others), "")


def _skills() -> list[tuple[str, str]]:
    from validators.registry import skill_texts

    return [(f".agents/skills/{name}/SKILL.md", text) for name, text in skill_texts()]


def _source() -> Source:
    """Where this installation came from, as far as the installer noted it."""
    known = origin()
    if not known.url or not known.revision:
        return Source()
    return Source(known.url, known.github or Source().github, known.revision, known.version)


def _say_next(instance: Instance, source: Source, *, in_repository: bool) -> None:
    print("\nNext:")
    if source.revision == UNKNOWN_REVISION:
        print("  replace OWNER and the zeros      in .pre-commit-config.yaml and .github/workflows/")
    elif source.github == Source().github:
        print(
            "  replace OWNER                    in .github/workflows/, by where iso20k lives on GitHub for you"
        )
    if not in_repository:
        print("  git init                         the workspace is not in a Git repository yet")
    print("  pre-commit install               the hooks judge each commit (pip install pre-commit)")
    print(
        f"  merge it into {instance.branch:<19}the workflows begin there; Pages: Settings, Pages, GitHub Actions"
    )
    print("  iso20k new organization-profile  the first of the 22 documents")
