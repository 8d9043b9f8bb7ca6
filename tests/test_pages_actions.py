"""Corrective actions, services and owners: what is counted, what is late, what came back, and tables that keep their state."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_dashboard import at, history, pages, take, values
from workspaces import NETOPS, Repository, run

from dashboard_gen.actions import watched
from dashboard_gen.addresses import rule_page
from dashboard_gen.owners import owner_page, owners
from dashboard_gen.pages import build
from dashboard_gen.services import served
from dashboard_gen.writing import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STEMS = tuple(path.stem for path in sorted((NETOPS / "sms").glob("*.md")))
CLOSED = "| Closed |"


def begun(top: Path) -> Repository:
    """The whole NetOps workspace in one commit of October 2026."""
    (top / "sms").mkdir(parents=True)
    (top / "iso20k.yaml").write_bytes((NETOPS / "iso20k.yaml").read_bytes())
    repository = Repository(top, top)
    run("git", "init", "-q", "-b", "main", cwd=top, check=True)
    take(repository, *STEMS)
    at(repository, "2026-10-01", "Begin")
    return repository


def edit_row(repository: Repository, start: str, old: str, new: str) -> None:
    path = repository.path("monitoring-measurement")
    lines = path.read_text(encoding="utf-8").split("\n")
    (number,) = (n for n, line in enumerate(lines) if line.startswith(f"| {start} |"))
    assert old in lines[number], lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")


def test_actions_are_open_late_or_closed_as_of_the_day(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    edit_row(repository, "CAPA-002", "2026-12-18", "2026-09-11")
    at(repository, "2026-10-20", "Shorten a date")
    told = values(history(repository))
    found = {one.capa.id: (one.state, one.age, one.late) for one in watched(told)}
    assert found["CAPA-002"] == ("overdue", "31 to 60 days", 39)
    assert found["CAPA-003"][0] == "closed"
    assert found["CAPA-001"][1] == "not yet due"
    assert told.site.figures["capa.overdue"] == 1
    rows = list(csv.DictReader(io.StringIO(build(told)["data/capa.csv"].decode("utf-8-sig"))))
    assert rows[0]["id"] == "CAPA-002"
    assert sum(row["state"] == "open" for row in rows) + 1 == told.site.figures["capa.open"]


@pytest.mark.parametrize("returns", [True, False])
def test_a_closed_action_whose_finding_returns_stands_first(tmp_path: Path, returns: bool) -> None:
    repository = begun(tmp_path)
    edit_row(repository, "CAPA-003", "CMP-003", "CMP-003 CAT-01")
    at(repository, "2026-10-15", "Name the rule that it cures")
    repository.edit(
        "service-catalog",
        "| business | Hannah Lim |",
        "| business |  |" if returns else "| business | Hannah  Lim |",
    )
    at(repository, "2026-10-28", "Change the catalog")
    first = watched(values(history(repository)))[0]
    one = next(one for one in watched(values(history(repository))) if one.capa.id == "CAPA-003")
    assert one.rules == ("CAT-01",)
    assert (one.back is not None) is returns
    if returns:
        assert first.capa.id == "CAPA-003"
        assert one.back is not None
        assert one.back.began.day == "2026-10-28"


def test_coverage_names_what_counts_and_what_does_not(tmp_path: Path) -> None:
    told = values(history(begun(tmp_path)))
    found = served(told)
    counted = [one for one in found if one.counts]
    assert len(counted) == told.site.figures["slas.business"]
    assert sum(bool(one.slas) for one in counted) == told.site.figures["slas.covered"]
    assert {one.why for one in found if not one.counts} == {"supporting service"}
    page = build(told)["services.html"].decode()
    assert "not counted: supporting service" in page
    assert "Every live business service has an active SLA." in page


def test_everybody_who_answers_for_something_has_a_page(tmp_path: Path) -> None:
    told = values(history(begun(tmp_path)))
    files = build(told)
    found = owners(told)
    assert {"Emily Nguyen", "Sarah Chen", "Chris Doyle"} <= {owner.name for owner in found}
    page = files["owners/chris-doyle.html"].decode()
    assert "CAPA-001" in page
    assert "Configuration Management" in page
    assert [owner.overdue for owner in found] == sorted((owner.overdue for owner in found), reverse=True)


def test_a_page_belongs_to_one_person_however_the_name_is_written(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    spelled = {"service-catalog": "José Ñandú", "gap-assessment": "Jose Nandu", "sms-scope": "JOSÉ ÑANDÚ"}
    for skill, name in spelled.items():
        path = repository.path(skill)
        path.write_text(
            re.sub(r"(?m)^owner: .*", f"owner: {name}", path.read_text(encoding="utf-8"), count=1), "utf-8"
        )
    at(repository, "2026-10-20", "Hand documents on")
    told = values(history(repository))
    files = build(told)
    one, other = (owner for owner in owners(told) if owner.name in {"José Ñandú", "Jose Nandu", "JOSÉ ÑANDÚ"})
    assert {len(one.rows), len(other.rows)} == {1, 2}
    pages = {owner_page(told, owner.name) for owner in (one, other)}
    assert all(re.fullmatch(r"owners/jose-nandu-[0-9a-f]{8}\.html", page) for page in pages)
    assert len(pages & files.keys()) == 2
    assert owner_page(told, "JOSÉ ÑANDÚ") == owner_page(told, "José Ñandú")
    repository.edit("gap-assessment", "owner: Jose Nandu", "owner: Łukasz Weiß")
    at(repository, "2026-10-21", "Hand one on again")
    told = values(history(repository))
    files = build(told)
    assert owner_page(told, "José Ñandú") == "owners/jose-nandu.html"
    page = files["owners/jose-nandu.html"].decode()
    assert "Service Catalog" in page
    assert "SMS Scope" in page
    assert "Gap Assessment" in files["owners/lukasz-weiss.html"].decode()
    assert owner_page(told, "Nobody Else") == ""


@pytest.mark.browser
def test_a_table_filters_sorts_saves_what_is_shown_and_keeps_it(browser: Browser, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(str(site), build(values(history(begun(tmp_path / "docs")))))
    page = browser.new_page()
    page.goto((site / "services.html").as_uri())
    table = page.locator("#all-1")
    assert table.locator("tbody tr:visible").count() == 8
    tools = page.locator(".tools").first
    tools.locator("select").first.select_option("business")
    assert table.locator("tbody tr:visible").count() == 3
    tools.locator("input").fill("cloud")
    assert table.locator("tbody tr:visible").count() == 1
    assert "1 of 8 rows" in tools.inner_text()
    with page.expect_download() as saved:
        tools.get_by_role("button").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows[1:]] == ["SVC-002 Cloud Hosting"]
    assert rows[0][0] == "Service"
    page.reload()
    assert table.locator("tbody tr:visible").count() == 1
    tools.locator("input").fill("")
    tools.locator("select").first.select_option("")
    table.locator("thead button").first.click()
    table.locator("thead button").first.click()
    assert table.locator("tbody tr").first.inner_text().startswith("SVC-008")
    assert table.locator("thead th").first.get_attribute("aria-sort") == "descending"


@pytest.mark.browser
def test_rows_are_sorted_by_the_size_of_figures_and_the_letters_of_words(
    browser: Browser, tmp_path: Path
) -> None:
    orders = {
        ("8 of 12", "10 of 12", "–", "9 of 12"): ["–", "8 of 12", "9 of 12", "10 of 12"],
        ("+4", "−10", "0"): ["−10", "0", "+4"],
        ("9.1", "6.2", "10"): ["6.2", "9.1", "10"],
        ("2026-10-02", "2026-03-01", "2025-12-31"): ["2025-12-31", "2026-03-01", "2026-10-02"],
        ("SVC-10", "no service", "SVC-9"): ["no service", "SVC-9", "SVC-10"],
        ("1,200", "900", "unknown"): ["900", "1,200", "unknown"],
    }
    script = Path(__file__).parent.parent / "dashboard_gen/assets/tables.js"
    (tmp_path / "t.js").write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    for given, expected in orders.items():
        rows = "".join(f"<tr><td>{text}</td></tr>" for text in given)
        (tmp_path / "t.html").write_text(
            f"<meta charset=utf-8><table id=t data-tools><thead><tr><th>A</th></tr></thead><tbody>{rows}</tbody></table>"
            "<script src=t.js></script>",
            encoding="utf-8",
        )
        page = browser.new_page()
        page.goto((tmp_path / "t.html").as_uri())
        page.locator("thead button").click()
        assert page.locator("tbody td").all_inner_texts() == expected


@pytest.mark.browser
def test_on_a_phone_a_row_is_told_under_its_headings_and_saved_words_stay_apart(
    browser: Browser, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    write(str(site), build(values(history(begun(tmp_path / "docs")))))
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto((site / "capa.html").as_uri())
    due = page.locator("#CAPA-001 td", has_text="2027-01-29").first
    assert due.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Due"'
    assert due.bounding_box()["x"] < 32  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".tools input").fill("nothing like this")
    assert page.locator("#actions-1 tbody tr:visible").count() == 0
    page.locator(".tools input").fill("")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save").click()
    rows = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {f"CAPA-00{n} corrective" for n in (1, 2, 3)}


def test_a_dependency_that_is_told_in_three_places_counts_once(tmp_path: Path) -> None:
    page = pages(build(values(history(begun(tmp_path)))))["dependencies.html"]
    told = " ".join("".join(page.text).split())
    assert "Dependencies5" in told
    assert told.count("and 2 other places") == 5


def test_all_rules_are_listed_with_what_they_find(tmp_path: Path) -> None:
    told = values(history(begun(tmp_path)))
    page = pages(build(told))["rules.html"]
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a" and "#" in attributes["href"]]
    assert [link for link in links if link.startswith("rules/")] == [
        rule_page(rule.id) for rule in told.catalogue.rules
    ]


@pytest.mark.browser
def test_two_thousand_rows_are_all_filtered(browser: Browser, tmp_path: Path) -> None:
    script = (Path(__file__).parent.parent / "dashboard_gen/assets/tables.js").read_text(encoding="utf-8")
    assert len(script.encode()) <= 6_000
    rows = "".join(f"<tr><th>row {n}</th><td>{n % 7}</td></tr>" for n in range(2_000))
    (tmp_path / "t.js").write_text(script, encoding="utf-8")
    (tmp_path / "t.html").write_text(
        f"<table id=t data-tools data-choices=1><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>"
        "<script src=t.js></script>",
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto((tmp_path / "t.html").as_uri())
    page.locator("input").fill("19")
    expected = sum("19" in f"row {n} {n % 7}" for n in range(2_000))
    assert page.locator("tbody tr:visible").count() == expected
