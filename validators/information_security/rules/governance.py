"""The policy is approved and known, others' access is agreed, and somebody independent looks at all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.information_security.controls import external_access, unknown_controls
from validators.information_security.policy import AUDIENCES, Approver, approver, informed
from validators.organization_profile.people import people

SEC = "information-security"
_AUTHORITY = re.compile(
    r"\b(?:chief|c[eiotfrs]{1,2}o|director|president|board|executive|head|manager|lead|officer|partner|sponsor|owner|management|"
    r"md|vp|minister|secretary)\b",
    re.IGNORECASE,
)
_APPROVED_BY = "| Approved by | James Park, CTO, as top management |"
_AUDIT = r"\baudit"
_AUDIT_ROW = "| Internal security audit | Policy, risks, sample of 8 controls at both sites | 2026-09-16 | Olivia Grant | 8 of 8 sampled controls operate; CTL-011 and CTL-017 confirmed effective |\n"
_NOBODY = (
    "| Microsoft | Azure platform beneath Cloud Hosting and Backup System; support cases after release by NetOps | CTL-009, CTL-018 | UC-001, contract CT-2020-014 with data protection terms |\n",
    "| Zabbix | Remote session to the monitoring servers, on request | CTL-001, CTL-018 | UC-002, contract CT-2023-007 with confidentiality terms |\n",
    "| ServiceNow | Hosted instance with tickets and CMDB | CTL-017, CTL-018 | Contract CT-2021-003 with data processing terms |\n",
    "| Atlassian | Hosted Confluence site | CTL-017, CTL-018 | Contract CT-2022-011 with data processing terms |\n",
    "| Customers' administrators | Their own virtual machines and tickets | CTL-001, CTL-007 | Service contracts, acceptable use annex |\n",
)
_NONE_ROW = "| None | no organization outside can reach systems or information | | |\n"


@rule(
    "SEC-04", "policy-approved", Severity.STRICT, Kind.PRESENCE, "6.6.1 / 8.7.3.1", SEC,
    why="A policy binds when management with authority approved it, and works when staff, customers and suppliers know it.",
    hint="Name the manager who approved the policy, and how staff, customers and suppliers were told.",
    fails=Example(
        (Edit(_APPROVED_BY, "| Approved by | Information security team |"),),
        (Found("the policy is approved by 'Information security team', expected a person with management authority", at="Approved by"),),
    ),
    more=(
        Example(
            (Edit("| Suppliers | Sent to the four suppliers with the access rules on 2026-08-05 | E-mail file, three of four confirmed |\n", ""),),
            (Found("nothing shows that the policy was made known to suppliers", at="## Policy"),),
        ),
        Example(
            (Edit(f"{_APPROVED_BY}\n", ""), Edit("status: approved", "status: draft")),
            (Found("nothing shows who approved the policy", at="## Policy"),),
        ),
        # the field is there and stands empty, so the approval of the document is not taken for it
        Example(
            (Edit(_APPROVED_BY, "| Approved by | |"),),
            (Found("nothing shows who approved the policy", at="| Approved by | |"),),
        ),
        Example(
            (Edit(_APPROVED_BY, "| Approved by | Olivia Grant, Quality Analyst |"),),
            (Found("the policy is approved by 'Olivia Grant, Quality Analyst', expected a person with management authority", at="Approved by"),),
        ),
        # a sentence instead of the table, and the control block instead of both
        Example((Edit(f"{_APPROVED_BY}\n", ""),)),
        Example((Edit(f"{_APPROVED_BY}\n", ""), Edit("status: approved", "status: draft"), Edit("The policy covers all services", "It was approved by James Park on 29 July 2026. The policy covers all services"))),
    ),
)  # fmt: skip
def policy_approved(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    place, known = sec.section_place("policy"), approver(sec)
    if known is None:
        fields = (row.at("approver") for row in sec.records("policy") if "approver" in row.cells)
        yield Problem(next(fields, place), "nothing shows who approved the policy")
    elif not _has_authority(workspace, known):
        message = f"the policy is approved by '{known.text}', expected a person with management authority"
        yield Problem(known.place, message, missing=False)
    left = [topic.name for topic in AUDIENCES if topic.name not in informed(sec)]
    if left:
        yield Problem(place, f"nothing shows that the policy was made known to {listed(left)}")


def _has_authority(workspace: Workspace, known: Approver) -> bool:
    """A named person whose position, here or in the profile, is one of management; an unknown position accuses nobody."""
    if not known.person:
        return False
    profile = workspace.artifact("organization-profile")
    found = [p for p in people(profile) if normalise(p.name) == normalise(known.person)] if profile else []
    rest = known.text.replace(known.person, "").strip(" ,;()–—-")
    held = " ".join(
        (*((rest,) if filled_cell(rest) else ()), *(f"{p.position} {' '.join(p.roles)}" for p in found))
    )
    return not held.strip() or bool(_AUTHORITY.search(held))


@rule(
    "SEC-11", "external-access", Severity.STRICT, Kind.PRESENCE, "6.6.2 / 8.7.3.2", SEC,
    each=("access",),
    why="A supplier with an administrator account and no agreement is the intrusion that nobody has to report.",
    hint="Name the controls and the agreement for each organization with access, or say that none has access and why.",
    fails=Example(
        (Edit("| CTL-001, CTL-018 | UC-002, contract CT-2023-007 with confidentiality terms |", "| CTL-001, CTL-018 | |"),),
        (Found("Zabbix has access without an agreement", at="| Zabbix |"),),
    ),
    more=(
        Example(
            (Edit("| CTL-001, CTL-018 | UC-002, contract", "| none | UC-002, contract"),),
            (Found("Zabbix has access without agreed controls", at="| Zabbix |"),),
        ),
        Example(
            (Edit("| CTL-001, CTL-018 | UC-002, contract", "| CTL-001, CTL-081 | UC-002, contract"),),
            (Found("the access of Zabbix names CTL-081, but no control in force has this ID", at="| Zabbix |"),),
        ),
        Example((Edit("| CTL-001, CTL-018 | UC-002, contract", "| CTL-001, AES-256 on the session | UC-002, contract"),)),
        Example((*(Edit(row, "") for row in _NOBODY[1:]), Edit(_NOBODY[0], _NONE_ROW))),
        Example((*(Edit(row, "") for row in _NOBODY[1:]), Edit(_NOBODY[0], "\nNo organization outside NetOps Solutions can reach systems or information: all platforms are run by own staff in the own data centre.\n"))),
        Example(
            (Edit("", "# Information Security\n\n## Policy\n\nWe protect information.\n"),),
            (Found("nothing says which external organizations have access", at="# Information Security"),),
        ),
    ),
)  # fmt: skip
def external_access_agreed(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    if "access" not in sec.sections and not sec.records("access"):
        yield Problem(sec.place, "nothing says which external organizations have access")
    for access in external_access(sec):
        if not access.controls:
            yield Problem(
                access.record.at("controls"), f"{access.organization} has access without agreed controls"
            )
        if not access.agreement:
            yield Problem(
                access.record.at("agreement"), f"{access.organization} has access without an agreement"
            )
        for told in unknown_controls(sec, access.record):
            message = f"the access of {access.organization} names {told}, but no control in force has this ID"
            yield Problem(access.record.at("controls"), message, missing=False)


@rule(
    "SEC-12", "security-audit-planned", Severity.STRICT, Kind.PRESENCE, "6.6.1 e / 9.2", SEC,
    why="Security controls have to be audited inside the organization at planned times, not only when the certifier comes.",
    hint="Plan an internal security audit with its date and auditor.",
    fails=Example(
        (Edit(_AUDIT_ROW, ""),),
        (Found("no internal security audit with a date is planned", at="## Audits"),),
    ),
    more=(
        Example(
            (Edit("| Policy, risks, sample of 8 controls at both sites | 2026-09-16 |", "| Policy, risks, sample of 8 controls at both sites | later |"),),
            (Found("no internal security audit with a date is planned", at="## Audits"),),
        ),
        Example(
            (Edit(_AUDIT_ROW, ""), Edit("The lead does not audit his own work;", "No internal security audit is planned for 2026. The lead does not audit his own work;")),
            (Found("no internal security audit with a date is planned", at="## Audits"),),
        ),
        Example((Edit(_AUDIT_ROW, ""), Edit("The lead does not audit his own work;", "The internal security audit takes place on 16 September 2026. The lead does not audit his own work;"))),
    ),
)  # fmt: skip
def security_audit_planned(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    for row in sec.records("audits"):
        if re.search(_AUDIT, row.text("audit"), re.IGNORECASE) and find_moments(row.text("date")):
            return
    section = sec.sections.get("audits")
    for text in section.texts if section else ():
        if states(text.text, _AUDIT).verdict == "stated" and find_moments(text.text):
            return
    yield Problem(sec.section_place("audits"), "no internal security audit with a date is planned")
