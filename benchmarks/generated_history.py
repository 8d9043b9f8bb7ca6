"""A repository with a long history, made by `git fast-import`: the same bytes for the same number of commits and seed.

The 22 documents of the NetOps example arrive one after the other, the first three before `iso20k.yaml`. Then they are edited as people
do: a cell, a sentence, a document control field; now and then a file is renamed, deleted and brought back, or saved with
front matter that no parser takes, which the next commit repairs.

`python benchmarks/generated_history.py FOLDER --commits 10000` makes one to look at.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from iso20k.edges.examples import examples_folder

#: So many commits on a working day, roughly.
A_DAY = 8
BEGUN = datetime(2022, 3, 1, 8, 0, tzinfo=UTC)
WRITERS = ("Emily Nguyen", "Marcus Bell", "Hannah Lim", "Oliver Grant")
WORDS = ("reviewed", "updated", "confirmed", "agreed", "clarified", "checked")


class Commit(NamedTuple):
    """A subject and the files it writes (None: deletes), by path."""

    subject: str
    files: dict[str, bytes | None]


def commits(number: int, seed: int = 20000) -> Iterator[Commit]:
    """So many commits that follow each other."""
    chance = random.Random(seed)
    example = Path(examples_folder()) / "netops"
    names = sorted(path.name for path in (example / "sms").iterdir())
    texts = {f"sms/{name}": (example / "sms" / name).read_text(encoding="utf-8") for name in names}
    now: dict[str, str] = {}
    owed: Commit | None = None
    for count in range(number):
        if count < len(names) + 1:
            made = _arrival(count, names, texts, (example / "iso20k.yaml").read_bytes())
            now.update({p: b.decode() for p, b in made.files.items() if b and p.startswith("sms/")})
        elif owed:
            made, owed = owed, None
            now.update({p: b.decode() for p, b in made.files.items() if b})
        else:
            made, owed = _edit(chance, now, texts)
        yield made


def _arrival(count: int, names: list[str], texts: dict[str, str], settings: bytes) -> Commit:
    if count == 3:
        return Commit("Settings of the workspace", {"iso20k.yaml": settings})
    path = f"sms/{names[count if count < 3 else count - 1]}"
    return Commit(f"Add {path}", {path: texts[path].encode()})


def _edit(chance: random.Random, now: dict[str, str], texts: dict[str, str]) -> tuple[Commit, Commit | None]:
    path = chance.choice(sorted(now))
    text = now[path]
    kind = chance.random()
    if kind < 0.01:
        broken = text.replace("---\n", "---\nowner: [\n", 1)
        return Commit(f"Touch {path}", {path: broken.encode()}), Commit(
            f"Repair {path}", {path: text.encode()}
        )
    if kind < 0.02:
        folder, name = path.rsplit("/", 1)
        moved = f"sms/{'' if '/' in folder else 'parts/'}{name}"
        now[moved] = now.pop(path)
        return Commit(f"Rename {path}", {path: None, moved: text.encode()}), None
    if kind < 0.025:
        return Commit(f"Delete {path}", {path: None}), Commit(f"Revert {path}", {path: text.encode()})
    if kind < 0.2:
        now[path] = _prose(chance, text)
    elif kind < 0.25:
        origin = next(known for name, known in texts.items() if path.endswith(name.removeprefix("sms")))
        now[path] = origin
    else:
        now[path] = _cell(chance, text)
    return Commit(f"Edit {path}", {path: now[path].encode()}), None


def _cell(chance: random.Random, text: str) -> str:
    """One cell of one row says something else."""
    lines = text.split("\n")
    rows = [n for n, line in enumerate(lines) if line.startswith("| ") and not set(line) <= set("|-: ")]
    number = chance.choice(rows)
    cells = lines[number].split("|")
    column = chance.randrange(1, len(cells) - 1)
    figure = re.search(r"\d+", cells[column])
    if figure and chance.random() < 0.5:
        cells[column] = cells[column].replace(figure.group(), str(chance.randrange(1, 100)), 1)
    else:
        cells[column] = f" {cells[column].strip()} {chance.choice(WORDS)} {chance.randrange(1000)} "[:60]
    lines[number] = "|".join(cells)
    return "\n".join(lines)


def _prose(chance: random.Random, text: str) -> str:
    """One paragraph gets another sentence, and loses that of an earlier edit."""
    paragraphs = re.sub(r" It was \w+ in week \d+\.", "", text).split("\n\n")
    plain = [n for n, words in enumerate(paragraphs) if re.match(r"[A-Z][a-z]", words)] or [
        len(paragraphs) - 1
    ]
    number = chance.choice(plain)
    paragraphs[number] = (
        f"{paragraphs[number].rstrip()} It was {chance.choice(WORDS)} in week {chance.randrange(1, 53)}."
    )
    return "\n\n".join(paragraphs)


def make(folder: Path, number: int, seed: int = 20000) -> None:
    """The repository with so many commits, without a work tree."""
    _git(folder, "init", "-q", "--bare", "-b", "main", str(folder))
    moment = BEGUN
    chance = random.Random(seed + 1)
    feed = subprocess.Popen(["git", "-C", str(folder), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert feed.stdin is not None
    for commit in commits(number, seed):
        moment += timedelta(minutes=chance.randrange(2 * 24 * 60 // A_DAY))
        feed.stdin.write(_told(commit, moment, chance.choice(WRITERS)))
    feed.stdin.close()
    assert feed.wait() == 0


def extend(folder: Path, text: str) -> None:
    """One more commit on top, which adds a sentence to the catalog."""
    _, path, content = _newest(folder)
    moment = datetime.fromisoformat(_git(folder, "log", "-1", "--format=%cI").decode().strip())
    commit = Commit(text, {path: f"{content}\n{text}\n".encode()})
    told = _told(commit, moment + timedelta(hours=1), WRITERS[0], "from refs/heads/main^0\n")
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=told, check=True)


def _newest(folder: Path) -> tuple[str, str, str]:
    listed = _git(folder, "ls-tree", "-r", "main").decode().splitlines()
    line = next(line for line in listed if line.endswith("03-service-catalog.md"))
    head, path = line.split("\t")
    blob = head.split()[2]
    return blob, path, _git(folder, "cat-file", "blob", blob).decode()


def _told(commit: Commit, moment: datetime, writer: str, after: str = "") -> bytes:
    who = f"{writer} <{writer.split()[0].lower()}@example.com> {int(moment.timestamp())} +0000"
    subject = commit.subject.encode()
    told = [
        f"commit refs/heads/main\ncommitter {who}\ndata {len(subject)}\n".encode(),
        subject,
        b"\n",
        after.encode(),
    ]
    for path, data in commit.files.items():
        if data is None:
            told.append(f"D {path}\n".encode())
        else:
            told.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    return b"".join(told) + b"\n"


def _git(folder: Path, *words: str) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, env=dict(os.environ)
    ).stdout


def main() -> int:
    """0; the repository is in the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--commits", type=int, default=10_000)
    options = parser.parse_args()
    make(options.folder, options.commits)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
