"""Fields that may not be empty in any record, from the checks of the domain (rules §4), not from the code of any rule.

A field is listed when the domain asks for it in every row; where other rows, a section's home or a sentence may say the same,
it is not. What the domain asks for and nobody notices counts against us.
"""

from __future__ import annotations

from collections.abc import Mapping

#: By skill and register.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "organization-profile": {
        "facts": "legal_name sector employees headquarters",
        "classification": "type",
        "locations": "type country",
        "tools": "purpose areas",
        "competence": "required evidence",
    },
    "sms-scope": {
        "services": "name",
        "processes": "applies",
        "exclusions": "justification",
        "interfaces": "agreement",
    },
    "service-catalog": {"services": "id name owner customers"},
    "gap-assessment": {
        "assessment": "maturity action priority",
        "scale": "meaning",
        "method": "assessor date method interviewees",
    },
    "service-management-plan": {
        "objectives": "due",
        "pdca": "plan do check act",
        "bodies": "chair frequency purpose",
        "risks": "likelihood impact treatment owner",
        "tasks": "owner due",
    },
    "service-level-management": {
        "slas": "service target method service_hours exceptions workload agreed_by agreed_on",
        "olas": "supports",
        "ucs": "supplier contract supports",
    },
    "service-reporting": {"reports": "purpose audience frequency sources owner agreed_with"},
    "service-continuity-availability": {
        "bia": "criticality impact rto rpo",
        "availability": "target",
        "strategies": "strategy",
        "contacts": "person deputy",
        "tests": "type frequency",
    },
    "budgeting-accounting": {"allocation": "share", "cycle": "when"},
    "capacity-management": {
        "baselines": "measured_on",
        "thresholds": "action_warning action_critical",
        "demand": "now m12",
        "upgrades": "trigger cost due",
    },
    "information-security": {
        "classes": "escalate notify",
        "controls": "next_review",
        "policy": "approver",
        "access": "controls agreement",
    },
    "business-relationship": {
        "customers": "owner",
        "satisfaction": "target frequency",
        "segments": "number",
    },
    "supplier-management": {
        "suppliers": "name provides services tier contract owner",
        "governance": "accountability definition performance improvement",
    },
    "incident-management": {"targets": "response resolution"},
    "problem-management": {"problems": "cause"},
    "configuration-management": {
        "verification": "frequency target",
        "cis": "id owner status location",
        "naming": "pattern",
        "states": "set_by",
    },
    "change-management": {
        "types": "definition approval",
        "boards": "frequency authority",
        "standard": "approved_by procedure",
    },
    "release-management": {
        "types": "scope frequency",
        "rollback": "trigger steps",
        "calendar": "rfcs planned deliverable method",
        "lifecycle": "entry exit",
    },
    "design-transition": {
        "lifecycle": "entry exit approver",
        "projects": "rfc service_id",
    },
    "internal-audit": {
        "programme": "auditor criteria scope method",
        "auditors": "qualification independent",
        "findings": "class clause evidence cause action owner due",
    },
    "monitoring-measurement": {
        "kpis": "formula data_source frequency owner",
        "capas": "owner due status cause",
        "improvements": "target",
    },
    "management-review": {
        "inputs": "source figures conclusion",
        "decisions": "owner due",
        "actions": "owner due status",
    },
}
