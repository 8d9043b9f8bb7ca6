"""Git, read through its plumbing: trees, the index, blobs in one batch, history in one log, lines of a change.

Nothing is ever written here.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

SYMBOLIC_LINK = "120000"
SUBMODULE = "160000"


#: Contents up to this many bytes are kept: settings are asked for at every commit of a history.
SMALL = 4096


class GitError(Exception):
    """Git could not do what was asked: what went wrong and the cure."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Entry(NamedTuple):
    """A file in the index or in a tree: `path` from the repository's top, `blob` the id of its content."""

    path: str
    mode: str
    blob: str


class Commit(NamedTuple):
    """A commit of the history and the files it changed against its first parent ('' as blob: deleted)."""

    id: str
    when: str
    author: str
    subject: str
    changes: tuple[Entry, ...]


def environment() -> dict[str, str]:
    """The environment for git: what a surrounding hook set (GIT_DIR, GIT_WORK_TREE, …) would point elsewhere.

    GIT_INDEX_FILE stays: during 'git commit -a' or 'git commit FILE' it names the index that is being committed.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k == "GIT_INDEX_FILE"}
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


class Repository:
    """A Git repository that exists on disk; `top` is its work tree's root, `folder` Git's own."""

    def __init__(self, top: str, folder: str = "") -> None:
        self.top = top
        self.folder = folder or os.path.join(top, ".git")
        self._small: dict[str, bytes] = {}
        self._environment = environment()
        index = self._environment.get("GIT_INDEX_FILE")
        if index and not os.path.isabs(index):
            self._environment["GIT_INDEX_FILE"] = os.path.join(top, index)

    @classmethod
    def around(cls, folder: str) -> Repository:
        """The repository that contains `folder`; raises `GitError` when there is none."""
        try:
            run = subprocess.run(
                ["git", "-C", folder, "rev-parse", "--show-toplevel", "--absolute-git-dir"],
                capture_output=True,
                check=False,
                env={k: v for k, v in environment().items() if k != "GIT_INDEX_FILE"},
            )
        except FileNotFoundError:
            raise GitError("git is not installed", "Install git and try again.") from None
        if run.returncode:
            raise GitError(
                f"{os.path.abspath(folder)} is not inside a Git repository",
                "Run 'git init' first, or check without --staged and --rev.",
            )
        top, inner = os.fsdecode(run.stdout).splitlines()[:2]
        return cls(top, inner)

    def relative(self, folder: str) -> str:
        """`folder` as seen from the top: '' for the top itself, else 'a/b/'."""
        path = os.path.relpath(os.path.realpath(folder), os.path.realpath(self.top)).replace(os.sep, "/")
        return "" if path == "." else f"{path}/"

    def run(self, *arguments: str) -> bytes:
        """What git prints; raises `GitError` with git's own words when it fails."""
        run = subprocess.run(
            ["git", "-C", self.top, *arguments], capture_output=True, check=False, env=self._environment
        )
        if run.returncode:
            words = run.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
            raise GitError(f"git {arguments[0]}: {words[0]}", "Check the revision and the repository.")
        return run.stdout

    def parents(self) -> tuple[str, ...]:
        """What the next commit follows: HEAD, and during a merge MERGE_HEAD; nothing before the first commit."""
        merging = os.path.exists(os.path.join(self.folder, "MERGE_HEAD"))
        names = ("HEAD", "MERGE_HEAD") if merging else ("HEAD",)
        return tuple(commit for name in names if (commit := self.resolve(name)))

    def resolve(self, revision: str) -> str | None:
        """The commit that `revision` names, None when there is none (a branch before its first commit)."""
        if revision.startswith("-"):
            return None
        try:
            found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except GitError:
            return None
        return found.decode().strip() or None

    def line_origins(self, revision: str, path: str) -> Iterator[tuple[str, str, str]]:
        """Commit, day (ISO, in the author's zone) and author of each line of a file, in order; renames are followed."""
        commit = self.resolve(revision)  # git blame knows no --end-of-options, so it gets nothing but an id
        if commit is None:
            raise GitError(
                f"'{revision}' names no commit", "Name a commit, branch or tag of this repository."
            )
        printed = self.run("blame", "--line-porcelain", "-w", commit, "--", path)
        return _line_origins(printed)

    def parents_of(self, revision: str) -> tuple[str, ...]:
        """The commits that a commit follows: none for the first one, two for a merge, none at the edge of a shallow clone."""
        return tuple(self.run("rev-list", "--parents", "--max-count=1", revision, "--").decode().split()[1:])

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit at which two lines of history parted, None when they have nothing in common."""
        try:
            return self.run("merge-base", "--end-of-options", one, other).decode().split()[0]
        except GitError:
            return None

    def default_branch(self) -> str:
        """The branch that others start from: the remote's, where there is none the one that is checked out, else 'main'."""
        for name in ("refs/remotes/origin/HEAD", "HEAD"):
            try:
                found = os.fsdecode(self.run("symbolic-ref", "--quiet", name)).strip()
            except GitError:
                continue
            return found.removeprefix("refs/remotes/origin/").removeprefix("refs/heads/")
        return "main"

    def added_lines(self, before: str, after: str) -> Mapping[str, tuple[range, ...]]:
        """The lines of each file that `after` adds or alters against `before`, renamed files against their former name.

        Lines count from 1. Only ordinary files; a binary file has no lines.
        """
        raw = self.run(
            "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--find-renames", "--diff-filter=ACMRT",
            "--end-of-options", before, after,
        )  # fmt: skip
        return {
            path: self._added(old, new)
            for path, old, new, mode in _raw_changes(raw)
            if mode.startswith("100")
        }

    def _added(self, old: str, new: str) -> tuple[range, ...]:
        if not old.strip("0"):
            return _all_lines(self.blobs([new]).get(new, b""))
        # the same settings everywhere: a reader's own diff algorithm must not move the lines
        patch = self.run(
            "-c", "diff.algorithm=myers", "-c", "diff.indentHeuristic=true", "-c", "diff.interHunkContext=0",
            "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--end-of-options", old, new,
        )  # fmt: skip
        return tuple(_added_ranges(patch))

    def index(self) -> tuple[Entry, ...]:
        """What is staged, which is what the next commit will hold; unmerged files have no content yet."""
        entries = []
        for line in self.run("ls-files", "--stage", "-z").split(b"\0"):
            if line:
                head, path = line.split(b"\t", 1)
                mode, blob, stage = head.decode().split()
                if stage in ("0", "2"):
                    entries.append(Entry(os.fsdecode(path), mode, blob))
        return tuple(entries)

    def tree(self, revision: str) -> tuple[Entry, ...]:
        """The files of a commit."""
        entries = []
        for line in self.run("ls-tree", "-r", "-z", "--full-tree", revision).split(b"\0"):
            if line:
                head, path = line.split(b"\t", 1)
                mode, _, blob = head.decode().split()
                entries.append(Entry(os.fsdecode(path), mode, blob))
        return tuple(entries)

    def blobs(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of blobs by id, read through one 'git cat-file --batch'."""
        asked = tuple(dict.fromkeys(ids))
        wanted = tuple(blob for blob in asked if blob not in self._small)
        if not wanted:
            return {blob: self._small[blob] for blob in asked}
        run = subprocess.run(
            ["git", "-C", self.top, "cat-file", "--batch"],
            input="".join(f"{blob}\n" for blob in wanted).encode(),
            capture_output=True,
            check=False,
            env=self._environment,
        )
        found = dict(_batched(run.stdout))
        self._small.update((blob, data) for blob, data in found.items() if len(data) <= SMALL)
        return found | {blob: self._small[blob] for blob in asked if blob in self._small}

    def history(self, revision: str, *paths: str) -> tuple[Commit, ...]:
        """The commits of a branch, oldest first, merges as one step (first parent), with the files each changed."""
        printed = self.run(
            "log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames", "-z",
            "--no-show-signature", "--format=%H%x00%cI%x00%an%x00%s%x00", "--end-of-options", revision, "--", *paths,
        )  # fmt: skip
        return tuple(_commits(printed))

    def first_parents(self, revision: str) -> tuple[str, ...]:
        """The commits of a branch, oldest first, merges as one step."""
        printed = self.run("rev-list", "--first-parent", "--reverse", "--end-of-options", revision)
        return tuple(printed.decode().split())


def _raw_changes(output: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Path, blob before (zeros: none), blob after and mode after of each entry of a raw diff; renames name two paths."""
    tokens = iter(output.split(b"\0"))
    for head in tokens:
        if head.startswith(b":"):
            _, mode, old, new, status = head.decode().lstrip(":").split()
            path = next(tokens)
            if status.startswith(("R", "C")):
                path = next(tokens)
            yield os.fsdecode(path), old, new, mode


def _line_origins(printed: bytes) -> Iterator[tuple[str, str, str]]:
    commit = author = ""
    seconds, zone = 0, "+0000"
    for line in printed.decode("utf-8", "replace").split("\n"):
        if line.startswith("\t"):
            yield commit, _day(seconds, zone), author
        elif re.match(r"[0-9a-f]{40,64} \d+ \d+", line):
            commit = line.split(" ", 1)[0]
        elif line.startswith("author "):
            author = line.removeprefix("author ")
        elif line.startswith("author-time "):
            seconds = int(line.removeprefix("author-time "))
        elif line.startswith("author-tz "):
            zone = line.removeprefix("author-tz ")


def _day(seconds: int, zone: str) -> str:
    offset = (int(zone[1:3]) * 60 + int(zone[3:5])) * (-1 if zone.startswith("-") else 1)
    return datetime.fromtimestamp(seconds, timezone(timedelta(minutes=offset))).date().isoformat()


def _all_lines(data: bytes) -> tuple[range, ...]:
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    # what Git itself takes for binary has no lines
    return (range(1, lines + 1),) if data and b"\0" not in data[:8000] else ()


def _added_ranges(patch: bytes) -> Iterator[range]:
    """The '+c,d' of each hunk; without context no other line of a patch starts with '@@ '."""
    for line in patch.split(b"\n"):
        if line.startswith(b"@@ "):
            start, _, length = line.split(b" ")[2].decode().lstrip("+").partition(",")
            if length != "0":
                yield range(int(start), int(start) + int(length or "1"))


def _batched(output: bytes) -> Iterator[tuple[str, bytes]]:
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        head = output[position:end].split()
        if len(head) != 3:
            position = end + 1
            continue
        size = int(head[2])
        yield head[0].decode(), output[end + 1 : end + 1 + size]
        position = end + size + 2


def _commits(output: bytes) -> Iterator[Commit]:
    """NUL is the one byte that no subject, name or path can hold, so the tokens are read strictly in turn."""
    tokens = output.split(b"\0")
    position = 0
    while position + 4 < len(tokens):
        if not tokens[position].strip(b"\n"):
            position += 1
            continue
        ident, when, author, subject = tokens[position : position + 4]
        position += 4
        changes = []
        while position + 1 < len(tokens):
            head = tokens[position].lstrip(b"\n")
            if not head:
                position += 1
            elif head.startswith(b":"):
                changes.append(_change(head, tokens[position + 1]))
                position += 2
            else:
                break
        words = (author.decode(errors="replace"), subject.decode(errors="replace"))
        yield Commit(ident.strip(b"\n").decode(), when.decode(), *words, tuple(changes))


def _change(head: bytes, path: bytes) -> Entry:
    """One ':old-mode new-mode old-blob new-blob status' of the raw log."""
    fields = head.decode().lstrip(":").split()
    return Entry(os.fsdecode(path), fields[1], "" if fields[4].startswith("D") else fields[3])
