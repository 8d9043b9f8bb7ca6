"""Documents in the site: every line an address, findings in place, nothing that a document could do, and all of it found."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_checks import accessibility, budgets, links
from site_checks.pages import Seen, pages
from site_checks.visiting import visits
from test_dashboard import HOSTILE, at, begun, with_sources
from workspaces import Repository, commits_of_the_test_writer, netops

from dashboard_gen.addresses import line_page, owner_address
from dashboard_gen.documents.body import pieces, plain
from dashboard_gen.documents.changed import Changes
from dashboard_gen.documents.inline import Link
from dashboard_gen.documents.text import read
from dashboard_gen.listing import Item
from dashboard_gen.material import Material
from dashboard_gen.pages import build
from dashboard_gen.search.entries import Entry, entries
from dashboard_gen.search.index import index_files, words_of
from dashboard_gen.writing import write
from iso20k.document import Place, ReadingError
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from iso20k.judging.stage_two import stage_two
from validators.impact import commitments_of, references_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Elements that a document may become; none of them acts or loads anything.
TAGS = {
    *[
        "dl",
        "div",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "code",
        "span",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "hr",
        "br",
        "em",
        "strong",
        "s",
        "a",
        "time",
    ]
}


def troubled(top: Path) -> Repository:
    """The whole example with findings in tables, headings, control blocks and settings, and files that cannot be read."""
    repository = netops(top, hook=False)
    repository.edit("service-catalog", "owner: Emily Nguyen", "owner: '<b onclick=x>Emily</b>'")
    repository.edit(
        "service-catalog",
        "| SVC-006 Azure Management Portal | Microsoft | live",
        f"| SVC-016 {HOSTILE} | Microsoft | live",
    )
    repository.edit("incident-management", "# Incident Management", f"# {HOSTILE}\u202e Incident Management")
    change = repository.path("change-management")
    change.write_text(
        change.read_text(encoding="utf-8").replace("status: approved", "status: done"), encoding="utf-8"
    )
    notes = (
        "# Notes\n\n[a](03-service-catalog.md#x) [b](javascript:alert(1)) [c](https://example.com/?a=1&b=2) [d](../../etc/passwd)\n"
        "![Map <of>](https://example.com/map.png) <a href='https://example.com'>raw</a> [e](#part-two) [f](mailto:a@example.com)\n\n"
        "## Part two\n\n<script>alert(1)</script>\n<div onclick='x'>\n\n[g]: https://example.com\n\n## `<img src=x onerror=alert(9)>`\n"
    )
    (repository.workspace / "sms" / "notes & more.md").write_text(notes, encoding="utf-8")
    (repository.workspace / "sms" / "broken.md").write_bytes(b"# One\n\n\xff\xfe<script>alert(1)</script>\n")
    (repository.workspace / "sms" / "open.md").write_text("---\ntitle: x\n\n# No end\n", encoding="utf-8")
    os.symlink("broken.md", repository.workspace / "sms" / "linked.md")
    with (repository.workspace / "iso20k.yaml").open("a", encoding="utf-8") as file:
        file.write("waivers:\n  - {rule: CAT-99, reason: none, until: 2027-01-01}\n")
    at(repository, "2026-11-20", "Trouble")
    return repository


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Material, dict[str, bytes]]]:
    with commits_of_the_test_writer():
        told = with_sources(troubled(tmp_path_factory.mktemp("troubled")))
        yield told, build(told)


@pytest.fixture(scope="module")
def seen(made: tuple[Material, dict[str, bytes]]) -> dict[str, Seen]:
    return pages(made[1])


def resolves(found: dict[str, Seen], address: str) -> bool:
    page, _, fragment = address.partition("#")
    return unquote(page) in found and (not fragment or fragment in found[unquote(page)].ids)


def targets(path: str, page: Seen) -> Iterator[str]:
    """Where the links of a page lead within the site, as page or page#fragment."""
    for tag, attributes in page.tags:
        target = attributes.get("href", "")
        if tag == "a" and not re.match(r"[a-z]+:", target):
            to, _, fragment = target.partition("#")
            file = normpath(join(dirname(path), unquote(to))) if to else path
            yield f"{file}#{fragment}" if fragment else file


# --- Lines -----------------------------------------------------------------------------------------------------------


