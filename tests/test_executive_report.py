"""The Executive Readiness Report: what a board reads, held against the documents and figures that it names."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from workspaces import NETOPS, iso20k, netops

from iso20k.judging.examples import SAMPLE_DAY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME = "executive-readiness-report"
_SOURCE = re.compile(r"\*(?:[^*]*`iso20k [^`]+`|[^*]*\[step \d+, line \d+\])[^*]*\*")
_PLACE = re.compile(r"\[step (\d+), line (\d+)\]\(<\.\./([^#>]+)#L(\d+)>\)")


DAY = str(SAMPLE_DAY)


def made(where, *words, day=DAY, ending="md"):
    told = iso20k("new", NAME, "--as-of", day, *words, cwd=where)
    assert told.code == 0, told.err
    return (where / "reports" / f"{NAME}-{day}.{ending}").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return netops(tmp_path_factory.mktemp("netops"), hook=False, committed=False).workspace


@pytest.fixture(scope="module")
def report(workspace):
    return made(workspace)


def test_every_sentence_of_the_state_names_its_source(report):
    lines = [line for line in report.splitlines() if line.startswith("- ")]
    assert len(lines) >= 7
    assert [line for line in lines if not _SOURCE.search(line)] == []


def test_every_named_line_says_what_the_report_says(report, workspace):
    rows = [line for line in report.splitlines() if _PLACE.search(line) and line.startswith("| ")]
    assert rows
    for row in rows:
        step, line, path, anchor = _PLACE.search(row).groups()
        assert line == anchor
        assert path.startswith(f"sms/{int(step):02d}-")
        quoted = (workspace / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        label, who, due = (row.strip("| ").split(" | ")[0].split()[0], *row.strip("| ").split(" | ")[1:3])
        assert label in quoted
        assert who in quoted
        assert due.split()[0] in quoted


def test_figures_are_those_of_status(report, workspace):
    state = json.loads(iso20k("status", "--as-of", DAY, "--format", "json", cwd=workspace).out)
    assert f"Readiness on paper is {state['readiness']} %" in report
    for area in state["areas"]:
        name = area["area"].replace("&", "\\&")
        line = next(line for line in report.splitlines() if line.startswith(f"| {name} |"))
        assert f"| {area['weight']} % | {area['readiness']} % | {area['stage_2']['readiness']} % |" in line
    gates = [gate for verdict in state["verdicts"] for gate in verdict["path"]]
    blocks = re.search(r"## What blocks\n\n(.*?)\n## ", report, re.DOTALL)[1]
    assert sum(line.startswith(("| 1 |", "| 2 |")) for line in blocks.splitlines()) == len(gates)


def test_what_is_past_due_is_overdue_and_what_is_closed_is_gone(tmp_path):
    report = made(netops(tmp_path).workspace, day="2026-12-19")
    assert "| 2026-12-18 **overdue** |" in report
    assert "| 2027-01-29 |" in report
    assert "CAPA-003" not in report


def test_a_beginner_reads_what_lacks_and_that_nobody_owns_it(tmp_path):
    where = netops(tmp_path, hook=False, committed=False).workspace
    for path in (where / "sms").iterdir():
        if not path.name.startswith("01-"):
            path.unlink()
    report = made(where)
    assert "Stage 1, planned for" in report or "no day is set" in report
    assert "no owner named" in report
    assert "21 not begun" in report
    assert "No open decision, action or CAPA is recorded" in report


def test_html_carries_the_same_words(report, tmp_path):
    where = netops(tmp_path, hook=False, committed=False).workspace
    page = made(where, "--format", "html", ending="html")
    assert "<script" not in page
    assert "@page" in page
    page = re.sub(r"</?span>", "", page)
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).split())
    for line in report.splitlines():
        if line.startswith("| ") and "[" not in line:
            for cell in line.strip("| ").split(" | "):
                assert cell.replace("\\", "").replace("**", "").replace("`", "") in shown


def test_words_of_documents_are_no_markup(tmp_path):
    repository = netops(tmp_path, hook=False, committed=False)
    hostile = "`<script>alert(1)</script>` \\![x](http://evil.example/)"
    repository.edit("management-review", "| Recruit one security analyst |", f"| {hostile} |")
    page = made(repository.workspace, "--format", "html", ending="html")
    assert "alert(1)" in page
    assert "<script>" not in page
    assert "<img" not in page


def test_a_commit_is_named_and_an_old_report_is_kept(tmp_path):
    where = netops(tmp_path, hook=False).workspace
    report = made(where, "--rev", "HEAD")
    assert re.search(r"commit [0-9a-f]{10},", report)
    again = iso20k("new", NAME, "--as-of", DAY, cwd=where)
    assert again.code == 2
    assert "was not touched" in again.err


def test_it_is_listed_and_is_no_artifact(workspace, report):
    assert NAME in iso20k("new", "--list", cwd=workspace).out
    before = json.loads(iso20k("check", "--as-of", DAY, "--format", "json", cwd=workspace).out)
    assert len(before["artifacts"]) == 22
    assert NAME not in str(before)


def test_print_options_are_refused_for_artifacts(workspace):
    told = iso20k("new", "service-catalog", "--format", "html", cwd=workspace)
    assert told.code == 2
    assert "Leave it away" in told.err


@pytest.mark.browser
@pytest.mark.parametrize("example", ["netops", "apex"])
def test_it_fits_two_sides_of_paper_and_a_phone(browser: Browser, tmp_path: Path, example: str) -> None:
    where = tmp_path / example
    shutil.copytree(NETOPS.parent / example, where)
    made(where, "--format", "html", ending="html")
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((where / "reports" / f"{NAME}-{DAY}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    paper = page.pdf(prefer_css_page_size=True)
    page.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) <= 2
