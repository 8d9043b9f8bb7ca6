"""Git's plumbing is read right whatever stands in messages, names and paths; merges count once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workspaces import run

from iso20k.edges.git import GitError, Repository, _commits


def commit(folder: Path, name: str, text: str, subject: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    run("git", "add", "-A", cwd=folder, check=True)
    run("git", "commit", "-q", "--allow-empty-message", "-m", subject, cwd=folder, check=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run("git", "init", "-q", "-b", "main", cwd=tmp_path, check=True)
    return tmp_path


def test_history_with_hostile_names(folder: Path) -> None:
    subjects = ["plain", "a\x01b\x02c", ":100644 100644 a b M", "", "ünï → ≥"]
    for number, subject in enumerate(subjects):
        commit(folder, f"a:b {number}\t'é.md", f"{number}\n", subject)
    run("git", "rm", "-q", "a:b 0\t'é.md", cwd=folder, check=True)
    run("git", "commit", "-qm", "delete", cwd=folder, check=True)
    history = Repository.around(str(folder)).history("HEAD")
    assert [c.subject for c in history] == [*subjects, "delete"]
    assert [c.changes[0].path for c in history[:-1]] == [f"a:b {n}\t'é.md" for n in range(5)]
    assert history[-1].changes[0].blob == ""


def test_history_takes_a_merge_as_one_step_and_keeps_empty_commits(folder: Path) -> None:
    commit(folder, "a.md", "1\n", "first")
    run("git", "switch", "-qc", "side", cwd=folder, check=True)
    commit(folder, "b.md", "2\n", "side one")
    commit(folder, "b.md", "3\n", "side two")
    run("git", "switch", "-q", "main", cwd=folder, check=True)
    run("git", "commit", "-q", "--allow-empty", "-m", "nothing", cwd=folder, check=True)
    run("git", "merge", "-q", "--no-ff", "-m", "merge", "side", cwd=folder, check=True)
    history = Repository.around(str(folder)).history("HEAD")
    assert [(c.subject, [e.path for e in c.changes]) for c in history] == [
        ("first", ["a.md"]),
        ("nothing", []),
        ("merge", ["b.md"]),
    ]


def test_state_of_each_commit_follows_from_the_changes(folder: Path) -> None:
    for number in range(4):
        commit(folder, f"{number % 2}.md", f"{number}\n", str(number))
    run("git", "mv", "0.md", "2.md", cwd=folder, check=True)
    run("git", "commit", "-qm", "rename", cwd=folder, check=True)
    repository = Repository.around(str(folder))
    state: dict[str, str] = {}
    for step in repository.history("HEAD"):
        for entry in step.changes:
            state.pop(entry.path, None) if not entry.blob else state.update({entry.path: entry.blob})
        assert state == {entry.path: entry.blob for entry in repository.tree(step.id)}


def test_index_blobs_and_parents(folder: Path) -> None:
    repository = Repository.around(str(folder))
    assert repository.parents() == ()
    assert repository.resolve("HEAD") is None
    commit(folder, "a.md", "one\n", "first")
    (entry,) = repository.index()
    assert repository.blobs([entry.blob, "0" * 40]) == {entry.blob: b"one\n"}
    assert repository.blobs([entry.blob]) == {entry.blob: b"one\n"}
    assert len(repository.parents()) == 1


def test_who_last_changed_each_line(folder: Path) -> None:
    dates = {"GIT_AUTHOR_NAME": "Ána Writer", "GIT_AUTHOR_DATE": "2026-03-02T23:30:00-05:00"}
    (folder / "- a.md").write_text("one\n\ttwo\nthree", encoding="utf-8")
    run("git", "add", "-A", cwd=folder, check=True)
    run("git", "commit", "-qm", "first", cwd=folder, check=True, **dates)
    commit(folder, "- a.md", "one\n\tsecond\n  three", "second")
    repository = Repository.around(str(folder))
    first, second = (point.id for point in repository.history("HEAD"))
    found = list(repository.line_origins("HEAD", "- a.md"))
    assert [origin[0] for origin in found] == [first, second, first], "white space is no change"
    assert found[0] == (first, "2026-03-02", "Ána Writer"), "the day on the author's own clock"
    with pytest.raises(GitError, match="'-p' names no commit"):
        list(repository.line_origins("-p", "- a.md"))


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="is not inside a Git repository"):
        Repository.around(str(tmp_path))


NAME = st.binary(min_size=1, max_size=8).filter(lambda raw: b"\0" not in raw and not raw.startswith(b":"))


@settings(max_examples=200)
@given(st.lists(st.tuples(NAME, NAME, st.lists(NAME, max_size=3)), max_size=4))
def test_log_is_read_back_whatever_it_holds(made: list[tuple[bytes, bytes, list[bytes]]]) -> None:
    output = b"".join(
        b"\0".join([b"c" * 40, b"2026-01-01T00:00:00+00:00", author, subject, b"\0"])
        + b"".join(
            b":100644 100644 " + b"a" * 40 + b" " + b"b" * 40 + b" M\0" + path + b"\0" for path in paths
        )
        for author, subject, paths in made
    )
    read = list(_commits(output + b"\0\0\0\0\0"))
    assert [len(step.changes) for step in read] == [len(paths) for _, _, paths in made]
