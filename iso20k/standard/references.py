"""References to clauses of ISO/IEC 20000-1 as documents write them.

In prose a number is a reference only behind "clause", "cl.", "§" or the name of the standard; in a column of
clauses a bare number counts as well. Versions, dates, times, percents, amounts, addresses and the clauses of
contracts and of other standards are never references.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from iso20k.standard.areas import ClauseArea, areas_between, areas_of, in_order
from iso20k.standard.clauses import (
    CLAUSES,
    EDITIONS,
    Edition,
    children,
    is_clause,
    known_prefix,
    order,
    title,
)

Check = Literal["ok", "other-edition", "unknown"]


class Reference(NamedTuple):
    """A clause, or a range of clauses, that a text points to.

    `letter` is the lettered item below the clause ("a", "e-f") or ""; `until` the last clause of a range or "";
    `edition` the edition that the text names with it or ""; `start` and `end` are offsets of characters.
    """

    number: str
    letter: str
    until: str
    edition: Literal["", "2011", "2018"]
    start: int
    end: int


_NUMBER = r"[1-9]\d?(?:\.[1-9]\d?){0,4}+(?![\w%]|[.:,]\d|\s?[%°€$£])"
_UNIT = (
    r"(?!\s{0,2}(?:percent|pts?|points?|h|hrs?|hours?|mins?|minutes?|s|secs?|seconds?|d|days?|weeks?|months?|years?"
    r"|(?:business|working|calendar)(?=\s{0,2}(?:h|hrs?|hours?|mins?|minutes?|d|days?|weeks?|months?))|times|x|[kmgt]i?b|[kmg]bps|am|pm|eur|usd|gbp|chf|brl|fte|k|m|million|users?|staff"
    r"|stars?)\b)"
)
_LETTER = (
    r"(?:\s?\((?P<paren>[a-z](?:\s?[-–]\s?[a-z])?)\)"
    r"|\s?(?P<bare>[a-z](?:\s?[-–]\s?[a-z])?)(?:\)|(?=\s*(?:$|[,;.:)\]/|*]|(?:and|or|to)\b))(?!\w)))?+"
)
_MARK = r"[\s*_`]{0,4}"
_WORD = r"(?:(?:sub-?)?clauses?\b|cls?\.|§{1,2})"
_AGAIN = rf"(?:{_WORD}{_MARK})?"
_TO = r"(?P<to>\s?[-–—‑]\s?|\s(?:to|through|thru|until|up\sto)\s)"

_ITEM = re.compile(
    rf"(?P<number>{_NUMBER}){_UNIT}(?:{_LETTER})(?:{_TO}{_AGAIN}\.?(?P<until>{_NUMBER}){_UNIT})?",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"\s{{0,3}}(?:,\s?(?:and|or)\s|[,;/&+]|and\s|or\s|as well as\s){_MARK}{_AGAIN}", re.IGNORECASE
)
_STANDARD = (
    r"\b(?P<body>ISO|IEC|BS|EN|DIN|NIST|PCI|COBIT|GDPR|ITIL)(?:[ /](?:IEC|EN|ISO|TS|TR|DSS|SP|CSF)){0,3}"
    r"[ -]?(?P<std>(?:\d{4,5}(?:-\d{1,3})?)?)(?:\s?[:(]\s?(?P<year>\d{4})\)?)?"
)
_LEAD = re.compile(
    rf"(?:{_STANDARD}[\s,;:()\[–—-]{{1,3}}(?:in |section )?)?{_MARK}(?P<word>{_WORD}):?{_MARK}"
    rf"|{_STANDARD.replace('P<body>', 'P<body2>').replace('P<std>', 'P<std2>').replace('P<year>', 'P<year2>')}"
    r"[\s,;:()\[–—-]{1,3}(?=[1-9]\d?\.[1-9])",
    re.IGNORECASE,
)
# What a clause of another paper is introduced or followed by.
_FOREIGN_BEFORE = re.compile(
    r"\b(?:contract(?:ual)?|agreement|exit|termination|penalty|liability|indemnity|confidentiality|escape|msa|sla|ola)"
    r"[\s*_`(]{1,4}$",
    re.IGNORECASE,
)
_FOREIGN_AFTER = re.compile(
    r"[\s*_`)]{0,4}\b(?:of|in|from|under)\s(?:(?:the|this|our|that|its|their|each|a)\s)?(?:[\w/-]{1,30}\s){0,3}?"
    r"(?:contracts?|agreement|msa|slas?|olas?|lease|gdpr|act|regulation|directive|annex|document|"
    r"(?:iso(?:/iec)?|iec|nist|bs|en)[ /](?!(?:iec[ ])?20000(?!-[2-9]|-1\d)))\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w.,:$€£¥#@+–-]){_ITEM.pattern}", re.IGNORECASE)
_NOT_A_CLAUSE = re.compile(
    r"(?:\b(?:version|ver|v|rev|revision|release|tls|ssl|python|java|level|score|maturity|step|month|week|day|table|"
    r"figure|fig|section|annex|q|p|no|usd|eur|gbp|chf|brl)\.?|[$€£¥<>=≤≥~±]|\d/)\s?$",
    re.IGNORECASE,
)
_ROW = re.compile(r"(?:^|[\n;|]|<br ?/?>)[\s*_`(\[]{0,6}$", re.IGNORECASE)
_ALONE = re.compile(r"[\s*_`]{0,4}(?:$|[,;:()\[\]|\n–—]|-\s|<br|(?:and|or)\b|/\D)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def find_references(text: str) -> tuple[Reference, ...]:
    """Prose introduces what it cites: "Clause 8.1", "§6.3.2", "ISO/IEC 20000-1:2011, 4.5.2 a)", "Clauses 4 to 9"."""
    return tuple(found for found in _introduced(text) if isinstance(found, Reference))


@lru_cache(maxsize=4096)
def parse_clause_cell(text: str) -> tuple[Reference, ...]:
    """A cell of a clause column holds bare numbers, ranges, lists and titles: "6.1-6.6", "8.1 Incident", "4; 5"."""
    found = [*_introduced(text)]
    taken = [(f.start, f.end) if isinstance(f, Reference) else f for f in found]
    references = [f for f in found if isinstance(f, Reference)]
    starts = [start for start, _ in taken]
    for bare in _bare(text):
        before = bisect(starts, bare.end - 1)
        if not before or taken[before - 1][1] <= bare.start:
            references.append(bare)
    return tuple(sorted(references, key=lambda r: r.start))


def areas_in(text: str, edition: Edition, *, cell: bool) -> tuple[ClauseArea, ...]:
    """The areas that a text's references belong to, ranges expanded; `cell` says that bare numbers count."""
    references = parse_clause_cell(text) if cell else find_references(text)
    return in_order(area for reference in references for area in areas_at(reference, edition))


