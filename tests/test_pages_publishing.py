"""The site handed on: opened in a browser, as one file, and with roles in place of names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from site_checks import links
from site_checks.pages import content
from test_dashboard import story
from workspaces import Repository, iso20k

from dashboard_gen.archive import FOLDER, archive
from dashboard_gen.roles import replaced
from dashboard_gen.writing import MANIFEST
from iso20k.story import NEXT_DAY

GIVEN = {"Sarah Chen": "SMS manager", "Pat O'Neil": "Auditor", "Zoë Müller": "ZM"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return story(tmp_path / "documents")


# --- Opened ----------------------------------------------------------------------------------------------------------


def test_the_built_page_is_opened(repository: Repository, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path / "opened"}"\n')
    browser.chmod(0o755)
    told = iso20k(
        "dashboard", "-o", str(tmp_path / "a site"), "--open", cwd=repository.top, BROWSER=str(browser)
    )
    assert told.code == 0, told
    assert (tmp_path / "opened").read_text() == (tmp_path / "a site" / "index.html").as_uri()


def test_a_machine_without_a_browser_is_told_the_address(repository: Repository, tmp_path: Path) -> None:
    told = iso20k("dashboard", "-o", str(tmp_path / "site"), "--open", cwd=repository.top, BROWSER="false")
    assert told.code == 0
    assert f"no browser could be started; open {(tmp_path / 'site' / 'index.html').as_uri()}" in told.err


@pytest.mark.parametrize("words", [(), ("--open",), ("--zip", "x.zip", "--open")])
def test_a_site_without_a_place_is_refused(repository: Repository, words: tuple[str, ...]) -> None:
    told = iso20k("dashboard", *words, cwd=repository.top)
    assert told.code == 2
    assert "no folder is named for the site" in told.err
    assert "Add -o DIR." in told.err


# --- As one file -----------------------------------------------------------------------------------------------------


def test_a_zip_holds_the_site_and_the_same_bytes(repository: Repository, tmp_path: Path) -> None:
    one, other, site = tmp_path / "one.zip", tmp_path / "other.zip", tmp_path / "site"
    assert iso20k("dashboard", "--zip", str(one), "-o", str(site), cwd=repository.top).code == 0
    again = iso20k("dashboard", "--zip", str(other), "--no-cache", cwd=repository.top)
    assert f"files in {other}" in again.out
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as opened:
        opened.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked" / FOLDER
    assert content(unpacked) == content(site)
    assert links.faults(unpacked) == []
    assert iso20k("dashboard", "--zip", str(one), "-o", str(unpacked), cwd=repository.top).code == 0, (
        "both are renewed"
    )


def test_a_file_of_somebody_else_is_left_alone(repository: Repository, tmp_path: Path) -> None:
    thesis, photos = tmp_path / "thesis.zip", tmp_path / "photos.zip"
    thesis.write_text("mine")
    with zipfile.ZipFile(photos, "w") as made:
        made.writestr("photo.png", b"x")
    for mine in (thesis, photos):
        before = mine.read_bytes()
        told = iso20k("dashboard", "--zip", str(mine), cwd=repository.top)
        assert (told.code, mine.read_bytes()) == (2, before)
        assert "this is no zip of a former dashboard" in told.err


def test_members_carry_neither_time_nor_place() -> None:
    with zipfile.ZipFile(io.BytesIO(archive({"b/c.html": b"2", "a.html": b"1"}))) as opened:
        told = [(one.filename, one.date_time, one.external_attr >> 16) for one in opened.infolist()]
    assert [name for name, _, _ in told] == [f"{FOLDER}/{name}" for name in (MANIFEST, "a.html", "b/c.html")]
    assert {rest for _, *rest in map(tuple, ((n, (d, m)) for n, d, m in told)) for rest in rest} == {
        ((1980, 1, 1, 0, 0, 0), 0o644)
    }


# --- With roles ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sarah Chen, chair", "SMS manager, chair"),
        ("Sarah\nChen", "SMS manager"),
        ("SARAH&nbsp;CHEN", "SMS manager"),
        ("Chen, Sarah", "SMS manager"),
        ("S. Chen", "SMS manager"),
        ("sarah.chen@netops.example", "sms.manager@netops.example"),
        ('href="owners/sarah-chen.html"', 'href="owners/sms-manager.html"'),
        ("?q=Sarah%20Chen", "?q=SMS%20manager"),
        ("Pat O&#39;Neil", "Auditor"),
        ("Pat O'Neil", "Auditor"),
        ("Zo\\u00eb M\\u00fcller", "ZM"),
        ("Zoë Müller", "ZM"),
        ('href="owners/zoe-muller.html"', 'href="owners/zm.html"'),
        ('href="owners/pat-o-neil.html"', 'href="owners/auditor.html"'),
        ("Sarah Chenoweth and Rosarah Chen", "Sarah Chenoweth and Rosarah Chen"),
    ],
)
def test_a_name_however_it_is_written(written: str, shown: str) -> None:
    assert replaced({"a.html": written.encode()}, GIVEN)["a.html"].decode() == shown


def test_addresses_and_search_words_follow() -> None:
    files = {
        "owners/sarah-chen.html": b"x",
        "search/c.js": b'x={"cab":"1","chen":"2 3","chair":"4"};y={"chen":"1","muller":"2"};z={"chen":"1","d":"2"}',
        "report.pdf": b"%PDF Sarah Chen",
    }
    assert replaced(files, GIVEN) == {
        "owners/sms-manager.html": b"x",
        "search/c.js": b'x={"cab":"1","chair":"4"};y={};z={"d":"2"}',
        "report.pdf": b"%PDF Sarah Chen",
    }


def test_a_person_without_a_role_becomes_initials_and_two_are_told_apart(
    repository: Repository, tmp_path: Path
) -> None:
    for author in ("Vera Novak", "Viktor Nagy"):
        document = repository.path("service-catalog")
        document.write_text(
            document.read_text(encoding="utf-8") + f"\nChecked by {author}.\n", encoding="utf-8"
        )
        repository.git("add", "-A")
        day = f"{NEXT_DAY}T10:00:00+10:00"
        done = repository.git(
            "commit",
            "-qm",
            f"Checked by {author}",
            GIT_AUTHOR_NAME=author,
            GIT_AUTHOR_DATE=day,
            GIT_COMMITTER_DATE=day,
        )
        assert done.code == 0, done
    told = iso20k("dashboard", "-o", str(tmp_path / "site"), "--names", "roles", cwd=repository.top)
    assert told.code == 0, told
    history = (tmp_path / "site" / "history.html").read_text(encoding="utf-8")
    assert "Checked by VN<" in history
    assert "Checked by VN 2<" in history
    assert "Names of persons are replaced by their roles" in history
