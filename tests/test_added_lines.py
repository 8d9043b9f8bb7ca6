"""The lines of a change: what the reader of raw diffs says is what `git diff` shows, on repositories made by chance."""

from __future__ import annotations

import random
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from workspaces import run

from iso20k.edges.git import Repository

NAMES = (
    "a.md",
    "b c.md",
    "ü\u2028.md",
    'quo"te.md',
    "tab\there.md",
    "deep/er/d.md",
    "-dash.md",
    ":(top)x.md",
)
LINES = (
    "one",
    "two",
    "",
    "| a | b |",
    "@@ -1 +1 @@",
    "+++ b/a.md",
    "--- a/a.md",
    "\\ No newline",
    "diff --git",
    "x\r",
)


def shown_by_git(top: Path, base: str, head: str) -> dict[str, set[int]]:
    """Added lines by path as a person would count them in `git diff`, file by file."""
    listed = subprocess.run(
        ["git", "diff", "-M", "--name-status", "-z", base, head], cwd=top, capture_output=True, check=True
    ).stdout.decode(errors="surrogateescape")
    tokens, found = iter(listed.split("\0")), defaultdict[str, set[int]](set)
    for status in tokens:
        if not status:
            continue
        paths = [next(tokens)]
        if status[0] in "RC":
            paths.append(next(tokens))
        if status[0] == "D":
            continue
        patch = subprocess.run(
            ["git", "--literal-pathspecs", "diff", "-M", "--no-color", base, head, "--", *paths],
            cwd=top,
            capture_output=True,
            check=True,
        ).stdout.decode(errors="replace")
        found[paths[-1]] = set(_added(patch))
    return dict(found)


def _added(patch: str) -> list[int]:
    lines, number, inside = [], 0, False
    for line in patch.split("\n"):
        if not inside or (inside and line.startswith("@@ ")):
            if begun := re.match(r"@@ -\d+(?:,\d+)? \+(\d+)", line):
                number, inside = int(begun[1]), True
        elif line.startswith("+"):
            lines.append(number)
            number += 1
        elif line.startswith(" "):
            number += 1
    return lines


@pytest.mark.parametrize("seed", range(25))
def test_added_lines_are_those_of_git_diff(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    run("git", "init", "-q", "-b", "main", cwd=tmp_path, check=True)
    for _ in range(2):
        _change(tmp_path, chance)
        run("git", "add", "-A", cwd=tmp_path, check=True)
        run("git", "commit", "-qm", "x", "--allow-empty", cwd=tmp_path, check=True)
    if chance.random() < 0.5:  # a reader's own taste must not matter
        run("git", "config", "diff.noprefix", "true", cwd=tmp_path, check=True)
        run("git", "config", "diff.context", "9", cwd=tmp_path, check=True)
        run("git", "config", "color.ui", "always", cwd=tmp_path, check=True)
    repository = Repository.around(str(tmp_path))
    base, head = (str(repository.resolve(name)) for name in ("HEAD^", "HEAD"))
    found = repository.added_lines(base, head)
    mine = {path: {line for each in ranges for line in each} for path, ranges in found.items()}
    assert mine == shown_by_git(tmp_path, base, head)


def _change(top: Path, chance: random.Random) -> None:
    for name in NAMES:
        path, what = top / name, chance.random()
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_bytes().decode().split("\n") if path.is_file() else []
        if what < 0.15 and path.is_file():
            path.unlink()
        elif what < 0.3 and path.is_file():
            path.rename(top / f"moved {chance.randrange(9)} {Path(name).name}")
        elif what < 0.9:
            for _ in range(chance.randrange(1, 12)):
                at = chance.randrange(len(lines) + 1)
                lines[at : at + chance.randrange(3)] = chance.choices(LINES, k=chance.randrange(4))
            path.write_bytes("\n".join(lines).encode())
        else:
            path.write_bytes(b"\0\1\2" + bytes([chance.randrange(128)]) * 40)
