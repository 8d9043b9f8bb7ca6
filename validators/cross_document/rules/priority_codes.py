"""One scheme of priorities: whoever names one names one that the incident process has."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.steps import STEPS
from iso20k.values.deferred import deferred
from iso20k.wording.negation import states
from iso20k.wording.phrases import count, listed
from iso20k.wording.sentences import plain, sentences
from validators.cross_document.priorities import (
    Mention,
    matrix_place,
    mentions,
    process_codes,
    resolved,
    span,
)
from validators.incident_management.codes import code_of, codes_mentioned
from validators.incident_management.major import procedure
from validators.incident_management.targets import targets
from validators.information_security.incidents import classes

INCIDENT, SLM, SECURITY = "incident-management", "service-level-management", "information-security"
PROBLEM, REPORTING = "problem-management", "service-reporting"
_FEWEST = 2  # an agreement that names one priority does not set out a scheme
_MAJOR = deferred(r"\bmajor incident", re.IGNORECASE)


@rule(
    "X28", "priority-codes-same", Severity.ERROR, Kind.CROSS, "8.1 / 8.6.1", (INCIDENT, SLM),
    source="P",
    why="With two schemes of priorities the same failure is urgent in one document and can wait in another. Compared are the SLAs "
    "and, where they exist, problem management, information security and reporting; a priority without any SLA target is a warning.",
    hint="Use the priorities of the incident matrix everywhere.",
    fails=Example(
        (Edit("| SLA-003 | P4 | 12 h | 90 h |", "| SLA-003 | P5 | 12 h | 90 h |", SLM),),
        (Found("'P5' of Service Level Management is no priority of the incident process, which has P1 to P4", at="| P5 |", document=SLM),),
    ),
    more=(
        Example(
            (Edit("| Priority | P3 |\n", "| Priority | Sev 3 |\n", PROBLEM),),
            (Found("'Sev 3' of Problem Management is no priority of the incident process, which has P1 to P4", at="| Priority | Sev 3 |", document=PROBLEM),),
        ),
        Example(
            (Edit("a P1 or P2 starts the major incident procedure", "a P0 or P1 starts the major incident procedure", SECURITY),),
            (Found("'P0' of Information Security is no priority of the incident process, which has P1 to P4", at="a P0 or P1", document=SECURITY),),
        ),
        Example(
            (Edit("| June 2026 | P2 resolution of", "| June 2026 | P6 resolution of", REPORTING),),
            (Found("'P6' of Service Reporting is no priority of the incident process, which has P1 to P4", at="P6 resolution", document=REPORTING),),
        ),
        Example(
            (
                Edit("| SLA-001 | P4 | 12 h | 96 h | Mon-Fri 07:00-19:00 | 90 % |\n", "", SLM),
                Edit("| SLA-002 | P4 | 12 h | 96 h | Mon-Fri 07:00-19:00 | 90 % |\n", "", SLM),
                Edit("| SLA-003 | P4 | 12 h | 90 h | Mon-Fri 07:00-19:00 | 90 % |\n", "", SLM),
            ),
            (Found("the SLAs have 3 priorities, P1 to P3, the incident process 4: no SLA has a target for P4", at="## Incident targets per SLA", document=SLM),),
        ),
        Example((Edit("| SLA-001 | P4 | 12 h | 96 h | Mon-Fri 07:00-19:00 | 90 % |\n", "", SLM),)),  # another SLA has it
        Example((Edit("| SLA-002 | P1 | 1 h |", "| SLA-002 | Critical | 1 h |", SLM),)),  # the process explains the word
        Example((Edit("| Zabbix product support | SLA-001 | P1 case response |", "| Zabbix product support | SLA-001 | P5 case response |", SLM),)),  # the supplier's scheme
        Example((Edit("", "", PROBLEM), Edit("", "", SECURITY), Edit("", "", REPORTING))),
        Example((Edit("Every figure stands beside", "Problems with the store S3 are named. Every figure stands beside", REPORTING),)),
    ),
)  # fmt: skip
def priority_codes_same(workspace: Workspace, incident: Artifact, slm: Artifact) -> Iterator[Problem]:
    others = (workspace.artifact(skill) for skill in (PROBLEM, SECURITY, REPORTING))
    for artifact in (slm, *(one for one in others if one is not None)):
        # the classes of security incidents are X42's
        told = [m for m in mentions(artifact) if not (artifact.skill == SECURITY and m.in_column)]
        yield from _strangers(incident, artifact, told)
    yield from _fewer(incident, slm)


def _strangers(incident: Artifact, artifact: Artifact, told: list[Mention]) -> Iterator[Problem]:
    """Each priority that the process does not have, once for a document."""
    codes = process_codes(incident)
    seen: dict[str, list[Mention]] = {}
    for mention in told:
        if resolved(incident, mention) == "":
            seen.setdefault(mention.code, []).append(mention)
    for first, *again in seen.values():
        title = STEPS[artifact.schema.step.number - 1].title
        yield Problem(
            first.place,
            f"'{first.text}' of {title} is no priority of the incident process, which has {span(codes)}",
            related=(
                Related(matrix_place(incident), f"the priorities {span(codes)}"),
                *(Related(one.place, "also here") for one in again if one.place.line != first.place.line),
            ),
        )


def _fewer(incident: Artifact, slm: Artifact) -> Iterator[Problem]:
    """Levels of the process that no SLA gives a target; those that something else than the matrix leads to need none."""
    rows = [m for m in mentions(slm) if m.in_column]
    answers = [resolved(incident, mention) for mention in rows]
    if not all(answers):
        return  # what they mean is not known, or said above
    named = {code for code in answers if code}
    otherwise = {target.code for target in targets(incident) if target.set_otherwise}
    codes = tuple(code for code in process_codes(incident) if code not in otherwise)
    lacking = [code for code in codes if code not in named]
    if len(named) >= _FEWEST and lacking:
        known = [code for code in codes if code in named]
        yield Problem(
            slm.home("incident_targets"),
            f"the SLAs have {count(len(known), 'priority', 'priorities')}, {span(known)}, the incident process {len(codes)}: "
            f"no SLA has a target for {listed(lacking)}",
            "Promise a time for it, or say in the SLA that there is none.",
            (Related(matrix_place(incident), f"the priorities {span(codes)}"),),
            Severity.WARNING,
        )


@rule(
    "X42", "security-priority-valid", Severity.WARNING, Kind.CROSS, "6.6.3, 8.1 / 8.7.3.3", (SECURITY, INCIDENT),
    source="P",
    each=("classes",),
    why="A security incident with a priority that the desk does not know is queued by guess, and a major one that starts no "
    "major incident procedure is handled by whoever happens to be on shift.",
    hint="Give the class a priority of the incident matrix, and the same major incident rule as the incident process.",
    fails=Example(
        (Edit("| Policy violation | Unlocked rack, shared password, data sent to the wrong person without harm | P3 |", "| Policy violation | Unlocked rack, shared password, data sent to the wrong person without harm | P5 |"),),
        (Found("the priority 'P5' of the class 'Policy violation' is none of the incident process, which has P1 to P4", at="| Policy violation |"),),
    ),
    more=(
        Example(
            (Edit("data sent to the wrong person without harm | P3 |", "data sent to the wrong person without harm | Sev 3 |"),),
            (Found("the priority 'Sev 3' of the class 'Policy violation' is none of the incident process, which has P1 to P4", at="| Policy violation |"),),
        ),
        Example(
            (Edit("a P1 or P2 starts the major incident procedure", "a P1 starts the major incident procedure"),),
            (Found("the class 'Security weakness in use' has the priority P2, with which security incidents start no major incident procedure, others do", at="| Security weakness in use |"),),
        ),
        Example(
            (Edit("a P1 or P2 starts the major incident procedure", "a P1, P2 or P3 starts the major incident procedure"),),
            (Found("the class 'Policy violation' has the priority P3, which starts the major incident procedure here, not in the incident process (P1 and P2)", at="| Policy violation |"),),
        ),
        Example((Edit("data sent to the wrong person without harm | P3 |", "data sent to the wrong person without harm | Medium |"),)),
        Example((Edit("; a P1 or P2 starts the major incident procedure", ""),)),  # that of the incident process holds
        Example((Edit("data sent to the wrong person without harm | P3 |", "data sent to the wrong person without harm | |"),)),
        Example((Edit("data sent to the wrong person without harm | P3 |", "data sent to the wrong person without harm | by impact and urgency |"),)),
        Example((Edit("a P1 or P2 starts the major incident procedure", "a P3 or P4 never starts the major incident procedure"),)),
    ),
)  # fmt: skip
def security_priority_valid(
    workspace: Workspace, security: Artifact, incident: Artifact
) -> Iterator[Problem]:
    codes = process_codes(incident)
    here, there = _major_here(security), procedure(incident).codes
    for one in classes(security) if codes else ():
        place, told = one.record.at("priority"), one.priority
        named = code_of(told)  # 'by the matrix' names none
        code = resolved(incident, Mention(told, named, place, in_column=True)) if named else None
        if code == "":
            yield Problem(
                place,
                f"the priority '{told}' of {one.label} is none of the incident process, which has {span(codes)}",
                related=(Related(matrix_place(incident), f"the priorities {span(codes)}"),),
            )
        if not code or not here or not there or (code in here) is (code in there):
            continue
        rule_there = Related(incident.section_place("major"), f"major incidents are {listed(there)}")
        if code in there:
            message = f"{one.label} has the priority {code}, with which security incidents start no major incident procedure, others do"
        else:
            message = f"{one.label} has the priority {code}, which starts the major incident procedure here, not in the incident process ({listed(there)})"
        yield Problem(place, message, related=(rule_there,))


def _major_here(security: Artifact) -> frozenset[str]:
    """The priorities of which the document says that they start the major incident procedure."""
    section = security.sections.get("incidents")
    found: set[str] = set()
    for text in section.texts if section else ():
        for sentence in sentences(plain(text.text)):
            if states(sentence, _MAJOR()).verdict == "stated":
                found |= set(codes_mentioned(sentence))
    return frozenset(found)
