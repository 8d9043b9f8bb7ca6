"""The landing page: verdicts, blockers and acts as the judgement has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_dashboard import at, begun, history, pages, story, take, values
from test_dashboard_browser import state, visit
from workspaces import commits_of_the_test_writer

from dashboard_gen.charts import trend
from dashboard_gen.headline import BLOCKS, headline
from dashboard_gen.material import Material
from dashboard_gen.pages import build
from dashboard_gen.writing import write
from iso20k.judging.stage_two import stage_two
from iso20k.judging.verdict import outlook

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """A gap assessment, a plan with the audit's days, and the registers that name open actions."""
    with commits_of_the_test_writer():
        repository = story(tmp_path_factory.mktemp("repository"))
        take(repository, "05-service-management-plan", "06-service-level-management")
        take(repository, "21-monitoring-measurement", "22-management-review")
        at(repository, "2026-11-20", "Plan, agreements and registers")
        return values(history(repository))


@pytest.fixture(scope="module")
def folder(told: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site") / "out"
    write(str(site), build(told))
    return site


def test_the_first_screen_says_what_the_judgement_says(told: Material) -> None:
    landing = pages(build(told))["index.html"]
    shown = dict(landing.figures)
    assert int(shown["readiness"]) == told.now.readiness.overall
    assert int(shown["stage-2"]) == stage_two(told.now).overall
    words = " ".join(landing.text)
    for verdict in outlook(told.now).stages:
        assert verdict.words.partition(": ")[2] in words
    last = told.site.points[-1].capas
    assert last is not None
    assert (int(shown["capa.overdue"]), int(shown["capa.open"])) == (last.overdue, last.open)


def test_the_audit_has_its_day_and_the_acts_are_in_order(told: Material) -> None:
    head = headline(told)
    assert [one.day for one in head.verdicts if one.stage == 2] == ["2026-11-23"]
    assert head.verdicts[1].distance == "in 3 days"
    assert len(head.blocks) == BLOCKS
    assert head.more > 0
    days = [act.due for act in head.due]
    assert days == sorted(days)
    assert all(act.late == (act.due < "2026-11-20") for act in head.due)
    assert any(act.late and act.when.endswith("late") for act in head.due)
    assert head.acts == head.due[: len(head.acts)]


def test_without_registers_the_best_repair_is_next(tmp_path: Path) -> None:
    head = headline(values(history(begun(tmp_path))))
    assert head.due == ()
    assert head.acts
    assert all(not act.due and act.text for act in head.acts)


def test_areas_and_clauses_lead_to_their_pages(told: Material) -> None:
    links = {attributes.get("href") for _, attributes in pages(build(told))["index.html"].tags}
    assert {f"areas/{area.readiness.key}.html" for area in told.site.areas} <= links
    assert {f"clauses/{cell.number}.html" for cell in told.site.cells} <= links


def test_what_was_reported_is_a_second_line() -> None:
    drawn = trend([0, 50, 100], [True] * 3, "t", "d", reported=[(0.5, 40), (1, 90)], reviews=[0.5])
    assert 'class="reported" d="M500 60L1000 10"' in drawn
    assert 'class="review" d="M500 0V100"' in drawn
    assert "reported" not in trend([0, 50], [True] * 2, "t", "d")


@pytest.mark.browser
def test_ten_seconds(browser: Browser, folder: Path) -> None:
    bottom = "e => e.getBoundingClientRect().bottom"
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        assert seen.page.locator(".tiles").evaluate(bottom) <= 720
    with visit(browser, folder, "index.html", viewport={"width": 390, "height": 844}) as seen:
        assert seen.page.locator(".tiles li").nth(1).evaluate(bottom) <= 844
