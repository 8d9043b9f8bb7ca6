"""YAML front matter with the line of each key; aliases are refused, so nothing can expand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iso20k.document import Cell, FrontValue, ReadingError

if TYPE_CHECKING:
    import yaml

Front = Mapping[str, FrontValue]
#: Document control fits in a screen; more than this is not front matter.
MAX_CHARACTERS = 50_000


def split_front_matter(text: str) -> tuple[Front, str]:
    """The front matter of `text` and the body with the block blanked out, so that line numbers stay true.

    Raises `ReadingError` at the line of the fault.
    """
    if not text.startswith("---"):
        return {}, text
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        if len(lines) > 1 and ":" in lines[1]:
            raise ReadingError(1, "the front matter has no closing '---'", "Close it with a line '---'.")
        return {}, text
    block = "\n".join(lines[1:end])
    return read_front_matter(block, first_line=2), "\n" * (end + 1) + "\n".join(lines[end + 1 :])


def read_front_matter(block: str, first_line: int) -> Front:
    """Front matter from the text between the fences, keys in lower case with `_` for spaces and hyphens."""
    if not block.strip():
        return {}
    node = compose(block, first_line)
    if node is None:
        return {}
    if shape(node) != "mapping":
        raise ReadingError(first_line, "the front matter is not a list of 'key: value' lines", _HINT)
    return {
        name.text.strip().lower().replace("-", "_").replace(" ", "_"): _value(child, first_line)
        for name, child in _pairs(node, first_line)
    }


_HINT = "Write one 'key: value' per line between the two '---' lines."


def compose(block: str, first_line: int) -> yaml.Node | None:
    """The YAML nodes of `block` with their marks; raises `ReadingError` for syntax errors, anchors and aliases."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(block) > MAX_CHARACTERS:
        raise ReadingError(first_line, f"the YAML has more than {MAX_CHARACTERS} characters", _HINT)
    try:
        for token in yaml.scan(block, Loader=loader):
            if isinstance(token, (yaml.AliasToken, yaml.AnchorToken)):
                raise ReadingError(
                    first_line + token.start_mark.line,
                    "YAML anchors and aliases are not read",
                    "Write the value out in full.",
                )
        return yaml.compose(block, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ReadingError(line, f"YAML: {error.problem or error.context}", _HINT) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadingError(first_line, f"YAML: {str(error).splitlines()[0]}", _HINT) from None


def shape(node: yaml.Node) -> str:
    """A YAML node is a 'mapping', a 'sequence' or a 'scalar'."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return "mapping"
    return "sequence" if isinstance(node, yaml.SequenceNode) else "scalar"


def _pairs(node: yaml.Node, first_line: int) -> list[tuple[Cell, yaml.Node]]:
    seen: set[str] = set()
    pairs = []
    for key, value in node.value:
        cell = _cell(key, first_line)
        if cell.text in seen:
            raise ReadingError(cell.line, f"the key '{cell.text}' stands twice", "Keep one of the two lines.")
        seen.add(cell.text)
        pairs.append((cell, value))
    return pairs


def _cell(node: yaml.Node, first_line: int) -> Cell:
    text = node.value if isinstance(node.value, str) else ""
    if node.tag == "tag:yaml.org,2002:null":
        text = ""
    return Cell(text.strip(), first_line + node.start_mark.line, node.start_mark.column + 1)


def _value(node: yaml.Node, first_line: int) -> FrontValue:
    cell = _cell(node, first_line)
    if shape(node) == "scalar":
        return FrontValue(cell)
    if shape(node) == "mapping":
        return FrontValue(
            cell, ({name.text: _cell(child, first_line) for name, child in _pairs(node, first_line)},)
        )
    items: list[Mapping[str, Cell]] = []
    for item in node.value:
        if shape(item) == "mapping":
            items.append({name.text: _cell(child, first_line) for name, child in _pairs(item, first_line)})
        else:
            items.append({"": _cell(item, first_line)})
    return FrontValue(cell, tuple(items))
