"""What counts as filled in: words that inform, and the placeholders that only hold a place.

Decisions: a marker (TBD, TBC, TBA, TODO, FIXME, XXX, ???) at the start makes a whole cell a placeholder; behind a
value it is reported in running text only. "n/a" needs a reason behind it. "none", "no", "pending" and "unknown" are
answers. Task boxes, footnotes, citations ([1]), links, HTML tags, addresses, code and patterns of names
("<site>-<type>") are no placeholders; a tick is an answer.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from iso20k.wording.sentences import plain, sentences, without_code, without_hidden

_LATER = r"(?:defined|determined|decided|confirmed|announced|completed|filled(?: in| out)?|added|assigned|provided|advised|agreed|supplied)"
_NOUN = (
    r"(?:(?:your|the|our) )?(?:company|organi[sz]ation|customer|client|service|supplier|vendor|owner|person|role|date|"
    r"version|title|department|author|approver|number|location|tool|product|project|amount|percent(?:age)?|value|name|"
    r"e-?mail|phone|address|text|description|reason|month|year|city|country|reference|link|url)"
)
_ORDER = (
    r"(?:insert|enter|describe|specify|fill|provide|state|your|choose|select|replace|add|list|name of|name your|tbd|tbc|"
    r"tba|todo|placeholder|to be|no source|e\.g\.)"
)
_INSIDE = rf"(?:\.{{2,}}|…|xx+|(?:{_ORDER}\b[^\[\]<>{{}}\n]{{0,120}})|{_NOUN}(?:[ _-]?(?:name|id|no|here|date|number|title))?)"

_IN_TEXT = re.compile(
    r"\b(?:TBD|TBC|TBA|tbd|tbc|T\.B\.D\.?|FIXME)\b|\bTODO\b|\b[Tt]odo:"
    r"|(?<![\w-])(?:XXX+|xxx+)(?![\w-])"
    rf"|(?:(?<=[.;:|(\n–—])|(?<=[.;:|–—] )|(?<=\bis )|(?<=\bare )|(?<=\byet )|(?<=still )|^)\b(?i:to be {_LATER})(?=\s*(?:[.;,:)|\]\n]|$)|\s+(?i:later|soon|shortly|in due course)\b)"
    r"|\b(?i:lorem ipsum|coming soon|insert (?:text|name|date|value|description) here|your text here|placeholder text)\b"
    rf"|(?<![\w\]!\[])\[(?i:{_INSIDE})\](?![\[(:\]])"
    r"|(?<![\w./_-])<(?!https?:|mailto:|www\.)[A-Za-z][^<>=@\n/]{0,80}>(?![\w/_-])"
    r"|(?<![\w./_$-])\$?\{\{?\s?[A-Za-z][\w .-]{0,60}\}\}?(?![\w/_-])"
    r"|\?{3,}",
)
# What every placeholder has one of; most texts have none, and the full pattern costs twenty times as much.
_SUSPECT = re.compile(
    r"[\[<{]|\?\?|t\.?b|todo|fixme|xxx|\bto be |lorem|coming|insert|your text|placeholder", re.IGNORECASE
)
_TAG_NAME = re.compile(r"<([a-z][a-z0-9]*)\b", re.IGNORECASE)
_TAG_WORDS = (
    "a abbr b big blockquote br center code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li "
    "mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr u ul var"
)
_TAGS = frozenset(_TAG_WORDS.split())

_LINK_TARGET = re.compile(r"^ {0,3}(\[[^\[\]\n]{1,80}\]):", re.MULTILINE)
_MARKER = re.compile(r"(?:tbd|tbc|tba|t\.b\.[dca]\.?|todo|to do|fixme|x{3,}|\?{2,})(?![\w-])", re.IGNORECASE)
_WHOLE = re.compile(
    rf"to be {_LATER}(?: (?:later|soon|shortly|in due course|at a later (?:date|stage)|asap))?"
    r"|(?:yet )?to be (?:done|written)|not yet (?:defined|determined|decided|known)"
    r"|(?:please )?(?:see|as|same as|refer to) (?:above|below|before)|ditto|idem|dito"
    r"|lorem\b.{0,2000}|coming soon|to follow|work in progress|wip|under construction|placeholder|dummy|sample text"
    r"|insert .{1,60} here|(?:your|some|example) text(?: here)?|y{4}-mm-dd|dd[./-]mm[./-]y{4}|n\.?n\.?",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"(?:n\s?/\s?a|n\.\s?a\.?|na|not applicable)(?![\w/])", re.IGNORECASE)
_BRACKETED = re.compile(
    r"\[(?!\^)[^\[\]\d\n]{2,200}\]|\[(?:…|\.{1,5})\]|<(?!https?:|mailto:|www\.)[A-Za-z.…][^<>@=\n]{0,200}>|\{\{?[^{}\n:\"#.]{1,100}\}\}?"
)
_DASHES = re.compile(r"[\s\-–—−_.…?*·•/\\=~:;,!'\"()\[\]<>]+")
_TICK = re.compile(r"[✓✔☑✅✗✘❌❎●○◐◑◒◓⚫⚪★☆🟢🟡🟠🔴🔵⬤■□▲▼△▽↑↓→←]|\[[xX]\]")
_SHORT = re.compile(
    r"[A-Za-z](?:\s?[/,+&]\s?[A-Za-z]){0,4}|yes|no|none|nil|all|any|both|other|high|low|us|it|we",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")

# Words that hold a sentence together and say nothing by themselves.
_HOLDING_WORDS = (
    "a about above after again all also am an and any are as at be because been before being below between both but "
    "by can cannot could did do does doing down during each either else etc ever every few for from further had has "
    "have having he her here hers him his how however if in into is it its itself just may me might more most must my "
    "no nor not now of off on once only or other our ours out over own per same shall she should so some such than "
    "that the their theirs them then there thereby therefore these they this those through thus to too under until "
    "up upon us very via was we were what when where whether which while who whom whose why will with within without "
    "would yes yet you your yours currently moment"
)
_STOPWORDS = frozenset(_HOLDING_WORDS.split())
_ACRONYMS = frozenset(("IT", "US", "AM", "ME", "May"))
# The operator of a target is an answer, although it consists of signs.
_OPERATOR = re.compile(r"<=|>=|==?|<|>|≤|≥")


@lru_cache(maxsize=8192)
def informative_words(text: str) -> tuple[str, ...]:
    """Words of two letters or more that carry meaning, in lower case and in order; placeholders are left out."""
    seen = plain(_blanked(text))
    return tuple(
        word.casefold()
        for word in _WORD.findall(seen)
        if word in _ACRONYMS or (word.casefold() not in _STOPWORDS and not _MARKER.fullmatch(word))
    )


@lru_cache(maxsize=8192)
def is_placeholder(text: str) -> bool:
    """A cell that only keeps a place: "TBD", "n/a" without a reason, "[Name]", "—"; an empty cell is not one."""
    raw = without_hidden(text).strip()
    if _OPERATOR.fullmatch(raw):
        return False
    if not raw or _TICK.search(raw) or raw in ("[ ]", "[]"):
        return False
    if _BRACKETED.fullmatch(raw) and not _is_tag(raw):
        return True
    seen = " ".join(plain(raw).split())
    if not seen:
        return bool(_DASHES.fullmatch(raw))
    bare = seen.strip(" .,;:!()[]\"'…–—-")
    applies_not = _NOT_APPLICABLE.match(bare)
    if applies_not and not _has_value(bare[applies_not.end() :]):
        return True
    return bool(_DASHES.fullmatch(seen) or _WHOLE.fullmatch(bare) or _MARKER.match(bare))


@lru_cache(maxsize=8192)
def find_placeholders(text: str) -> tuple[tuple[int, str], ...]:
    """Each placeholder left in a long text as (offset, placeholder), outside comments and code.

    A lone dash or "n/a" is a matter of its cell (`is_placeholder`) and is not looked for here.
    """
    if not _SUSPECT.search(text):
        return ()
    seen = without_code(without_hidden(text))
    links = {link.casefold() for link in _LINK_TARGET.findall(seen)}
    return tuple(
        (found.start(), found.group())
        for found in _IN_TEXT.finditer(seen)
        if not _is_tag(found.group()) and found.group().casefold() not in links
    )


@lru_cache(maxsize=8192)
def filled_cell(text: str) -> bool:
    """A cell is filled by a word that informs, a number, a date, an ID, a short answer or a tick."""
    if is_placeholder(text):
        return False
    if _OPERATOR.fullmatch(text.strip()):
        return True
    seen = plain(text).strip()
    return bool(_TICK.search(text)) or bool(_SHORT.fullmatch(seen)) or _has_value(seen)


def filled_prose(texts: Iterable[str], heading: str) -> bool:
    """A section is filled by 15 informative words that its heading does not say already.

    A repeated sentence counts once, and so does a word repeated within a sentence.
    """
    own = frozenset(informative_words(heading))
    known: set[tuple[str, ...]] = set()
    count = 0
    for sentence in (s for text in texts for s in sentences(without_hidden(text))):
        words = tuple(dict.fromkeys(w for w in informative_words(sentence) if w not in own))
        if words not in known:
            known.add(words)
            count += len(words)
        if count >= 15:
            return True
    return False


def _has_value(text: str) -> bool:
    return any(c.isdigit() for c in text) or bool(informative_words(text))


def _is_tag(text: str) -> bool:
    name = _TAG_NAME.match(text)
    return name is not None and name[1].lower() in _TAGS


def _blanked(text: str) -> str:
    parts: list[str] = []
    position = 0
    for start, placeholder in find_placeholders(text):
        parts += (text[position:start], " ")
        position = start + len(placeholder)
    return "".join((*parts, text[position:]))
