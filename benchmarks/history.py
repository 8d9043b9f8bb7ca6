"""How long the replay of a history takes: cold, with nothing new, and after one more commit.

`python benchmarks/history.py` makes a repository of 10,000 commits over 22 documents (`generated_history.py`) and prints ratios within the
same run: to the reading alone (`git log --raw` and every new content through one `git cat-file --batch`), and to the bare parsing of
the same contents by markdown-it-py. Seconds are those in which a processor worked, of all processes together, since other work on the
machine does not change them; those on the clock stand beside. `--commits N` makes it shorter.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from generated_history import extend, make
from markdown_it import MarkdownIt

from dashboard_gen.history import replay
from iso20k.edges.cache import Cache
from iso20k.edges.git import Repository
from validators.registry import catalogue

#: So often the quick cases are run; the best counts.
ROUNDS = 3


def main() -> int:
    """0; the table goes to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--replay", nargs=2, metavar=("REPOSITORY", "CACHE"), help="one replay, told as JSON")
    options = parser.parse_args()
    if options.replay:
        print(json.dumps(_replay(*options.replay)))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place) / "repository", Path(place) / "cache"
        make(folder, options.commits)
        _measure(folder, cache, options.commits)
    return 0


def _measure(folder: Path, cache: Path, commits: int) -> None:
    reading = min(_reading(folder)[0] for _ in range(ROUNDS))
    contents = _reading(folder)[1]
    parsing = _parsing(folder, contents)
    print(f"{commits} commits, {len(contents)} contents, {len(os.sched_getaffinity(0))} cores")
    print(f"{'reading alone':<24} {reading:8.2f} s")
    print(f"{'bare parsing':<24} {parsing:8.2f} s\n", flush=True)
    _tell("cold", [_timed(folder, cache)], reading, parsing)
    _tell("nothing new", [_timed(folder, cache) for _ in range(ROUNDS)], reading, parsing)
    again = []
    for number in range(ROUNDS):
        extend(folder, f"Revision {number} was made.")
        again.append(_timed(folder, cache))
    _tell("after one more commit", again, reading, parsing)


class Ran(NamedTuple):
    """Processor seconds, seconds on the clock, and what the replay says of itself."""

    seconds: float
    clock: float
    told: dict[str, float]


def _tell(name: str, runs: list[Ran], reading: float, parsing: float) -> None:
    seconds, clock, told = min(runs)
    print(
        f"{name:<24} {seconds:8.2f} s   {seconds / reading:6.1f} x reading   {seconds / parsing:5.2f} x parsing   "
        f"({clock:.1f} s on the clock, {told['own']:.0f} MB, {told['others']:.0f} MB in each further process)",
        flush=True,
    )


def _timed(folder: Path, cache: Path) -> Ran:
    """A whole process, from its start to its end."""
    command = (sys.executable, __file__, "--replay", str(folder), str(cache))
    begun, worked = perf_counter(), _worked()
    done = subprocess.run(command, check=True, capture_output=True)
    return Ran(_worked() - worked, perf_counter() - begun, json.loads(done.stdout))


def _worked() -> float:
    """The processor seconds of this process and of those that it waited for."""
    return sum(os.times()[:4])


def _replay(folder: str, cache: str) -> dict[str, float]:
    store = Cache(cache)
    found = replay(Repository(folder, folder), "", "main", catalogue(), store)
    store.close()
    who = {"own": resource.RUSAGE_SELF, "others": resource.RUSAGE_CHILDREN}
    peaks = {name: resource.getrusage(number).ru_maxrss / 1024 for name, number in who.items()}
    return {"points": len(found.points), **peaks}


def _reading(folder: Path) -> tuple[float, list[str]]:
    """The seconds, and the contents of documents that the history ever had."""
    begun = _worked()
    log = _git(folder, "log", "--raw", "--no-abbrev", "--no-renames", "-m", "--first-parent", "main")
    lines = [line for line in log.decode().split("\n") if line.startswith(":") and line.endswith(".md")]
    blobs = list(dict.fromkeys(line.split()[3] for line in lines))
    blobs = [blob for blob in blobs if blob.strip("0")]
    _git(folder, "cat-file", "--batch", told="".join(f"{blob}\n" for blob in blobs).encode())
    return _worked() - begun, blobs


def _parsing(folder: Path, blobs: list[str]) -> float:
    """The seconds of parsing alone; reading is not counted."""
    parser = MarkdownIt("commonmark").enable("table")
    seconds = 0.0
    for start in range(0, len(blobs), 500):
        contents = Repository(str(folder), str(folder)).blobs(blobs[start : start + 500])
        begun = process_time()
        for data in contents.values():
            parser.parse(data.decode("utf-8", "replace"))
        seconds += process_time() - begun
    return seconds


def _git(folder: Path, *words: str, told: bytes = b"") -> bytes:
    return subprocess.run(
        ["git", "-C", str(folder), *words], input=told, check=True, capture_output=True
    ).stdout


if __name__ == "__main__":
    raise SystemExit(main())
