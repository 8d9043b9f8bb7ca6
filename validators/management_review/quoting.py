"""Rows of a drafted input: each figure is quoted or counted from lines that are named, or said to have no source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.drafting import NOWHERE, Drafted, Quoted, unsourced
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import count, listed


def quoted(record: Record, key: str, words: str = "{}") -> tuple[Quoted, ...]:
    """What a field says, in `words` around it; nothing when it says nothing."""
    if not record.filled(key):
        return ()
    text = " ".join(record.text(key).split())
    return (Quoted(words.format(text), (record.at(key),)),)


def counted(records: Sequence[Record], noun: str, plural: str = "", *, names: Iterable[str] = ()) -> Quoted:
    """How many there are, with their names where they matter: '2 in progress: CAPA-001 and CAPA-002'."""
    told = listed(name for name in names if name)
    return Quoted(
        count(len(records), noun, plural) + (f": {told}" if told else ""),
        tuple(record.place for record in records),
    )


def row(
    asked: str,
    subject: str,
    documents: Artifact | Sequence[Artifact],
    figures: Iterable[Quoted],
    lacking: str = "",
) -> Drafted:
    """A row of an input with its figures and the documents they come from; `lacking` is named behind them."""
    known = tuple(figures)
    sources = (documents,) if isinstance(documents, Artifact) else tuple(documents)
    told = "; ".join(figure.text for figure in known)
    if lacking and told:
        told = f"{told}; {unsourced(lacking)}"
    cells = {
        "input": asked,
        "subject": subject,
        "figures": told,
        "source": "; ".join(name_of(source) for source in sources),
        "version": "; ".join(version_of(source) for source in sources),
    }
    place = next((place for figure in known for place in figure.places), NOWHERE)
    missing = {"figures": lacking} if lacking and not known else {}
    return Drafted({key: text for key, text in cells.items() if text}, place, known, missing)


def nothing_for(asked: str, lacking: str) -> Drafted:
    """The row of an input of which no document says anything."""
    return Drafted({"input": asked}, NOWHERE, (), {"figures": lacking})


def name_of(artifact: Artifact) -> str:
    """A document by its ID and title: 'NOS-SMS-06 Service Level Management'."""
    title = artifact.field("title").text
    parts = (artifact.field("id").text, title if filled_cell(title) else artifact.schema.step.title)
    return " ".join(part for part in parts if filled_cell(part))


def version_of(artifact: Artifact) -> str:
    """Its version with the day of approval, else its status: '1.0, approved 2026-05-27'."""
    version, approved = artifact.field("version").text, artifact.field("approved").text
    told = f"approved {approved}" if filled_cell(approved) else artifact.status
    return ", ".join(part for part in (version, told) if filled_cell(part))


def approved_on(artifact: Artifact) -> tuple[Quoted, ...]:
    """The day on which a document was approved."""
    field = artifact.field("approved")
    place = Place(artifact.path, field.line, field.column)
    return (Quoted(f"approved {field.text}", (place,)),) if filled_cell(field.text) else ()