def areas_at(reference: Reference, edition: Edition) -> tuple[ClauseArea, ...]:
    """A reference to a range stands for every area in it, a single one for the area that contains it."""
    if reference.until:
        return areas_between(reference.number, reference.until, edition)
    return areas_of(reference.number, edition)


def check_reference(number: str, edition: Edition) -> Check:
    """A number is right, right only in the other edition, or unknown.

    In 2011 the numbers that run on past the end of its short chapters (7.3, 8.3, 9.4) are unknown although 2018 has
    them: they are miscounts more often than citations. Deeper numbers and chapter 10 can only come from 2018.
    """
    if is_clause(number, edition):
        return "ok"
    if not any(is_clause(number, other) for other in EDITIONS):
        return "unknown"
    runs_on = edition == "2011" and number.count(".") == 1 and order(number)[0] < 10
    return "unknown" if runs_on else "other-edition"


def nearest_clause(number: str, edition: Edition) -> tuple[str, str] | None:
    """The clause that was probably meant by an unknown number, with its title; None when nothing is near."""
    prefix = known_prefix(number, edition)
    wanted = order(number)
    if prefix is None:
        chapters = [n for n in CLAUSES[edition] if "." not in n]
        near = min(chapters, key=lambda n: abs(order(n)[0] - wanted[0])) if wanted else None
    else:
        depth = prefix.count(".") + 1
        siblings = children(prefix, edition) if len(wanted) > depth else ()
        near = min(siblings, key=lambda n: abs(order(n)[depth] - wanted[depth]), default=prefix)
    name = title(near, edition) if near else None
    return (near, name) if near and name else None


def edition_by_title(number: str, words: str) -> Edition | None:
    """The title beside a number tells the edition when it shares more words with one edition's title."""
    said = _title_words(words)
    shared = {edition: len(said & _title_words(title(number, edition) or "")) for edition in EDITIONS}
    if shared["2011"] == shared["2018"]:
        return None
    return "2011" if shared["2011"] > shared["2018"] else "2018"


