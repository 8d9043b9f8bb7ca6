"""The targets of the priorities: there for each one, in the order of the priorities, response before resolution."""

from collections.abc import Iterator, Sequence

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import compare_durations
from iso20k.values.order import Order
from iso20k.wording.phrases import listed
from validators.incident_management.codes import rank_of
from validators.incident_management.matrix import matrix
from validators.incident_management.targets import RESOLUTION, RESPONSE, Promise, Target, targets

INCIDENT = "incident-management"
_P4 = "| P4 | Low: single persons are hindered | 8 h | 72 h |"
_TABLE = (
    "| Priority | Meaning | Response | Resolution | Update interval | Hours basis |\n|---|---|---|---|---|---|\n"
    "| P1 | Critical: customers' business has stopped | 15 min | 4 h | every 30 min | 24x7 |\n"
    "| P2 | High: customers' business is endangered | 30 min | 8 h | every 30 min | 24x7 |\n"
    "| P3 | Medium: single teams are hindered | 4 h | 24 h | once per day | Mon-Fri 07:00-19:00 |\n"
    "| P4 | Low: single persons are hindered | 8 h | 72 h | on each change of status | Mon-Fri 07:00-19:00 |\n"
)


@rule(
    "INC-02", "targets-per-priority", Severity.ERROR, Kind.PRESENCE, "8.1, 6.1 / 8.6.1", INCIDENT,
    source="S",
    each=("targets",),
    why="A priority without a time to respond and a time to resolve is a label; nobody can miss it and nobody can keep it. "
    "A text that is no time ('best effort') is a warning.",
    hint="Give the priority a time for response and a time for resolution.",
    fails=Example(
        (Edit(_P4, "| P4 | Low: single persons are hindered | 8 h | |"),),
        (Found("P4 has no resolution target", at="| P4 |"),),
    ),
    more=(
        Example(
            (Edit(f"{_P4} on each change of status | Mon-Fri 07:00-19:00 |\n", ""),),
            (Found("P4 has no response and resolution target", at="## Priority targets"),),
        ),
        Example(
            (Edit(_P4, "| P4 | Low: single persons are hindered | 8 h | best effort |"),),
            (Found("the resolution target 'best effort' of P4 is no time", at="| P4 |"),),
        ),
        Example(
            (Edit(_TABLE, "| Target | P1 | P2 | P3 | P4 |\n|---|---|---|---|---|\n| Response time | 15 min | 30 min | 4 h | 8 h |\n| Resolution time | 4 h | 8 h | 24 h | 72 h |\n"),),
        ),
        Example(
            (
                Edit(
                    _TABLE,
                    "### P1 Critical\n\n- Response: 95 % within 15 min\n- Resolution: 4 hours (24x7)\n\n### P2 High\n\n"
                    "- Response: 30 min\n- Resolution: 8 h\n\n### P3\n\n- Response: 4 h\n- Resolution: one day\n\n### P4\n\n"
                    "| Field | Value |\n|---|---|\n| Response | 8 h |\n| Resolution | 3 days |\n",
                ),
            ),
        ),
    ),
)  # fmt: skip
def targets_per_priority(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    table = matrix(incident)
    promised = {target.code: target for target in reversed(targets(incident))}
    codes = table.codes if table else tuple(promised)
    if not promised:
        yield Problem(incident.home("targets"), "no priority has a response and a resolution target")
        return
    for code in codes:
        target = promised.get(code)
        if target is None:
            yield Problem(incident.home("targets"), f"{code} has no response and resolution target")
            continue
        kinds = (RESPONSE, RESOLUTION)
        if lacking := [kind for kind in kinds if not target.promise(kind).given]:
            yield Problem(target.promise(lacking[0]).place, f"{code} has no {listed(lacking)} target")
        yield from (problem for kind in kinds for problem in _unreadable(target.promise(kind), kind, code))


def _unreadable(promise: Promise, kind: str, code: str) -> Iterator[Problem]:
    if promise.given and promise.duration is None:
        message = f"the {kind} target '{promise.text}' of {code} is no time"
        yield Problem(promise.place, message, severity=Severity.WARNING, missing=False)


@rule(
    "INC-07", "targets-monotone", Severity.ERROR, Kind.VALIDITY, "8.1 / 8.6.1", INCIDENT,
    source="P",
    each=("targets",),
    why="When a lower priority is promised faster help than a higher one, the targets contradict the priorities.",
    hint="Let the times grow from the highest priority to the lowest.",
    fails=Example(
        (Edit("endangered | 30 min | 8 h |", "endangered | 10 min | 8 h |"),),
        (Found("the response target 10 min of P2 is shorter than 15 min of P1", at="| P2 |"),),
    ),
    more=(
        Example(
            (Edit("hindered | 4 h | 24 h | once per day | Mon-Fri 07:00-19:00 |", "hindered | 4 h | 6 h | once per day | 24x7 |"),),
            (Found("the resolution target 6 h of P3 is shorter than 8 h of P2", at="| P3 |"),),
        ),
        Example((Edit("hindered | 4 h | 24 h |", "hindered | 4 h | 6 h |"),)),  # on different hours nobody can say
        Example((Edit("endangered | 30 min | 8 h |", "endangered | 15 min | 4 h |"),)),
    ),
)  # fmt: skip
def targets_monotone(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    ordered = [target for target in targets(incident) if rank_of(target.code) is not None]
    for service in dict.fromkeys(target.service for target in ordered):
        own = [target for target in ordered if target.service == service]
        for kind in (RESPONSE, RESOLUTION):
            for number, target in enumerate(own):
                yield from _shorter(target, own[:number], kind)


def _shorter(target: Target, before: Sequence[Target], kind: str) -> Iterator[Problem]:
    """Against the nearest higher priority whose time can be compared."""
    own = target.promise(kind)
    for higher in reversed(before):
        other = higher.promise(kind)
        if own.duration is None or other.duration is None or rank_of(higher.code) == rank_of(target.code):
            continue
        order = compare_durations(other.duration, own.duration)
        if order is Order.GREATER:
            message = f"the {kind} target {own.text} of {target.label} is shorter than {other.text} of {higher.label}"
            yield Problem(
                own.place, message, related=(Related(other.place, f"the {kind} target of {higher.label}"),)
            )
        if order is not Order.NOT_COMPARABLE:
            return


@rule(
    "INC-08", "response-before-resolution", Severity.ERROR, Kind.VALIDITY, "8.1 / 8.6.1", INCIDENT,
    source="P",
    each=("targets",),
    why="Nobody resolves an incident before somebody has responded to it; the figures have changed places.",
    hint="Make the response time no longer than the resolution time.",
    fails=Example(
        (Edit("hindered | 4 h | 24 h |", "hindered | 24 h | 4 h |"), Edit("hindered | 8 h | 72 h |", "hindered | 24 h | 72 h |")),
        (Found("P3 is to be responded to within 24 h and resolved within 4 h", at="| P3 |"),),
    ),
    more=(
        Example((Edit("stopped | 15 min | 4 h |", "stopped | 15 min | 15 min |"),)),
        Example((Edit("hindered | 4 h | 24 h |", "hindered | 1 business day | 9 h (24x7) |"),)),
    ),
)  # fmt: skip
def response_before_resolution(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    for target in targets(incident):
        response, resolution = target.response, target.resolution
        if response.duration is None or resolution.duration is None:
            continue
        if compare_durations(response.duration, resolution.duration) is Order.GREATER:
            message = f"{target.label} is to be responded to within {response.text} and resolved within {resolution.text}"
            yield Problem(
                response.place, message, related=(Related(resolution.place, "the resolution target"),)
            )
