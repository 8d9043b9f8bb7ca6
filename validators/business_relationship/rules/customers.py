"""Customers are known and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from validators.business_relationship.counts import splits
from validators.business_relationship.customers import (
    customers,
    customers_of,
    served_services,
)

BRM = "business-relationship"
_REASON = re.compile(
    r"\b(?:because|since|as|reason|so that|share|shared|together|same|one standard|due to)\b", re.IGNORECASE
)
_SERVICE_ROW = "| SVC-003 | Help Desk | Enterprise, Mid-market, SMB | Customers' employees |\n"


@rule(
    "BRM-01", "customer-identified", Severity.ERROR, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    source="S",
    why="A service whose customers nobody can name is agreed with nobody, and nobody is asked whether it is good.",
    hint="Name the customers of the service, or take it out of the list.",
    fails=Example(
        (Edit(_SERVICE_ROW, f"{_SERVICE_ROW}| SVC-007 | Ticketing System | none yet | Analysts |\n"),),
        (Found("Ticketing System has no customer", at="SVC-007"),),
    ),
    more=(
        Example((Edit("| SVC-003 | Help Desk | Enterprise, Mid-market, SMB |", "| SVC-003 | Help Desk | |"),)),
        Example(
            (Edit("", "# Business Relationship Management\n\n## Customers and users\n\nWe value all our customers.\n"),),
            (Found("no customer is listed", at="## Customers"),),
        ),
        Example(
            (Edit("| CUS-020 | SMB | SMB | SVC-003 |", "| CUS-020 | [Name of the customer] | | SVC-003 |"),),
            (Found("CUS-020 has no customer name", at="CUS-020"),),
        ),
    ),
)  # fmt: skip
def customer_identified(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    known = customers(brm)
    if not known and not any(service.customers for service in served_services(brm)):
        yield Problem(
            brm.home("customers"),
            "no customer is listed",
            "List the customers with the services that they receive.",
        )
        return
    for service in served_services(brm):
        if not customers_of(brm, service.id, service.name):
            yield Problem(service.record.at("customers"), f"{service.label} has no customer")
    for customer in known:
        if not filled_cell(customer.name):
            yield Problem(customer.record.at("name"), f"{customer.id or 'the row'} has no customer name")


@rule(
    "BRM-14", "customer-counts", Severity.ERROR, Kind.VALIDITY, "7.1 / 8.3.2", BRM,
    source="P",
    why="A count of customers that does not add up hides a customer whom nobody looks after.",
    hint="Correct the count that is wrong, or add the segment that is missing.",
    fails=Example(
        (Edit("| SMB | 25 | SVC-003 | One standard", "| SMB | 23 | SVC-003 | One standard"),),
        (Found("the segments add to 5 + 15 + 23 = 43, the stated total is 45", at="serves 45 customers"),),
    ),
    more=(
        Example(
            (Edit("45 customers: 5 enterprise, 15 mid-market and 25 SMB", "45 customers: 5 enterprise, 15 mid-market and 24 SMB"),),
            (Found("the segments add to 5 + 15 + 24 = 44, the stated total is 45", at="serves 45 customers"),),
        ),
        Example((Edit("| Mid-market | 15 | SVC-001", "| Mid-market | many | SVC-001"),)),
        Example((Edit("The contract list in ServiceNow names", "Of these, 20 of 45 customers use all services. The contract list names"),)),
    ),
)  # fmt: skip
def customer_counts(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for split in splits(brm):
        if sum(split.parts) != split.total:
            adds = f"{' + '.join(map(str, split.parts))} = {sum(split.parts)}"
            yield Problem(split.place, f"the segments add to {adds}, the stated total is {split.total}")
