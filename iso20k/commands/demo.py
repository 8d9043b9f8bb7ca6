"""Make the NetOps example as a Git repository with a history, and run everything on it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from iso20k.commands.new import REPORTS
from iso20k.commands.options import terminal_colour, terminal_width
from iso20k.edges.disk import InputError
from iso20k.edges.examples import examples_folder, sample
from iso20k.edges.git import environment
from iso20k.judging.executive import EXECUTIVE_REPORT
from iso20k.story import NEXT_DAY, Chapter, story

if TYPE_CHECKING:
    from git import Commit, Repo
    from rich.console import Console

CATALOG = "sms/03-service-catalog.md"
#: Reviews of the story by their tags, each of the state at the end of a day; the tagged commit brings the board's report of it.
REVIEWS = (("review-2026-06", "2026-06-30"), ("review-2026-10", "2026-10-16"))
#: Who compiles the reports, at an hour after all other work of the day.
REPORTER, EVENING = "Sarah Chen", 20
OWNED = "| SVC-007 | Ticketing System | supporting | Chris Doyle |"
ORPHANED = "| SVC-007 | Ticketing System | supporting | |"
HANDED_OVER = "| SVC-007 | Ticketing System | supporting | Emily Nguyen |"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k demo`."""
    parser.add_argument(
        "folder", nargs="?", default="iso20k-demo", metavar="DIR", help="a new folder (default: iso20k-demo)"
    )


def run(options: argparse.Namespace) -> int:
    """0 when every part did what it shows; the folder must be new or empty."""
    root = os.path.abspath(options.folder)
    if os.path.isdir(root) and os.listdir(root):
        raise InputError(options.folder, "the folder is not empty", "Name a new folder: iso20k demo DIR.")
    if shutil.which("git") is None:
        raise InputError("git", "git is not installed", "Install git and try again.")
    from rich.console import Console

    console = Console(
        width=terminal_width(), force_terminal=terminal_colour() or None, highlight=False, emoji=False
    )
    workspace, site = os.path.join(root, "netops"), os.path.join(root, "site")
    repository = make_history(console, workspace)
    _install_hooks(console, workspace)
    refused = _commit_owner(console, repository, OWNED, ORPHANED, "Clear the owner of the ticketing system")
    accepted = _commit_owner(
        console, repository, ORPHANED, HANDED_OVER, "Hand the ticketing system to Emily Nguyen"
    )
    _review(console, workspace)
    dashboard = _dashboard(console, workspace, site)
    _say_where(console, workspace, site)
    return 0 if refused != 0 and accepted == 0 and dashboard == 0 else 1


def _title(console: Console, text: str) -> None:
    console.rule(f"[bold]{text}", align="left")


def make_history(console: Console, workspace: str) -> Repo:
    """The repository with one commit for each chapter, written through GitPython."""
    from git import Repo

    os.makedirs(workspace)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]  # GitPython would follow a surrounding hook's GIT_DIR
    repository = Repo.init(workspace, initial_branch="main")
    with repository.config_writer() as config:
        config.set_value("user", "name", "Sarah Chen")
        config.set_value("user", "email", "sarah.chen@netops.example")
        config.set_value("commit", "gpgsign", "false")
    with open(os.path.join(examples_folder(), "netops", "iso20k.yaml"), encoding="utf-8") as file:
        beginning = {"iso20k.yaml": file.read(), ".pre-commit-config.yaml": _hook_configuration()}
    chapters = story(sample().texts, beginning)
    hours = Counter[str]()
    reviews = list(REVIEWS)
    for chapter in chapters:
        while reviews and reviews[0][1] < chapter.day:
            _hold_review(repository, *reviews.pop(0))
        hours[chapter.day] += 1
        _commit(repository, chapter, 8 + 2 * hours[chapter.day])
    for review in reviews:
        _hold_review(repository, *review)
    _title(console, "A history")
    console.print(
        f"{len(chapters) + len(REVIEWS)} commits from {chapters[0].day} to {chapters[-1].day} in {workspace},\n"
        f"among them the reports of {len(REVIEWS)} tagged reviews\n"
    )
    return repository


