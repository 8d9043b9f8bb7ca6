"""What the standard wants the plan to cover, item by item, and the two policies behind it."""

import re
from collections.abc import Callable, Iterator, Mapping

from iso20k.document import Table, Text
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.money import parse_money
from iso20k.wording.filled import informative_words
from iso20k.wording.negation import states
from validators.service_management_plan.governance import roles
from validators.service_management_plan.prose import prose_of, said
from validators.service_management_plan.resources import cost_lines, kinds, stated_budgets

PLAN = "service-management-plan"
_OBLIGATIONS = (
    r"\blaws?\b|legal|\bact\b|regulat|statut|contract|gdpr|privacy|data protection|licen[cs]e|standard"
)
_PARTIES = (
    r"(?:supplier|customer|part(?:y|ies))[^.\n]{0,160}(?:new (?:or|and) changed|design and transition)"
    r"|(?:new (?:or|and) changed|design and transition)[^.\n]{0,160}(?:supplier|customer|part(?:y|ies))"
)


def _section(key: str) -> Callable[[Artifact, str], bool]:
    return lambda plan, _: key in plan.sections and plan.sections[key].filled


def _obligations(plan: Artifact, edition: str) -> bool:
    section = plan.sections.get("requirements")
    if section is None or not section.filled:
        return False
    cells = " ".join(cell.text for table in section.tables for row in table.rows for cell in row)
    return re.search(_OBLIGATIONS, f"{prose_of(section)} {cells}", re.IGNORECASE) is not None


def _authorities(plan: Artifact, edition: str) -> bool:
    known = roles(plan, edition)
    if not known or any(role.record.filled("authority") for role in known):
        return True  # PLA-03 names missing roles
    return any(row.filled("body") for row in plan.records("bodies")) or any(
        re.search(r"approv|authorit|decid|escalat", role.record.text("responsibilities"), re.IGNORECASE)
        for role in known
    )


def _money(plan: Artifact, edition: str) -> bool:
    if not kinds(plan):
        return True  # PLA-05 names a missing resource plan
    return bool(stated_budgets(plan)) or any(parse_money(row.text("cost")) for row in cost_lines(plan))


def _other_parties(plan: Artifact, edition: str) -> bool:
    for part in plan.document.sections:
        if re.search(r"other part|third part|part(?:y|ies) involved|working with", part.title, re.IGNORECASE):
            words = sum(len(informative_words(b.text)) for b in part.blocks if isinstance(b, Text))
            if words >= 8 or any(isinstance(b, Table) and b.rows for b in part.blocks):
                return True
    return any(states(prose_of(section), _PARTIES).verdict == "stated" for section in plan.sections.values())


def _services(plan: Artifact, edition: str) -> bool:
    told = " ".join(cell.text for cell in plan.words())
    return states(told, r"service catalog(?:ue)?|list of services|\bSVC-\d").verdict == "stated"


# a, f and most of g are the business of PLA-01, PLA-03 and PLA-05, which name them as errors
_ITEMS: Mapping[str, tuple[tuple[str, str, str, Callable[[Artifact, str], bool]], ...]] = {
    "2011": (
        ("b", "service requirements", "requirements", _section("requirements")),
        ("c", "known limitations", "limitations", _section("limitations")),
        ("d", "policies, standards, legal and contractual obligations", "requirements", _obligations),
        ("e", "the framework of authorities", "governance", _authorities),
        ("g", "financial resources", "resources", _money),
        ("h", "working with other parties in design and transition", "governance", _other_parties),
        ("i", "interfaces between processes", "interfaces", _section("interfaces")),
        ("j", "the approach to risks and the criteria for accepting them", "risks", _section("risks")),
        ("k", "technology", "technology", _section("technology")),
        ("l", "measuring, auditing, reporting and improving", "measurement", _section("measurement")),
    ),
    "2018": (
        ("a", "the list of services", "requirements", _services),
        ("b", "known limitations", "limitations", _section("limitations")),
        ("c", "policies, standards, legal and contractual obligations", "requirements", _obligations),
        ("d", "authorities and responsibilities", "governance", _authorities),
        ("e", "financial resources", "resources", _money),
        ("f", "working with other parties", "governance", _other_parties),
        ("g", "technology", "technology", _section("technology")),
        ("h", "measuring, auditing, reporting and improving", "measurement", _section("measurement")),
    ),
}


