"""Runs of commits judged on all cores: each process takes runs that follow each other, since a commit is like the one before it.

What is said does not depend on how many processes say it. Never used by hooks.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from dashboard_gen.history.judging import Case, Judged, Judging
from iso20k.edges.git import GitError, Repository
from iso20k.judging.catalogue import Catalogue
from validators.registry import catalogue as all_rules

#: Below so many commits another process costs more than it saves.
WORTH_IT = 150


class Run(NamedTuple):
    """Commits to judge that follow each other, and the number under which they are asked for."""

    number: int
    cases: Sequence[Case]


def judge_runs(
    runs: Sequence[Run], repository: Repository, catalogue: Catalogue, processes: int | None
) -> Iterator[tuple[int, list[Judged]]]:
    """What is said about each run, by its number, as soon as it is known and in any order."""
    commits = sum(len(run.cases) for run in runs)
    wanted = processes or (_cores() if commits >= WORTH_IT else 1)
    if min(wanted, len(runs)) > 1 and catalogue is all_rules():
        yield from _in_processes(_shared_out(runs, min(wanted, len(runs))), repository)
        return
    judging = Judging(catalogue)
    for run in runs:
        yield run.number, list(judging.judge_all(run.cases, repository.blobs))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared_out(runs: Sequence[Run], parts: int) -> list[list[Run]]:
    """Runs that follow each other stay together; each part has about as many commits."""
    commits = sum(len(run.cases) for run in runs)
    shared: list[list[Run]] = [[] for _ in range(parts)]
    done = 0
    for run in runs:
        shared[min(done * parts // commits, parts - 1)].append(run)
        done += len(run.cases)
    return [part for part in shared if part]


def _in_processes(
    parts: Sequence[Sequence[Run]], repository: Repository
) -> Iterator[tuple[int, list[Judged]]]:
    context = get_context("spawn")  # nothing that this process holds open is shared
    workers: dict[Connection, BaseProcess] = {}
    expected = sum(map(len, parts))
    try:
        for part in parts:
            ours, theirs = context.Pipe()
            worker: BaseProcess = context.Process(
                target=_work, args=(theirs, repository.top, repository.folder), daemon=True
            )
            worker.start()
            theirs.close()
            workers[ours] = worker
            # what to do is told through the pipe: as an argument it would block for ever if the process never came up
            ours.send([Run(run.number, [_bare(case) for case in run.cases]) for run in part])
        listening = list(workers)
        while listening:
            for ready in wait(listening):
                assert isinstance(ready, Connection)
                try:
                    yield ready.recv()
                    expected -= 1
                except (EOFError, ConnectionResetError):
                    listening.remove(ready)
    except BrokenPipeError:
        pass
    finally:
        for ours, worker in workers.items():
            worker.terminate()
            worker.join()
            ours.close()
    if expected:
        raise GitError("a process that judged the history ended early", "Try again, with less else running.")


def _bare(case: Case) -> Case:
    """A case without the way to its contents, which each process has for itself."""
    snapshot = case.snapshot
    return case._replace(snapshot=snapshot._replace(contents=_nothing)) if snapshot else case


def _nothing(ids: Iterable[str]) -> Mapping[str, bytes]:
    del ids
    return {}


def _work(connection: Connection, top: str, folder: str) -> None:
    """What a process does; it ends quietly when nobody listens any more."""
    with suppress(KeyboardInterrupt, BrokenPipeError, ConnectionResetError, EOFError):
        repository = Repository(top, folder)
        judging = Judging(all_rules())
        # what has been loaded stays, and facts refer to nothing that refers to them: looking for cycles costs a tenth
        gc.freeze()
        gc.set_threshold(50_000)
        runs: Sequence[Run] = connection.recv()
        for run in runs:
            connection.send((run.number, list(judging.judge_all(run.cases, repository.blobs))))
    connection.close()
