"""What customers were told about complaints: what one is, and to whom they can turn next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Text
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import MIN_WORDS
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.business_relationship.procedure import stages, subsections
from validators.service_management_plan.prose import prose_of

BRM = "business-relationship"
_DEFINED = re.compile(
    r"complaints?\b[^.]{0,40}?\b(?:is|are|means?|covers?|includes?) (?:an?|any|every|each|all|when|where|that)\b"
    r"|\bdefin(?:ed|es|ition)|dissatisf|regarded as|counts? as|treated as",
    re.IGNORECASE,
)
_COMPLAINT_ROW = re.compile(r"\W*(?:(?:service )?complaint|definition)s?\W*", re.IGNORECASE)
_AGREED = r"agreed|accepted|confirmed|approved|signed|part of (?:the|each) (?:contract|sla)"
_CUSTOMER = re.compile(r"\b(?:customer|client|contract|sla)", re.IGNORECASE)
_ESCALATION = r"escalat(?:ions?|es?|ing)\b|escalated to|next level|higher level|appeal"


@rule(
    "BRM-07", "complaint-defined", Severity.STRICT, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    why="Without a definition agreed with the customer every angry ticket is an incident, and no complaint is ever counted.",
    hint="Say what a complaint is, and when and how customers agreed it.",
    fails=Example(
        (Edit("The enterprise customers agreed this definition in the reviews of July 2026; mid-market and SMB customers accepted it with the contract notice of 15 July 2026.", ""),),
        (Found("nothing shows that customers agreed what a complaint is", at="## Complaint definition"),),
    ),
    more=(
        Example(
            (
                Edit("A complaint is any statement of a customer or user, in whatever form, that they are dissatisfied with a service, a person or the handling of an earlier matter, and to which they expect an answer. A fault report is an incident and becomes a complaint only when the sender says so or when its handling is criticized. The enterprise customers agreed this definition in the reviews of July 2026; mid-market", "Mid-market"),
            ),
            (Found("nothing says what a complaint is", at="## Complaint definition"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Complaint procedure\n\nComplaints are handled quickly and agreed with the customer.\n"),),
            (Found("nothing says what a complaint is", at="## Complaint procedure"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Complaints\n\n### Definition\n\nAny expression of dissatisfaction that calls for an answer, as agreed with each customer in the contract.\n"),),
        ),
        Example(
            (Edit("The enterprise customers agreed this definition in the reviews of July 2026; mid-market and SMB customers accepted it with the contract notice of 15 July 2026.", "Customers have not yet agreed this definition."),),
            (Found("it is doubtful whether customers agreed what a complaint is: 'Customers have not yet agreed this definition.'", at="## Complaint definition"),),
        ),
    ),
)  # fmt: skip
def complaint_defined(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    section = brm.sections.get("procedure")
    place = brm.section_place("procedure")
    told = sentences(prose_of(section))
    rows = [row for table in section.tables for row in table.rows] if section else []
    if not (any(_defines(sentence) for sentence in told) or _defined_apart(brm)):
        yield Problem(place, "nothing says what a complaint is")
        return
    texts = (*told, *(" ".join(cell.text for cell in row) for row in rows))
    agreed = [states(text, _AGREED) for text in texts if _CUSTOMER.search(text)]
    if not any(answer.verdict == "stated" for answer in agreed):
        doubt = next((answer.sentence for answer in agreed if answer.verdict == "doubtful"), "")
        if doubt:
            yield Problem(
                place,
                f"it is doubtful whether customers agreed what a complaint is: '{doubt}'",
                missing=False,
            )
        else:
            yield Problem(place, "nothing shows that customers agreed what a complaint is")


def _defines(sentence: str) -> bool:
    about = re.search(r"complaint", sentence, re.IGNORECASE)
    return (
        bool(about)
        and states(sentence, _DEFINED).verdict == "stated"
        and len(informative_words(sentence)) > MIN_WORDS
    )


def _defined_apart(brm: Artifact) -> bool:
    """Whether a row 'Complaint' or a heading 'Definition' of its own says what one is."""
    section = brm.sections.get("procedure")
    rows = (row for table in section.tables for row in table.rows if row) if section else ()
    if any(
        _COMPLAINT_ROW.fullmatch(row[0].text) and _tells(*(cell.text for cell in row[1:])) for row in rows
    ):
        return True
    headed = (
        part
        for part in subsections(brm, "procedure")
        if re.search(r"definition|what is a", part.title, re.IGNORECASE)
    )
    return any(_tells(*(block.text for block in part.blocks if isinstance(block, Text))) for part in headed)


def _tells(*texts: str) -> bool:
    return any(len(informative_words(text)) >= MIN_WORDS for text in texts)


@rule(
    "BRM-08", "complaint-escalation", Severity.STRICT, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    why="A customer whose complaint is not resolved in the normal way must know whom to turn to next, or turns to a competitor.",
    hint="Say to whom a customer may escalate a complaint, by name or position.",
    fails=Example(
        (Edit("A customer who is not content with handling or result may escalate at any stage: first to Grace Mitchell, then to Sarah Chen, then to James Park, each of whom answers within 2 business days.", ""),),
        (Found("no escalation is offered for complaints", at="## Complaint definition"),),
    ),
    more=(
        Example(
            (Edit("A customer who is not content with handling or result may escalate at any stage: first to Grace Mitchell, then to Sarah Chen, then to James Park, each of whom answers within 2 business days.", "There is no escalation of complaints beyond the relationship owner."),),
            (Found("it is doubtful whether an escalation is offered: 'There is no escalation of complaints beyond the relationship owner.'", at="## Complaint definition"),),
        ),
        Example(
            (Edit("A customer who is not content with handling or result may escalate at any stage: first to Grace Mitchell, then to Sarah Chen, then to James Park, each of whom answers within 2 business days.", "Escalation."),),
            (Found("no escalation is offered for complaints", at="## Complaint definition"),),
        ),
    ),
)  # fmt: skip
def complaint_escalation(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    section = brm.sections.get("procedure")
    texts = list(sentences(prose_of(section)))
    texts += [f"{stage.name}: {stage.what} {stage.who}" for stage in stages(brm)]
    texts += [
        " ".join(cell.text for cell in row)
        for table in (section.tables if section else ())
        for row in table.rows
        if row
        and re.search(r"escalat", row[0].text, re.IGNORECASE)
        and any(filled_cell(c.text) for c in row[1:])
    ]
    found = [(states(text, _ESCALATION), len(informative_words(text))) for text in texts]
    if any(answer.verdict == "stated" and words >= MIN_WORDS for answer, words in found):
        return
    doubt = next((answer.sentence for answer, _ in found if answer.verdict == "doubtful"), "")
    if doubt:
        yield Problem(
            brm.section_place("procedure"),
            f"it is doubtful whether an escalation is offered: '{doubt}'",
            missing=False,
        )
    else:
        yield Problem(brm.section_place("procedure"), "no escalation is offered for complaints")
