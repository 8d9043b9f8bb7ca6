"""The site as people open it: Chromium, from a folder, in both themes, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_dashboard import HOSTILE, at, history, story, take, values

from dashboard_gen.pages import build
from dashboard_gen.writing import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "steps.html",
    "steps/03-service-catalog.html",
    "steps/06-service-level-management.html",
    "history.html",
    "method.html",
)
STATES = [(theme, width) for theme in ("light", "dark") for width in (320, 1280)]
AXE = {
    "preload": False,  # it would fetch style sheets, which a page from a file may not
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
BUDGET = {"landing": 60_000, "page": 120_000, "script": 10_000, "requests": 4}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every state: a broken commit, an unreadable file, hostile texts, findings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{name}_NAME", "Test Writer")
            patch.setenv(f"GIT_{name}_EMAIL", "writer@example.com")
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


class Visit:
    """An open page with what it asked for and what it complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))


@contextmanager
def visit(browser: Browser, folder: Path, path: str, **context: Any) -> Iterator[Visit]:
    opened = browser.new_context(**context)
    try:
        seen = Visit(opened.new_page())
        seen.page.goto((folder / path).as_uri())
        yield seen
    finally:
        opened.close()


def state(theme: str, width: int) -> dict[str, Any]:
    return {"color_scheme": theme, "viewport": {"width": width, "height": 720}}


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("theme", "width"), STATES)
def test_accessible_quiet_and_alone(
    browser: Browser, folder: Path, path: str, theme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with visit(browser, folder, path, **state(theme, width)) as seen:
        found = Axe().run(seen.page, options=AXE).response["violations"]
        faults = [(v["id"], [node["target"] for node in v["nodes"]]) for v in found]
        assert faults == []
        assert seen.said == [], "the console is silent"
        assert all(url.startswith(("file:", "data:")) for url in seen.asked), seen.asked
        assert len([url for url in seen.asked if url.startswith("file:")]) <= BUDGET["requests"]


# Faults that no accessibility checker reports: text of a chart outside its picture, on other text or too small,
# and a page that scrolls sideways.
LAYOUT = """() => {
  const faults = [];
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push('scrolls sideways');
  for (const svg of document.querySelectorAll('svg.chart')) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    for (const [words, box] of boxes) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        faults.push(`'${words}' stands outside`);
      if (box.height < 11) faults.push(`'${words}' is ${box.height} px high`);
      for (const [other, beside] of boxes)
        if (other > words && box.left < beside.right && beside.left < box.right && box.top < beside.bottom && beside.top < box.bottom)
          faults.push(`'${words}' covers '${other}'`);
    }
  }
  for (const cell of document.querySelectorAll('th, .cell span, .tiles span'))
    if (cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth) faults.push(`'${cell.textContent}' is cut`);
  return faults;
}"""


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_cut_covered_or_tiny(browser: Browser, folder: Path, path: str, width: int) -> None:
    with visit(browser, folder, path, **state("light", width)) as seen:
        assert seen.page.evaluate(LAYOUT) == []


@pytest.mark.parametrize("path", KINDS)
def test_everything_is_told_without_scripts(browser: Browser, folder: Path, path: str) -> None:
    texts = []
    for scripted in (True, False):
        with visit(browser, folder, path, java_script_enabled=scripted, **state("light", 1280)) as seen:
            texts.append(seen.page.inner_text("body"))
    assert len(texts[1]) >= 0.99 * len(texts[0]) or len(texts[0]) - len(texts[1]) < 90


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


def shared_scripts(folder: Path) -> int:
    return sum((folder / "assets" / name).stat().st_size for name in ("site.js", "moments.js"))


def test_pages_are_small(folder: Path) -> None:
    shared = sum((folder / "assets" / name).stat().st_size for name in ("site.css", "site.js"))
    assert (folder / "assets" / "site.js").stat().st_size <= BUDGET["script"]
    assert shared_scripts(folder) <= BUDGET["script"]
    moments = (folder / "assets" / "moments.js").stat().st_size
    assert (folder / "index.html").stat().st_size + shared + moments <= BUDGET["landing"]
    for page in folder.rglob("*.html"):
        assert page.stat().st_size + shared <= BUDGET["page"], page.name
