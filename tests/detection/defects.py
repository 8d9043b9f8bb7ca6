"""Planted defects: changes of a sound document, generated from its facts, each with the place where it must be noticed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from detection.expected import FIELDS
from iso20k.document import Cell
from iso20k.facts.artifact import Artifact, Record
from iso20k.facts.commitment import Subject
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Duration
from iso20k.values.listing import find_identifiers, parse_identifier

#: How many records of a register are struck by each kind of defect: the first, one in the middle, the last.
SAMPLED = 3


class Defect(NamedTuple):
    """A change of one document: what was done, the new text, and the lines on which a finding must stand (old numbering).

    `joined` are names that a finding may name instead of standing on the lines.
    """

    kind: str
    skill: str
    path: str
    what: str
    text: str
    lines: frozenset[int]
    joined: tuple[str, ...] = ()


Generator = Callable[[Artifact, str], Iterator[Defect]]


def planted(workspace: Workspace, texts: Mapping[str, str], catalogue: Catalogue) -> Iterator[Defect]:
    """Every defect for every document of the workspace, in the order of the steps."""
    for artifact in workspace.artifacts.values():
        text = texts[artifact.path]
        for generate in GENERATORS:
            yield from generate(artifact, text)
        skill = catalogue.skill(artifact.skill)
        if skill is not None and workspace.artifact("service-level-management"):
            yield from _loosened(artifact, text, skill.commitments)


def dropped(artifact: Artifact, text: str) -> Iterator[Defect]:
    """A field that an auditor expects is emptied."""
    for register, columns in FIELDS.get(artifact.skill, {}).items():
        for column in columns.split():
            for record in _sample([r for r in artifact.records(register) if r.filled(column)]):
                if changed := _replaced(text, record.cells[column], ""):
                    yield _at_record("drop", artifact, record, f"{register}.{column} emptied", changed)


def placeholders(artifact: Artifact, text: str) -> Iterator[Defect]:
    """A field goes back to what a template says."""
    for register in FIELDS.get(artifact.skill, {}):
        for record, sign in zip(
            _sample(artifact.records(register)), ("TBD", "[to be completed]", "xxx"), strict=False
        ):
            key = next((key for key in FIELDS[artifact.skill][register].split() if record.filled(key)), "")
            if key and (changed := _replaced(text, record.cells[key], sign)):
                yield _at_record("placeholder", artifact, record, f"{register}.{key} is '{sign}'", changed)


def emptied(artifact: Artifact, text: str) -> Iterator[Defect]:
    """A section keeps its heading and loses its content."""
    lines = text.split("\n")
    required = [section.key for section in artifact.schema.sections if section.required]
    for key in required:
        section = artifact.sections.get(key)
        if section is None:
            continue
        end = _end(lines, section.line)
        changed = "\n".join([*lines[: section.line], "", *lines[end:]])
        what = f"section '{section.title}' emptied"
        yield Defect(
            "empty section",
            artifact.skill,
            artifact.path,
            what,
            changed,
            _span(section.line, end),
            (section.title,),
        )


def _end(lines: Sequence[str], start: int) -> int:
    """The last line of the section whose heading is line `start`."""
    level = len(lines[start - 1]) - len(lines[start - 1].lstrip("#"))
    after = (n for n in range(start, len(lines)) if re.match(rf"#{{1,{level}}} ", lines[n]))
    return next(after, len(lines))


def redated(artifact: Artifact, text: str) -> Iterator[Defect]:
    """The control block's dates are put out of order, or its review into the past."""
    for field, value in (
        ("approved", "2027-03-01"),
        ("next_review", "2026-01-31"),
        ("effective", "2026-01-05"),
    ):
        cell = artifact.field(field)
        if cell.text and (changed := _replaced(text, cell, value)):
            what = f"{field} is {value}"
            yield Defect(
                "date",
                artifact.skill,
                artifact.path,
                what,
                changed,
                frozenset((cell.line,)),
                (cell.text, value),
            )


def uncontrolled(artifact: Artifact, text: str) -> Iterator[Defect]:
    """The control block loses its approver, its version or its owner."""
    for field in ("approver", "version", "owner"):
        cell = artifact.field(field)
        if cell.text and (changed := _replaced(text, cell, "")):
            yield Defect("control", artifact.skill, artifact.path, f"{field} emptied", changed, _span(1, 25))