@rule(
    "PLA-10", "plan-items-a-l", Severity.STRICT, Kind.PRESENCE, "4.5.2 a-l / 6.3", PLAN,
    why="The clause lists what the plan contains, and Stage 1 ticks the list; an item without a place is its classic finding.",
    hint="Add the section, or say under it what applies here.",
    fails=Example(
        (
            Edit(
                "| Technology | Supports | Planned change |\n|---|---|---|\n"
                "| ServiceNow | Service levels, incidents, problems, changes, CMDB, reports | CMDB completed, SLA clocks and change models configured |\n"
                "| Zabbix | Monitoring, availability, capacity | Uptime per service, event link to ServiceNow |\n"
                "| Azure | Cloud Hosting, backup storage, failover | Second region prepared for failover |\n"
                "| Confluence | SMS documents for readers, knowledge articles | SMS space with approved versions only |\n",
                "",
            ),
        ),
        (Found("nothing is said about k) technology", at="## Technology"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## Governance\n\n| Role | Person | Authority |\n|---|---|---|\n| SMS manager | Sarah Chen | Stops work |\n"),),
            (
                Found("nothing is said about b) service requirements", at="# Service Management Plan"),
                Found("nothing is said about c) known limitations", at="# Service Management Plan"),
                Found("nothing is said about d) policies, standards, legal and contractual obligations", at="# Service Management Plan"),
                Found("nothing is said about h) working with other parties in design and transition", at="## Governance"),
                Found("nothing is said about i) interfaces between processes", at="# Service Management Plan"),
                Found("nothing is said about j) the approach to risks and the criteria for accepting them", at="# Service Management Plan"),
                Found("nothing is said about k) technology", at="# Service Management Plan"),
                Found("nothing is said about l) measuring, auditing, reporting and improving", at="# Service Management Plan"),
            ),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Known limitations\n\nOne data centre.\n"),),
            (
                Found("nothing is said about a) the list of services", at="# Service Management Plan"),
                Found("nothing is said about b) known limitations", at="## Known limitations"),
                Found("nothing is said about c) policies, standards, legal and contractual obligations", at="# Service Management Plan"),
                Found("nothing is said about f) working with other parties", at="# Service Management Plan"),
                Found("nothing is said about g) technology", at="# Service Management Plan"),
                Found("nothing is said about h) measuring, auditing, reporting and improving", at="# Service Management Plan"),
            ),
            settings='edition: "2018"',
        ),
        Example(settings='edition: "2018"'),
    ),
)  # fmt: skip
def plan_items(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for letter, subject, key, holds in _ITEMS["2018" if workspace.edition == "2018" else "2011"]:
        if not holds(plan, workspace.edition):
            yield Problem(plan.section_place(key), f"nothing is said about {letter}) {subject}")


_COMMITMENTS = (
    (
        "does not commit to fulfil the service requirements",
        r"(?:fulfil|fulfill|meet|satisf|comply|honou?r)\w*[^.;\n]{0,80}(?:requirements?|obligations?)",
    ),
    (
        "does not commit to improve continually",
        r"(?:continual|continuous)(?:ly)?[^.;\n]{0,60}improv|improv[^.;\n]{0,120}(?:continual|continuous)",
    ),
    ("sets no framework for objectives", r"objectives?"),
    (
        "does not say how it is made known",
        r"communicat|made known|make the policy known|publish|explain|understood|induction|aware|inform(?:ed|s)\b",
    ),
    ("does not say when it is reviewed", r"review"),
)


@rule(
    "PLA-13", "policies-covered", Severity.STRICT, Kind.PRESENCE, "4.1.2, 4.5.5.1 / 5.2", PLAN,
    why="Top management commits itself in the policies; a policy without its commitments commits to nothing.",
    hint="Add the commitment to the policy, in top management's own words.",
    fails=Example(
        (Edit("- to fulfil the service requirements agreed with customers, and all legal and contractual obligations;\n", ""),),
        (Found("the service management policy does not commit to fulfil the service requirements", at="## Policy"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## Objectives\n\nSee the policy of the company.\n"),),
            (
                Found("there is no service management policy", at="# Service Management Plan"),
                Found("there is no policy on continual improvement", at="# Service Management Plan"),
            ),
        ),
        Example(
            (
                Edit("and the process owner evaluates it within ten working days by four criteria: effect on service levels, risk removed, cost and effort. The steering group ranks proposals monthly. Each approved improvement", "and each improvement"),
            ),
            (Found("the policy on continual improvement has no criteria by which improvements are evaluated", at="### Continual improvement policy"),),
        ),
    ),
)  # fmt: skip
def policies_covered(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    main, improvement, line = _policies(plan)
    if not informative_words(main):
        yield Problem(plan.section_place("policy"), "there is no service management policy")
    else:
        for message, words in _COMMITMENTS:
            if states(main, words).verdict != "stated":
                yield Problem(plan.section_place("policy"), f"the service management policy {message}")
    if not informative_words(improvement):
        yield Problem(plan.section_place("policy"), "there is no policy on continual improvement")
    elif states(improvement, r"criteri|evaluat|priorit|\branks?|\branked").verdict != "stated":
        yield Problem(
            plan.at(line),
            "the policy on continual improvement has no criteria by which improvements are evaluated",
        )


def _policies(plan: Artifact) -> tuple[str, str, int]:
    """The texts of the service management policy and of the improvement policy, and the heading of the latter."""
    section = plan.sections.get("policy")
    main: list[str] = []
    improvement: list[str] = []
    line = 0
    for part in plan.document.sections:
        texts = [block.text for block in part.blocks if isinstance(block, Text)]
        if re.search(r"improvement", part.title, re.IGNORECASE) and re.search(
            r"policy|^\W*(?:\d+\W+)?continual improvement\W*$", part.title, re.IGNORECASE
        ):
            improvement += texts
            line = line or part.line
        elif section is not None and part.line >= section.line and part.title in section.headings:
            main += texts
    return said("\n".join(main)), said("\n".join(improvement)), line or (section.line if section else 1)
