"""Change, release and catalog agree with the CMDB: the same types, items, baselines and services."""

from collections.abc import Iterator, Mapping

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, headings
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.wording.names import nearest, normalise
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.change_management.log import changes
from validators.change_management.policy import controlled_types
from validators.configuration_management.ci_types import (
    CIType,
    ci_types,
    defined_types,
    is_every,
    named_types,
    near_type,
    types_holding,
)
from validators.configuration_management.control import baselines
from validators.configuration_management.items import Item, items, lists_all
from validators.configuration_management.naming import conventions, follows
from validators.configuration_management.upkeep import (
    baseline_in_changes,
    update_by_changes,
    update_in_changes,
)
from validators.incident_management.statements import Answer, lines
from validators.release_management.baselines import baseline_takers, release_baseline_takers, same_taker

CHANGE, CONFIGURATION, RELEASE = "change-management", "configuration-management", "release-management"
_ALL_CONTROLLED = r"\b(?:all|every|each|any) (?:configuration items?|CIs?|CI types?|types? of (?:CIs?|configuration items?)|(?:six|five|\w+) types)\b"
_CHANGES_IN_CMDB = (
    Edit("| Check that CMDB and documents are updated, inform the requester |", "| Inform the requester |"),
    Edit("steps completed, documents and CMDB updated |", "steps completed |"),
    Edit("| Approved changes; result of each change, entered in the CMDB before the change is closed |", "| Approved changes |"),
    Edit("| Back-out | CMDB updated | Release |", "| Back-out | Noted | Release |"),
)  # fmt: skip
_CMDB_BY_CHANGES = (
    Edit("2. Control: a record changes only under an approved request for change, whose number ServiceNow stores with the old and the new value.\n3. Track versions: each change of hardware, software or document raises the version in the record; earlier versions", "2. Control: only the owner of a type decides.\n3. Track versions: earlier versions", CONFIGURATION),
    Edit("1. Record: the engineer who carries out a change enters new items from discovery or by hand, with all mandatory attributes, before the change is closed.", "1. Record: items are found by discovery.", CONFIGURATION),
    Edit("| Approved changes; the result, entered in the CMDB before the change is closed |", "| Approved changes |", CONFIGURATION),
)  # fmt: skip
_BASELINE = (
    Edit("Take the baseline, carry out the change", "Carry out the change"),
    Edit("With baseline and a back-out that", "With a back-out that"),
    Edit("Affected items and relations; baseline before deployment |", "Affected items and relations |"),
)


@rule(
    "X50", "change-config-link", Severity.ERROR, Kind.CROSS, "9.1, 9.2 / 8.2.6, 8.5.1", (CHANGE, CONFIGURATION),
    source="S",
    why="When change management controls other things than the CMDB holds, or does not update it, both are wrong from the first change on.",
    hint="Use the CI types and IDs of configuration management, update the CMDB after each change, and start from its baselines.",
    fails=Example(
        (Edit("| SLA Document | Any alteration after signature |\n", ""),),
        (Found("the CI type 'SLA Document' is not under change control", at="### Configuration items under change control"),),
    ),
    more=(
        Example(
            (Edit("| Network Device | Installation, firmware,", "| Network Devise | Installation, firmware,"),),
            (
                Found("'Network Devise' is under change control and no CI type, the nearest is 'Network Device'", at="| Network Devise |"),
                Found("the CI type 'Network Device' is not under change control", at="### Configuration items under change control"),
            ),
        ),
        Example(
            _CHANGES_IN_CMDB,
            (Found("nothing says that the CMDB is updated after a change, as configuration management expects", at="## Interfaces"),),
        ),
        Example(
            _CMDB_BY_CHANGES,
            (Found("nothing says that a change updates the CMDB, as change management describes", at="## Interfaces", document=CONFIGURATION),),
        ),
        Example(
            (*_CHANGES_IN_CMDB, Edit("Haste or late planning makes no emergency.", "The CMDB is not updated after emergencies.")),
            (Found("it is doubtful whether the CMDB is updated after a change: 'The CMDB is not updated after emergencies.'", at="The CMDB is not updated"),),
        ),
        Example(
            _BASELINE,
            (Found("the change process does not refer to the baselines of configuration management", at="## Interfaces"),),
        ),
        Example(
            (Edit("| SVC-002 | VM-ACME-001 | Hannah Lim |", "| SVC-002 | VM-ACMEE-001 | Hannah Lim |"),),
            (Found("RFC-2026-035 names the CI VM-ACMEE-001, which is not listed, the nearest is 'VM-ACME-001'", at="RFC-2026-035"),),
        ),
        Example(
            (Edit("| SVC-002 | VM-ACME-001 | Hannah Lim |", "| SVC-002 | SRV.ACME.7 | Hannah Lim |"), Edit("| SVC-002 | VM-ACME-001 | Raj Mehta | low |", "| SVC-002 | SRV-ACME-A1 | Raj Mehta | low |")),
            (Found("RFC-2026-037 names the CI SRV-ACME-A1, which does not follow the naming convention '{TYPE}-{CUSTOMER}-{SEQ}'", at="RFC-2026-037"),),
        ),
        Example(
            (Edit("| SVC-002 | VM-ACME-001 | Hannah Lim |", "| SVC-002 | VM-ACME-002 | Hannah Lim |"), Edit("## Sample of configuration items", "## CI register", CONFIGURATION)),
            (Found("RFC-2026-035 names the CI VM-ACME-002, which the CMDB does not list", at="RFC-2026-035"),),
        ),
        # a sample need not hold every item
        Example((Edit("| SVC-002 | VM-ACME-001 | Hannah Lim |", "| SVC-002 | VM-ACME-002, SRV-FAIR-014 | Hannah Lim |"),)),
        # plural, prefix, several in a cell, and a policy that puts everything under control
        Example((Edit("| Virtual Machine | Creation outside", "| VMs | Creation outside"), Edit("| Server | Installation, parts,", "| Servers | Installation, parts,"))),
        Example((Edit("| SLA Document | Any alteration after signature |\n", ""), Edit("The person who asks for a change never approves it.", "All configuration items are under change control; the table says what needs a request."))),
        Example((Edit("| Server | Installation, parts, firmware, operating system, removal |\n| Virtual Machine |", "| Server / Virtual Machine |"),)),
        # what a type's description names belongs to it
        Example((Edit("| Network Device | Installation, firmware,", "| Switch, router, firewall | Installation, firmware,"),)),
        # an item by its name, a service, and other words for the update
        Example((Edit("| SVC-002 | VM-ACME-001 | Hannah Lim |", "| SVC-002 | ERP application server, SVC-002 | Hannah Lim |"),)),
        Example((*_CHANGES_IN_CMDB, Edit("Haste or late planning makes no emergency.", "No change is closed unless its configuration records are updated."))),
    ),
)  # fmt: skip
def change_config_link(workspace: Workspace, chg: Artifact, cfg: Artifact) -> Iterator[Problem]:
    yield from _controlled(chg, cfg)
    yield from _updated(chg, cfg)
    defined = baselines(cfg)
    told = baseline_in_changes(chg)
    if (defined or lines(cfg, "baselines")) and told.verdict != "stated":
        place = defined[0].record.place if defined else cfg.section_place("baselines")
        message = "the change process does not refer to the baselines of configuration management"
        related = (Related(place, "the baselines"),)
        yield Problem(chg.section_place("interfaces"), message, related=related, missing=True)
    yield from _items_of_changes(chg, cfg)