def misnamed(artifact: Artifact, text: str) -> Iterator[Defect]:
    """An identifier by which a row refers to another document is written wrong."""
    for register in artifact.schema.registers:
        for record in _sample(artifact.records(register.key)):
            for column, cell in record.cells.items():
                refers = [
                    i
                    for i in find_identifiers(cell.text)
                    if i.partition("-")[0] in _FOREIGN.get(artifact.skill, ())
                ]
                if column != register.identifier and refers:
                    wrong = _wrong(refers[0])
                    if changed := _replaced(text, cell, cell.text.replace(refers[0], wrong)):
                        what = f"{register.key}.{column}: {refers[0]} written {wrong}"
                        yield _at_record("rename", artifact, record, what, changed)._replace(
                            joined=(wrong, refers[0])
                        )


#: The references of a document that another document must know (rules §5, joining keys).
_FOREIGN: Mapping[str, tuple[str, ...]] = {
    "service-management-plan": ("ACT", "KPI"),
    "service-level-management": ("SVC", "SPL"),
    "service-continuity-availability": ("SVC", "SPL"),
    "budgeting-accounting": ("SVC",),
    "capacity-management": ("SVC",),
    "information-security": ("SVC", "CTL"),
    "business-relationship": ("SVC", "CAPA"),
    "supplier-management": ("SVC",),
    "incident-management": ("SVC",),
    "problem-management": ("RFC",),
    "configuration-management": ("SVC",),
    "change-management": ("SVC", "REL"),
    "release-management": ("RFC",),
    "design-transition": ("RFC",),
    "internal-audit": ("CAPA",),
    "monitoring-measurement": ("FND",),
    "management-review": ("AUD", "OBJ"),
}


def misspelt(artifact: Artifact, text: str) -> Iterator[Defect]:
    """The owner of a row is somebody whom the profile does not know."""
    for register in artifact.schema.registers:
        owned = [
            r for r in artifact.records(register.key) if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", r.text("owner"))
        ]
        for record in _sample(owned)[:1]:
            if artifact.skill != "organization-profile" and (
                changed := _replaced(text, record.cells["owner"], "Oliver Stone")
            ):
                what = f"{register.key}.owner is 'Oliver Stone'"
                yield _at_record("rename", artifact, record, what, changed)._replace(joined=("Oliver Stone",))


def orphaned(artifact: Artifact, text: str) -> Iterator[Defect]:
    """A record to which other documents refer is taken out."""
    lines = text.split("\n")
    for register in _REFERRED.get(artifact.skill, ()):
        for record in artifact.records(register):
            row = lines[record.line - 1]
            if row.startswith("|") and (identifier := next(iter(find_identifiers(record.text("id"))), "")):
                changed = "\n".join([*lines[: record.line - 1], *lines[record.line :]])
                what = f"{identifier} taken out of {register}"
                yield Defect(
                    "orphan",
                    artifact.skill,
                    artifact.path,
                    what,
                    changed,
                    frozenset((record.line,)),
                    (identifier, record.text("name")),
                )


_REFERRED: Mapping[str, tuple[str, ...]] = {
    "service-catalog": ("services",),
    "service-level-management": ("ucs",),
    "supplier-management": ("suppliers",),
    "information-security": ("controls",),
    "business-relationship": ("customers",),
    "change-management": ("log",),
    "service-management-plan": ("objectives",),
    "internal-audit": ("findings",),
    "monitoring-measurement": ("kpis", "capas"),
    "service-reporting": ("reports",),
}


def doubled(artifact: Artifact, text: str) -> Iterator[Defect]:
    """A record stands twice."""
    lines = text.split("\n")
    for register in artifact.schema.registers:
        for record in artifact.records(register.key)[:1]:
            row = lines[record.line - 1]
            if (
                register.identifier
                and row.startswith("|")
                and find_identifiers(record.text(register.identifier))
            ):
                changed = "\n".join([*lines[: record.line], row, *lines[record.line :]])
                what = f"{record.text(register.identifier)} twice in {register.key}"
                yield _at_record("duplicate", artifact, record, what, changed)


