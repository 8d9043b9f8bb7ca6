"""Security incidents are classified, escalated, notified in time, and handled by the one incident process."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.information_security.incidents import classes, link_to_incidents, told

SEC = "information-security"
_ESCALATION = r"escalat|hand(?:s|ed)? (?:it |them )?(?:over )?to|inform(?:s|ed)?\b|alert(?:s|ed)?\b"
_LINK = "A security incident is recorded and handled by the incident management process like every other incident, with the priority below; a P1 or P2 starts the major incident procedure. Tom Fraser's analysts recognize"
_TABLE = "| Class | Examples | Priority | Escalate to | Notify within |\n|---|---|---|---|---|\n"


@rule(
    "SEC-03", "incident-handling", Severity.ERROR, Kind.PRESENCE, "6.6.3 / 8.7.3.3", SEC,
    source="S",
    why="Security incidents that bypass the incident process have no priority, no escalation and no record to learn from.",
    hint="Classify security incidents, say to whom each class is escalated, and how they enter incident management.",
    fails=Example(
        (Edit(_LINK, "Tom Fraser's analysts recognize"),),
        (Found("nothing says how security incidents enter the incident process", at="## Security incident"),),
    ),
    more=(
        Example(
            (Edit(_LINK, "A security incident is not handled by the incident management process. Tom Fraser's analysts recognize"),),
            (Found("it is doubtful whether security incidents enter the incident process: 'A security incident is not handled by the incident management process.'", at="## Security incident"),),
        ),
        Example(
            (Edit("| P4 | Information security team | 5 business days |", "| P4 | | 5 business days |"),),
            (Found("the class 'Suspicious event' has no escalation", at="Suspicious event"),),
        ),
        Example(
            (Edit("", "# Information Security\n\n## Security incident handling\n\nSecurity incidents follow the incident management process and are escalated to the security lead.\n"),),
            (Found("security incidents are not classified", at="## Security incident"),),
        ),
        # one escalation for all classes, in a sentence
        Example(
            (
                Edit(_TABLE, _TABLE.replace("Escalate to", "Remark")),
                Edit("who leads the investigation,", "to whom all classes are escalated, who leads the investigation,"),
            ),
        ),
    ),
)  # fmt: skip
def incident_handling(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    place, known = sec.section_place("incidents"), classes(sec)
    if not known:
        yield Problem(place, "security incidents are not classified")
    escalated = told(sec, _ESCALATION).verdict == "stated"
    by_class = any("escalate" in item.record.cells for item in known)
    for item in known if by_class else ():
        if not item.escalate:
            yield Problem(item.record.at("escalate"), f"{item.label} has no escalation")
    if not by_class and not escalated:
        yield Problem(place, "nothing says to whom security incidents are escalated")
    link = link_to_incidents(sec)
    if link.verdict == "doubtful":
        message = f"it is doubtful whether security incidents enter the incident process: '{link.sentence}'"
        yield Problem(place, message, missing=False)
    elif link.verdict == "absent":
        yield Problem(place, "nothing says how security incidents enter the incident process")


@rule(
    "SEC-13", "notify-time", Severity.WARNING, Kind.VALIDITY, "6.6.3 / 8.7.3.3", SEC,
    source="P",
    each=("classes",),
    why="Law and contracts count hours after a breach; a class without a time is notified when somebody remembers.",
    hint="Give each class a notification time such as 4 h or 2 business days, or say why nobody has to be told.",
    fails=Example(
        (Edit("| P2 | Daniel Okafor | 8 h |", "| P2 | Daniel Okafor | promptly |"),),
        (Found("the notification time 'promptly' of the class 'Security weakness in use' is no time", at="Security weakness in use"),),
    ),
    more=(
        Example(
            (Edit("| P2 | Daniel Okafor | 8 h |", "| P2 | Daniel Okafor | |"),),
            (Found("the class 'Security weakness in use' has no notification time", at="Security weakness in use"),),
        ),
        Example((Edit("| P2 | Daniel Okafor | 8 h |", "| P2 | Daniel Okafor | immediately |"),)),
        Example((Edit("| P2 | Daniel Okafor | 8 h |", "| P2 | Daniel Okafor | customers within 24 hours and the regulator within 72 hours |"),)),
        Example((Edit("| P2 | Daniel Okafor | 8 h |", "| P2 | Daniel Okafor | none, as no customer data is touched |"),)),
    ),
)  # fmt: skip
def notify_time(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    for item in classes(sec):
        if item.notify is not None or item.needs_no_notice:
            continue
        place = item.record.at("notify")
        if item.record.filled("notify"):
            message = f"the notification time '{item.record.text('notify')}' of {item.label} is no time"
            yield Problem(place, message)
        else:
            yield Problem(place, f"{item.label} has no notification time", missing=True)
