"""What the management review decides on against what is planned: projects, objectives, requests for people and money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.digits import COUNT, number_of
from iso20k.values.listing import find_identifiers, split_list
from iso20k.values.money import Money, parse_money
from iso20k.wording.names import normalise
from iso20k.wording.phrases import count
from validators.capacity_management.resources import Upgrade, upgrades
from validators.design_transition.projects import Project, projects
from validators.management_review.inputs import Entry, of_kinds
from validators.management_review.kinds import OBJECTIVES, PIPELINE, RESOURCES
from validators.management_review.meeting import meeting
from validators.service_management_plan.objectives import Objective, objectives

REVIEW, PLAN, DTN = "management-review", "service-management-plan", "design-transition"
CAPACITY, BUDGET = "capacity-management", "budgeting-accounting"
_STATUS = re.compile(
    r"\b(?:on|off|in|behind|ahead|at) (?:track|target|time|plan|work|schedule|risk)\b|\b(?:reached|met|missed|achieved|done|open|delayed|late|green|amber|red|"
    r"not (?:yet )?\w+|progress)\b|[0-9]",
    re.IGNORECASE,
)
_ALL_OBJECTIVES = re.compile(
    rf"\b(?:all|of|the) (?P<count>{COUNT}) objectives\b|^(?P<bare>{COUNT}) objectives\b", re.IGNORECASE
)


@rule(
    "X71", "review-pipeline", Severity.WARNING, Kind.CROSS, "4.5.4.3 i / 9.3 l", (REVIEW, DTN),
    source="S",
    each=("inputs",),
    why="A new, changed or removed service of which top management does not know is decided by nobody.",
    hint="Name each project of the register with its stage in the pipeline input.",
    fails=Example(
        (Edit("| PRJ-001 SOC-as-a-Service, new service SVC-009 | SOC-as-a-Service in design phase;", "| New services | One service in design phase;"),),
        (Found("the new service PRJ-001 SOC-as-a-Service of the project register is not in the pipeline", at="| New services |"),),
    ),
    more=(
        Example((Edit("| PRJ-001 SOC-as-a-Service, new service SVC-009 |", "| Security services |"),)),
        # what was finished before the last review was seen there
        Example(
            (
                Edit("| Actual go-live | not yet |", "| Actual go-live | 2026-02-16 |", DTN),
                Edit("| PRJ-001 SOC-as-a-Service, new service SVC-009 | SOC-as-a-Service in design phase;", "| New services | One service in design phase;"),
                Edit("| Previous review | none, this is the first management review |", "| Previous review | 2026-04-16 |"),
            ),
        ),
    ),
)  # fmt: skip
def review_pipeline(workspace: Workspace, review: Artifact, dtn: Artifact) -> Iterator[Problem]:
    said = of_kinds(review, (PIPELINE,))
    if not said:
        return
    text, last = normalise(" ".join(entry.text for entry in said)), meeting(review).last
    for project in projects(dtn):
        if last and project.actual and project.actual.day and project.actual.day < last:
            continue
        if not any(
            name and normalise(name) in text for name in (project.id, project.name, *project.services)
        ):
            yield Problem(
                said[0].place,
                f"the {_kind(project)} {' '.join(p for p in (project.id, project.name) if p)} of the project register"
                " is not in the pipeline",
                related=(Related(project.record.place, "the project"),),
            )


def _kind(project: Project) -> str:
    return f"{project.kind} service" if project.kind else "project"


@rule(
    "X72", "review-objectives", Severity.WARNING, Kind.CROSS, "4.5.4.3 / 9.3 g", (REVIEW, PLAN),
    source="S",
    each=("inputs",),
    why="An objective that the review leaves out is one that nobody asks for any more.",
    hint="Give each objective of the plan its status, and count them all.",
    fails=Example(
        (Edit("| Objectives | All 4 objectives on track |", "| Objectives | All 3 objectives on track |"),),
        (Found("the review counts 3 objectives, the plan has 4 objectives", at="| Objectives |"),),
    ),
    more=(
        Example(
            (Edit("| Objectives | All 4 objectives on track |", "| Objectives | Looked at one by one |"), Edit("| OBJ-04 Satisfy customers |", "| Survey |")),
            (Found("the objective OBJ-04 'Satisfy customers' has no status in the review", at="| Objectives |"),),
        ),
        # a count of all, all on track, is the status of each
        Example((Edit("| OBJ-04 Satisfy customers |", "| Survey |"),)),
        Example((Edit("| Objectives | All 4 objectives on track |", "| Objectives | 3 of 4 objectives reached, one not yet measured |"),)),
    ),
)  # fmt: skip
def review_objectives(workspace: Workspace, review: Artifact, plan: Artifact) -> Iterator[Problem]:
    said, known = of_kinds(review, (OBJECTIVES,)), objectives(plan)
    if not said or not known:
        return
    told = [(number, entry) for entry in said for number in _counted(entry.figures)]
    related = (Related(known[0].place, "the objectives of the plan"),)
    for number, entry in told:
        if number != len(known):
            message = f"the review counts {count(number, 'objective')}, the plan has {count(len(known), 'objective')}"
            yield Problem(entry.place, message, related=related)
    if any(_STATUS.search(entry.text) for _, entry in told):
        return
    for objective in known:
        rows = [entry for entry in said if _is_about(entry, objective)]
        if not any(_STATUS.search(f"{entry.figures} {entry.conclusion}") for entry in rows):
            place = rows[0].place if rows else said[0].place
            yield Problem(
                place,
                f"{objective.label} has no status in the review",
                related=(Related(objective.place, "the objective"),),
                missing=True,
            )


def _counted(text: str) -> Iterator[int]:
    for found in _ALL_OBJECTIVES.finditer(text):
        value = number_of(found["count"] or found["bare"])
        if value is not None:
            yield int(value)


def _is_about(entry: Entry, objective: Objective) -> bool:
    text = normalise(entry.text)
    named = (objective.id if len(objective.id) > 2 else "", objective.text, objective.metric)
    return any(name and normalise(name) in text for name in named)


@rule(
    "X73", "review-resources-known", Severity.ADVICE, Kind.CROSS, "4.5.4.3 c / 9.3 j", (REVIEW, CAPACITY, BUDGET),
    source="P",
    each=("inputs",),
    why="A request for people or money that stands in no plan is decided without knowing what it is for and what it costs.",
    hint="Name the upgrade of the capacity plan or the line of the budget that the request stands in, with its cost.",
    fails=Example(
        (Edit("| UPG-03 Two L1 analysts | AUD 156,000 a year, due 2027-02-01, starts at 90 % of the load | NOS-SMS-10 Capacity Management |", "| Two L1 analysts | Wanted by 2027-02-01 | Interview with Tom Fraser |"),),
        (Found("the request 'Two L1 analysts' names no upgrade of the capacity plan and no line of the budget", at="| Two L1 analysts |"),),
    ),
    more=(
        Example(
            (Edit("| UPG-03 Two L1 analysts | AUD 156,000 a year,", "| UPG-03 Two L1 analysts | AUD 120,000 a year,"),),
            (Found("UPG-03 is requested with AUD 120,000, the capacity plan has AUD 156,000 a year", at="| UPG-03"),),
        ),
        Example((Edit("| UPG-03 Two L1 analysts | AUD 156,000 a year, due 2027-02-01, starts at 90 % of the load | NOS-SMS-10 Capacity Management |", "| Two L1 analysts | Wanted by 2027-02-01 | Capacity plan |"),)),
    ),
)  # fmt: skip
def review_resources_known(
    workspace: Workspace, review: Artifact, capacity: Artifact, budget: Artifact
) -> Iterator[Problem]:
    known = {one.record.text("id").upper(): one for one in upgrades(capacity) if one.record.filled("id")}
    lines = {
        normalise(row.text(key)) for row in budget.records("investments") for key in ("item", "reference")
    } - {""}
    for entry in of_kinds(review, (RESOURCES,)):
        if entry.record is None:
            continue
        named = [known[i] for i in find_identifiers(entry.text, ("UPG",)) if i in known]
        for upgrade in named[:1] if len(named) == 1 else ():
            yield from _other_cost(entry, upgrade)
        text = normalise(f"{entry.text} {entry.source}")
        if not named and not any(line in text for line in lines) and not _cites(entry, capacity, budget):
            label = entry.subject or entry.figures
            message = f"the request '{label}' names no upgrade of the capacity plan and no line of the budget"
            yield Problem(entry.place, message, related=(Related(capacity.home("upgrades"), "the upgrades"),))


def _cites(entry: Entry, *documents: Artifact) -> bool:
    """Whether a row names one of the documents: by ID, title, file or as capacity plan or budget."""
    text = f"{entry.source} {entry.text}"
    names = (
        n for d in documents for n in (d.field("id").text, d.field("title").text, d.path.rsplit("/", 1)[-1])
    )
    return bool(re.search(r"\bcapacity plan\b|\bbudget\b", text, re.IGNORECASE)) or any(
        name and normalise(name) in normalise(text) for name in names
    )


def _other_cost(entry: Entry, upgrade: Upgrade) -> Iterator[Problem]:
    own, planned = _amounts(entry.figures), _amounts(upgrade.record.text("cost"))
    if len(own) == 1 and len(planned) == 1 and own[0].currency == planned[0].currency:
        one, other = own[0], planned[0]
        if one.amount != other.amount and one.per == other.per:
            place: Place = upgrade.record.at("cost")
            told = f"{one.currency} {one.amount:,f}".strip()
            message = f"{upgrade.label} is requested with {told}, the capacity plan has {upgrade.record.text('cost')}"
            yield Problem(entry.place, message, related=(Related(place, "the cost of the upgrade"),))


def _amounts(text: str) -> tuple[Money, ...]:
    return tuple(money for part in split_list(text) if (money := parse_money(part)))
