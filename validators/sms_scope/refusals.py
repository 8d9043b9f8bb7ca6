"""Sentences that take a requirement of the standard out of the scope, told from those that say none is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.wording.sentences import plain, sentences


def _process_names() -> str:
    """Each process by its name or by its short name with 'management' or 'process' behind it."""
    names: set[str] = set()
    for area in PROCESS_CLAUSE_AREAS:
        names.update((area.name, area.name.removesuffix(" management")) if " " in area.name else (area.name,))
        names.update(f"{name} management" for name in area.synonyms)
        names.update(f"{name} process" for name in (*area.synonyms, area.name))
    ordered = sorted((name for name in names if " " in name), key=len, reverse=True)
    return "|".join(re.escape(name) for name in ordered)


_TARGET = re.compile(
    r"\b(?:clauses?|requirements?|process areas?)\b|§\s?\d"
    rf"|\b(?:{_process_names()})\b(?!\s+(?:of|for|on|at)\b)"
    r"|(?<![\d.])[4-9]\.[1-9](?:\.\d)*\b(?!\s?(?:%|h\b|hours|days|k\b|m\b|million|FTE))",
    re.IGNORECASE,
)
# "X is not applicable": the requirement stands before it.
_REMOVED = re.compile(
    r"\b(?:is|are|was|were|be|been|being|remains?|stays?|has been|have been|as)?\s*(?:fully |partly |partially |therefore |thus |"
    r"hereby |currently |explicitly )*"
    r"(?:not applicable|excluded|out[- ]of[- ]scope|outside (?:of )?the scope|not in scope|not part of the (?:scope|sms)|"
    r"not covered|exempt(?:ed)?|left out|omitted|waived)\b"
    r"|\b(?:does|do) not apply\b|\b(?:doesn|don)['’]t apply\b|\bn/a\b",
    re.IGNORECASE,
)
# "We exclude X", "except X": the requirement stands behind it.
_REMOVING = re.compile(
    r"\b(?:exclud(?:e|es|ing)|except(?:ing)?(?: for)?|with the exception of|exclusion of|leav(?:e|es|ing) out|other than|"
    r"apart from|omit(?:s|ting)?)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:no|none|nothing|not|never|neither|nor|without|cannot|nobody)\b|n['’]t\b", re.IGNORECASE
)
_OPENS_WITH_DENIAL = re.compile(r"\s*(?:no|none|nothing|neither)\b", re.IGNORECASE)
_PHRASE = re.compile(
    r",|;|:|\b(?:because|since|as|although|while|whereas|which|that|who|but)\b", re.IGNORECASE
)
_ASIDE = re.compile(r",\s*(?:which|who|whose|that)\b[^,]{0,200},", re.IGNORECASE)
_FORBIDDEN = re.compile(
    r"\b(?:not|never)\b.{0,20}\b(?:permit|allow|possible|accept)|\bforbid|\bprohibit|\b(?:allow|permit)s? (?:no|none)\b",
    re.IGNORECASE,
)
_REACH = 60


def refusals(text: str) -> Iterator[str]:
    """The sentences of a text that exclude a clause, a process or a requirement of the standard."""
    for sentence in sentences(plain(text)):
        if _refuses(sentence):
            yield sentence


def _refuses(sentence: str) -> bool:
    spoken = _ASIDE.sub(" ", sentence)
    for found in _REMOVED.finditer(spoken):
        if not _denied(spoken, found.start()) and _TARGET.search(_subject(spoken, found.start())[-_REACH:]):
            return True
    for found in _REMOVING.finditer(spoken):
        behind = _PHRASE.split(spoken[found.end() :], 1)[0][:_REACH]
        if _denied(spoken, found.start()) or _DENIAL.match(behind.lstrip()) or _FORBIDDEN.search(spoken):
            continue
        if _TARGET.search(behind):
            return True
    return False


def _subject(sentence: str, end: int) -> str:
    """The words before a verb that belong to it: from the last turn of the sentence on."""
    parts = _PHRASE.split(sentence[:end])
    return next((part for part in reversed(parts) if part.strip()), "")


def _denied(sentence: str, end: int) -> bool:
    return bool(_OPENS_WITH_DENIAL.match(sentence) or _DENIAL.search(_subject(sentence, end)))
