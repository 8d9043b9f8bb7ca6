"""Verification of the CMDB: planned, done when it was due, and acted upon."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import lapsed
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.configuration_management.control import Verification, verifications
from validators.configuration_management.coverage import untold_problem

CONFIGURATION = "configuration-management"
_TARGET = "- Accuracy target: 95 %\n"
_CAPA = "- CAPA ID: CAPA-001, since the verification of August 2026 was missed\n"


@rule(
    "CFG-04", "verification-scheduled", Severity.ERROR, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    source="S",
    why="A CMDB that was filled once and never verified since is wrong within months; auditors find this first.",
    hint="Give the verification a frequency, such as quarterly, and an accuracy target, such as 95 %.",
    fails=Example(
        (Edit(_TARGET, ""), Edit("A result below 95 % is recorded", "A weak result is recorded")),
        (Found("no accuracy target is given for the verification", at="### Quarterly CMDB verification"),),
    ),
    more=(
        Example(
            (Edit("- Frequency: quarterly\n", "- Frequency: regularly\n"),),
            (Found("the verification frequency 'regularly' cannot be read", at="- Frequency: regularly"),),
        ),
        Example(
            (Edit("- Frequency: quarterly\n", ""), Edit("Quarterly CMDB verification", "Verification of all customers")),
            (Found("no frequency is given for the verification", at="### Verification of all customers"),),
        ),
        Example((Edit("", "# CMDB\n\n## Verification\n\nThe CMDB is audited every three months; at least 95 percent of the records must be correct.\n"),)),
        Example(
            (Edit("", "# CMDB\n\n## Verification\n\nThe CMDB is verified whenever somebody finds the time, and deviations are corrected.\n"),),
            (Found("no verification of the CMDB is scheduled", at="## Verification"),),
        ),
        Example(
            (Edit("", "# CMDB\n\n## Verification\n\nThe CMDB is not verified at present.\n"),),
            (Found("it is doubtful whether the CMDB is verified: 'The CMDB is not verified at present.'", at="## Verification"),),
        ),
        Example((Edit(_TARGET, "- Accuracy target: error rate below 5 %\n"),)),
    ),
)  # fmt: skip
def verification_scheduled(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    rows = verifications(cfg)
    if not rows:
        yield untold_problem(
            cfg, cfg.home("verification"), "no verification of the CMDB is scheduled", r"verif\w*|audit\w*", "verification",
            whether="whether the CMDB is verified",
        )  # fmt: skip
        return
    if all(row.frequency is None for row in rows):
        told = next((row for row in rows if row.record.filled("frequency")), None)
        if told:
            message = f"the verification frequency '{told.record.text('frequency')}' cannot be read"
            yield Problem(told.record.at("frequency"), message, missing=False)
        else:
            yield Problem(rows[0].place, "no frequency is given for the verification")
    if all(row.target is None for row in rows):
        told = next((row for row in rows if row.record.filled("target")), None)
        if told:
            message = f"the accuracy target '{told.record.text('target')}' is no percentage"
            yield Problem(told.record.at("target"), message, missing=False)
        else:
            yield Problem(rows[0].place, "no accuracy target is given for the verification")


@rule(
    "CFG-12", "verification-current", Severity.WARNING, Kind.VALIDITY, "9.1 / 8.2.6", CONFIGURATION,
    each=("verification",),
    why="A planned verification that did not take place is a requirement not met, whatever the plan looks like.",
    hint="Carry out the verification, record its date and result, and plan the next one within the interval.",
    fails=Example(
        (Edit("- Last done: 2026-10-14\n", "- Last done: 2026-02-20\n"), Edit("- Next: 2027-01-14\n", "")),
        (Found("the verification was last on 2026-02-20 and is quarterly, so it was due on 2026-05-20", at="- Last done: 2026-02-20"),),
    ),
    more=(
        Example(
            (Edit("- Next: 2027-01-14\n", "- Next: 2026-08-01\n"),),
            (Found("the verification was due on 2026-08-01", at="- Next: 2026-08-01"),),
        ),
        Example(
            (Edit("- Last done: 2026-10-14\n", ""), Edit("- Next: 2027-01-14\n", "")),
            (Found("the verification has neither a last nor a next date", at="### Quarterly CMDB verification"),),
        ),
        Example((Edit("- Last done: 2026-10-14\n", "- Last done: not yet, the CMDB is new\n"),)),
        Example((Edit("- Frequency: quarterly\n", "- Frequency: bi-monthly\n"),)),
    ),
)  # fmt: skip
def verification_current(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    for row in verifications(cfg):
        if row.record.home == "verification" and not row.record.cells:
            continue  # told in sentences only: there is no record to be late
        late = lapsed(row.record, workspace.as_of, last="last", frequency="frequency", following="next")
        if late:
            yield Problem(late[0], f"the verification {late[1]}")
        elif row.frequency and not row.record.filled("last") and not row.record.filled("next"):
            message = "the verification has neither a last nor a next date"
            yield Problem(row.place, message, missing=True)


@rule(
    "CFG-13", "accuracy-acted", Severity.WARNING, Kind.VALIDITY, "9.1 / 8.2.6", CONFIGURATION,
    each=("verification",),
    why="A verification that finds a poor CMDB and changes nothing has only measured the decay.",
    hint="Raise a corrective action for the missed accuracy and enter its ID.",
    fails=Example(
        (
            Edit("- Result: 96.2 % (202 of 210 records right), the first since the initial population of May 2026\n", "- Result: 91.4 % (192 of 210 records right)\n"),
            Edit("- Deficiencies: 8 records: 5 outdated versions, 2 missing relations, 1 retired server in use; all corrected on 2026-10-19\n", "- Deficiencies: 18 records with an outdated version\n"),
            Edit(_CAPA, "- CAPA ID: none needed\n"),
        ),
        (Found("the verification found 91.4 % where 95 % is the target, and nothing follows from it", at="- Result: 91.4 %"),),
    ),
    more=(
        Example(
            (
                Edit("- Result: 96.2 % (202 of 210 records right), the first since the initial population of May 2026\n", "- Result: 91.4 % (192 of 210 records right)\n"),
                Edit(_CAPA, "- CAPA ID: CAPA-001\n"),
            ),
        ),
        # a result above a limit for errors is not a share of right records
        Example((Edit(_TARGET, "- Accuracy target: at most 5 % wrong records\n"), Edit("- Result: 96.2 % (202", "- Result: 3.8 % wrong, 96.2 % right (202"))),
    ),
)  # fmt: skip
def accuracy_acted(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    for row in verifications(cfg):
        if row.accuracy is not None and _missed(row) and not row.action:
            message = f"the verification found {row.result} % where {row.accuracy} % is the target, and nothing follows from it"
            yield Problem(row.record.at("result"), message)


def _missed(row: Verification) -> bool:
    return row.result is not None and row.accuracy is not None and row.result < row.accuracy
