"""The replay of a history equals a fresh checkout of every commit, from a cache that is warm, cut short, damaged or not there."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from generated import generate
from test_dashboard import at, begun, story, take
from workspaces import NETOPS, iso20k, run

from dashboard_gen.history import History, memory, processes, replay
from dashboard_gen.history import judging as judging_module
from dashboard_gen.history.judging import found_in
from dashboard_gen.history.memory import MOST, runs
from dashboard_gen.points import Point, judged, not_readable
from iso20k.edges.cache import Cache
from iso20k.edges.disk import InputError
from iso20k.edges.git import Repository
from iso20k.edges.sources import Snapshot, committed, snapshot_of
from validators.registry import catalogue


@pytest.fixture(autouse=True)
def _short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many runs in a short history."""
    monkeypatch.setattr(memory, "USUAL", 6)


def replayed(folder: Path, cache: Cache, **options: Any) -> History:
    return replay(Repository(str(folder), str(folder)), "", "main", catalogue(), cache, **options)


def fresh(repository: Repository, commit: str, assumed: bytes | None) -> Snapshot:
    if assumed is None:
        return committed(repository, "", commit)
    return snapshot_of(repository, "", repository.tree(commit), commit, assumed)


def checked_out(folder: Path, point: Point) -> Point:
    """What a fresh clone with an empty cache says of a commit, its neighbours unknown."""
    repository = Repository(str(folder), str(folder))
    assumed = (NETOPS / "iso20k.yaml").read_bytes() if point.assumed else None
    try:
        snapshot = fresh(repository, point.commit, assumed)
    except InputError as error:
        note = f"iso20k.yaml: {error.message}"
        return not_readable(point.commit, point.when, point.day, point.subject, note, point.author)
    assessment = snapshot.judged(Cache("off"), catalogue(), date.fromisoformat(point.when[:10]))
    return judged(point.commit, point.when, point.subject, assessment, point.author, assumed=point.assumed)


def cloned(folder: Path, to: Path) -> Path:
    run("git", "clone", "-q", "--bare", str(folder), str(to), cwd=folder.parent, check=True)
    return to


# --- Replay and checkout ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_every_point_is_what_a_fresh_checkout_says(tmp_path: Path, seed: int) -> None:
    """Built, then moved by force to another history, and built again with the warm cache."""
    folder, cache = tmp_path / "repository", Cache(str(tmp_path / "cache"))
    generate(folder, seed, 24)
    _compare(folder, tmp_path / "first", cache)
    generate(folder, seed, 27, other=seed + 100, since=14)
    _compare(folder, tmp_path / "second", cache)
    cache.close()


def _compare(folder: Path, clone: Path, cache: Cache) -> None:
    found = replayed(folder, cache)
    there = cloned(folder, clone)
    assert len(found.points) > 10
    for point in found.points:
        assert point == checked_out(there, point)
    line = Repository(str(there), str(there)).first_parents("main")
    shown = [point.commit for point in found.points]
    assert shown == [commit for commit in line if commit in shown], "in the order of the branch"
    assert len(shown) + found.before + found.untouched == len(line), "every commit is shown or counted"


def test_generated_histories_hold_what_they_promise(tmp_path: Path) -> None:
    seen: set[str] = set()
    for seed in range(3):
        folder = tmp_path / str(seed)
        generate(folder, seed, 27, other=seed + 100, since=14)
        log = run("git", "log", "--raw", "-M", "--first-parent", "-m", "main", cwd=folder, check=True).out
        seen |= {kind for kind in (" 120000 ", " 160000 ", " D\t", " R1", " A\t") if kind in log}
        seen |= {"merge"} if run("git", "log", "--merges", "main", cwd=folder).out else set()
    assert seen == {" 120000 ", " 160000 ", " D\t", " R1", " A\t", "merge"}


