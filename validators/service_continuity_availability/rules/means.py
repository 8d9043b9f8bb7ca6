"""How services come back and stay there: strategies that reach their objectives, and an availability plan."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Calendar, Duration, compare_durations, spell_duration
from iso20k.values.order import Order
from iso20k.values.percent import find_percents
from iso20k.wording.sentences import sentences
from validators.service_continuity_availability.recovery import (
    Impact,
    Strategy,
    availabilities,
    impacts,
    strategies,
)
from validators.service_continuity_availability.served import (
    ItemRef,
    Known,
    carries_others,
    catalog_pairs,
    served_by,
)

CON = "service-continuity-availability"


@rule(
    "CON-03", "strategy-per-service", Severity.ERROR, Kind.PRESENCE, "6.3.2 / 8.7.2", CON,
    source="S",
    each=("bia",),
    why="A recovery objective without a means to reach it is a promise that nobody can keep.",
    hint="Add a strategy for the service: backup, redundancy, failover, alternative processing or replication.",
    fails=Example(
        (Edit("| STR-03 | SVC-003 | E-mail fallback | 1 h | 1 h | hourly | Shared mailbox and phones, home workplaces | SPL-003 | Tom Fraser |\n", ""),),
        (Found("Help Desk has no continuity strategy", at="| SVC-003 | Help Desk | Medium"),),
    ),
    more=(
        Example(
            (Edit("| STR-03 | SVC-003 | E-mail fallback |", "| STR-03 | SVC-003 | none |"),),
            (Found("Help Desk has no continuity strategy", at="| SVC-003 | Help Desk | Medium"),),
        ),
        Example(
            (Edit("| STR-03 | SVC-003 | E-mail fallback |", "| STR-03 | SVC-073 | E-mail fallback |"),),
            (Found("Help Desk has no continuity strategy", at="| SVC-003 | Help Desk | Medium"),),
        ),
        Example((Edit("| STR-03 | SVC-003 | E-mail fallback |", "| STR-03 | SVC-003, SVC-001 | E-mail fallback |"),)),
        Example((Edit("| STR-03 | SVC-003 | E-mail fallback |", "| STR-03 | All services | E-mail fallback |"),)),
        Example(
            (
                Edit(
                    "",
                    "# Continuity\n\n## Business impact analysis\n\n| Service | Criticality | Impact | RTO | RPO |\n|---|---|---|---|---|\n"
                    "| Cloud Hosting | Critical | Orders are lost | 2h | 15min |\n| Help Desk | Medium | Users wait | 24h | 4h |\n\n"
                    "## Continuity strategies\n\nCloud Hosting fails over to a second Azure region.\n\n"
                    "There is no strategy for Help Desk yet.\n",
                ),
            ),
            (Found("Help Desk has no continuity strategy", at="| Help Desk | Medium"),),
        ),
    ),
)  # fmt: skip
def strategy_per_service(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    for row in impacts(plan, known):
        if not _means_of(row, strategies(plan, known)) and row.service.label != "the row":
            related = tuple(_nearly(workspace, plan, row))
            yield Problem(row.record.place, f"{row.label} has no continuity strategy", related=related)


def _nearly(workspace: Workspace, plan: Artifact, row: Impact) -> Iterator[Related]:
    """Rows of the strategies that may be meant for a service: its own that names no means, and those of a service nobody knows."""
    known = catalog_pairs(workspace)
    listed = (*(ItemRef(*pair) for pair in known), *(one.service for one in impacts(plan, known)))
    for record in plan.records("strategies"):
        served = served_by(plan, record, known)
        if any(row.service.same(service) for service in served):
            yield Related(record.at("strategy"), "its strategy, which names no means")
        elif served and not any(service.same(other) for service in served for other in listed):
            unknown = record.text("service_id") or record.text("service")
            yield Related(record.place, f"the strategy of {unknown}, which the impact analysis does not know")


def _means_of(row: Impact, means: Sequence[Strategy]) -> tuple[Strategy, ...]:
    return tuple(one for one in means if any(row.service.same(service) for service in one.services))


@rule(
    "CON-06", "achievable-within-required", Severity.ERROR, Kind.VALIDITY, "6.3.2 / 8.7.2", CON,
    source="P",
    each=("bia",),
    why="A strategy that takes longer, or loses more, than was agreed fails on the day it is needed.",
    hint="Choose a faster strategy, or agree a longer objective with the customer.",
    fails=Example(
        (Edit("| Backup restoration | 6 h | 45 min |", "| Backup restoration | 10 h | 45 min |"),),
        (Found("the best achievable RTO of Managed Infrastructure is 10 h, required are 8 h", at="| STR-02 |"),),
    ),
    more=(
        Example(
            (Edit("| Backup restoration | 6 h | 45 min |", "| Backup restoration | 6 h | 24 h |"),),
            (Found("the best achievable RPO of Managed Infrastructure is 24 h, required are 1 h", at="| STR-02 |"),),
        ),
        Example((Edit("| STR-03 | SVC-003 |", "| STR-04 | SVC-001 | Rebuild from scratch | 3 d | 1 d | daily | Vault | SPL-001 | Hannah Lim |\n| STR-03 | SVC-003 |"),)),
        Example(
            (Edit("| Backup restoration | 6 h | 45 min |", "| Backup restoration | 10 h (24x7) | 45 min |"),),
            (Found("the achievable RTO '10 h (24x7)' and the required '8 h' of Managed Infrastructure cannot be compared", at="| STR-02 |"),),
        ),
        Example(
            (Edit("| Backup restoration | 6 h | 45 min |", "| Backup restoration | the same day | 45 min |"),),
            (Found("the achievable RTO 'the same day' of Managed Infrastructure is no duration", at="| STR-02 |"),),
        ),
    ),
)  # fmt: skip
def achievable_within_required(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    for row in impacts(plan, known):
        means = _means_of(row, strategies(plan, known))
        yield from _unreached(row, "rto", row.rto, means, lambda one: one.rto)
        yield from _unreached(row, "rpo", row.rpo, means, lambda one: one.rpo)


def _unreached(
    row: Impact,
    key: str,
    required: Duration | None,
    means: Sequence[Strategy],
    of: Callable[[Strategy], Duration | None],
) -> Iterator[Problem]:
    word, asked = key.upper(), row.record.text(key)
    stated = [(one.record, one, of(one)) for one in means if one.record and one.record is not row.record]
    filled = [(record, one, time) for record, one, time in stated if record.filled(key)]
    orders = [(record, time, _order(time, required)) for record, _, time in filled]
    if required is None or not filled or any(order in (Order.LESS, Order.EQUAL) for _, _, order in orders):
        return
    record, time, order = orders[0]
    told = record.text(key)
    if all(order is Order.GREATER for _, _, order in orders):
        best, _ = _shortest([(record, time) for record, time, _ in orders if time])
        related = (Related(row.record.at(key), "the objective"),)
        message = f"the best achievable {word} of {row.label} is {best.text(key)}, required are {asked}"
        yield Problem(best.at(key), message, related=related)
    elif time is None:
        message = f"the achievable {word} '{told}' of {row.label} is no duration"
        yield Problem(record.at(key), message, "State one duration.", severity=Severity.ADVICE)
    elif order is Order.NOT_COMPARABLE:
        message = (
            f"the achievable {word} '{told}' and the required '{asked}' of {row.label} cannot be compared"
        )
        yield Problem(record.at(key), message, "Count both on one calendar.", severity=Severity.ADVICE)


def _order(time: Duration | None, required: Duration | None) -> Order:
    return compare_durations(time, required) if time and required else Order.NOT_COMPARABLE


def _shortest(rows: Sequence[tuple[Record, Duration]]) -> tuple[Record, Duration]:
    return min(rows, key=lambda pair: pair[1].minutes)


@rule(
    "CON-07", "backup-within-rpo", Severity.ERROR, Kind.VALIDITY, "6.3.2 / 8.7.2", CON,
    source="P",
    each=("bia",),
    why="What was written since the last copy is lost; a nightly backup cannot keep an RPO of minutes.",
    hint="Copy the data at least as often as the RPO allows.",
    fails=Example(
        (Edit("| 1 h 35 min | 10 min | every 5 min |", "| 1 h 35 min | 10 min | nightly |"),),
        (Found("the data of Cloud Hosting is copied 'nightly', the RPO is 15 min", at="| STR-01 |"),),
    ),
    more=(
        Example((Edit("| 1 h 35 min | 10 min | every 5 min |", "| 1 h 35 min | 10 min | continuous replication, nightly backup |"),)),
        Example((Edit("| 1 h 35 min | 10 min | every 5 min |", "| 1 h 35 min | 10 min | asynchronous, 900 s |"),)),
        Example((Edit("| STR-03 | SVC-003 |", "| STR-04 | SVC-002 | Backup vault | 5 h | 24 h | daily | Vault | SPL-001 | Raj Mehta |\n| STR-03 | SVC-003 |"),)),
        Example((Edit("| 48 h | 24 h | 4 h |", "| 48 h | 24 h | 4 h (business hours) |"), Edit("| E-mail fallback | 1 h | 1 h | hourly |", "| E-mail fallback | 1 h | | daily |"))),
        Example((Edit("| Backup restoration | 6 h | 45 min | every 30 min |", "| Backup restoration | 6 h | 24 h | daily |"),)),
    ),
)  # fmt: skip
def backup_within_rpo(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    for row in impacts(plan, known):
        means = [one for one in _means_of(row, strategies(plan, known)) if one.record is not row.record]
        if row.rpo is None or _loses_too_much(row.rpo, means):
            continue
        copies = [(one.record, one.interval) for one in means if one.record and one.interval]
        late = [
            pair for pair in copies if _order(_on_calendar_of(row.rpo, pair[1]), row.rpo) is Order.GREATER
        ]
        if copies and len(late) == len(copies):
            record, _ = _shortest(late)
            message = (
                f"the data of {row.label} is copied '{record.text('interval')}', "
                f"the RPO is {spell_duration(row.rpo)}"
            )
            related = (Related(row.record.at("rpo"), "the objective"),)
            yield Problem(record.at("interval"), message, related=related)


def _loses_too_much(required: Duration, means: Sequence[Strategy]) -> bool:
    """Whether the stated achievable RPOs are all too long, which is CON-06's."""
    orders = [order for one in means if (order := _order(one.rpo, required)) is not Order.NOT_COMPARABLE]
    return bool(orders) and all(order is Order.GREATER for order in orders)


