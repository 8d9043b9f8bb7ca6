"""The landing page at a past moment: what was true at that commit, under that day, and nothing of now."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from site_checks import accessibility, layout
from test_dashboard import at, history, story, take, values
from test_dashboard_browser import state, visit
from workspaces import Repository, commits_of_the_test_writer, iso20k

from dashboard_gen.headline import headline
from dashboard_gen.history import Reported, Review
from dashboard_gen.history.reported import AS_REPORTED, RECOMPUTED
from dashboard_gen.material import Material
from dashboard_gen.moments import SHOWN, Moments
from dashboard_gen.packing import pack, unpack
from dashboard_gen.pages import build
from dashboard_gen.words import why_different, written_day
from dashboard_gen.writing import write
from iso20k.standard.areas import CLAUSE_AREAS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from site_checks.visiting import Visit

#: The commit that a board was told of, the one whose settings cannot be read, and one with registers.
REPORTED, BROKEN, REGISTERS = "Gap assessment", "Half written", "Plan, agreements and registers"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """A reviewed and reported commit, one that cannot be read, the registers, and a last commit that lacks a document."""
    with commits_of_the_test_writer():
        repository = story(tmp_path_factory.mktemp("repository"))
        _report(repository)
        settings = repository.top / "iso20k.yaml"
        kept = settings.read_text()
        settings.write_text("edition: [")
        at(repository, "2026-04-20", BROKEN)
        settings.write_text(kept)
        take(repository, "05-service-management-plan", "06-service-level-management", "20-internal-audit")
        take(repository, "21-monitoring-measurement", "22-management-review")
        at(repository, "2026-11-20", REGISTERS)
        repository.path("internal-audit").unlink()
        settings.write_text(f"{kept}weights:\n  Design: 7\n  Monitoring: 6\n")
        at(repository, "2026-11-21", "Drop the audit")
        return values(history(repository))


def _report(repository: Repository) -> None:
    """The board's report of the last commit, with another figure than today's rules give, and the tag of its review."""
    made = iso20k(
        "new", "executive-readiness-report", "--rev", "HEAD", "--as-of", "2026-04-10", cwd=repository.top
    )
    assert made.code == 0, made.err
    (path,) = (repository.top / "reports").iterdir()
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"paper is \d+ %", "paper is 77 %", text, count=1), encoding="utf-8")
    at(repository, "2026-04-11", "Report to the board")
    repository.git("tag", "review-april")


@pytest.fixture(scope="module")
def folder(told: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site") / "out"
    write(str(site), build(told))
    return site


def place(told: Material, subject: str) -> int:
    """The number of a point by its subject."""
    return next(number for number, point in enumerate(told.site.points) if point.subject == subject)


def read(script: bytes) -> tuple[list[dict[str, Any]], list[Any]]:
    """The rows of hist.js by their names, and what is told once."""
    data = json.loads(script.decode().removeprefix("window.ISO20K_HISTORY=").removesuffix(";\n"))
    return [dict(zip(data["names"], row, strict=True)) for row in data["rows"]], data["told"]


def test_the_slider_has_the_points_of_the_history(told: Material) -> None:
    rows, said = read(build(told)["hist.js"])
    points = told.site.points
    assert [(row["commit"], row["readiness"]) for row in rows] == [
        (p.commit[:12], p.readiness) for p in points
    ]
    for row, point in zip(rows, points, strict=True):
        assert row["areas"] == list(point.areas)
        assert said[row["weights"]] == list(point.weights)
        ahead = point.prospect
        assert row["stage2"] == (ahead.stage_2 if ahead else None)
        assert len(row["blocks"]) == (len(ahead.blocks) if ahead else 0)
    assert [row["at"] for row in rows][:: len(rows) - 1] == [0, 1000]
    assert rows[place(told, REPORTED)]["review"] == "review-april"


def test_points_keep_what_the_first_screen_says(told: Material) -> None:
    """The last point and the headline are made from one state: they may not differ."""
    last, head = told.site.points[-1].prospect, headline(told)
    assert last is not None
    assert [(one.words, one.day) for one in last.stages] == [(one.words, one.day) for one in head.verdicts]
    said = [one.text.replace("(then ", "(now ") for one in last.blocks]
    assert said[: len(head.blocks)] == [one.text for one in head.blocks]
    assert len(last.blocks) == len(head.blocks) + head.more
    assert [(one.label, one.text, one.day) for one in last.acts] == [
        (one.label, one.text, one.due) for one in head.due
    ]
    assert last.stage_2 == told.site.figures["stage-2"]
    assert list(told.site.points[-1].content) == [cell.content for cell in told.site.cells]
    assert list(told.site.points[-1].weights) == [area.readiness.weight for area in told.site.areas]


def test_points_are_remembered_as_they_are(told: Material) -> None:
    for point in told.site.points:
        packed = json.loads(json.dumps(pack(point)))
        assert unpack(*point[:4], packed=packed, author=point.author) == point


@pytest.mark.parametrize(
    "damage", [[1], [101, [["", ""]] * 2, [], []], [5, [["", 1]] * 2, [], []], [5, [["", ""]], [], []]]
)
def test_a_damaged_prospect_is_no_point(told: Material, damage: object) -> None:
    point = told.site.points[-1]
    packed = [*json.loads(json.dumps(pack(point)))[:-1], damage]
    with pytest.raises((TypeError, ValueError)):
        unpack(*point[:4], packed=packed)


def test_a_long_history_is_thinned_and_keeps_its_reviews(told: Material) -> None:
    points = [told.site.points[-1]._replace(commit=f"{number:040x}") for number in range(1000)]
    made = Moments(points, [Review("review-1", "", "", "", 501)])
    rows, _ = read(made.script())
    assert len(rows) in (SHOWN, SHOWN + 1)
    assert [row["commit"] for row in rows if row["review"] == "review-1"] == [f"{501:040x}"[:12]]
    assert (rows[0]["commit"], rows[-1]["commit"]) == (points[0].commit[:12], points[-1].commit[:12])
    assert len(made.script()) <= 120_000


def test_a_report_belongs_to_the_state_it_tells_of(told: Material) -> None:
    (one,) = told.history.reported
    points = told.site.points
    number = place(told, REPORTED)
    for report, expected in (
        (one, number),  # it names its commit
        (
            one._replace(of="", judged=one.commit),
            number,
        ),  # it names none: the commit that brought it changed nothing judged
        (one._replace(of="0000000", judged="0" * 40), None),  # of a commit without a point
        (one._replace(of="", judged=one.commit, when="2020-01-01T00:00:00Z"), None),  # before the first point
    ):
        rows, _ = read(Moments(points, (), [report]).script())
        assert [at for at, row in enumerate(rows) if row["reported"]] == (
            [] if expected is None else [expected]
        )


def test_why_figures_differ_is_told(told: Material) -> None:
    (one,) = told.history.reported
    assert one.readiness == 77
    assert f"today's rules give {one.recomputed} %" in why_different(one)
    assert "rules have changed since, or the report was edited" in why_different(one)
    assert "names no commit" in why_different(one._replace(of=""))
    assert "not on this branch" in why_different(one._replace(of="abcdef0"))
    assert "cannot be judged" in why_different(one._replace(recomputed=None))
    assert why_different(_same(one)) == ""


def _same(one: Reported) -> Reported:
    return one._replace(readiness=one.recomputed or 0)


# --- In the browser --------------------------------------------------------------------------------------------------


def go_to(seen: Visit, number: int) -> Page:
    """The moment of a number, by the keys."""
    page = seen.page
    page.focus("#moment")
    page.keyboard.press("Home")
    page.wait_for_selector("body.past")
    for _ in range(number):
        page.keyboard.press("ArrowRight")
    return page


@pytest.mark.browser
def test_a_past_moment_tells_what_was_true_then(browser: Browser, folder: Path, told: Material) -> None:
    number = place(told, REPORTED)
    point, last = told.site.points[number], told.site.points[-1]
    ahead = point.prospect
    assert ahead is not None
    assert last.prospect is not None
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        page = go_to(seen, number)
        assert (
            page.inner_text("#headline")
            == f"{point.readiness} % ready on paper, {ahead.stage_2} % for Stage 2"
        )
        label = page.inner_text(".then")
        for words in (
            f"As of {written_day(point.day)}",
            f"commit {point.short}",
            "review-april",
            RECOMPUTED.replace("'", "’"),
        ):
            assert words in label
        opening = page.inner_text(".compare")
        assert f"{AS_REPORTED.capitalize()}: 77 % on paper" in opening
        assert "the rules have changed since, or the report was edited" in opening
        assert f"Stage 1: {ahead.stages[0].words}, no day set." in opening
        assert page.locator(".compare a").get_attribute("href") == "at/review-april/index.html"
        blockers = page.locator(".lead .blockers li").all_inner_texts()
        assert [text.strip() for text in blockers] == [
            f"{one.text} {one.owner}".strip() for one in ahead.blocks[:3]
        ]
        assert f"{len(ahead.blocks) - 3} more below" in page.inner_text(".lead")
        assert page.locator("section[aria-labelledby=verdicts] li").count() == len(ahead.blocks)
        assert ahead.acts == ()
        assert "No document named an open action" in page.inner_text(".lead")
        assert page.locator("[data-at=area]").all_inner_texts() == [f"{value} %" for value in point.areas]
        assert page.locator("[data-area] td:last-child").all_inner_texts() == [
            str(value) for value in point.weights
        ]
        assert point.weights != last.weights
        widths = page.locator(".areas .fill").evaluate_all("all => all.map(one => one.getAttribute('width'))")
        assert widths == [str(value) for value in (*point.areas, point.readiness)]
        shares = page.locator(".cell-content").all_inner_texts()
        held = [point.steps[area.step - 1].status != "not-started" for area in CLAUSE_AREAS]
        assert [text == "no document yet" for text in shares] == [not there for there in held]
        assert page.inner_text(".tiles [data-at=overdue]") == "no register yet"
        assert f"now {last.readiness} %" in page.inner_text(".tiles")
        assert (page.text_content("#radar-text") or "").startswith(f"1 Scope & Context {point.areas[0]} %;")
        assert "No document named an open action" in page.inner_text("section[aria-labelledby=due]")
        assert f"As of {point.day}" in page.title()
        assert seen.said == []


@pytest.mark.browser
def test_nothing_of_now_stays_at_a_past_moment(browser: Browser, folder: Path, told: Material) -> None:
    """Words that are true of now only are looked for on the whole page."""
    last, head = told.site.points[-1], headline(told)
    first = told.site.points[0]
    assert first.prospect is not None
    of_then = " ".join(one.text for one in (*first.prospect.blocks, *first.prospect.acts))
    now = (
        [one.text for one in head.blocks]
        + [one.text for one in head.due]
        + [one.distance for one in head.verdicts]
    )
    now = [text for text in now if text not in of_then]
    assert len(now) > 6
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        before = seen.page.inner_text("body")
        assert sum(text[:80] in before for text in now) > 6
        page = go_to(seen, 0)
        after = page.inner_text("body")
        assert [text for text in now if text[:80] in after] == []
        assert page.locator("main [data-metric]").count() == 0, "no figure of now stands under its name"
        # its day and its commit are told as those of the site, nowhere as those of what is shown
        assert after.count(last.short) == 1
        assert f"the site is as of {written_day(last.day)} at commit {last.short}" in after


@pytest.mark.browser
def test_a_commit_that_cannot_be_judged_says_so(browser: Browser, folder: Path, told: Material) -> None:
    number = place(told, BROKEN)
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        page = go_to(seen, number)
        assert page.inner_text("#headline") == "This commit cannot be judged"
        assert told.site.points[number].note[:60] in page.inner_text(".compare")
        assert set(page.locator(".tiles .value").all_inner_texts()) == {"not known"}
        assert set(page.locator(".cell-level").all_inner_texts()) == {"not known"}
        assert "not readable" in page.inner_text("#at")
        assert seen.said == []


@pytest.mark.browser
def test_acts_and_registers_of_a_past_moment(browser: Browser, folder: Path, told: Material) -> None:
    point = told.site.points[place(told, REGISTERS)]
    assert point.prospect is not None
    assert point.capas is not None
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        page = seen.page
        page.click("#earlier")
        page.wait_for_selector("body.past")
        assert point.short in page.inner_text("#at")
        due = page.inner_text("section[aria-labelledby=due]")
        for act in point.prospect.acts:
            assert f"{act.text[:100]}" in due
            assert f"{act.who}, due {written_day(act.day)}" in due
        assert f"{point.capas.open} open, {point.capas.closed} closed, {point.capas.overdue} overdue" in due
        late = [act for act in point.prospect.acts if act.day < point.day]
        assert page.locator("section[aria-labelledby=due] .late").count() == len(late) > 0
        assert "late" in page.locator("section[aria-labelledby=due] .late").first.inner_text()
        stage = point.prospect.stages[1]
        assert f"Stage 2: {stage.words}, {written_day(stage.day)}, in 3 days." in page.inner_text(".compare")


@pytest.mark.browser
def test_a_moment_has_an_address_and_now_comes_back(browser: Browser, folder: Path, told: Material) -> None:
    first = told.site.points[0]
    whole = "() => [...document.querySelectorAll('.asof, main, .foot')].map(one => one.outerHTML).join()"
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        page = seen.page
        assert not any(url.endswith(("hist.js", "past.js")) for url in seen.asked), (
            "loaded when they are asked for"
        )
        assert page.get_attribute("#moment", "aria-valuetext") == page.inner_text("#at")
        now, title = page.evaluate(whole), page.title()
        page = go_to(seen, 0)
        assert page.inner_text("[data-at=readiness]") == f"{first.readiness} %"
        assert page.get_attribute("#moment", "aria-valuetext") == page.inner_text("#at")
        address = page.url
        assert address.endswith(f"#at={first.commit[:12]}")
        page.click("#later")
        assert told.site.points[1].short in page.inner_text("#at")
        page.focus("#moment")
        page.keyboard.press("End")
        assert "#" not in page.url
        assert page.title() == title
        kept = r' style="[^"]*"| aria-valuetext="[^"]*"'
        assert re.sub(kept, "", page.evaluate(whole)) == re.sub(kept, "", now)
        assert seen.said == []
    with visit(browser, folder, "index.html", **state("dark", 320)) as seen:
        seen.page.goto(address)
        seen.page.reload()
        seen.page.wait_for_selector("body.past")
        assert seen.page.inner_text("[data-at=readiness]") == f"{first.readiness} %"
        seen.page.evaluate("location.hash = '#at=000000000000'")
        seen.page.wait_for_selector("body:not(.past)")
        assert "Commit 0000000 is no moment of this page" in seen.page.inner_text("#at")


@pytest.mark.browser
def test_the_slider_stands_still_under_the_hand(browser: Browser, folder: Path, told: Material) -> None:
    top = "e => e.getBoundingClientRect().top + scrollY"
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        page = go_to(seen, 0)
        places = []
        for _ in told.site.points:
            places.append(page.locator("#moment").evaluate(top))
            page.keyboard.press("ArrowRight")
        assert places == sorted(places), "what stands above it never pulls it up"


@pytest.mark.browser
def test_without_its_data_the_slider_says_so(browser: Browser, folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    (copy / "hist.js").unlink()
    with visit(browser, copy, "index.html", **state("light", 1280)) as seen:
        now = seen.page.inner_text("#headline")
        seen.page.click("#earlier")
        seen.page.wait_for_selector("#at:has-text('could not be loaded')")
        assert seen.page.inner_text("#headline") == now


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_past_moments_are_accessible_and_whole(
    browser: Browser, folder: Path, told: Material, theme: str, width: int
) -> None:
    with visit(browser, folder, "index.html", **state(theme, width)) as seen:
        go_to(seen, 0)
        for _ in told.site.points[1:]:
            assert accessibility.faults(seen) == []
            assert layout.faults(seen) == []
            seen.page.keyboard.press("ArrowRight")


@pytest.mark.browser
def test_printed_sheets_of_a_past_moment_do_not_say_now(
    browser: Browser, folder: Path, told: Material, tmp_path: Path
) -> None:
    from site_checks.printing import _run

    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext IS NOT INSTALLED: PRINT WAS NOT CHECKED")
    with visit(browser, folder, "index.html", **state("light", 1280)) as seen:
        go_to(seen, 0).pdf(path=tmp_path / "past.pdf", prefer_css_page_size=True, format="A4")
        sheets = _run("pdftotext", "-layout", tmp_path / "past.pdf", "-").split("\f")[:-1]
    assert len(sheets) > 1
    for sheet in sheets:
        words = " ".join(sheet.split())
        assert "A past moment, told on the first sheet" in words
        assert f"commit {told.site.points[-1].short}, period" not in words
