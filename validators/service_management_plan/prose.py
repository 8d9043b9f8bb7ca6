"""What the plan's sections say in sentences; what a template only asks for in brackets is not said."""

from __future__ import annotations

from iso20k.facts.artifact import SectionText
from iso20k.values.deferred import deferred

_ASKED = deferred(r"\[[^\[\]\n]{2,200}\]")


def said(text: str) -> str:
    """A text without its bracket placeholders."""
    return _ASKED().sub(" ", text) if "[" in text else text


def prose_of(section: SectionText | None) -> str:
    """The paragraphs and items of a section, '' for a section that is not there."""
    return said(section.prose) if section else ""
