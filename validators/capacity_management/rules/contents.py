"""The plan as a whole: complete upgrades, and the six contents that the standard asks for."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.wording.filled import informative_words
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.capacity_management.resources import upgrades
from validators.service_continuity_availability.topics import unsaid

CAP = "capacity-management"
_SERVICE_LEVELS = r"availability|continuity|service levels?|SLAs?|RTO|RPO|targets?"
_CONTENTS = (
    Topic("the effect of agreed availability, continuity and service levels", _SERVICE_LEVELS),
    Topic(
        "legal, contractual or organizational changes",
        r"legal|law|laws|legislat\w+|regulat\w+|statut\w+|act\b|contract\w*|organi[sz]ation\w*|merger|compliance|restructur\w+",
    ),
    Topic(
        "new technology",
        r"(?:new|emerging|next|future) (?:\w+ )?(?:technolog\w+|techniques?|generation)|technolog\w+|technical innovation|innovation|AI\b|automation|virtual agent",
    ),
    Topic(
        "the procedures for predictive analysis",
        r"predict\w*|trend\w*|extrapolat\w+|model(?:l?ing)?|simulat\w+|projection|forecast accuracy",
    ),
)  # fmt: skip
_LOOKED_AT = deferred(r"\b(?:expected|known|planned|foreseen|foreseeable|identified|announced|pending)\b", 2)
_PLACES = ("requirements", "influences", "monitoring", "demand", "upgrades")


@rule(
    "CAP-08", "upgrade-complete", Severity.STRICT, Kind.PRESENCE, "6.5 c / 8.4.3", CAP,
    each=("upgrades",),
    why="An upgrade without date, cost and threshold cannot be put into the budget and is ordered in a hurry.",
    hint="Give the upgrade a trigger, a cost, and a due date or lead time.",
    fails=Example(
        (Edit("| 600 vCPU | AUD 4,800 |", "| 600 vCPU | TBD |"),),
        (Found("UPG-01 has no cost", at="| UPG-01 |"),),
    ),
    more=(
        Example(
            (Edit("| 3 weeks | 2026-11-30 |", "| | |"), Edit("| Higher vCPU quota in Australia East | 80 % |", "| Higher vCPU quota in Australia East | |")),
            (Found("UPG-01 has no trigger", at="| UPG-01 |"), Found("UPG-01 has no time-scale", at="| UPG-01 |")),
        ),
        Example((Edit("| 600 vCPU | AUD 4,800 | 3 weeks | 2026-11-30 |", "| 600 vCPU | no cost, within the contract | | 2026-11-30 |"),)),
    ),
)  # fmt: skip
def upgrade_complete(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for one in upgrades(plan):
        yield from unfilled(one.record, one.label, {"trigger": "trigger", "cost": "cost"})
        if not one.record.filled("due") and not one.record.filled("lead_time"):
            yield Problem(one.record.at("due"), f"{one.label} has no time-scale")


@rule(
    "CAP-10", "plan-contents-a-f", Severity.STRICT, Kind.PRESENCE, "6.5 a-f / 8.4.3", CAP,
    why="A capacity plan that only looks at demand misses the law, the contract or the technology that changes it.",
    hint="Write what is missing under 'Requirements', 'Upgrade plan', 'Influences' or 'Monitoring and predictive analysis'.",
    fails=Example(
        (
            Edit("| Privacy Act 1988: audit logs kept for two years | legal |", "| Audit logs kept for two years | storage |"),
            Edit("| Enterprise renewals of 2027 ask for monthly restore proofs | contractual |", "| Monthly restore proofs | workload |"),
            Edit("| SOC-as-a-Service goes live in February 2027 | organizational |", "| SOC-as-a-Service goes live in February 2027 | workload |"),
        ),
        (Found("the capacity plan says nothing of legal, contractual or organizational changes", at="# Capacity Management"),),
    ),
    more=(
        Example(
            (
                Edit("", "# Capacity Plan\n\n## Influences\n\nThere is no technology watch yet.\n\n## Monitoring\n\nPredictive analysis extends the trend of two years each month.\n"),
            ),
            (
                Found(
                    "the capacity plan says nothing of the effect of agreed availability, continuity and service levels, legal, "
                    "contractual or organizational changes, new technology and upgrades",
                    at="# Capacity Plan",
                ),
            ),
        ),
        Example((Edit("| Azure machines of the next processor generation | technology |", "| Azure machines | supply |"), Edit("| Virtual agent in ServiceNow | technology |", "| No new technology is expected before 2028 | - |"))),
        Example(
            (
                Edit("", "# Capacity Plan\n\n## Requirements\n\nThe SLA targets of availability set what each resource must carry.\n\n## Upgrade plan\n\nNo upgrade is needed within twelve months because all peaks stay below their thresholds.\n\n"
                    "## Influences\n\n### Legal and contractual changes\n\nThe Privacy Act adds audit logs.\n\n### Technology\n\nProcessors of the next generation carry more.\n\n## Monitoring\n\nTrends of two years are extended each month.\n"),
            ),
        ),
    ),
)  # fmt: skip
def plan_contents_a_f(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    places = [key for key in _PLACES if key in plan.sections]
    lacking = [
        topic.name
        for topic in (unsaid(_CONTENTS, plan, *places) if places else _CONTENTS)
        if not _ruled_out(plan, topic)
    ]
    if not upgrades(plan) and not _explained(plan):
        lacking.append("upgrades")
    if lacking:  # demand is CAP-03's, thresholds are CAP-02's
        yield Problem(plan.place, f"the capacity plan says nothing of {listed(lacking)}")


def _ruled_out(plan: Artifact, topic: Topic) -> bool:
    """Whether a sentence looks at the topic and expects nothing: 'no legal change is known until 2028'."""
    section = plan.sections.get("influences")
    texts = [text.text for text in section.texts] if section else []
    texts += [
        " ".join(cell.text for cell in row)
        for table in (section.tables if section else ())
        for row in table.rows
    ]
    told = (states(text, rf"\b(?:{topic.words})").sentence for text in texts)
    return any(_LOOKED_AT().search(sentence) for sentence in told)


def _explained(plan: Artifact) -> bool:
    """Whether the section says in a sentence why no upgrade is needed."""
    section = plan.sections.get("upgrades")
    return section is not None and len(informative_words(section.prose)) >= 6