def circular(artifact: Artifact, text: str) -> Iterator[Defect]:
    """Two services depend on each other."""
    if artifact.skill != "service-catalog":
        return
    rows = artifact.records("dependencies")
    lines = text.split("\n")
    for row in rows:
        back = f"| {row.text('to')} | {row.text('from')} | hard | none |"
        changed = "\n".join([*lines[: row.line], back, *lines[row.line :]])
        what = f"{row.text('to')} depends on {row.text('from')} too"
        near = frozenset((row.line, row.line + 1))
        yield Defect(
            "cycle",
            artifact.skill,
            artifact.path,
            what,
            changed,
            near,
            (row.text("to").split(" ")[0], row.text("to").partition(" ")[2]),
        )


def swapped(artifact: Artifact, text: str) -> Iterator[Defect]:
    """Two figures that must stand in an order change places."""
    for register, first, second in _ORDERED.get(artifact.skill, ()):
        for record in _sample(
            [r for r in artifact.records(register) if r.filled(first) and r.filled(second)]
        ):
            one, other = record.cells[first], record.cells[second]
            changed = _replaced(
                text, *((other, one.text) if other.column > one.column else (one, other.text))
            )
            changed = changed and _replaced(
                changed, *((one, other.text) if other.column > one.column else (other, one.text))
            )
            if changed and one.text != other.text:
                yield _at_record(
                    "swap", artifact, record, f"{register}: {first} and {second} swapped", changed
                )


_ORDERED: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "service-management-plan": (("phases", "start", "end"),),
    "service-level-management": (("incident_targets", "response", "resolution"),),
    "service-continuity-availability": (("bia", "mtpd", "rto"),),
    "capacity-management": (("thresholds", "warning", "critical"), ("baselines", "average", "peak")),
    "incident-management": (("targets", "response", "resolution"),),
    "supplier-management": (("suppliers", "start", "expiry"),),
    "information-security": (("risks", "score", "residual"),),
    "gap-assessment": (("roadmap", "start", "due"),),
    "monitoring-measurement": (("kpis", "warning", "critical"), ("capas", "opened", "due")),
    "business-relationship": (("complaints", "received", "closed"),),
    "change-management": (("log", "approved_on", "done"),),
}


def miscounted(artifact: Artifact, text: str) -> Iterator[Defect]:
    """A stated total, share or score is no longer what its parts give."""
    for register, column in _COUNTED.get(artifact.skill, ()):
        for record in _sample([r for r in artifact.records(register) if re.search(r"\d", r.text(column))]):
            cell = record.cells[column]
            number = re.search(r"\d[\d,]*(?:\.\d+)?", cell.text)
            if number is None:
                continue
            wrong = f"{Decimal(number.group().replace(',', '')) * 2 + 7:,}"
            if changed := _replaced(text, cell, cell.text.replace(number.group(), wrong, 1)):
                defect = _at_record("count", artifact, record, f"{register}.{column} is {wrong}", changed)
                yield defect._replace(lines=defect.lines | _around(artifact, text, record.line))


def _around(artifact: Artifact, text: str, line: int) -> frozenset[int]:
    """The level-2 section around a line: a sum that fails may be shown at the figure or at what states the total."""
    heads = [
        section.line for section in artifact.document.sections if section.level == 2 and section.line <= line
    ]
    return _span(heads[-1], _end(text.split("\n"), heads[-1])) if heads else frozenset()


_COUNTED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "gap-assessment": (("figures", "result"),),
    "service-management-plan": (("risks", "score"), ("resources", "cost")),
    "budgeting-accounting": (
        ("allocation", "share"),
        ("costs", "budget"),
        ("costs", "variance"),
        ("units", "unit_cost"),
    ),
    "service-continuity-availability": (("risks", "score"),),
    "information-security": (("risks", "score"),),
    "organization-profile": (("facts", "customers"),),
    "business-relationship": (("segments", "number"),),
    "capacity-management": (("demand", "growth"),),
}


GENERATORS: Sequence[Generator] = (
    dropped, placeholders, emptied, redated, uncontrolled, misnamed, misspelt, orphaned, doubled, circular, swapped,
    miscounted,
)  # fmt: skip


