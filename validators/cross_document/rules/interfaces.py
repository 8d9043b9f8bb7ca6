"""What crosses the border of the scope rests on an agreement that exists."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.wording.names import nearest, normalise
from validators.service_level_management.levels import agreements
from validators.service_level_management.support import OLA, UC, supporting_agreements
from validators.supplier_management.suppliers import suppliers

SCOPE, SLM, SUPPLIERS = "sms-scope", "service-level-management", "supplier-management"
_KINDS = ("SLA", "OLA", "UC", "CT")
_AGREEMENT = re.compile(
    r"\b(?:contract|agreement|SLA|OLA|terms|licen[cs]e|order|policy|statute|law)\b", re.IGNORECASE
)
_NOTHING = re.compile(r"(?:none|no\b|nil|not needed|n/?a\b|[-–—]$)", re.IGNORECASE)


@rule(
    "X05", "interface-has-agreement", Severity.WARNING, Kind.CROSS, "4.2, 6.1, 7.2 / 8.2.3", (SCOPE, SLM, SUPPLIERS),
    source="P",
    each=("interfaces",),
    why="What crosses the border of the scope without an agreement arrives when the other side likes, and nobody answers for it.",
    hint="Name an agreement that the SLA, OLA, contract or supplier register holds, or conclude it.",
    fails=Example(
        (Edit("| UC-001 Azure SLA, signed by 2026-05-29; Microsoft Customer Agreement until then |", "| UC-007 Azure SLA, signed by 2026-05-29 |"),),
        (Found("the interface 'Cloud platform' rests on UC-007, which no register holds, the nearest is 'UC-001'", at="| Cloud platform |"),),
    ),
    more=(
        Example(
            (Edit("| Instance, upgrades, outage notices | ServiceNow subscription agreement |", "| Instance, upgrades, outage notices | |"),),
            (Found("the interface 'Hosted ticketing' with ServiceNow names no agreement", at="| Hosted ticketing |"),),
        ),
        Example((Edit("| Instance, upgrades, outage notices | ServiceNow subscription agreement |", "| Instance, upgrades, outage notices | CT-2021-003 |"),)),
        Example((Edit("| Instance, upgrades, outage notices | ServiceNow subscription agreement |", "| Instance, upgrades, outage notices | Service contracts |"),)),  # a kind of agreement that has no register
    ),
)  # fmt: skip
def interface_has_agreement(
    workspace: Workspace, scope: Artifact, slm: Artifact, register: Artifact
) -> Iterator[Problem]:
    known = _held(slm, register)
    for row in scope.records("interfaces"):
        if not any(row.filled(key) for key in ("interface", "other", "item")):
            continue
        told = row.text("agreement")
        if not row.filled("agreement") or _NOTHING.match(told):
            side = f" with {row.text('other')}" if row.filled("other") else ""
            message = f"the interface '{_name(row)}'{side} names no agreement"
            related = (Related(slm.home("ucs"), "the registers of agreements"),)
            yield Problem(row.at("agreement"), message, related=related, missing=True)
            continue
        for identifier in find_identifiers(told, _KINDS):
            if normalise(identifier) not in known:
                near = _nearest(identifier, known)
                ending = f", the nearest is '{near}'" if near else ""
                home = register.home("suppliers") if identifier.startswith("CT") else slm.home("ucs")
                yield Problem(
                    row.at("agreement"),
                    f"the interface '{_name(row)}' rests on {identifier}, which no register holds{ending}",
                    related=(Related(home, "the registers of agreements"),),
                )


def _name(row: Record) -> str:
    return row.text("interface") or row.text("item") or row.text("other")


def _held(slm: Artifact, register: Artifact) -> dict[str, str]:
    """The identifiers of all agreements and contracts, by the form in which they are joined."""
    found = [one.id for one in agreements(slm)]
    found += [one.id for kind in (OLA, UC) for one in supporting_agreements(slm, kind)]
    found += [one.record.text("contract") for one in supporting_agreements(slm, UC)]
    found += [one.contract for one in suppliers(register)]
    return {normalise(text): text for text in found if text}


def _nearest(identifier: str, known: dict[str, str]) -> str:
    """Of the same kind of agreement, the one whose number looks most alike."""
    kind = identifier.partition("-")[0]
    alike = [text for text in known.values() if text.upper().startswith(f"{kind}-")]
    return nearest(identifier, alike) or (
        alike[0] if len(alike) == 1 else min(alike, key=lambda text: _differing(text, identifier), default="")
    )


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
