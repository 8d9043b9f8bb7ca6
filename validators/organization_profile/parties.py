"""Who has an interest in the services, by class: customers, users, suppliers, regulators, internal stakeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iso20k.facts.artifact import Artifact, Record

#: The classes without which obligations are overlooked (rule PRO-11).
PARTY_CLASSES = ("customer", "user", "supplier", "regulator")

_WORDS: Mapping[str, re.Pattern[str]] = {
    "customer": re.compile(r"customer|client", re.IGNORECASE),
    "user": re.compile(r"\busers?\b|end[- ]user|employees of (?:the )?(?:customer|client)", re.IGNORECASE),
    "supplier": re.compile(r"supplier|vendor|\bpartners?\b|subcontractor", re.IGNORECASE),
    "regulator": re.compile(
        r"regulat|\blegal\b|\blaws?\b|legislat|authorit|government|statutory|commissioner", re.IGNORECASE
    ),
    "internal stakeholder": re.compile(
        r"\binternal|\bemployees\b|\bstaff\b|shareholder|\bowners?\b|\bboard\b|top management|works council",
        re.IGNORECASE,
    ),
}


def parties_of(profile: Artifact, name: str) -> tuple[Record, ...]:
    """The interested parties of a class; the class column decides, the party's own name where it is empty."""
    return tuple(
        row
        for row in profile.records("parties")
        if _WORDS[name].search(row.text("class") if row.filled("class") else row.text("party"))
    )
