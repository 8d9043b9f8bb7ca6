"""YAML front matter with the line of each key; aliases are refused, so nothing can expand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from iso20k.document import Cell, FrontValue, ReadingError
from iso20k.values.deferred import deferred

if TYPE_CHECKING:
    import yaml

Front = Mapping[str, FrontValue]
#: Document control fits in a screen; more than this is not front matter.
MAX_CHARACTERS = 50_000
#: A list of change records has depth 3; the parser recurses, and a stack is finite.
MAX_DEPTH = 20
_UNREADABLE = deferred(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# YAML ends a line at these, editors and Git do not.
_FOREIGN_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")


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


@lru_cache(maxsize=64)
def read_front_matter(block: str, first_line: int) -> Front:
    """Front matter from the text between the fences, keys in lower case with `_` for spaces and hyphens."""
    if not block.strip():
        return {}
    node = compose(block, first_line)
    if node is None:
        return {}
    if shape(node) != "mapping":
        raise ReadingError(first_line, "the front matter is not a list of 'key: value' lines", _HINT)
    front: dict[str, FrontValue] = {}
    for name, child in _pairs(node, first_line):
        key = name.text.lower().replace("-", "_").replace(" ", "_")
        if key in front:
            raise _twice(name)
        front[key] = _value(child, first_line)
    return front


_HINT = "Write one 'key: value' per line between the two '---' lines."
_COLON_HINT = "Put a value that holds a colon between quotes, and begin each key at the margin."


def compose(block: str, first_line: int) -> yaml.Node | None:
    """The YAML nodes of `block` with their marks; raises `ReadingError` for syntax errors, anchors and aliases."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(block) > MAX_CHARACTERS:
        raise ReadingError(first_line, f"the YAML has more than {MAX_CHARACTERS} characters", _HINT)
    block = block.translate(_FOREIGN_BREAKS)
    unreadable = _CONTROL if block.isascii() else _UNREADABLE()  # the full set costs 4 ms to compile
    if bad := unreadable.search(block):
        line = first_line + block.count("\n", 0, bad.start())
        raise ReadingError(line, f"YAML: the control character U+{ord(bad[0]):04X}", "Delete the character.")
    try:
        _refuse_bombs(yaml.scan(block, Loader=loader), first_line)
        return yaml.compose(block, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        problem = str(error.problem or error.context)
        if "nesting depth" in problem:  # libyaml reads ahead and may stop at a limit of its own first
            raise _too_deep(line) from None
        hint = _COLON_HINT if problem.startswith("mapping values") else _HINT
        raise ReadingError(line, f"YAML: {problem}", hint) from None
    except yaml.YAMLError:
        raise ReadingError(first_line, "the YAML cannot be read", _HINT) from None


def _refuse_bombs(tokens: Iterable[yaml.Token], first_line: int) -> None:
    depth = 0
    for token in tokens:
        kind = type(token).__name__
        line = first_line + token.start_mark.line
        if kind in ("AliasToken", "AnchorToken"):
            raise ReadingError(line, "YAML anchors and aliases are not read", "Write the value out in full.")
        if not kind.startswith(("Stream", "Document")):
            depth += kind.endswith("StartToken") - kind.endswith("EndToken")
        if depth > MAX_DEPTH:
            raise _too_deep(line)


def _too_deep(line: int) -> ReadingError:
    return ReadingError(line, f"the YAML is nested deeper than {MAX_DEPTH} levels", _HINT)


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
            raise _twice(cell)
        seen.add(cell.text)
        pairs.append((cell, value))
    return pairs


def _twice(key: Cell) -> ReadingError:
    return ReadingError(key.line, f"the key '{key.text}' stands twice", "Keep one of the two lines.")


def _cell(node: yaml.Node, first_line: int) -> Cell:
    text = node.value if isinstance(node.value, str) else ""
    if node.tag == "tag:yaml.org,2002:null":
        text = ""
    text = _CONTROL.sub("\ufffd", text).strip()
    return Cell(text, first_line + node.start_mark.line, node.start_mark.column + 1)


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
