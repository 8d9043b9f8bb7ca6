"""What a person would read out about change management."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.change_management.board import board
from validators.change_management.change_types import EMERGENCY, KINDS, change_types
from validators.change_management.integrations import EXPECTED, NEEDED, untied
from validators.change_management.log import changes


def summary(workspace: Workspace, chg: Artifact) -> str:
    """'3 change types (standard, normal and emergency). CAB of 7 members meets weekly. …'."""
    known = change_types(chg)
    if not known:
        return "No change type is defined."
    three = [kind for kind in KINDS if any(known_type.kind == kind for known_type in known)]
    head = f"{len(three)} of 3 change types defined" + (f" ({listed(three)})" if three else "")
    tied = [topic.name for topic in (*NEEDED, *EXPECTED) if topic not in untied(chg)]
    procedure = "Emergency procedure described. " if _emergency(chg) else "No emergency procedure. "
    ties = f"Integrated with {listed(tied)} management." if tied else "No integration is described."
    return f"{head}. {_board(chg)} {procedure}{ties}{_log(chg)}"


def _board(chg: Artifact) -> str:
    found = board(chg)
    if not found.members:
        return "No CAB is set up."
    often = f" meets {found.interval}" if found.interval else " has no meeting frequency"
    return f"CAB of {count(len(found.members), 'member')}{often}."


def _emergency(chg: Artifact) -> bool:
    section = chg.sections.get("emergency")
    return section is not None and section.filled


def _log(chg: Artifact) -> str:
    log = changes(chg)
    if not log:
        return ""
    urgent = sum(change.kind == EMERGENCY for change in log)
    failed = sum(change.failed for change in log)
    return f" {count(len(log), 'change')} in the log: {count(urgent, 'emergency', 'emergencies')}, {failed} failed."
