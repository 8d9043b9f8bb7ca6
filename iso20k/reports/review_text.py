"""What a change does, for a person at a terminal: what is new first, one green line when there is nothing to object to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from iso20k.judging.commitment_change import Turn
from iso20k.judging.finding import Finding
from iso20k.judging.revision import DocumentChange, Revision, Seen
from iso20k.reports.plain import Lines, printable
from iso20k.reports.review_report import Surroundings
from iso20k.reports.text import console_for, print_findings, written
from iso20k.wording.phrases import count

_TURNS = {
    Turn.WEAKER: ("▼", "red"),
    Turn.GONE: ("▼", "red"),
    Turn.UNLIKE: ("◆", "yellow"),
    Turn.STRONGER: ("▲", "green"),
    Turn.NEW: ("+", "green"),
}
_VERDICTS = {"PASS": "green", "FAIL": "red"}


def text(found: Revision, around: Surroundings, lines: Lines, *, width: int, colour: bool) -> str:
    """The whole report; sections without content are left out."""
    console = console_for(width, colour=colour)
    if around.note:
        console.print(Text(printable(around.note), style="yellow"))
    new = [_unforgiven(seen) for seen in found.of("new")]
    if new:
        _head(console, f"New: {count(len(new), 'finding')}")
        print_findings(console, new, lines)
    _section(console, "Promises changed", _promises(found))
    _section(console, "Duties softened", _duties(found))
    _section(console, "Waivers of this very change (they do not count for it)", _waivers(found))
    _section(
        console, "Settings changed (figures before and after are made differently)", map(Text, found.settings)
    )
    _section(console, "Untouched documents that now disagree", _doubtful(found))
    _section(console, f"Solved: {count(len(found.of('solved')), 'finding')}", _solved(found.of("solved")))
    _figures(console, found)
    console.print(closing_line(found, around))
    return written(console)


def closing_line(found: Revision, around: Surroundings) -> Text:
    """Counts, readiness before and after, and whether the change passes."""
    new, solved = found.of("new"), found.of("solved")
    rest = [seen for seen in found.of("remaining") if seen.finding.severity != "advice"]
    if around.failed:
        verdict = Text(
            f"✗ {count(len(around.failed), 'finding')} to repair before this goes in", style="bold red"
        )
    else:
        verdict = Text("✓ Nothing stands against this change", style="bold green")
    told = [f"{len(new)} new", f"{len(solved)} solved", f"{count(len(rest), 'older finding')}"]
    told.append(_moved("readiness", found.before.readiness.overall, found.after.readiness.overall))
    return Text.assemble(verdict, f" · {' · '.join(told)} · as of {found.after.as_of}")


def _unforgiven(seen: Seen) -> Finding:
    """A waiver that the change itself brings leaves the finding as it is."""
    hint = f"{seen.finding.hint} The waiver that this change brings does not count for it."
    return seen.finding._replace(waived="", hint=hint) if seen.own_waiver else seen.finding


def _moved(name: str, before: int, after: int) -> str:
    return f"{name} {before} → {after} %" if before != after else f"{name} {after} %"


def _head(console: Console, title: str) -> None:
    console.print(Text(title, style="bold"))


def _section(console: Console, title: str, rows: Iterable[Text]) -> None:
    told = list(rows)
    if not told:
        return
    _head(console, title)
    for row in told:
        console.print(Padding(row, (0, 0, 0, 2)))
    console.print()


def _promises(found: Revision) -> Iterator[Text]:
    for change in found.promises:
        sign, style = _TURNS[change.turn]
        place = change.shown.place
        where = f"  {place.path}:{place.line}" if change.after else f"  was {place.path}:{place.line}"
        yield Text.assemble((f"{sign} ", style), printable(change.words), (where, "dim"))


def _duties(found: Revision) -> Iterator[Text]:
    for duty in found.duties:
        yield Text.assemble(
            ("▼ ", "red"),
            printable(f"{duty.lost}: {duty.after}"),
            (f"  {duty.place.path}:{duty.place.line}", "dim"),
        )


def _waivers(found: Revision) -> Iterator[Text]:
    for change in found.waivers:
        waiver, former = change.waiver, change.former
        was = f", was until {former.until}: {former.reason}" if former else ""
        told = f"{change.kind}: {waiver.rule} of {waiver.path or 'every document'} until {waiver.until}: {waiver.reason}{was}"
        yield Text.assemble(printable(told), (f"  {waiver.source}:{waiver.source_line}", "dim"))


def _doubtful(found: Revision) -> Iterator[Text]:
    for doubt in found.doubtful:
        yield Text(printable(f"{doubt.path}, owner {doubt.owner or 'unknown'}: {', '.join(doubt.rules)}"))


def _solved(solved: Sequence[Seen]) -> Iterator[Text]:
    for seen in solved:
        yield Text.assemble(
            ("✓ ", "green"),
            printable(f"{seen.finding.place.path} {seen.finding.rule} {seen.finding.message}"),
        )


def _figures(console: Console, found: Revision) -> None:
    """The documents that were touched or whose verdict turned, and the areas whose figure moved."""
    touched = {document.skill: document for document in found.documents}
    rows = [step for step in found.steps if step.turned or step.after.skill in touched]
    if rows:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name, justify in (
            ("Step", "right"),
            ("Document", "left"),
            ("Change", "left"),
            ("Verdict", "left"),
        ):
            table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
        table.add_column("Ready", justify="right", no_wrap=True)
        for step in rows:
            old, new = step.before, step.after
            table.add_row(
                str(new.number), new.title, _kind(touched.get(new.skill)), _verdict(old.verdict, new.verdict),
                _moved("", old.readiness, new.readiness).strip(),
            )  # fmt: skip
        console.print(table)
        console.print()
    moved = [area for area in found.areas if area.before != area.after]
    _section(
        console, "Readiness by area", (Text(_moved(area.name, area.before, area.after)) for area in moved)
    )


def _kind(document: DocumentChange | None) -> str:
    if document is None:
        return "not touched"
    return f"renamed from {document.former}" if document.former else document.kind


def _verdict(before: str | None, after: str | None) -> Text:
    now = Text(after or "–", style=_VERDICTS.get(after or "", "dim"))
    return now if before == after else Text.assemble(f"{before or '–'} → ", now)
