"""What the services are managed and watched with, and who sells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record
from iso20k.wording.filled import filled_cell
from validators.organization_profile.organisation import is_own

_KINDS: Mapping[str, re.Pattern[str]] = {
    "itsm": re.compile(
        r"\bITSM\b|ticket|service[- ]desk|service management|help ?desk|servicenow|jira service|remedy|freshservice|"
        r"topdesk|zendesk|\bglpi\b|\botrs\b|ivanti|cherwell|\bhalo\b|incident",
        re.IGNORECASE,
    ),
    "monitoring": re.compile(
        r"monitor|alert|observab|zabbix|nagios|datadog|prometheus|icinga|prtg|solarwinds|new relic|dynatrace", re.IGNORECASE
    ),
}  # fmt: skip
_NO_VENDOR = re.compile(r"\b(?:in-?house|own|self|internal|open[- ]source|community|none)\b", re.IGNORECASE)


class Vendor(NamedTuple):
    """Another organization whose product carries the processes, with the tool and its row."""

    name: str
    tool: str
    record: Record


def tools_of(profile: Artifact, kind: str) -> tuple[Record, ...]:
    """The tools of a kind: 'itsm' or 'monitoring'."""
    pattern = _KINDS[kind]
    return tuple(
        row
        for row in profile.records("tools")
        if row.filled("tool") and pattern.search(f"{row.text('tool')} {row.text('purpose')}")
    )


def has_tool(profile: Artifact, kind: str) -> bool:
    """Whether a tool of the kind is listed."""
    return bool(tools_of(profile, kind))


def vendors(profile: Artifact) -> Iterator[Vendor]:
    """The vendors of the tools; what is built or run in-house has none."""
    for row in profile.records("tools"):
        name = row.text("vendor")
        if filled_cell(name) and not _NO_VENDOR.search(name) and not is_own(profile, name):
            yield Vendor(name, row.text("tool"), row)