def _on_calendar_of(objective: Duration, interval: Duration) -> Duration:
    """Copies run by the clock; an objective without a calendar is taken to mean the clock as well."""
    unsaid = objective.calendar is Calendar.UNSTATED
    return interval._replace(calendar=Calendar.UNSTATED if unsaid else Calendar.CLOCK)


@rule(
    "CON-10", "availability-plan", Severity.STRICT, Kind.PRESENCE, "6.3.2 / 8.7.1", CON,
    why="Continuity answers for disasters only; customers feel the small outages that an availability plan limits.",
    hint="Give each service of the impact analysis a row with its availability target, period and monitoring.",
    fails=Example(
        (Edit("| SVC-002 | Cloud Hosting | 99.95 % | month |", "| SVC-002 | Cloud Hosting | high | month |"),),
        (Found("the availability target 'high' of Cloud Hosting is no figure", at="| SVC-002 | Cloud Hosting | high"),),
    ),
    more=(
        Example(
            (Edit("| SVC-001 | Managed Infrastructure | 99.9 % | month | 24x7 | Third Sunday of the month, 02:00-06:00 | Zabbix uptime monitoring | none |\n", ""),),
            (Found("Managed Infrastructure has no availability target", at="## Availability requirements and plan"),),
        ),
        # the paragraph below speaks of percentages and of the Help Desk, in different sentences
        Example(
            (Edit("| Help Desk | 80 % of L1 tickets resolved within 30 min |", "| Help Desk | |"),),
            (Found("Help Desk has no availability target", at="| SVC-003 | Help Desk | |"),),
        ),
        Example(
            (
                Edit("| Help Desk | 80 % of L1 tickets resolved within 30 min |", "| Help Desk | |"),
                Edit("Counted over a month of 730.5 h,", "The Help Desk answers the phone. It does so for 99 % of its hours. Counted over a month of 730.5 h,"),
            ),
        ),
        Example(
            (Edit("", "# Continuity\n\n## BIA\n\n| Service | Criticality | Impact | RTO | RPO |\n|---|---|---|---|---|\n| Cloud Hosting | Critical | Orders are lost | 2h | 15min |\n"),),
            (Found("there is no availability plan", at="# Continuity"),),
        ),
    ),
)  # fmt: skip
def availability_plan(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    promised = availabilities(plan, known)
    if not promised and not any(_told(plan, row) for row in impacts(plan, known)):
        yield Problem(plan.home("availability"), "there is no availability plan")
        return
    for row in impacts(plan, known):
        own = [one for one in promised if one.service.same(row.service) and one.record.filled("target")]
        if not own and not _told(plan, row) and not carries_others(workspace, row.service):
            yield Problem(_home_of(plan, row, known), f"{row.label} has no availability target")
    for one in promised:
        told = one.record.text("target")
        if one.target is None and one.record.filled("target"):
            message = f"the availability target '{told}' of {one.service.label} is no figure"
            yield Problem(one.record.at("target"), message, missing=False)


def _told(plan: Artifact, row: Impact) -> bool:
    """Whether a paragraph of the availability plan gives the service a percentage."""
    section = plan.sections.get("availability")
    texts = section.texts if section else ()
    return any(find_percents(_from_name_on(row, sentences(text.text))) for text in texts)


def _from_name_on(row: Impact, told: Iterable[str]) -> str:
    """What a paragraph says from the sentence on that names the service; a percentage before it is of another."""
    return " ".join(dropwhile(lambda sentence: not row.service.named_in(sentence), told))


def _home_of(plan: Artifact, row: Impact, known: Known) -> Place:
    own = next((one for one in availabilities(plan, known) if one.service.same(row.service)), None)
    return own.record.at("target") if own else plan.home("availability")
