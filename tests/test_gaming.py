"""What people would do to look better without being better: none of it raises any score (the scoring rules §7.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import pytest
from defects import Defect, judged, planted, possible

from iso20k.edges.examples import sample
from iso20k.judging.assessment import Assessment
from iso20k.judging.stage_two import stage_two

TEXTS = dict(sample().texts)
Texts = Mapping[str, str]


def scores(made: Assessment) -> dict[str, Fraction]:
    """Every figure that somebody may look at, documents unrounded; documents that are not there count 0."""
    two = stage_two(made)
    return {
        **{skill: figure.exact for skill, figure in made.readiness.artifacts.items()},
        **{area.key: Fraction(area.value) for area in made.readiness.areas},
        **{f"{area.key} stage 2": Fraction(area.value) for area in two.areas},
        "overall": Fraction(made.readiness.overall),
        "overall stage 2": Fraction(two.overall),
    }


def raised(before: Texts, after: Texts) -> dict[str, tuple[Fraction, Fraction]]:
    """The scores that are higher after than before."""
    old, new = scores(judged(before)), scores(judged(after))
    return {
        name: (old.get(name, Fraction(0)), value) for name, value in new.items() if value > old.get(name, 0)
    }


def path_of(skill: str) -> str:
    return next(path for path in TEXTS if skill in path)


def weakened() -> dict[str, str]:
    """A workspace with something to hide in every document, so that tricks have something to gain."""
    chosen: list[Defect] = []
    found = possible()
    for number in range(7, len(found), 61):
        defect = found[number]
        if "section" not in defect.what and not any(defect.overlaps(other) for other in chosen):
            chosen.append(defect)
    return planted(TEXTS, chosen)


WEAK = weakened()


@pytest.fixture(params=["sound", "weak"])
def texts(request: pytest.FixtureRequest) -> dict[str, str]:
    return dict(TEXTS if request.param == "sound" else WEAK)


def everywhere(texts: Texts, edit: Callable[[str], str]) -> dict[str, str]:
    return {path: edit(text) for path, text in texts.items()}


def body(edit: Callable[[str], str]) -> Callable[[str], str]:
    """An edit of what stands below the document control."""

    def edited(text: str) -> str:
        front, end, rest = text[3:].partition("\n---\n")
        return f"---{front}{end}{edit(rest)}"

    return edited


def tail(addition: str) -> Callable[[str], str]:
    return body(lambda text: f"{text.rstrip()}\n\n{addition}\n")


def no_tables(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith(("|", "-")))


KEYWORDS = (
    "Plan Do Check Act continual improvement policy objectives measurable owner evidence review approved risk SLA OLA RTO "
    "RPO capacity forecast complaint satisfaction supplier escalation rollback baseline audit management review."
)


def test_empty_headings_earn_nothing(texts: dict[str, str]) -> None:
    hollow = everywhere(
        texts, body(lambda text: "\n".join(li for li in text.split("\n") if li.startswith("#")))
    )
    assert not raised(texts, hollow)
    made = judged(hollow)
    assert all(figure.value <= 25 for figure in made.readiness.artifacts.values())


def test_one_word_under_each_heading_earns_nothing(texts: dict[str, str]) -> None:
    words = body(lambda text: "\n\n".join(f"{li}\n\nDone." for li in text.split("\n") if li.startswith("#")))
    assert not raised(texts, everywhere(texts, words))


def test_keywords_earn_nothing(texts: dict[str, str]) -> None:
    stuffed = body(
        lambda text: re.sub(r"^(## .*)$", rf"\1\n\n{KEYWORDS}\n", no_tables(text), flags=re.MULTILINE)
    )
    assert not raised(texts, everywhere(texts, stuffed))
    only = body(
        lambda text: "\n\n".join(f"{li}\n\n{KEYWORDS}" for li in text.split("\n") if li.startswith("#"))
    )
    made = judged(everywhere(texts, only))
    assert all(figure.value < 50 for figure in made.readiness.artifacts.values())


def test_one_text_for_every_process_earns_nothing(texts: dict[str, str]) -> None:
    clone = "## Lifecycle\n\n" + " ".join(
        f"The process owner looks at case {n} with care and writes it down." for n in range(40)
    )
    cloned = {
        path: body(lambda _, c=clone: c)(text) if path[4:6] >= "06" else text for path, text in texts.items()
    }  # type: ignore[misc]
    assert not raised(texts, cloned)


def test_one_row_for_all_services_earns_nothing(texts: dict[str, str]) -> None:
    for skill in ("service-continuity", "service-level", "capacity", "information-security"):
        path = path_of(skill)
        lines = texts[path].split("\n")
        kept = [
            re.sub(r"SVC-\d{3}( [A-Z][\w ]+)?", "all services", line)
            for number, line in enumerate(lines)
            if not (line.startswith("| SVC-") and number and lines[number - 1].startswith("| SVC-"))
        ]
        assert not raised(texts, {**texts, path: "\n".join(kept)}), skill


@pytest.mark.parametrize(
    ("skill", "service"),
    [
        ("sms-scope", "SVC-001"),
        ("sms-scope", "SVC-003"),
        ("service-catalog", "SVC-001"),
        ("service-catalog", "SVC-005"),
    ],
)
def test_shrinking_scope_or_catalog_earns_nothing(texts: dict[str, str], skill: str, service: str) -> None:
    path = path_of(skill)
    rows = "\n".join(line for line in texts[path].split("\n") if not line.startswith(f"| {service}"))
    assert rows != texts[path]
    assert not raised(texts, {**texts, path: rows})


def test_not_applicable_everywhere_earns_nothing(texts: dict[str, str]) -> None:
    def blank(text: str) -> str:
        lines = text.split("\n")
        rows = {
            n for n, line in enumerate(lines) if line.startswith("|") and n and lines[n - 1].startswith("|")
        }
        said = [
            re.sub(r"(?<=\|)[^|]+(?=\|)", " n/a ", li) if n in rows and "---" not in li else li
            for n, li in enumerate(lines)
        ]
        return "\n".join(said)

    assert not raised(texts, everywhere(texts, body(blank)))


@pytest.mark.parametrize(
    ("pattern", "easy"),
    [(r">= ?\d[\d.]* ?%", ">= 0 %"), (r"\b\d+ (?:min|h)\b", "999 days")],
    ids=["at-least-nothing", "999-days"],
)
def test_targets_that_cannot_fail_earn_nothing(texts: dict[str, str], pattern: str, easy: str) -> None:
    for skill in ("service-level", "incident", "continuity", "configuration"):
        path = path_of(skill)
        eased = body(lambda text: re.sub(pattern, easy, text))(texts[path])
        assert not raised(texts, {**texts, path: eased}), skill


def test_approving_everything_on_one_day_is_told_and_earns_nothing() -> None:
    same = everywhere(TEXTS, lambda text: re.sub(r"(?m)^approved: .*$", "approved: 2026-10-30", text))
    same = everywhere(same, lambda text: re.sub(r"(?m)^approver: .*$", "approver: James Park", text))
    assert not raised(TEXTS, same)
    told = [f.message for f in judged(same).findings if f.rule == "DOC-04"]
    assert f"{len(TEXTS)} of {len(TEXTS)} approved documents were approved on one day, 2026-10-30" in told
    assert not any("approved on one day" in f.message for f in judged(TEXTS).findings)


def test_approvals_to_come_earn_nothing() -> None:
    later = everywhere(TEXTS, lambda text: re.sub(r"(?m)^approved: .*$", "approved: 2027-01-04", text))
    assert not raised(TEXTS, later)


def test_pushing_review_dates_earns_nothing() -> None:
    lapsed = everywhere(
        TEXTS, lambda text: re.sub(r"(?m)^(approved|effective): .*$", r"\1: 2025-03-01", text)
    )
    pushed = everywhere(
        lapsed, lambda text: re.sub(r"(?m)^next_review: .*$", "next_review: 2099-01-01", text)
    )
    honest = everywhere(
        lapsed, lambda text: re.sub(r"(?m)^next_review: .*$", "next_review: 2026-03-01", text)
    )
    made = judged(pushed)
    assert {figure.control.percent for figure in made.readiness.artifacts.values()} == {85}
    assert {figure.control.percent for figure in judged(honest).readiness.artifacts.values()} == {85}
    assert any(f.rule == "DOC-06" for f in made.findings)


def test_closing_actions_unverified_earns_nothing(texts: dict[str, str]) -> None:
    for skill, headings in (("monitoring-measurement", "CAPA"), ("internal-audit", "FND")):
        for path in (path for path in texts if skill in path):
            closed = re.sub(
                rf"(?m)^(\| {headings}-.*\| )(?:open|in progress)\b[^|]*\|", r"\1closed |", texts[path]
            )
            closed = re.sub(r"(?m)^- Status: (?:open|in progress).*$", "- Status: closed", closed)
            assert not raised(texts, {**texts, path: closed}), skill


def test_declaring_maturity_five_earns_nothing(texts: dict[str, str]) -> None:
    path = path_of("gap-assessment")
    five = re.sub(r"(?m)^(\| \d(?:\.\d)? \| [^|]+\| )\d( \| )\d", r"\g<1>5\g<2>5", texts[path])
    assert five != texts[path]
    assert not raised(texts, {**texts, path: five})


def test_evidence_to_come_is_none(texts: dict[str, str]) -> None:
    future = everywhere(texts, body(lambda text: re.sub(r"\b2026-(\d\d-\d\d)", r"2036-\1", text)))
    assert not raised(texts, future)
    two = stage_two(judged(future))
    dated = {
        "sla-review",
        "reports-issued",
        "continuity-test",
        "supplier-reviews",
        "cmdb-verified",
        "release-result",
    }
    worth = {one.item.key: one.found.worth for area in two.areas for one in area.items}
    assert not any(worth[key] for key in dated)


@pytest.mark.parametrize(
    ("before", "after"),
    [("<!--\n", "\n-->"), ("```text\n", "\n```"), ("<span hidden>\n\n", "\n\n</span>"), ("~~", "~~")],
    ids=["comment", "code", "hidden", "struck"],
)
def test_text_that_nobody_sees_earns_nothing(texts: dict[str, str], before: str, after: str) -> None:
    hidden = everywhere(texts, body(lambda text: f"{before}{text}{after}"))
    assert not raised(texts, hidden)
    shadow = everywhere(texts, tail(f"{before}{KEYWORDS} SVC-001 reviewed 2026-09-01. No complaints.{after}"))
    assert not raised(texts, shadow)


@pytest.mark.parametrize("path", sorted(TEXTS), ids=lambda path: path[4:-3])
def test_deleting_a_document_earns_nothing(path: str) -> None:
    """A partner may lose the ceiling of an error on both sides; the area and the whole pay for it."""
    for texts in (TEXTS, WEAK):
        left = {name: text for name, text in texts.items() if name != path}
        made = judged(left)
        gone = next(area for area in made.readiness.areas if any(value == 0 for _, value in area.artifacts))
        assert gone.value <= 25
        assert made.readiness.overall <= 55
        allowed = {f.place.path for f in judged(texts).findings if path in f.paths} | {
            p for f in judged(texts).findings if path in f.paths for p in f.paths
        }
        partners = {a.skill for a in judged(texts).workspace.artifacts.values() if a.path in allowed}
        higher = raised(texts, left)
        assert {name for name in higher if name in made.readiness.artifacts} <= partners
        assert "overall" not in higher
        assert "overall stage 2" not in higher


def test_dropping_a_flawed_row_of_what_upstream_demands_earns_nothing() -> None:
    """The denominator comes from upstream: a row that is missed counts as unfilled for every check of its register."""
    for skill, row in (
        ("service-catalog", "| SVC-002 "),
        ("service-catalog", "| SVC-005 "),
        ("sms-scope", "| SVC-003 "),
        ("gap-assessment", "| 9.1 "),
        ("sms-scope", "| 9.1 "),
    ):
        path = path_of(skill)
        lines = TEXTS[path].split("\n")
        number = next(n for n, line in enumerate(lines) if line.startswith(row))
        for column in range(2, len(lines[number].strip("|").split("|"))):
            cells = lines[number].strip("|").split("|")
            cells[column] = " "
            flawed = [*lines[:number], f"|{'|'.join(cells)}|", *lines[number + 1 :]]
            dropped = [*lines[:number], *lines[number + 1 :]]
            worse, gone = ({**TEXTS, path: "\n".join(made)} for made in (flawed, dropped))
            assert not only_own(raised(worse, gone), {skill}), (skill, row, column)


def only_own(higher: Mapping[str, object], skills: Iterable[str]) -> dict[str, object]:
    return {name: value for name, value in higher.items() if name in {*skills, "overall", "overall stage 2"}}
