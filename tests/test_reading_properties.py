"""Laws that hold for every document: nothing breaks the reader, and what is hidden is never content."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iso20k.configuration import ConfigurationError
from iso20k.document import Document, ReadingError, Table
from iso20k.facts.artifact import Artifact
from iso20k.facts.reading import read_artifact
from iso20k.reading.reader import read_document
from iso20k.reading.revision import Version, read_version
from iso20k.reading.settings import read_configuration
from validators.service_catalog.schema import SCHEMA

PIECES = (
    "# ", "## Business services", "\n", "\n\n", "| a | b |\n|---|---|\n", "| ", " |\n", "\\|", "- ", "  ", "    ", "1. ",
    "> ", "```\n", "`", "**", "~~", "[a](b)", "![", "](", "[a]: b\n", "<!--", "-->", "<div hidden>", "</div>", "<span ",
    'hidden="', '">', "<template>", "</script>", "<br>", "&#0;", "&lt;", "---\n", "artifact: service-catalog\n", "- x: y\n",
    "a: &x [*x]\n", "\t", "\r", "\r\n", "\0", "\ufeff", "\u2028", "\x0b", "\x85", "é", "SVC-001", "Service ID", ": ", "{", "!!x ",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def lines_of(document: Document) -> Iterator[int]:
    """Every line that a document names."""
    for value in document.front.values():
        yield value.cell.line
        yield from (cell.line for item in value.items for cell in item.values())
    for section in document.sections:
        yield section.line
        for block in section.blocks:
            yield block.line
            if isinstance(block, Table):
                yield from (cell.line for row in (block.header, *block.rows) for cell in row)
    yield from (remark.line for remark in document.remarks)
    yield from (link.line for link in document.links)


def attempt(data: bytes) -> Document | ReadingError:
    try:
        return read_document(data)
    except ReadingError as error:
        return error


@given(texts)
def test_any_text_is_read_or_refused_with_a_line_of_its_own(text: str) -> None:
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    document = attempt(text.encode())
    if isinstance(document, ReadingError):
        assert 1 <= document.line <= last
        assert document.message
        assert document.hint.endswith(".")
        return
    assert document.lines == last
    assert all(1 <= line <= last for line in lines_of(document))
    found = read_artifact("03-service-catalog.md", document, (SCHEMA,))
    if found:
        records = [record for records in found.registers.values() for record in records]
        assert all(1 <= cell.line <= last for record in records for cell in record.cells.values())


@given(st.binary(max_size=200) | texts.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    document = attempt(data)
    assert isinstance(document, Document) or document.rule.startswith("READ-")


def fault(data: bytes) -> ConfigurationError | None:
    try:
        read_configuration(data)
    except ConfigurationError as error:
        return error
    return None


@given(texts | st.binary(max_size=100).map(lambda data: data.decode("latin-1")))
@example("thresholds:\n  a: .nan\n  b: 1e999\n")
@example("weights: {a: inf}\n")
@example("? [a]\n: b\n")
def test_any_settings_are_read_or_refused(text: str) -> None:
    for data in (text.encode(), text.encode("latin-1", "replace")):
        error = fault(data)
        assert error is None or error.line >= 1


@given(texts.filter(lambda text: "\r" not in text and not text.startswith("\ufeff")))
def test_line_ends_and_a_byte_order_mark_are_no_content(text: str) -> None:
    def read(data: str) -> object:
        document = attempt(data.encode())
        return (document.line, document.message) if isinstance(document, ReadingError) else document

    expected = read(text)
    assert read(text.replace("\n", "\r\n")) == expected
    assert read(text.replace("\n", "\r")) == expected
    assert read("\ufeff" + text) == expected


SECRET = "sentinel"
HIDDEN = {
    "a comment": "<!-- sentinel -->",
    "a comment with blank lines": "<!--\n\n| sentinel |\n|---|\n\n## sentinel\n-->",
    "a comment in a sentence": "seen <!-- sentinel\nsentinel --> seen",
    "a fence": "```markdown\n## sentinel\n\nsentinel\n```",
    "a longer fence": "~~~~\n~~~\nsentinel\n~~~~",
    "indented code": "seen\n\n    sentinel",
    "a hidden span": "seen <span hidden>sentinel\nsentinel</span> seen",
    "a hidden span in a cell": "| a | b |\n|---|---|\n| <span hidden>sentinel</span> | c |",
    "a comment in a cell": "| a | b |\n|---|---|\n| <!-- sentinel --> | c |",
    "a hidden division": '<div style="display:none">\n\nsentinel\n\n- sentinel\n\n</div>',
    "a division in a hidden one": "<div hidden>\n\n<div>\n\nsentinel\n\n</div>\n\nsentinel\n\n</div>",
    "a template": "<template>\n\n| sentinel |\n|---|\n\n</template>",
    "a script": "<script>\n\nsentinel\n\n</script>",
    "a style": "<style>\n.sentinel {}\n\n.sentinel {}\n</style>",
    "a definition": '[sentinel]: sentinel.md "sentinel"',
    "a link's title and target": '[seen](sentinel.md "sentinel")',
    "an attribute": '<p title="sentinel">\nseen\n</p>',
    "a processing instruction": "<?sentinel\n\nsentinel ?>",
    "struck-out text": "seen ~~sentinel~~",
    "a nested list": "- seen\n  - <div hidden>\n\n    sentinel\n\n    </div>",
    "a division opened in a sentence": "seen <div hidden>\n\nsentinel\n\n</div>",
}
SEEN = {
    "a paragraph": "sentinel",
    "a heading": "### sentinel",
    "an underlined heading": "sentinel\n--------",
    "an item": "- a\n  1. **sentinel**",
    "a cell": "| a | b |\n|---|---|\n| c | [sentinel](d.md) |",
    "a surplus cell": "| a |\n|---|\n| b | sentinel |",
    "a heading of a column": "| a | sentinel |\n|---|---|",
    "a quotation": "> > sentinel",
    "code in a sentence": "`sentinel`",
    "details": "<details>\n<summary>a</summary>\n\nsentinel\n\n</details>",
    "raw HTML": "<table><tr>\n<td>sentinel</td>\n</tr></table>",
    "behind a comment": "<!-- a -->\nsentinel",
    "beside a comment": "<!-- a --> sentinel",
    "behind a hidden span": "<span hidden>a</span> sentinel",
    "behind a span that never closes": "a <span hidden>b\n\nsentinel",
    "behind a hidden division": "<div hidden>\n\na\n\n</div>\n\nsentinel",
    "within attributes that look hidden": '<div class="hidden">\n\nsentinel\n\n</div>',
    "an invented tag": "<sentinel of the owner>",
    "a label": "**sentinel:** a\\\n**b:** c",
}
NEUTRAL = (
    "# Service Catalog", "## Business services", "Words.", "- an item\n- another", "> quoted", "| a | b |\n|---|---|\n| 1 | 2 |",
    "<!-- remark -->", "```\ncode\n```", "<details>\n\nmore\n\n</details>", "<div hidden>\n\ngone\n\n</div>", "1. one\n\n   two",
    "a <b>bold</b> word", "***",
)  # fmt: skip
FRONT = ("", "---\nartifact: service-catalog  # sentinel\n# sentinel\n---\n\n")
around = st.lists(st.sampled_from(NEUTRAL), max_size=4)


def catalog(*blocks: str, front: str = "") -> Artifact:
    text = front + "\n\n".join(blocks) + "\n"
    found = read_artifact("03-service-catalog.md", read_document(text.encode()), (SCHEMA,))
    assert found is not None
    return found


def shows(found: Artifact) -> bool:
    cells = [
        cell for records in found.registers.values() for record in records for cell in record.cells.values()
    ]
    sections = [text for section in found.sections.values() for text in (section.prose, *section.headings)]
    return any(SECRET in word for word in (*(cell.text for cell in (*found.words(), *cells)), *sections))


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@given(before=around, after=around, front=st.sampled_from(FRONT))
def test_what_is_hidden_is_never_content(
    hidden: str, before: list[str], after: list[str], front: str
) -> None:
    found = catalog(*before, hidden, *after, front=front)
    assert not shows(found)
    if "seen" not in hidden and "c |" not in hidden:
        assert [cell.text for cell in found.words()] == [
            cell.text for cell in catalog(*before, "***", *after).words()
        ]


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
@given(before=around, after=around)
def test_what_is_seen_is_content(seen: str, before: list[str], after: list[str]) -> None:
    found = catalog(*before, seen, *after)
    (line,) = {cell.line for cell in found.words() if SECRET in cell.text}
    source = "\n\n".join((*before, seen, *after)).split("\n")
    assert SECRET in source[line - 1]


@given(st.text("a0 \n#|-.:[]()*_>", max_size=60))
def test_nothing_within_a_hidden_division_is_content(text: str) -> None:
    assert not any(cell.text for cell in catalog(f"<div hidden>\n\n{text}\n\n</div>").words())


def version(data: bytes, former: Version | None) -> Document | ReadingError:
    try:
        return read_version(data, former).document
    except ReadingError as error:
        return error


@given(st.lists(texts, min_size=1, max_size=6), st.data())
def test_an_edited_text_is_read_as_if_it_had_never_been_seen(parts: list[str], data: st.DataObject) -> None:
    """Parts come, go and change places; what is read of the former version is what is read of the whole."""
    former: Version | None = None
    body = [f"\n# Heading {n}\n\n{part}" for n, part in enumerate(parts)]
    for _ in range(4):
        whole = "\n".join(body).encode()
        found = version(whole, former)
        expected = attempt(whole)
        if isinstance(expected, ReadingError):
            assert (found.line, found.message) == (expected.line, expected.message)  # type: ignore[union-attr]
        else:
            assert found == expected
            former = read_version(whole, former)
        place = data.draw(st.integers(0, len(body) - 1))
        body[place] = data.draw(st.sampled_from(body) | texts | st.just(body[place] + "\nmore"))
