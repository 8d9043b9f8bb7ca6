"""A reviewer reads the verdict in one comment on the pull request, and all of it in the job summary.

Both texts are functions of the published JSON of ``iso20k check --format json`` (``iso20k/check/1``).
What documents say is quoted as inert text: it cannot open HTML, notify people or forge the marker.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote

from iso20k.standard.steps import step_of_skill

Report = Mapping[str, Any]
Cost = Callable[[str], int]

COMMENT_LIMIT = 65_536  # characters of one comment; more is refused with 422
SUMMARY_LIMIT = 1_000_000  # bytes; above 1 MiB the runner drops the whole summary
COMMENT_ROOM, SUMMARY_ROOM, FOOT_ROOM = 60_000, 980_000, 1_500
TEXT_LENGTH, RELATED_SHOWN = 400, 3

KINDS = ("error", "warning", "advice", "waived")  # the severities, and what a waiver of the workspace covers
NOUNS = {"error": ("error", "errors"), "warning": ("warning", "warnings")}
ICONS = {"PASS": "✅ PASS", "FAIL": "❌ FAIL"}


class Links(NamedTuple):
    """Where a reader can go from a finding: empty strings where there is no such page.

    ``blob``: URL prefix of the workspace's files at the commit, with its final slash. ``run``: the run that holds
    the job summary. ``head``: the pull request's own commit when the checked one merges it into its base.
    """

    blob: str = ""
    run: str = ""
    head: str = ""


NO_LINKS = Links()


def marker(key: str) -> str:
    """A comment of ours is known by its first characters, one per instance key.

    Raises ValueError for a key that could close the HTML comment or forge another instance's.
    """
    if not re.fullmatch(r"[A-Za-z0-9._]+(?:-[A-Za-z0-9._]+)*", key) or len(key) > 64:
        raise ValueError(f"not an instance key: {key!r}")
    return f"<!-- iso20k:summary v1 key={key} -->"


def comment(report: Report, *, key: str, links: Links = NO_LINKS) -> str:
    """The reviewer sees on one screen what fails and where; at most 65,536 characters, marker first."""
    if _is_clean(report):
        return f"{marker(key)}\n{_headline(report)} · {_origin(report, links)}\n"
    head = f"{marker(key)}\n### {_headline(report)}\n\nChecked {_origin(report, links)}.\n\n"
    steps = _steps(report["artifacts"])
    return head + _body(report["findings"], steps, links, COMMENT_ROOM - _units(head), _units, folded=True)


def summary(report: Report, *, links: Links = NO_LINKS) -> str:
    """The job summary names every finding that fits into 1,000,000 bytes of UTF-8."""
    head = f"## {_headline(report)}\n\nChecked {_origin(report, links)}.\n\n"
    tables = _table(STEP_COLUMNS, map(_step_row, report["artifacts"])) + _areas(report["areas"])
    if _octets(tables) > SUMMARY_ROOM // 4:
        tables = ""
    return head + _body(
        report["findings"], tables, links, SUMMARY_ROOM - _octets(head), _octets, folded=False
    )


def unreadable(reason: str, *, key: str, commit: str, links: Links = NO_LINKS) -> str:
    """Nothing is known of a workspace whose check could not run: the earlier verdict must not stay standing."""
    where = f" · [log]({links.run})" if links.run else ""
    return (
        f"{marker(key)}\n### ⛔ The workspace could not be checked\n\n"
        f"At commit {_code(commit[:12])}: {inert(reason, 2_000)}{where}\n"
    )


def inert(text: str, length: int = TEXT_LENGTH) -> str:
    """Text of a document reads the same on GitHub and does nothing there.

    No HTML, Markdown, mathematics, mention, issue reference or link comes out of it, and it stays on one line.
    The zero-width space against mentions is what dependency bots use; ``<span>$</span>`` is GitHub's own advice.
    """
    visible = (" " if unicodedata.category(char) == "Cc" else char for char in text if _is_visible(char))
    line = " ".join("".join(visible).split())
    clipped = line if len(line) <= length else line[: length - 1].rstrip() + "…"
    return ACTIVE.sub(lambda found: ESCAPES.get(found[0], found[0] + "&#8203;"), clipped)


ACTIVE = re.compile(r"[&<>|\\`*_\[\]~$@]|#(?=\w)|(?<=GH)-(?=\d)|(?<=www)\.|:(?=//)", re.IGNORECASE)
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", ".": "&#8203;.", "$": "<span>$</span>"}
ESCAPES |= {char: "\\" + char for char in "\\`*_[]~"}


def _is_visible(char: str) -> bool:
    # Cf holds the direction marks that make text read differently from what it says, Cs cannot be encoded
    return unicodedata.category(char) not in ("Cf", "Cs")


def _code(text: str) -> str:
    return f"`{re.sub(r'[^A-Za-z0-9._+-]', '', text)[:64] or '?'}`"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2  # the strictest way to count a character


def _octets(text: str) -> int:
    return len(text.encode())


def _is_clean(report: Report) -> bool:
    failed = any(artifact["verdict"] == "FAIL" for artifact in report["artifacts"])
    return not report["findings"] and not failed and _written(report) > 0


def _written(report: Report) -> int:
    return sum(artifact["path"] is not None for artifact in report["artifacts"])


def _kind(finding: Report) -> str:
    return "waived" if finding.get("waived") else str(finding["severity"])


def _count(kind: str, number: int) -> str:
    return f"{number} {NOUNS.get(kind, (kind, kind))[number != 1]}"


def _headline(report: Report) -> str:
    documents, steps = _written(report), len(report["artifacts"])
    found = [_kind(finding) for finding in report["findings"]]
    counts = ", ".join(_count(kind, found.count(kind)) for kind in KINDS if kind in found)
    if "error" in found or any(artifact["verdict"] == "FAIL" for artifact in report["artifacts"]):
        return f"❌ FAIL: {counts or 'no finding, but a failed document'}"
    if documents == 0:
        return f"⚪ No document of the service management system was found{': ' + counts if counts else ''}"
    rest = f" ({steps - documents} of {steps} steps not started)" if steps > documents else ""
    noun = "document" if documents == 1 else "documents"
    return f"✅ PASS: {counts or 'no findings'} in {documents} {noun}{rest}"


def _origin(report: Report, links: Links) -> str:
    commit = f"at commit {_code((report['commit'] or 'none')[:12])}"
    merged = f" (the merge of {_code(links.head[:12])} into its base)" if links.head else ""
    edition = f", {inert(str(report['edition']), 20)} edition" if report["edition"] else ""
    ready = "" if report.get("readiness") is None else f", readiness {_percent(report['readiness'])}"
    return f"as of {inert(str(report['as_of']), 20)}, {commit}{merged}{edition}{ready}"


STEP_COLUMNS = ("Step", "Document", "Verdict", "Readiness", "Summary")


def _steps(artifacts: Sequence[Report]) -> str:
    """Failing documents stand open, the others behind one fold, so that 22 steps fit on a screen."""
    failing = [artifact for artifact in artifacts if artifact["verdict"] == "FAIL"]
    others = [artifact for artifact in artifacts if artifact["verdict"] != "FAIL"]
    passed = sum(artifact["verdict"] == "PASS" for artifact in others)
    title = (
        f"{passed} {'step passes' if passed == 1 else 'steps pass'}, {len(others) - passed} without a verdict"
    )
    folded = _table(STEP_COLUMNS, map(_step_row, others))
    table = _table(STEP_COLUMNS, map(_step_row, failing)) + (_fold(title, folded) if others else "")
    return table if _units(table) <= COMMENT_ROOM // 3 else ""


def _step_row(artifact: Report) -> tuple[str, ...]:
    step_known = step_of_skill(str(artifact["skill"]))
    name = inert(step_known.title if step_known else str(artifact["skill"]), 60)
    verdict = ICONS.get(artifact["verdict"] or "", inert(str(artifact["status"]).replace("-", " "), 30))
    step = "" if artifact["step"] is None else inert(str(artifact["step"]), 5)
    return step, name, verdict, _percent(artifact["readiness"]), inert(artifact["summary"] or "", 200)


def _areas(areas: Sequence[Report]) -> str:
    rows = ((inert(a["area"], 60), _percent(a["readiness"]), inert(str(a["weight"]), 10)) for a in areas)
    return _table(("Area", "Readiness", "Weight"), rows)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} %"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |\n" for cells in rows]
    heading = f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n"
    return heading + "".join(lines) + "\n" if lines else ""


def _fold(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{content}</details>\n\n"


def _body(
    findings: Sequence[Report], steps: str, links: Links, room: int, cost: Cost, *, folded: bool
) -> str:
    """Errors are shown before warnings before advice, each whole or not at all, and what is left out is counted."""
    text, hidden = steps, []
    for kind in KINDS:
        chosen = sorted((f for f in findings if _kind(f) == kind), key=_order)
        heading = _count(kind, len(chosen))
        shell = _fold(heading, "") if folded and kind != "error" else f"**{heading}**\n\n"
        shown = _fit(_pieces(chosen, links), room - cost(text + shell) - FOOT_ROOM, cost)
        if shown and folded and kind != "error":
            text += _fold(heading, "".join(shown) + "\n")
        elif shown:
            text += f"**{heading}**\n\n" * (not folded) + "".join(shown) + "\n"
        if len(shown) < len(chosen):
            hidden.append(_count(kind, len(chosen) - len(shown)))
    return text + _foot(hidden, links)


def _order(finding: Report) -> tuple[str, int, str, str, str]:
    place = (finding["path"] or "", finding["line"] or 0)
    return *place, finding["rule"], finding["message"], finding["hint"] or ""


def _fit(pieces: Iterable[str], room: int, cost: Cost) -> list[str]:
    kept = []
    for piece in pieces:
        room -= cost(piece)
        if room < 0:
            break
        kept.append(piece)
    return kept


def _pieces(findings: Sequence[Report], links: Links) -> Iterator[str]:
    """One piece a finding; the first of each document carries the document's name."""
    gap = ""
    for path, group in groupby(findings, key=lambda finding: finding["path"]):
        heading = f"**{_place(path, None, links)}**\n\n"
        for finding in group:
            yield gap + heading + _finding(finding, links)
            gap = heading = ""
        gap = "\n"


