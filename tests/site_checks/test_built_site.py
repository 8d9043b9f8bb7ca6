"""Every check on the site of the whole NetOps history: all files, or a page of each kind in the browser."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from counterpart.install import Tools
from workspaces import run

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
from site_checks.pages import content, home, kinds
from site_checks.visiting import STATES, state, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("site")

DATA = "data/dashboard.json"
#: Persons of the sample who committed nothing.
DEPUTIES = ("Olivia Grant",)


@pytest.fixture(params=["built", "troubled"])
def site(request: pytest.FixtureRequest, built: Built) -> Path:
    """Both sites: when all is well, and when there is much to say."""
    return built.site if request.param == "built" else Path(request.getfixturevalue("troubled"))


def test_links_ids_and_policy(site: Path) -> None:
    assert links.faults(site) == []


def test_figures_agree(site: Path) -> None:
    assert figures.faults(site) == []


def test_pages_are_small(site: Path) -> None:
    assert budgets.faults(site) == []


def test_colours_have_contrast(built: Built) -> None:
    assert contrast.faults(built.site) == []


def test_the_same_bytes_from_another_clone_with_nothing_remembered(built: Built, tmp_path: Path) -> None:
    run("git", "clone", "-q", str(built.repository), str(tmp_path / "elsewhere"), cwd=tmp_path, check=True)
    again = built.make(tmp_path / "again", "--no-cache", repository=tmp_path / "elsewhere")
    assert same_bytes.faults(built.site, again) == []


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "width"), STATES)
def test_accessible_quiet_and_alone(browser: Browser, built: Built, theme: str, width: int) -> None:
    assert _accessible(browser, built.site, theme, width) == {}


@pytest.mark.browser
def test_accessible_quiet_and_alone_with_much_to_say(browser: Browser, troubled: Path) -> None:
    assert _accessible(browser, troubled, "dark", 320) == {}


def _accessible(browser: Browser, site: Path, theme: str, width: int) -> dict[str, list[str]]:
    found = {}
    with visits(browser, **state(theme, width)) as seen:
        for path in kinds(site):
            seen.go((site / path).as_uri())
            found[path] = budgets.faults_seen(seen) + accessibility.faults(seen)
    return {path: faults for path, faults in found.items() if faults}


@pytest.mark.browser
def test_accessible_quiet_and_alone_when_served(browser: Browser, built: Built) -> None:
    found = {}
    with served(built.site) as address, visits(browser, **state("light", 1280)) as seen:
        for path in kinds(built.site)[:6]:
            seen.go(f"{address}/{path}")
            found[path] = budgets.faults_seen(seen) + accessibility.faults(seen)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", layout.WIDTHS)
def test_nothing_is_cut_covered_or_tiny(browser: Browser, site: Path, width: int) -> None:
    found = {}
    with visits(browser, **state("light", width)) as seen:
        for path in kinds(site):
            seen.go((site / path).as_uri())
            found[path] = layout.faults(seen)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_the_keyboard_reaches_everything_in_sight(
    browser: Browser, built: Built, theme: str, width: int
) -> None:
    found = {}
    with visits(browser, **state(theme, width)) as seen:
        for path in kinds(built.site):
            seen.go((built.site / path).as_uri())
            found[path] = keyboard.faults(seen)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.browser
def test_everything_is_told_without_scripts(browser: Browser, built: Built) -> None:
    found = {path: no_script.faults(browser, built.site, path) for path in kinds(built.site)}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.browser
def test_pages_stand_still(browser: Browser, built: Built) -> None:
    found = {}
    with visits(browser, **state("light", 1280)) as seen:
        for path in kinds(built.site):
            seen.go((built.site / path).as_uri())
            found[path] = screenshots.faults(seen)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.browser
def test_printed_sheets_say_what_they_show(browser: Browser, site: Path, tmp_path: Path) -> None:
    program("pdftotext", "PRINT")
    found = {}
    with visits(browser, **state("dark", 1280)) as seen:
        for path in kinds(site):
            seen.go((site / path).as_uri())
            data = site / (f"{home(path)}snapshot.json" if home(path) else DATA)
            found[path] = printing.faults(seen, data, tmp_path / f"{Path(path).stem}.pdf")
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_the_report_as_pdf(site: Path) -> None:
    program("pdftotext", "PRINT")
    pytest.importorskip("weasyprint", exc_type=ImportError)
    assert printing.faults_of_pdf(site / "report.pdf", printing.said(site / DATA)) == []


@pytest.mark.counterpart
def test_html_by_the_standard_rules(tools: Tools, site: Path) -> None:
    assert html_rules.faults(tools, site) == []


@pytest.mark.counterpart
def test_html_and_css_by_the_nu_checker(tools: Tools, site: Path) -> None:
    program("java", "THE MARKUP BY THE NU HTML CHECKER")
    assert nu_checker.faults(tools, site) == []


def test_firefox_shows_the_landing_page(built: Built, tmp_path: Path) -> None:
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        pytest.skip("Firefox is not installed; it is asked where it is")
    pytest.importorskip("PIL.Image")
    assert firefox.faults(found, built.site / "index.html", tmp_path) == []


def test_no_person_is_named_where_roles_are(built: Built, tmp_path: Path) -> None:
    authors = run("git", "log", "--format=%an", cwd=built.repository, check=True).out.splitlines()
    persons = {*authors, *DEPUTIES}
    assert len(persons) > 12
    site = built.make(tmp_path / "site", "--names", "roles")
    named = set()
    for person in persons:
        first, last = person.encode().split()
        shown = re.compile(rb"%b[\W_]+%b|%b, ?%b" % (first, last, last, first), re.IGNORECASE)
        named |= {person for data in content(built.site).values() if shown.search(data)}
        found = [
            path for path, data in content(site).items() if shown.search(data) or shown.search(path.encode())
        ]
        assert found == [], person
    assert len(named) > 10, "there was something to replace"
    assert links.faults(site) == []
    assert figures.faults(site) == []
    if (site / "report.pdf").exists():
        program("pdftotext", "PRINT")
        told = run("pdftotext", str(site / "report.pdf"), "-", cwd=site, check=True).out
        assert not [person for person in persons if person in " ".join(told.split())]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The folder over HTTP on a port of its own."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are no news."""
