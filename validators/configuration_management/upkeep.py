"""How changes reach the CMDB and lean on its baselines, as the change or the configuration document describes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iso20k.facts.artifact import Artifact, derived
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.incident_management.statements import Answer, Line, asked, lines

_HELD = r"(?:CMDB|configuration (?:items?|records?|data\w*|information|management database)|CIs?\b(?! types?)|CI records?)"
_WRITTEN = r"(?:updat\w+|enter(?:s|ed|ing)?\b|reconcil\w+|amend\w*|adjust\w*|refresh\w*|recorded\b|brought up to date|reflect\w*)"
_UPDATE = rf"\b{_HELD}[^.;]{{0,80}}\b{_WRITTEN}|\b{_WRITTEN}[^.;]{{0,80}}\b{_HELD}"
#: In the configuration document 'items' and 'records' are those of the CMDB.
_OWN = (
    rf"\b(?:items?|records?)\b[^.;]{{0,80}}\b{_WRITTEN}|\b{_WRITTEN}[^.;]{{0,80}}\b(?:items?|records?)\b|{_UPDATE}"
    r"|\brecords? (?:\w+ ){0,2}(?:changes?|changed|altered|modified)\b|\brais(?:es|ed) the version"
)
_VERB = rf"\b(?:{_WRITTEN}|changes?|changed|altered|modified|rais(?:es|ed))"
_CHANGED = r"\bchang\w*|\bRFCs?\b|\bdeploy\w*|\breleas\w*"
_RESULT = r"\b(?:updat\w+|results?|complet\w+|implement\w+|closed|closure|outcomes?|deployed)\b"
_BASELINE = r"(?<!performance )(?<!budget )(?<!cost )(?<!capacity )\bbaselin\w*"
#: In the configuration document other sections say who may update, not that a change leads to it.
_PROCEDURE = ("policy", "procedure", "lifecycle", "interfaces", "baselines")
_CHANGE, _CONFIGURATION = r"\bchange|\b9\.2\b|\b8\.5\.1\b", r"\bconfiguration|\bCMDB|\b9\.1\b|\b8\.2\.6\b"


@derived
def update_in_changes(chg: Artifact) -> Answer:
    """What the change document says about updating the CMDB after a change."""
    return _first(_written(lines(chg), _UPDATE, _WRITTEN), _handed(chg, _CONFIGURATION))


@derived
def update_by_changes(cfg: Artifact) -> Answer:
    """What the configuration document says about records that are updated when a change is carried out."""
    said = (line for line in lines(cfg, *_PROCEDURE) if re.search(_CHANGED, line.headed, re.IGNORECASE))
    return _first(_written(said, _OWN, _VERB), _handed(cfg, _CHANGE))


@derived
def baseline_in_changes(chg: Artifact) -> Answer:
    """What the change document says about configuration baselines."""
    return asked(lines(chg), _BASELINE)


def _written(said: Iterable[Line], update: str, verb: str) -> Answer:
    """Whether a sentence says that records are written; 'the CMDB is not updated' denies it between the two words."""
    doubtful = Answer("absent")
    for line in said:
        for sentence in sentences(line.headed):
            asked_only = sentence.endswith(":")  # 'CMDB updated:' of a form that nobody has filled
            if not asked_only and re.search(update, sentence, re.IGNORECASE):
                if states(sentence, verb).verdict == "stated":
                    return Answer("stated", line, sentence)
                doubtful = doubtful if doubtful.line else Answer("doubtful", line, sentence)
    return doubtful


def _handed(artifact: Artifact, process: str) -> Answer:
    """A row of the interface table that hands the result of changes to the other process."""
    rows = {
        record.line
        for record in artifact.records("interfaces")
        if re.search(process, record.text("process"), re.IGNORECASE)
    }
    return asked((line for line in lines(artifact, "interfaces") if line.place.line in rows), _RESULT)


def _first(*answers: Answer) -> Answer:
    """The answer that states, else the one that only denies."""
    ranked = ("stated", "doubtful", "absent")
    return min(answers, key=lambda answer: ranked.index(answer.verdict))
