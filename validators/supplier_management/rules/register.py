"""The register: each supplier with what it supplies, how much depends on it, and one person who manages it."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import label_of, unfilled
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.organization_profile.people import role_known
from validators.supplier_management.suppliers import suppliers, tier_of

SUPPLIERS = "supplier-management"
_NO_SUPPLIER = re.compile(
    r"\bno (?:external )?suppliers?\b|\bwithout (?:any )?suppliers?\b|\b(?:not|n't) use (?:any )?suppliers?\b",
    re.IGNORECASE,
)
_HEAD = "# Supplier Management\n\n## Supplier register\n\n| Supplier | Provides | Services | Tier | Contract | Owner |\n|---|---|---|---|---|---|\n"


@rule(
    "SUP-01", "register-fields", Severity.ERROR, Kind.PRESENCE, "7.2 / 8.3.4.1", SUPPLIERS,
    source="S",
    each=("suppliers",),
    why="A supplier of whom nobody knows the contract or the services behind it is missed when it fails.",
    hint="Fill in what the supplier provides, which services it supports, its tier and its contract.",
    fails=Example(
        (Edit("| SVC-003, SVC-008 | standard | lead | CT-2022-011 Atlassian cloud subscription agreement |", "| SVC-003, SVC-008 | standard | lead | |"),),
        (Found("Atlassian has no contract reference", at="| SPL-004 |"),),
    ),
    more=(
        Example(
            (Edit("| Product support for the monitoring servers | SVC-001, SVC-004 |", "| | |"),),
            (
                Found("Zabbix has no statement of what it provides", at="| SPL-002 | Zabbix |"),
                Found("Zabbix has no service that it supports", at="| SPL-002 | Zabbix |"),
            ),
        ),
        Example((Edit("", "# Supplier Management\n\n## Supplier register\n"),), (Found("no supplier is listed", at="## Supplier register"),)),
        Example((Edit("", "# Supplier Management\n\n## Supplier register\n\nThe service provider uses no suppliers: everything is built and run by its own people.\n"),)),
        Example(
            (Edit("", "# Vendor Management\n\n## 2. Vendors\n\n### SPL-001 Microsoft\n\n- Products: Azure\n- Used for: SVC-002\n- Criticality: Tier 1\n- Agreement: CT-2020-014\n"),),
        ),
        Example((Edit("", f"{_HEAD}| Old Telecom | Lines | SVC-002 | important | | |\n".replace("| Owner |\n|---|", "| Status |\n|---|").replace("| | |\n", "| | ended |\n") + "| Microsoft | Azure | all services | critical | CT-1 | active |\n"),)),
    ),
)  # fmt: skip
def register_fields(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    known = suppliers(artifact)
    section = artifact.sections.get("register")
    if not known and not (section and _NO_SUPPLIER.search(section.prose)):
        yield Problem(artifact.home("suppliers"), "no supplier is listed")
    for supplier in known:
        fields = {
            "name": "name",
            "provides": "statement of what it provides",
            "services": "service that it supports",
            "tier": "tier",
            "contract": "contract reference",
        }
        yield from unfilled(supplier.record, label_of(supplier.record, "name", "id"), fields)


@rule(
    "SUP-02", "tier-valid", Severity.ERROR, Kind.VALIDITY, "7.2 / 8.3.4.1", SUPPLIERS,
    source="S",
    each=("suppliers",),
    why="Without tiers the printer's dealer is managed like the cloud that carries every service.",
    hint="Use a tier of the scale: critical, important or standard, or those that the policy defines.",
    fails=Example(
        (Edit("| SVC-001, SVC-004 | important | lead |", "| SVC-001, SVC-004 | urgent | lead |"),),
        (Found("the tier 'urgent' of Zabbix is not in the scale", at="| SPL-002 | Zabbix |"),),
    ),
    more=(
        Example(
            (
                Edit("| SVC-001, SVC-004 | important | lead |", "| SVC-001, SVC-004 | critical | lead |"),
                Edit("| SVC-003, SVC-008 | standard | lead |", "| SVC-003, SVC-008 | critical | lead |"),
            ),
            (Found("all 4 suppliers have the tier 'critical'", at="| SPL-001 | Microsoft |"),),
        ),
        Example((Edit("| SVC-001, SVC-004 | important | lead |", "| SVC-001, SVC-004 | Important (weakened) | lead |"),)),
        Example(
            (Edit("| SVC-001, SVC-004 | important | lead |", "| SVC-001, SVC-004 | importnat | lead |"),),
            (Found("the tier 'importnat' of Zabbix is not in the scale, the nearest is 'important'", at="| SPL-002 |"),),
        ),
        Example((Edit("", f"{_HEAD}| Microsoft | Azure | SVC-002 | Tier 1 | CT-1 | Raj Mehta |\n| Canon | Printers | none | C | CT-2 | Raj Mehta |\n"),)),
        Example((Edit("", "# Supplier Management\n\n## Policy\n\n| Tier | Meaning |\n|---|---|\n| Partner | Builds with us |\n| Vendor | Sells to us |\n\n## Supplier register\n\n| Supplier | Tier |\n|---|---|\n| Microsoft | Partner |\n"),)),
    ),
)  # fmt: skip
def tier_valid(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    scale = {normalise(row.text("tier")) for row in artifact.records("tiers") if row.filled("tier")}
    rated = [supplier for supplier in suppliers(artifact) if supplier.record.filled("tier")]
    for supplier in rated:
        told = supplier.record.text("tier")
        in_scale = normalise(told) in scale or supplier.tier in {tier_of(level) for level in scale} - {""}
        if not (in_scale if scale else supplier.tier):
            near = near_miss(told, (row.text("tier") for row in artifact.records("tiers")))
            message = f"the tier '{told}' of {supplier.label} is not in the scale{near.ending}"
            yield Problem(supplier.record.at("tier"), message, edit=near.edit)
    if len(rated) >= 4 and len({normalise(supplier.record.text("tier")) for supplier in rated}) == 1:
        first = rated[0].record
        message = f"all {len(rated)} suppliers have the tier '{first.text('tier')}'"
        yield Problem(first.at("tier"), message, severity=Severity.ADVICE)


@rule(
    "SUP-04", "contract-owner", Severity.STRICT, Kind.PRESENCE, "7.2 / 8.3.4.1", SUPPLIERS,
    each=("suppliers",),
    why="A relationship that belongs to a department belongs to nobody when the supplier fails at night.",
    hint="Name one person who manages the relationship, the contract and the performance of this supplier.",
    fails=Example(
        (Edit("| 2027-10-31 | 30 days | Emily Nguyen |", "| 2027-10-31 | 30 days | Purchasing department |"),),
        (Found("the contract owner of Atlassian is 'Purchasing department', expected one named person", at="| SPL-004 |"),),
    ),
    more=(
        Example(
            (Edit("| 2027-10-31 | 30 days | Emily Nguyen |", "| 2027-10-31 | 30 days | |"),),
            (Found("Atlassian has no contract owner", at="| SPL-004 |"),),
        ),
        Example(
            (Edit("| 2027-10-31 | 30 days | Emily Nguyen |", "| 2027-10-31 | 30 days | Emily Nguyen, Tom Fraser |"),),
            (Found("Atlassian has 2 contract owners, expected one: Emily Nguyen, Tom Fraser", at="| SPL-004 |"),),
        ),
        Example((Edit("| 2027-10-31 | 30 days | Emily Nguyen |", "| 2027-10-31 | 30 days | Service Delivery Lead |"),)),
    ),
)  # fmt: skip
def contract_owner(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    profile = workspace.artifact("organization-profile")
    for supplier in suppliers(artifact):
        told, place = supplier.record.text("owner"), supplier.record.at("owner")
        persons = person_names(told)
        if not supplier.record.filled("owner"):
            yield Problem(place, f"{supplier.label} has no contract owner")
        elif len(persons) > 1:
            message = f"{supplier.label} has {len(persons)} contract owners, expected one: {told}"
            yield Problem(place, message, missing=False)
        elif not persons and not (profile and role_known(profile, told)):
            message = f"the contract owner of {supplier.label} is '{told}', expected one named person"
            yield Problem(place, message, missing=False)
