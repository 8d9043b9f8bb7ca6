"""The model of the CMDB: relations between items, names of items, states of items."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from validators.configuration_management.ci_types import ci_types, find_type, is_every, near_type
from validators.configuration_management.coverage import untold_problem
from validators.configuration_management.items import items, lifecycle_states
from validators.configuration_management.naming import Convention, conventions, follows
from validators.configuration_management.relations import Relation, relations

CONFIGURATION = "configuration-management"
_SHORT = "# CMDB Design\n\n## CI types\n\n- Server: physical machine in a rack\n- Application: installed software product\n\n"


@rule(
    "CFG-02", "relationships-defined", Severity.ERROR, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    source="S",
    why="A flat list of items cannot show which service stops when one of them fails or is changed.",
    hint="Name the relation types and the CI types that each of them joins.",
    fails=Example(
        (Edit("| runs on | Virtual Machine, Application | Server, Virtual Machine |", "| runs on | Virtual Machine, Application | Host, Virtual Machine |"),),
        (Found("the relation 'runs on' joins 'Host', which is no CI type", at="| runs on |"),),
    ),
    more=(
        Example(
            (Edit("| depends on | Service, Application | Application, Virtual Machine, Network Device, Service |", "| depends on | Service, Aplication | any |"),),
            (Found("the relation 'depends on' joins 'Aplication', which is no CI type, the nearest is 'Application'", at="| depends on |"),),
        ),
        Example(
            (Edit("| used by | Application, SLA Document | Service |", "| used by | Application, SLA Document | |"),),
            (Found("the relation 'used by' does not say which CI types it joins", at="| used by |"),),
        ),
        Example((Edit("", f"{_SHORT}## Relationships\n\nAn application runs on a server; applications depend on other applications.\n"),)),
        Example(
            (Edit("", f"{_SHORT}## Relationships\n\nNo relations such as runs on are kept between an application and a server.\n"),),
            (Found("it is doubtful whether relations are kept: 'No relations such as runs on are kept between an application and a server.'", at="## Relationships"),),
        ),
        Example(
            (Edit("", f"{_SHORT}## Naming\n\nIDs are built by the pattern {{TYPE}}-{{SEQ}}, such as SRV-001.\n"),),
            (Found("no relationship type is defined", at="# CMDB Design"),),
        ),
        Example(
            (Edit("", f"{_SHORT}## Relationships\n\n- runs on\n- depends on\n"),),
            (Found("no relation says which CI types it joins", at="## Relationships"),),
        ),
    ),
)  # fmt: skip
def relationships_defined(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    found = relations(cfg)
    complete = any(relation.joins for relation in found)
    if not found:
        yield untold_problem(
            cfg, cfg.home("relationships"), "no relationship type is defined", r"relat\w*|links?\b|depend\w*", "relationships",
            whether="whether relations are kept",
        )  # fmt: skip
    elif not complete:
        yield Problem(cfg.home("relationships"), "no relation says which CI types it joins")
    for relation in found:
        if complete and not relation.joins and not relation.spoken:
            end = "to" if relation.sources else "from"
            message = f"the relation '{relation.name}' does not say which CI types it joins"
            yield Problem(relation.at(end), message, severity=Severity.WARNING)
        yield from _unknown_ends(cfg, relation)


def _unknown_ends(cfg: Artifact, relation: Relation) -> Iterator[Problem]:
    known = ci_types(cfg)
    for end, names in (("from", relation.sources), ("to", relation.targets)):
        for name in names:
            if known and not is_every(name) and not find_type(name, known):
                message = f"the relation '{relation.name}' joins '{name}', which is no CI type"
                near = near_type(name, known)
                yield Problem(relation.at(end), message + near.ending, missing=False, edit=near.edit)


@rule(
    "CFG-03", "naming-convention", Severity.ERROR, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    source="S",
    why="Items that everybody names differently are recorded twice, and nobody finds the one that failed.",
    hint="Give the pattern, such as {TYPE}-{CUSTOMER}-{SEQ}, and an example that is built by it.",
    fails=Example(
        (Edit("| `{TYPE}-{CUSTOMER}-{SEQ}` | VM-ACME-001 |", "| `{TYPE}-{CUSTOMER}-{SEQ}` | ACME-VM-001 |"),),
        (Found("the example 'ACME-VM-001' is not built by the pattern {TYPE}-{CUSTOMER}-{SEQ}", at="ACME-VM-001"),),
    ),
    more=(
        Example(
            (Edit("| `{TYPE}-{CUSTOMER}-{SEQ}` | VM-ACME-001 |", "| `{TYPE}-{CUSTOMER}-{SEQ}` | |"),),
            (Found("the pattern {TYPE}-{CUSTOMER}-{SEQ} has no example", at="{TYPE}-{CUSTOMER}-{SEQ}"),),
        ),
        Example(
            (Edit("| `{TYPE}-{CUSTOMER}-{SEQ}` | VM-ACME-001 |", "| | VM-ACME-001 |"),),
            (Found("the example 'VM-ACME-001' has no pattern", at="VM-ACME-001"),),
        ),
        Example((Edit("| `{TYPE}-{CUSTOMER}-{SEQ}` | VM-ACME-001 | All types |", "| TYPE-CUSTOMER-NNN | vm-acme-001, SRV-NOS-002 | All types |"),)),
        Example((Edit("", "# CMDB\n\n## Naming\n\nIDs follow the pattern {TYPE}-{CUSTOMER}-{SEQ} (e.g., VM-ACME-001).\n"),)),
        Example(
            (Edit("", "# CMDB\n\n## Naming\n\nNames are meaningful, unique and short, and every team keeps to them.\n"),),
            (Found("no naming pattern is given", at="## Naming"),),
        ),
    ),
)  # fmt: skip
def naming_convention(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    if not conventions(cfg):
        yield Problem(cfg.home("naming"), "no naming pattern is given")
    for convention in conventions(cfg):
        if not convention.pattern:
            yield Problem(convention.place, f"the example '{convention.examples[0]}' has no pattern")
        elif not convention.examples:
            yield Problem(convention.example_place, f"the pattern {convention.pattern} has no example")
        else:
            yield from _misbuilt(cfg, convention)


def _misbuilt(cfg: Artifact, convention: Convention) -> Iterator[Problem]:
    known = ci_types(cfg)
    prefixes = tuple(kind.prefix for kind in known if kind.prefix and convention.holds_for(kind, known))
    for example in convention.examples:
        if not follows(example, convention.pattern, prefixes):
            message = f"the example '{example}' is not built by the pattern {convention.pattern}"
            yield Problem(convention.example_place, message, missing=False)


_STATE_WORDS = r"\b(?:planned|ordered|registered|received|active|in use|live|operational|under change|maintenance|retired|disposed|decommissioned)\b"
_SETTING = r"\b(?:set|chang|mov|author|approv|decid|may|only)"


@rule(
    "CFG-08", "lifecycle-states", Severity.WARNING, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    source="s",
    each=("states",),
    why="A status that everybody words and sets at will tells nobody whether an item may be relied on.",
    hint="List the states with who may set each, and use only these in the records.",
    fails=Example(
        (Edit("| Retired | Out of use, data wiped, licence returned; the record stays for three years | Owner of the CI type |", "| Retired | Out of use | |"),),
        (Found("nothing says who may set the state 'Retired'", at="| Retired |"),),
    ),
    more=(
        Example(
            (Edit("| NET-ACME-001 | Network Device | Acme rack firewall | Hannah Lim | In use |", "| NET-ACME-001 | Network Device | Acme rack firewall | Hannah Lim | Under changes |"),),
            (Found("NET-ACME-001 has the status 'Under changes', which is no state of the lifecycle, the nearest is 'Under change'", at="| NET-ACME-001 |"),),
        ),
        Example((Edit("", "# CMDB\n\n## CI lifecycle\n\nAn item is planned, in use or retired; only the owner of its type may set these states.\n"),)),
        Example(
            (Edit("", "# CMDB\n\n## CI lifecycle\n\nEvery item has a lifecycle from the cradle to the grave as usual in our trade.\n"),),
            (Found("no state of the CI lifecycle is defined", at="## CI lifecycle"),),
        ),
    ),
)  # fmt: skip
def lifecycle_states_defined(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    states = lifecycle_states(cfg)
    section = cfg.sections.get("lifecycle")
    prose = section.prose if section else ""
    if not states:
        if len(set(re.findall(_STATE_WORDS, prose, re.IGNORECASE))) < 2:
            yield Problem(cfg.home("states"), "no state of the CI lifecycle is defined")
        elif not re.search(_SETTING, prose, re.IGNORECASE):
            yield Problem(cfg.home("states"), "nothing says who may set the states of an item")
        return
    told_below = all("set_by" not in s.record.cells for s in states) and re.search(_SETTING, prose)
    for state in states:
        if not state.set_by and not told_below:
            yield Problem(state.record.at("set_by"), f"nothing says who may set the state '{state.name}'")
    known = {normalise(state.name) for state in states}
    for item in items(cfg):
        told = item.record.text("status")
        if item.record.filled("status") and normalise(told) not in known:
            near = near_miss(told, (state.name for state in states))
            message = f"{item.label} has the status '{told}', which is no state of the lifecycle{near.ending}"
            yield Problem(item.record.at("status"), message, missing=False, edit=near.edit)
