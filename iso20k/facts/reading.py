"""Document to artifact: which of the 22 it is, its control block, its sections, its registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from iso20k.document import Document, FrontValue, Section, Table, Text
from iso20k.facts.artifact import Artifact, SectionText
from iso20k.facts.by_section import BySection
from iso20k.facts.registers import read_registers
from iso20k.facts.schema import Schema, normalise_heading

#: The document-control block and what writers call its fields (rules DOC-01 to DOC-07).
CONTROL_FIELDS: Mapping[str, tuple[str, ...]] = {
    "artifact": ("skill",),
    "id": ("document id", "document number", "doc id", "document no"),
    "title": ("document title",),
    "version": ("revision", "document version"),
    "status": ("document status", "state"),
    "owner": ("document owner",),
    "author": ("prepared by", "written by"),
    "approver": ("approved by",),
    "approved": ("approved on", "approval date", "date approved"),
    "effective": ("effective from", "effective date", "valid from"),
    "next_review": ("next review", "review date", "review due", "next review date"),
    "classification": ("confidentiality",),
    "edition": ("standard edition", "standard"),
    "changes": ("change history", "revision history", "history", "version history"),
    "authored": ("created", "date", "written on", "issued"),
}
_CONTROL_HEADINGS = frozenset(
    {"document control", "document information", "control block", "document details"}
)
_HISTORY_HEADINGS = frozenset({"change history", "revision history", "version history", "document history"})
#: What writers call the columns of a change history (rule DOC-02).
HISTORY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "version": ("revision", "rev", "issue"),
    "date": ("date of change", "changed on", "issued", "issue date", "revision date"),
    "author": ("changed by", "prepared by", "written by", "by", "editor"),
    "change": (
        "changes",
        "description",
        "description of change",
        "summary",
        "what changed",
        "reason for change",
    ),
}
_HISTORY_NAMES = {name: key for key, names in HISTORY_FIELDS.items() for name in (key, *names)}
_NAMES = {normalise_heading(n): key for key, names in CONTROL_FIELDS.items() for n in (key, *names)}


def read_artifact(
    path: str, document: Document, schemas: Iterable[Schema], known: BySection | None = None
) -> Artifact | None:
    """The artifact in `document`, or None when it is none of those in `schemas`.

    `known` is what was read of the sections of a former version.
    """
    control = read_control(document)
    schema = identify(path, document, control, tuple(schemas))
    if schema is None:
        return None
    return Artifact(
        path,
        schema,
        document,
        control,
        read_sections(schema, document, path),
        read_registers(schema, document, path, known),
        {},
    )


def identify(
    path: str, document: Document, control: Mapping[str, FrontValue], schemas: tuple[Schema, ...]
) -> Schema | None:
    """By front matter `artifact:`, else by file name, else by title, in this order."""
    if "artifact" in control:
        named = control["artifact"].cell.text.strip().lower().replace("_", "-").replace(" ", "-")
        return next((schema for schema in schemas if schema.skill == named), None)
    stem = normalise_heading(path.rsplit("/", 1)[-1].lower().removesuffix(".md").replace("-", " "))
    title = normalise_heading(document.title)
    for schema in schemas:
        if stem == normalise_heading(schema.skill.replace("-", " ")):
            return schema
    fitting = [
        (len(name), schema)
        for schema in schemas
        for name in map(normalise_heading, (schema.step.title, *schema.titles))
        if f" {name} " in f" {title} "
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def read_control(document: Document) -> Mapping[str, FrontValue]:
    """Front matter by field key, filled up from a control table at the top or under 'Document control'."""
    control: dict[str, FrontValue] = {}
    for name, value in document.front.items():
        control.setdefault(_NAMES.get(normalise_heading(name), name), value)
    for section in document.sections:
        heading = normalise_heading(section.title)
        if heading in _HISTORY_HEADINGS:
            _history_table(section, control)
        elif section.level <= 1 or heading in _CONTROL_HEADINGS:
            _control_table(section, control)
            if heading in _CONTROL_HEADINGS:
                _history_table(section, control)
    return control


def _control_table(section: Section, control: dict[str, FrontValue]) -> None:
    for block in section.blocks:
        if isinstance(block, Table) and len(block.header) == 2:
            for row in (block.header, *block.rows):
                key = _NAMES.get(normalise_heading(row[0].text)) if len(row) > 1 else None
                if key:
                    control.setdefault(key, FrontValue(row[1]))


def _history_table(section: Section, control: dict[str, FrontValue]) -> None:
    for block in section.blocks:
        if not isinstance(block, Table):
            continue
        names = [normalise_heading(cell.text) for cell in block.header]
        keys = [_HISTORY_NAMES.get(name, name) for name in names]
        if "version" in keys and "date" in keys:
            items = tuple(dict(zip(keys, row, strict=False)) for row in block.rows)
            control.setdefault("changes", FrontValue(block.header[0], items))


class _Gathered(NamedTuple):
    first: Section
    texts: list[Text]
    tables: list[Table]
    headings: list[str]


def read_sections(schema: Schema, document: Document, path: str) -> Mapping[str, SectionText]:
    """The outline's sections that the document has; of two with one name, the texts are taken together."""
    gathered: dict[str, _Gathered] = {}
    around: list[tuple[int, str]] = []
    for section in document.sections:
        while around and around[-1][0] >= section.level:
            around.pop()
        if section.level > 1 and (key := schema.section_named(section.title)):
            gathered.setdefault(key, _Gathered(section, [], [], []))
            around.append((section.level, key))
        for name in {key for _, key in around}:
            part = gathered[name]
            part.headings.append(section.title)
            part.texts.extend(block for block in section.blocks if isinstance(block, Text))
            part.tables.extend(block for block in section.blocks if isinstance(block, Table))
    return {
        key: SectionText(
            key, part.first.title, path, part.first.line,
            tuple(part.texts), tuple(part.tables), tuple(part.headings),
        )
        for key, part in gathered.items()
    }  # fmt: skip
