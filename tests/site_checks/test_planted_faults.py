"""Each check complains of a fault that is planted in a copy of the site; a check that finds nothing proves nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from counterpart.install import Tools

from site_checks import (
    accessibility,
    budgets,
    contrast,
    figures,
    firefox,
    html_rules,
    keyboard,
    layout,
    links,
    no_script,
    nu_checker,
    printing,
    same_bytes,
    screenshots,
)
from site_checks.conftest import Built, program
from site_checks.visiting import Visit, state, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("site")

LANDING = "index.html"


def plant(site: Path, old: str, new: str, path: str = LANDING) -> None:
    """Replace the first of a page; what is to be spoiled must be there."""
    page = site / path
    text = page.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r} to spoil"
    page.write_text(text.replace(old, new, 1), encoding="utf-8")


def restyle(site: Path, style: str) -> None:
    """Append to the sheet of all pages."""
    sheet = site / "assets" / "site.css"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n{style}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("check", "old", "new", "says"),
    [
        (links.faults, 'href="steps.html"', 'href="step.html"', "leads nowhere"),
        (links.faults, 'href="#main"', 'href="#mains"', "has no such place"),
        (links.faults, 'id="clauses"', 'id="areas"', "stands 2 times"),
        (links.faults, "<main ", '<main style="color:red" ', "a style of its own"),
        (links.faults, "<main ", '<main onclick="x()" ', "a handler"),
        (links.faults, "</main>", "<script>1</script></main>", "a script stands in the page"),
        (links.faults, "</main>", '<img alt="" src="https://example.com/x.png"></main>', "leads to https:"),
        (links.faults, "http-equiv", "http-other", "the policy does not stand"),
        (budgets.faults, "</main>", f"<p>{'x' * budgets.LANDING}</p></main>", "more than 60000"),
        (budgets.faults, "</main>", "".join(f'<img alt="" src="{n}.png">' for n in range(4)), "requests"),
        (figures.faults, '"readiness">100', '"readiness">99', "readiness is 99, the data says 100"),
        (figures.faults, 'data-metric="readiness"', 'data-metric="rediness"', "no figure rediness"),
        (figures.faults, "<h1", "<p>held down by Control 12 %</p><h1", "the headline names Control 12 %"),
    ],
)
def test_in_a_page(copy: Path, check: Callable[[Path], list[str]], old: str, new: str, says: str) -> None:
    plant(copy, old, new)
    assert [fault for fault in check(copy) if says in fault]


@pytest.mark.parametrize(
    ("check", "path", "old", "new", "says"),
    [
        (contrast.faults, "assets/site.css", "--quiet: light-dark(#5b5851", "--quiet: light-dark(#aaaaaa", "light: quiet on paper is 2.2"),
        (contrast.faults, "assets/site.css", "--level-5", "--level-6", "the palette has no on-high or no level-5"),
        (figures.faults, "data/areas.csv", ",100,", ",90,", "data/areas.csv: readiness of"),
        (figures.faults, "data/trend.csv", "\n", "\n1\n", "data/trend.csv has"),
        (budgets.faults, "assets/site.js", "", "/*" + "x" * budgets.SCRIPT + "*/", "bytes of script"),
    ],
)  # fmt: skip
def test_beside_the_pages(
    copy: Path, check: Callable[[Path], list[str]], path: str, old: str, new: str, says: str
) -> None:
    plant(copy, old, new, path)
    assert [fault for fault in check(copy) if says in fault]


def test_a_headline_that_names_another_than_the_worst(troubled: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    for name in (LANDING, "data/dashboard.json", "data/areas.csv", "data/steps.csv", "data/clauses.csv", "data/trend.csv", "data/findings.csv", "data/checks.csv"):  # fmt: skip
        (spoilt / name).parent.mkdir(exist_ok=True)
        (spoilt / name).write_bytes((troubled / name).read_bytes())
    assert figures.faults(spoilt) == []
    page = (spoilt / LANDING).read_text(encoding="utf-8")
    named = re.search(r">([^<>]+) has \d+ errors?<", page)
    assert named
    plant(spoilt, f">{named[1]} has", ">Release Management has")
    assert any("does not name" in fault for fault in figures.faults(spoilt))


def test_a_site_with_other_bytes(built: Built, copy: Path) -> None:
    plant(copy, "</main>", "</main> ")
    (copy / "more.html").write_text("x")
    assert same_bytes.faults(built.site, copy) == ["index.html: differs", "more.html: is in one of them only"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("check", "old", "new", "style", "says"),
    [
        (accessibility.faults, '<html lang="en">', "<html>", "", "html-has-lang"),
        (accessibility.faults, "", "", ".note { color: #ccc }", "color-contrast"),
        (layout.faults, "</main>", "<div class='w'>x</div></main>", ".w { width: 200vw }", "scrolls sideways"),
        (layout.faults, "", "", "svg text { font-size: 4px !important }", "px high"),
        (layout.faults, "", "", "svg text { transform: translateX(900px) }", "stands outside"),
        (keyboard.faults, "", "", ":focus-visible { outline: none !important }", "shows no focus"),
        (keyboard.faults, "", "", ".tiles a { transform: translateX(-300vw) }", "out of sight"),
        (keyboard.faults, "", "", "body::after { content: ''; position: fixed; inset: 0 }", "is covered"),
        (budgets.faults_seen, "</main>", '<img alt="" src="https://example.com/x.png"></main>', "", "the console says"),
        (budgets.faults_seen, "</main>", '<img alt="" src="1.png"><img alt="" src="2.png"></main>', "", "requests"),
        (screenshots.faults, "", "", "@keyframes m { to { margin-left: 40px } } h1 { animation: m 2s infinite }", "changes by itself"),
    ],
)  # fmt: skip
def test_in_the_browser(
    browser: Browser,
    copy: Path,
    check: Callable[[Visit], list[str]],
    old: str,
    new: str,
    style: str,
    says: str,
) -> None:
    plant(copy, old, new)
    restyle(copy, style)
    with visit(browser, copy, LANDING, **state("light", 1280)) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert [fault for fault in check(seen) if says in fault]


@pytest.mark.browser
def test_words_that_only_scripts_say(browser: Browser, copy: Path) -> None:
    words = "document.addEventListener('DOMContentLoaded', function () { document.body.append('x '.repeat(900)); });\n"
    plant(copy, "(function", f"{words}(function", "assets/site.js")
    assert no_script.faults(browser, copy, LANDING)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("old", "new", "style", "says"),
    [
        ("", "", "@page { @bottom-left { content: none !important } }", "sheet 1 of"),
        ("", "", ".lead { display: block } .lead h1 + * { break-before: page }", "is used to"),
        ("</main>", "<details><summary>More</summary>Words</details></main>", "details::details-content { content-visibility: hidden !important }", "stay folded"),
    ],
)  # fmt: skip
def test_in_print(
    browser: Browser, copy: Path, tmp_path: Path, old: str, new: str, style: str, says: str
) -> None:
    program("pdftotext", "PRINT")
    plant(copy, old, new)
    restyle(copy, style)
    with visit(browser, copy, LANDING, **state("light", 1280)) as seen:
        assert [
            f
            for f in printing.faults(seen, copy / "data" / "dashboard.json", tmp_path / "index.pdf")
            if says in f
        ]


@pytest.mark.browser
def test_a_report_of_too_many_sheets(browser: Browser, copy: Path, tmp_path: Path) -> None:
    program("pdftotext", "PRINT")
    with visit(browser, copy, LANDING, **state("light", 1280)) as seen:
        assert any(
            "the report takes" in f
            for f in printing.faults(seen, copy / "data" / "dashboard.json", tmp_path / "report.pdf")
        )


@pytest.mark.counterpart
@pytest.mark.parametrize(
    ("old", "new"), [("<main ", "<main><main "), ("</ul>", ""), ("<p>", '<p class="a" class="b">')]
)
def test_in_the_markup(tools: Tools, copy: Path, tmp_path: Path, old: str, new: str) -> None:
    program("java", "THE MARKUP BY THE NU HTML CHECKER")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / LANDING).write_bytes((copy / LANDING).read_bytes())
    plant(tmp_path / "one", old, new)
    assert html_rules.faults(tools, tmp_path / "one")
    (tmp_path / "one" / "a.css").write_text("p { color: }")
    assert {
        fault.partition(":")[0].rpartition("/")[2].strip('"')
        for fault in nu_checker.faults(tools, tmp_path / "one")
    } >= {"a.css", LANDING}


def test_a_blank_page_in_firefox(copy: Path, tmp_path: Path) -> None:
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        pytest.skip("Firefox is not installed; it is asked where it is")
    pytest.importorskip("PIL.Image")
    (copy / LANDING).write_text("<!doctype html><title>x</title>")
    assert firefox.faults(found, copy / LANDING, tmp_path)
