"""Who a document is: its control block, its ID, its version, its edition, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Cell, Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import (
    EVERY,
    Edit,
    Example,
    Found,
    Kind,
    Problem,
    Related,
    Replacement,
    Severity,
    rule,
)
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed
from validators.document_control.references import (
    defined_identifiers,
    is_referred_to,
    keys_of_others,
    mentions,
    prefix_of,
    prefixes_in,
    standing_twice,
)

_FIELDS = {
    "id": "document ID",
    "title": "title",
    "version": "version",
    "status": "status",
    "owner": "owner",
    "author": "author",
    "approver": "approver",
    "approved": "approval date",
    "effective": "effective date",
    "next_review": "next review",
    "classification": "classification",
    "edition": "edition",
    "changes": "change history",
}
#: What only a decision gives, so a document that waits for it cannot have it.
_GIVEN_BY_APPROVAL = ("approved", "effective")


@rule(
    "DOC-01", "doc-control-present", Severity.STRICT, Kind.PRESENCE, "4.3.2 / 7.5.2", EVERY,
    why="A document that does not say who owns it, which version it is and who approved it is uncontrolled, whatever it says.",
    hint="Fill the fields in the front matter at the top of the document.",
    fails=Example(
        (Edit("classification: Customers\n", ""),),
        (Found("the control block lacks the classification", at="---"),),
    ),
    more=(
        Example((Edit("", "# Service Catalog\n"),), (Found("there is no document-control block", at="# Service"),), alone=True),
        Example((Edit("approved: 2026-06-05\neffective: 2026-06-08\n", ""), Edit("status: approved", "status: draft")), alone=True),
    ),
)  # fmt: skip
def doc_control_present(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    if not any(key in artifact.control for key in _FIELDS):
        yield Problem(
            artifact.place,
            "there is no document-control block",
            "Begin the document with front matter: id, version, status, owner, …",
        )
        return
    waiting = artifact.status in ("draft", "in review")
    lacking = [
        word
        for key, word in _FIELDS.items()
        if not _has(artifact, key) and not (waiting and key in _GIVEN_BY_APPROVAL)
    ]
    if lacking:
        yield Problem(Place(artifact.path, 1), f"the control block lacks the {listed(lacking)}")


def _has(artifact: Artifact, key: str) -> bool:
    value = artifact.control.get(key)
    if value is None:
        return False
    return filled_cell(value.cell.text) or any(
        filled_cell(cell.text) for item in value.items for cell in item.values()
    )


_VERSION = re.compile(r"^v?\.?\s*\d+(?:\.\d+){0,3}$", re.IGNORECASE)


@rule(
    "DOC-02", "doc-version-format", Severity.WARNING, Kind.VALIDITY, "4.3.2 / 7.5.2", EVERY,
    why="When the version and the change history disagree, nobody can tell which text was approved.",
    hint="Write the version as '1.2', and give it a line in the change history.",
    fails=Example(
        (Edit('version: "1.1"\nstatus', 'version: "1.2"\nstatus'),),
        (Found("the version is 1.2, the change history ends with 1.1", at='version: "1.2"'),),
    ),
    more=(
        Example(
            (Edit('version: "1.1"\nstatus', "version: final\nstatus"),), (Found("the version 'final' is no version number", at="final"),)
        ),
    ),
)  # fmt: skip
def doc_version_format(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    version = artifact.field("version")
    if not filled_cell(version.text):
        return
    if not _VERSION.match(version.text):
        yield Problem(artifact.at(version), f"the version '{version.text}' is no version number")
        return
    history = artifact.control.get("changes")
    lines = [item for item in history.items if "version" in item] if history else []
    if lines:
        last = max(enumerate(lines), key=lambda pair: (pair[1].get("date", Cell("", 0)).text, pair[0]))[1][
            "version"
        ].text
        if _plain(last) != _plain(version.text):
            yield Problem(
                artifact.at(version), f"the version is {version.text}, the change history ends with {last}"
            )


def _plain(version: str) -> str:
    return version.lower().lstrip("v. ").removesuffix(".0")


@rule(
    "DOC-10", "doc-id-unique", Severity.WARNING, Kind.VALIDITY, "4.3.2 / 7.5.2", EVERY,
    why="Two documents under one ID make every reference to it ambiguous.",
    hint="Give each document its own ID.",
    fails=Example(
        (Edit("id: NOS-SMS-03", "id: NOS-SMS-01"),),
        (Found("the document ID 'NOS-SMS-01' is already that of Organization Profile", at="id: NOS-SMS-01"),),
    ),
)  # fmt: skip
def doc_id_unique(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    own = artifact.field("id")
    if not filled_cell(own.text):
        return
    for other in workspace.artifacts.values():
        if other.skill == artifact.skill:
            return
        if normalise(other.field("id").text) == normalise(own.text):
            related = Related(other.at(other.field("id")), "the other document")
            message = f"the document ID '{own.text}' is already that of {other.schema.step.title}"
            yield Problem(artifact.at(own), message, related=(related,))


@rule(
    "DOC-11", "doc-edition-named", Severity.ADVICE, Kind.VALIDITY, "- / -", EVERY,
    source="P",
    why="Clause numbers mean different things in the two editions; certificates to the 2011 edition are no longer issued.",
    hint="Name the workspace's edition in 'edition:' of the front matter.",
    fails=Example(
        (Edit('edition: "2011"', 'edition: "2018"'),),
        (
            Found("the edition is 2018, that of the workspace is 2011", at='edition: "2018"'),
            Found("the set is written to the 2011 edition, to which certificates are no longer issued since September 2021"),
        ),
        alone=True,
    ),
    passes=Example((Edit('edition: "2011"', 'edition: "2018"'),), alone=True, settings='edition: "2018"'),
)  # fmt: skip
def doc_edition_named(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    told = artifact.field("edition")
    named = re.search(r"20(?:11|18)", told.text)
    if not filled_cell(told.text):
        if artifact.control:
            yield Problem(Place(artifact.path, 1), "the document does not name its edition of the standard")
    elif named is None or named.group() != workspace.edition:
        yield Problem(
            artifact.at(told), f"the edition is {told.text}, that of the workspace is {workspace.edition}"
        )
    first = next(iter(workspace.artifacts.values()))
    if workspace.edition == "2011" and artifact.skill == first.skill:
        yield Problem(
            Place(artifact.path, 1),
            "the set is written to the 2011 edition, to which certificates are no longer issued since September 2021",
            "Plan the step to the 2018 edition; 'iso20k explain DOC-11' tells more.",
        )


@rule(
    "DOC-12", "doc-refs-resolve", Severity.WARNING, Kind.VALIDITY, "4.3.2 / 7.5.3", EVERY,
    why="A reference to a record that does not exist, or to an old version, sends the reader to the wrong evidence.",
    hint="Correct the ID or the version, or add what it names.",
    fails=Example(
        (Edit("A score counts what", "A score, also that of SVC-099, counts what", document="gap-assessment"),),
        (Found("SVC-099 is referred to and defined nowhere", at="SVC-099", document="gap-assessment"),),
    ),
    more=(
        Example(
            (Edit("An entry changes only", "The scope is that of NOS-SMS-02 version 0.3. An entry changes only"),),
            (Found("NOS-SMS-02 is cited in version 0.3, its version is 1.0", at="version 0.3"),),
        ),
        # the services of an impact analysis or a forecast are the catalog's, so its other columns must name them right
        Example(
            (Edit("| RSK-CON-04 | SVC-001 |", "| RSK-CON-04 | SVC-071 |", "service-continuity-availability"),),
            (Found("SVC-071 is referred to and defined nowhere", at="| RSK-CON-04 |", document="service-continuity-availability"),),
        ),
        Example(
            (Edit("| CUS-004 | SVC-001 | Patch window", "| CUS-004 | SVC-071 | Patch window", "business-relationship"),),
            (Found("SVC-071 is referred to and defined nowhere", at="| CMP-002 |", document="business-relationship"),),
        ),
        # an ID of two things leads nowhere for certain
        Example(
            (Edit("| CTL-012 | Endpoint |", "| CTL-001 | Endpoint |", "information-security"),),
            (Found("CTL-001 is referred to and stands twice in one register", at="| CTL-001 | Endpoint |", document="information-security"),),
        ),
        # one thing in two rows, such as a resource with two metrics
        Example(
            (Edit("| RES-002 | SVC-002 | technical | Azure managed disks |", "| RES-001 | SVC-002 | technical | Azure vCPU quota | Cores in use | cores | 1,000 | 400 | 500 | Azure | 2026-08-20 |\n| RES-002 | SVC-002 | technical | Azure managed disks |", "capacity-management"),),
        ),
        # the rows of the impact analysis itself are compared with the catalog by a rule of their own
        Example((Edit("| SVC-003 | Help Desk | Medium |", "| SVC-073 | Help Desk | Medium |", "service-continuity-availability"),)),
    ),
)  # fmt: skip
def doc_refs_resolve(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    known = defined_identifiers(workspace)
    versions = {other.field("id").text: other.field("version").text for other in workspace.artifacts.values()}
    # What a document defines itself is for the rules of its own registers.
    documents = (prefix_of(other.field("id").text) for other in workspace.artifacts.values())
    others = (prefixes_in(other) for other in workspace.artifacts.values())
    prefixes = frozenset(documents).union(*others) - prefixes_in(artifact)
    told: set[tuple[str, int]] = set()
    for cell, identifier, version in mentions(artifact, prefixes):
        if (cell.line, cell.column) in keys_of_others(artifact):
            continue
        if identifier not in known and (identifier, cell.line) not in told:
            told.add((identifier, cell.line))
            yield Problem(artifact.at(cell), f"{identifier} is referred to and defined nowhere")
        elif version and versions.get(identifier) and _plain(version) != _plain(versions[identifier]):
            yield Problem(
                artifact.at(cell),
                f"{identifier} is cited in version {version}, its version is {versions[identifier]}",
                edit=Replacement(
                    f"{identifier} version {version}", f"{identifier} version {versions[identifier]}"
                ),
            )
    for twice in standing_twice(artifact):
        if is_referred_to(workspace, twice.identifier, twice.first, twice.again):
            related = (Related(artifact.at(twice.first), "the first record with this ID"),)
            message = f"{twice.identifier} is referred to and stands twice in one register"
            yield Problem(artifact.at(twice.again), message, related=related)
