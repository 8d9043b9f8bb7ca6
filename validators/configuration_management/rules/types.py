"""CI types: each is defined, with what is recorded of its items."""

from collections.abc import Iterator, Sequence

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.configuration_management.attributes import (
    CONTENTS,
    LOCATION,
    REQUIRED,
    STATUS,
    attributes,
    recorded,
)
from validators.configuration_management.ci_types import CIType, ci_types, find_type, near_type

CONFIGURATION = "configuration-management"
_TALL = (
    "# Configuration Management\n\n## CI types\n\n- Server: physical machine in a rack\n- Application: installed software\n\n"
    "## Attributes\n\nEvery item has a name, a unique ID, an owner, a status and {}.\n"
)


@rule(
    "CFG-01", "ci-types-attributes", Severity.ERROR, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    source="S",
    each=("ci_types",),
    why="An item without name, ID, owner, status or location can be neither found nor answered for when a service is down.",
    hint="Give every CI type the attributes name, ID, owner, status and location.",
    fails=Example(
        (Edit("| All types | Owner | yes | Raj Mehta |\n", ""),),
        (Found("no CI type records the attribute owner", at="## Attributes"),),
    ),
    more=(
        Example(
            (
                Edit("| All types | Owner | yes | Raj Mehta |\n", "| Server, Virtual Machine, Network Device, Application | Owner | yes | Raj Mehta |\n| Service | Responsible person | yes | Tom Fraser |\n"),
            ),
            (Found("SLA Document does not record the attribute owner", at="| SLA Document | SLA |"),),
        ),
        Example((Edit("", _TALL.format("a location")),)),
        Example(
            (Edit("", _TALL.format("a version")),),
            (Found("no CI type records the attribute location", at="## Attributes"),),
        ),
        Example(
            (Edit("| Server, Network Device | Serial number |", "| Server, Network Devise | Serial number |"),),
            (Found("the attributes name the CI type 'Network Devise', which is not defined, the nearest is 'Network Device'", at="Network Devise"),),
        ),
        Example(
            (Edit("", "# Configuration Management\n\n## CI types\n\nThe CMDB holds everything that matters to our services and customers.\n"),),
            (Found("no CI type is defined", at="## CI types"),),
        ),
    ),
)  # fmt: skip
def ci_types_attributes(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    known = ci_types(cfg)
    if not known:
        hint = "List the CI types with prefix, description and owner."
        yield Problem(cfg.home("ci_types"), "no CI type is defined", hint)
    yield from _lacking(cfg, known, REQUIRED)
    for attribute in attributes(cfg):
        for name in attribute.applies:
            near = near_type(name, known)
            if near.near and not find_type(name, known):
                message = f"the attributes name the CI type '{name}', which is not defined{near.ending}"
                yield Problem(
                    attribute.place, message, severity=Severity.WARNING, missing=False, edit=near.edit
                )


def _lacking(cfg: Artifact, known: Sequence[CIType], wanted: Sequence[str]) -> Iterator[Problem]:
    """What types do not record; what none of them records is said once."""
    lacks = {kind.name: tuple(w for w in wanted if w not in recorded(cfg, kind)) for kind in known}
    common = tuple(w for w in wanted if lacks and all(w in lack for lack in lacks.values()))
    if common:
        yield Problem(cfg.home("attributes"), f"no CI type records the {_attributes(common)}")
    for kind in known:
        own = tuple(w for w in lacks[kind.name] if w not in common)
        if own:
            yield Problem(kind.record.place, f"{kind.name} does not record the {_attributes(own)}")


def _attributes(names: Sequence[str]) -> str:
    return f"{'attribute' if len(names) == 1 else 'attributes'} {listed(names)}"


@rule(
    "CFG-05", "nine-one-attributes", Severity.STRICT, Kind.PRESENCE, "9.1 a-h / 8.2.6", CONFIGURATION,
    each=("ci_types",),
    why="Without version, relations and linked changes and problems nobody can say what an outage or a change will touch.",
    hint="Record description, relations to CIs and to service components, version, linked changes, linked problems and known errors.",
    fails=Example(
        (Edit("| All types | Version | yes | Windows Server 2022, image 2026.07 |\n", "| Server | Firmware version | yes | 2.19 |\n"),),
        (
            Found("Virtual Machine does not record the attribute version", at="| Virtual Machine | VM |"),
            Found("Network Device does not record the attribute version", at="| Network Device | NET |"),
            Found("Application does not record the attribute version", at="| Application | APP |"),
            Found("Service does not record the attribute version", at="| Service | SVC |"),
            Found("SLA Document does not record the attribute version", at="| SLA Document | SLA |"),
        ),
    ),
    more=(
        Example(
            (
                Edit("| All types | Linked changes | yes | RFC-2026-037 |\n", ""),
                Edit("| All types | Linked problems and known errors | yes | PRB-001, KE-001 |\n", ""),
            ),
            (Found("no CI type records the attributes linked changes and linked problems and known errors", at="## Attributes"),),
        ),
        # location is asked for by CFG-01 alone
        Example((Edit("| All types | Location | yes | Azure Australia East |\n", ""),)),
    ),
)  # fmt: skip
def nine_one_attributes(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    known = ci_types(cfg)
    if any(recorded(cfg, kind) for kind in known):  # nothing recorded at all is CFG-01's
        yield from _lacking(cfg, known, [w for w in CONTENTS if w not in (STATUS, LOCATION)])