def _controlled(chg: Artifact, cfg: Artifact) -> Iterator[Problem]:
    """The table of the policy and the CI types are one list; a policy without a table is read by its own rule."""
    known = defined_types(cfg)
    entries = [(name, one.place) for one in controlled_types(chg) for name in named_types(one.name)]
    if not known or not entries or any(is_every(name) for name, _ in entries):
        return
    found: list[CIType] = []
    for name, place in entries:
        kinds = types_holding(name, known)
        found.extend(kinds)
        if not kinds:
            near = near_type(name, known)
            message = f"'{name}' is under change control and no CI type{near.ending}"
            related = (Related(cfg.home("ci_types"), "the CI types"),)
            yield Problem(place, message, related=related)
    policy = chg.sections["policy"].prose if "policy" in chg.sections else ""
    if states(policy, _ALL_CONTROLLED).verdict == "stated":
        return
    for kind in known:
        if kind not in found and not is_every(kind.name):
            message = f"the CI type '{kind.name}' is not under change control"
            place = _table_place(chg, entries)
            yield Problem(place, message, related=(Related(kind.record.place, "the CI type"),), missing=True)


def _table_place(chg: Artifact, entries: list[tuple[str, Place]]) -> Place:
    """The heading above the table."""
    first = min(place.line for _, place in entries)
    above = [part.line for part in headings(chg) if part.title and part.line < first]
    return Place(chg.path, max(above, default=first))


def _updated(chg: Artifact, cfg: Artifact) -> Iterator[Problem]:
    ours, theirs = update_in_changes(chg), update_by_changes(cfg)
    if ours.verdict != "stated":
        other = theirs.line.place if theirs.line else cfg.section_place("interfaces")
        expected = ", as configuration management expects" if theirs.verdict == "stated" else ""
        message = f"nothing says that the CMDB is updated after a change{expected}"
        doubt = "the CMDB is updated after a change"
        yield _unsaid(ours, chg.section_place("interfaces"), message, doubt, other)
    elif theirs.verdict != "stated" and ours.line:
        message = "nothing says that a change updates the CMDB, as change management describes"
        doubt = "a change updates the CMDB"
        yield _unsaid(theirs, cfg.section_place("interfaces"), message, doubt, ours.line.place)


def _unsaid(answer: Answer, home: Place, message: str, claim: str, other: Place) -> Problem:
    related = (Related(other, "what the other document says of it"),)
    if answer.line is None:
        return Problem(home, message, related=related, missing=True)
    quoted = f"it is doubtful whether {claim}: '{answer.sentence}'"
    return Problem(answer.line.place, quoted, related=related, severity=Severity.WARNING, missing=False)