def _title_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower())) - {
        "management",
        "service",
        "services",
        "process",
        "clause",
    }


def _introduced(text: str) -> Iterator[Reference | tuple[int, int]]:
    """References behind an introduction, and as bare spans those to other papers."""
    reached = 0
    for lead in _LEAD.finditer(text):
        if lead.start() < reached:
            continue
        plural = bool(lead["word"]) and (
            lead["word"].lower().startswith(("clauses", "subclauses", "sub-clauses", "cls"))
        )
        found = [*_items(text, lead.end(), plural=plural or lead["word"] == "§§")]
        if not found:
            continue
        reached = found[-1].end
        if _is_foreign(text, lead, reached):
            yield lead.start(), reached
            continue
        year = lead["year"] or lead["year2"]
        edition: Literal["", "2011", "2018"] = "2011" if year == "2011" else "2018" if year == "2018" else ""
        yield from (reference._replace(edition=edition) for reference in found)


def _is_foreign(text: str, lead: re.Match[str], end: int) -> bool:
    body, std = lead["body"] or lead["body2"], lead["std"] or lead["std2"]
    if body:
        return std not in ("20000", "20000-1") and (bool(std) or body.upper() != "ISO")
    word = lead.start("word")
    before = text[max(0, word - 40) : word]
    return bool(_FOREIGN_BEFORE.search(before) or _FOREIGN_AFTER.match(text, end))


def _items(text: str, position: int, *, plural: bool) -> Iterator[Reference]:
    item = _ITEM.match(text, position)
    while item is not None:
        yield from _reference(item)
        separator = _NEXT.match(text, item.end())
        item = _ITEM.match(text, separator.end()) if separator else None
        # "clause 8.1, 15 minutes": after the first number only plain clause numbers go on with the list
        if item is not None and not _goes_on(item, text, plural=plural):
            return


def _goes_on(item: re.Match[str], text: str, *, plural: bool) -> bool:
    parts = order(item["number"])
    if len(parts) > 1:
        return parts[0] <= 10 and all(part <= 9 for part in parts[1:])
    return plural and 4 <= parts[0] <= 10 and bool(_ALONE.match(text, item.end()) or text[item.end()] in " .")


def _reference(item: re.Match[str]) -> Iterator[Reference]:
    letter = (item["paren"] or item["bare"] or "").replace(" ", "").replace("–", "-").lower()
    number, until = item["number"], item["until"] or ""
    if until:
        until = _absolute(number, until, tight=len(item["to"]) == 1, word=item["to"].strip().isalpha())
        if not until or order(until) < order(number):
            yield Reference(number, letter, "", "", item.start(), item.start("to"))
            return
    yield Reference(number, letter, until, "", item.start(), item.end())


def _absolute(number: str, until: str, *, tight: bool, word: bool) -> str:
    """The end of a range in full: 4.5.4.1-2 ends at 4.5.4.2, 4.1-9 at 9; "" when it is no end ("6.1 - 3 findings")."""
    if "." in until or "." not in number:
        return until
    head, _, last = number.rpartition(".")
    deep = number.count(".") > 1
    if ((tight and deep) or int(until) <= order(number)[0]) and int(until) > int(last):
        return f"{head}.{until}" if tight else ""
    return until if (tight or word) and 4 <= int(until) <= 10 else ""


def _bare(text: str) -> Iterator[Reference]:
    for item in _BARE.finditer(text):
        before = text[max(0, item.start() - 24) : item.start()]
        parts = order(item["number"])
        first = bool(_ROW.search(before))
        address = parts[0] == 10 and len(parts) > 3
        if parts[0] > 10 or address or (not first and _NOT_A_CLAUSE.search(before)):
            continue
        if len(parts) > 1 or item["until"] or (parts[0] >= 4 and _stands_alone(item, text, first=first)):
            yield from _reference(item)


def _stands_alone(chapter: re.Match[str], text: str, *, first: bool) -> bool:
    """A chapter number opens its line or has no word behind it; 5/12/2026 is a date."""
    if (
        text[chapter.end() : chapter.end() + 1] == "/"
        and text[chapter.end() + 1 : chapter.end() + 2].isdecimal()
    ):
        return False
    return first or bool(_ALONE.match(text, chapter.end()))
