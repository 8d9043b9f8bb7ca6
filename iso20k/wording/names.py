"""Names of services, suppliers and people: which are the same, which are nearly the same, which are persons."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ACRONYM = re.compile(r"[(\[]\s{0,3}([A-Z][A-Za-z]{1,9})\s{0,3}[)\]]")
# Such codes tell two services apart ("Cloud Hosting (EU)", "Cloud Hosting (US)") and are not dropped.
_TELLING = frozenset(
    (
        "EU",
        "US",
        "UK",
        "UAE",
        "APAC",
        "EMEA",
        "LATAM",
        "DACH",
        "USA",
        "DR",
        "UAT",
        "DEV",
        "PROD",
        "TEST",
        "QA",
        "HQ",
    )
)
_GENERIC_WORDS = (
    "a and for it managed management of platform service services solution support system systems the"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_LONGEST = 120


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The key under which a name is joined: case, spaces, punctuation and a bracketed acronym do not matter.

    "&" is "and". Between two digits a border stays, so that 1.1 is not 11. Empty when nothing is left.
    """
    short = _ACRONYM.sub(_without_acronym, unicodedata.normalize("NFKC", name))
    words = _words(short) or _words(name)
    key = ""
    for word in words:
        key += f".{word}" if key[-1:].isdigit() and word[:1].isdigit() else word
    # two letters that stood apart may compose now
    return unicodedata.normalize("NFKC", key)


def same_name(a: str, b: str) -> bool:
    """Two names are one when their keys are equal; an empty name equals nothing."""
    key = normalise(a)
    return bool(key) and key == normalise(b)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that the name nearly is: a slip of the pen, an extra word, an acronym; never an equal one.

    Names that differ in a number ("Tier 1", "Tier 2") are not near each other.
    """
    best, best_score = None, 0.0
    for candidate in candidates:
        score = _likeness(name[:_LONGEST], candidate[:_LONGEST])
        if score > best_score:
            best, best_score = candidate, score
    return best


def distance(a: str, b: str, bound: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two strings; `bound` + 1 when there are more."""
    if abs(len(a) - len(b)) > bound:
        return bound + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row, older = row, [i] + [bound + 1] * len(b), before
        before = last
        for j in range(max(1, i - bound), min(len(b), i + bound) + 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != b[j - 1]))
            if older and j > 1 and x == b[j - 2] and a[i - 2] == b[j - 1]:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > bound:
            return bound + 1
    return min(row[-1], bound + 1)


def _without_acronym(bracket: re.Match[str]) -> str:
    code = bracket[1]
    is_acronym = code not in _TELLING and sum(c.isupper() for c in code) >= 2
    return " " if is_acronym else bracket.group()


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).casefold()
    return re.findall(r"[^\W_]+[+#]*", folded.replace("&", " and "))


def _likeness(name: str, candidate: str) -> float:
    """From 0 (not near) to 1 (only generic words differ); 0 for equal keys."""
    a, b = normalise(name), normalise(candidate)
    if not a or not b or a == b or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return 0.0
    longest = max(len(a), len(b))
    bound = min(3, longest // 4)
    edits = distance(a, b, bound)
    slip = 1 - edits / longest if edits <= bound else 0.0
    return max(
        slip, _overlap(set(_words(name)), set(_words(candidate))), _initials(name, b), _initials(candidate, a)
    )


def _overlap(a: set[str], b: set[str]) -> float:
    a, b = a - _GENERIC, b - _GENERIC
    shared = len(a & b)
    share = shared / len(a | b) if shared else 0.0
    return share if share > 0.5 else 0.0


def _initials(name: str, acronym: str) -> float:
    words = _words(name)
    return 0.75 if len(words) > 2 and "".join(word[0] for word in words) == acronym else 0.0
