"""Releases carry approved changes, and emergencies go through one door."""

import re
from collections.abc import Iterator
from datetime import date

from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import same_name
from validators.change_management.approvers import (
    Approvers,
    approvers_in,
    decides,
    differ,
    emergency_approvers,
)
from validators.change_management.change_types import EMERGENCY, authorities, change_types, kind_of
from validators.change_management.log import (
    changes,
    find_change,
    follows_ids,
    is_absent,
    named_changes,
)
from validators.release_management.releases import Release, ReleaseType, release_types, releases

CHANGE, RELEASE = "change-management", "release-management"
#: Such words say that a change is needed, not of which type.
_UNTYPED = re.compile(
    r"\b(?:any|all|every|each|both|depend\w*|as (?:the|needed)|see|rfcs?|requests? for change|change (?:request|record))\b",
    re.IGNORECASE,
)
_TYPED = re.compile(r"\b(?:standard|normal|emergency|major|minor|pre-?approved) changes?\b", re.IGNORECASE)


@rule(
    "X51", "change-release-link", Severity.ERROR, Kind.CROSS, "9.2, 9.3 / 8.5.3", (RELEASE, CHANGE),
    source="S",
    each=("types", "calendar"),
    why="A release whose change does not exist, or was approved after deployment, went past risk, schedule and CAB.",
    hint="Map each release type to a change type, and deploy with changes that the log shows as approved before.",
    fails=Example(
        (Edit("| Minor | Improvements and configuration of existing functions | Monthly | CAB | Normal |", "| Minor | Improvements and configuration of existing functions | Monthly | CAB | Service update |"),),
        (Found("the release type 'Minor' goes with the change type 'Service update', which change management does not have", at="| Minor | Improvements"),),
    ),
    more=(
        Example(
            (Edit("| CAB, customers concerned | Normal |", "| CAB, customers concerned | |"),),
            (Found("the release type 'Major' names no change type", at="| Major | New service"),),
        ),
        Example(
            (Edit("| RFCs | RFC-2026-036, RFC-2026-038 |", "| RFCs | RFC-2026-036, RFC-2026-083 |"),),
            (Found("REL-2026-08 carries RFC-2026-083, which the change log does not have", at="| RFCs | RFC-2026-036, RFC-2026-083 |"),),
        ),
        Example(
            (Edit("| RFCs | RFC-2026-033 |", "| RFCs | RFC-2026-33 |"),),
            (Found("REL-2026-07 carries RFC-2026-33, which the change log does not have", at="| RFCs | RFC-2026-33 |"),),
        ),
        Example(
            (Edit("| APP-NOS-003 | Raj Mehta | medium | CAB | 2026-07-28 |", "| APP-NOS-003 | Raj Mehta | medium | CAB | 2026-08-25 |", CHANGE), Edit("| RFC-2026-036 | 2026-08-16 | 2026-08-23 |", "| RFC-2026-036 | 2026-08-16 | 2026-08-30 |", CHANGE)),
            (Found("REL-2026-08 was deployed on 2026-08-23, before its change RFC-2026-036 was approved on 2026-08-25", at="| Actual | 2026-08-23 |"),),
        ),
        Example(
            (Edit("| APP-NOS-001, APP-NOS-003 | Raj Mehta | low | CAB | 2026-08-04 |", "| APP-NOS-001, APP-NOS-003 | Raj Mehta | low | pending | |", CHANGE),),
            (Found("REL-2026-08 was deployed on 2026-08-23 with RFC-2026-038, which nobody has approved", at="| Actual | 2026-08-23 |"),),
        ),
        Example(
            (Edit("| Standard | Frequent, low-risk change", "| Recurring | Frequent, low-risk change", CHANGE),),
            (Found("the release type 'Patch' goes with the change type 'Standard', which change management does not have", at="| Patch |"),),
        ),
        # categories of change are types as well, in other words too
        Example((Edit("| Minor | Improvements and configuration of existing functions | Monthly | CAB | Normal |", "| Minor | Improvements and configuration of existing functions | Monthly | CAB | Significant, pre-approved change |"),)),
        # the log begins in July: what was deployed before is not in it
        Example((Edit("| RFCs | RFC-2026-033 |", "| RFCs | RFC-2026-019 |"),)),
        Example((Edit("| RFCs | RFC-2026-036, RFC-2026-038 |", "| RFCs | RFC-2026-036, RFC-2026-083 |"), Edit("The log is a record and is kept current; it shows", "The log is an extract of ServiceNow; it shows", CHANGE))),
        # approved after deployment by its own log: that is for the rule on the log
        Example((Edit("| APP-NOS-003 | Raj Mehta | medium | CAB | 2026-07-28 |", "| APP-NOS-003 | Raj Mehta | medium | CAB | 2026-08-25 |", CHANGE),)),
        # a planned release may still wait for its approval
        Example((Edit("| high | CAB, James Park | 2026-08-25 |", "| high | pending | |", CHANGE),)),
    ),
)  # fmt: skip
def change_release_link(workspace: Workspace, rel: Artifact, chg: Artifact) -> Iterator[Problem]:
    yield from _types(rel, chg)
    for release in releases(rel):
        for name in named_changes(release.record.text("rfcs")):
            yield from _carried(release, name, chg)


