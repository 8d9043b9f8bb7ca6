"""What is in a document is finished and its own: no placeholder, no empty heading, no copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from sys import intern

from iso20k.document import Cell, Section
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.rule import EVERY, Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import find_placeholders, informative_words, is_placeholder

_CLONE = (
    "---\nartifact: {}\n---\n# Notes\n\nThe team meets every Monday at nine in the large room beside the kitchen to look at "
    "the open work of the week, to agree who takes which ticket, and to decide what can wait until the following Monday "
    "without harm to any customer.\n"
)


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
    for cell, placeholder in (*_left(_control_cells(artifact)), *chain(*artifact.each_section(_left_in))):
        yield Problem(artifact.at(cell), f"the placeholder '{placeholder}' is left", missing=True)


def _left_in(section: Section) -> tuple[tuple[Cell, str], ...]:
    return _left(section.words())


def _left(cells: Iterable[Cell]) -> tuple[tuple[Cell, str], ...]:
    """The placeholders left in cells."""
    return tuple((cell, placeholder) for cell in cells for placeholder in _placeholders(cell.text))


def _placeholders(text: str) -> tuple[str, ...]:
    if text[:1] in ("[", "<", "{") and is_placeholder(text):
        return (text,)
    return tuple(placeholder for _, placeholder in find_placeholders(text))


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
    """The share of the shorter text that stands in the longer one."""
    own, theirs = _long_words(artifact), _long_words(other)
    known = artifact.memory.get((_could_be_cloned, other.skill))
    if known is None or known[0] is not own or known[1] is not theirs:
        known = artifact.memory[_could_be_cloned, other.skill] = (own, theirs, _could_be_cloned(own, theirs))
    if not known[2]:
        return 0.0
    runs, others = _shingles(artifact), _shingles(other)
    return len(runs & others) / max(min(len(runs), len(others)), 1)


def _could_be_cloned(own: frozenset[str], theirs: frozenset[str]) -> bool:
    """Texts that share four fifths of their runs of words share most of their long words; cheap to rule out."""
    return len(own & theirs) >= 0.6 * min(len(own), len(theirs))


@derived
def _long_words(artifact: Artifact) -> frozenset[str]:
    """The words of eight letters and more; a few hundred, of which different documents share half at most."""
    return frozenset[str]().union(*artifact.each_section(_long_words_of))


def _long_words_of(section: Section) -> frozenset[str]:
    # the same word is the same object in every text, which makes comparing many of them quick
    words = " ".join(cell.text for cell in section.words()).lower().split()
    return frozenset(intern(word) for word in words if len(word) >= 8)


@derived
def _shingles(artifact: Artifact) -> frozenset[tuple[str, ...]]:
    """Every run of eight informative words."""
    words = informative_words("\n".join(cell.text for cell in artifact.words()))
    return frozenset(words[n : n + 8] for n in range(len(words) - 7))
