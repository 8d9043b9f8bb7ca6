"""Who answers: the SMS manager, the sponsor and the process owners are the same people wherever they are named."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.standard.steps import STEPS
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from iso20k.wording.phrases import listed
from validators.management_review.meeting import attendance
from validators.organization_profile.people import (
    Appointment,
    nearest_person,
    people,
    person_or_role_known,
    sms_manager,
    sponsor,
)
from validators.service_management_plan.governance import SMS_MANAGER, SPONSOR, Role, holders, process_owners

PROFILE, PLAN, REVIEW = "organization-profile", "service-management-plan", "management-review"


@rule(
    "X07", "sms-manager-same", Severity.ERROR, Kind.CROSS, "4.1.4 / 5.3", (PROFILE, PLAN),
    source="P",
    why="Two people who each believe to lead the SMS, or a sponsor who does not know of it, leave it without direction. The list of "
    "attendance of the management review is compared as well, once there is one.",
    hint="Name the same person in the organization profile, in the plan and in the management review.",
    fails=Example(
        (Edit("| SMS manager (management representative) | Sarah Chen |", "| SMS manager (management representative) | Emily Nguyen |", PLAN),),
        (Found("the SMS manager is Emily Nguyen, in the organization profile Sarah Chen", at="management representative", document=PLAN),),
    ),
    more=(
        Example((Edit("| Top-management sponsor | James Park |", "| Top-management sponsor | James Park, CTO |", PLAN),)),
        Example(
            (Edit("| Top-management sponsor | James Park |", "| Top-management sponsor | Laura Bennett |", PLAN),),
            (Found("the sponsor is Laura Bennett, in the organization profile James Park", at="Top-management sponsor", document=PLAN),),
        ),
        Example(
            (Edit("| Sarah Chen | SMS manager (management representative) | yes |", "| Emily Nguyen | SMS manager (management representative) | yes |", REVIEW),),
            (Found("Emily Nguyen attended the management review as SMS manager, in the organization profile it is Sarah Chen", at="| Emily Nguyen | SMS manager", document=REVIEW),),
        ),
        Example((Edit("| Sarah Chen | SMS manager (management representative) | yes |", "| Emily Nguyen | Deputy of the SMS manager | yes |", REVIEW),)),
        Example((Edit("", "", REVIEW),)),
    ),
)  # fmt: skip
def sms_manager_same(workspace: Workspace, profile: Artifact, plan: Artifact) -> Iterator[Problem]:
    for kind, appointed in ((SMS_MANAGER, sms_manager(profile)), (SPONSOR, sponsor(profile))):
        named = next(iter(holders(plan, kind, workspace.edition)), None)
        if named is None or appointed is None or not appointed.person or not named.persons:
            continue  # PLA-03 and the profile's own rules name who is missing
        if normalise(appointed.person) not in {normalise(person) for person in named.persons}:
            yield _other_person(kind, named, appointed)
    review = workspace.artifact(REVIEW)
    if review is not None:
        yield from _others_at_review(profile, review)


def _others_at_review(profile: Artifact, review: Artifact) -> Iterator[Problem]:
    """Whoever attended as SMS manager or sponsor and is another person than the profile appoints."""
    for attendee in attendance(review):
        for kind, appointed in ((SMS_MANAGER, sms_manager(profile)), (SPONSOR, sponsor(profile))):
            if (
                appointed is None
                or not appointed.person
                or not attendee.persons
                or not attendee.acts_as(kind)
            ):
                continue
            if normalise(appointed.person) not in {normalise(person) for person in attendee.persons}:
                yield Problem(
                    attendee.place,
                    f"{attendee.persons[0]} attended the management review as {kind}, in the organization profile it is"
                    f" {appointed.person}",
                    related=(Related(appointed.record.at("person"), f"the {kind} of the profile"),),
                )


def _other_person(kind: str, named: Role, appointed: Appointment) -> Problem:
    return Problem(
        named.place,
        f"the {kind} is {named.persons[0]}, in the organization profile {appointed.person}",
        related=(Related(appointed.record.at("person"), f"the {kind} of the profile"),),
    )


@rule(
    "X08", "process-owner-assigned", Severity.ERROR, Kind.CROSS, "4.1.3, 4.5.2 f / 5.3", (PLAN, PROFILE),
    source="S",
    why="A process without one owner, or with one whom nobody knows, has nobody who answers for its result.",
    hint="Name one owner for the process in the plan, and give this person a role in the organization profile.",
    fails=Example(
        (
            Edit("| Problem process owner | Hannah Lim | 8.2 Problem |", "| Known error editor | Hannah Lim | |"),
            Edit("| 8.2 | Problem | Hannah Lim |", "| 8.2 | Problem | |"),
        ),
        (Found("8.2 Problem management has no owner", at="## PDCA per process"),),
    ),
    more=(
        Example(
            (Edit("| 8.2 | Problem | Hannah Lim |", "| 8.2 | Problem | Chris Doyle |"),),
            (Found("8.2 Problem management has two owners: Hannah Lim and Chris Doyle", at="| 8.2 | Problem | Chris Doyle |"),),
        ),
        Example(
            (
                Edit("| Problem process owner | Hannah Lim |", "| Problem process owner | Hanna Lim |"),
                Edit("| 8.2 | Problem | Hannah Lim |", "| 8.2 | Problem | Hanna Lim |"),
            ),
            (Found("the owner of 8.2 Problem management, 'Hanna Lim', is not in the organization profile, the nearest is 'Hannah Lim'", at="Problem process owner"),),
        ),
    ),
)  # fmt: skip
def process_owner_assigned(workspace: Workspace, plan: Artifact, profile: Artifact) -> Iterator[Problem]:
    owned = process_owners(plan, workspace.edition)
    known = bool(people(profile))
    for area in PROCESS_CLAUSE_AREAS:
        name = f"{area.number} {area.name}"
        owners = owned[area.number]
        if not owners:
            yield Problem(plan.home("pdca"), f"{name} has no owner")
            continue
        if len(owners) > 1:
            persons = listed(owner.person for owner in owners)
            number = "two" if len(owners) == 2 else str(len(owners))
            related = tuple(Related(owner.place, f"here it is {owner.person}") for owner in owners[:-1])
            yield Problem(owners[-1].place, f"{name} has {number} owners: {persons}", related=related)
            continue
        owner = owners[0]
        if known and not person_or_role_known(profile, owner.person):
            near = nearest_person(profile, owner.person)
            ending = f", the nearest is '{near}'" if near else ""
            yield Problem(
                owner.place,
                f"the owner of {name}, '{owner.person}', is not in the organization profile{ending}",
                related=(Related(profile.home("roles"), "the roles of the profile"),),
            )


@rule(
    "X09", "process-owner-matches-document", Severity.WARNING, Kind.CROSS, "4.5.2 f / 5.3", (PLAN,),
    source="P",
    why="Where the plan names one owner of a process and its document another, each waits for the other to act.",
    hint="Make the process owner of the plan the owner of the process document, or correct the plan.",
    fails=Example(
        (Edit("owner: Hannah Lim\nauthor: ", "owner: Tom Fraser\nauthor: ", "problem-management"),),
        (Found("Tom Fraser owns the document of 8.2 Problem management, the plan names Hannah Lim", at="owner: Tom Fraser", document="problem-management"),),
    ),
    more=(
        Example((Edit("owner: Hannah Lim\nauthor: ", "owner: Hannah Lim, Problem process owner\nauthor: ", "problem-management"),)),
        Example((Edit("owner: Hannah Lim\nauthor: ", "owner: Problem process owner\nauthor: ", "problem-management"),)),  # a role is no other person
    ),
)  # fmt: skip
def process_owner_matches_document(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    owned = process_owners(plan, workspace.edition)
    for area in PROCESS_CLAUSE_AREAS:
        artifact = workspace.artifact(STEPS[area.step - 1].skill)
        if artifact is None:
            continue
        named = artifact.field("owner")
        persons = {normalise(person) for person in person_names(named.text)}
        planned = {normalise(owner.person): owner for owner in owned[area.number]}
        if persons and planned and not persons & set(planned):
            owner = next(iter(planned.values()))
            yield Problem(
                artifact.at(named),
                f"{named.text} owns the document of {area.number} {area.name}, the plan names {owner.person}",
                related=(Related(owner.place, "the owner in the plan"),),
            )
