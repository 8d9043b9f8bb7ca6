"""Money under control: a cycle that sets it, limits for spending it, forecasts, and costs of changes."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic, uncovered, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.budgeting_accounting.control import (
    change_costing,
    cycle,
    cycle_told,
    forecast_reviews,
    has_approver,
    has_forecast,
    is_timed,
    limit_told,
)

BUDGET = "budgeting-accounting"
#: Without the second row, the forecast was reviewed once.
_ONE_REVIEW = Edit(
    "| FY 2026-27 | AUD 6,241,600 | 2026-10-13 | James Park, Laura Bennett | Unchanged: the third quarter closed within 1 % of the forecast |\n",
    "",
)
_CONTROL = Topic(
    "control",
    r"control|check|reconcil|separat|segregat|four[- ]eyes|two persons|purchase orders?|audit|compared|monitor",
)


@rule(
    "BUD-03", "budget-cycle", Severity.ERROR, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    source="S",
    each=("cycle",),
    why="A budget that nobody makes and approves at a known time is not there when the year begins.",
    hint="List the steps of the budget year with the time of each and the person who approves.",
    fails=Example(
        (Edit("| Year-end review | July |", "| Year-end review | |"),),
        (Found("the step Year-end review of the budgeting cycle has no time", at="| Year-end review |"),),
    ),
    more=(
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Budgeting cycle\n\n| Step | When | Approver |\n|---|---|---|\n| Planning | March | |\n| Execution | July to June | - |\n"),),
            (Found("no step of the budgeting cycle has an approver", at="## Budgeting cycle"),),
        ),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Budgeting cycle\n\nNo budgeting cycle exists. The budget is not planned yearly and not approved.\n"),),
            (Found("no budgeting cycle with steps, timing and approver is defined", at="## Budgeting cycle"),),
        ),
        Example((Edit("", "# Budgeting and Accounting\n\n## 4. Budget process\n\n1. Planning in March from last year's actuals.\n2. Approval by the CFO in May.\n3. Monthly comparison.\n"),)),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Budget calendar\n\n| Timing | Phase | Responsible |\n|---|---|---|\n| Q1 | Planning | Finance |\n| April | Approval | Board |\n| All year | Execution | Service owners |\n"),),
        ),
    ),
)  # fmt: skip
def budget_cycle(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    steps = cycle(budget)
    if len(steps) < 2 and not cycle_told(budget):
        message = "no budgeting cycle with steps, timing and approver is defined"
        yield Problem(budget.home("cycle"), message)
        return
    for step in steps:
        if not is_timed(step):
            yield from unfilled(
                step, f"the step {step.text('step')} of the budgeting cycle", {"when": "time"}
            )
    if len(steps) >= 2 and not any(has_approver(step) for step in steps):
        yield Problem(budget.home("cycle"), "no step of the budgeting cycle has an approver")


@rule(
    "BUD-11", "approval-authority", Severity.STRICT, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    why="Financial control begins with knowing who may spend how much, and with a check that it was so.",
    hint="State under 'Approval and control' who may approve which amounts, and how spending is checked.",
    fails=Example(
        (
            Edit("| Service owners | AUD 10,000 |", "| Service owners | |"),
            Edit("| Laura Bennett | AUD 50,000 |", "| Laura Bennett | |"),
            Edit("| James Park | AUD 250,000 |", "| James Park | |"),
            Edit("| Board of NetOps Solutions | No limit |", "| Board of NetOps Solutions | |"),
        ),
        (Found("nothing says who may approve spending up to which amount", at="## Approval and control"),),
    ),
    more=(
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Approval and control\n\nThere are no approval limits, and spending is not checked against the budget in any way.\n"),),
            (
                Found("nothing says who may approve spending up to which amount", at="## Approval and control"),
                Found("nothing says how spending is controlled", at="## Approval and control"),
            ),
        ),
        Example((Edit("", "# Budgeting and Accounting\n\n## Approval\n\nThe IT manager approves orders up to EUR 5,000, the board all above. Finance checks every invoice against its order.\n"),)),
    ),
)  # fmt: skip
def approval_authority(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    place = budget.section_place("control")
    if not limit_told(budget):
        yield Problem(place, "nothing says who may approve spending up to which amount")
    covered = bool(budget.sections.get("control")) and not uncovered(
        (_CONTROL,), budget, "control", registers=("controls",)
    )
    if not covered:
        yield Problem(place, "nothing says how spending is controlled")


@rule(
    "BUD-12", "forecast-reviewed", Severity.WARNING, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    why="A forecast that nobody looks at again finds the overspend after the money is gone.",
    hint="Review the forecast in its period and note the date and the result.",
    fails=Example(
        (_ONE_REVIEW, Edit("| AUD 6,241,600 | 2026-07-14 |", "| AUD 6,241,600 | 2025-07-14 |")),
        (Found("the forecast of FY 2026-27 was reviewed on 2025-07-14, outside its period", at="| AUD 6,241,600 |"),),
    ),
    more=(
        Example(
            (_ONE_REVIEW, Edit("| AUD 6,241,600 | 2026-07-14 |", "| AUD 6,241,600 | 2027-01-12 |")),
            (Found("the forecast of FY 2026-27 has not been reviewed yet, the first review is on 2027-01-12", at="| AUD 6,241,600 |"),),
        ),
        Example(
            (_ONE_REVIEW, Edit("| AUD 6,241,600 | 2026-07-14 |", "| AUD 6,241,600 | |")),
            (Found("the forecast of FY 2026-27 has no review date", at="| AUD 6,241,600 |"),),
        ),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Budget monitoring\n\nActual cost is compared with the budget every month. There is no forecast.\n"),),
            (Found("there is no forecast of service costs", at="## Budget monitoring"),),
        ),
        Example((Edit("", "# Budgeting and Accounting\n\n## Budget monitoring\n\nThe forecast to the end of the year was reviewed by the CFO on 14 July 2026 and left as it was.\n"),)),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Service costs\n\n| Service | Period | Budget | Forecast |\n|---|---|---|---|\n| Hosting | 2026 | EUR 10,000 | EUR 11,000 |\n"),),
            (Found("the forecast has no review date", at="## Service costs"),),
        ),
    ),
)  # fmt: skip
def forecast_reviewed(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    reviews = forecast_reviews(budget)
    if not reviews:
        place = (
            budget.section_place("monitoring") if "monitoring" in budget.sections else budget.home("costs")
        )
        lacking = (
            "the forecast has no review date"
            if has_forecast(budget)
            else "there is no forecast of service costs"
        )
        yield Problem(place, lacking)
    elif not any(review.held_in_period(workspace.as_of) for review in reviews):
        review = reviews[-1]
        start = f"the forecast{f' of {review.period}' if review.period else ''}"
        if review.day is None:
            yield Problem(review.place, f"{start} has no review date")
        elif review.day > workspace.as_of:
            message = f"{start} has not been reviewed yet, the first review is on {review.day}"
            yield Problem(review.place, message, missing=False)
        else:
            message = f"{start} was reviewed on {review.day}, outside its period"
            yield Problem(review.place, message, missing=False)


@rule(
    "BUD-13", "change-costing", Severity.STRICT, Kind.PRESENCE, "6.4, 9.2 / 8.4.1", BUDGET,
    why="A change that is decided without its cost spends money which nobody released.",
    hint="Describe under 'Interface to finance and to change' who estimates the cost of a change, when, and who confirms it.",
    fails=Example(
        (
            Edit("| Change management | Every request for change carries a cost estimate by category; above AUD 10,000 Laura Bennett confirms it before the CAB decides |", "| Change management | Calendar of the CAB |"),
            Edit("The actual cost of a change above AUD 10,000 is compared with its estimate at the post-implementation review.", "The costing of changes is not defined yet."),
        ),
        (Found("nothing says how the cost of a change is estimated and approved", at="## Interface to finance and to change"),),
    ),
    more=(
        Example((Edit("", "# Budgeting and Accounting\n\n## Interfaces\n\nEach RFC contains an estimate of one-off and running costs, checked by finance.\n"),)),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Policy\n\nThe change history stands at the top; costs are booked monthly by the finance team.\n"),),
            (Found("nothing says how the cost of a change is estimated and approved", at="# Budgeting and Accounting"),),
        ),
    ),
)  # fmt: skip
def change_costed(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    if not change_costing(budget):
        message = "nothing says how the cost of a change is estimated and approved"
        yield Problem(budget.section_place("interface"), message)
