"""How long a writer waits: the hook and the full check as ratios to a bare Python start in the same run.

`python benchmarks/start_up.py` prints a table; `--rounds N` sets how often each is run (the median counts). Every
command runs in turn with the bare start, so a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from iso20k.edges.examples import examples_folder

BARE = (sys.executable, "-I", "-c", "pass")
HOOK = (sys.executable, "-I", "-m", "hooks.check")
CHECK = (sys.executable, "-I", "-m", "iso20k", "check", "--as-of", "2026-10-30")
TODAY = (sys.executable, "-I", "-m", "iso20k", "check")
CATALOG = "sms/03-service-catalog.md"


def main() -> int:
    """0; the table goes to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        repository = _repository(Path(folder))
        cache = Path(folder) / "cache"
        os.environ["ISO20K_CACHE_DIR"] = str(cache)

        def cold(_: int) -> None:
            shutil.rmtree(cache, ignore_errors=True)

        def change(number: int) -> None:
            path = repository / CATALOG
            text = path.read_text(encoding="utf-8").split("\nRevision ")[0]
            path.write_text(f"{text}\nRevision {number} of this file.\n", encoding="utf-8")
            _git(repository, "add", "-A")

        def change_and_check(number: int) -> None:
            change(number)
            _timed(TODAY, repository)

        def change_cold(number: int) -> None:
            change(number)
            cold(number)

        rows = (
            ("hook, one changed document, nothing cached", HOOK, change_cold),
            ("hook, one changed document, the rest cached", HOOK, change),
            ("hook, one document changed and checked before", HOOK, change_and_check),
            ("hook, the same change again", HOOK, _nothing),
            ("full check, nothing cached", CHECK, cold),
            ("full check, one document changed", CHECK, change),
            ("full check, nothing changed", CHECK, _nothing),
        )
        documents = len(list((repository / "sms").iterdir()))
        print(
            f"{documents} documents, median of {rounds} rounds, ratio to `python -I -c pass` in the same run\n"
        )
        for name, command, prepare in rows:
            seconds, ratio = _measure(command, prepare, repository, rounds)
            print(f"{name:<46} {ratio:5.1f} ×   ({1000 * seconds:.0f} ms)")
    return 0


def _nothing(_: int) -> None:
    """Leave everything as it is."""


def _measure(
    command: tuple[str, ...], prepare: Callable[[int], None], folder: Path, rounds: int
) -> tuple[float, float]:
    """The median seconds of `command` and the median of its ratios, round by round, to the bare start."""
    _timed(command, folder)
    times, ratios = [], []
    for number in range(rounds):
        prepare(number)
        bare = _timed(BARE, folder)
        times.append(_timed(command, folder))
        ratios.append(times[-1] / bare)
    return statistics.median(times), statistics.median(ratios)


def _timed(command: tuple[str, ...], folder: Path) -> float:
    begun = perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return perf_counter() - begun


def _repository(folder: Path) -> Path:
    repository = folder / "netops"
    shutil.copytree(Path(examples_folder()) / "netops", repository)
    _git(repository, "init", "-q")
    _git(repository, "add", "-A")
    _git(repository, "-c", "user.name=B", "-c", "user.email=b@example.com", "commit", "-qm", "Begin")
    return repository


def _git(repository: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=repository, check=True, capture_output=True)


if __name__ == "__main__":
    raise SystemExit(main())