def _commit(repository: Repo, chapter: Chapter, hour: int) -> Commit:
    """Write a chapter's files and commit them, in its author's name at an hour of its day."""
    from git import Actor

    for path, text in chapter.files.items():
        full = os.path.join(str(repository.working_tree_dir), path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        repository.index.add([path])
    author = Actor(chapter.author, f"{chapter.author.lower().replace(' ', '.')}@netops.example")
    when = _at(chapter.day, hour)
    return repository.index.commit(
        chapter.subject, author=author, committer=author, author_date=when, commit_date=when
    )


def _hold_review(repository: Repo, tag: str, day: str) -> None:
    """Compile the board's report of the last commit as of a day, commit it and tag it, as its users would."""
    workspace = str(repository.working_tree_dir)
    path = f"{REPORTS}/{EXECUTIVE_REPORT}-{day}.md"
    command = [sys.executable, "-I", "-m", "iso20k", "new", EXECUTIVE_REPORT, "--rev", "HEAD", "--as-of", day]
    run = subprocess.run(command, cwd=workspace, check=False, capture_output=True, env=environment())
    if run.returncode:
        raise InputError(
            path, "the report could not be compiled", run.stderr.decode(errors="replace").strip()
        )
    with open(os.path.join(workspace, path), encoding="utf-8") as file:
        chapter = Chapter(day, REPORTER, f"Report readiness to the board for {tag}", {path: file.read()})
    repository.create_tag(tag, ref=_commit(repository, chapter, EVENING).hexsha)


def _install_hooks(console: Console, workspace: str) -> None:
    """Through pre-commit where it is installed, else as a plain Git hook; both start the same entry point."""
    _title(console, "The hooks")
    install = [sys.executable, "-m", "pre_commit", "install"]
    try:
        subprocess.run(install, cwd=workspace, check=True, capture_output=True, env=environment())
        console.print("pre-commit installed the hook iso20k-check.\n")
    except (OSError, subprocess.CalledProcessError):
        path = os.path.join(workspace, ".git", "hooks", "pre-commit")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write("#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in _entry()) + "\n")
        os.chmod(path, 0o755)  # noqa: S103 - Git runs only hooks that are executable
        console.print("pre-commit is not installed here: a plain Git hook runs the same check.\n")


def _entry() -> list[str]:
    return [sys.executable, "-I", "-m", "hooks.check"]


def _hook_configuration() -> str:
    """The hook of this very installation; a writer's workspace names a Git clone instead ('iso20k init')."""
    return (
        "repos:\n  - repo: local\n    hooks:\n      - id: iso20k-check\n        name: iso20k judges what is staged\n"
        f"        entry: {' '.join(_entry())}\n        language: system\n        always_run: true\n"
        "        pass_filenames: false\n"
    )


def _at(day: str, hour: int) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:30:00+10:00")


def _commit_owner(console: Console, repository: Repo, old: str, new: str, subject: str) -> int:
    """Change the ticketing system's owner in the catalog and commit as a writer would; git's exit code."""
    path = os.path.join(str(repository.working_tree_dir), CATALOG)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text.replace(old, new))
    _title(console, f'git commit -m "{subject}"')
    subprocess.run(["git", "add", "-A"], cwd=str(repository.working_tree_dir), check=True, env=environment())
    when = _at(NEXT_DAY, 10).isoformat()
    run = subprocess.run(
        ["git", "commit", "-m", subject],
        cwd=str(repository.working_tree_dir),
        check=False,
        capture_output=True,
        env=environment() | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
    )
    console.print(f"{run.stdout.decode(errors='replace')}{run.stderr.decode(errors='replace')}", markup=False)
    return run.returncode


def _review(console: Console, workspace: str) -> None:
    """What a pull request of the last commit would be told."""
    _title(console, "iso20k review --base HEAD^")
    day = _at(NEXT_DAY, 10).date().isoformat()
    command = [sys.executable, "-I", "-m", "iso20k", "review", "--base", "HEAD^", "--as-of", day]
    run = subprocess.run(command, cwd=workspace, check=False, capture_output=True, env=environment())
    console.print(f"{run.stdout.decode(errors='replace')}{run.stderr.decode(errors='replace')}", markup=False)


def _dashboard(console: Console, workspace: str, site: str) -> int:
    _title(console, "The dashboard")
    command = [sys.executable, "-I", "-m", "iso20k", "dashboard", "-o", site]
    run = subprocess.run(command, cwd=workspace, check=False, capture_output=True, env=environment())
    console.print(f"{run.stdout.decode(errors='replace')}{run.stderr.decode(errors='replace')}", markup=False)
    return run.returncode


def _say_where(console: Console, workspace: str, site: str) -> None:
    _title(console, "Look at it")
    console.print(f"Workspace  {workspace}\nDashboard  {os.path.join(site, 'index.html')}", soft_wrap=True)
    script = os.path.join(os.path.dirname(sys.executable), "iso20k")
    console.print(f"Try        cd {workspace} && {script} status", soft_wrap=True)
