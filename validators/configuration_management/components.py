"""Which technology a text speaks of, and which CI types hold such components."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, derived
from validators.configuration_management.ci_types import ci_types

_ANY_TYPE = r"\b(?:components?|infrastructure|hardware|technical (?:items?|components?)|technology|other (?:items?|components?))\b"


class ComponentClass(NamedTuple):
    """A class of components: its name, the words of technologies that belong to it, and those of CI types that hold it."""

    name: str
    technology: str
    held_by: str


#: Brand names tell nothing by themselves; what a brand is, the words around it tell.
CLASSES: Sequence[ComponentClass] = (
    ComponentClass("servers", r"servers?\b|blades?\b|mainframes?\b|hypervisors?\b|(?:rack|physical|bare[- ]metal) hosts?\b", r"servers?\b|hosts?\b|comput|machines?\b|virtual|mainframe"),
    ComponentClass("virtual machines", r"virtual (?:machines?|servers?)|VMs?\b", r"virtual|VMs?\b|server|comput|cloud|instance"),
    ComponentClass("network devices", r"(?:network|switch(?:es)?|routers?|firewalls?|load[- ]balancers?|LAN|WAN|SD-WAN|VPN|Wi-?Fi|access points?)\b", r"network|switch|router|firewall|connect|telecom|circuit"),
    ComponentClass("storage", r"(?:storage|SAN|NAS|disk arrays?|tape (?:library|drives?)|vaults?)\b", r"storage|disks?\b|server|cloud|backup|database|virtual"),
    ComponentClass("databases", r"(?:databases?|SQL Server|PostgreSQL|MySQL|MariaDB|MongoDB|Oracle (?:DB|database))\b", r"database|\bDBs?\b|software|application|data ?store|platform|server"),
    ComponentClass("software", r"(?:software|applications?|web portals?|portals?|SaaS|hosted (?:instance|site|application|service))\b", r"software|application|\bapps?\b|program|platform|SaaS|portal|system|cloud"),
    ComponentClass("cloud services", r"(?:cloud|Azure|AWS|Google Cloud|GCP)\b", r"cloud|software|application|platform|virtual|hosted|subscription|SaaS|service"),
    ComponentClass("end-user devices", r"(?:laptops?|desktops?|workstations?|tablets?|printers?|smartphones?|mobile phones?|handsets?)\b", r"(?<!network )devices?\b|end[- ]user|laptop|desktop|workstation|workplace|client|endpoint|\bPCs?\b|printer|mobile|phone"),
    ComponentClass("telephony", r"(?:telephony|telephone system|PBX|VoIP|call[- ]centre platform|SIP trunks?)\b", r"telephon|voice|PBX|communication|telecom|network|application|software"),
    ComponentClass("power and cooling", r"(?:UPS|generators?|cooling|air[- ]conditioning|power supply)\b", r"facilit|power|environment|building|data ?cent|UPS"),
)  # fmt: skip


def classes_in(text: str) -> tuple[ComponentClass, ...]:
    """The classes of components that a text names; none for a mere brand."""
    return tuple(one for one in CLASSES if re.search(rf"\b{one.technology}", text, re.IGNORECASE))


@derived
def _held(cfg: Artifact) -> str:
    """What the CI types say that they hold."""
    keys = ("name", "description", "examples")
    return " ".join(kind.record.text(key) for kind in ci_types(cfg) for key in keys)


def is_held(component: ComponentClass, cfg: Artifact) -> bool:
    """Whether some CI type holds components of this class; a type for any component holds all."""
    told = _held(cfg)
    return re.search(rf"\b(?:{component.held_by})|{_ANY_TYPE}", told, re.IGNORECASE) is not None
