"""The one way from bytes to a Document."""

from __future__ import annotations

from iso20k.document import Document
from iso20k.reading.front_matter import split_front_matter
from iso20k.reading.markdown import parse_body
from iso20k.reading.source import decode


def read_document(data: bytes) -> Document:
    """The document that `data` holds.

    Raises `ReadingError` with the line when the bytes are not UTF-8, too large, or the front matter is not YAML.
    """
    text = decode(data)
    front, body = split_front_matter(text)
    return parse_body(body, front)
