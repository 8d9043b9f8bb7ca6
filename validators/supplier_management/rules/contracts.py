"""Contracts: what they settle, how long they hold, who stands behind the supplier, and how they end."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import parse_duration
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed
from validators.supplier_management.contracts import (
    contract_contents,
    exit_rows,
    exit_told,
    sub_controlled,
)
from validators.supplier_management.schema import CONTENTS
from validators.supplier_management.suppliers import CRITICAL, Supplier, find_supplier, said, suppliers

SUPPLIERS = "supplier-management"
_SLACK = timedelta(days=30)
_DAY = Fraction(24 * 60)
_ATLASSIAN = "| CT-2022-011 Atlassian cloud subscription agreement | 2022-11-01 | 2027-10-31 |"


@rule(
    "SUP-05", "contract-contents", Severity.STRICT, Kind.PRESENCE, "7.2 a-l / 8.3.4.1", SUPPLIERS,
    why="What a contract does not settle is settled in a crisis, and not in the customer's favour.",
    hint="Say for each of the twelve contents in which clause of the contract it is settled; add what lacks to the contract.",
    fails=Example(
        (Edit("| Charging | Price sheet FY 2026-27 | Order form 5 |", "| Charging | Price sheet FY 2026-27 | |"),),
        (Found("the contract with ServiceNow locates 11 of 12 contents, charging is missing", at="| Contract content |"),),
    ),
    more=(
        Example(
            (
                Edit("| Workload | Subscription quotas |", "| Workload | not in the contract |"),
                Edit("| Exceptions | Agreement 9, limits of the uptime schedule |", "| Exceptions | - |"),
            ),
            (Found("the contract with Microsoft locates 10 of 12 contents, workload and exceptions are missing", at="| Contract content |"),),
        ),
        Example(
            (Edit("| Contract content | SPL-001 Microsoft | SPL-003 ServiceNow |", "| Contract content | SPL-001 Microsoft | Other |"),),
            (Found("nothing locates the twelve contents of the contract with ServiceNow", at="## Contract content matrix"),),
        ),
        Example((Edit("| Charging | Price sheet FY 2026-27 | Order form 5 | Schedule A |", "| k) Basis for charging | Price sheet FY 2026-27 | Order form 5 | |"),)),
        Example(
            (
                Edit("", "# Supplier Management\n\n## Supplier register\n\n| Supplier | Tier |\n|---|---|\n| Microsoft | critical |\n\n## Contract contents\n\n### Microsoft\n\n"
                         "- Scope: 1\n- Dependencies: 2\n- Requirements: 3\n- Service targets: 4\n- Interfaces: 5\n- Integration: 6\n- Workload characteristics: 7\n"
                         "- Exceptions: 8\n- Authorities and responsibilities: 9\n- Reporting: 10\n- Basis for charging: 11\n- Termination: 12\n"),
            ),
        ),
    ),
)  # fmt: skip
def contents_located(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    matrix = contract_contents(artifact)
    for supplier in suppliers(artifact):
        located = matrix.get(normalise(supplier.label))
        if supplier.tier != CRITICAL:
            continue
        if located is None:
            message = f"nothing locates the twelve contents of the contract with {supplier.label}"
            yield Problem(artifact.home("contracts"), message)
        elif located.missing:
            there, lacking = (
                len(CONTENTS) - len(located.missing),
                [title.lower() for title in located.missing],
            )
            verb = "is" if len(lacking) == 1 else "are"
            message = f"the contract with {supplier.label} locates {there} of {len(CONTENTS)} contents, {listed(lacking)} {verb} missing"
            yield Problem(located.place, message)


@rule(
    "SUP-06", "expiry", Severity.ERROR, Kind.VALIDITY, "7.2 / 8.3.4.1", SUPPLIERS,
    source="P",
    each=("suppliers",),
    why="An expired contract promises nothing, and one inside its notice period can no longer be ended or renewed in time.",
    hint="Renew or replace the contract and enter its new last day.",
    fails=Example(
        (Edit(_ATLASSIAN, _ATLASSIAN.replace("2027-10-31", "2026-07-31")),),
        (Found("the contract with Atlassian expired on 2026-07-31", at="| SPL-004 |"),),
    ),
    more=(
        Example(
            (Edit(_ATLASSIAN, _ATLASSIAN.replace("2027-10-31", "2026-12-15")),),
            (Found("the contract with Atlassian expires on 2026-12-15, within its notice period of 30 days and 30 days more", at="| SPL-004 |"),),
        ),
        Example(
            (Edit(f"{_ATLASSIAN} 30 days |", f"{_ATLASSIAN.replace('2027-10-31', '2026-11-20')} |"),),
            (Found("the contract with Atlassian expires on 2026-11-20, within 30 days", at="| SPL-004 |"),),
        ),
        Example((Edit(_ATLASSIAN, _ATLASSIAN.replace("2027-10-31", "2026-07-31, renews automatically")),)),
        Example((Edit(_ATLASSIAN, _ATLASSIAN.replace("2027-10-31", "2026-07-31 (renewed to 2027-07-31)")),)),
        Example((Edit(_ATLASSIAN, _ATLASSIAN.replace("2027-10-31", "04/05/2026")),)),
    ),
)  # fmt: skip
def not_expired(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(artifact):
        expiry, place = supplier.expiry, supplier.record.at("expiry")
        start = day_of(supplier.record, "start")
        if expiry is None or supplier.open_ended or (start and start >= expiry):
            continue  # a contract that ends before it begins is SUP-14's
        if expiry < workspace.as_of:
            yield Problem(place, f"the contract with {supplier.label} expired on {expiry}")
            continue
        notice = _notice(supplier)
        if expiry - workspace.as_of <= notice + _SLACK:
            told = (
                f"its notice period of {supplier.record.text('notice')} and 30 days more"
                if notice
                else "30 days"
            )
            message = f"the contract with {supplier.label} expires on {expiry}, within {told}"
            yield Problem(place, message, severity=Severity.WARNING)


def _notice(supplier: Supplier) -> timedelta:
    duration = parse_duration(supplier.record.text("notice"))
    return timedelta(days=int(duration.minutes / _DAY)) if duration else timedelta()


@rule(
    "SUP-09", "lead-sub-roles", Severity.STRICT, Kind.PRESENCE, "7.2 / 8.3.4.1", SUPPLIERS,
    why="A sub-contractor whom nobody controls can break a promise that the lead supplier made.",
    hint="Name the lead supplier of the sub-contractor, and the evidence that the lead controls it.",
    fails=Example(
        (Edit("| SOC 2 report of Atlassian with the sub-contractor in its scope, read on 2026-05-19 |", "| |"),),
        (Found("nothing shows that the sub-contractor Amazon Web Services is controlled", at="| Amazon Web Services | SPL-004"),),
    ),
    more=(
        Example(
            (Edit("| Hannah Lim | none |", "| Hannah Lim | Baltic Support |"),),
            (Found("nothing shows that the sub-contractor Baltic Support of Zabbix is controlled", at="| SPL-002 | Zabbix |"),),
        ),
        Example(
            (Edit("| Amazon Web Services | SPL-004 Atlassian |", "| Amazon Web Services | |"), Edit("| Emily Nguyen | Amazon Web Services |", "| Emily Nguyen | none |")),
            (Found("the sub-contractor Amazon Web Services has no lead supplier", at="| Amazon Web Services |"),),
        ),
        Example(
            (Edit("| SVC-001, SVC-004 | important | lead |", "| SVC-001, SVC-004 | important | sub-contractor |"),),
            (Found("the sub-contractor Zabbix has no lead supplier", at="| SPL-002 | Zabbix |"),),
        ),
        Example((Edit("| Hannah Lim | none |", "| Hannah Lim | Baltic Support |"), Edit("| Azure sub-processors | SPL-001", "| Baltic Support | Zabbix | Night support | Yearly audit report |\n| Azure sub-processors | SPL-001"))),
        Example((Edit("| Hannah Lim | none |", "| Hannah Lim | Baltic Support |"), Edit("shows once a year that it controls them.", "shows once a year that it controls them. Zabbix shows its control of Baltic Support by a yearly audit report."))),
    ),
)  # fmt: skip
def subs_controlled(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    known = suppliers(artifact)
    rows = {normalise(row.text("sub")): row for row in artifact.records("subs") if row.filled("sub")}
    named = {normalise(name): supplier for supplier in known for name in supplier.subs}
    for key, row in rows.items():
        start = f"the sub-contractor {row.text('sub')}"
        lead = named.get(key) or find_supplier(row.text("lead"), known)
        if not row.filled("lead") and lead is None:
            yield Problem(row.at("lead"), f"{start} has no lead supplier")
        if not said(row.text("evidence")) and not sub_controlled(artifact, row.text("sub"), lead):
            yield Problem(
                row.at("evidence"), f"nothing shows that {start} is controlled".replace("the the", "the")
            )
    for supplier in known:
        for name in supplier.subs:
            if normalise(name) not in rows and not sub_controlled(artifact, name, supplier):
                message = f"nothing shows that the sub-contractor {name} of {supplier.label} is controlled"
                yield Problem(supplier.record.at("subs"), message)
        if (
            supplier.is_sub
            and not supplier.record.filled("lead")
            and not set(supplier.names()) & (rows.keys() | named.keys())
        ):
            yield Problem(
                supplier.record.at("role"), f"the sub-contractor {supplier.label} has no lead supplier"
            )


@rule(
    "SUP-11", "exit", Severity.STRICT, Kind.PRESENCE, "7.2 l / 8.3.4.1", SUPPLIERS,
    why="A critical supplier that cannot be left sets its own prices and its own levels.",
    hint="Describe how the service and its data move elsewhere when the contract ends.",
    fails=Example(
        (Edit("| SPL-003 ServiceNow | Tickets, changes and CMDB exported; e-mail intake during the move to another product |", "| SPL-003 ServiceNow | none |"),),
        (Found("the critical supplier ServiceNow has no exit or transfer arrangement", at="| SPL-003 ServiceNow | none |"),),
    ),
    more=(
        Example(
            (Edit("| SPL-003 ServiceNow | Tickets, changes and CMDB exported; e-mail intake during the move to another product | Full export in open formats | 4 months | Chris Doyle |\n", ""),),
            (Found("the critical supplier ServiceNow has no exit or transfer arrangement", at="## Exit"),),
        ),
        Example((Edit("Exit plans of critical suppliers are walked", "Every supplier returns all data in open formats and supports the transfer for six months. Exit plans are walked"), Edit("| SPL-003 ServiceNow | Tickets, changes and CMDB exported; e-mail intake during the move to another product |", "| SPL-003 ServiceNow | |"))),
        Example(
            (Edit("", "# Supplier Management\n\n## Supplier register\n\n| Supplier | Tier | Exit plan |\n|---|---|---|\n| Microsoft | critical | none yet |\n| Zabbix | important | |\n\n## Exit\n\nFor Microsoft there is no exit arrangement, and none is planned.\n"),),
            (Found("the critical supplier Microsoft has no exit or transfer arrangement", at="| Microsoft | critical |"),),
        ),
    ),
)  # fmt: skip
def exit_arranged(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(artifact):
        if supplier.tier == CRITICAL and not exit_told(artifact, supplier):
            told = "exit_plan" in supplier.record.cells or "exit" not in artifact.sections
            place = supplier.record.at("exit_plan") if told else artifact.section_place("exit")
            row = next(iter(exit_rows(artifact, supplier)), None)
            yield Problem(
                row.at("arrangement") if row else place,
                f"the critical supplier {supplier.label} has no exit or transfer arrangement",
            )


@rule(
    "SUP-14", "contract-dates", Severity.ERROR, Kind.VALIDITY, "7.2 / 8.3.4.1", SUPPLIERS,
    source="P",
    each=("suppliers",),
    why="A contract that ends before it begins, or a review held in the future, shows a register that nobody reads.",
    hint="Correct the dates: start before expiry, last review not in the future, next review after the last.",
    fails=Example(
        (Edit(_ATLASSIAN, _ATLASSIAN.replace("2022-11-01", "2027-11-01")),),
        (Found("the contract with Atlassian starts on 2027-11-01 and expires on 2027-10-31", at="| SPL-004 |"),),
    ),
    more=(
        Example(
            (Edit("| SPL-004 | half-yearly | 2026-05-21 | 2026-11-19 |", "| SPL-004 | half-yearly | 2026-11-23 | 2027-05-20 |"),),
            (Found("the last review of Atlassian is on 2026-11-23, in the future", at="| SPL-004 | half-yearly |"),),
        ),
        Example(
            (Edit("| SPL-004 | half-yearly | 2026-05-21 | 2026-11-19 |", "| SPL-004 | half-yearly | 2026-05-21 | 2026-05-20 |"),),
            (Found("the next review of Atlassian is on 2026-05-20, not after the last one on 2026-05-21", at="| SPL-004 | half-yearly |"),),
        ),
        Example((Edit("| SPL-004 | half-yearly | 2026-05-21 | 2026-11-19 |", "| SPL-004 | half-yearly | 2026-02-10 | 2026-08-20 |"),)),
    ),
)  # fmt: skip
def dates_possible(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(artifact):
        record, label = supplier.record, supplier.label
        start, expiry = day_of(record, "start"), supplier.expiry
        if start and expiry and start >= expiry:
            message = f"the contract with {label} starts on {start} and expires on {expiry}"
            yield Problem(record.at("expiry"), message, related=(Related(record.at("start"), "its start"),))
        yield from _review_dates(supplier, workspace.as_of)


def _review_dates(supplier: Supplier, as_of: date) -> Iterator[Problem]:
    record = supplier.record
    last, following = day_of(record, "last_review"), day_of(record, "next_review")
    if last and last > as_of:
        yield Problem(
            record.at("last_review"), f"the last review of {supplier.label} is on {last}, in the future"
        )
    elif last and following and following <= last:
        message = f"the next review of {supplier.label} is on {following}, not after the last one on {last}"
        yield Problem(record.at("next_review"), message)
