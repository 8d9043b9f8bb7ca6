"""The site from a repository: figures, escaping, links, determinism, and histories as they really are."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from site_checks import figures, links
from site_checks.pages import content, pages
from workspaces import NETOPS, Repository, commits_of_the_test_writer, run

from dashboard_gen import charts
from dashboard_gen.changes import changes
from dashboard_gen.derivation import sheets
from dashboard_gen.history import History, replay
from dashboard_gen.layers import Node, picture
from dashboard_gen.material import Material, material
from dashboard_gen.packing import pack, unpack
from dashboard_gen.pages import build
from dashboard_gen.points import Point, not_readable, thinned, trend_words
from dashboard_gen.series import Site
from dashboard_gen.site import sources
from dashboard_gen.words import prose, safe
from dashboard_gen.writing import MANIFEST, write
from iso20k.cli import main
from iso20k.edges import git as git_edge
from iso20k.edges.cache import Cache
from iso20k.edges.disk import InputError
from iso20k.judging.readiness import PART_POINTS
from validators.registry import catalogue

ZONE = "T10:00:00+10:00"


def begun(top: Path, folder: str = ".") -> Repository:
    """A repository with settings and one document, committed on 2 March 2026."""
    workspace = top / folder
    (workspace / "sms").mkdir(parents=True)
    repository = Repository(top, workspace)
    run("git", "init", "-q", "-b", "main", cwd=top, check=True)
    (workspace / "iso20k.yaml").write_bytes((NETOPS / "iso20k.yaml").read_bytes())
    take(repository, "03-service-catalog")
    at(repository, "2026-03-02", "Service catalog")
    return repository


def take(repository: Repository, *stems: str) -> None:
    for stem in stems:
        shutil.copy(NETOPS / "sms" / f"{stem}.md", repository.workspace / "sms" / f"{stem}.md")


def at(repository: Repository, day: str, subject: str) -> None:
    done = repository.commit(subject, GIT_AUTHOR_DATE=day + ZONE, GIT_COMMITTER_DATE=day + ZONE)
    assert done.code == 0, done


def story(top: Path, folder: str = ".") -> Repository:
    """A small history: a broken reference, its repair, and a gap assessment."""
    repository = begun(top, folder)
    repository.edit(
        "service-catalog",
        "| SVC-006 Azure Management Portal | Microsoft | live",
        "| SVC-016 Azure Portal | Microsoft | live",
    )
    at(repository, "2026-03-09", "Rename the portal")
    take(repository, "03-service-catalog")
    at(repository, "2026-03-16", "Repair the reference")
    take(repository, "04-gap-assessment")
    at(repository, "2026-04-10", "Gap assessment")
    return repository


def history(repository: Repository, folder: str = "", as_of: date | None = None) -> History:
    edge = git_edge.Repository.around(str(repository.top))
    return replay(edge, folder, "HEAD", catalogue(), Cache("off"), as_of)


def values(found: History) -> Material:
    """The figures without the documents behind them."""
    return material(found, catalogue())


def with_sources(repository: Repository, folder: str = "") -> Material:
    """What a site is made from, documents included."""
    found = history(repository, folder)
    edge = git_edge.Repository.around(str(repository.top))
    return material(found, catalogue(), sources(edge, folder, found.current.commit))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, bytes]]]:
    with commits_of_the_test_writer():
        made = with_sources(story(tmp_path_factory.mktemp("story")))
        yield made.site, build(made)


# --- The site as a whole ---------------------------------------------------------------------------------------------


def test_every_page_there_is(told: tuple[Site, dict[str, bytes]]) -> None:
    _, files = told
    assert {
        "index.html",
        "steps.html",
        "history.html",
        "method.html",
        "documents.html",
        "search.html",
        "search-index.js",
        "rules/cat.html",
        "report.html",
        "steps/22-management-review.html",
    } <= set(files)
    assert {"data/dashboard.json", "data/trend.csv", "data/checks.csv", "assets/site.css"} <= set(files)


def test_links_figures_and_policy(told: tuple[Site, dict[str, bytes]], tmp_path: Path) -> None:
    made, files = told
    write(str(tmp_path / "site"), files)
    assert links.faults(tmp_path / "site") == []
    assert figures.faults(tmp_path / "site") == []
    assert json.loads(files["data/dashboard.json"])["figures"] == made.figures


def test_a_reader_can_recompute_the_figures(told: tuple[Site, dict[str, bytes]]) -> None:
    made, files = told
    checks = list(csv.DictReader(io.StringIO(files["data/checks.csv"].decode())))
    by_step = {}
    for row in csv.DictReader(io.StringIO(files["data/steps.csv"].decode())):
        if not row["path"]:
            by_step[row["step"]] = 0
            continue
        raw, content = 0.0, 1.0
        for part, points in (("Content", 45), ("Correctness", 30), ("Agreement", 25)):
            own = [c for c in checks if c["step"] == row["step"] and c["part"] == part and c["share"]]
            weight = sum(int(c["weight"]) for c in own)
            held = sum(int(c["weight"]) * float(c["share"]) for c in own)
            share = held / weight if weight else 1.0
            if part == "Content":
                asking = [c for c in own if c["demands"] == "True"]
                asked = sum(int(c["weight"]) * float(c["share"]) for c in asking)
                content = min(share, asked / sum(int(c["weight"]) for c in asking))
            raw += points * min(share, content)
        limits = [int(cap.split()[0]) for cap in row["caps"].split("; ") if cap]
        by_step[row["step"]] = round(min([float(row["control"]) * raw, *limits]))
        assert by_step[row["step"]] == int(row["readiness"])
    assert by_step["3"] > 0
    total = 0
    for area in made.areas:
        documents = [by_step[str(number)] for number, _, _ in area.documents]
        assert area.readiness.value == round(min(sum(documents) / len(documents), min(documents) + 25))
        total += area.readiness.weight * area.readiness.value
    assert made.figures["readiness"] == round(
        min(total / 100, min(area.readiness.value for area in made.areas) + 30)
    )


def test_the_derivation_is_the_one_that_counted(tmp_path: Path) -> None:
    found = history(story(tmp_path))
    for assessment in (found.current, found.previous):
        assert assessment is not None
        for skill, sheet in sheets(assessment).items():
            figure = assessment.readiness.artifacts[skill]
            assert [part.counted for part in sheet.parts] == pytest.approx(
                [float(figure.part(kind).counted) for kind in PART_POINTS]
            )
            assert sheet.value == figure.value


def test_what_is_not_known_is_said_and_is_not_zero(
    told: tuple[Site, dict[str, bytes]], tmp_path: Path
) -> None:
    _, files = told
    landing = files["index.html"].decode()
    assert landing.count("no register yet") == 5
    assert landing.count("Edition 2011 is withdrawn") == 1
    bare = build(values(history(begun(tmp_path))))["index.html"].decode()
    assert bare.count("not assessed") == 17, "15 areas, the tile and the key"
    assert "nothing to compare it with yet" in bare


def test_no_page_claims_what_no_tool_can_know(told: tuple[Site, dict[str, bytes]]) -> None:
    _, files = told
    for path, page in pages(files).items():
        words = " ".join(page.text).lower()
        if not path.startswith(
            "rules/"
        ):  # these speak of certificates: what a rule says is no claim of the site
            assert not re.search(r"\b(certified|compliant|will pass)\b", words), path
        assert "on paper" in words


# --- History ---------------------------------------------------------------------------------------------------------


def test_each_commit_is_judged_as_of_its_own_day(tmp_path: Path) -> None:
    found = history(story(tmp_path))
    assert [(p.day, p.verdict) for p in found.points] == [
        ("2026-03-02", "PASS"),
        ("2026-03-09", "FAIL"),
        ("2026-03-16", "PASS"),
        ("2026-04-10", "PASS"),
    ]
    assert found.points[1].errors > 0
    assert found.points[0].readiness == found.points[2].readiness
    later = history(Repository(tmp_path, tmp_path), as_of=date(2028, 1, 1))
    assert later.points[:-1] == found.points[:-1]
    assert later.points[-1].day == "2028-01-01"
    in_date = history(Repository(tmp_path, tmp_path), as_of=date(2026, 10, 30))
    assert later.points[-1].areas < in_date.points[-1].areas, "the review dates are past"


def test_commits_before_the_workspace_and_beside_it_are_counted_not_shown(tmp_path: Path) -> None:
    run("git", "init", "-q", "-b", "main", cwd=tmp_path, check=True)
    (tmp_path / "notes.txt").write_text("n")
    at(Repository(tmp_path, tmp_path), "2026-02-01", "Notes")
    repository = begun(tmp_path)
    (tmp_path / "README.md").write_text("# Beside the folder of documents\n")
    at(repository, "2026-03-03", "Readme")
    found = history(repository)
    assert (found.before, found.untouched) == (1, 0)
    assert [point.subject for point in found.points] == ["Service catalog", "Readme"], (
        "the head is always shown"
    )
    assert found.previous is None


def test_broken_settings_break_the_line_and_nothing_else(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    settings = tmp_path / "iso20k.yaml"
    good = settings.read_text()
    settings.write_text("edition: [")
    at(repository, "2026-03-05", "Half written")
    settings.unlink()
    at(repository, "2026-03-06", "Gone")
    settings.write_text(good)
    take(repository, "04-gap-assessment")
    at(repository, "2026-03-07", "Back")
    found = history(repository)
    assert [point.verdict for point in found.points] == ["PASS", "not readable", "not readable", "PASS"]
    assert found.points[1].readiness is None
    assert found.points[1].note.startswith("iso20k.yaml: ")
    assert found.points[2].note == "iso20k.yaml: there is no iso20k.yaml"
    assert found.previous is not None
    page = build(values(found))["history.html"].decode()
    assert 'class="gap" d="M333.3 92V100M666.7 92V100"' in page
    assert 'class="line"' not in page, "a line needs two neighbours"


def test_a_document_that_cannot_be_read_makes_the_figure_a_lower_bound(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.path("service-catalog").write_bytes(b"\xff\xfe\x00broken")
    at(repository, "2026-03-05", "Saved as something else")
    found = history(repository)
    assert found.points[-1].verdict == "incomplete"
    assert "sms/03-service-catalog.md" in found.points[-1].note
    files = build(values(found))
    assert 'class="hollow"' in files["history.html"].decode()
    assert "The judgement is incomplete" in files["index.html"].decode()
    assert "READ-" in files["steps.html"].decode()


def test_a_merge_is_one_step(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.git("checkout", "-qb", "side")
    take(repository, "04-gap-assessment")
    at(repository, "2026-03-04", "On the side")
    repository.git("checkout", "-q", "main")
    (tmp_path / "notes.txt").write_text("n")
    at(repository, "2026-03-05", "Notes")
    day = "2026-03-06" + ZONE
    repository.git(
        "merge", "-q", "--no-ff", "-m", "Merge the side", "side", GIT_COMMITTER_DATE=day, GIT_AUTHOR_DATE=day
    )
    found = history(repository)
    assert [point.subject for point in found.points] == ["Service catalog", "Merge the side"]
    assert found.points[-1].complete > found.points[0].complete


def test_a_workspace_in_a_subfolder_gives_the_same_figures(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    whole = history(story(tmp_path / "one"))
    part = story(tmp_path / "two", "systems/[net] ops")
    (tmp_path / "two" / "other.txt").write_text("x")
    at(part, "2026-04-11", "Elsewhere")
    found = history(part, "systems/[net] ops/")
    assert [pack(point) for point in found.points[:-1]] == [pack(point) for point in whole.points]
    assert found.points[-1].subject == "Elsewhere"
    assert found.points[-1].readiness == whole.points[-1].readiness


def test_the_last_point_is_the_headline_with_a_cache_and_without(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    repository = story(tmp_path / "repository")
    edge = git_edge.Repository.around(str(repository.top))
    cache = Cache(str(tmp_path / "cache"))
    cold = replay(edge, "", "HEAD", catalogue(), cache)
    warm = replay(edge, "", "HEAD", catalogue(), cache)
    cache.close()
    assert cold.points == history(repository).points
    assert warm.points == cold.points
    assert build(values(warm)) == build(values(cold))


def test_damaged_memory_of_a_point_is_judged_anew() -> None:
    point = Point(
        "c", "2026-01-01T00:00:00Z", "2026-01-01", "s", "judged", "", 5, 0, 1, 2, 3, (1,) * 9, "2011"
    )
    assert unpack(*point[:4], packed=json.loads(json.dumps(pack(point)))) == point
    with pytest.raises((TypeError, ValueError)):
        unpack("c", "w", "d", "s", [1])


# --- Hostile input ---------------------------------------------------------------------------------------------------

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{ 7*7 }}"


def test_a_document_full_of_html_runs_nowhere(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    (tmp_path / "iso20k.yaml").write_text(f"organisation: '{HOSTILE.replace(chr(39), '')}'\n")
    repository.edit("service-catalog", "owner: Emily Nguyen", "owner: '<b onclick=x>Emily</b>'")
    repository.edit(
        "service-catalog",
        "| SVC-006 Azure Management Portal | Microsoft | live",
        f"| SVC-016 {HOSTILE} | Microsoft | live",
    )
    repository.edit(
        "service-catalog", "# Service Catalog: NetOps", f"# Service Catalog {HOSTILE}\u202e NetOps"
    )
    name = '04 <img src=x onerror=alert(3)>".md'
    (tmp_path / "sms" / name).write_text("---\nartifact: <svg/onload=alert(4)>\n---\n\n# x\n")
    at(repository, "2026-03-05", f"{HOSTILE} \u202e subject")
    files = build(values(history(repository)))
    assert "onerror" in files["steps.html"].decode(), "it is told, as text"
    for path, page in pages(files).items():
        assert {tag for tag, _ in page.tags} <= {*_TAGS, "form", "label", "input", "noscript"}, path
        scripts = [attributes["src"] for tag, attributes in page.tags if tag == "script"]
        assert all(normpath(join(dirname(path), script)) in files for script in scripts), path
        assert 1 <= len(scripts) <= 2, path
        assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes), path
        assert "49" not in page.text, "a template in a document is not filled in"
        assert "\u202e" not in "".join(page.text)
    json.loads(files["data/dashboard.json"])


_TAGS = [
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "p",
    "strong",
    "span",
    "nav",
    "ul",
    "li",
    "button",
    "time",
    "code",
    "main",
    "footer",
    "section",
    "h1",
    "h2",
    "h3",
    "ol",
    "figure",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "small",
    "dl",
    "dt",
    "dd",
    "output",
    "label",
    "input",
    "svg",
    "desc",
    "polygon",
    "line",
    "text",
    "circle",
    "rect",
    "path",
    "b",
    "br",
]


def test_cells_of_a_spreadsheet_run_no_formula(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    (tmp_path / "notes.md").write_text("x")
    take(repository, "04-gap-assessment")
    at(repository, "2026-03-05", "=HYPERLINK(1)")
    trend = build(values(history(repository)))["data/trend.csv"].decode()
    assert "'=HYPERLINK(1)" in trend


def test_names_that_are_no_text_are_made_visible() -> None:
    assert safe("a\udcff\x00b\u2066\tc") == "a��b�\tc"


def test_days_are_words_in_sentences_and_stay_in_names() -> None:
    assert prose("due 2026-04-10, was 2026-03-01.") == "due 10 April 2026, was 1 March 2026."
    kept = "reports/report-2026-04-10.md of 2026-13-01 and AUD-2026-04-10"
    assert prose(kept) == kept


def test_a_long_name_stands_in_two_lines_of_its_box() -> None:
    name = "Identity and access management of subsidiaries abroad"
    drawn = picture({"a": Node(name, "", "business")}, {"a": ()}, "t", "d")
    assert re.findall(r">([^<]+)</text>", drawn) == ["Identity and access", "management of…"]


def test_charts_escape_their_words() -> None:
    drawn = charts.radar([1, 2, 3], [], "<b>", '"&')
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn


# --- Charts and values -----------------------------------------------------------------------------------------------


def test_a_radar_is_drawn_to_scale() -> None:
    drawn = charts.radar([100, 0, 0, 50], [100, 0, 0, 50], "t", "d")
    assert '<polygon class="now" points="160,36 160,152 160,152 102,152"/>' in drawn
    assert "former" not in drawn, "the same outline twice says nothing"
    assert 'class="former"' in charts.radar([1] * 4, [2] * 4, "t", "d")


def test_a_trend_breaks_where_nothing_is_known() -> None:
    drawn = charts.trend([10, 20, None, 30], [True, False, True, True], "t", "d")
    assert 'class="line" d="M0 90L333.3 80"' in drawn
    assert 'class="dot" d="M0 90h0M333.3 80h0M1000 70h0"' in drawn
    assert 'class="hollow" d="M333.3 80h0"' in drawn
    assert 'class="gap" d="M666.7 92V100"' in drawn
    assert charts.trend([40], [True], "t", "d").count('class="dot" d="M1000 60h0"') == 1


def test_columns_and_empty_series_are_drawn() -> None:
    assert 'd="M1000 100V0"' in charts.columns([0, 4], "t", "d")
    assert 'class="column"' not in charts.columns([0, 0], "t", "d")
    assert "svg" in charts.trend([], [], "t", "d")


def test_long_histories_are_thinned_from_end_to_end() -> None:
    points = [not_readable(str(n), "2026-01-01", "2026-01-01", "s", "n") for n in range(1000)]
    shown = thinned(points, 240)
    assert len({point.commit for point in shown}) == 240
    assert (shown[0], shown[-1]) == (points[0], points[-1])
    assert trend_words(points) == "No commit could be judged."


def test_changes_are_told_in_words(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    repository.edit(
        "service-catalog",
        "| SVC-006 Azure Management Portal | Microsoft | live",
        "| SVC-016 Azure Portal | Microsoft | live",
    )
    take(repository, "04-gap-assessment")
    at(repository, "2026-03-09", "Two things")
    found = history(repository)
    made = values(found).site
    told = [change.text for change in made.changes]
    assert "Step 4, Gap Assessment, was begun" in told or "Step 4, Gap Assessment, is complete" in told
    assert any(text.startswith("New error: sms/03-service-catalog.md, CAT-") for text in told)
    assert "Step 3, Service Catalog, is no longer complete" in told
    assert found.previous is not None
    assert changes(found.previous, found.previous, ()) == ()


# --- Files and the command -------------------------------------------------------------------------------------------


def test_only_what_changed_is_written_and_only_ours_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert write(str(folder), {"a.html": b"1", "b/c.html": b"2", "d.html": b"3"}) == (3, 3, 0)
    before = (folder / "a.html").stat().st_mtime_ns
    (folder / "CNAME").write_text("mine")
    (folder / "d.html").write_text("edited")
    assert write(str(folder), {"a.html": b"1", "b/e.html": b"2"}) == (2, 1, 1)
    assert (folder / "a.html").stat().st_mtime_ns == before
    assert sorted(p.name for p in folder.rglob("*") if p.is_file()) == [
        MANIFEST,
        "CNAME",
        "a.html",
        "d.html",
        "e.html",
    ]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="other files and no former dashboard"):
        write(str(tmp_path), {"a.html": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_of_somebody_else_in_a_former_site_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(str(folder), {"a.html": b"1"})
    (folder / "b.html").write_text("mine")
    with pytest.raises(InputError, match="not written by the dashboard"):
        write(str(folder), {"a.html": b"2", "b.html": b"2"})
    assert (folder / "a.html").read_bytes() == b"1", "nothing is written before all is checked"


def test_a_forged_list_removes_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(str(folder), {"a.html": b"1"})
    outside = tmp_path / "precious"
    outside.write_bytes(b"x")
    listed = json.loads((folder / MANIFEST).read_text())
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    listed["files"] |= {"../precious": digest, str(outside): digest}
    (folder / MANIFEST).write_text(json.dumps(listed))
    write(str(folder), {"a.html": b"1"})
    assert outside.exists()
    (folder / MANIFEST).write_text("[")
    with pytest.raises(InputError, match="damaged"):
        write(str(folder), {"a.html": b"1"})


def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(str(folder), {"b/c.html": b"1"})
    shutil.rmtree(folder / "b")
    (tmp_path / "elsewhere").mkdir()
    (folder / "b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="symbolic link"):
        write(str(folder), {"b/c.html": b"2"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_command_gives_the_same_bytes_from_every_clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one").mkdir()
    repository = story(tmp_path / "one")
    run("git", "clone", "-q", str(repository.top), str(tmp_path / "two"), cwd=tmp_path, check=True)
    run("git", "checkout", "-q", "--detach", cwd=tmp_path / "two", check=True)
    monkeypatch.chdir(tmp_path / "one" / "sms")
    assert main(["dashboard", "-o", str(tmp_path / "a")]) == 0
    assert "on main" in capsys.readouterr().out
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path / "two")
    assert main(["dashboard", "-o", str(tmp_path / "b"), "--no-cache"]) == 0
    assert "on main" not in capsys.readouterr().out
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert main(["dashboard", "-o", str(tmp_path / "a")]) == 0
    assert "0 written, 0 removed" in capsys.readouterr().out


def test_an_earlier_commit_can_be_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one").mkdir()
    monkeypatch.chdir(story(tmp_path / "one").top)
    assert main(["dashboard", "-o", str(tmp_path / "a"), "--rev", "HEAD~2"]) == 0
    told = json.loads((tmp_path / "a" / "data" / "dashboard.json").read_text())
    assert told["as_of"] == "2026-03-09"
    assert told["figures"]["errors"] > 0
    assert main(["dashboard", "-o", str(tmp_path / "b"), "--rev", "nothing"]) == 2
    assert "'nothing' names no commit" in capsys.readouterr().err


def test_a_clone_without_history_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one").mkdir()
    repository = story(tmp_path / "one")
    url = f"file://{repository.top}"
    run("git", "clone", "-q", "--depth", "1", url, str(tmp_path / "two"), cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path / "two")
    assert main(["dashboard", "-o", str(tmp_path / "a")]) == 0
    assert "only the end of the history" in capsys.readouterr().err
    assert "only the end of the history" in (tmp_path / "a" / "history.html").read_text()


def test_no_repository_no_commit_no_workspace_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    out = str(tmp_path / "out" / "site")
    assert main(["dashboard", "-o", out]) == 2
    assert "not inside a Git repository" in capsys.readouterr().err
    run("git", "init", "-q", cwd=tmp_path, check=True)
    assert main(["dashboard", "-o", out]) == 2
    assert "no commit yet" in capsys.readouterr().err
    (tmp_path / "x").write_text("x")
    at(Repository(tmp_path, tmp_path), "2026-03-01", "Nothing")
    assert main(["dashboard", "-o", out]) == 2
    assert "there is no iso20k.yaml" in capsys.readouterr().err
    assert not Path(out).exists()
