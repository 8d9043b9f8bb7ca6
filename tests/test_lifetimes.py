"""When findings began, who ended them, and whether they came back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from test_dashboard import ZONE, at, history, story

from dashboard_gen.history.lifetimes import Found, Mark, Sighting, lifetimes, recurrences

A, B, READ = (
    Found("CAT-01", "service-catalog", "a"),
    Found("CAT-01", "service-catalog", "b"),
    Found("READ-01", "x.md", "r"),
)


def mark(number: int) -> Mark:
    day = f"2026-03-{number + 1:02}"
    return Mark(number, f"c{number}", f"{day}T08:00:00Z", day, f"writer {number}", f"subject {number}")


def seen(*founds: Iterable[Found] | None, incomplete: tuple[int, ...] = ()) -> list[Sighting]:
    return [
        Sighting(
            mark(n),
            None if found is None else frozenset(found),
            frozenset({"service-catalog"}),
            n not in incomplete,
        )
        for n, found in enumerate(founds)
    ]


def test_a_finding_ends_and_comes_back() -> None:
    (life,) = lifetimes(seen([], [A], [A], [], [A], []))
    assert (life.first.commit, life.last.commit) == ("c1", "c4")
    assert life.ended is not None
    assert (life.ended.commit, life.ended.author) == ("c5", "writer 5")
    assert (life.returned, life.days, life.open) == (1, 3, False)


def test_an_open_finding_lives_until_the_last_commit() -> None:
    (life,) = lifetimes(
        seen(
            [A],
            [A],
            [
                A,
            ],
        )
    )
    assert (life.open, life.ended, life.days, life.last.commit) == (True, None, 2, "c2")


def test_what_cannot_be_seen_neither_ends_nor_begins() -> None:
    lives = {life.message: life for life in lifetimes(seen([A], None, [B, READ], [A], incomplete=(2,)))}
    assert lives["a"].spells[0].began.commit == "c0"
    assert lives["a"].open
    assert "b" not in lives
    assert [(s.began.commit, s.ended and s.ended.commit) for s in lives["r"].spells] == [("c2", "c3")]


def test_a_severity_that_changes_is_no_new_finding() -> None:
    (life,) = lifetimes(seen([A._replace(severity="warning")], [A._replace(severity="error")]))
    assert (life.severity, life.returned) == ("error", 0)


def test_recurrence_joins_the_findings_of_a_rule() -> None:
    (recurrence,) = recurrences(lifetimes(seen([A], [A, B], [B], [], [A])))
    assert [(s.began.commit, s.ended and s.ended.commit) for s in recurrence.spells] == [
        ("c0", "c3"),
        ("c4", None),
    ]
    back = recurrence.back_after("2026-03-04")
    assert back is not None
    assert back.began.commit == "c4"
    assert recurrence.back_after("2026-03-05") is None
    assert recurrence.there_on("2026-03-03")
    assert not recurrence.there_on("2026-03-04")


@given(st.lists(st.sets(st.sampled_from([A, B, READ])), min_size=1, max_size=12))
def test_spells_say_exactly_when_a_finding_was_there(founds: list[set[Found]]) -> None:
    lives = lifetimes(seen(*founds))
    rules = recurrences(lives)
    for number, found in enumerate(founds):
        there = {
            (life.rule, life.where, life.message)
            for life in lives
            for s in life.spells
            if s.began.number <= number and (s.ended is None or number < s.ended.number)
        }
        assert there == {one.identity for one in found}
        assert {(r.rule, r.where) for r in rules if r.there_on(mark(number).day)} == {
            one.identity[:2] for one in found
        }
    for life in lives:
        assert all(s.last.number == (s.ended.number - 1 if s.ended else len(founds) - 1) for s in life.spells)
        assert all(
            a.ended and a.ended.number < b.began.number
            for a, b in zip(life.spells, life.spells[1:], strict=False)
        )


def test_a_finding_survives_a_rename_and_its_ender_is_named(tmp_path: Path) -> None:
    repository = story(tmp_path)
    repository.edit(
        "service-catalog",
        "| SVC-006 Azure Management Portal | Microsoft | live",
        "| SVC-016 Azure | Microsoft | live",
    )
    at(repository, "2026-05-01", "Break it again")
    repository.git("mv", "sms/03-service-catalog.md", "sms/catalog of services.md")
    at(repository, "2026-05-03", "Rename")
    path = tmp_path / "sms" / "catalog of services.md"
    path.write_text(path.read_text().replace("SVC-016 Azure |", "SVC-006 Azure Management Portal |"))
    day = "2026-05-06" + ZONE
    repository.git("add", "-A")
    repository.git("commit", "-qm", "Repair", "--author=Hannah Lim <h@example.com>", GIT_COMMITTER_DATE=day)
    found = history(repository)
    assert any(point.errors for point in found.points)
    broken = [life for life in found.lifetimes if life.spells[-1].began.day == "2026-05-01"]
    assert broken
    for life in broken:
        assert life.where == "service-catalog"
        assert life.ended is not None
        assert (life.ended.author, life.ended.subject, life.spells[-1].days) == ("Hannah Lim", "Repair", 5)


def test_a_deleted_document_is_no_repair(tmp_path: Path) -> None:
    repository = story(tmp_path)
    repository.edit(
        "service-catalog",
        "| SVC-006 Azure Management Portal | Microsoft | live",
        "| SVC-016 Azure | Microsoft | live",
    )
    at(repository, "2026-05-01", "Break it again")
    repository.git("rm", "-q", "sms/03-service-catalog.md")
    at(repository, "2026-05-02", "Delete")
    ended = [
        life.spells[-1]
        for life in history(repository).lifetimes
        if life.where == "service-catalog" and life.ended
    ]
    assert ended
    assert any(spell.removed for spell in ended)
    assert all(spell.removed for spell in ended if spell.ended and spell.ended.subject == "Delete")
