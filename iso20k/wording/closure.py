"""Whether a status says that nothing is left to do: the one place that knows these words, for actions, findings, problems and tasks.

Other questions have words of their own where they are asked: whether an audit has taken place, a contract has ended, an error is retired.
"""

import re
from functools import lru_cache

_DONE = r"closed|done|completed?|finished|implemented|resolved|solved|settled"
#: Of things whose effect is awaited; a complaint that is verified is a justified one.
_CHECKED = r"verified|effective"
_DROPPED = r"cancell?ed|withdrawn|dropped|superseded"
_LEFT = (
    rf"not yet|not (?:been |fully )?(?:{_DONE}|{_CHECKED}|tested|checked|approved|confirmed|accepted)|to be|"
    rf"(?:half|nearly|almost|mostly)[ -](?:{_DONE})|partly|partially|partial|in part|\d{{1,2}} ?%|"
    r"open|re-?opened|in[ -]progress|under (?:way|review|investigation|observation|test)|underway|on-? ?going|pending|"
    r"awaiting|waiting|overdue|un(?:resolved|solved|done|finished)|ineffective|carried(?! out)"
)


@lru_cache(maxsize=1024)
def is_closed(status: str, *, checked: bool = False) -> bool:
    """'Closed', 'done on 2026-09-04', 'cancelled'; not 'not yet done', '80 % complete', 'implemented, effect to be checked'.

    `checked`: the effect is awaited, so 'verified' and 'effective' say it as well.
    """
    words = f"{_DONE}|{_DROPPED}|{_CHECKED}" if checked else f"{_DONE}|{_DROPPED}"
    return _says(words, status) and not is_left(status)


def is_done(status: str) -> bool:
    """Closed because it was done, not because it was given up."""
    return is_closed(status) and not is_dropped(status)


def is_dropped(status: str) -> bool:
    """Given up: 'cancelled', 'withdrawn', 'superseded by ACT-012'."""
    return _says(_DROPPED, status)


def is_left(status: str) -> bool:
    """Whether something is said to be left, whatever else is: 'closed, effect not verified', 'reopened'."""
    return _says(_LEFT, status)


def _says(words: str, status: str) -> bool:
    return re.search(rf"\b(?:{words})(?!\w)", status, re.IGNORECASE) is not None
