"""A whole workspace in Markdown, as `iso20k check --format markdown` gives it (``iso20k/check/1``)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from iso20k.reports.markdown.composing import SUMMARY_ROOM, Piece, Section, compose, octets, table
from iso20k.reports.markdown.inert import code, inert
from iso20k.reports.markdown.places import NO_LINKS, Links, finding_item, place
from iso20k.standard.steps import step_of_skill

Report = Mapping[str, Any]

KINDS = ("error", "warning", "advice", "waived")  # the severities, and what a waiver of the workspace covers
NOUNS = {"error": ("error", "errors"), "warning": ("warning", "warnings")}
ICONS = {"PASS": "✅ PASS", "FAIL": "❌ FAIL"}
STEP_COLUMNS = ("Step", "Document", "Verdict", "Readiness", "Summary")


def summary(report: Report, *, links: Links = NO_LINKS) -> str:
    """Every finding that fits into 1,000,000 bytes of UTF-8, below all 22 steps and the nine areas."""
    head = f"## {_headline(report)}\n\nChecked {_origin(report)}.\n\n"
    tables = table(STEP_COLUMNS, map(_step_row, report["artifacts"])) + _areas(report["areas"])
    if octets(tables) > SUMMARY_ROOM // 4:
        tables = ""
    sections = (_section(report["findings"], kind, links) for kind in KINDS)
    return head + tables + compose(sections, SUMMARY_ROOM - octets(head + tables), octets, links)


def count(kind: str, number: int) -> str:
    """'1 error', '2 errors', '3 advice'."""
    return f"{number} {NOUNS.get(kind, (kind, kind))[number != 1]}"


def by_document(findings: Sequence[Report], links: Links) -> Iterator[Piece]:
    """One piece for all findings of a document that say the same; the first of each document carries its name."""
    gap = ""
    for path, group in groupby(findings, key=lambda finding: finding["path"]):
        heading = f"**{place(path, None, links)}**\n\n"
        alike: dict[tuple[object, ...], list[Report]] = {}
        for finding in group:
            related = tuple((other["path"], other["line"]) for other in finding["related"])
            key = (finding["rule"], finding["message"], finding["hint"], finding.get("waived"), related)
            alike.setdefault(key, []).append(finding)
        for same in alike.values():
            lines = [finding["line"] for finding in same]
            yield Piece(gap + heading + finding_item(same[0], lines, links), len(same))
            gap = heading = ""
        gap = "\n"


def in_order(finding: Report) -> tuple[str, int, str, str, str]:
    """Findings stand by document and line."""
    return (
        finding["path"] or "", finding["line"] or 0, finding["rule"], finding["message"], finding["hint"] or "",
    )  # fmt: skip


def percent(value: float | None) -> str:
    """'87 %', '–' where nothing is known."""
    return "–" if value is None else f"{value:.0f} %"


def _section(findings: Sequence[Report], kind: str, links: Links) -> Section:
    chosen = sorted((finding for finding in findings if _kind(finding) == kind), key=in_order)
    pieces = tuple(by_document(chosen, links))
    return Section(count(kind, len(chosen)), pieces, lambda number: count(kind, number))


def _kind(finding: Report) -> str:
    return "waived" if finding.get("waived") else str(finding["severity"])


def _headline(report: Report) -> str:
    documents, steps = (
        sum(artifact["path"] is not None for artifact in report["artifacts"]),
        len(report["artifacts"]),
    )
    found = [_kind(finding) for finding in report["findings"]]
    counts = ", ".join(count(kind, found.count(kind)) for kind in KINDS if kind in found)
    if "error" in found or any(artifact["verdict"] == "FAIL" for artifact in report["artifacts"]):
        return f"❌ FAIL: {counts or 'no finding, but a failed document'}"
    if documents == 0:
        return f"⚪ No document of the service management system was found{': ' + counts if counts else ''}"
    rest = f" ({steps - documents} of {steps} steps not started)" if steps > documents else ""
    noun = "document" if documents == 1 else "documents"
    return f"✅ PASS: {counts or 'no findings'} in {documents} {noun}{rest}"


def _origin(report: Report) -> str:
    commit = f"at commit {code((report['commit'] or 'none')[:12])}"
    edition = f", {inert(str(report['edition']), 20)} edition" if report["edition"] else ""
    ready = "" if report.get("readiness") is None else f", readiness {percent(report['readiness'])}"
    return f"as of {inert(str(report['as_of']), 20)}, {commit}{edition}{ready}"


def _step_row(artifact: Report) -> tuple[str, ...]:
    step_known = step_of_skill(str(artifact["skill"]))
    name = inert(step_known.title if step_known else str(artifact["skill"]), 60)
    verdict = ICONS.get(artifact["verdict"] or "", inert(str(artifact["status"]).replace("-", " "), 30))
    step = "" if artifact["step"] is None else inert(str(artifact["step"]), 5)
    return step, name, verdict, percent(artifact["readiness"]), inert(artifact["summary"] or "", 200)


def _areas(areas: Sequence[Report]) -> str:
    rows = ((inert(a["area"], 60), percent(a["readiness"]), inert(str(a["weight"]), 10)) for a in areas)
    return table(("Area", "Readiness", "Weight"), rows)