def test_every_line_of_every_document_has_one_address(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    told, _ = made
    assert len(told.sources.paths) == 22 + 1 + 4
    for path in told.sources.paths:
        page = seen[f"docs/{path}.html"]
        numbers = [int(name[1:]) for name in page.ids if re.fullmatch(r"L\d+", name)]
        assert sorted(numbers) == list(range(1, len(told.sources.lines(path)) + 1)), path
        assert len(page.ids) == len(set(page.ids)), path


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["---", "a: b", "", "# H", "text", "- item", "  - deep", "1. one", "| a | b |", "|---|--:|", "| 1 | <b>2</b> |",
             "```", "    code", "> quote", "<div>", "<!-- x", "-->", "***", "[l]: /x", "a\\", "`c", "~~s~~ [l](x.md)", "==="]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_whatever_a_document_holds_each_line_has_one_address_and_each_finding_one_place(
    lines: list[str],
) -> None:
    items = [item_at(line) for line in range(1, len(lines) + 2)]
    try:
        text = read(lines or [""])
    except ReadingError:
        found = plain(lines, items)
    else:
        found = pieces(text, items, lambda _: None, Changes(text, ()))
    page = Seen("".join(piece.html for piece in found).encode())
    assert sorted(int(name[1:]) for name in page.ids) == list(range(1, len(lines or [""]) + 1))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert not any(piece.ends for piece in found)
    assert [item.finding.place.line for piece in found for item in piece.items] == list(
        range(1, len(lines) + 2)
    )


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(["# T", "", "| a | b |", "|---|---|", "| 1 | 2 |", "- one", "  more", "> quote", "> | a |", "> |---|", "> | 1 |", "```", "text"]),
        max_size=24,
    )
)  # fmt: skip
def test_wherever_a_page_ends_it_is_whole_and_the_next_begins_with_its_line(lines: list[str]) -> None:
    text = read(lines or [""])
    items = [item_at(line) for line in range(1, len(lines) + 1)]
    found = pieces(text, items, lambda _: None, Changes(text, ()), room=0)
    first, held, told = 1, "", []
    for number, piece in enumerate(found, 1):
        held += piece.html
        if piece.ends or number == len(found):
            page = Balanced(held)
            assert page.open == []
            shown = sorted(int(name[1:]) for name in page.ids)
            assert shown == list(range(first, first + len(shown)))
            assert not piece.ends or piece.then == first + len(shown)
            told += shown
            first, held = piece.then, ""
    assert told == list(range(1, len(lines or [""]) + 1))