def _loosened(artifact: Artifact, text: str, promises: Callable[[Artifact], object]) -> Iterator[Defect]:
    """A promise is put on the side on which the others no longer carry it, or is no longer carried by it."""
    factor = _TURNED.get(artifact.skill)
    for promise in promises(artifact) if factor else ():  # type: ignore[attr-defined]
        if promise.subject not in _TURNABLE or promise.target is None:
            continue
        told = promise.told
        if isinstance(promise.target.quantity, Duration):
            new = _scaled(told, _LONGER if factor == "weaker" else _SHORTER)
        else:
            new = _percent(told, "90" if factor == "weaker" else "99.999")
        lines = text.split("\n")
        column = max(promise.place.column - 1, 0)
        line = lines[promise.place.line - 1]
        start = line.find(told, column)
        if new == told or start < 0:
            continue
        lines[promise.place.line - 1] = line[:start] + new + line[start + len(told) :]
        what = f"{promise.name} {told} made {factor}: {new}"
        near = frozenset((promise.place.line,))
        joined = (promise.holder, new)
        yield Defect("loosen", artifact.skill, artifact.path, what, "\n".join(lines), near, joined)


_TURNABLE = (
    Subject.AVAILABILITY,
    Subject.RESPONSE,
    Subject.RESOLUTION,
    Subject.RTO,
    Subject.TOLERABLE_OUTAGE,
)
#: Which way a document's promises must turn to contradict the others: support weaker, promises to customers stronger.
_TURNED: Mapping[str, str] = {
    "service-catalog": "weaker",
    "service-level-management": "stricter",
    "service-continuity-availability": "weaker",
    "supplier-management": "weaker",
    "incident-management": "weaker",
}
_LONGER, _SHORTER = Decimal(40), Decimal("0.01")


def _scaled(told: str, factor: Decimal) -> str:
    """A time made longer or shorter: '4 h' is '160 h', '15 min' is '9 s'."""
    found = re.search(r"(\d+(?:\.\d+)?) ?(min|h)\b", told)
    if found is None:
        return told
    minutes = Decimal(found[1]) * (60 if found[2] == "h" else 1) * factor
    new = (
        f"{minutes / 60:.0f} h"
        if minutes >= 60
        else f"{minutes:.0f} min"
        if minutes >= 1
        else f"{minutes * 60:.0f} s"
    )
    return told.replace(found.group(), new, 1)


def _percent(told: str, new: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?(?= ?%)", new, told, count=1)


def _wrong(identifier: str) -> str:
    head, _, number = identifier.rpartition("-")
    return f"{head}-{int(number) + 70:0{len(number)}d}"


def _sample(records: Sequence[Record]) -> list[Record]:
    """The first, a middle and the last record, each once."""
    if len(records) <= SAMPLED:
        return list(records)
    return [records[0], records[len(records) // 2], records[-1]]


def _at_record(kind: str, artifact: Artifact, record: Record, what: str, text: str) -> Defect:
    """The record's own lines count, and so does its name in a message that stands elsewhere."""
    near = frozenset((record.line, *(cell.line for cell in record.cells.values())))
    names = tuple(dict.fromkeys(_names(record)))
    return Defect(kind, artifact.skill, artifact.path, what, text, near, names)


def _names(record: Record) -> Iterator[str]:
    """By what a message may call a record: its identifiers and names, alone and together."""
    first = next((cell.text for cell in record.cells.values() if cell.text), "")
    for text in (first, *(record.text(key) for key in ("id", "name", "service", "service_id"))):
        split = parse_identifier(text)
        yield from (part for part in (text, *(split or ())) if len(part) > 2)


def _span(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1))


def _replaced(text: str, cell: Cell, new: str) -> str:
    """The text with one cell changed, '' where the cell cannot be found on its line."""
    lines = text.split("\n")
    line = lines[cell.line - 1]
    start = line.find(cell.text, max(cell.column - 1, 0)) if cell.text else -1
    if start < 0 or cell.text == new:
        return ""
    lines[cell.line - 1] = line[:start] + new + line[start + len(cell.text) :]
    return "\n".join(lines)
