"""Names of persons in cells of owners, told from roles, departments and companies; in doubt it is no person."""

import re
from functools import lru_cache

from iso20k.wording.filled import is_placeholder
from iso20k.wording.sentences import plain

_TITLE = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|miss|mx|sir|eng|ing|sr|sra|dipl)\b\.?-?\s{0,2}){1,4}(?=\S)", re.IGNORECASE
)
_SUFFIX = re.compile(
    r"[\s,]+(?:jr|sr|ii|iii|iv|phd|ph\.d|mba|pmp|md|m\.d|msc|bsc|cisa|cissp|cism|itil|esq|cpa|dba)\.?$",
    re.IGNORECASE,
)
_COMMA_ONLY = re.compile(r"[^,;/|\n]{1,60},[^,;/|\n]{1,60}")
_SEPARATOR = re.compile(r"\s?[;/\n|]\s?|<br\s?/?>|\s(?:and|&|or|with)\s|\s?[:–—]\s|\s-\s|,", re.IGNORECASE)
_CHIEF = re.compile(r"^(?:CEO|CIO|CTO|COO|CFO|CISO|CSO|MD|VP)\s(?=\w)")
_GIVEN = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)?|[^\W\d_]+(?:['’-][^\W\d_]+){0,3}\.?")
_INNER_CAPITAL = re.compile(r"(?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van|Von|Da|Del|Al|El|Ben|Bin|St)[A-Z][a-z]+")
_PARTICLE_WORDS = (
    "al an ap as av ben bin da dal de degli dei del della den der di do dos du e el ibn la le ten ter "
    "van von y zu zum zur"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ROLE_TEXT = (
    "accounting account acting admin administration administrator advisory agent agile all analyst any app application "
    "applications apps architect area asset assurance audit auditor auditors availability backup bank board body "
    "budget business cab capacity catalog catalogue center centre ceo cfo champion change chair chief cio ciso client "
    "cloud cmdb co committee communication communications company compliance configuration consultant consulting "
    "continuity controller coo coordinator corp corporation council corporate cto customer customers data database "
    "dc delivery demand department dept deployment deputy design desk desktop dev developer development devops digital "
    "director division ecab email emergency employee engineer engineering enterprise erp everyone exchange executive "
    "external facilities facility finance financial first function general global gmbh governance group head help "
    "helpdesk hosting hr human incident inc infrastructure information infosec integration interim internal it itil "
    "itsm lead leader leadership lead level limited local ltd llc maintenance major managed management manager managers "
    "marketing member members middleware mobile monitoring msp network networks new noc none office officer on-call "
    "open operation operations operator organisation organization owner owners partner partners person platform planning plc "
    "pending pmo policy portal practice president problem process procurement product production program programme project "
    "provider purchasing quality regional relationship release reporting representative request resource resources "
    "responsible risk sales secondary security senior server service servicedesk services shared shift site sla sme sms soc software "
    "solution solutions specialist sponsor staff steering storage strategy supervisor supplier suppliers support "
    "system systems tbc tbd team teams technical technician technologies technology telecom tester testing third "
    "to top training transition treasury unit unknown user users vacant various vendor vendors vice vp web "
    "windows workplace amazon aws azure cisco counsel dell google ibm jira legal microsoft oracle salesforce sap "
    "servicenow vmware"
)
_ROLE_WORDS = frozenset(_ROLE_TEXT.split())


@lru_cache(maxsize=8192)
def is_person_name(text: str) -> bool:
    """A cell names at least one person: "Sarah Chen", "James Wright, MD", "O'Neil, Pat"; not "IT department"."""
    return bool(person_names(text))


@lru_cache(maxsize=8192)
def person_names(text: str) -> tuple[str, ...]:
    """The persons that a cell names, as written and in order; positions, titles and brackets are left out."""
    if is_placeholder(text):
        return ()
    seen = re.sub(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]", " ", plain(text[:400]))
    pieces = [_SUFFIX.sub("", " ".join(piece.split())) for piece in _SEPARATOR.split(seen)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 2 and _COMMA_ONLY.fullmatch(seen) and not any(_is_full(p) for p in pieces):
        whole = f"{pieces[1]} {pieces[0]}"
        return (whole,) if _is_full(whole) else ()
    return tuple(_CHIEF.sub("", piece) for piece in pieces if _is_full(piece))


def _is_full(piece: str) -> bool:
    """A given name and a surname, or a surname behind a title."""
    rest = _TITLE.sub("", _CHIEF.sub("", piece))
    words = rest.split()
    if len(words) == 1 and _is_caseless(rest):
        return True
    named = [w for w in words if w not in _PARTICLES]
    if not (len(named) >= 2 or (named and rest != piece)) or len(words) > 6 or words[-1] not in named:
        return False
    return all(_is_name(word) for word in named) and any(len(word.strip(".")) > 1 for word in named)


def _is_name(word: str) -> bool:
    if not _GIVEN.fullmatch(word) or word.casefold().strip(".") in _ROLE_WORDS:
        return False
    parts = re.split(r"['’-]", word.strip("."))
    # A name begins with a capital ("Jean-Luc", "D'Angelo"); a capital inside ("NetOps") is a brand.
    return (word[:1].isupper() and all(_one_case(part) for part in parts if part)) or _is_caseless(word)


def _one_case(part: str) -> bool:
    inner = part[1:]
    return (
        inner.islower()
        or not inner
        or (part.isupper() and len(part) > 2)
        or bool(_INNER_CAPITAL.fullmatch(part))
    )


def _is_caseless(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.upper() == word.lower()