class Balanced(HTMLParser):
    """The ids of a part, and the elements that it leaves open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def item_at(line: int) -> Item:
    finding = Finding("CAT-01", "name", Severity.ERROR, "6.1", Place("sms/x.md", line), "wrong", "Mend it.")
    return Item("steps.html", f"CAT-01-{line}", "error", finding)


def test_a_finding_stands_right_behind_its_line() -> None:
    lines = [
        "---",
        "title: x",
        "owner: y",
        "---",
        "# H",
        "",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "| 3 | 4 |",
        "",
        "Last.",
    ]
    text = read(lines)
    found = pieces(text, [item_at(3), item_at(7), item_at(9)], lambda _: None, Changes(text, ()))
    assert [(piece.columns, [item.finding.place.line for item in piece.items]) for piece in found] == [
        (0, [3]),
        (2, [7]),
        (2, [9]),
        (0, []),
    ]
    assert found[1].html.endswith("<tbody>"), "what is wrong with a head stands before the first row"
    assert found[0].html.endswith('<div id="L3"><dt>owner</dt><dd>y<span id="L4"></span>'), "within the field"
    assert found[2].html == '<tr id="L9"><td><span id="L8"></span>1</td><td>2</td></tr>\n'


# --- From a figure to its line ---------------------------------------------------------------------------------------


def test_every_finding_reaches_its_line(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    told, _ = made
    assert {item.finding.rule for item in told.site.items} >= {"READ-01", "READ-03", "READ-06"}
    assert any(item.finding.place.path == "iso20k.yaml" for item in told.site.items)
    for item in told.site.items:
        where = item.finding.place
        address = line_page(where.path, where.line)
        assert resolves(seen, address), address
        assert item.anchor in seen[unquote(address.partition("#")[0])].ids, "it stands in place"
        linked = f"{unquote(address.partition('#')[0])}" + (f"#L{where.line}" if where.line else "")
        assert linked in set(targets(item.page, seen[item.page])), "one click from its step"
        for related in item.finding.related:
            assert resolves(seen, line_page(related.place.path, related.place.line))


def test_every_place_of_evidence_promise_and_reference_is_there(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    told, files = made
    shown = [one.found.place for area in stage_two(told.now).areas for one in area.items]
    promised = [one.place for one in commitments_of(told.now.workspace, told.catalogue)]
    known = references_of(told.now.workspace)
    named = [one.place for thing in known.things.values() for one in known.to(thing)]
    declared = [Place(cell.level.path, cell.level.line) for cell in told.site.cells if cell.level]
    assert min(len([*filter(None, shown)]), len(promised), len(named), len(declared)) > 10
    for place in filter(None, (*shown, *promised, *named, *declared)):
        assert resolves(seen, line_page(place.path, place.line)), place
    rows = list(csv.DictReader(io.StringIO(files["data/references.csv"].decode())))
    assert len(rows) > 300
    assert all(resolves(seen, row["page"]) for row in rows)


class Clicks(HTMLParser):
    """What the main part of a page offers: the links, and for each figure the link that it stands in ('' for none)."""

    def __init__(self, path: str, page: bytes) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.figures: list[tuple[str, str]] = []
        self._path = path
        self._main = False
        self._link = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._main = self._main or tag == "main"
        if tag == "a" and self._main and not re.match(r"[a-z]+:", found.get("href", "")):
            to, _, fragment = found["href"].partition("#")
            page = normpath(join(dirname(self._path), unquote(to))) if to else self._path
            self._link = f"{page}#{fragment}"
            self.links.add(self._link)
        if self._main and "data-metric" in found:
            self.figures.append((found["data-metric"], self._link))

    def handle_endtag(self, tag: str) -> None:
        self._main = self._main and tag != "main"
        self._link = "" if tag == "a" else self._link


def test_from_any_figure_two_clicks_lead_to_a_line(made: tuple[Material, dict[str, bytes]]) -> None:
    """By the figure's own link, where it stands in one, else by a link beside it; the names of all pages do not count."""
    clicks = {path: Clicks(path, data) for path, data in made[1].items() if path.endswith(".html")}
    to_line = {
        path: any(re.match(r"docs/.*#L\d+$", link) for link in page.links) for path, page in clicks.items()
    }
    lost = set()
    for path, page in clicks.items():
        beside = to_line[path] or any(to_line.get(link.partition("#")[0], False) for link in page.links)
        for name, link in page.figures:
            own = link.partition("#")[0]
            if re.match(r"docs/.*#L\d+$", link):
                continue
            if not (to_line.get(own, False) if own and own != path else beside):
                lost.add((path, name, link))
    assert lost == set()
    assert sum(len(page.figures) for page in clicks.values()) > 200


