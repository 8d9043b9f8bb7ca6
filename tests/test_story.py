"""The demo's history: in the order of days, with later updates, and ending in the documents of the sample."""

from __future__ import annotations

from datetime import date

import pytest

from iso20k.edges.examples import sample
from iso20k.judging.examples import SAMPLE_DAY
from iso20k.story import MISTAKES, NEXT_DAY, Chapter, story
from iso20k.updates import UPDATES

CATALOG, PLAN, CMDB = (
    f"sms/{name}.md"
    for name in ("03-service-catalog", "05-service-management-plan", "16-configuration-management")
)


@pytest.fixture(scope="module")
def chapters() -> tuple[Chapter, ...]:
    return story(sample().texts, {"iso20k.yaml": "organisation: NetOps Solutions\n"})


def state(chapters: tuple[Chapter, ...], day: str) -> dict[str, str]:
    """The files at the end of a day."""
    files: dict[str, str] = {}
    for chapter in chapters:
        if chapter.day <= day:
            files.update(chapter.files)
    return files


def test_days_are_in_order_and_end_before_the_sample_day(chapters: tuple[Chapter, ...]) -> None:
    days = [date.fromisoformat(chapter.day) for chapter in chapters]
    assert days == sorted(days)
    assert days[-1] < date.fromisoformat(NEXT_DAY) == SAMPLE_DAY
    assert list(UPDATES) == sorted(UPDATES, key=lambda update: update.day)


def test_history_ends_in_the_sample(chapters: tuple[Chapter, ...]) -> None:
    files = state(chapters, NEXT_DAY)
    del files["iso20k.yaml"]
    assert files == sample().texts


def test_each_chapter_changes_each_file_it_names(chapters: tuple[Chapter, ...]) -> None:
    files: dict[str, str] = {}
    for chapter in chapters:
        for path, text in chapter.files.items():
            assert files.get(path) != text, f"{chapter.day} {chapter.subject}: {path} stays as it was"
            files[path] = text
    subjects = [chapter.subject for chapter in chapters]
    assert all(update.subject in subjects for update in UPDATES)
    assert all(mistake.subject in subjects for mistake in MISTAKES.values())


def test_catalog_is_approved_before_the_plan_and_again_with_the_signed_slas(
    chapters: tuple[Chapter, ...],
) -> None:
    subjects = [chapter.subject for chapter in chapters]
    first = subjects.index("Repair and approve Service Catalog")
    assert first < subjects.index("Repair and approve Service Management Plan")
    assert chapters[first].day == "2026-03-27"
    before, after = state(chapters, "2026-06-04")[CATALOG], state(chapters, "2026-06-05")[CATALOG]
    assert (before.count("SLA-001 (planned 2026-05-29)"), after.count("planned 2026-05-29")) == (1, 0)
    assert (
        before[before.index("version:") : before.index("\nowner:")],
        after[after.index("version:") : after.index("\nstatus:")],
    ) == ('version: "1.0"\nstatus: approved', 'version: "1.1"')
    assert (before.count("    date: "), after.count("    date: ")) == (2, 3)


def test_records_are_entered_on_their_days(chapters: tuple[Chapter, ...]) -> None:
    statuses = [state(chapters, day)[PLAN].count("| done 2026-") for day in ("2026-05-28", "2026-05-29", "2026-06-12", "2026-06-26")]  # fmt: skip
    assert statuses == [0, 2, 3, 5]
    assert "- Last done: not yet" in state(chapters, "2026-10-13")[CMDB]
    assert "- Last done: 2026-10-14" in state(chapters, "2026-10-14")[CMDB]