def _items_of_changes(chg: Artifact, cfg: Artifact) -> Iterator[Problem]:
    """An item that is not listed is an error only where the list holds all items; else what the name itself shows."""
    known = {normalise(item.id): item for item in items(cfg) if item.id}
    if not known:
        return
    namers: dict[str, dict[str, Place]] = {}
    for change in changes(chg):
        for identifier in change.cis:
            if normalise(identifier) not in known:
                namers.setdefault(identifier, {}).setdefault(change.label, change.record.at("ci"))
    for identifier, holders in namers.items():
        said = _strange(identifier, known, cfg)
        if said:
            verb = "names" if len(holders) == 1 else "name"
            first = next(iter(holders.values()))
            message, severity = said
            near = near_miss(identifier, (item.id for item in known.values()))
            yield Problem(
                first,
                f"{listed(holders)} {verb} the CI {identifier}, {message}",
                related=(Related(cfg.home("cis"), "the listed items"),),
                severity=severity,
                edit=near.edit if near.ending in message and len(holders) == 1 else None,
            )


def _strange(identifier: str, known: Mapping[str, Item], cfg: Artifact) -> tuple[str, Severity] | None:
    kinds = {kind.prefix for kind in ci_types(cfg)} - {""}
    if find_identifiers(identifier) == (identifier,) and identifier.count("-") == 1:
        return None  # SVC-001 or PRB-001 is an ID of another register
    first = identifier.partition("-")[0]
    near = nearest(identifier, [item.id for item in known.values()])
    suffix = f", the nearest is '{near}'" if near else ""
    if lists_all(cfg):
        return f"which the CMDB does not list{suffix}", Severity.ERROR
    patterns = [one.pattern for one in conventions(cfg) if one.pattern]
    if first in kinds and patterns and not any(follows(identifier, p, tuple(kinds)) for p in patterns):
        return (
            f"which does not follow the naming convention {listed(repr(p) for p in patterns)}",
            Severity.WARNING,
        )
    if near and _other_code(identifier, known):
        return f"which is not listed{suffix}", Severity.WARNING
    return None


def _other_code(identifier: str, known: Mapping[str, Item]) -> bool:
    """Whether a part of the ID that is no number, such as the code of a customer, stands in no listed ID."""
    codes = {part for item in known.values() for part in item.id.upper().split("-")}
    return any(part not in codes for part in identifier.upper().split("-") if not part.isdigit())


@rule(
    "X53", "baseline-pair", Severity.STRICT, Kind.CROSS, "9.1 / 8.5.3", (RELEASE, CONFIGURATION),
    why="A baseline that each document leaves to somebody else is taken by nobody, and there is no way back on the day it is needed.",
    hint="Name the same person or role for the baseline before deployment in both documents.",
    fails=Example(
        (Edit("Chris Doyle takes the baseline before deployment;", "Mei Tanaka takes the baseline before deployment;"),),
        (Found("the baseline before deployment is taken by Mei Tanaka, by the configuration document by Chris Doyle", at="Mei Tanaka takes the baseline"),),
    ),
    more=(
        Example(
            (Edit("Chris Doyle takes the baseline before deployment;", "the baseline is taken before deployment by the release manager;"), Edit("| ServiceNow, linked to the request for change | Chris Doyle |", "| ServiceNow, linked to the request for change | Configuration manager |", CONFIGURATION)),
            (Found("the baseline before deployment is taken by release manager, by the configuration document by Configuration manager", at="9.1 Configuration"),),
        ),
        # a person may hold the role; one side may leave open who does it
        Example((Edit("Chris Doyle takes the baseline before deployment;", "The configuration manager takes the baseline before deployment;"),)),
        Example((Edit("Chris Doyle takes the baseline before deployment;", "A baseline is taken before deployment;"),)),
        Example((Edit("| ServiceNow, linked to the request for change | Chris Doyle |", "| ServiceNow, linked to the request for change | Chris Doyle or Mei Tanaka |", CONFIGURATION),)),
        # another baseline is another matter, and one that nobody takes is reported by the document's own rule
        Example((Edit("| ServiceNow, linked to the project | Chris Doyle |", "| ServiceNow, linked to the project | Mei Tanaka |", CONFIGURATION),)),
        Example((Edit("Chris Doyle takes the baseline before deployment; after", "After"),)),
    ),
)  # fmt: skip
def baseline_pair(workspace: Workspace, rel: Artifact, cfg: Artifact) -> Iterator[Problem]:
    theirs = release_baseline_takers(cfg)
    for one in baseline_takers(rel):
        if theirs and all(same_taker(one, other) is False for other in theirs):
            names = listed(dict.fromkeys(other.told for other in theirs))
            yield Problem(
                one.place,
                f"the baseline before deployment is taken by {one.told}, by the configuration document by {names}",
                related=tuple(Related(other.place, f"here by {other.told}") for other in theirs),
            )
