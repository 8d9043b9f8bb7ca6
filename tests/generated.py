"""Histories as they really are, made by `git fast-import` from a seed: merges, renames, deletions, reverts, documents that
cannot be read, settings that come late, break and change, symbolic links and submodules among the documents.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from workspaces import NETOPS, run

#: Small documents keep the tests quick; they refer to each other.
STEMS = ("01-organization-profile", "02-sms-scope", "03-service-catalog", "04-gap-assessment")
SUBMODULE = "160000 " + "1" * 40
UNREADABLE = b"---\nowner: [\n---\n\n# No YAML\n"


class Tree(NamedTuple):
    """The files of a commit by path; a content is bytes, a link's target is text, a submodule is `SUBMODULE`."""

    files: dict[str, bytes | str]


def generate(folder: Path, seed: int, commits: int, other: int = 0, since: int = 0) -> None:
    """A bare repository whose branch main has so many commits on its first-parent line, merges among them.

    From commit `since` on, the history is that of the seed `other`: written over an earlier one, the branch is moved by force.
    """
    if not folder.exists():
        run("git", "init", "-q", "--bare", "-b", "main", str(folder), cwd=folder.parent, check=True)
    made = [_told(seed, commits)[:since], _told(other, commits)[since:]] if since else [_told(seed, commits)]
    feed = b"".join(commit for part in made for commit in part)
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet", "--force"], input=feed, check=True)


def _told(seed: int, commits: int) -> list[bytes]:
    chance = random.Random(seed)
    trees = list(_trees(chance, commits))
    return [_commit(number, tree, random.Random(f"{seed} {number}")) for number, tree in enumerate(trees, 1)]


def _trees(chance: random.Random, commits: int) -> Iterator[Tree]:
    texts = {f"sms/{stem}.md": (NETOPS / "sms" / f"{stem}.md").read_bytes() for stem in STEMS}
    settings = (NETOPS / "iso20k.yaml").read_bytes()
    files: dict[str, bytes | str] = {"notes.txt": b"n"}
    former: list[dict[str, bytes | str]] = []
    for number in range(commits):
        former.append(dict(files))
        if number < len(STEMS) + 1:
            path = [*texts][number - 1] if number else ""
            files |= {path: texts[path]} if path else {}
        elif number == len(STEMS) + 1:
            files["iso20k.yaml"] = settings
        else:
            files = _changed(chance, dict(files), texts, settings, former)
        if number == commits - 1:  # a site is only built where settings can be used
            files["iso20k.yaml"] = settings
        yield Tree(dict(files))


def _changed(
    chance: random.Random,
    files: dict[str, bytes | str],
    texts: dict[str, bytes],
    settings: bytes,
    former: list[dict[str, bytes | str]],
) -> dict[str, bytes | str]:
    documents = sorted(path for path in files if path.endswith(".md") and isinstance(files[path], bytes))
    path = chance.choice(documents or ["sms/03-service-catalog.md"])
    kind = chance.choice(
        ("cell", "cell", "line", "rename", "delete", "revert", "restore", "unreadable", "link", "module", "settings",
         "broken settings", "beside", "cell and line")
    )  # fmt: skip
    if kind in ("cell", "line", "cell and line"):
        data = files.get(path, texts["sms/03-service-catalog.md"])
        assert isinstance(data, bytes)
        files[path] = _edited(chance, data, kind)
    elif kind == "rename" and path in files:
        files[f"sms/moved {chance.randrange(3)}-{path.rsplit('-', 1)[-1]}"] = files.pop(path)
    elif kind == "delete":
        files.pop(path, None)
    elif kind == "revert":
        return dict(chance.choice(former))
    elif kind == "restore":
        files |= texts
    elif kind == "unreadable":
        files[path] = UNREADABLE
    elif kind == "link":
        files["sms/link.md"] = "../elsewhere.md"
    elif kind == "module":
        files["sms/module.md"] = SUBMODULE
    elif kind == "settings":
        files["iso20k.yaml"] = settings + f"# {chance.randrange(3)}\n".encode()
    elif kind == "broken settings":
        files["iso20k.yaml"] = b"edition: ["
    else:
        files["README.md"] = f"# {chance.random()}\n".encode()
    return files


def _edited(chance: random.Random, data: bytes, kind: str) -> bytes:
    lines = data.split(b"\n")
    rows = [number for number, line in enumerate(lines) if line.startswith(b"| ")] or [len(lines) - 1]
    row = chance.choice(rows)
    if "cell" in kind:
        cells = lines[row].split(b"|")
        cells[chance.randrange(len(cells))] = b" TBD " if chance.random() < 0.3 else b" other "
        lines[row] = b"|".join(cells)
    if "line" in kind:
        del lines[chance.choice(rows)]
    return b"\n".join(lines)


def _commit(number: int, tree: Tree, chance: random.Random) -> bytes:
    """Every fifth commit is a merge of a side branch of its own."""
    day = 1_772_000_000 + number * 86_400 * chance.choice((1, 1, 30))
    merge = number > 1 and chance.random() < 0.2
    told = [_head("side", 100_000 + number, day, "On the side", number - 1), b"deleteall\n"] if merge else []
    told += [f"M 100644 inline side.md\ndata 2\n{number % 10}\n\n".encode()] if merge else []
    told += [_head("main", number, day, f"Commit {number}", number - 1)]
    told += [f"merge :{100_000 + number}\n".encode()] if merge else []
    told.append(b"deleteall\n")
    for path, data in tree.files.items():
        name = f'"{path}"'
        if data == SUBMODULE:
            told.append(f"M 160000 {'1' * 40} {name}\n".encode())
        else:
            mode = "120000" if isinstance(data, str) else "100644"
            content = data.encode() if isinstance(data, str) else data
            told.append(f"M {mode} inline {name}\ndata {len(content)}\n".encode() + content + b"\n")
    return b"".join(told)


def _head(branch: str, mark: int, day: int, subject: str, parent: int) -> bytes:
    writer = ("Ann Lee", "Bo Diaz")[mark % 2]
    head = f"commit refs/heads/{branch}\nmark :{mark}\ncommitter {writer} <w@example.com> {day} +0200\n"
    head += f"data {len(subject)}\n{subject}\n"
    return (head + (f"from :{parent}\n" if parent else "")).encode()
