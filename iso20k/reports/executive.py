"""The Executive Readiness Report as Markdown, and as one page of HTML that prints on A4."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from iso20k.judging.executive import ROWS, Block, ExecutiveReport, Source, Task
from iso20k.reports.plain import printable
from iso20k.wording.phrases import count

#: A date as text and not in a link.
_DATE = re.compile(r"(?<=[> ])\d{4}-\d\d-\d\d\b")
_NOTE = "This is a reading on paper; no certification body has looked at anything."
_WITHDRAWN = "Certificates to the 2011 edition are no longer issued."
_STYLE = """
:root { color-scheme: light }
body { font: 10.5pt/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 178mm; margin: 8mm auto; padding: 0 4mm }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 2mm }
h2 { font-size: 12pt; margin: 5mm 0 1.5mm; border-bottom: 1px solid #888 }
p { margin: 1mm 0 } ul { margin: 1mm 0; padding-left: 5mm } li { margin: .6mm 0 }
.table { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.3 }
th, td { text-align: left; vertical-align: top; padding: .8mm 2mm .8mm 0; border-bottom: 1px solid #ccc; overflow-wrap: break-word }
th { border-bottom-color: #555 }
code { font-size: 8.5pt; color: #444 } span { white-space: nowrap } em { color: #444; font-style: normal; font-size: 9pt } a { color: #1a4f8b }
tr, li { break-inside: avoid } h2 { break-after: avoid }
@page { size: A4; margin: 14mm 16mm }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt } a { color: inherit; text-decoration: none } table { font-size: 8.5pt } }
"""


def markdown(report: ExecutiveReport, home: str = "") -> str:
    """The report as Markdown; `home` leads from the report's folder to the workspace, such as '../'."""
    return "\n".join(_lines(report, home)) + "\n"


def page(report: ExecutiveReport, home: str = "") -> str:
    """The same words as HTML without scripts, on one or two sides of A4."""
    render = MarkdownIt("commonmark", {"html": False}).enable("table").render
    body = render(markdown(report, home)).replace("<table>", '<div class="table"><table>')
    body = body.replace("</table>", "</table></div>")
    body = _DATE.sub(r"<span>\g<0></span>", body)
    title = html.escape(_title(report))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _title(report: ExecutiveReport) -> str:
    return f"Executive Readiness Report{': ' + report.organisation if report.organisation else ''}"


def _lines(report: ExecutiveReport, home: str) -> Iterator[str]:
    commit = f"commit {report.commit[:10]}" if report.commit else "files as they lie in the workspace"
    yield f"# {_text(_title(report))}"
    yield ""
    yield f"As of {report.as_of}, {commit}, ISO/IEC 20000-1:{report.edition}."
    yield from ("", "## How ready", "")
    for said in report.ready:
        yield f"- {_text(said.text)} *{_source(said.source, home)}*"
    yield from ("", "## Where", "")
    yield "| Area | Weight | On paper | Stage 2 | Held down by |"
    yield "|---|--:|--:|--:|---|"
    for area in report.areas:
        held = area.held.removeprefix("held down by ") or "–"
        yield _row(_text(area.name), f"{area.weight} %", f"{area.paper} %", f"{area.stage_2} %", _text(held))
    yield from ("", "*Source of each line: `iso20k status --explain AREA`*", "", "## What blocks", "")
    yield from _blocks(report.blocks)
    yield from ("", "## Who acts by when", "")
    yield from _tasks(report.tasks, home)
    yield from ("", "## What raises readiness most", "")
    gains = [f"- {_text(gain.text)} *{_source(gain.source, home)}*" for gain in report.gains]
    yield from gains or ("Nothing that this tool sees.",)
    yield from ("", "## What this report does not say", "")
    yield f"{_NOTE} {_WITHDRAWN if report.edition == '2011' else ''}".rstrip()
    yield f"Not assessed: {_text('; '.join(report.not_assessed))}."


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    if not blocks:
        yield "Nothing stands between these verdicts and the best of their stage. *`iso20k status`*"
        return
    yield "| Stage | Needed | It is | What lifts it | Who | By |"
    yield "|---|---|---|---|---|---|"
    for one in blocks[:ROWS]:
        yield _row(str(one.stage), *map(_text, (one.needed, one.actual, one.cure, one.who, one.by)))
    yield from ("", f"*{_more(len(blocks), 'gate')}Source of each line: `iso20k status`*")


def _tasks(tasks: tuple[Task, ...], home: str) -> Iterator[str]:
    if not tasks:
        yield "No open decision, action or CAPA is recorded in steps 21 and 22."
        return
    overdue = sum(task.overdue for task in tasks)
    yield f"{count(len(tasks), 'open decision, action or CAPA', 'open decisions, actions and CAPAs')}, {overdue} overdue."
    yield from ("", "| What | Who | Due | Source |", "|---|---|---|---|")
    for task in tasks[:ROWS]:
        due = f"{task.due or 'no date'}{' **overdue**' if task.overdue else ''}"
        said = f"{task.label} {task.text}".strip()
        yield _row(_text(said), _text(task.who), due, _source(task.source, home))
    if rest := _more(len(tasks), "line"):
        yield from ("", f"*{rest.strip()}*")


def _more(number: int, word: str) -> str:
    return f"{count(number - ROWS, f'more {word}')} not shown. " if number > ROWS else ""


def _source(source: Source, home: str) -> str:
    told = [f"`{source.command}`"] if source.command else []
    if source.place:
        path = f"{home}{source.place.path}#L{source.place.line}".replace(" ", "%20")
        told.append(f"[step {source.step}, line {source.place.line}](<{path}>)")
    return ", ".join(told)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _text(words: str) -> str:
    """Words of documents as words: no markup of theirs, no cell borders."""
    plain = " ".join(printable(words).split())
    return "".join(f"\\{sign}" if sign in _MARKUP else sign for sign in plain)


_MARKUP = frozenset("\\`*_[]<>|~!#&")
