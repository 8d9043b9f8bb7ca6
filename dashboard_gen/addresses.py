"""Where the pages of the site lie, by what they are about."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from iso20k.standard.steps import STEPS

#: Letters that are no letter with an accent, and what stands for each where there are only a to z.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)


def line_page(path: str, line: int = 0) -> str:
    """The page of a document at a line; `path` is relative to the workspace, line 0 is the document as a whole."""
    return f"docs/{quote(path)}.html" + (f"#L{line}" if line else "")


def step_page(number: int) -> str:
    """The page of a step 1 to 22, by the name of its document."""
    return f"steps/{STEPS[number - 1].stem}.html"


def review_folder(name: str, commit: str) -> str:
    """The folder of a review by its tag, 'at/review-2026-10/'; by its commit where no letter of the tag can stand in an address."""
    return f"at/{re.sub(r'[^A-Za-z0-9.-]+', '-', name).strip('-.') or commit[:12]}/"


def owner_address(name: str, told_apart: str = "") -> str:
    """Where the page of a person lies: 'owners/jose-nandu.html' for 'José Ñandú'.

    A digest of `told_apart` is added where several names read alike without accents, and stands alone for a name without
    Latin letters.
    """
    words = plain_words(name)
    if told_apart or not words:
        words = [*(words or ["owner"]), hashlib.sha256((told_apart or name).encode()).hexdigest()[:8]]
    return f"owners/{'-'.join(words)}.html"


def plain_words(name: str) -> list[str]:
    """The words of a name in small Latin letters without accents, as an address can hold them."""
    apart = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    return re.findall(r"[a-z0-9]+", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def part_page(path: str, number: int) -> str:
    """A page of a document that takes several, as a file: 'docs/sms/x.md.html', then 'docs/sms/x.md.2.html'."""
    return f"docs/{path}.{number}.html" if number > 1 else f"docs/{path}.html"


def rule_page(rule: str) -> str:
    """What a rule looks at, why, and the cure; rules lie on one page for each family (CAT, DOC, READ, X)."""
    return f"rules/{family_of(rule).lower()}.html#{rule}"


def family_of(rule: str) -> str:
    """The letters of a rule's id: 'CAT' of 'CAT-03'."""
    return rule.rstrip("0123456789").rstrip("-")
