"""Where the pages of the site lie, by what they are about."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from iso20k.standard.steps import STEPS


def line_page(path: str, line: int = 0) -> str:
    """The page of a document at a line; `path` is relative to the workspace, line 0 is the document as a whole."""
    return f"docs/{quote(path)}.html" + (f"#L{line}" if line else "")


def step_page(number: int) -> str:
    """The page of a step 1 to 22, by the name of its document."""
    return f"steps/{STEPS[number - 1].stem}.html"


def review_folder(name: str, commit: str) -> str:
    """The folder of a review by its tag, 'at/review-2026-10/'; by its commit where no letter of the tag can stand in an address."""
    return f"at/{re.sub(r'[^A-Za-z0-9.-]+', '-', name).strip('-.') or commit[:12]}/"


def owner_page(name: str) -> str:
    """The page of a person or role that owns documents and actions."""
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", name).casefold())
    return f"owners/{'-'.join(words) or 'owner-' + hashlib.sha256(name.encode()).hexdigest()[:8]}.html"


def rule_page(rule: str) -> str:
    """What a rule looks at, why, and the cure; rules lie on one page for each family (CAT, DOC, READ, X)."""
    return f"rules/{family_of(rule).lower()}.html#{rule}"


def family_of(rule: str) -> str:
    """The letters of a rule's id: 'CAT' of 'CAT-03'."""
    return rule.rstrip("0123456789").rstrip("-")
