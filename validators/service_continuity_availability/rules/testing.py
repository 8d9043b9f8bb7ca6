"""That plans work is shown by tests: planned, done in time, followed up, and more than talk for what is most critical."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import lapsed
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration, compare_durations, spell_duration
from iso20k.values.order import Order
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import listed
from validators.service_continuity_availability.exercises import Achieved, Exercise, achieved, exercises
from validators.service_continuity_availability.recovery import Impact, impacts, most_critical
from validators.service_continuity_availability.served import catalog_pairs

CON = "service-continuity-availability"
_YEAR = 366
_FAILED = deferred(
    r"\b(?:fail(?:ed|ure)?|not passed|not met|unsuccessful|missed|aborted|partly|partial(?:ly)?|not achieved)\b",
    2,
)
_NOT_FAILED = deferred(r"\b(?:no|zero|0|without)\b[^,;.]{0,20}\bfail\w*|\bfail-?over\b|not failed", 2)
_NOTHING = deferred(r"(?:none|nil|no|nothing)(?:\s\w+){0,3}\.?|-+", 2)
_ACTED = deferred(
    r"\b(?:CAPA|ACT|RFC|PRB|INC|CHG|TSK|IMP|NCR|FND)-[\d-]*\d|"
    r"\b(?:correct|fix|clos|updat|resolv|replac|amend|chang|order|add|repeat|re-?test|renew)ed\b",
    2,
)


@rule(
    "CON-04", "test-schedule", Severity.ERROR, Kind.PRESENCE, "6.3.3 / 8.7.2", CON,
    source="S",
    each=("tests",),
    why="A plan that was never tested is a hope; a test without a kind and an interval is never held again.",
    hint="Plan tests with type and frequency for the plan and for each of the most critical services.",
    fails=Example(
        (Edit("| Full DR test | half-yearly | first run ahead |", "| Full DR test | | first run ahead |"),),
        (Found("the test TST-003 has no frequency", at="| TST-003 |"),),
    ),
    more=(
        Example((Edit("| Full DR test | half-yearly | first run ahead |", "| Full DR test | bi-annual | first run ahead |"),)),
        Example((Edit("| Full DR test | half-yearly | first run ahead |", "| Full DR test | after each major change | first run ahead |"),)),
        Example(
            (
                Edit("| TST-001 | Continuity plan, all services |", "| TST-001 | SVC-001 |"),
                Edit("| TST-002 | SVC-002 Cloud Hosting |", "| TST-002 | SVC-001 |"),
                Edit("| TST-003 | All services |", "| TST-003 | SVC-003 |"),
            ),
            (Found("no test of the critical service Cloud Hosting is planned", at="## Test schedule and results"),),
        ),
        Example(
            (Edit("", "# Continuity\n\n## Testing schedule\n\nThe plan will not be tested each quarter, no tabletop exercise is planned.\n"),),
            (Found("no test is planned", at="## Testing schedule"),),
        ),
        Example(
            (Edit("", "# Continuity\n\n## Testing schedule\n\nQuarterly tabletop exercises, annual failover test for Cloud Hosting, and bi-annual full DR test.\n"),),
        ),
    ),
)  # fmt: skip
def test_schedule(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    planned = exercises(plan, known)
    if not planned:
        yield Problem(plan.home("tests"), "no test is planned")
        return
    for test in planned:
        for key, word in (("type", "type"), ("frequency", "frequency")):
            if test.record and not filled_cell(test.record.text(key)):
                yield Problem(test.record.at(key), f"the test {test.label} has no {word}")
    for row in most_critical(plan, known):
        if not any(test.covers(row.service) for test in planned):
            message = f"no test of the critical service {row.label} is planned"
            yield Problem(plan.home("tests"), message)


@rule(
    "CON-13", "test-current", Severity.WARNING, Kind.VALIDITY, "6.3.3 / 8.7.2", CON,
    each=("tests",),
    why="A planned test that was not held tells an auditor that the plan is followed on paper only.",
    hint="Hold the test, enter its date and result, and plan the next one within the frequency.",
    fails=Example(
        (Edit("| Tabletop exercise | quarterly | 2026-08-12 | passed | - | - | One supplier hotline was out of date; corrected on 2026-08-14 | - | 2026-11-11 |", "| Tabletop exercise | quarterly | 2026-03-12 | passed | - | - | none | - | 2026-06-12 |"),),
        (Found("the test TST-001 was due on 2026-06-12", at="| TST-001 |"),),
    ),
    more=(
        Example(
            (Edit("| Tabletop exercise | quarterly | 2026-08-12 | passed | - | - | One supplier hotline was out of date; corrected on 2026-08-14 | - | 2026-11-11 |", "| Tabletop exercise | quarterly | - | - | - | - | - | - | - |"),),
            (Found("the test TST-001 has neither a last nor a next date", at="| TST-001 |"),),
        ),
        Example(
            (Edit("| Full DR test | half-yearly | first run ahead |", "| Full DR test | bi-annual | 2025-10-20 |"),),
            (Found("the frequency 'bi-annual' of the test TST-003 has two meanings", at="| TST-003 |"),),
        ),
        Example((Edit("| Full DR test | half-yearly | first run ahead |", "| Full DR test | after each major change | 2024-05-05 |"),)),
    ),
)  # fmt: skip
def test_current(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for test in exercises(plan, catalog_pairs(workspace)):
        row = test.record
        if row is None:
            continue
        late = lapsed(row, workspace.as_of, last="last", frequency="frequency", following="next")
        if late:
            yield Problem(late[0], f"the test {test.label} {late[1]}")
        elif not row.filled("last") and not row.filled("next"):
            message = f"the test {test.label} has neither a last nor a next date"
            yield Problem(row.at("next"), message, missing=True)
        if test.frequency and test.frequency.ambiguous and "bi" in test.frequency.text.lower():
            yield Problem(
                row.at("frequency"),
                f"the frequency '{row.text('frequency')}' of the test {test.label} has two meanings",
                "Write half-yearly or every two years.",
            )


@rule(
    "CON-14", "test-deficiency-acted", Severity.STRICT, Kind.PRESENCE, "6.3.3 / 8.7.2", CON,
    each=("tests",),
    why="A failed test without an action is worse than no test: the weakness is known and left as it is.",
    hint="Record the corrective action for what the test showed, and name its ID in the row.",
    fails=Example(
        (Edit("| passed | 1 h 35 min | 9 min | none | - | 2027-07-17 |", "| passed | 2 h 20 min | 9 min | none | - | 2027-07-17 |"),),
        (Found("the test TST-002 reached an RTO of 2.333 h, required are 2 h for Cloud Hosting, and names no action", at="| TST-002 |"),),
    ),
    more=(
        Example(
            (Edit("| passed | 1 h 35 min | 9 min | none | - | 2027-07-17 |", "| failed | - | - | DNS was not moved | - | 2027-07-17 |"),),
            (Found("the test TST-002 failed and names no action", at="| TST-002 |"),),
        ),
        Example((Edit("| passed | 1 h 35 min | 9 min | none | - | 2027-07-17 |", "| failed | 3 h | 9 min | DNS was not moved | CAPA-002 | 2027-07-17 |"),)),
        Example(
            (Edit("One supplier hotline was out of date; corrected on 2026-08-14 |", "One supplier hotline was out of date |"),),
            (Found("the test TST-001 showed a deficiency and names no action", at="| TST-001 |"),),
        ),
        Example((Edit("| passed | 1 h 35 min | 9 min | none | - | 2027-07-17 |", "| failover passed without failures | 1 h 35 min | 9 min | none | - | 2027-07-17 |"),)),
        Example(
            (Edit("| first run ahead | - | - | - | - | - | 2026-11-07 |", "| 2026-06-20 | passed | Cloud Hosting 1 h 50 min, Managed Infrastructure 9 h, Help Desk 3 h | - | - | - | 2026-11-07 |"),),
            (Found("the test TST-003 reached an RTO of 9 h, required are 8 h for Managed Infrastructure, and names no action", at="| TST-003 |"),),
        ),
        Example((Edit("| first run ahead | - | - | - | - | - | 2026-11-07 |", "| 2026-06-20 | passed | 9 h | - | - | - | 2026-11-07 |"),)),
    ),
)  # fmt: skip
def test_deficiency_acted(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    for test in exercises(plan, known):
        row = test.record
        if row is None or _acted(row):
            continue
        result = _NOT_FAILED().sub(" ", row.text("result"))
        late = _too_late(test, impacts(plan, known))
        if row.filled("result") and _FAILED().search(result):
            yield Problem(row.at("capa"), f"the test {test.label} failed and names no action")
        elif late:
            yield Problem(row.at("capa"), f"the test {test.label} {late} and names no action")
        elif row.filled("deficiency") and not _NOTHING().fullmatch(row.text("deficiency").strip()):
            yield Problem(row.at("capa"), f"the test {test.label} showed a deficiency and names no action")


def _acted(row: Record) -> bool:
    told = row.text("capa").strip()
    if row.filled("capa") and not _NOTHING().fullmatch(told):
        return True
    return any(_ACTED().search(row.text(key)) for key in ("deficiency", "result") if row.filled(key))


def _too_late(test: Exercise, rows: tuple[Impact, ...]) -> str:
    """How a test missed an objective, '' when it did not; a time for several services counts for the slowest of them."""
    for key, word in (("rto", "RTO"), ("rpo", "RPO")):
        for reached in achieved(test, key):
            wanted = [
                (row, row.rto if key == "rto" else row.rpo) for row in rows if _is_for(reached, row, test)
            ]
            limits = [(row, limit) for row, limit in wanted if limit]
            if limits and all(_exceeds(reached.time, limit) for _, limit in limits):
                row, limit = max(limits, key=lambda pair: pair[1].minutes)
                asked = f"required are {spell_duration(limit)} for {row.label}"
                return f"reached an {word} of {spell_duration(reached.time)}, {asked},"
    return ""


def _is_for(reached: Achieved, row: Impact, test: Exercise) -> bool:
    return row.service.same(reached.service) if reached.service else test.covers(row.service)


def _exceeds(time: Duration, limit: Duration) -> bool:
    return compare_durations(time, limit) is Order.GREATER


@rule(
    "CON-15", "critical-not-only-tabletop", Severity.WARNING, Kind.VALIDITY, "6.3.3 / 8.7.2", CON,
    source="P",
    why="Around a table every failover works; only a technical test shows whether the most critical service comes back.",
    hint="Plan a restore, failover or full test of the service at least once a year.",
    fails=Example(
        (
            Edit("| SVC-002 Cloud Hosting | Failover test |", "| SVC-002 Cloud Hosting | Walkthrough |"),
            Edit("| TST-003 | All services | Full DR test |", "| TST-003 | All services | Desktop exercise |"),
        ),
        (Found("Cloud Hosting (Critical) is tested by tabletop only", at="## Test schedule and results"),),
    ),
    more=(
        Example(
            (
                Edit("| Failover test | annual |", "| Failover test | every 2 years |"),
                Edit("| TST-003 | All services | Full DR test | half-yearly |", "| TST-003 | All services | Full DR test | every 18 months |"),
            ),
            (Found("the technical tests of Cloud Hosting (Critical) are every 2 years and every 18 months, expected at least once a year", at="## Test schedule and results"),),
        ),
        Example((Edit("| Failover test | annual |", "| Failover test | every 2 years |"), Edit("| Full DR test | half-yearly |", "| Full DR test | bi-annual |"))),
    ),
)  # fmt: skip
def critical_not_only_tabletop(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    for row in most_critical(plan, known):
        covering = [test for test in exercises(plan, known) if test.covers(row.service)]
        technical = [test for test in covering if test.technical or not test.kind]
        name = f"{row.label} ({row.criticality})"
        if covering and not technical:  # a service without any test is CON-04's
            yield Problem(plan.home("tests"), f"{name} is tested by tabletop only")
        elif technical and all(_rarer(test) for test in technical):
            told = listed(test.frequency.text for test in technical if test.frequency)
            message = f"the technical tests of {name} are {told}, expected at least once a year"
            yield Problem(plan.home("tests"), message)


def _rarer(test: Exercise) -> bool:
    """Less often than once a year; what cannot be read or has two meanings accuses nobody."""
    often = test.frequency
    return often is not None and not often.ambiguous and often.days > _YEAR
