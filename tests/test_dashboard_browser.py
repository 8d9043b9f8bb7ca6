"""The site as people open it: Chromium, from a folder, in both themes, on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_checks import accessibility, budgets, layout, no_script
from site_checks.visiting import STATES, state, visit
from test_dashboard import HOSTILE, at, history, story, take, values
from workspaces import commits_of_the_test_writer

from dashboard_gen.pages import build
from dashboard_gen.writing import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "steps.html",
    "steps/03-service-catalog.html",
    "steps/06-service-level-management.html",
    "history.html",
    "method.html",
    "report.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every state: a broken commit, an unreadable file, hostile texts, findings."""
    with commits_of_the_test_writer():
        repository = story(tmp_path_factory.mktemp("repository"))
        settings = repository.top / "iso20k.yaml"
        kept = settings.read_text()
        settings.write_text("edition: [")
        at(repository, "2026-04-11", "Half written")
        settings.write_text(kept)
        take(repository, "01-organization-profile")
        repository.edit("service-catalog", "# Service Catalog: NetOps", f"# Service Catalog {HOSTILE} NetOps")
        repository.edit(
            "service-catalog",
            "| SVC-006 Azure Management Portal | Microsoft | live",
            f"| SVC-016 {HOSTILE}{'x' * 200} | Microsoft | live",
        )
        (repository.top / "sms" / "minutes.md").write_text(f"---\nartifact: '{HOSTILE[:40]}'\n---\n# x\n")
        at(repository, "2026-04-12", HOSTILE)
        site = tmp_path_factory.mktemp("site") / "out"
        write(str(site), build(values(history(repository))))
        return site


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("theme", "width"), STATES)
def test_accessible_quiet_and_alone(
    browser: Browser, folder: Path, path: str, theme: str, width: int
) -> None:
    with visit(browser, folder, path, **state(theme, width)) as seen:
        assert accessibility.faults(seen) == []
        assert budgets.faults_seen(seen) == []


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("width", layout.WIDTHS)
def test_nothing_is_cut_covered_or_tiny(browser: Browser, folder: Path, path: str, width: int) -> None:
    with visit(browser, folder, path, **state("light", width)) as seen:
        assert layout.faults(seen) == []


@pytest.mark.parametrize("path", KINDS)
def test_everything_is_told_without_scripts(browser: Browser, folder: Path, path: str) -> None:
    assert no_script.faults(browser, folder, path) == []


def test_ten_seconds(browser: Browser, folder: Path) -> None:
    """The verdict, what holds it down and the key figures stand on the first screen."""
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        assert seen.page.locator(".tiles").evaluate("e => e.getBoundingClientRect().bottom") <= 720
    with visit(browser, folder, "index.html", viewport={"width": 390, "height": 844}) as seen:
        assert seen.page.locator(".tiles li").nth(1).evaluate("e => e.getBoundingClientRect().bottom") <= 844


def test_the_theme_is_chosen_and_kept(browser: Browser, folder: Path) -> None:
    paper = "() => getComputedStyle(document.body).backgroundColor"
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        page, light = seen.page, seen.page.evaluate(paper)
        for label in ("Theme: light", "Theme: dark"):
            page.click("#theme")
            assert page.inner_text("#theme") == label
        dark = page.evaluate(paper)
        assert dark != light
        page.goto((folder / "steps.html").as_uri())
        assert page.evaluate(paper) == dark
        page.emulate_media(media="print")
        assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(29, 28, 26)", (
            "paper is white"
        )
        page.emulate_media(media="screen")
        page.click("#theme")
        assert page.inner_text("#theme") == "Theme: auto"
        assert seen.said == []


def test_the_slider_speaks_and_points(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, "history.html", **state("light", 1280)) as seen:
        page = seen.page
        page.focus("#scrub")
        page.keyboard.press("Home")
        assert page.inner_text("#scrubbed").startswith("2026-03-02, ")
        assert page.get_attribute("#scrub", "aria-valuetext") == page.inner_text("#scrubbed")
        assert page.get_attribute(".trend .cursor", "d") == "M0.0 0V100"
        assert page.locator("tr.current").count() == 1
        page.keyboard.press("ArrowRight")
        assert "FAIL" in page.inner_text("#scrubbed")
        assert seen.said == []


def test_keys_reach_everything(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, "index.html", **state("light", 320)) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("() => document.activeElement.className") == "skip"
        assert seen.page.locator(".skip").evaluate("e => e.getBoundingClientRect().left") == 0
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("() => document.activeElement.id") == "main"


def test_pages_are_small(folder: Path) -> None:
    assert budgets.faults(folder) == []