def _types(rel: Artifact, chg: Artifact) -> Iterator[Problem]:
    known = change_types(chg)
    rows = [kind for kind in release_types(rel) if kind.record]
    if not known or not rows:
        return  # without types there is nothing to map: CHG-01 and REL-01 say so
    related = (Related(chg.home("types"), "the types of change"),)
    if not any("change_type" in kind.record.cells for kind in rows if kind.record):
        if not any(_TYPED.search(cell.text) for cell in rel.words()):
            message = "no release type names the change type that it goes with"
            yield Problem(rel.home("types"), message, related=related, missing=True)
        return
    for kind in rows:
        place = kind.record.at("change_type") if kind.record else kind.place
        if not filled_cell(kind.change_type):
            message = f"the release type '{kind.name}' names no change type"
            yield Problem(place, message, related=related, missing=True)
        for name in _unmapped(kind, chg):
            near = near_miss(name, (one.name for one in known))
            message = (
                f"the release type '{kind.name}' goes with the change type '{name}',"
                f" which change management does not have{near.ending}"
            )
            yield Problem(place, message, related=related, edit=near.edit)


def _unmapped(kind: ReleaseType, chg: Artifact) -> Iterator[str]:
    """The entries of a mapping that are neither a type nor a category of change."""
    names = [one.name for one in change_types(chg)] + [one.what for one in authorities(chg)]
    kinds = {one.kind for one in change_types(chg)} - {""}
    for part in split_list(kind.change_type):
        if filled_cell(part) and not _UNTYPED.search(part) and kind_of(part) not in kinds:
            bare = re.sub(r"\s*\bchanges?\b", "", part, flags=re.IGNORECASE)
            if not any(same_name(one, name) for one in (part, bare) for name in names):
                yield part


def _carried(release: Release, name: str, chg: Artifact) -> Iterator[Problem]:
    change = find_change(name, chg)
    deployed = _day(release.actual)
    if change is None:
        if not follows_ids(name, chg) or is_absent(name, deployed or _day(release.planned), chg):
            near = near_miss(name, (one.id for one in changes(chg)))
            message = f"{release.label} carries {name}, which the change log does not have{near.ending}"
            related = (Related(chg.home("log"), "the change log"),)
            yield Problem(release.record.at("rfcs"), message, related=related, edit=near.edit)
        return
    if deployed is None or change.kind == EMERGENCY:
        return  # an emergency is decided in speech and recorded afterwards
    place, granted = release.record.at("actual"), change.approved_on
    if "approved_by" in change.record.cells and not change.approved:
        message = f"{release.label} was deployed on {deployed} with {change.label}, which nobody has approved"
        related = (Related(change.record.at("approved_by"), f"{change.label} in the change log"),)
        yield Problem(place, message, related=related)
    elif granted and granted > deployed and not (change.done and granted > change.done):
        message = (
            f"{release.label} was deployed on {deployed}, before its change {change.label}"
            f" was approved on {granted}"
        )
        related = (Related(change.record.at("approved_on"), f"{change.label} in the change log"),)
        yield Problem(place, message, related=related)


