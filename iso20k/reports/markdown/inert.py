"""Text of a document reads the same on GitHub and does nothing there."""

import re
import unicodedata

TEXT_LENGTH = 400

ACTIVE = re.compile(r"[&<>|\\`*_\[\]~$@]|#(?=\w)|(?<=GH)-(?=\d)|(?<=www)\.|:(?=//)", re.IGNORECASE)
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", ".": "&#8203;.", "$": "<span>$</span>"}
ESCAPES |= {char: "\\" + char for char in "\\`*_[]~"}


def inert(text: str, length: int = TEXT_LENGTH) -> str:
    """No HTML, Markdown, mathematics, mention, issue reference or link comes out of it, and it stays on one line.

    The zero-width space against mentions is what dependency bots use; ``<span>$</span>`` is GitHub's own advice.
    """
    visible = (" " if unicodedata.category(char) == "Cc" else char for char in text if _is_visible(char))
    line = " ".join("".join(visible).split())
    clipped = line if len(line) <= length else line[: length - 1].rstrip() + "…"
    return ACTIVE.sub(lambda found: ESCAPES.get(found[0], found[0] + "&#8203;"), clipped)


def code(text: str) -> str:
    """A name of ours (rule, commit) as code; whatever else stands in it is dropped."""
    return f"`{re.sub(r'[^A-Za-z0-9._+-]', '', text)[:64] or '?'}`"


def _is_visible(char: str) -> bool:
    # Cf holds the direction marks that make text read differently from what it says, Cs cannot be encoded
    return unicodedata.category(char) not in ("Cf", "Cs")
