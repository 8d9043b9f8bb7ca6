"""The listed configuration items keep to what the document itself lays down."""

from collections.abc import Iterator, Sequence

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import repeated
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed
from validators.configuration_management.attributes import REQUIRED, mandatory
from validators.configuration_management.ci_types import ci_types, near_type
from validators.configuration_management.items import COLUMNS, Item, items
from validators.configuration_management.naming import conventions, follows

CONFIGURATION = "configuration-management"


@rule(
    "CFG-06", "sample-conforms", Severity.ERROR, Kind.VALIDITY, "9.1 / 8.2.6", CONFIGURATION,
    source="P",
    each=("cis",),
    why="A convention that the document's own items break is not followed anywhere; auditors pick such items first.",
    hint="Correct the item: a defined type, every mandatory attribute, an ID built by the convention.",
    fails=Example(
        (Edit("| VM-BAYS-001 | Virtual Machine |", "| BAYS-VM-1 | Virtual Machine |"),),
        (Found("the ID 'BAYS-VM-1' is not built by {TYPE}-{CUSTOMER}-{SEQ}", at="| BAYS-VM-1 |"),),
    ),
    more=(
        Example(
            (Edit("| VM-BAYS-001 | Virtual Machine |", "| VM-BAYS-001 | Virtual Maschine |"),),
            (Found("VM-BAYS-001 has the type 'Virtual Maschine', which is not defined, the nearest is 'Virtual Machine'", at="| VM-BAYS-001 |"),),
        ),
        Example(
            (Edit("| VM-BAYS-001 | Virtual Machine |", "| VM-BAYS-001 | Server |"),),
            (Found("the ID 'VM-BAYS-001' is not built by {TYPE}-{CUSTOMER}-{SEQ} for the type Server, whose prefix is SRV", at="| VM-BAYS-001 |"),),
        ),
        Example(
            (Edit("| Bayside patient portal | Raj Mehta | In use | Ubuntu 24.04, image 2026.07 | Azure Australia East |", "| Bayside patient portal | | In use | Ubuntu 24.04, image 2026.07 | |"),),
            (Found("VM-BAYS-001 has no owner and location", at="| VM-BAYS-001 |"),),
        ),
        Example((Edit("| VM-BAYS-001 | Virtual Machine |", "| VM-BAYS-001 | Virtual machines |"),)),
    ),
)  # fmt: skip
def sample_conforms(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    found = items(cfg)
    shown = [kind for kind, key in COLUMNS.items() if any(key in item.record.cells for item in found)]
    if found and (hidden := [kind for kind in REQUIRED if kind not in shown]):
        message = f"the listed items do not show their {listed(hidden)}"
        yield Problem(cfg.home("cis"), message, severity=Severity.WARNING, missing=True)
    for item in found:
        told = item.record.text("type")
        if not item.record.filled("type"):
            yield Problem(item.record.at("type"), f"{item.label} has no CI type", missing=True)
        elif item.kind is None and ci_types(cfg):
            near = near_type(told, ci_types(cfg))
            message = f"{item.label} has the type '{told}', which is not defined{near.ending}"
            yield Problem(item.record.at("type"), message, edit=near.edit)
        yield from _empty(cfg, item, shown)
        yield from _misnamed(cfg, item)


def _empty(cfg: Artifact, item: Item, shown: Sequence[str]) -> Iterator[Problem]:
    needed = mandatory(cfg, item.kind) if item.kind else frozenset(REQUIRED)
    empty = [kind for kind in shown if kind in needed and not item.record.filled(COLUMNS[kind])]
    if empty:
        place = item.record.at(COLUMNS[empty[0]])
        yield Problem(place, f"{item.label} has no {listed(empty)}", missing=True)


def _misnamed(cfg: Artifact, item: Item) -> Iterator[Problem]:
    known = ci_types(cfg)
    wanted = [c for c in conventions(cfg) if c.pattern and c.holds_for(item.kind, known)]
    if not wanted or not item.id:
        return
    everything = tuple(kind.prefix for kind in known if kind.prefix)
    own = (item.kind.prefix,) if item.kind and item.kind.prefix else everything
    if any(follows(item.id, convention.pattern, own) for convention in wanted):
        return
    message = f"the ID '{item.id}' is not built by {listed(convention.pattern for convention in wanted)}"
    if item.kind and any(follows(item.id, convention.pattern, everything) for convention in wanted):
        message += f" for the type {item.kind.name}, whose prefix is {item.kind.prefix}"
    yield Problem(item.record.at("id"), message)


@rule(
    "CFG-07", "ci-unique", Severity.ERROR, Kind.VALIDITY, "9.1 / 8.2.6", CONFIGURATION,
    each=("cis",),
    why="Two items under one ID share one history; a change of the one is recorded at the other.",
    hint="Give each item an ID of its own.",
    fails=Example(
        (Edit("| SRV-NOS-002 | Server | Zabbix server B |", "| SRV-NOS-001 | Server | Zabbix server B |"),),
        (Found("the CI ID 'SRV-NOS-001' stands twice", at="Zabbix server B"),),
    ),
    more=(Example((Edit("| SRV-NOS-002 | Server | Zabbix server B |", "| SRV-NOS-002 | Server | Zabbix server A |"),)),),
)  # fmt: skip
def ci_unique(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    records = [item.record for item in items(cfg) if item.id]
    for again, first in repeated(records, lambda record: normalise(record.text("id"))):
        related = Related(first.at("id"), "the first item with this ID")
        yield Problem(again.at("id"), f"the CI ID '{again.text('id')}' stands twice", related=(related,))
