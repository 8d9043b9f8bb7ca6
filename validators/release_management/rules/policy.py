"""The policy: which releases there are, how often, agreed with whom, and on whose authority."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import count
from validators.design_transition.statements import denies, stated
from validators.release_management.releases import ReleaseType, defined, release_types

REL = "release-management"
_EXPECTED = 2
_AGREED = (
    r"\bagreed\b[^.]{0,60}\b(?:customers?|clients?|interested parties)\b|\b(?:customers?|clients?)\b[^.]{0,60}\b(?:agreed?|approved?|accepted?|consent\w*|signed?)\b"
    r"|\bagreement (?:with|of)\b[^.]{0,40}\b(?:customers?|clients?)\b"
)
_APPROVED_CHANGE = (
    r"\b(?:approved|authori[sz]ed) (?:\w+ )?(?:changes?|RFCs?|requests? for change|change (?:requests?|records?))\b"
    r"|\b(?:changes?|RFCs?|requests? for change|change requests?)\b (?:\w+ ){0,4}(?:approved|authori[sz]ed)\b"
    r"|\b(?:approval|authori[sz]ation) (?:of|by|through|from) (?:\w+ ){0,2}(?:changes?|change management|CAB|RFCs?)\b|\bchange approval\b"
)
_EMERGENCY_CHANGE = (
    r"\bemergency (?:changes?|RFCs?|CAB|change advisory)|\bECAB\b|\bemergency procedure of change"
)


@rule(
    "REL-01", "release-types", Severity.ERROR, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    source="S",
    each=("types",),
    why="Without types every release is argued about anew: how much testing, how much notice, whose approval.",
    hint="Define at least two release types with what each covers.",
    fails=Example(
        (
            Edit("| Major | New service, new function or change of architecture |", "| Major | |"),
            Edit("| Minor | Improvements and configuration of existing functions |", "| Minor | |"),
            Edit("| Patch | Security and vendor fixes without change of function | Monthly, third Sunday | Pre-approved by the CAB | Standard | 5 working days |\n", ""),
        ),
        (
            Found("1 release type is defined with its scope, expected at least 2", at="## Release types"),
            Found("the release type 'Major' has no scope", at="| Major |"),
            Found("the release type 'Minor' has no scope", at="| Minor |"),
        ),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Release types\n\n- Major: new functions or a new architecture\n- Patch: vendor and security fixes\n"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Release types\n\nReleases may be major, minor or emergency releases as decided by the team.\n"),),
            (Found("no release type is defined", at="## Release types"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def types_defined(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    known = release_types(rel)
    good = [kind for kind in known if defined(kind)]
    if not known:
        yield Problem(rel.home("types"), "no release type is defined")
        return
    if len(good) < _EXPECTED:
        number = count(len(good), "release type is", "release types are")
        yield Problem(rel.home("types"), f"{number} defined with its scope, expected at least {_EXPECTED}")
    for kind in known:
        if not defined(kind):
            place = kind.record.at("scope") if kind.record else kind.place
            yield Problem(place, f"the release type '{kind.name}' has no scope")


@rule(
    "REL-05", "frequency-agreed", Severity.STRICT, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    each=("types",),
    why="Customers plan around releases; a frequency that nobody agreed with them is a surprise that repeats itself.",
    hint="Give each type its frequency, and record the agreement of the customers.",
    fails=Example(
        (Edit("| Minor | Improvements and configuration of existing functions | Monthly |", "| Minor | Improvements and configuration of existing functions | |"),),
        (Found("the release type 'Minor' has no frequency", at="| Minor |"),),
    ),
    more=(
        Example(
            (Edit("Types and frequencies were agreed with the customers in the service reviews of June 2026: with the five enterprise customers on 2026-06-18, with mid-market customers on 2026-06-24; SMB customers had notice and raised no objection. ", ""),),
            (Found("nothing says that customers agreed to the release types and their frequency", at="## Policy"),),
        ),
        Example(
            (Edit("Types and frequencies were agreed with the customers in the service reviews of June 2026: with the five enterprise customers on 2026-06-18, with mid-market customers on 2026-06-24; SMB customers had notice and raised no objection. ", "The policy was not yet agreed with customers. "),),
            (Found("nothing says that customers agreed to the release types and their frequency", at="## Policy"),),
        ),
    ),
)  # fmt: skip
def frequency_agreed(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    for kind in release_types(rel):
        if kind.record and (not filled_cell(kind.frequency) or denies(kind.frequency)):
            yield Problem(kind.record.at("frequency"), f"the release type '{kind.name}' has no frequency")
    if stated(rel, _AGREED, "policy", "types", "calendar", cells=("policy", "types")).verdict != "stated":
        message = "nothing says that customers agreed to the release types and their frequency"
        yield Problem(rel.section_place("policy"), message)


@rule(
    "REL-06", "approved-change-required", Severity.STRICT, Kind.PRESENCE, "9.3, 9.2 / 8.5.3", REL,
    source="s",
    why="A release without an approved change is the back door past risk, schedule and CAB.",
    hint="Say that no release is deployed without an approved change.",
    fails=Example(
        (
            Edit("Approved changes reach production in releases, so", "Changes reach production in releases, so"),
            Edit("- No release is deployed without an approved change; its number stands in the release record before the build starts.\n", ""),
            Edit("| Plan | Changes approved by the CAB |", "| Plan | Changes known |"),
            Edit("| Approved changes with schedule and risk; back:", "| Changes with schedule and risk; back:"),
        ),
        (Found("nothing says that a release needs an approved change", at="## Policy"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "",
                    "# Release Management\n\n## Release policy\n\nMost releases are deployed without an approved change, since the team knows its systems.\n",
                ),
            ),
            (Found("only a denial speaks of an approved change: 'Most releases are deployed without an approved change, since the team knows its systems.'", at="## Release policy"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def approved_change_required(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    sections = ("policy", "lifecycle", "deployment", "interfaces")
    said = stated(rel, _APPROVED_CHANGE, *sections, cells=(*sections, "types"))
    if said.verdict == "doubtful":
        message = f"only a denial speaks of an approved change: '{said.sentence.strip()}'"
        yield Problem(rel.section_place("policy"), message)
    elif said.verdict == "absent":
        yield Problem(rel.section_place("policy"), "nothing says that a release needs an approved change")


@rule(
    "REL-08", "emergency-release", Severity.STRICT, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    source="s",
    why="An emergency release with a procedure of its own is a second emergency door, and nobody watches both.",
    hint="Define the emergency release, and tie it to the emergency change and its procedure.",
    fails=Example(
        (
            Edit("It goes only together with an emergency change: the emergency procedure of change management applies, and the Emergency CAB approves both in one decision. ", "The release manager decides alone. "),
            Edit("| Emergency CAB | Emergency | At once,", "| Release manager | Normal | At once,"),
        ),
        (Found("the emergency release is not tied to an emergency change", at="## Emergency release"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Release types\n\n| Type | Scope |\n|---|---|\n| Major | New functions |\n| Minor | Improvements |\n"),),
            (Found("no emergency release is defined", at="# Release Management"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Release types\n\n| Release type | Scope | Change category |\n|---|---|---|\n| Major | New functions | Normal |\n| Hotfix | Ends a major incident | Emergency |\n"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def emergency_release(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    kind = next((kind for kind in release_types(rel) if kind.emergency and defined(kind)), None)
    section = rel.sections.get("emergency")
    if kind is None and not (section and section.filled):
        yield Problem(rel.section_place("emergency"), "no emergency release is defined")
        return
    tied = stated(rel, _EMERGENCY_CHANGE, "emergency", cells=("emergency",)) if section else None
    if not (tied and tied.verdict == "stated") and not _emergency_change(kind):
        place = kind.place if kind and not section else rel.section_place("emergency")
        yield Problem(place, "the emergency release is not tied to an emergency change")


def _emergency_change(kind: ReleaseType | None) -> bool:
    if kind is None:
        return False
    words = "emergency" if kind.record else "emergency change"
    return words in kind.change_type.lower()
