"""Who leads, who answers, and who decides."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.persons import is_person_name
from validators.service_management_plan.governance import (
    PROCESS_OWNER,
    SMS_MANAGER,
    SPONSOR,
    holders,
    roles,
)

PLAN = "service-management-plan"


@rule(
    "PLA-03", "governance-roles", Severity.ERROR, Kind.PRESENCE, "4.5.2 e-f / 5.3", PLAN,
    source="S",
    why="Authorities that lie with nobody in person are not exercised; auditors ask these people first.",
    hint="Name one person each as SMS manager, sponsor and process owner in the roles table.",
    fails=Example(
        (Edit("| SMS manager (management representative) | Sarah Chen |", "| SMS manager (management representative) | |"),),
        (Found("the role of SMS manager has no person", at="management representative"),),
    ),
    more=(
        Example(
            (Edit("| Top-management sponsor | James Park |", "| Quality lead | James Park |"),),
            (Found("the roles name no sponsor", at="## Governance"),),
        ),
        Example(
            (Edit("| SMS manager (management representative) | Sarah Chen |", "| SMS manager (management representative) | Service Management Office |"),),
            (Found("the SMS manager is 'Service Management Office', expected a named person", at="management representative"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Governance\n\n- **SMS Manager**: Sarah Chen, day-to-day management\n- **Sponsor**: James Wright, MD\n- **Change Process Owner**: Priya Patel\n"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Governance\n\nThe SMS manager and the sponsor govern the SMS.\n"),),
            (Found("no role is defined", at="## Governance"),),
        ),
    ),
)  # fmt: skip
def governance_roles(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    if not roles(plan, workspace.edition):
        yield Problem(
            plan.home("roles"),
            "no role is defined",
            "Add a table of roles with SMS manager, sponsor and process owners, each with a person.",
        )
        return
    for kind in (SMS_MANAGER, SPONSOR, PROCESS_OWNER):
        found = holders(plan, kind, workspace.edition)
        if any(is_person_name(role.person) for role in found):
            continue
        if not found:
            yield Problem(plan.home("roles"), f"the roles name no {kind}")
        elif not found[0].person:
            yield Problem(found[0].place, f"the role of {kind} has no person")
        else:
            yield Problem(
                found[0].place,
                f"the {kind} is '{found[0].person}', expected a named person",
                missing=False,
            )


@rule(
    "PLA-11", "bodies-complete", Severity.WARNING, Kind.PRESENCE, "4.1.3 / 5.3", PLAN,
    source="S",
    each=("bodies",),
    why="A body without a chair, a rhythm or a purpose does not meet, and nobody decides in its place.",
    hint="Say who chairs it, how often it meets and what it decides.",
    fails=Example(
        (Edit("| SMS Steering Group | Sarah Chen | All process owners | weekly |", "| SMS Steering Group | Sarah Chen | All process owners | |"),),
        (Found("the SMS Steering Group has no frequency", at="SMS Steering Group"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## Governance\n\n| Role | Person |\n|---|---|\n| SMS manager | Sarah Chen |\n"),),
            (Found("no decision-making body is named", at="## Governance"),),
        ),
    ),
)  # fmt: skip
def bodies_complete(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    bodies = [row for row in plan.records("bodies") if row.filled("body") or row.filled("chair")]
    if not bodies:
        yield Problem(
            plan.home("bodies"),
            "no decision-making body is named",
            "Name the bodies that decide, such as management review and change advisory board.",
        )
    for row in bodies:
        name = f"the {row.text('body')}" if row.filled("body") else "the body"
        for key in ("chair", "frequency", "purpose"):
            if not row.filled(key):
                yield Problem(row.at(key), f"{name} has no {key}")
