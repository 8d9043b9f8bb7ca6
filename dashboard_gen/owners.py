"""Who answers for what: the documents, services and actions of each person that the documents name, and the page of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dashboard_gen.addresses import owner_address
from dashboard_gen.material import Material
from dashboard_gen.series import Row
from dashboard_gen.services import Served, served
from iso20k.document import Place
from iso20k.judging.executive import NOBODY, executive_report
from iso20k.once import once
from iso20k.standard.steps import Step
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names


class Duty(NamedTuple):
    """Something to be done by a day."""

    label: str
    words: str
    due: date | None
    overdue: bool
    place: Place | None


class Owner(NamedTuple):
    """A person with what is theirs, as the documents name them; one who is spelled in several ways has the first name."""

    name: str
    duties: tuple[Duty, ...]
    rows: tuple[Row, ...]
    services: tuple[Served, ...]

    @property
    def overdue(self) -> int:
        """How many duties are late."""
        return sum(duty.overdue for duty in self.duties)


@once
def owners(told: Material) -> tuple[Owner, ...]:
    """Everybody who is named as an owner, those with the most overdue duties first, then by name."""
    tasks = executive_report(told.now, _nobody).tasks
    duties = [
        (person_names(task.who), Duty(task.label, task.text, task.due, task.overdue, task.source.place))
        for task in tasks
        if task.who != NOBODY
    ]
    rows = [(person_names(row.owner), row) for row in told.site.rows]
    shelf = [(person_names(one.service.record.text("owner")), one) for one in served(told)]
    spelled: dict[str, str] = {}
    for names, _ in (*rows, *shelf, *duties):
        for name in names:
            spelled.setdefault(normalise(name), name)
    found = (
        Owner(
            name,
            tuple(
                sorted(
                    (duty for names, duty in duties if is_named(name, names)),
                    key=lambda duty: (duty.due or date.max, duty.label),
                )
            ),
            tuple(row for names, row in rows if is_named(name, names)),
            tuple(one for names, one in shelf if is_named(name, names)),
        )
        for name in spelled.values()
    )
    return tuple(sorted(found, key=lambda owner: (-owner.overdue, owner.name.casefold(), owner.name)))


def is_named(person: str, names: tuple[str, ...]) -> bool:
    """Whether the person is among the names, however each is spelled."""
    return any(normalise(name) == normalise(person) for name in names)


def owner_page(told: Material, name: str) -> str:
    """The page of a person, '' for whoever answers for nothing."""
    return _pages(told).get(normalise(name), "")


@once
def _pages(told: Material) -> Mapping[str, str]:
    """By the key of the name. Where two names would have one address, neither has it: a link never leads to somebody else."""
    names = {normalise(owner.name): owner.name for owner in owners(told)}
    wanted = Counter(owner_address(name) for name in names.values())
    return {
        key: owner_address(name, key if wanted[owner_address(name)] > 1 else "")
        for key, name in names.items()
    }


def _nobody(step: Step) -> str:
    del step
    return ""
