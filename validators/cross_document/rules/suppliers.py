"""Underpinning contracts are those of the supplier register, and hold as long as the SLAs that they carry."""

from collections.abc import Iterator
from datetime import date

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import parse_identifier
from iso20k.wording.names import normalise
from validators.cross_document.joins import near_supplier
from validators.service_level_management.agreements import ENDED, Agreement
from validators.service_level_management.support import (
    UC,
    supported_by,
    supporting_agreements,
)
from validators.supplier_management.suppliers import Supplier, find_supplier, suppliers, term_in

SLM, SUPPLIERS = "service-level-management", "supplier-management"
_UC_1 = "| UC-001 | Azure SLA | SPL-001 Microsoft | CT-2020-014 |"
_UC_2 = "| <= 2 h | month | 24x7 | 2027-06-30 |"


@rule(
    "X20", "uc-contract-exists", Severity.ERROR, Kind.CROSS, "7.2 / 8.3.4.1", (SLM, SUPPLIERS),
    source="P",
    each=("ucs",),
    why="An underpinning contract with a supplier or a number that the supplier register does not have is support on paper only. "
    "A contract that has run out in the register is told there.",
    hint="Correct supplier or contract number of the underpinning contract, renew it, or enter the contract in the supplier register.",
    fails=Example(
        (Edit(_UC_1, _UC_1.replace("SPL-001 Microsoft", "SPL-009 Microsft")),),
        (Found("UC-001 is a contract with 'SPL-009 Microsft', who is not in the supplier register, the nearest is 'Microsoft'", at="UC-001"),),
    ),
    more=(
        Example(
            (Edit(_UC_1, _UC_1.replace("CT-2020-014", "CT-2020-041")),),
            (Found("UC-001 refers to the contract CT-2020-041 with Microsoft, in the supplier register CT-2020-014", at="UC-001"),),
        ),
        Example(
            (Edit(_UC_2, _UC_2.replace("2027-06-30", "2026-09-30")),),
            (Found("UC-002 expired on 2026-09-30, in the supplier register the contract with Zabbix runs until 2027-06-30", at="UC-002"),),
        ),
        Example(
            (Edit(_UC_1, _UC_1.replace("SPL-001 Microsoft", "")),),
            (Found("UC-001 names no supplier", at="UC-001"),),
        ),
        Example((Edit(_UC_1, _UC_1.replace("SPL-001 Microsoft | CT-2020-014", "Microsoft | CT-2020-014 (Microsoft Customer Agreement)")),)),
        Example((Edit(_UC_2, _UC_2.replace("2027-06-30", "2026-09-30, renews automatically")),)),
        Example((Edit(_UC_1, _UC_1.replace("CT-2020-014", "")),)),
    ),
)  # fmt: skip
def uc_contract_exists(workspace: Workspace, slm: Artifact, register: Artifact) -> Iterator[Problem]:
    known = suppliers(register)
    for uc in supporting_agreements(slm, UC):
        if uc.state == ENDED:
            continue
        told, place = uc.record.text("supplier"), uc.record.at("supplier")
        supplier = find_supplier(told, known)
        if not uc.record.filled("supplier"):
            yield Problem(place, f"{uc.label} names no supplier", missing=True)
        elif supplier is None:
            near = near_supplier(told, known)
            start = f"{uc.label} is a contract with '{told}', who is not in the supplier register"
            related = (Related(register.home("suppliers"), "the suppliers"),)
            yield Problem(place, f"{start}{near.ending}", related=related, edit=near.edit)
        else:
            yield from _other_contract(uc, supplier, known)
            yield from _run_out(uc, supplier, workspace.as_of)


def _other_contract(uc: Agreement, supplier: Supplier, known: tuple[Supplier, ...]) -> Iterator[Problem]:
    """A reference that none of the supplier's contracts has; a number in either cell is enough to find it."""
    told = uc.record.text("contract")
    own = [one for one in known if set(one.names()) & set(supplier.names()) and one.record.filled("contract")]
    if not uc.record.filled("contract") or not own:
        return
    split = parse_identifier(told)
    wanted = normalise(split[0] if split else told)
    cells = " / ".join(normalise(one.record.text("contract")) for one in own)
    if wanted and wanted not in cells and not any(normalise(one.contract) in normalise(told) for one in own):
        yield Problem(
            uc.record.at("contract"),
            f"{uc.label} refers to the contract {told} with {supplier.label}, in the supplier register {own[0].contract}",
            related=(Related(own[0].record.at("contract"), f"the contract with {supplier.label}"),),
        )