def test_processes_and_caches_change_no_value(tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    generate(folder, 1, 40)
    cache = Cache(str(tmp_path / "cache"))
    alone = replayed(folder, Cache("off"), processes=1)
    together = replayed(folder, cache, processes=2)
    warm = replayed(folder, cache)
    cache.close()
    for other in (together, warm):
        assert other.points == alone.points
        assert other.lifetimes == alone.lifetimes
        assert other.recurrences == alone.recurrences


def test_a_process_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "repository"
    generate(folder, 1, 40)
    monkeypatch.setattr(processes, "_work", sys.exit)
    with pytest.raises(Exception, match="ended early"):
        replayed(folder, Cache("off"), processes=2)


# --- What is remembered ----------------------------------------------------------------------------------------------


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commits that are judged and not recalled, as they are judged."""
    asked: list[str] = []
    judge = judging_module.Judging._judge

    def noted(self: judging_module.Judging, case: judging_module.Case) -> judging_module.Judged:
        asked.append(case.moment.commit)
        return judge(self, case)

    monkeypatch.setattr(judging_module.Judging, "_judge", noted)
    return asked


def test_only_new_commits_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "repository", Cache(str(tmp_path / "cache"))
    generate(folder, 1, 40)
    replayed(folder, cache)
    asked = counted(monkeypatch)
    found = replayed(folder, cache)
    readable = {point.commit for point in found.points if point.state != "unreadable"}
    assert not readable & set(asked)
    generate(folder, 1, 41)
    asked.clear()
    more = replayed(folder, cache)
    assert len({point.commit for point in more.points if point.state != "unreadable"} & set(asked)) <= 1
    cache.close()


def test_a_document_that_changes_asks_the_rules_that_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iso20k.judging import engine

    repository = story(tmp_path)
    asked: list[str] = []
    outcome = engine._outcome

    def noted(rule: Any, *rest: Any, **options: Any) -> Any:
        asked.append(rule.id)
        return outcome(rule, *rest, **options)

    judging = judging_module.Judging(catalogue())
    monkeypatch.setattr(engine, "_outcome", noted)
    edge = Repository.around(str(repository.top))
    commits = edge.first_parents("HEAD")
    told = []
    for commit in commits[:2]:
        snapshot = committed(edge, "", commit)
        moment = judging_module.Moment(commit, "2026-03-09", "", "", 0, "x")
        asked.clear()
        list(judging.judge_all([judging_module.Case(moment, date(2026, 3, 9), snapshot)], edge.blobs))
        told.append(list(asked))
    assert told[1]
    snapshot = committed(edge, "", commits[1])
    asked.clear()
    moment = judging_module.Moment(commits[1], "2026-03-09", "", "", 0, "x")
    list(judging.judge_all([judging_module.Case(moment, date(2026, 3, 9), snapshot)], edge.blobs))
    assert asked == [], "the same state and day asks nothing"


def test_runs_depend_on_what_they_hold_and_not_on_what_came_before() -> None:
    keys = [f"{number * 7919 % 65536:04x}" for number in range(2000)]
    ends = {run.stop for run in runs(keys)}
    later = {run.stop + 5 for run in runs(keys[5:])}
    assert len(ends & later) > len(ends) * 0.8
    assert all(len(run) <= MOST for run in runs(keys))
    assert [place for run in runs(keys) for place in run] == list(range(2000))


def stored(folder: Path) -> sqlite3.Connection:
    (path,) = folder.glob("*.sqlite")
    return sqlite3.connect(path)


def _runs_stored(store: sqlite3.Connection) -> list[tuple[str, str]]:
    return store.execute("SELECT key, value FROM entries WHERE value LIKE '{\"tables\"%'").fetchall()


def _swap(store: sqlite3.Connection) -> None:
    """Two believable entries, each with a check sum that is right for its value, under each other's keys."""
    (one, other, *_) = store.execute(
        "SELECT key, check_sum, value FROM entries WHERE value LIKE '{\"tables\"%'"
    )
    for key, row in ((one[0], other), (other[0], one)):
        store.execute("UPDATE entries SET check_sum = ?, value = ? WHERE key = ?", (*row[1:], key))


def _believable(store: sqlite3.Connection) -> None:
    """Figures that could be right, without a check sum that is."""
    for key, value in _runs_stored(store):
        entry = json.loads(value)
        entry["tables"][0] = [[99] * 9 for _ in entry["tables"][0]]
        store.execute("UPDATE entries SET value = ? WHERE key = ?", (json.dumps(entry), key))


DAMAGES: dict[str, Any] = {
    "swapped": _swap,
    "believable": _believable,
    "cut": lambda store: store.execute("UPDATE entries SET value = substr(value, 1, length(value) / 2)"),
    "no text": lambda store: store.execute("UPDATE entries SET value = x'00ff'"),
    "empty": lambda store: store.execute("UPDATE entries SET value = '{}'"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_is_rebuilt_and_not_believed(tmp_path: Path, damage: Any) -> None:
    folder, place = tmp_path / "repository", tmp_path / "cache"
    generate(folder, 1, 40)
    cache = Cache(str(place))
    expected = replayed(folder, cache, processes=1)
    cache.close()
    store = stored(place)
    assert len(_runs_stored(store)) > 1
    with store:
        damage(store)
    store.close()
    for _ in range(2):
        cache = Cache(str(place))
        found = replayed(folder, cache, processes=1)
        cache.close()
        assert (found.points, found.lifetimes) == (expected.points, expected.lifetimes)


def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path) -> None:
    folder, place = tmp_path / "repository", tmp_path / "cache"
    generate(folder, 1, 20)
    cache = Cache(str(place))
    expected = replayed(folder, cache)
    cache.close()
    (path,) = place.glob("*.sqlite")
    path.write_bytes(os.urandom(20_000))
    cache = Cache(str(place))
    assert replayed(folder, cache).points == expected.points
    cache.close()


def test_figures_that_cannot_be_are_no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes an entry with a right check sum is still held to what a point can say."""
    folder, cache = tmp_path / "repository", Cache(str(tmp_path / "cache"))
    generate(folder, 1, 30)
    expected = replayed(folder, cache)
    get = Cache.get

    def forged(self: Cache, keys: Any) -> dict[str, Any]:
        found = get(self, keys)
        for value in found.values():
            if isinstance(value, dict) and "tables" in value:
                value["tables"][0] = [[101] * 9 for _ in value["tables"][0]]
        return found

    monkeypatch.setattr(Cache, "get", forged)
    assert replayed(folder, cache).points == expected.points
    cache.close()


def test_a_build_that_is_killed_loses_no_finished_run(tmp_path: Path) -> None:
    folder, place = tmp_path / "repository", tmp_path / "cache"
    generate(folder, 1, 90)
    code = (
        "import sys; from dashboard_gen.history import memory, replay; memory.USUAL = 6; from iso20k.edges.git import Repository; "
        "from iso20k.edges.cache import Cache; from validators.registry import catalogue; "
        "replay(Repository(sys.argv[1], sys.argv[1]), '', 'main', catalogue(), Cache(sys.argv[2]), None, 1)"
    )
    build = subprocess.Popen([sys.executable, "-I", "-c", code, str(folder), str(place)])
    kept: list[tuple[str, str]] = []
    while not kept and build.poll() is None:
        time.sleep(0.02)
        if list(place.glob("*.sqlite")):
            store = stored(place)
            try:
                kept = _runs_stored(store)
            except sqlite3.Error:
                kept = []
            store.close()
    assert kept, "a run is put away as soon as it is judged"
    build.send_signal(signal.SIGKILL)
    build.wait()
    with pytest.MonkeyPatch.context() as patch:
        asked = counted(patch)
        cache = Cache(str(place))
        found = replayed(folder, cache, processes=1)
        cache.close()
    done = {entry[0].split()[0] for _, value in kept for entry in json.loads(value)["entries"]}
    assert done
    assert len(asked) <= len(found.points) - len(done)
    assert found.points == replayed(folder, Cache("off")).points


# --- What is said about a commit -------------------------------------------------------------------------------------


def test_commits_before_the_settings_are_judged_with_the_first_that_can_be_used(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    settings = (tmp_path / "iso20k.yaml").read_bytes()
    run("git", "update-ref", "-d", "HEAD", cwd=tmp_path, check=True)
    for path in ("iso20k.yaml", "sms/03-service-catalog.md"):
        (tmp_path / path).unlink()
    (tmp_path / "README.md").write_text("# Nothing yet\n")
    at(repository, "2026-02-01", "Read me")
    (tmp_path / "sms" / "minutes.md").write_text("# Minutes of a meeting\n")
    at(repository, "2026-02-02", "Minutes, which are no document of the system")
    take(repository, "03-service-catalog")
    at(repository, "2026-02-03", "Catalog")
    (tmp_path / "iso20k.yaml").write_bytes(settings)
    take(repository, "04-gap-assessment")
    at(repository, "2026-02-04", "Settings and gaps")
    edge = Repository.around(str(tmp_path))
    found = replay(edge, "", "HEAD", catalogue(), Cache("off"))
    assert [(point.subject, point.settings) for point in found.points] == [
        ("Catalog", "assumed settings"),
        ("Settings and gaps", ""),
    ]
    assert found.before == 2
    catalog = found.points[0].step("service-catalog")
    assert catalog is not None
    assert catalog.verdict == "PASS"
    assert found.points[0].maturity is None
    assert found.points[1].maturity is not None
    assert len(found.points[1].maturity.levels) == 15


def test_the_figures_of_the_example(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    take(repository, *(path.stem for path in (NETOPS / "sms").iterdir()))
    at(repository, "2026-10-30", "All documents")
    found = replay(Repository.around(str(tmp_path)), "", "HEAD", catalogue(), Cache("off"))
    point = found.points[-1]
    assert point.author == "Test Writer"
    assert len(point.steps) == 22
    assert [mark.readiness for mark in point.steps] == [step.readiness for step in found.current.steps]
    assert [mark.verdict for mark in point.steps] == [step.verdict for step in found.current.steps]
    assert point.capas is not None
    assert point.capas.open >= point.capas.overdue
    assert point.agreed is not None
    assert 0 < point.agreed.covered <= point.agreed.business
    counts = (point.errors, point.warnings, point.advice, point.waived)
    assert sum(counts) == len(found.current.findings)


# --- As reported then, and reviews -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_committed_report_stands_beside_what_is_recomputed(tmp_path: Path, form: str) -> None:
    repository = story(tmp_path)
    head = repository.git("rev-parse", "HEAD").out.strip()
    made = iso20k(
        "new",
        "executive-readiness-report",
        "--rev",
        "HEAD",
        "--as-of",
        "2026-04-12",
        "--format",
        form,
        cwd=tmp_path,
    )
    assert made.code == 0, made.err
    at(repository, "2026-04-13", "Report to the board")
    brought = repository.git("rev-parse", "HEAD").out.strip()
    take(repository, "02-sms-scope")
    at(repository, "2026-04-20", "Scope")
    (path,) = (tmp_path / "reports").iterdir()
    path.write_text(path.read_text().replace("Readiness on paper is ", "Readiness on paper is 1"))
    at(repository, "2026-04-21", "Embellish the report")
    found = replay(Repository.around(str(tmp_path)), "", "HEAD", catalogue(), Cache("off"))
    honest, edited = found.reported
    assert (honest.commit, honest.judged, honest.as_of) == (brought, head, "2026-04-12")
    assert honest.difference == 0
    assert honest.areas == next(
        point.areas for point in found.points if point.commit == brought or point.commit == head
    )
    assert "Readiness on paper is" in path.read_text().splitlines()[honest.line - 1]
    assert edited.difference is not None
    assert edited.difference < 0
    assert (edited.path, edited.judged) == (honest.path, head)


def test_files_that_are_no_reports_are_left_alone(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    (tmp_path / "reports").mkdir()
    for name, text in {
        "executive-readiness-report-2026-01-01.md": "# Nothing of it\n",
        "executive-readiness-report-2026-01-02.md": "As of 2026-01-02, commit abcdef0, ISO/IEC 20000-1:2011.\n"
        "- Readiness on paper is 999 %",
        "minutes.md": "As of 2026-01-02, commit abcdef0, ISO/IEC 20000-1:2011.\nReadiness on paper is 9 %",
    }.items():
        (tmp_path / "reports" / name).write_text(text)
    at(repository, "2026-03-05", "Reports")
    assert replay(Repository.around(str(tmp_path)), "", "HEAD", catalogue(), Cache("off")).reported == ()


def test_reviews_are_tags_on_the_branch(tmp_path: Path) -> None:
    repository = story(tmp_path)
    (tmp_path / "notes.txt").write_text("n")
    at(repository, "2026-04-11", "Nothing that is judged")
    repository.git("tag", "review-spring", "HEAD~2")
    repository.git(
        "tag", "-am", "Board meeting", "review/2026/board", GIT_COMMITTER_DATE="2026-04-12T09:00:00Z"
    )
    repository.git("tag", "v1.0")
    repository.git("checkout", "-qb", "side", "HEAD~1")
    repository.git("commit", "-qm", "Aside", "--allow-empty")
    repository.git("tag", "review-aside")
    repository.git("checkout", "-q", "main")
    found = replay(Repository.around(str(tmp_path)), "", "HEAD~1", catalogue(), Cache("off"))
    assert [(review.name, review.point) for review in found.reviews] == [("review-spring", 2)]
    found = replay(Repository.around(str(tmp_path)), "", "HEAD", catalogue(), Cache("off"))
    assert [(review.name, review.subject) for review in found.reviews] == [
        ("review-spring", ""),
        ("review/2026/board", "Board meeting"),
    ]
    assert found.reviews[1].day == "2026-04-12"
    assert found.points[found.reviews[1].point].subject == "Nothing that is judged"


def test_found_is_in_order_and_by_skill(tmp_path: Path) -> None:
    repository = story(tmp_path)
    snapshot = committed(Repository.around(str(repository.top)), "", "HEAD~2")
    found = found_in(snapshot.judged(Cache("off"), catalogue(), date(2026, 3, 9)))
    assert list(found) == sorted(set(found))
    assert {one.where for one in found} >= {"service-catalog"}
