"""What a management review has to look at: the kinds of inputs, and who asks for which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

AUDITS, PREVIOUS, CORRECTIVE = "audits", "previous", "corrective"
RESOURCES, CAPABILITY, POLICY, OBJECTIVES = "resources", "capability", "policy", "objectives"
SERVICES, PROCESSES, SATISFACTION, PIPELINE = "services", "processes", "satisfaction", "pipeline"
RISKS, IMPROVEMENTS, ISSUES, PARTIES = "risks", "improvements", "issues", "parties"

#: Each kind by the words of a heading or of the first cell of a row.
_WORDS: Mapping[str, str] = {
    AUDITS: r"\baudits?\b",
    PREVIOUS: r"\b(?:previous|prior|earlier|last|past)\b.{0,30}\b(?:reviews?|actions?|meetings?|decisions?)\b"
    r"|\bactions? (?:from|of) (?:the )?(?:previous|earlier|last|prior)\b|\bstatus of actions\b",
    CORRECTIVE: r"\bcorrective\b|\bpreventive\b|\bCAPAs?\b",
    RESOURCES: r"\bresources?\b|\bstaffing\b|\bbudget\b",
    CAPABILITY: r"\bcapabilit|\bcompetenc|\bskills\b",
    POLICY: r"\bpolic(?:y|ies)\b",
    OBJECTIVES: r"\bobjectives?\b",
    SERVICES: r"\bservices?(?: and process)? (?:performance|results|levels?|targets?)\b|\bSLAs?\b|\bSLA-\d"
    r"|\bperformance\b.{0,30}\bservices?\b",
    PROCESSES: r"\bprocess(?:es)?(?:'s|['’])? (?:performance|conformity|KPIs?|results?|indicators?|effectiveness)\b|\bKPIs? of (?:the )?process"
    r"|\bperformance\b.{0,30}\bprocess(?:es)?\b|\bservices? and process(?:es)? performance\b",
    SATISFACTION: r"\bsatisfaction\b|\bfeedback\b|\bcomplaints?\b|\bNPS\b|\bCSAT\b",
    PIPELINE: r"\bpipeline\b|\bnew(?:,|/| and| or)? ?(?:,|/)? ?(?:changed|services?)\b|\bchanged services?\b|\bplanned changes\b"
    r"|\bchanges? (?:that|which) (?:could|may|might|can) (?:affect|touch)|\bchanges affecting\b|\bservice portfolio\b",
    RISKS: r"\brisks?\b",
    IMPROVEMENTS: r"\bimprovements?\b|\bopportunit(?:y|ies)\b",
    ISSUES: r"\b(?:external|internal) (?:and (?:external|internal) )?issues?\b|\bchanges? in (?:the )?context\b",
    PARTIES: r"\b(?:other|third)[ -]part(?:y|ies)\b|\bsuppliers?\b",
}  # fmt: skip


class Asked(NamedTuple):
    """An input that somebody asks for: its number or letter, its name, and the kinds of which one must be there."""

    mark: str
    name: str
    kinds: tuple[str, ...]


#: The nine inputs that every review compiles.
NINE: tuple[Asked, ...] = (
    Asked("1", "results of audits and reviews", (AUDITS,)),
    Asked("2", "status of previous actions", (PREVIOUS,)),
    Asked("3", "follow-up on corrective actions", (CORRECTIVE,)),
    Asked("4", "resource requirements", (RESOURCES,)),
    Asked("5", "SMS policies and objectives", (POLICY, OBJECTIVES)),
    Asked("6", "service performance against SLAs", (SERVICES,)),
    Asked("7", "customer satisfaction", (SATISFACTION,)),
    Asked("8", "new or changed services pipeline", (PIPELINE,)),
    Asked("9", "risks and improvement opportunities", (RISKS, IMPROVEMENTS)),
)
#: What the clause asks for beyond the nine, by edition: what is a part of theirs only, or nowhere in them.
BEYOND: Mapping[str, tuple[Asked, ...]] = {
    "2011": (
        Asked("b", "performance of the processes", (PROCESSES,)),
        Asked("d", "people and technical capability, now and forecast", (CAPABILITY,)),
        Asked("e", "risks", (RISKS,)),
        Asked("j", "opportunities for improvement", (IMPROVEMENTS,)),
    ),
    "2018": (
        Asked("b", "changes in external and internal issues", (ISSUES,)),
        Asked("c", "performance of the processes", (PROCESSES,)),
        Asked("d", "opportunities for improvement", (IMPROVEMENTS,)),
        Asked("f", "the policy", (POLICY,)),
        Asked("g", "the objectives", (OBJECTIVES,)),
        Asked("i", "performance of other parties", (PARTIES,)),
        Asked("j", "capability of people and technology, now and forecast", (CAPABILITY,)),
        Asked("k", "risks", (RISKS,)),
    ),
}


@lru_cache(maxsize=512)
def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds of input that a heading or the name of a row speaks of."""
    return tuple(kind for kind, words in _WORDS.items() if re.search(words, text, re.IGNORECASE))
