"""Risks that are judged by stated criteria and treated by somebody."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import corrected
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.number import parse_rating
from iso20k.wording.negation import states
from iso20k.wording.phrases import count
from validators.service_management_plan.prose import prose_of

PLAN = "service-management-plan"
_LEAST = 3
_CRITERIA = r"accept(?:ed|able|ance)|tolera(?:ble|nce|ted)|risk appetite"


@rule(
    "PLA-12", "risks-assessed", Severity.STRICT, Kind.PRESENCE, "4.5.2 j / 6.1", PLAN,
    source="S",
    each=("risks",),
    why="A risk approach without criteria, owners or treatment only shows that somebody once wrote a list.",
    hint="Rate each risk, treat it, name its owner, and state which scores are acceptable.",
    fails=Example(
        (Edit("| RSK-02 | CMDB decays because engineers bypass it | 3 | 4 | 12 |", "| RSK-02 | CMDB decays because engineers bypass it | 3 | 4 | 14 |"),),
        (Found("the score 14 of RSK-02 is not 3 × 4 = 12", at="RSK-02"),),
    ),
    more=(
        Example(
            (Edit("draft shown in March reviews | Emily Nguyen | 4 |", "draft shown in March reviews | | 4 |"),),
            (Found("RSK-03 has no owner", at="RSK-03"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Risk management\n\nScores up to 6 are acceptable.\n\n| Risk | Likelihood | Impact | Score | Treatment | Owner |\n|---|---|---|---|---|---|\n| No time | High | Medium | High | Backfill | Sarah Chen |\n"),),
            (Found("the plan assesses only 1 risk, expected at least 3", at="## Risk management"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Risk management\n\n| Risk | Likelihood | Impact | Treatment | Owner |\n|---|---|---|---|---|\n| No time | 3 | 4 | Backfill | Sarah Chen |\n| No money | 2 | 4 | Reserve | Sarah Chen |\n| No tool | 2 | 3 | Pilot | Sarah Chen |\n"),),
            (Found("no criteria say which risks are acceptable", at="## Risk management"),),
        ),
    ),
)  # fmt: skip
def risks_assessed(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    section = plan.sections.get("risks")
    risks = [row for row in plan.records("risks") if row.filled("risk") or row.filled("id")]
    if not risks and (section is None or not section.filled) and workspace.edition == "2011":
        return  # PLA-10 names the missing item j)
    if len(risks) < _LEAST:
        yield Problem(
            plan.home("risks"),
            f"the plan assesses only {count(len(risks), 'risk')}, expected at least {_LEAST}"
            if risks
            else "no risk is assessed",
        )
    for row in risks:
        yield from _risk(row)
    if states(prose_of(section), _CRITERIA).verdict != "stated":
        yield Problem(plan.home("risks"), "no criteria say which risks are acceptable")


def _risk(row: Record) -> Iterator[Problem]:
    label = row.text("id") if row.filled("id") else f"the risk '{row.text('risk')}'"
    for key in ("likelihood", "impact", "treatment", "owner"):
        if not row.filled(key):
            yield Problem(row.at(key), f"{label} has no {key}")
    likelihood, impact, score = (parse_rating(row.text(key)) for key in ("likelihood", "impact", "score"))
    if likelihood and impact and score and likelihood.numeric and impact.numeric and score.numeric:
        product = likelihood.level * impact.level
        if score.level != product:
            yield Problem(
                row.at("score"),
                f"the score {score.level} of {label} is not {likelihood.level} × {impact.level} = {product}",
                missing=False,
                edit=corrected(row, "score", product),
            )
