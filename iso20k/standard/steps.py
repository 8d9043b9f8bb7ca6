"""The 22 steps in which an SMS is written, one document each, along Plan, Do, Check and Act."""

from typing import Literal, NamedTuple

Phase = Literal["Plan", "Do", "Check", "Act"]


class Step(NamedTuple):
    """One document of the SMS: the skill that writes it, the code of its rules, and its file name without suffix."""

    number: int
    skill: str
    code: str
    title: str
    phase: Phase
    stem: str


def _step(number: int, skill: str, code: str, title: str, phase: Phase) -> Step:
    return Step(number, skill, code, title, phase, f"{number:02d}-{skill}")


STEPS: tuple[Step, ...] = (
    _step(1, "organization-profile", "PRO", "Organization Profile", "Plan"),
    _step(2, "sms-scope", "SCO", "SMS Scope", "Plan"),
    _step(3, "service-catalog", "CAT", "Service Catalog", "Plan"),
    _step(4, "gap-assessment", "GAP", "Gap Assessment", "Plan"),
    _step(5, "service-management-plan", "PLA", "Service Management Plan", "Plan"),
    _step(6, "service-level-management", "SLM", "Service Level Management", "Do"),
    _step(7, "service-reporting", "REP", "Service Reporting", "Do"),
    _step(8, "service-continuity-availability", "CON", "Service Continuity & Availability", "Do"),
    _step(9, "budgeting-accounting", "BUD", "Budgeting & Accounting", "Do"),
    _step(10, "capacity-management", "CAP", "Capacity Management", "Do"),
    _step(11, "information-security", "SEC", "Information Security", "Do"),
    _step(12, "business-relationship", "BRM", "Business Relationship Management", "Do"),
    _step(13, "supplier-management", "SUP", "Supplier Management", "Do"),
    _step(14, "incident-management", "INC", "Incident Management", "Do"),
    _step(15, "problem-management", "PRB", "Problem Management", "Do"),
    _step(16, "configuration-management", "CFG", "Configuration Management", "Do"),
    _step(17, "change-management", "CHG", "Change Management", "Do"),
    _step(18, "release-management", "REL", "Release Management", "Do"),
    _step(19, "design-transition", "DTN", "Design & Transition", "Do"),
    _step(20, "internal-audit", "AUD", "Internal Audit", "Check"),
    _step(21, "monitoring-measurement", "MON", "Monitoring & Measurement", "Check"),
    _step(22, "management-review", "MRV", "Management Review", "Act"),
)

_BY_SKILL = {step.skill: step for step in STEPS}
_BY_CODE = {step.code: step for step in STEPS}
_BY_STEM = {step.stem: step for step in STEPS}


def step_of_skill(skill: str) -> Step | None:
    """Each skill writes one step; None for a name that is no skill of the 22."""
    return _BY_SKILL.get(skill)


def step_of_code(code: str) -> Step | None:
    """Rule ids begin with the code of their step ("CAT" of CAT-03); None for other codes ("DOC", "X")."""
    return _BY_CODE.get(code)


def step_of_stem(stem: str) -> Step | None:
    """A document's file name without suffix says its step ("03-service-catalog"); None for other names."""
    return _BY_STEM.get(stem)


def step_of_number(number: int) -> Step | None:
    """Steps are counted from 1 to 22; None outside."""
    return STEPS[number - 1] if 1 <= number <= len(STEPS) else None
