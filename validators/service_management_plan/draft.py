"""What the profile and the gap assessment already say about the plan: its roles, its process owners, its tasks."""

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.steps import Step
from validators.gap_assessment.draft import owners_by_area
from validators.gap_assessment.maturity import actions
from validators.organization_profile.people import appointments, sms_manager, sponsor
from validators.service_management_plan.governance import process_owners

#: The horizons whose actions the plan carries as tasks (X10).
_PLANNED = ("immediate", "short")


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """Roles and PDCA owners from the profile, remediation tasks from the roadmap."""
    profile, gap = workspace.artifact("organization-profile"), workspace.artifact("gap-assessment")
    known: dict[str, tuple[Drafted, ...]] = {}
    if profile is not None:
        known["roles"] = tuple(_roles(profile))
        owners = owners_by_area(workspace).items()
        known["pdca"] = tuple(Drafted({"clause": area, **row.cells}, row.source) for area, row in owners)
    if gap is not None:
        known["tasks"] = tuple(_tasks(gap))
    return known


def _roles(profile: Artifact) -> Iterator[Drafted]:
    leaders = (("Top-management sponsor", sponsor(profile)), ("SMS manager", sms_manager(profile)))
    for role, appointment in leaders:
        if appointment and appointment.person:
            yield Drafted({"role": role, "person": appointment.person}, appointment.record.place)
    led = [appointment.record for _, appointment in leaders if appointment]
    for appointment in appointments(profile):
        if appointment.person and appointment.areas and appointment.record not in led:
            cells = {
                "role": appointment.role,
                "person": appointment.person,
                "areas": ", ".join(appointment.areas),
            }
            yield Drafted(cells, appointment.record.place)


def _tasks(gap: Artifact) -> Iterator[Drafted]:
    planned = [action for action in actions(gap) if action.horizon.startswith(_PLANNED)]
    for number, action in enumerate(planned, 1):
        cells = {
            "id": f"TSK-{number:02d}",
            "gap": action.id,
            "task": action.text,
            "owner": action.owner,
            "due": action.due.text if action.due else "",
        }
        yield Drafted({key: text for key, text in cells.items() if text}, action.record.place)


def document_owner(workspace: Workspace, step: Step) -> str:
    """Who owns the document of a process: the one owner that the plan names for its clause area, else ''."""
    plan = workspace.artifact("service-management-plan")
    area = next((area for area in CLAUSE_AREAS if area.step == step.number and area.number != "4"), None)
    if plan is None or area is None:
        return ""
    people = {owner.person for owner in process_owners(plan).get(area.number, ())}
    return people.pop() if len(people) == 1 else ""
