"""From the first call to closure: all activities, both ways of escalation, requests apart, everyone informed."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.incident_management.escalation import FUNCTIONAL, HIERARCHICAL, path
from validators.incident_management.requests import models
from validators.incident_management.statements import asked, lines, unanswered, uncovered_stages

INCIDENT = "incident-management"
#: The activities that clause 8.1 wants in the procedure, by what is done to an incident.
ACTIVITIES = (
    Topic("recorded", r"record(?!s? (?:number|system))|log(?:s|ged|ging)?\b|regist(?:er(?:s|ed|ing)?\b(?! of)|ration)|captur|detect|intake|open(?:s|ed|ing)? (?:a|the) ticket"),
    Topic("prioritized", r"priorit|triage|impact and urgency"),
    Topic("classified", r"classif|categor|triage"),
    Topic("updated", r"updat|diagnos|investigat|work notes?|track"),
    Topic("escalated", r"escalat"),
    Topic("resolved", r"resol[uv]|restor|recover|fix(?:es|ed|ing)?\b"),
    Topic("closed", r"clos(?:e|es|ed|ing|ure)\b"),
)  # fmt: skip
_WHO = r"customer|client|user|caller|requester|reporter|affected|business"
_PROGRESS = r"\b(?:progress|status|updat\w+|informed (?:of|about|at|every|during)|kept informed|state of)"
_BREACH = (
    r"\b(?:targets?|SLAs?|service levels?|deadlines?|commitments?|times?|promises?)\b(?: \w+){0,4} (?:(?:cannot|can not|will not|may not|can't|won't|"
    r"might not|is not|are not) be (?:met|kept|achieved|reached)|not (?:be )?(?:met|kept|achieved)|(?:is|are|was|be|being|has been) (?:about to be )?(?:missed|"
    r"breached|exceeded|at risk|in danger)|at risk|breach\w*|missed|exceeded)"
    r"|\b(?:breach\w*|miss(?:es|ed|ing)?|exceed\w*|overrun|failure to meet|at risk|in danger)\b(?: \w+){0,4} (?:targets?|SLAs?|service levels?|deadlines?|commitments?|times?)"
    r"|\b(?:SLA|target|service level)[ -](?:breach|miss|violation)\w*"
)  # fmt: skip
_TOLD = r"inform|notif|told|tell|contact|call|e-?mail|telephone|announce|agree|commun|advis|messag"
#: What staff must see (8.1): known errors, solutions of problems, the CMDB, releases to come.
_INFORMATION = (
    Topic("known errors", r"\bknown[ -]errors?|\bKEDB\b"),
    Topic("problem resolutions", r"\b(?:problem (?:resolution|solution|record)s?|(?:resolutions?|solutions?|results?) (?:of|from) (?:\w+ )?problems?|solutions? database|knowledge (?:base|articles?)|workarounds?)"),
    Topic("CMDB", r"\b(?:CMDB|CMS|configuration (?:management )?(?:database|data|records?|information|system)|CI (?:data|records?))\b"),
    Topic("release calendar", r"\b(?:(?:release|change|deployment)(?:s| and \w+)? (?:calendar|schedule|plans?|information|notes?|dates?)|(?:calendar|schedule|forward schedule) of (?:\w+ and )?(?:changes|releases)|(?:planned|coming|upcoming|recent) (?:changes|releases)|releases? (?:to come|planned))"),
)  # fmt: skip


@rule(
    "INC-03", "lifecycle-complete", Severity.ERROR, Kind.PRESENCE, "8.1 a-g / 8.6.1", INCIDENT,
    source="S",
    why="An activity that the procedure leaves out is done by each agent in their own way, or not at all.",
    hint="Add a stage to the lifecycle that says who does this, and how it is recorded.",
    fails=Example(
        (Edit("| 7 Close | Confirm with the caller, correct category and CI, close after two working days without objection | L1 agent | Closure code |\n", ""),),
        (Found("the lifecycle does not say how an incident is closed", at="## Lifecycle"),),
    ),
    more=(
        Example(
            (Edit("| 2 Classify | Choose the category and the affected CI; check for known errors, open major incidents and recent changes | L1 agent | Category, CI, links |", "| 2 Classify | | | |"),
             Edit("Confirm with the caller, correct category and CI, close", "Confirm with the caller, close")),
            (Found("the lifecycle does not say how an incident is classified", at="## Lifecycle"),),
        ),
        Example(
            (
                Edit("| 2 Classify | Choose the category", "| 2 Triage | Choose the kind"),
                Edit("| 4 Diagnose and update |", "| 4 Investigation |"),
                Edit("| 6 Resolve | Restore the service", "| 6 Recovery | Bring back the service"),
            ),
        ),
    ),
)  # fmt: skip
def lifecycle_complete(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    if not incident.records("lifecycle") and not lines(incident, "lifecycle"):
        yield Problem(incident.section_place("lifecycle"), "no lifecycle of incidents is described")
        return
    escalates = any(len(path(incident, kind)) > 1 for kind in (FUNCTIONAL, HIERARCHICAL))
    for stage in uncovered_stages(incident, "lifecycle", "lifecycle", ACTIVITIES):
        if stage.name != "escalated" or not escalates:  # escalation may have its own section
            yield Problem(
                incident.section_place("lifecycle"),
                f"the lifecycle does not say how an incident is {stage.name}",
            )


@rule(
    "INC-04", "escalation-both", Severity.ERROR, Kind.PRESENCE, "8.1 e / 8.6.1", INCIDENT,
    source="S",
    why="Without a functional path the ticket stays with people who cannot solve it; without a hierarchical one nobody with "
    "authority learns that a promise breaks.",
    hint="Name at least two levels, who receives the incident on which trigger, and after what time.",
    fails=Example(
        (
            Edit("| 2 | Service Manager | A target will be missed, or a customer complains about the handling | P1 2 h, P2 4 h, P3 24 h |\n", ""),
            Edit("| 3 | CTO | A major incident is declared, or a target of a P1 has been missed | at once |\n", ""),
        ),
        (Found("the hierarchical escalation has only one level, Team Lead", at="### Hierarchical escalation"),),
    ),
    more=(
        Example(
            (
                Edit("| L1 Help Desk Operations | L2 Help Desk specialists | No solution in the knowledge base, or rights are missing | 30 min; P1 and P2 at once |\n", ""),
                Edit("| L2 Help Desk specialists | L3 Infrastructure Operations or Cloud Platform | Fault in a server, network, virtual machine or storage | P1 15 min, P2 30 min, P3 8 h, P4 24 h |\n", ""),
            ),
            (Found("no functional escalation is described", at="### Functional escalation"),),
        ),
        Example(
            (
                Edit("| 1 | Team Lead | Half of the resolution time has passed without a solution in sight | P1 1 h, P2 2 h, P3 12 h |\n", ""),
                Edit("| 2 | Service Manager | A target will be missed, or a customer complains about the handling | P1 2 h, P2 4 h, P3 24 h |\n", ""),
                Edit("| 3 | CTO | A major incident is declared, or a target of a P1 has been missed | at once |\n", "\nThe hierarchical path is Team Lead -> Service Manager -> CTO.\n"),
            ),
        ),
    ),
)  # fmt: skip
def escalation_both(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    for kind in (FUNCTIONAL, HIERARCHICAL):
        levels = path(incident, kind)
        home = incident.section_place(kind if kind in incident.sections else "escalation")
        if not levels:
            yield Problem(home, f"no {kind} escalation is described")
        elif len(levels) == 1:
            yield Problem(home, f"the {kind} escalation has only one level, {levels[0]}")


@rule(
    "INC-06", "requests-separate", Severity.ERROR, Kind.PRESENCE, "8.1 / 8.6.2", INCIDENT,
    source="S",
    each=("requests",),
    why="Requests that run as incidents spoil the figures of both and are approved by nobody. One complete request model is "
    "demanded; a further one without steps or target is a warning.",
    hint="Describe requests in a section of their own, each model with its steps and a target time.",
    fails=Example(
        (
            Edit("| 8 h (Mon-Fri 07:00-19:00) | Tom Fraser |", "| | Tom Fraser |"),
            Edit("| 2 business days | Raj Mehta |", "| | Raj Mehta |"),
            Edit("| 4 h (24x7) | Hannah Lim |", "| | Hannah Lim |"),
            Edit("| 1 business day | Emily Nguyen |", "| | Emily Nguyen |"),
            Edit("| 30 min (Mon-Fri 07:00-19:00) | Tom Fraser |", "| | Tom Fraser |"),
        ),
        (Found("no request model has both steps and a target", at="## Service request fulfilment"),),
    ),
    more=(
        Example(
            (Edit("| 2 business days | Raj Mehta |", "| | Raj Mehta |"),),
            (Found("the request model REQ-002 VM deployment has no target", at="REQ-002"),),
        ),
        Example(
            (Edit("## Service request fulfilment", "## Further tickets"),),
            (Found("service requests have no section of their own", at="# Incident Management: NetOps Solutions"),),
        ),
    ),
)  # fmt: skip
def requests_separate(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    known = models(incident)
    home = incident.home("requests")
    if "requests" not in incident.sections:
        yield Problem(home, "service requests have no section of their own")
    elif not known:
        yield Problem(home, "no request model is described")
    elif all(model.lacking for model in known):
        yield Problem(home, "no request model has both steps and a target")
    else:
        for model in known:
            if model.lacking:
                yield Problem(
                    model.record.at(model.lacking[0]),
                    f"the request model {model.label} has no {listed(model.lacking)}",
                    severity=Severity.WARNING,
                )


@rule(
    "INC-14", "customer-informed", Severity.STRICT, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    why="Customers forgive an outage sooner than silence; the standard wants them told of progress, and when a target will be missed.",
    hint="Say under 'Communication' who tells the customer of progress and of targets that cannot be met, when and how.",
    fails=Example(
        (Edit("| A target cannot be met | Customer's contact and Service Manager | Telephone, confirmed by e-mail with the new time | Before the target has passed |\n", ""),),
        (Found("nothing says that customers are told of a target that is missed", at="## Communication"),),
    ),
    more=(
        Example(
            (
                Edit("| A target cannot be met | Customer's contact and Service Manager | Telephone, confirmed by e-mail with the new time | Before the target has passed |\n", ""),
                Edit("| Major incident | All affected customers | Portal banner, e-mail | Every 30 minutes |\n", "| Major incident | All affected customers | Portal banner, e-mail | Every 30 minutes |\n\nUsers are notified whenever an SLA breach is likely.\n"),
            ),
        ),
    ),
)  # fmt: skip
def customer_informed(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    home = incident.section_place("communication")
    progress = asked(lines(incident), _PROGRESS, _WHO)
    breach = asked(lines(incident), _BREACH, _WHO, _TOLD)
    if progress.verdict == breach.verdict == "absent":
        yield Problem(home, "nothing says that customers are told of progress and of missed targets")
        return
    yield from unanswered(progress, home, "customers are told of progress")
    yield from unanswered(breach, home, "customers are told of a target that is missed")


@rule(
    "INC-15", "information-access", Severity.STRICT, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    why="An agent who cannot see known errors, affected items and coming releases searches for what others already know.",
    hint="Say under 'Interfaces' that staff can read it while they work on an incident, and where.",
    fails=Example(
        (
            Edit("| 9.2 Change | 8.1 Incident and service request | Calendar of changes, results of changes of the last 14 days |\n", ""),
            Edit("| 9.3 Release and deployment | 8.1 Incident and service request | Release calendar, release notes, known errors of a release |\n", ""),
            Edit("open major incidents and recent changes", "open major incidents"),
        ),
        (Found("nothing says that staff have access to the release calendar", at="## Interfaces"),),
    ),
    more=(
        Example(
            (
                Edit("| 9.1 Configuration | 8.1 Incident and service request | CMDB: affected items, relations, service impact |\n", "\nStaff do not have access to the CMDB.\n"),
            ),
            (Found("it is doubtful whether staff have access to the CMDB: 'Staff do not have access to the CMDB.'", at="Staff do not"),),
        ),
    ),
)  # fmt: skip
def information_access(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    home = incident.section_place("interfaces")
    for topic in _INFORMATION:
        answer = asked(lines(incident), topic.words)
        article = "the " if topic.name in ("CMDB", "release calendar") else ""
        yield from unanswered(answer, home, f"staff have access to {article}{topic.name}")
