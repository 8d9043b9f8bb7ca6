"""The convention by which items are named: a pattern of parts, and identifiers that follow it or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from validators.configuration_management.ci_types import CIType, find_type, is_every, named_types

_BRACED = r"(?:\{[^{}\n]{1,30}\}|<[^<>\n]{1,30}>|\[[^\[\]\n]{1,30}\])"
_WORDS = (
    "TYPE|PREFIX|CLASS|CITYPE|CUSTOMER|CLIENT|CUST|SITE|LOCATION|LOC|REGION|ENV|ENVIRONMENT|ROLE|NAME|SERVICE|SEQ|SEQUENCE"
    "|NUMBER|NUM|NO|COUNTER|YEAR|YYYY|VERSION|VER"
)
_TEMPLATE = deferred(
    rf"(?:[A-Z0-9]{{1,10}}[-_./])?{_BRACED}(?:[-_./]?(?:{_BRACED}|N{{2,8}}|#{{2,8}}|[A-Z]{{2,8}}))+"
    rf"|\b[A-Z]{{2,12}}(?:[-_./](?:{_WORDS}|N{{2,8}}|#{{2,8}}))+(?![\w#])"
)
_SAMPLE = deferred(
    r"(?:e\.g\.,?|for example|for instance|such as|example|examples)[\s:\"'“(]*"
    r"(?:is |are |a |the )?[\"'“]?([A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)+)",
    re.IGNORECASE,
)
_TOKEN = deferred(
    rf"(?P<braced>{_BRACED})|(?P<digits>N{{2,8}}|#{{1,8}})|(?P<word>[A-Za-z]+)|(?P<sign>.)", re.DOTALL
)
_TEXT_PART = r"[A-Za-z0-9]+"


class Convention(NamedTuple):
    """A naming pattern with its examples; `types` are those it is for (empty for every type)."""

    pattern: str
    examples: tuple[str, ...]
    types: tuple[str, ...]
    place: Place
    example_place: Place

    def holds_for(self, kind: CIType | None, known: tuple[CIType, ...]) -> bool:
        """Whether it is the convention of items of this type."""
        named = [find_type(name, known) for name in self.types]
        return not any(named) or kind is None or any(found and found.name == kind.name for found in named)


@derived
def conventions(cfg: Artifact) -> tuple[Convention, ...]:
    """The patterns of the table or form, else those that sentences give, in document order."""
    rows = []
    for record in cfg.records("naming"):
        if record.filled("pattern") or record.filled("example"):
            told = named_types(record.text("type"))
            types = () if any(is_every(name) for name in told) else told
            samples = tuple(item for item in split_list(record.text("example")) if filled_cell(item))
            pattern = record.text("pattern") if record.filled("pattern") else ""
            rows.append(
                Convention(_bare(pattern), samples, types, record.at("pattern"), record.at("example"))
            )
    spoken = tuple(_spoken(cfg))
    if (
        rows and spoken and not any(row.pattern for row in rows)
    ):  # the pattern in a sentence, its example as a field
        return tuple(row._replace(pattern=spoken[0].pattern) for row in rows)
    return tuple(rows) or spoken


def _bare(pattern: str) -> str:
    """The pattern without the words around it: 'Format {TYPE}-{SEQ}, in capitals'."""
    found = _TEMPLATE().search(pattern)
    return found.group() if found else pattern.strip()


def _spoken(cfg: Artifact) -> Iterator[Convention]:
    for key in ("naming", "attributes", "ci_types", "policy"):
        section = cfg.sections.get(key)
        for text in section.texts if section else ():
            for found in _TEMPLATE().finditer(text.text):
                place = cfg.at(text)
                samples = _SAMPLE().findall(section.prose) if section else []
                yield Convention(found.group(), tuple(samples), (), place, place)


@lru_cache(maxsize=512)
def follows(identifier: str, pattern: str, prefixes: tuple[str, ...]) -> bool:
    """Whether an identifier is built by the pattern; with prefixes, its type part is one of them.

    `{TYPE}-{CUSTOMER}-{SEQ}`, `TYPE-SITE-NNN`, `SRV-###`: a sequence is digits, a year four digits, a version a
    version number, every other part letters and digits. Capitals and small letters count the same.
    """
    built = "".join(_part(token, prefixes) for token in _TOKEN().finditer(pattern))
    return re.fullmatch(built, identifier.strip(" `"), re.IGNORECASE) is not None


def _part(token: re.Match[str], prefixes: tuple[str, ...]) -> str:
    if token["digits"]:
        return rf"\d{{{len(token['digits'])}}}"
    if token["braced"]:
        return _named_part(token["braced"][1:-1], prefixes)
    word = token["word"] or ""
    if word.isupper() and re.fullmatch(_WORDS, word):
        return _named_part(word, prefixes)
    return re.escape(token.group())


def _named_part(name: str, prefixes: tuple[str, ...]) -> str:
    word = name.strip().lower()
    if re.fullmatch(r"n{2,8}|#{1,8}|0{1,7}1", word):
        return rf"\d{{{len(word)}}}"
    if re.match(r"(?:ci[ _-]?)?(?:type|prefix|class)", word):
        return f"(?:{'|'.join(map(re.escape, prefixes))})" if prefixes else _TEXT_PART
    if re.search(
        r"\b(?:seq|sequence|sequential|number|num|no|nr|counter|digits?|n|running)\b", word.replace("_", " ")
    ):
        width = re.search(r"[1-9]", word)
        return rf"\d{{{width.group()}}}" if width else r"\d{1,10}"
    if word in ("year", "yyyy"):
        return r"\d{4}"
    if re.match(r"ver(?:sion)?\b", word):
        return r"v?\d+(?:\.\d+)*"
    return _TEXT_PART
