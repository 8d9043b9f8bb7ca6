"""What plan, design, transition and removal cover, who else contributes, and the processes they hand over to."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import label_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.design_transition.contents import (
    DESIGN,
    INTEGRATIONS,
    NON_FUNCTIONAL,
    PLAN,
    REMOVAL,
    TRANSITION,
    integrated,
)
from validators.design_transition.statements import denies, lacking, stated

DTN = "design-transition"
_EVALUATED = r"\bevaluat|\bassess|\bcapab|\bcapacity to\b|\bable to\b|\babilit|\bverif|\bchecks?\b|\bchecked\b|\bdue diligence"
_NO_PARTY = r"\bno (?:other |external |third |contributing )*(?:part(?:y|ies)|suppliers?)\b|\bwithout (?:any )?other part"


@rule(
    "DTN-03", "transition-planning", Severity.ERROR, Kind.PRESENCE, "5.4 / 8.5.2.3", DTN,
    source="S",
    each=("transition",),
    why="Operations are surprised by every service that arrives without people, training, notice and a ready support team.",
    hint="Plan resources, communication, training and support readiness under 'Transition planning'.",
    fails=Example(
        (Edit("| Training | Two-day course for analysts, half a day for the Help Desk | Daniel Okafor | 2027-01-22 |\n", ""),),
        (Found("the transition does not plan training", at="## Transition planning"),),
    ),
    more=(
        Example(
            (Edit("| Training | Two-day course for analysts, half a day for the Help Desk | Daniel Okafor | 2027-01-22 |", "| Training | none | | |"),),
            (Found("the transition does not plan training", at="## Transition planning"),),
        ),
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Transition plan\n\nThe team leads release staff and resources for the handover. All customers are informed two weeks "
                    "before. Analysts are trained in a course. There is no check of support readiness.\n",
                ),
            ),
            (Found("the transition does not plan support readiness", at="## Transition plan"),),
            alone=True,
        ),
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Transition plan\n\n### Staff and budget\n\n- Owner: Raj Mehta\n- Due: 2026-09-11\n\n### Notification of customers\n\n- Owner: Grace Mitchell\n\n"
                    "### Courses\n\n- Owner: Tom Fraser\n\n### Support team\n\n- Owner: Tom Fraser\n",
                ),
            ),
            alone=True,
        ),
    ),
)  # fmt: skip
def transition_planning(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    names = [topic.name for topic in lacking(dtn, TRANSITION, "transition", "transition")]
    if len(names) == len(TRANSITION):
        yield Problem(dtn.home("transition"), "no transition is planned")
    elif names:
        yield Problem(dtn.home("transition"), f"the transition does not plan {listed(names)}")


@rule(
    "DTN-04", "three-integrations", Severity.ERROR, Kind.PRESENCE, "5.1, 6.1 / 8.5.2", DTN,
    source="S",
    why="A new service without a change record, configuration items and an SLA is run by people who do not know that it exists.",
    hint="Say under 'Interfaces' what is handed over to change management, configuration management and service level management.",
    fails=Example(
        (Edit("| 6.1 Service level management | New SLA drafting: targets, methods, signature before go-live | Design, transition | SLA draft, signed SLA |\n", ""),),
        (Found("the integration with service level management is not described", at="## Interfaces"),),
        alone=True,
    ),
    more=(
        Example(
            (Edit("| 9.1 Configuration | CMDB population: new items with relations, baseline before deployment | Development, transition | CMDB audit |", "| 9.1 Configuration | none | | |"),),
            (Found("the integration with configuration management is not described", at="## Interfaces"),),
        ),
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Integration with other processes\n\nEach new service requires an RFC in change management. The CMDB is populated before "
                    "go-live. Service level management drafts the new SLA with the customer.\n",
                ),
            ),
            alone=True,
        ),
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Interfaces\n\nEach new service requires an RFC. The CMDB is populated at go-live. "
                    "There is no link to service level management yet.\n",
                ),
            ),
            (Found("the integration with service level management is not described", at="## Interfaces"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def three_integrations(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    for number, topic in INTEGRATIONS:
        if integrated(dtn, number, topic, workspace.edition) is None:
            yield Problem(dtn.home("interfaces"), f"the integration with {topic.name} is not described")


@rule(
    "DTN-06", "plan-contents", Severity.STRICT, Kind.PRESENCE, "5.2 a-j / 8.5.2.1", DTN,
    why="The plan for a new service has ten contents; each one that lacks is a question the project answers too late.",
    hint="Say under 'Planning' where the plan answers each of the ten contents.",
    fails=Example(
        (
            Edit("| Risks, their assessment and treatment | Project plan, section 6 | 6 risks, the highest a late hire of analysts |\n", ""),
            Edit("| Dependencies on other services | Project plan, section 7 | Monitoring Platform, Ticketing System |", "| Dependencies on other services | | |"),
        ),
        (Found("the plan does not cover risks and dependencies", at="## Planning"),),
    ),
    more=(
        Example(
            (Edit("", "# Design and Transition\n\n## Project planning\n\nA plan is written and agreed with all customers before development starts.\n"),),
            (Found("the plan does not cover responsibilities, activities of all parties, communication, resources, time-scales, risks, dependencies, testing, acceptance criteria and measurable outcomes", at="## Project planning"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def plan_contents(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    names = [topic.name for topic in lacking(dtn, PLAN, "plan_contents", "planning")]
    if names:
        yield Problem(dtn.section_place("planning"), f"the plan does not cover {listed(names)}")


@rule(
    "DTN-07", "design-contents", Severity.STRICT, Kind.PRESENCE, "5.3 a-k / 8.5.2.2", DTN,
    why="A design that only draws the architecture leaves people, money, contracts and procedures to chance.",
    hint="Say under 'Design' where the design answers each of the eleven contents.",
    fails=Example(
        (Edit("| Changes to the SMS | Service design, section 8 | Scope statement, risk register, audit programme |\n", ""),),
        (Found("the design does not cover changes to the SMS", at="## Design"),),
    ),
    more=(
        Example(
            (Edit("| New or changed SLAs | Service design, section 9 | SLA draft with triage and notification times |", "| New or changed SLAs | not yet | |"),),
            (Found("the design does not cover service level agreements", at="## Design"),),
        ),
    ),
)  # fmt: skip
def design_contents(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    names = [topic.name for topic in lacking(dtn, DESIGN, "design_contents", "design")]
    if names:
        yield Problem(dtn.section_place("design"), f"the design does not cover {listed(names)}")


@rule(
    "DTN-14", "design-nonfunctional", Severity.WARNING, Kind.PRESENCE, "5.3 / 8.5.2.2", DTN,
    source="s",
    why="Capacity, availability, continuity and security that nobody designed are discovered in operation, by customers.",
    hint="State the requirement for each of the four under 'Design'.",
    fails=Example(
        (Edit("| Continuity | RTO 4 h, RPO 15 min, second Azure region | Raj Mehta, business impact analysis |\n", ""),),
        (Found("the design says nothing on continuity", at="## Design"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Service design\n\nNon-functional requirements cover capacity, availability, continuity and security of the service.\n",
                ),
            ),
            alone=True,
        ),
    ),
)  # fmt: skip
def design_nonfunctional(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    found = lacking(dtn, NON_FUNCTIONAL, "requirements", "design", cells=("lifecycle",))
    if found:
        names = listed(topic.name for topic in found)
        yield Problem(dtn.section_place("design"), f"the design says nothing on {names}")


@rule(
    "DTN-08", "removal", Severity.STRICT, Kind.PRESENCE, "5.2 / 8.5.2.1", DTN,
    why="A service that ends without a plan leaves customers' data, licences and obligations behind.",
    hint="Say under 'Removal and transfer' by which dates a service ends, who takes over, and what becomes of the data.",
    fails=Example(
        (Edit("| Data | Returned to the customer, archived where law asks for it, the rest erased with a certificate | Daniel Okafor | Within 30 days after the removal |\n", ""),),
        (Found("the removal of a service does not cover the data of customers", at="## Removal and transfer"),),
    ),
    more=(
        Example(
            (Edit("", "# Design and Transition\n\n## Interfaces\n\nEach new service requires an RFC.\n"),),
            (Found("the removal and transfer of services is not described", at="# Design and Transition"),),
            alone=True,
        ),
        Example(
            (
                Edit(
                    "",
                    "# Design and Transition\n\n## Decommissioning\n\nA service is removed, or transferred to another provider, on the date agreed with its customers; "
                    "customer data is archived or erased.\n",
                ),
            ),
            alone=True,
        ),
    ),
)  # fmt: skip
def removal(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    found = lacking(dtn, REMOVAL, "removal", "removal", cells=("removal",))
    if len(found) == len(REMOVAL):
        yield Problem(dtn.section_place("removal"), "the removal and transfer of services is not described")
    elif found:
        names = listed(topic.name for topic in found)
        yield Problem(dtn.section_place("removal"), f"the removal of a service does not cover {names}")


@rule(
    "DTN-13", "other-parties-evaluated", Severity.STRICT, Kind.PRESENCE, "5.2 / 8.2.3", DTN,
    each=("parties",),
    why="A supplier or customer who cannot do its part stops the project at the worst time: after the money is spent.",
    hint="Evaluate each contributing party before the work starts, and record the result.",
    fails=Example(
        (Edit("| Able; references of three providers seen, contract amendment needed | 2026-07-03 |", "| | |"),),
        (Found("Microsoft is not evaluated", at="| Microsoft |"),),
    ),
    more=(
        Example(
            (Edit("", "# Design and Transition\n\n## Other parties\n\nMicrosoft delivers the platform and the pilot customers deliver their logs.\n"),),
            (Found("nothing says how contributing parties are evaluated", at="## Other parties"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Design and Transition\n\n## Other parties\n\nNo other party contributes to new services, because all components are built in-house.\n"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def other_parties_evaluated(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    rows = [row for row in dtn.records("parties") if row.filled("party")]
    for row in rows:
        told = [row.text(key) for key in ("evaluation", "evaluated_on") if row.filled(key)]
        if all(denies(text) for text in told):
            yield Problem(row.at("evaluation"), f"{label_of(row, 'party')} is not evaluated")
    section = dtn.sections.get("parties")
    if rows or (section and stated(dtn, _EVALUATED, "parties", cells=("parties",)).verdict == "stated"):
        return
    if section and stated(dtn, _NO_PARTY, "parties").verdict != "absent":
        return  # that nobody else contributes is an answer
    yield Problem(dtn.section_place("parties"), "nothing says how contributing parties are evaluated")
