"""Where common teaching of the standard says another clause or count than its text, and what is meant.

Documents may keep the taught number; findings print the real one.
"""

from typing import NamedTuple


class Alias(NamedTuple):
    """A taught clause or count (`said`), its real counterpart (`meant`), and the skills where it occurs.

    `skills` is empty where it may occur in each document; `replaces` is True where a document's number is to be
    read as the real one, False where the real one is only printed beside it.
    """

    key: str
    said: str
    meant: str
    skills: tuple[str, ...]
    replaces: bool
    note: str


ALIASES: tuple[Alias, ...] = (
    Alias(
        "D1",
        "4.5.5",
        "4.5.4.3",
        ("management-review",),
        replaces=True,
        note="management review with ten inputs is 4.5.4.3; 4.5.5 is the improvement of the SMS",
    ),
    Alias(
        "D2",
        "4.5.2",
        "4.5.2 a-l",
        ("service-management-plan",),
        replaces=False,
        note="the plan has twelve required contents, not six",
    ),
    Alias(
        "D3",
        "4.5.2",
        "",
        ("service-management-plan",),
        replaces=False,
        note="a Plan-Do-Check-Act table per process is good practice, not a requirement",
    ),
    Alias(
        "D4",
        "4.1",
        "",
        ("organization-profile",),
        replaces=False,
        note="the standard knows no provider types; ITIL's external provider is type III",
    ),
    Alias(
        "D5",
        "4.1-9.3",
        "4-9",
        (),
        replaces=False,
        note="13 processes in 6 to 9, clause 5 is the fourteenth area and clause 4 the fifteenth",
    ),
    Alias(
        "D6",
        "4.5.1",
        "1.2",
        ("sms-scope",),
        replaces=False,
        note="services and sites may be left out with a reason, requirements never",
    ),
    Alias(
        "D7",
        "4.5.4.1",
        "4.5.5.1",
        ("monitoring-measurement",),
        replaces=False,
        note="corrective and preventive action stands in 4.5.5.1 and 4.5.4.2",
    ),
    Alias(
        "D8",
        "",
        "6.1",
        ("service-catalog",),
        replaces=False,
        note="the catalogue of services is part of 6.1, in 2018 it is 8.2.4",
    ),
)


def real_clause(number: str, skill: str) -> str:
    """In a management review 4.5.5 means 4.5.4.3; every other number means itself."""
    for alias in ALIASES:
        if alias.replaces and skill in alias.skills and alias.said == number:
            return alias.meant
    return number