def _run_out(uc: Agreement, supplier: Supplier, as_of: date) -> Iterator[Problem]:
    own, register = term_in(uc.record.text("expiry")), supplier.term
    if own.day is None or own.goes_on or own.day >= as_of:
        return
    if register.day and register.day < as_of and not register.goes_on:
        return  # the supplier register says so itself
    runs = (
        f"runs until {register.day}" if register.day else "goes on" if register.goes_on else "has no last day"
    )
    yield Problem(
        uc.record.at("expiry"),
        f"{uc.label} expired on {own.day}, in the supplier register the contract with {supplier.label} {runs}",
        related=(Related(supplier.record.at("expiry"), f"the contract with {supplier.label}"),),
    )


@rule(
    "X24", "uc-outlives-sla", Severity.WARNING, Kind.CROSS, "7.2 / 8.3.4.1", (SLM, SUPPLIERS),
    source="P",
    each=("ucs",),
    why="When the contract ends before the SLA that it carries, the provider keeps a promise whose support is gone.",
    hint="Renew the contract beyond the end of the SLA, or note its renewal.",
    fails=Example(
        (Edit(_UC_2, _UC_2.replace("2027-06-30", "2027-03-31")),),
        (Found("UC-002 with Zabbix ends on 2027-03-31, 61 days before SLA-001 on 2027-05-31", at="UC-002"),),
    ),
    more=(
        Example(
            (Edit("| CT-2023-007 Zabbix support contract | 2023-07-01 | 2027-06-30 |", "| CT-2023-007 Zabbix support contract | 2023-07-01 | 2027-02-28 |", SUPPLIERS),),
            (Found("UC-002 with Zabbix ends on 2027-02-28 by the supplier register, 92 days before SLA-001 on 2027-05-31", at="UC-002"),),
        ),
        Example((Edit(_UC_2, _UC_2.replace("2027-06-30", "2027-03-31, renewed every year")),)),
        Example(
            (
                Edit(_UC_2, _UC_2.replace("2027-06-30", "2027-03-31")),
                Edit("| CT-2023-007 Zabbix support contract | 2023-07-01 | 2027-06-30 |", "| CT-2023-007 Zabbix support contract | 2023-07-01 | evergreen |", SUPPLIERS),
            ),
        ),
        Example((Edit(_UC_2, _UC_2.replace("2027-06-30", "03/04/2027")),)),
        Example((Edit(_UC_2, _UC_2.replace("2027-06-30", "2028-06-30")),)),
    ),
)  # fmt: skip
def uc_outlives_sla(workspace: Workspace, slm: Artifact, register: Artifact) -> Iterator[Problem]:
    known = suppliers(register)
    for uc in supporting_agreements(slm, UC):
        supplier = find_supplier(uc.record.text("supplier"), known)
        terms = [(term_in(uc.record.text("expiry")), uc.record.at("expiry"), "")]
        if supplier:
            terms.append((supplier.term, supplier.record.at("expiry"), " by the supplier register"))
        if uc.state == ENDED or any(term.goes_on for term, _, _ in terms):
            continue
        dated = [(term.day, place, words) for term, place, words in terms if term.day]
        if not dated or min(dated)[0] < workspace.as_of:
            continue  # no last day can be read, or it has passed, which is told elsewhere
        for sla in supported_by(slm, uc):
            yield from _ends_first(uc, supplier, sla, dated)


def _ends_first(
    uc: Agreement, supplier: Supplier | None, sla: Agreement, dated: list[tuple[date, Place, str]]
) -> Iterator[Problem]:
    end = day_of(sla.record, "end")
    day, _, words = min(dated)
    if end is None or sla.state == ENDED or day >= end:
        return
    party = f" with {supplier.label}" if supplier else ""
    related = [Related(sla.record.at("end"), f"the end of {sla.label}")]
    related += [Related(place, f"the contract{party}") for _, place, _ in dated[1:]]
    yield Problem(
        uc.record.at("expiry"),
        f"{uc.label}{party} ends on {day}{words}, {(end - day).days} days before {sla.label} on {end}",
        related=tuple(related),
    )
