"""Whether a text states something or only denies it: a keyword behind "no" is doubtful, not a statement.

A double negative ("no change is deployed without a rollback plan") states. Denial is looked for in the six words
before the keyword, and in the few words behind it that say nothing but "missing" or "not defined".
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from iso20k.wording.sentences import plain, sentences

Verdict = Literal["stated", "doubtful", "absent"]


class Statement(NamedTuple):
    """What a text says about a keyword, with the sentence that says it ("" when absent)."""

    verdict: Verdict
    sentence: str


_WINDOW = 6
_TOKEN = re.compile(r"[\w’'/-]+")
_DENIAL = re.compile(
    r"no|not|none|never|nor|neither|nobody|nothing|nowhere|without|unless|lack(?:s|ed|ing)?|miss(?:es|ing)|absent|"
    r"absence|cannot|can't|\w+n['’]t|fail(?:s|ed)?",
    re.IGNORECASE,
)
_CONDITION = ("without", "unless")
# "no later than" sets a limit, "not only" adds: neither denies.
_NO_DENIAL = re.compile(
    r"\bno(?:t)? (?:later|more|less|fewer|longer|greater|earlier|worse) than\b|\bnot only\b|\bnot limited to\b|"
    r"\bnot (?:to )?exceed(?:ing)?\b|\bno doubt\b|\bwithout (?:exception|(?:undue )?delay|interruption|fail)\b|"
    r"\bno matter\b|\bnot least\b",
    re.IGNORECASE,
)
_TURN = re.compile(r", (?:but|and|so|yet)\b|\bbut\b|\bhowever\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"[\s:–—-]{0,4}(?:(?:is|are|was|were|has|have|had|does|do|did|will)\s)?"
    r"(?:(?:still\s)?missing|none|absent|lacking|n/a|tbd|to be defined|not applicable|not yet|(?:not|never)\s(?:yet\s)?(?:been\s|be\s)?"
    r"(?:defined|documented|available|established|exist|in place|implemented|done|performed|held|planned|approved|"
    r"assigned|appointed|agreed|tested|reviewed|maintained|used|required))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def states(text: str, keyword: re.Pattern[str] | str) -> Statement:
    """A keyword is stated, doubtful when every mention of it is denied, or absent; the deciding sentence is quoted."""
    pattern = re.compile(keyword, re.IGNORECASE) if isinstance(keyword, str) else keyword
    doubtful = ""
    for sentence in sentences(plain(text)):
        for hit in pattern.finditer(sentence):
            if not _denied(sentence, hit.start(), hit.end()):
                return Statement("stated", sentence)
            doubtful = doubtful or sentence
    return Statement("doubtful", doubtful) if doubtful else Statement("absent", "")


def _denied(sentence: str, start: int, end: int) -> bool:
    before = _NO_DENIAL.sub("", sentence[max(0, start - 400) : start])
    tokens = _TOKEN.findall(_last_part(before))
    near = [t for t in tokens[-_WINDOW:] if _DENIAL.fullmatch(t)]
    if any(t.lower() in _CONDITION for t in near):
        near = [t for t in tokens if _DENIAL.fullmatch(t)]
    behind = bool(_BEHIND.match(sentence, end))
    return (len(near) + behind) % 2 == 1


def _last_part(before: str) -> str:
    turns = [turn.end() for turn in _TURN.finditer(before)]
    return before[turns[-1] :] if turns else before
