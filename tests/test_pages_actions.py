"""Corrective actions, services and owners: what is counted, what is late, what came back, and tables that keep their state."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_dashboard import at, history, take, values
from workspaces import NETOPS, Repository, run

from dashboard_gen.actions import watched
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
    assert "every one has its SLA." in page


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
