"""People, tools, training, documents and money: what the plan needs to become true."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.service_management_plan.framework import ASPECTS, aspects
from validators.service_management_plan.resources import (
    KINDS,
    cost_lines,
    kinds,
    money_text,
    planned_cost,
    stated_budgets,
)

PLAN = "service-management-plan"


@rule(
    "PLA-05", "resource-plan", Severity.ERROR, Kind.PRESENCE, "4.5.2 g, 4.4 / 6.3 e", PLAN,
    source="S",
    why="Processes that nobody has time, tools or skills for stay on paper.",
    hint="Plan people, tools and training under 'Resources', each with cost, dates and owner.",
    fails=Example(
        (
            Edit("| Training | ISO/IEC 20000 foundation course | 14 seats |", "| Other | Standard texts | 14 seats |"),
            Edit("| Training | ISO/IEC 20000 auditor course | 1 seat |", "| Other | Standard texts | 1 seat |"),
            Edit(
                "### Training\n\n| Audience | Training | Due |\n|---|---|---|\n"
                "| Process owners, service owners and unit leads | ISO/IEC 20000 foundation course | 2026-06-30 |\n"
                "| David Wong | ISO/IEC 20000 auditor course | 2026-07-31 |\n"
                "| Help Desk Operations | Priority matrix and major incident procedure | 2026-07-10 |\n"
                "| Infrastructure Operations and Cloud Platform | CMDB records, change and release rules | 2026-07-31 |\n"
                "| All employees in scope | Policy, objectives and own contribution to the SMS | 2026-08-14 |\n",
                "### Training\n",
            ),
        ),
        (Found("the resource plan does not provide for training", at="## Resources"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## Implementation Timeline\n\n| Phase | Timeline | Focus |\n|---|---|---|\n| 1 | Months 1-2 | Tools, people, training |\n"),),
            (Found("there is no resource plan for personnel, tools and training", at="# Service Management Plan"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Resources\n\n### Personnel\n\nTwo FTE for nine months, backfilled.\n\n### Tools\n\nJira Service Management and Nagios are extended.\n\n### Training\n\nFoundation course for all process owners.\n"),),
        ),
    ),
)  # fmt: skip
def resource_plan(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    lacking = [kind for kind in KINDS if kind not in kinds(plan)]
    if len(lacking) == len(KINDS):
        yield Problem(plan.home("resources"), f"there is no resource plan for {listed(lacking)}")
    elif lacking:
        yield Problem(plan.home("resources"), f"the resource plan does not provide for {listed(lacking)}")


@rule(
    "PLA-06", "documentation-framework", Severity.ERROR, Kind.PRESENCE, "4.3 / 7.5", PLAN,
    source="S",
    why="Without rules for naming, approval and retention nobody knows which version is valid or how long proof is kept.",
    hint="Define under 'Documentation framework' how documents are named, reviewed, approved and kept.",
    fails=Example(
        (Edit("", "# Service Management Plan\n\n## Documentation framework\n\n## Implementation Timeline\n\n| Phase | Timeline | Focus |\n|---|---|---|\n| 1 | Months 1-2 | Documentation framework, naming, retention |\n"),),
        (Found("no documentation framework defines document control, naming or retention", at="## Documentation framework"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## 4. Documentation\n\nDocuments are approved by the SMS Manager, carry a version and are reviewed yearly.\n"),),
            (
                Found("the documentation framework does not define naming", at="## 4. Documentation"),
                Found("the documentation framework does not define retention", at="## 4. Documentation"),
            ),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## 4. Documentation\n\nNo naming convention exists yet. Retention is not defined. There is no document control.\n"),),
            (Found("no documentation framework defines document control, naming or retention", at="## 4. Documentation"),),
        ),
    ),
)  # fmt: skip
def documentation_framework(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = aspects(plan)
    if not known:
        yield Problem(
            plan.home("documentation"),
            "no documentation framework defines document control, naming or retention",
        )
        return
    for aspect in ASPECTS:
        if aspect not in known:
            yield Problem(
                plan.home("documentation"),
                f"the documentation framework does not define {aspect}",
                severity=Severity.WARNING,
            )


@rule(
    "PLA-15", "budget-adds-up", Severity.ERROR, Kind.VALIDITY, "4.5.2 g / 6.3 e", PLAN,
    source="P",
    why="Lines that do not add up to the released budget mean that somebody has approved another plan.",
    hint="Correct the line or the budget, so that both give one sum.",
    fails=Example(
        (Edit("| $16,500 | 2026-08-01 |", "| $17,500 | 2026-08-01 |"),),
        (Found("the resource lines add up to $81,000, the stated budget is $80,000", at="The sponsor has released $80,000"),),
    ),
    more=(
        Example((Edit("The sponsor has released $80,000 ($80K) for the implementation.", "The budget is AUD 90,000."),)),
        Example(
            (
                Edit("The sponsor has released $80,000 ($80K) for the implementation. The lines below use it completely.", "The means are these."),
                Edit("| Contingency | Released by the sponsor only | 1 | $4,400 | 2026-05-01 | 2026-11-30 | James Park |", "| Contingency | Reserve | 1 | $4,400 | 2026-05-01 | 2026-11-30 | James Park |\n| Total | | | $79,000 | | | |"),
            ),
            (Found("the resource lines add up to $80,000, the stated budget is $79,000", at="| Total |"),),
        ),
        Example((Edit("| $16,500 | 2026-08-01 |", "| as quoted | 2026-08-01 |"),)),
    ),
)  # fmt: skip
def budget_adds_up(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    total = planned_cost(plan)
    if total is None:
        return  # a line that cannot be read makes the sum unknown, not wrong
    stated = [
        s for s in stated_budgets(plan) if (s.amount.currency, s.amount.per) == (total.currency, total.per)
    ]
    if not stated or any(budget.amount == total for budget in stated):
        return
    budget = max(stated, key=lambda s: s.amount.amount)
    first = cost_lines(plan)[0]
    yield Problem(
        budget.place,
        f"the resource lines add up to {money_text(total)}, the stated budget is {money_text(budget.amount)}",
        related=(Related(first.place, "the first of the lines"),),
    )
