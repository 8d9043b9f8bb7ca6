"""Into production and back: methods, verification, communication, rollback, and whether it worked."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import spell_duration
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import listed
from validators.design_transition.statements import lacking, stated, thin
from validators.release_management.rollbacks import overruns, rollbacks, windows

REL = "release-management"
_METHOD = r"\bblue[-/ ]?green|\brolling\b|\bbig[- ]bang|\bcanary|\bphased\b|\bpilot|\bmethods?\b|\bin waves\b|\bpush|\bautomated deployment|\bmanual|\bparallel"
_VERIFICATION = r"\bverif|\bsmoke test|\bhealth checks?\b|\bchecked\b|\bvalidat|\btest script"
_COMMUNICATION = r"\bcommunicat|\binform(?:s|ed)?\b|\bannounc|\bnotif|\bnotices?\b|\brelease notes\b"
_TRIGGER = r"\btriggers?\b|\bwhen\b|\bif\b|\bfail(?:s|ed|ure)?\b|\bin case\b|\bwhenever\b"
_STEPS = r"\bsteps?\b|\brestor|\brevert|\bredeploy|\broll(?:ed|s)?[- ]?back (?:to|by)\b|\buninstall|\bswitch(?:ed)? back|\bsnapshot"
_SUCCESS = (
    Topic("the success rate of releases", r"success|fail(?:ed|ure)|rolled back|rollback"),
    Topic("incidents after a release", r"incidents?\b|outages?\b"),
)


@rule(
    "REL-03", "rollback", Severity.ERROR, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    source="S",
    each=("rollback",),
    why="In a failed deployment nobody has time to invent the way back, or to agree when to take it.",
    hint="State for each way back what triggers it and its steps.",
    fails=Example(
        (Edit("| Blue-green | Error rate above 1 % or smoke test failed |", "| Blue-green | |"),),
        (Found("the rollback 'Blue-green' has no trigger", at="| Switch traffic"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Rollback\n\nThere is no rollback plan, as releases do not fail in our experience so far.\n"),),
            (Found("no rollback is described", at="## Rollback"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Back-out plan\n\nWhen the smoke test fails, the last version is restored from its snapshot and users are informed.\n"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Rollback\n\nEngineers restore the last version from its snapshot and verify all services afterwards.\n"),),
            (Found("the rollback has no trigger", at="## Rollback"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Roll-back\n\n### Web servers\n\n- Trigger criteria: error rate above 2 %\n- Procedure: switch back\n"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def rollback(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    fields = {"trigger": "trigger", "steps": "steps"}
    known = rollbacks(rel)
    for one in known:
        for key, word in fields.items():
            if not one.record.filled(key):
                yield Problem(one.record.at(key), f"the rollback '{one.label}' has no {word}")
    if known:
        return
    home = rel.home("rollback")
    told = {word: _says(rel, "rollback", words) for word, words in (("trigger", _TRIGGER), ("steps", _STEPS))}
    if not any(told.values()):
        yield Problem(home, "no rollback is described")
    elif not all(told.values()):
        yield Problem(
            home, f"the rollback has no {listed(word for word, there in told.items() if not there)}"
        )


def _says(rel: Artifact, section: str, words: str) -> bool:
    there = section in rel.sections
    return there and stated(rel, words, section, cells=(section,)).verdict == "stated"


@rule(
    "REL-04", "deployment", Severity.ERROR, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    source="S",
    each=("deployment",),
    why="A deployment that nobody announced and nobody verified is an incident that waits for its first caller.",
    hint="State for each method of deployment how it is verified and who is told.",
    fails=Example(
        (Edit("| Test script of 20 steps by the service owner |", "| |"),),
        (Found("the method 'Big bang' has no verification", at="| Big bang | ServiceNow"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Deployment procedure\n\nServers are deployed in a rolling manner. Customers are informed five days before.\n"),),
            (Found("the deployment has no verification", at="## Deployment procedure"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Release policy\n\nReleases are deployed by the team.\n"),),
            (Found("no deployment is described", at="# Release Management"),),
            alone=True,
        ),
        Example(
            (
                Edit(
                    "",
                    "# Release Management\n\n## Deployment\n\nEvery deployment is verified by a smoke test and announced to all customers in the portal.\n\n"
                    "| Method | When used |\n|---|---|\n| Rolling | Patches |\n| Big bang | Network core |\n",
                ),
            ),
            alone=True,
        ),
    ),
)  # fmt: skip
def deployment(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    home = rel.home("deployment")
    rows = [row for row in rel.records("deployment") if row.filled("method")]
    fields = {"verification": _VERIFICATION, "communication": _COMMUNICATION}
    in_cells = {key for key in fields if any(row.filled(key) for row in rows)}
    told = {key: key in in_cells or _in_prose(rel, words) for key, words in fields.items()}
    told = {"method": bool(rows) or _in_prose(rel, _METHOD), **told}
    if not any(told.values()):
        yield Problem(home, "no deployment is described")
        return
    lack = [key for key, there in told.items() if not there]
    if lack:
        yield Problem(home, f"the deployment has no {listed(lack)}")
    single = {key: key for key, words in fields.items() if key in in_cells and not _in_general(rel, key)}
    yield from thin(rows, "method", "method", single, home)


def _in_prose(rel: Artifact, words: str) -> bool:
    return "deployment" in rel.sections and stated(rel, words, "deployment").verdict == "stated"


def _in_general(rel: Artifact, key: str) -> bool:
    """Whether a sentence says for every deployment how it is verified, or announced."""
    every = r"\b(?:each|every|all|any)\b[^.]{0,40}\bdeployments?\b[^.]{0,60}"
    words = (
        r"(?:verified by|smoke test)"
        if key == "verification"
        else r"(?:announced|informed|notified|communicated)"
    )
    return _in_prose(rel, every + words)


@rule(
    "REL-09", "success-measured", Severity.STRICT, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    each=("success",),
    why="Whether releases get better shows in two figures: how many succeed, and how many incidents follow.",
    hint="Measure the success rate of releases and the incidents after each, and say when they are analysed.",
    fails=Example(
        (
            Edit("| Incidents within two weeks after a release | at most 2 per release | ServiceNow | monthly | 1 on average |\n", ""),
            Edit("analyses the figures monthly, together with incidents after each release, and reports", "analyses the figures monthly and reports"),
        ),
        (Found("nothing measures incidents after a release", at="## Success measurement"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Metrics\n\nShare of successful releases and incidents within five days after each release, analysed monthly.\n"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def success_measured(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    found = lacking(rel, _SUCCESS, "success", "success")
    if found:
        names = listed(topic.name for topic in found)
        yield Problem(rel.section_place("success"), f"nothing measures {names}")


@rule(
    "REL-13", "rollback-fits-window", Severity.WARNING, Kind.VALIDITY, "9.3 / 8.5.3", REL,
    source="P",
    each=("rollback",),
    why="A way back that takes longer than the maintenance window ends in service hours, in front of the customers.",
    hint="Shorten the rollback, or agree a longer window.",
    fails=Example(
        (Edit("run the test script, inform users | 2 h | Mei Tanaka |", "run the test script, inform users | 5 h | Mei Tanaka |"),),
        (Found("the rollback 'Big bang' takes 5 h, the longest maintenance window is 4 h", at="| Big bang | A step"),),
    ),
    more=(
        Example((Edit("run the test script, inform users | 2 h | Mei Tanaka |", "run the test script, inform users | 1 business day | Mei Tanaka |"), Edit("| Third Sunday of the month, 02:00-06:00 | 4 h |", "| Third Sunday of the month, all day | 24 h |"))),
        Example((Edit("run the test script, inform users | 2 h | Mei Tanaka |", "run the test script, inform users | up to four hours | Mei Tanaka |"),)),
        Example(
            (
                Edit(
                    "",
                    "# Release Management\n\n## Rollback\n\nThe maintenance window is Sunday 02:00 to 06:00.\n\n| Trigger | Steps | Duration |\n|---|---|---|\n| Test fails | Restore | 300 min |\n",
                ),
            ),
            (Found("the rollback 'Test fails' takes 300 min, the longest maintenance window is 4 h", at="| Test fails |"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def rollback_fits_window(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    known = windows(rel)
    for one in rollbacks(rel):
        window = overruns(one, known)
        if window and filled_cell(one.label):
            told, length = one.record.text("time"), spell_duration(window.length)
            yield Problem(
                one.record.at("time"),
                f"the rollback '{one.label}' takes {told}, the longest maintenance window is {length}",
                related=(Related(window.place, "the window"),),
            )
