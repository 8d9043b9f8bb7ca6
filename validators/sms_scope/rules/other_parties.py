"""Across the border: processes that other parties operate, and interfaces with what is outside."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.sms_scope.boundaries import edition_of, process_rows
from validators.sms_scope.operators import is_self_operated, party_row_name

SCOPE = "sms-scope"
_NO_AGREEMENT = re.compile(r"\s*(?:none|no\b|not yet|missing|informal|verbal|unwritten)", re.IGNORECASE)
_POINTS = (
    ("accountability", "accountability"),
    ("definition", "control of definition and interfaces"),
    ("performance", "performance"),
    ("improvement", "improvement"),
)


@rule(
    "SCO-09", "not-everything-outsourced", Severity.ERROR, Kind.PRESENCE, "1.2, 4.2 / 1.2", SCOPE,
    why="A provider whose processes are all operated by others cannot conform, however well it governs them.",
    hint="Show at least one process that the organization operates with its own people.",
    fails=Example(
        (
            Edit("", "# SMS Scope: NetOps Solutions\n\n## Process applicability\n\n| Clause | Process area | Applies | Operated by |\n"
                 "|---|---|---|---|\n| 5-9 | All processes | yes | Brightwater Outsourcing |\n"),
        ),
        (Found("every process is operated by another party (Brightwater Outsourcing)", at="## Process applicability"),),
    ),
)  # fmt: skip
def not_everything_outsourced(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    rows = [r for r in process_rows(scope, edition_of(workspace)) if any(a.number != "4" for a in r.areas)]
    if rows and not any(is_self_operated(workspace, scope, row.operator) for row in rows):
        parties = dict.fromkeys(row.operator for row in rows)
        message = f"every process is operated by another party ({listed(parties)})"
        yield Problem(scope.home("processes"), message, missing=False)


@rule(
    "SCO-10", "other-party-governed", Severity.STRICT, Kind.PRESENCE, "4.2 / 8.2.3", SCOPE,
    each=("processes",),
    why="For a process that another party operates, the provider shows four things: that it stays accountable, controls "
    "definition and interfaces, watches performance, and decides on improvements.",
    hint="Describe the party under 'Other parties' with all four points.",
    fails=Example(
        (
            Edit("| 7.2 | Supplier | yes | NetOps Solutions |", "| 7.2 | Supplier | yes | Atlassian |"),
            Edit("| Availability compared half-yearly with the contract | Yearly check of alternatives |", "| | Yearly check of alternatives |"),
        ),
        (Found("Atlassian operates '7.2 Supplier', and its governance lacks performance", at="| 7.2 |"),),
    ),
    more=(
        Example(
            (Edit("| 7.2 | Supplier | yes | NetOps Solutions |", "| 7.2 | Supplier | yes | Brightwater Sourcing |"),),
            (Found("Brightwater Sourcing operates '7.2 Supplier', and nothing describes its governance", at="| 7.2 |"),),
        ),
        Example((Edit("| 7.2 | Supplier | yes | NetOps Solutions |", "| 7.2 | Supplier | yes | Finance and Procurement |"),)),
        Example((Edit("| 7.2 | Supplier | yes | NetOps Solutions |", "| 7.2 | Supplier | yes | Atlassian |"),)),
    ),
)  # fmt: skip
def other_party_governed(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    for row in process_rows(scope, edition_of(workspace)):
        if is_self_operated(workspace, scope, row.operator):
            continue
        party = _party(scope, row.operator)
        subject = f"{row.operator} operates '{row.label}'"
        place = row.record.at("operator")
        if party is None:
            yield Problem(place, f"{subject}, and nothing describes its governance")
            continue
        missing = [word for key, word in _POINTS if not party.filled(key)]
        if missing:
            related = Related(party.place, "its governance")
            yield Problem(place, f"{subject}, and its governance lacks {listed(missing)}", related=(related,))


def _party(scope: Artifact, operator: str) -> Record | None:
    name = party_row_name(scope, operator)
    return next((r for r in scope.records("other_parties") if name and r.text("party") == name), None)


@rule(
    "SCO-12", "interface-agreement", Severity.WARNING, Kind.PRESENCE, "4.2, 6.1 / 8.2.3", SCOPE,
    source="s",
    each=("interfaces",),
    why="What crosses the boundary without an agreement can stop crossing it at any time.",
    hint="Name the SLA, OLA, contract or policy that governs the interface.",
    fails=Example(
        (Edit("| Confluence site, outage notices | Atlassian cloud subscription agreement |", "| Confluence site, outage notices | none |"),),
        (Found("the interface Hosted documentation names no agreement", at="| Hosted documentation |"),),
    ),
)  # fmt: skip
def interface_agreement(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    for row in scope.records("interfaces"):
        if not row.filled("agreement") or _NO_AGREEMENT.match(row.text("agreement")):
            label = row.text("interface") or row.text("other") or "without a name"
            yield Problem(row.at("agreement"), f"the interface {label} names no agreement")
