"""Bytes to text: UTF-8, with or without byte order mark, any line ending, within limits."""

from __future__ import annotations

from iso20k.document import ReadingError

#: An artifact is prose and registers; the largest in practice are some hundred kilobytes. Reading is linear, but
#: hostile text (a run of brackets, half-open link definitions) takes some ten seconds a megabyte.
MAX_BYTES = 1_000_000
#: A register of more rows belongs in a tool, and a longer run of them is a mistake or an attack.
MAX_TABLE_ROWS = 5_000


def decode(data: bytes) -> str:
    r"""The text of a document with `\n` line ends; raises `ReadingError` naming the line that cannot be read."""
    if len(data) > MAX_BYTES:
        raise ReadingError(
            0,
            f"the document has {len(data) / 1e6:.1f} MB, the limit is {MAX_BYTES / 1e6:.0f} MB",
            "Split the document, or move records to the tool that keeps them and link to it.",
            rule="READ-02",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _unix(data[: error.start].decode("utf-8-sig")).count("\n") + 1
        raise ReadingError(
            line,
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            "Save the file as UTF-8.",
            rule="READ-03",
        ) from None
    text = _unix(text)
    if "\0" in text:
        raise ReadingError(
            text.count("\n", 0, text.index("\0")) + 1,
            "the file holds a NUL byte, so it is not text",
            "Save the file as UTF-8 text.",
            rule="READ-03",
        )
    _refuse_endless_tables(text)
    return text


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_endless_tables(text: str) -> None:
    if text.count("\n") <= MAX_TABLE_ROWS:
        return
    run = 0
    for number, line in enumerate(text.split("\n"), 1):
        run = run + 1 if "|" in line else 0
        if run > MAX_TABLE_ROWS + 2:
            raise ReadingError(
                number - run + 1,
                f"a table has more than {MAX_TABLE_ROWS} rows",
                "Keep the records in the tool that makes them, and link to it.",
                rule="READ-04",
            )
