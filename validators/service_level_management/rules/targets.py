"""What is promised: a figure that can be measured, over a period, by a method, and possible at all."""

import re
from collections.abc import Iterator
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import find_durations, parse_duration
from iso20k.values.percent import find_percents
from iso20k.values.target import Direction
from iso20k.wording.names import normalise
from validators.service_level_management.levels import service_levels
from validators.service_level_management.measures import (
    AVAILABILITY,
    RESOLUTION,
    RESPONSE,
    Measure,
    has_unit,
)

SLM = "service-level-management"
_HUNDRED, _HALF = Decimal(100), Decimal(50)
#: Nobody misses a response within three months: such a limit cannot fail.
_ENDLESS_DAYS = 90


@rule(
    "SLM-02", "target-measurable", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.3.3", SLM,
    source="S",
    each=("slas",),
    why="'Best effort' can neither be kept nor broken, so the customer and the provider will disagree about it.",
    hint="Give a number with its unit and its side, such as '>= 99.9 %' or '<= 4 h'.",
    fails=Example(
        (Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| Availability | best effort | month | Zabbix uptime monitoring | Zabbix |"),),
        (Found("the target 'best effort' of SLA-001 is no figure with a unit", at="best effort"),),
    ),
    more=(
        Example(
            (Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| Availability | 99.9 | month | Zabbix uptime monitoring | Zabbix |"),),
            (Found("the target '99.9' of SLA-001 has no unit", at="| 99.9 |"),),
        ),
        Example(
            (Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| Patch cycle | 30 days | month | Zabbix uptime monitoring | Zabbix |"),),
            (Found("the target '30 days' of SLA-001 does not say whether it is a least or a most", at="| 30 days |"),),
        ),
        Example((Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| Availability | 99,9 percent | month | Zabbix uptime monitoring | Zabbix |"),)),
        Example((Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| P1 response time | four hours | month | Zabbix uptime monitoring | Zabbix |"),)),
        Example((Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| Number of outages | <= 2 | month | Zabbix uptime monitoring | Zabbix |"),)),
    ),
)  # fmt: skip
def target_measurable(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for level in service_levels(slm):
        measure = level.measure
        if not measure.told:
            yield Problem(measure.place, f"{level.label} has no target", missing=True)
        elif measure.target is None:
            if not (find_percents(measure.told) or find_durations(measure.told)):
                yield Problem(
                    measure.place, f"the target '{measure.told}' of {level.label} is no figure with a unit"
                )
        elif not has_unit(measure):
            yield Problem(measure.place, f"the target '{measure.told}' of {level.label} has no unit")
        elif measure.side is Direction.UNKNOWN:
            start = f"the target '{measure.told}' of {level.label}"
            yield Problem(measure.place, f"{start} does not say whether it is a least or a most")


@rule(
    "SLM-03", "measurement-method", Severity.ERROR, Kind.PRESENCE, "6.1, 4.5.4.1 / 9.1", SLM,
    source="S",
    each=("slas",),
    why="A target that nobody knows how to measure is met in every report of the provider and missed in every one of the customer.",
    hint="Say how the figure is measured and from which tool or record it is taken.",
    fails=Example(
        (Edit("| L1 ticket resolution | 80 % of L1 tickets within 30 min | month | ServiceNow reporting | ServiceNow |", "| L1 ticket resolution | 80 % of L1 tickets within 30 min | month | | ServiceNow |"),),
        (Found("SLA-003 has no measurement method", at="L1 ticket resolution"),),
    ),
    more=(
        Example(
            (Edit("| L1 ticket resolution | 80 % of L1 tickets within 30 min | month | ServiceNow reporting | ServiceNow |", "| L1 ticket resolution | 80 % of L1 tickets within 30 min | month | Monthly extract | |"),),
            (Found("SLA-003 has no data source", at="Monthly extract"),),
        ),
        Example(
            (Edit("| L1 ticket resolution | 80 % of L1 tickets within 30 min | month | ServiceNow reporting | ServiceNow |", "| L1 ticket resolution | 80 % of L1 tickets within 30 min | month | ServiceNow reporting | |"),),
        ),
    ),
)  # fmt: skip
def measurement_method(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for level in service_levels(slm):
        row = level.record
        if not row.filled("method"):
            yield Problem(row.at("method"), f"{level.label} has no measurement method")
        elif not row.filled("data_source") and not _names_tool(workspace, row.text("method")):
            yield Problem(row.at("data_source"), f"{level.label} has no data source")


def _names_tool(workspace: Workspace, method: str) -> bool:
    """Whether the method says where the figure comes from: 'Zabbix uptime monitoring' where Zabbix is a tool."""
    profile = workspace.artifact("organization-profile")
    if profile is None:
        return any(word[:1].isupper() for word in method.split())
    tools = (row.text("tool") for row in profile.records("tools") if row.filled("tool"))
    return any(normalise(tool) in normalise(method) for tool in tools)


@rule(
    "SLM-06", "measurement-period", Severity.WARNING, Kind.VALIDITY, "6.1 / 8.3.3", SLM,
    source="P",
    each=("slas",),
    why="99.9 % of a month allow 44 minutes of downtime, 99.9 % of a year allow almost nine hours at once.",
    hint="Name the period over which the share is counted, such as month or quarter.",
    fails=Example(
        (Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring |", "| Uptime | >= 99.95 % | | Zabbix uptime monitoring |"),),
        (Found("SLA-002 counts '>= 99.95 %' over no period", at="| Uptime |"),),
    ),
    more=(
        Example((Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring |", "| Uptime | >= 99.95 % per month | | Zabbix uptime monitoring |"),)),
        Example((Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring |", "| Uptime | >= 99.95 % | rolling 12 months | Zabbix uptime monitoring |"),)),
        Example(
            (Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring |", "| Uptime | >= 99.95 % | as usual | Zabbix uptime monitoring |"),),
            (Found("the measurement period 'as usual' of SLA-002 cannot be read", at="as usual"),),
        ),
    ),
)  # fmt: skip
def measurement_period(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for level in service_levels(slm):
        measure, row = level.measure, level.record
        share = measure.percent is not None and (measure.kind == AVAILABILITY or measure.limit is not None)
        if not share or measure.period is not None:
            continue
        told = row.text("period")
        if not row.filled("period"):
            yield Problem(
                row.at("period"), f"{level.label} counts '{measure.told}' over no period", missing=True
            )
        elif parse_duration(re.sub(r"(?i)^(?:rolling|trailing|last|per) ", "", told)) is None:
            yield Problem(
                row.at("period"), f"the measurement period '{told}' of {level.label} cannot be read"
            )


@rule(
    "SLM-07", "target-plausible", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.3.3", SLM,
    source="P",
    each=("slas",),
    why="A share above 100 % cannot be reached and one of 0 % cannot be missed; neither is a promise. 100 % is missed by the "
    "first disturbance, and half of all cases is little to promise: these are told without refusing.",
    hint="Promise a share that can be kept and can be missed.",
    fails=Example(
        (Edit("| Uptime | >= 99.95 % | month |", "| Uptime | >= 999.5 % | month |"),),
        (Found("the target '>= 999.5 %' of SLA-002 is above 100 %", at="999.5"),),
    ),
    more=(
        Example(
            (Edit("| Uptime | >= 99.95 % | month |", "| Uptime | >= 0 % | month |"),),
            (Found("the target '>= 0 %' of SLA-002 cannot be missed", at=">= 0 %"),),
        ),
        Example(
            (Edit("| Uptime | >= 99.95 % | month |", "| Uptime | 100 % | month |"),),
            (Found("the target '100 %' of SLA-002 leaves no room for a single disturbance", at="100 %"),),
        ),
        Example(
            (Edit("| 80 % of L1 tickets within 30 min |", "| 40 % of L1 tickets within 30 min |"),),
            (Found("the target '40 % of L1 tickets within 30 min' of SLA-003 lets at least half of the cases fail", at="40 %"),),
        ),
        Example(
            (Edit("| Uptime | >= 99.95 % | month |", "| Uptime | <= 99.95 % | month |"),),
            (Found("the target '<= 99.95 %' of SLA-002 sets a most where more is better", at="<= 99.95"),),
        ),
        Example((Edit("| Uptime | >= 99.95 % | month |", "| Packet loss | <= 0.5 % | month |"),)),
        Example((Edit("| Uptime | >= 99.95 % | month |", "| Failed backups | <= 0 % | month |"),)),
        Example(
            (Edit("| Uptime | >= 99.95 % | month |", "| Response time | <= 999 days | month |"),),
            (Found("the target '<= 999 days' of SLA-002 cannot be missed", at="999 days"),),
        ),
    ),
)  # fmt: skip
def target_plausible(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for level in service_levels(slm):
        verdict = _implausible(level.measure)
        if verdict:
            words, severity = verdict
            yield Problem(
                level.measure.place,
                f"the target '{level.measure.told}' of {level.label} {words}",
                severity=severity,
            )


def _implausible(measure: Measure) -> tuple[str, Severity] | None:
    limit, percent = measure.limit, measure.percent
    if limit and measure.kind in (RESPONSE, RESOLUTION) and limit.minutes > _ENDLESS_DAYS * 24 * 60:
        return "cannot be missed", Severity.WARNING
    if percent is None or measure.target is None or percent < 0:
        return None  # a reduction is written below zero
    if percent > _HUNDRED:
        return "is above 100 %", Severity.ERROR
    if measure.side is Direction.AT_LEAST:
        if measure.target.direction is Direction.AT_MOST:
            return "sets a most where more is better", Severity.WARNING
        if percent == 0:
            return "cannot be missed", Severity.ERROR
        if percent == _HUNDRED and measure.limit is None:
            return "leaves no room for a single disturbance", Severity.ADVICE
        if percent <= _HALF:
            return "lets at least half of the cases fail", Severity.WARNING
    elif measure.side is Direction.AT_MOST and percent == _HUNDRED:
        return "cannot be missed", Severity.ERROR
    return None
