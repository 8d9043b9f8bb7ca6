"""What a change does, as a reviewer reads it: one comment and the job summary (``iso20k/review/1``)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from iso20k.reports.markdown import changed
from iso20k.reports.markdown.check import by_document, count, in_order
from iso20k.reports.markdown.composing import (
    COMMENT_ROOM,
    SUMMARY_ROOM,
    Piece,
    Section,
    compose,
    heading_row,
    octets,
    units,
)
from iso20k.reports.markdown.inert import code, inert
from iso20k.reports.markdown.marking import marker
from iso20k.reports.markdown.places import NO_LINKS, Links

Report = Mapping[str, Any]

SEVERITIES = ("error", "warning", "advice")
COLUMNS = ("Step", "Document", "Change", "Verdict", "Readiness")


def comment(report: Report, *, key: str, links: Links = NO_LINKS) -> str:
    """What the change brings on one screen, the rest behind folds; at most 65,536 characters, marker first."""
    if is_clean(report):
        return f"{marker(key)}\n{_clean_line(report)}\n"
    head = f"{marker(key)}\n### {_headline(report)}\n\n{_origin(report)}\n\n"
    return head + compose(_sections(report, links, folded=True), COMMENT_ROOM - units(head), units, links)


def summary(report: Report, *, links: Links = NO_LINKS) -> str:
    """Everything that fits into 1,000,000 bytes of UTF-8, with all 22 steps and the nine areas."""
    head = f"## {_headline(report)}\n\n{_origin(report)}\n\n"
    return head + compose(_sections(report, links, folded=False), SUMMARY_ROOM - octets(head), octets, links)


def unreadable(reason: str, *, key: str, commit: str, links: Links = NO_LINKS) -> str:
    """Nothing is known of a workspace whose review could not run: the earlier verdict must not stay standing."""
    where = f" · [log]({links.run})" if links.run else ""
    return (
        f"{marker(key)}\n### ⛔ The workspace could not be checked\n\n"
        f"At commit {code(commit[:12])}: {inert(reason, 2_000)}{where}\n"
    )


def is_clean(report: Report) -> bool:
    """Whether there is nothing that a reviewer must look at."""
    fresh = any(finding["state"] == "new" for finding in report["findings"])
    parts = ("promises", "duties", "doubtful", "waivers", "settings")
    noted = (
        any(report[part] for part in parts) or bool(report["base"]["note"]) or report["policy"]["failed"] > 0
    )
    fallen = any(_fell(step) for step in report["steps"])
    return not (fresh or noted or fallen)


def _fell(step: Report) -> bool:
    verdicts = step["verdict"]
    return bool(verdicts["after"] == "FAIL" != verdicts["before"])


def _of(report: Report, state: str) -> list[Report]:
    return sorted((found for found in report["findings"] if found["state"] == state), key=in_order)


def _kinds(findings: Iterable[Report]) -> str:
    words = [finding["severity"] for finding in findings]
    return ", ".join(count(kind, words.count(kind)) for kind in SEVERITIES if kind in words)


def _headline(report: Report) -> str:
    failed = report["policy"]["failed"]
    new = _kinds(_of(report, "new"))
    weaker = sum(promise["turn"] in ("weaker", "gone") for promise in report["promises"])
    words = [f"new: {new}"] if new else ["no new finding"]
    if weaker:
        words.append(f"{weaker} {'promise' if weaker == 1 else 'promises'} weaker")
    if report["duties"]:
        words.append(f"{len(report['duties'])} {'duty' if len(report['duties']) == 1 else 'duties'} softened")
    if failed:
        return f"❌ {failed} {'finding' if failed == 1 else 'findings'} to repair · {' · '.join(words)}"
    unread = any(
        found["rule"].startswith("READ") and found["state"] != "solved" for found in report["findings"]
    )
    if unread:
        return f"⛔ Not everything could be read · {' · '.join(words)}"
    return f"{'⚠️' if new or weaker or report['duties'] else '✅'} Nothing fails · {' · '.join(words)}"


def _clean_line(report: Report) -> str:
    solved, older = len(_of(report, "solved")), len(_of(report, "remaining"))
    passed = sum(step["verdict"]["after"] == "PASS" for step in report["steps"])
    written = sum(step["path"] is not None for step in report["steps"])
    words = ["✅ Nothing to object to", f"{passed} of {written} documents pass"]
    words += [f"{solved} solved"] * bool(solved) + [f"{older} older"] * bool(older)
    return " · ".join((*words, _readiness(report), _commits(report)))


def _origin(report: Report) -> str:
    edition = f"{inert(str(report['edition']), 20)} edition"
    note = f"\n\n> {inert(report['base']['note'], 500)}" if report["base"]["note"] else ""
    return f"{_readiness(report)} · {_commits(report)} · {edition}{note}"


def _readiness(report: Report) -> str:
    before, after = report["base"]["readiness"], report["head"]["readiness"]
    return f"Readiness {changed.moved(before, after)}"


def _commits(report: Report) -> str:
    judged, proposed = report["head"]["commit"], report["head"]["proposed"]
    merged = f", the merge of {code(proposed[:12])}," if proposed != judged else ""
    base = code((report["base"]["commit"] or "none")[:12])
    return f"as of {inert(str(report['as_of']), 20)} at {code(judged[:12])}{merged} against {base}"


def _sections(report: Report, links: Links, *, folded: bool) -> Iterator[Section]:
    """In the order in which a reviewer decides: what was promised, what fails, who must look, what else."""
    new = _of(report, "new")
    serious = [finding for finding in new if finding["severity"] != "advice"]
    yield _plain("Promises changed", changed.promises(report, links), "promise", "promises")
    yield _plain("Duties softened", changed.duties(report, links), "duty", "duties")
    yield _findings(f"New: {_kinds(serious)}", "new", serious, links, folded=False)
    doubtful = changed.doubtful(report, links)
    yield _plain("Documents that nobody touched and that now disagree", doubtful, "document", "documents")
    yield _plain("Waivers of this change", changed.waivers(report, links), "waiver", "waivers")
    settings = (f"- {inert(words)}\n" for words in report["settings"])
    title = "Settings changed, so figures before and after are made differently"
    yield _plain(title, settings, "setting", "settings")
    steps = tuple(map(Piece, changed.steps(report, whole=not folded)))
    areas = tuple(map(Piece, changed.areas(report, whole=not folded)))
    yield Section(
        "Documents of this change" if folded else "All steps",
        steps,
        _name("document", "documents"),
        folded=folded and len(steps) > 8,
        head=heading_row(COLUMNS),
    )
    yield Section(
        "Readiness by area",
        areas,
        _name("area", "areas"),
        folded=folded,
        head=heading_row(("Area", "Readiness", "Weight")),
    )
    advice = [finding for finding in new if finding["severity"] == "advice"]
    for title, name, chosen in (
        (f"New: {_kinds(advice)}", "new advice", advice),
        ("Solved", "solved", _of(report, "solved")),
        ("Older findings", "older", _of(report, "remaining")),
        ("Waived", "waived", _of(report, "waived")),
    ):
        counted = title if ":" in title else f"{title}: {_kinds(chosen)}"
        yield _findings(counted, name, chosen, NO_LINKS if name == "solved" else links, folded=folded)


def _plain(title: str, texts: Iterable[str], one: str, many: str) -> Section:
    return Section(title, tuple(map(Piece, texts)), _name(one, many))


def _findings(title: str, name: str, chosen: Sequence[Report], links: Links, *, folded: bool) -> Section:
    # the most serious first, within each kind by document and line
    ordered = sorted(chosen, key=lambda finding: (SEVERITIES.index(finding["severity"]), in_order(finding)))
    return Section(
        title, tuple(by_document(ordered, links)), _name(f"{name} finding", f"{name} findings"), folded
    )


def _name(one: str, many: str) -> Any:
    return lambda number: f"{number} {one if number == 1 else many}"