def _day(moment: Moment | None) -> date | None:
    return moment.day if moment and not moment.ambiguous else None


@rule(
    "X52", "emergency-pair", Severity.STRICT, Kind.CROSS, "9.2, 9.3 / 8.5.1, 8.5.3", (RELEASE, CHANGE),
    why="Two procedures with two approvers are two emergency doors, and whoever is refused at one goes through the other.",
    hint="Let the approver of emergency changes approve emergency releases, in the same decision.",
    fails=Example(
        (Edit("| As needed | Emergency CAB | Emergency |", "| As needed | Release manager | Emergency |"),),
        (Found("the emergency release is approved by 'Release manager', the emergency change by 'Emergency CAB'", at="| Emergency | Fix that ends"),),
    ),
    more=(
        Example(
            (Edit("| As needed | Emergency CAB | Emergency |", "| As needed | CAB | Emergency |"),),
            (Found("the emergency release is approved by 'CAB', the emergency change by 'Emergency CAB'", at="| Emergency | Fix that ends"),),
        ),
        Example(
            (Edit("because a P1 or P2 incident lasts or an exploited weakness is open | Emergency CAB |", "because a P1 or P2 incident lasts or an exploited weakness is open | CTO |", CHANGE),
             Edit("| Emergency | Definition of the emergency change | Emergency CAB |", "| Emergency | Definition of the emergency change | CTO |", CHANGE),
             Edit("The Emergency CAB approves by telephone or on the bridge call: Chris Doyle or Mei Tanaka together with the service owner; with Daniel Okafor for security | Emergency CAB |", "James Park approves by telephone | CTO |", CHANGE)),
            (Found("the emergency release is approved by 'Emergency CAB', the emergency change by 'CTO'", at="| Emergency | Fix that ends"),),
        ),
        Example((Edit("| As needed | Emergency CAB | Emergency |", "| As needed | ECAB | Emergency |"),)),
        Example((Edit("| As needed | Emergency CAB | Emergency |", "| As needed | Emergency change advisory board | Emergency |"),)),
        # one of those who decide on emergency changes; another person may sit on the board
        Example((Edit("| As needed | Emergency CAB | Emergency |", "| As needed | Chris Doyle | Emergency |"),)),
        Example((Edit("| As needed | Emergency CAB | Emergency |", "| As needed | Raj Mehta | Emergency |"),)),
        # that the emergency release is not tied to an emergency change is for the release document's own rule
        Example((Edit("| As needed | Emergency CAB | Emergency |", "| As needed | as for changes | Normal |"),)),
    ),
)  # fmt: skip
def emergency_pair(workspace: Workspace, rel: Artifact, chg: Artifact) -> Iterator[Problem]:
    ours, theirs = _release_approvers(rel), emergency_approvers(chg)
    if ours and theirs and differ(ours, theirs):
        message = (
            f"the emergency release is approved by '{ours.told}', the emergency change by '{theirs.told}'"
        )
        related = (Related(theirs.place, "who approves emergency changes"),)
        yield Problem(ours.place, message, related=related)


def _release_approvers(rel: Artifact) -> Approvers | None:
    """Who approves the emergency release: by its type, else by the sentences about it."""
    rows = [kind.record for kind in release_types(rel) if kind.emergency and kind.record]
    told = [(row.text("approval"), row.at("approval")) for row in rows if row.filled("approval")]
    section = rel.sections.get("emergency")
    if not told and section:
        told = [(text.text, rel.at(text)) for text in section.texts if decides(text.text)]
    return approvers_in(told)