def _finding(finding: Report, links: Links) -> str:
    path, line = finding["path"], finding["line"]
    place = _link(f"line {line}", path, line, links) if line else "document"
    clause = f", clause {inert(finding['clause'], 60)}" if finding["clause"] not in (None, "", "-") else ""
    lines = [f"- {place}: {inert(finding['message'])} ({_code(finding['rule'])}{clause})"]
    if finding.get("waived"):
        lines.append(f"  - Waived: {inert(finding['waived'])}")
    elif finding["hint"]:
        lines.append(f"  - Cure: {inert(finding['hint'])}")
    lines += (
        f"  - See {_place(other['path'], other['line'], links)}: {inert(other['message'] or '')}"
        for other in finding["related"][:RELATED_SHOWN]
    )
    return "\n".join(lines) + "\n"


def _place(path: str | None, line: int | None, links: Links) -> str:
    label = inert(path or "workspace", 200) + (f" line {line}" if line else "")
    return _link(label, path, line, links)


def _link(label: str, path: str | None, line: int | None, links: Links) -> str:
    if not links.blob or not path or not _is_encodable(path):
        return label
    # a rendered Markdown page has no line anchors, the plain view has
    return f"[{label}]({links.blob}{quote(path)}{f'?plain=1#L{line}' if line else ''})"


def _is_encodable(path: str) -> bool:
    return len(path) <= 500 and not any(unicodedata.category(char) == "Cs" for char in path)


def _foot(hidden: Sequence[str], links: Links) -> str:
    everything = f"[job summary]({links.run})" if links.run else "job summary"
    cut = f"**Not shown here: {', '.join(hidden)}.** See the {everything}.\n\n" if hidden else ""
    return (
        f"{cut}<sub>Checked: what the documents say and whether they agree. "
        "Not checked: whether they are true; that is for people to judge.</sub>\n"
    )
