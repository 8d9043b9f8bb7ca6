"""Causes and known errors: techniques that are named, a database that helps, links with incident and change."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.incident_management.statements import lines, unanswered
from validators.problem_management.links import FEEDBACK, FIX, TRIGGER, link
from validators.problem_management.register import known_errors, says
from validators.problem_management.techniques import ELEMENTS, kedb_elements, techniques

PROBLEM = "problem-management"
_FIVE = "| 5 Whys | One failure, one team, cause probably found within a day | Chain of causes, checked with records |\n"
_FISH = "| Ishikawa diagram | Several teams or suppliers, many possible causes | Diagram with the causes that were ruled out |\n"
_TREE = "| Fault tree analysis | P1 problems and failures of redundant components | Tree with the combinations that lead to failure |\n"
_KT = "| Kepner-Tregoe | The failure appears on some items only, its cause is disputed | Table of what is and what is not affected |\n"
_AFTER = (
    "The analyst chooses by the second column; two techniques are used for every problem from a P1 incident."
)
_KEDB_TEXT = (
    "A known error is recorded as soon as the cause is known or a workaround exists. Help Desk agents find it in ServiceNow by "
    "symptom, CI and error text while they record an incident. Hannah Lim reviews all entries monthly and retires one when its fix "
    "has proved itself. The harm of a known error without a permanent fix is reduced by its workaround, and the decision to live "
    "with it is reviewed every six months."
)
_HANDED = "| 8.2 Problem | 8.1 Incident and service request | Known errors and workarounds, published in the knowledge base and shown to agents during classification | Within 1 business day |\n"
_WORKAROUND = "Self-service reset link is sent two days before expiry; two more L1 agents on that morning"


@rule(
    "PRB-01", "rca-technique", Severity.ERROR, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    source="S",
    why="Without a technique the first plausible cause wins, and the incident comes back. One technique only is an advice.",
    hint="Name the techniques of root cause analysis, and say when each is used.",
    fails=Example(
        (Edit(_FIVE, ""), Edit(_FISH, ""), Edit(_TREE, ""), Edit(_KT, ""), Edit(_AFTER, "Analysts discuss each problem until the cause is clear to all of them.")),
        (Found("no technique of root cause analysis is named", at="## RCA techniques"),),
    ),
    more=(
        Example(
            (Edit(_FIVE, ""), Edit(_FISH, ""), Edit(_TREE, "")),
            (Found("Kepner-Tregoe is the only technique of root cause analysis", at="## RCA techniques"),),
        ),
        Example(
            (Edit(_FIVE, ""), Edit(_FISH, ""), Edit(_TREE, ""), Edit(_KT, ""), Edit(_AFTER, "Analysts ask five whys for simple failures and draw a fishbone for those with many causes.")),
        ),
    ),
)  # fmt: skip
def rca_technique(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    named = techniques(artifact)
    home = artifact.section_place("techniques")
    if not named:
        yield Problem(home, "no technique of root cause analysis is named")
    elif len(named) == 1:
        message = f"{named[0]} is the only technique of root cause analysis"
        hint = "Add a technique for failures with several possible causes."
        yield Problem(home, message, hint, severity=Severity.ADVICE, missing=False)


@rule(
    "PRB-02", "kedb-approach", Severity.ERROR, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    source="S",
    why="A cause that is known and not recorded is searched for again at the next incident.",
    hint="Record known errors with symptoms, cause, workaround and status.",
    fails=Example(
        (
            Edit("| Known error ID | Problem ID | Symptoms | Cause | Workaround |", "| Known error ID | Problem ID | Symptoms | Cause | Remark |"),
            Edit(_KEDB_TEXT, "A known error is recorded as soon as the cause is known, and found by symptom in ServiceNow by all agents."),
        ),
        (Found("the known error database does not hold the workaround", at="## Known error database"),),
    ),
    more=(
        Example(
            (
                Edit("## Known error database", "## Other notes"),
                Edit("| Known error ID | Problem ID | Symptoms | Cause | Workaround | Service/CI | Status |", "| Note | Ref | What | Why | Remark | Where | How |"),
            ),
            (Found("there is no known error database", at="# Problem Management: NetOps Solutions"),),
        ),
    ),
)  # fmt: skip
def kedb_approach(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    held = kedb_elements(artifact)
    home = artifact.section_place("kedb")
    if not held:
        yield Problem(home, "there is no known error database")
    elif lacking := [name for name in ELEMENTS if name not in held]:
        yield Problem(home, f"the known error database does not hold the {listed(lacking)}")


@rule(
    "PRB-03", "incident-integration", Severity.ERROR, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    source="S",
    why="Problem management lives on incidents; when none is handed over it has no work, and when no workaround comes back it has no use.",
    hint="Say which incidents open a problem, and how known errors and workarounds reach those who handle incidents.",
    fails=Example(
        (
            Edit(_HANDED, ""),
            Edit(_KEDB_TEXT, "A known error is recorded as soon as the cause is known, with its status."),
            Edit("publish a workaround as soon as there is one", "note a workaround as soon as there is one"),
        ),
        (Found("nothing says that workarounds reach those who handle incidents", at="## Integration with incident"),),
    ),
    more=(
        Example(
            (
                Edit(_HANDED, ""),
                Edit(_KEDB_TEXT, "Known errors are not published to the agents of the Help Desk."),
                Edit("publish a workaround as soon as there is one", "note a workaround as soon as there is one"),
            ),
            (
                Found(
                    "it is doubtful whether workarounds reach those who handle incidents: "
                    "'Known errors are not published to the agents of the Help Desk.'",
                    at="Known errors are not published",
                ),
            ),
        ),
    ),
)  # fmt: skip
def incident_integration(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    home = artifact.section_place("incident_link" if "incident_link" in artifact.sections else "interfaces")
    opens, returns = link(artifact, TRIGGER), link(artifact, FEEDBACK)
    if opens.verdict == returns.verdict == "absent":
        yield Problem(home, "nothing links problem management with incident management")
        return
    yield from unanswered(opens, home, "incidents open a problem")
    yield from unanswered(returns, home, "workarounds reach those who handle incidents")


@rule(
    "PRB-04", "change-integration", Severity.ERROR, Kind.PRESENCE, "8.2, 9.2 / 8.6.3", PROBLEM,
    source="S",
    why="A fix by the back door removes one fault and plants the next, with nobody knowing what was changed.",
    hint="Say that a fix which changes a configuration item is made by a request for change.",
    fails=Example(
        (
            Edit("Every fix that touches a configuration item goes through a request for change with root cause and proposed fix; nothing is corrected on the quiet. ", ""),
            Edit("Raise a request for change for the fix, or record why the cause stays", "Repair the cause, or record why the cause stays"),
            Edit("| Problem analyst | RFC number |", "| Problem analyst | Work notes |"),
            Edit("| 8.2 Problem | 9.2 Change | Request for change with root cause, proposed fix, affected CIs | When the cause is proved |\n", ""),
        ),
        (Found("nothing says that fixes are made by request for change", at="## Integration with change"),),
    ),
)  # fmt: skip
def change_integration(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    home = artifact.section_place("change_link" if "change_link" in artifact.sections else "interfaces")
    yield from unanswered(link(artifact, FIX), home, "fixes are made by request for change")


@rule(
    "PRB-08", "known-error-has-workaround", Severity.STRICT, Kind.PRESENCE, "8.2 / 8.6.3", PROBLEM,
    each=("kedb",),
    why="When the cause is known and cannot be removed yet, the standard wants its impact reduced, not only its name recorded.",
    hint="Give the known error a workaround, or an action that reduces its impact.",
    fails=Example(
        (Edit(f"| {_WORKAROUND} |", "| none |"),),
        (Found("the known error KE-002 has no workaround and no action that reduces its impact", at="KE-002"),),
    ),
    more=(
        Example((Edit(f"| {_WORKAROUND} |", "| None for users; two more agents take calls on that morning |"),)),
        Example((Edit("| Start backups of one host 30 minutes apart |", "| |"),)),  # a retired one needs none
    ),
)  # fmt: skip
def known_error_has_workaround(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    in_sentences = not any("workaround" in known.record.cells for known in known_errors(artifact))
    if in_sentences or not lines(artifact, "kedb"):
        return  # that the database holds no workarounds is PRB-02's
    for known in known_errors(artifact):
        if not known.retired and not says(known.record, "workaround"):
            message = f"the known error {known.label} has no workaround and no action that reduces its impact"
            yield Problem(known.record.at("workaround"), message)
