"""Who decides on emergencies: boards, persons and roles, as the change and the release document name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.change_management.change_types import EMERGENCY, authorities, change_types, kind_of

_ECAB = (
    r"\be-?CAB\b|\bCAB/EC\b|\bemergency (?:CAB|CCB|(?:change )?(?:advisory |control )?(?:board|committee))\b"
)
_CAB = r"\bCAB\b|\bCCB\b|\bchange (?:advisory|control) (?:board|committee)\b"
_ROLE = deferred(
    r"\b(?:(?:release|change|incident|service|duty|shift|IT|operations?|team|deployment|configuration|problem|technical|process|infrastructure|"
    r"platform|on-call|major|transition) ){1,3}(?:managers?|owners?|leads?|officers?|directors?|heads?)\b|\b(?:CTO|CIO|CEO|COO|CISO)\b",
    re.IGNORECASE,
)
_DECIDES = deferred(r"\bapprov|\bauthori[sz]|\bdecid|\bdecision", re.IGNORECASE)


class Approvers(NamedTuple):
    """Who approves: boards and roles by their keys, persons by name; `told` is the text that says so."""

    boards: frozenset[str]
    persons: frozenset[str]
    roles: frozenset[str]
    told: str
    place: Place


def approvers_in(texts: Iterable[tuple[str, Place]]) -> Approvers | None:
    """The approvers that these texts name together, None when they name none; the first text is quoted."""
    told = tuple((text, place) for text, place in texts if text)
    whole = "; ".join(text for text, _ in told)
    rest = re.sub(_ECAB, " ", whole, flags=re.IGNORECASE)
    boards = {"ECAB"} if rest != whole else set()
    boards |= {"CAB"} if re.search(_CAB, rest, re.IGNORECASE) else set()
    persons = {normalise(name) for text, _ in told for name in person_names(text)}
    roles = {normalise(found.group()).removesuffix("s") for found in _ROLE().finditer(rest)}
    if not boards | persons | roles:
        return None
    return Approvers(frozenset(boards), frozenset(persons), frozenset(roles), *told[0])


def differ(one: Approvers, other: Approvers) -> bool:
    """Whether two texts name nobody in common; a person against a role or a board alone cannot be compared."""
    named = [who.boards | who.persons | who.roles for who in (one, other)]
    if named[0] & named[1]:
        return False
    # a person may hold the role that the other text names, or sit on its board
    return bool(one.boards | one.roles) and bool(other.boards | other.roles)


@derived
def emergency_approvers(chg: Artifact) -> Approvers | None:
    """Who approves an emergency change: by its type, its category and the authorization step of its procedure."""
    texts = [
        (kind.approval, kind.record.at("approval"))
        for kind in change_types(chg)
        if kind.kind == EMERGENCY and kind.approval
    ]
    texts += [(one.approver, one.place) for one in authorities(chg) if kind_of(one.what) == EMERGENCY]
    for record in chg.records("emergency"):
        if _DECIDES().search(record.text("step")):
            texts += [(record.text(key), record.at(key)) for key in ("role", "how") if record.filled(key)]
    section = chg.sections.get("emergency")
    if not texts and section:
        texts = [(text.text, chg.at(text)) for text in section.texts if _DECIDES().search(text.text)]
    return approvers_in(texts)


def decides(text: str) -> bool:
    """Whether a text speaks of approval."""
    return _DECIDES().search(text) is not None