def test_links_and_fragments_resolve_and_nothing_leads_outside_by_itself(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    _, files = made
    for path, page in seen.items():
        for tag, attributes in page.tags:
            target = attributes.get("href", "") or attributes.get("src", "")
            if target.startswith(("http", "mailto")):
                assert (tag, attributes["rel"]) == ("a", "noreferrer"), target
            elif target.startswith(("data/", "../data/", "../../data/")) and target != "data:,":
                assert normpath(join(dirname(path), target)) in files
        for target in targets(path, page):
            if not target.startswith("data/"):
                to, _, fragment = target.partition("#")
                assert to in seen, (path, target)
                assert not fragment or fragment in seen[to].ids, (path, target)


# --- What a document may not do --------------------------------------------------------------------------------------


def test_html_of_a_document_is_text_and_links_lead_where_they_may(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    told, files = made
    for path in told.sources.paths:
        page = seen[f"docs/{path}.html"]
        assert [a["src"] for tag, a in page.tags if tag == "script"] == [
            "../" * (path.count("/") + 1) + "assets/site.js"
        ]
        assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a), path
        assert not {"img", "iframe", "b", "svg", "object"} & {tag for tag, _ in page.tags}, path
        assert "\u202e" not in "".join(page.text)
    notes = seen["docs/sms/notes & more.md.html"]
    inside = [(a["href"], a.get("rel")) for tag, a in notes.tags if tag == "a"]
    assert ("../../docs/sms/03-service-catalog.md.html", None) in inside
    assert ("https://example.com/?a=1&b=2", "noreferrer") in inside
    assert ("#L6", None) in inside
    assert ("mailto:a@example.com", "noreferrer") in inside
    assert not any("passwd" in href or "javascript" in href or "map.png" in href for href, _ in inside)
    words = "".join(notes.text)
    assert "Map <of>" in words
    assert "<script>alert(1)</script>" in words
    assert "../../etc/passwd" in words
    assert b"&lt;b onclick=x&gt;Emily" in files["docs/sms/03-service-catalog.md.html"]


def test_files_that_cannot_be_read_say_so_and_show_their_lines(seen: dict[str, Seen]) -> None:
    for name, reason, line in (
        ("broken", "byte 0xff is not UTF-8", "# One"),
        ("open", "no closing '---'", "# No end"),
        ("linked", "symbolic link", ""),
    ):
        words = "".join(seen[f"docs/sms/{name}.md.html"].text)
        assert "This file cannot be read as a document" in words
        assert reason in words
        assert line in words
    listed = "".join(seen["documents.html"].text)
    assert listed.count("not readable") == 3


def test_a_link_stays_text_where_it_leads_nowhere() -> None:
    text = read(["[one](x.md) [two](y.md) <https://example.com> [^1]", "", "[^1]: note"])
    found = pieces(text, (), lambda to: Link("y.html") if to == "y.md" else None, Changes(text, ()))
    assert 'one <code class="target">x.md</code> <a href="y.html">two</a>' in found[0].html
    assert "[^1]" in found[0].html, "a footnote is no link"


# --- Who changed it, and what it hangs on ----------------------------------------------------------------------------


def test_sections_and_rows_say_who_changed_them_and_when(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.edit("service-catalog", "Zabbix server pair", "Zabbix server trio")
    at(repository, "2026-03-09", "A third server")
    files = build(with_sources(repository))
    page = "".join(Seen(files["docs/sms/03-service-catalog.md.html"]).text)
    assert page.count("Changed 2026-03-09 by ") == 1, "the section of the row"
    assert "Last changed 9 March 2026" in page
    assert (
        files["docs/sms/03-service-catalog.md.html"].count(b'<td class="when"><time datetime="2026-03-09">')
        == 1
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a workspace with a register of 250 kB, links to its headings and rows with days of their own."""
    with commits_of_the_test_writer():
        repository = begun(tmp_path_factory.mktemp("repository"))
        rows = [f"| REC-{n:04} | a record that goes on [at the end](#the-end) | yes |" for n in range(2_500)]
        lines = [
            "# Records",
            "",
            "| ID | Text | Good |",
            "|---|---|---|",
            *rows,
            "",
            "## The end",
            "",
            "[Up](#records)",
        ]
        path = repository.top / "sms" / "records.md"
        path.write_text("\n".join(lines), encoding="utf-8")
        at(repository, "2026-03-03", "Records")
        path.write_text("\n".join(lines).replace("0000", "9000"), encoding="utf-8")
        at(repository, "2026-03-04", "One more")
        site = tmp_path_factory.mktemp("site") / "out"
        write(str(site), build(with_sources(repository)))
        return site


def test_a_large_document_takes_several_pages_and_every_line_is_on_one(large: Path) -> None:
    assert budgets.faults(large) == []
    assert links.faults(large) == []
    found = [Seen(page.read_bytes()) for page in large.glob("docs/sms/records.md*.html")]
    assert len(found) > 3
    lines = [int(name[1:]) for page in found for name in page.ids if re.fullmatch(r"L\d+", name)]
    assert sorted(lines) == list(range(1, 2_509))
    assert all("ID" in page.text for page in found), "the head of the table stands on each"
    assert all("2026-03-03" in page.text for page in found), "rows keep their days"


@pytest.mark.browser
def test_the_address_of_a_line_holds_whichever_page_it_is_on(browser: Browser, large: Path) -> None:
    first = (large / "docs/sms/records.md.html").as_uri()
    with visits(browser) as seen:
        for line in (2400, 9999):
            seen.go(f"{first}#L{line}")
            seen.page.wait_for_url(re.compile(rf"records\.md\.\d\.html#L{line}$"))
        seen.page.goto(f"{first}#L2400")
        assert "REC-2395" in seen.page.locator("#L2400").inner_text()
        assert accessibility.faults(seen) == []


def test_pages_of_the_example_are_small(made: tuple[Material, dict[str, bytes]]) -> None:
    _, files = made
    shared = sum(
        len(files[f"assets/{name}"]) for name in ("site.css", "site.js", "document.css", "search.js")
    )
    for path, data in files.items():
        if path.endswith(".html"):
            assert len(data) + shared <= 120_000, path


def test_a_document_says_what_it_depends_on_and_who_uses_it(seen: dict[str, Seen]) -> None:
    page = seen["docs/sms/03-service-catalog.md.html"]
    words = " ".join("".join(page.text).split())
    depends, used = words[words.index("Depends on") : words.index("Used by")], words[words.index("Used by") :]
    assert "Organization Profile: NetOps Solutions" in depends
    assert "Service Level Management: NetOps Solutions" in used
    assert "SVC-001 Managed Infrastructure" in used
    assert any(
        re.search(r"docs/sms/06-.*#L\d+", to) for to in targets("docs/sms/03-service-catalog.md.html", page)
    )


# --- Addresses -------------------------------------------------------------------------------------------------------


def test_addresses_are_plain_and_safe() -> None:
    assert line_page("sms/a b#c.md", 7) == "docs/sms/a%20b%23c.md.html#L7"
    assert line_page("sms/a.md") == "docs/sms/a.md.html"
    assert owner_address("José Ñandú") == "owners/jose-nandu.html"
    assert owner_address("Emily  Nguyen (IT)") == "owners/emily-nguyen-it.html"
    assert re.fullmatch(r"owners/owner-[0-9a-f]{8}\.html", owner_address("李"))


# --- Search ----------------------------------------------------------------------------------------------------------


def lookup(files: dict[str, bytes], *words: str) -> list[tuple[str, str]]:
    """What the index finds for whole words: (title, address); the same steps as in the browser."""
    head, rest = files["search-index.js"].decode().split(";\n", 1)
    index = json.loads(head.removeprefix("window.searchIndex="))
    known = json.loads(re.sub(r"^.*?\]=", "", rest.rstrip(";\n"))) if rest else {}
    found = None
    for word in words:
        number, here = 0, set()
        for step in known.get(word, "").split():
            number += int(step, 36)
            here.add(number)
        found = here if found is None else found & here
    return [(index["results"][n][1], index["results"][n][3]) for n in sorted(found or ())]


def test_everything_is_found_and_every_result_leads_somewhere(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    told, files = made
    found = list(entries(told, frozenset(seen)))
    assert {entry.kind for entry in found} == {
        "document",
        "record",
        "finding",
        "clause",
        "owner",
        "rule",
        "section",
        "row",
    }
    for entry in found:
        assert resolves(seen, entry.address), entry
    assert any("SVC-001" in title and "03-service-catalog" in to for title, to in lookup(files, "svc-001"))
    assert any(to == "rules/cat.html#CAT-03" for _, to in lookup(files, "cat-03"))
    assert lookup(files, "zabbix", "virtual") == lookup(files, "virtual", "zabbix")
    assert lookup(files, "nowhere", "zabbix") == []
    assert len(files["search-index.js"]) < 1_000_000


def test_owners_of_records_are_found_beside_owners_of_documents(
    made: tuple[Material, dict[str, bytes]], seen: dict[str, Seen]
) -> None:
    told, _ = made
    found = {entry.title: entry for entry in entries(told, frozenset(seen)) if entry.kind == "owner"}
    assert found["Emily Nguyen"].address == "owners/emily-nguyen.html"
    assert found["Emily Nguyen"].where.startswith(
        "owns Service Level Management, Service Reporting; answers for "
    )
    park = found["James Park"]  # no document, no service and nothing to do, but commitments
    assert park.where.startswith("answers for 4 in Management commitment and milestones")
    assert re.fullmatch(r"docs/sms/01-organization-profile\.md\.html#L\d+", park.address)


def test_a_large_index_is_split_by_first_letter() -> None:
    found = [
        Entry("row", f"Record {n}", "here", f"docs/x.md.html#L{n}", f"alpha{n} beta{n} élan{n} 李{n} 9{n}")
        for n in range(20_000)
    ]
    files = dict(index_files(found))
    head = json.loads(files["search-index.js"].decode().split(";\n")[0].removeprefix("window.searchIndex="))
    assert {"a", "b", "e", "9", "other"} <= set(head["shards"])
    assert set(files) == {"search-index.js", *(f"search-words-{name}.js" for name in head["shards"])}
    words = json.loads(re.sub(r"^.*?\]=", "", files["search-words-b.js"].decode().rstrip(";\n")))
    assert words["beta77"] == "25", "77 in base 36"


def test_words_are_found_without_accents_case_and_hyphens() -> None:
    assert list(words_of("SVC-006 Café 8.3.1")) == ["svc-006", "svc", "006", "cafe", "8.3.1", "8", "3", "1"]


def test_the_same_bytes_twice(made: tuple[Material, dict[str, bytes]]) -> None:
    told, files = made
    assert build(told) == files
