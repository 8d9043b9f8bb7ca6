"""What the continuity plan holds, who is called and from where it is read, and the risks behind it."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import Topic, corrected, label_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.values.number import parse_score
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.service_continuity_availability.recovery import most_critical
from validators.service_continuity_availability.served import (
    ItemRef,
    Known,
    catalog_pairs,
    named_above,
    pairs_in,
    services_of,
)
from validators.service_continuity_availability.topics import unsaid

CON = "service-continuity-availability"
_CONTENTS = (
    Topic("the procedures after a major loss of service", r"(?:recovery|continuity|emergency|disaster|failover|restor\w+) (?:procedures?|steps?|scripts?|sequence|order|runbooks?)|procedures?|runbooks?|recovery steps"),
    Topic("the availability targets while it is invoked", r"(?:targets?|service levels?|availability|level of service|minimum (?:level|service))\W+(?:\w+\W+){0,6}(?:while|during|when|under|in|once)\W+(?:\w+\W+){0,3}(?:invo\w+|emergency|disaster|continuity|recovery|activat\w+)|(?:reduced|degraded|minimum|emergency|invoked) (?:service|level|target|availability|operation)"),
    Topic("the recovery requirements", r"recovery (?:requirement|objective|target|time|point)|RTO|RPO"),
    Topic("the return to normal working", r"(?:return|way|going|go|move|transition|switch)(?:ing)? back|return(?:ing)? to (?:normal|business|regular|standard)|fail-?back|normal (?:working|operation|conditions)|resum\w+ (?:of )?normal|stand-?down|closing the invocation"),
)  # fmt: skip
_CONTENTS_2018 = (
    Topic("the criteria for invoking it", r"invo(?:ke|king|cation)|activat\w+|trigger|declar\w+"),
    Topic("the responsibilities", r"responsib\w+|roles?|recovery (?:lead|team|manager)|decides?|authority"),
)
_OFFLINE = deferred(
    r"\b(?:off-?\s?line|off-?\s?site|printed|print-?out|paper copy|hard cop(?:y|ies)|usb|encrypted (?:drive|stick)|safe|pocket card|"
    r"(?:stored|kept|copied|available) (?:outside|away from|independent)|second (?:site|location)|emergency card)\b", 2
)  # fmt: skip
_OUTSIDE = deferred(
    r"supplier|vendor|customer|provider|hot-?line|support|police|fire|ambulance|emergency services|insur|regulator|utility|landlord",
    2,
)
_NAMED = deferred(r"\b[A-Z][a-z]+ [A-Z][a-z]+")
_DEPUTY_ROW = deferred(r"\bdeput|\balternate|\bstand-?in|\bsecond\b|\bon-?call\b|\bduty\b", 2)


@rule(
    "CON-09", "plan-contents", Severity.STRICT, Kind.PRESENCE, "6.3.2 a-d / 8.7.2", CON,
    why="A plan that ends with the failover leaves nobody knowing what service is owed meanwhile, or how to come back.",
    hint="Write procedures, targets while invoked, recovery requirements and the return to normal under 'Continuity plan'.",
    fails=Example(
        (
            Edit("### Return to normal\n\nThe service owner proposes the way back once the first site has been stable for 24 hours. Data is synchronized, compared with the CMDB and moved in a maintenance window under an approved change. James Park closes the invocation; Raj Mehta holds a review within five business days, and both plans are corrected.", "### Return to normal\n\nNo procedure yet."),
        ),
        (Found("the continuity plan says nothing of the return to normal working", at="## Continuity plan"),),
    ),
    more=(
        Example(
            (Edit("### Targets while the plan is invoked", "### Recovery requirements"), Edit("| Service | Recovery requirement | Availability target while invoked |", "| Service | Back within | Remark |")),
            (Found("the continuity plan says nothing of the availability targets while it is invoked", at="## Continuity plan"),),
        ),
        Example((Edit("### Return to normal\n\nThe service owner proposes the way back once", "### Failback\n\nThe service owner moves workloads home once"),)),
        Example(
            (Edit("", "# Continuity\n\n## BIA\n\n| Service | Criticality | Impact | RTO | RPO |\n|---|---|---|---|---|\n| Cloud Hosting | Critical | Orders are lost | 2h | 15min |\n"),),
            (
                Found(
                    "the continuity plan says nothing of the procedures after a major loss of service, the availability targets "
                    "while it is invoked, the recovery requirements and the return to normal working",
                    at="# Continuity",
                ),
            ),
        ),
        Example(
            (
                Edit("### Invocation\n\nRaj Mehta or his deputy Hannah Lim invokes the plan when a service is down and will not be back within half of its RTO, or when a site or Azure region is lost. A major incident is open by then; its bridge call becomes the recovery call. The plan escalates", "### Start\n\nThe plan escalates"),
                Edit("Only James Park decides to leave a site for good.", "Only James Park leaves a site."),
                Edit("### Targets while the plan is invoked", "### Targets in an emergency"),
                Edit("| Availability target while invoked |", "| Availability target in an emergency |"),
                Edit("within 30 minutes of invocation and", "within 30 minutes and"),
                Edit("James Park closes the invocation; ", ""),
            ),
            (Found("the continuity plan says nothing of the criteria for invoking it", at="## Continuity plan"),),
            settings='edition: "2018"',
        ),
    ),
)  # fmt: skip
def plan_contents(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    wanted = _CONTENTS if workspace.edition == "2011" else (*_CONTENTS, *_CONTENTS_2018)
    lacking = unsaid(wanted, plan, "plan", registers=())
    if lacking:
        message = f"the continuity plan says nothing of {listed(topic.name for topic in lacking)}"
        yield Problem(plan.section_place("plan"), message)


@rule(
    "CON-11", "contacts-offsite", Severity.STRICT, Kind.PRESENCE, "6.3.2 / 8.7.2", CON,
    why="A plan and a phone list that lie on the lost server, or name one person on holiday, help nobody.",
    hint="List each recovery role with person and deputy, and say where the list can be read when the site is lost.",
    fails=Example(
        (Edit("| Help Desk recovery | Tom Fraser | Emily Nguyen |", "| Help Desk recovery | Tom Fraser | |"),),
        (Found("the contact for Help Desk recovery has no deputy", at="| Help Desk recovery |"),),
    ),
    more=(
        Example((Edit("| Help Desk recovery | Tom Fraser | Emily Nguyen |", "| Microsoft support hotline | Severity A case | - |"),)),
        Example(
            (
                Edit("", "# Continuity\n\n## Continuity plan\n\n### Contacts\n\n| Role | Name | Alternate |\n|---|---|---|\n| Recovery lead | Raj Mehta | Hannah Lim |\n\nThe list is not kept off site.\n"),
            ),
            (Found("nothing says that plan and contacts can be read off line when the site is lost", at="## Continuity plan"),),
        ),
        Example((Edit("", "# Continuity\n\n## Continuity plan\n\n- Recovery lead: Raj Mehta, deputy Hannah Lim\n- A printed copy of the plan lies at the second site\n"),)),
        Example(
            (Edit("", "# Continuity\n\n## Continuity plan\n\nA printed copy of the plan lies at the second site.\n"),),
            (Found("the continuity plan lists no contacts", at="## Continuity plan"),),
        ),
    ),
)  # fmt: skip
def contacts_offsite(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = [row for row in plan.records("contacts") if row.filled("role") or row.filled("person")]
    if not rows and not _contacts_told(plan):
        yield Problem(plan.home("contacts"), "the continuity plan lists no contacts")
    for row in rows:
        role = label_of(row, "role", "person")
        if _OUTSIDE().search(role) and not row.filled("deputy"):
            continue
        for key in ("person", "deputy"):
            if not row.filled(key) and not (key == "deputy" and _DEPUTY_ROW().search(role)):
                yield Problem(row.at(key), f"the contact for {role} has no {key}")
    section = plan.sections.get("plan")
    copied = any(row.filled("offline") for row in rows)
    if not copied and (section is None or states(section.prose, _OFFLINE()).verdict != "stated"):
        message = "nothing says that plan and contacts can be read off line when the site is lost"
        yield Problem(plan.section_place("plan"), message)


def _contacts_told(plan: Artifact) -> bool:
    """Whether sentences name persons and who stands in for them."""
    section = plan.sections.get("plan")
    texts = [text.text for text in section.texts] if section else []
    return any(_NAMED().search(text) and states(text, _DEPUTY_ROW()).verdict == "stated" for text in texts)


@rule(
    "CON-12", "risks-documented", Severity.STRICT, Kind.PRESENCE, "6.3.1 / 8.7.1-2", CON,
    each=("risks",),
    why="Continuity that is planned without assessed risks protects against yesterday's outage only.",
    hint="Assess at least one risk for each critical service; the score is likelihood times impact.",
    fails=Example(
        (
            Edit("| RSK-CON-01 | SVC-002 |", "| RSK-CON-01 | SVC-001 |"),
            Edit("| RSK-CON-02 | SVC-002 |", "| RSK-CON-02 | SVC-001 |"),
        ),
        (Found("no risk to the critical service Cloud Hosting is documented", at="## Risks"),),
    ),
    more=(
        Example(
            (Edit("| 2 | 5 | 10 | Geo-redundant", "| 2 | 5 | 12 | Geo-redundant"),),
            (Found("the score 12 of RSK-CON-01 is not likelihood 2 times impact 5", at="| RSK-CON-01 |"),),
        ),
        Example(
            (Edit("| 2 | 5 | 10 | Geo-redundant", "| | | | Geo-redundant"),),
            (Found("the risk RSK-CON-01 is not assessed", at="| RSK-CON-01 |"),),
        ),
        Example((Edit("| 2 | 5 | 10 | Geo-redundant", "| Low | High | Medium | Geo-redundant"),)),
        Example((Edit("| RSK-CON-01 | SVC-002 |", "| RSK-CON-01 | All services |"), Edit("| RSK-CON-02 | SVC-002 |", "| RSK-CON-02 | SVC-001 |"))),
        Example(
            (Edit("", "# Continuity\n\n## Risks\n\nRisks are known to everybody.\n"),),
            (Found("no risk is documented", at="## Risks"),),
        ),
    ),
)  # fmt: skip
def risks_documented(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    rows = [row for row in plan.records("risks") if row.filled("threat") or row.filled("id")]
    if not rows:
        yield Problem(plan.home("risks"), "no risk is documented")
        return
    for impact in most_critical(plan, known):
        if not any(_endangers(plan, row, impact.service, pairs_in(plan, known)) for row in rows):
            message = f"no risk to the critical service {impact.label} is documented"
            yield Problem(plan.home("risks"), message)
    for row in rows:
        yield from _score(row)


def _endangers(plan: Artifact, row: Record, service: ItemRef, known: Known) -> bool:
    told = " ".join(row.text(key) for key in ("service_id", "service"))
    if not told.strip():
        above = named_above(plan, row, known)
        grouped = any(service.same(one) for one in above) or service.named_in(row.text("threat"))
        return grouped or not (above or {"service_id", "service"} & row.cells.keys())
    everything = states(told, r"\b(?:all|every|each|any)\b").verdict == "stated"
    return everything or any(service.same(one) for one in services_of(row, known)) or service.named_in(told)


def _score(row: Record) -> Iterator[Problem]:
    name = label_of(row, "id", "threat")
    if not any(row.filled(key) for key in ("likelihood", "impact", "score")):
        yield Problem(row.at("score"), f"the risk {name} is not assessed")
        return
    likelihood, impact, score = (parse_score(row.text(key)) for key in ("likelihood", "impact", "score"))
    if likelihood is not None and impact is not None and score is not None and likelihood * impact != score:
        yield Problem(
            row.at("score"),
            f"the score {score} of {name} is not likelihood {likelihood} times impact {impact}",
            missing=False,
            edit=corrected(row, "score", f"{(likelihood * impact).normalize():f}"),
        )
