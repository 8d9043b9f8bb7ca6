"""Document pages and the search in Chromium, from a folder: both themes, phone and desk, keys, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_checks import accessibility, budgets, layout, no_script
from site_checks.visiting import STATES, state, visit
from test_dashboard import with_sources
from test_pages_documents import troubled
from workspaces import commits_of_the_test_writer

from dashboard_gen.pages import build
from dashboard_gen.writing import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

KINDS = (
    "documents.html",
    "docs/sms/03-service-catalog.md.html",
    "docs/sms/notes & more.md.html",
    "docs/sms/broken.md.html",
    "docs/iso20k.yaml.html",
    "rules/x.html",
    "search.html",
)
CATALOG = "docs/sms/03-service-catalog.md.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site of the example with findings everywhere, hostile texts and files that cannot be read."""
    with commits_of_the_test_writer():
        site = tmp_path_factory.mktemp("site") / "out"
        write(str(site), build(with_sources(troubled(tmp_path_factory.mktemp("repository")))))
        yield site


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("theme", "width"), STATES)
def test_accessible_and_quiet(browser: Browser, folder: Path, path: str, theme: str, width: int) -> None:
    with visit(browser, folder, path, **state(theme, width)) as seen:
        assert accessibility.faults(seen) == []
        assert budgets.faults_seen(seen) == []


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_cut(browser: Browser, folder: Path, path: str, width: int) -> None:
    with visit(browser, folder, path, **state("light", width)) as seen:
        assert layout.faults(seen) == []
        small = "() => [...document.querySelectorAll('.found a, .jump a, .ties a, .copy, .results a')].filter(e => e.getBoundingClientRect().height < 23.9).map(e => e.textContent)"
        assert seen.page.evaluate(small) == []


@pytest.mark.parametrize("path", KINDS)
def test_told_without_scripts(browser: Browser, folder: Path, path: str) -> None:
    assert no_script.faults(browser, folder, path) == []


def test_keys_go_through_the_findings(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, CATALOG, **state("light", 1280)) as seen:
        page = seen.page
        places = page.eval_on_selector_all(".found", "all => all.map(e => e.id)")
        assert len(places) >= 2
        here = "() => document.activeElement.id"
        reached = []
        for key in ("n", "n", "p"):
            page.keyboard.press(key)
            reached.append(page.evaluate(here))
        assert reached == [places[0], places[1], places[0]]
        box = page.locator(f"[id='{places[0]}']").bounding_box()
        assert box
        assert 0 <= box["y"] < 720, "it is brought into sight"


def test_the_link_of_a_line_is_copied_and_marks_it(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, CATALOG, permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.page
        link = page.locator("a[data-permalink]").last
        page.locator(".copy").last.click()
        page.wait_for_function(
            "() => [...document.querySelectorAll('.copy')].some(e => e.textContent === 'Copied')"
        )
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied == link.evaluate("e => e.href")
        page.goto(copied)
        line = copied.partition("#")[2]
        marked = f"() => document.querySelector(':target').id === '{line}'"
        assert page.evaluate(marked)
        assert seen.said == []


def test_search_by_keys_and_by_address(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, "search.html", **state("light", 1280)) as seen:
        page = seen.page
        assert not [url for url in seen.asked if "search-index" in url], (
            "the index is not part of the first load"
        )
        page.keyboard.press("/")
        page.keyboard.type("SVC-001")
        page.wait_for_selector("#results li")
        assert page.inner_text("#said").endswith(("results", "are shown"))
        assert "SVC-001" in page.locator("#results a").first.inner_text()
        assert page.evaluate("() => location.hash") == "#q=SVC-001"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/docs/sms/*.md.html#L*")
        assert page.evaluate("() => document.querySelector(':target') !== null")
        page.go_back()
        page.wait_for_selector("#results li")
        assert page.input_value("#query") == "SVC-001", "the address keeps the query"
        page.fill("#query", "zzyzx")
        page.wait_for_function("() => document.getElementById('said').textContent.startsWith('Nothing')")
        assert seen.said == []


def test_search_shows_hostile_words_as_words(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, "index.html", **state("dark", 320)) as seen:
        seen.page.goto(f"{(folder / 'search.html').as_uri()}#q=onerror")
        seen.page.wait_for_selector("#results li")
        assert seen.page.locator("#results img, #results script").count() == 0
        assert seen.said == []
        assert layout.faults(seen) == []


def test_search_says_what_to_do_without_scripts(browser: Browser, folder: Path) -> None:
    with visit(browser, folder, "search.html", java_script_enabled=False) as seen:
        assert "The search needs scripts" in seen.page.inner_text("main")
        assert not seen.page.locator("#query").is_visible()
