"""The problem register: dates in order, causes before closure, incidents behind problems, nothing forgotten."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import earlier
from iso20k.wording.phrases import listed
from validators.problem_management.register import ProblemRecord, problems, says

PROBLEM = "problem-management"
#: A problem that nobody has touched for longer than this is forgotten (rules PRB-13).
STALE_DAYS = 90


@rule(
    "PRB-10", "register-dates", Severity.ERROR, Kind.VALIDITY, "8.2 / 8.6.3", PROBLEM,
    source="P",
    each=("problems",),
    why="A problem that was closed before it was opened shows a register that was filled in for the audit.",
    hint="Correct the dates: opened, then closed, then the effect checked.",
    fails=Example(
        (Edit("| Closed | 2026-08-12 |", "| Closed | 2026-06-12 |"),),
        (Found("PRB-001 was closed on 2026-06-12, before it was opened on 2026-06-16", at="| Closed |"),),
    ),
    more=(
        Example(
            (Edit("| Effect checked on | 2026-08-27 |", "| Effect checked on | 2026-08-01 |"),),
            (Found("the effect of PRB-001 was checked on 2026-08-01, before it was closed on 2026-08-12", at="| Effect checked on |"),),
        ),
        Example((Edit("| Closed | 2026-08-12 |", "| Closed | Month 6 |"),)),
        Example((Edit("| Closed | 2026-08-12 |", "| Closed | 16 June 2026 |"),)),
    ),
)  # fmt: skip
def register_dates(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for known in problems(artifact):
        steps = (("opened", known.opened), ("closed", known.closed), ("checked", known.checked))
        told = [(key, moment) for key, moment in steps if moment]
        for (before, one), (after, other) in pairwise(told):
            if earlier(other, one) is True:
                what = (
                    f"{known.label} was closed"
                    if after == "closed"
                    else f"the effect of {known.label} was checked"
                )
                yield Problem(
                    known.record.at(after),
                    f"{what} on {other.text}, before it was {before} on {one.text}",
                    related=(Related(known.record.at(before), f"{before} here"),),
                )


@rule(
    "PRB-11", "closed-has-cause", Severity.WARNING, Kind.VALIDITY, "8.2 / 8.6.3", PROBLEM,
    source="P",
    each=("problems",),
    why="A problem that is closed without a cause and without a change was not solved, it was given up.",
    hint="Record the root cause, and the RFC or the reason why there is none.",
    fails=Example(
        (Edit("| RFC | RFC-2026-035 |", "| RFC | none |"),),
        (Found("the closed problem PRB-001 has no RFC and no reason for closing without one", at="| RFC | none |"),),
    ),
    more=(
        Example(
            (Edit("| Status | closed |\n| Root cause | Nightly backups use up the burst credits of standard disks |", "| Status | closed |\n| Root cause | unknown |"),),
            (Found("the closed problem PRB-001 has no root cause", at="| Root cause | unknown |"),),
        ),
        Example((Edit("| RFC | RFC-2026-035 |", "| RFC | None: Microsoft corrected the host firmware |"),)),
    ),
)  # fmt: skip
def closed_has_cause(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for known in problems(artifact):
        if known.status != "closed":
            continue
        lacking = [] if says(known.record, "cause") else [("cause", "no root cause")]
        if not (known.rfcs or says(known.record, "reason")):
            lacking.append(("rfc", "no RFC and no reason for closing without one"))
        if lacking:
            message = f"the closed problem {known.label} has {listed(words for _, words in lacking)}"
            yield Problem(known.record.at(lacking[0][0]), message)


@rule(
    "PRB-12", "problem-links-incident", Severity.WARNING, Kind.VALIDITY, "8.2 / 8.6.3", PROBLEM,
    source="P",
    each=("problems",),
    why="Without its incidents nobody can tell how often a problem hurt, nor whether it is gone.",
    hint="Link the incidents, or say in the origin that the problem was found proactively.",
    fails=Example(
        (Edit("| Linked incidents | INC0042310, INC0042311, INC0042318 |\n", ""),),
        (Found("PRB-002 links no incident", at="### PRB-002"),),
    ),
    more=(
        Example((Edit("| Linked incidents | INC0042310, INC0042311, INC0042318 |\n| Priority | P3 |\n| Category | Workplace, account and password |\n| Origin | Reactive: recurring incidents |", "| Linked incidents | none yet |\n| Origin | Proactive: trend analysis of July |"),)),
    ),
)  # fmt: skip
def problem_links_incident(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for known in problems(artifact):
        if not known.incidents and not known.proactive and known.status != "dropped":
            yield Problem(known.record.at("incidents"), f"{known.label} links no incident")


@rule(
    "PRB-13", "stale-problem", Severity.WARNING, Kind.VALIDITY, "8.2 / 8.6.3", PROBLEM,
    source="P",
    each=("problems",),
    why="A register in which problems lie untouched for months is a graveyard, and its causes go on making incidents.",
    hint="Work on the problem and note it, or close it with a reason.",
    fails=Example(
        (Edit("| Opened | 2026-07-20 |", "| Opened | 2026-04-20 |"), Edit("| Last update | 2026-10-20 |", "| Last update | 2026-05-11 |")),
        (Found("PRB-002 is open since 2026-04-20 and was last updated on 2026-05-11", at="| Last update | 2026-05-11 |"),),
    ),
    more=(
        Example(
            (Edit("| Opened | 2026-07-20 |", "| Opened | 2026-04-20 |"), Edit("| Last update | 2026-10-20 |\n", "")),
            (Found("PRB-002 is open since 2026-04-20 without an update", at="| Opened | 2026-04-20 |"),),
        ),
        Example((Edit("| Opened | 2026-07-20 |", "| Opened | 2026-04-20 |"),)),
    ),
)  # fmt: skip
def stale_problem(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for known in problems(artifact):
        opened = _day(known)
        if known.status != "open" or opened is None:
            continue
        last = max(opened, known.updated or opened)
        if (workspace.as_of - last).days > STALE_DAYS:
            since = f"and was last updated on {known.updated}" if known.updated else "without an update"
            place = known.record.at("updated" if known.updated else "opened")
            yield Problem(place, f"{known.label} is open since {opened} {since}")


def _day(known: ProblemRecord) -> date | None:
    return known.opened.day if known.opened and not known.opened.ambiguous else None
