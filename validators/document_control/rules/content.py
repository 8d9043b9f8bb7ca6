"""What is in a document is finished and its own: no placeholder, no empty heading, no copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from sys import intern

from iso20k.document import Cell
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.rule import EVERY, Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import find_placeholders, informative_words, is_placeholder

_CLONE = (
    "---\nartifact: {}\n---\n# Notes\n\nThe team meets every Monday at nine in the large room beside the kitchen to look at "
    "the open work of the week, to agree who takes which ticket, and to decide what can wait until the following Monday "
    "without harm to any customer.\n"
)

Numbered = frozenset[str]


@rule(
    "DOC-08", "doc-no-placeholder", Severity.ERROR, Kind.VALIDITY, "4.3.2 / 7.5.2", EVERY,
    source="P",
    why="A template's instruction left in an approved text tells the auditor that nobody read it.",
    hint="Replace the placeholder by what is true, or delete the line.",
    fails=Example(
        (Edit("| Customers' employees get back to work quickly |", "| TBD |"),),
        (Found("the placeholder 'TBD' is left", at="SVC-003"),),
    ),
    more=(
        Example(
            (Edit("classification: Customers", 'classification: "[Internal or customers]"'),),
            (Found("the placeholder '[Internal or customers]' is left", at="classification"),),
        ),
        Example((Edit("An entry changes only", "<!-- TODO: say by whom --> An entry changes only"),)),
    ),
)  # fmt: skip
def doc_no_placeholder(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for cell in (*_control_cells(artifact), *artifact.words()):
        whole = cell.text[:1] in ("[", "<", "{") and is_placeholder(cell.text)
        left = (cell.text,) if whole else (placeholder for _, placeholder in find_placeholders(cell.text))
        for placeholder in left:
            yield Problem(artifact.at(cell), f"the placeholder '{placeholder}' is left", missing=True)


def _control_cells(artifact: Artifact) -> Iterator[Cell]:
    for value in artifact.document.front.values():
        yield value.cell
        for item in value.items:
            yield from item.values()


@rule(
    "DOC-09", "doc-no-empty-section", Severity.ERROR, Kind.PRESENCE, "4.3.1 / 7.5.1", EVERY,
    source="S",
    why="A heading without content claims coverage that is not there.",
    hint="Write what the heading promises: at least a few sentences or a filled table row.",
    fails=Example(
        (
            Edit(
                "The catalog was agreed with the customers before approval. Customers read it in the ServiceNow portal, "
                "employees in Confluence; Emily Nguyen grants access on request.",
                "Agreement and access.",
            ),
            Edit("| Enterprise | Customer forum, 5 of 5 customers present | 2026-03-20 | Signed forum minutes |\n", ""),
            Edit("| Mid-market | Customer forum, 11 of 15 present; 4 agreed by e-mail | 2026-03-24 | Signed forum minutes, e-mail file |\n", ""),
            Edit("| SMB | Notice with two weeks for objections, none received | 2026-03-24 | Portal notice of 10 March 2026 |", ""),
        ),
        (Found("the section 'Agreement and access' has no content", at="## Agreement and access"),),
    ),
)  # fmt: skip
def doc_no_empty_section(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for spec in artifact.schema.sections:
        section = artifact.sections.get(spec.key)
        if spec.required and section and not section.filled:
            yield Problem(section.place, f"the section '{section.title}' has no content")


@rule(
    "DOC-13", "doc-not-cloned", Severity.WARNING, Kind.VALIDITY, "4.3.1 / 7.5.1", EVERY,
    source="P",
    why="One text under many titles describes none of the processes that it claims to.",
    hint="Describe what is done here, in this document's own words.",
    fails=Example(
        (Edit("", _CLONE.format("service-catalog")), Edit("", _CLONE.format("sms-scope"), document="sms-scope")),
        (Found("100 % of the text stands in SMS Scope as well", at="# Notes"),),
    ),
)  # fmt: skip
def doc_not_cloned(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    for other in workspace.artifacts.values():
        if other.skill == artifact.skill:
            return
        shared = _shared(artifact, other)
        if shared > 0.8:
            related = Related(other.place, "the same text")
            message = f"{shared:.0%} of the text stands in {other.schema.step.title} as well".replace(
                "%", " %"
            )
            yield Problem(artifact.place, message, related=(related,))


def _shared(artifact: Artifact, other: Artifact) -> float:
    """The share of the shorter text that stands in the longer one; worked out once while both texts are the same."""
    theirs = _numbered_words(other)
    known = artifact.memory.get((_shared, other.skill))
    if known is None or known[0] is not theirs:
        known = artifact.memory[_shared, other.skill] = (theirs, _compared(artifact, other))
    share: float = known[1]
    return share


def _compared(artifact: Artifact, other: Artifact) -> float:
    if not _could_be_cloned(_numbered_words(artifact), _numbered_words(other)):
        return 0.0
    own, theirs = _shingles(artifact), _shingles(other)
    return len(own & theirs) / max(min(len(own), len(theirs)), 1)


def _could_be_cloned(own: Numbered, theirs: Numbered) -> bool:
    """Texts that share four fifths of their runs of words share most of their words; cheap to rule out."""
    return len(own & theirs) > 0.7 * min(len(own), len(theirs))


@derived
def _body(artifact: Artifact) -> str:
    return "\n".join(cell.text for cell in artifact.words())


@derived
def _numbered_words(artifact: Artifact) -> Numbered:
    """Every word with how often it stood before: what two texts share is what these sets share."""
    seen: Counter[str] = Counter()
    numbered = []
    for word in _body(artifact).lower().split():
        seen[word] += 1
        # the same word is the same object in every text, which makes comparing many of them quick
        numbered.append(intern(word if seen[word] == 1 else f"{word} {seen[word]}"))
    return frozenset(numbered)


@derived
def _shingles(artifact: Artifact) -> frozenset[tuple[str, ...]]:
    """Every run of eight informative words."""
    words = informative_words(_body(artifact))
    return frozenset(words[n : n + 8] for n in range(len(words) - 7))
