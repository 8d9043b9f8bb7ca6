"""Edits of the NetOps promises with the direction that a reader must be told: weaker, stronger, not comparable, new, gone, or nothing."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.commitment_change import CommitmentChange, commitment_changes
from iso20k.judging.duties import softened
from iso20k.judging.examples import Staged, workspace_of
from validators.registry import catalogue

SLM, CAT, CAP, REP, BRM = (
    "service-level-management",
    "service-catalog",
    "capacity-management",
    "service-reporting",
    "business-relationship",
)


class Case(NamedTuple):
    """An edit of one document; `told` are the (turn, words in the sentence) of every change, in order."""

    skill: str
    old: str
    new: str
    told: tuple[tuple[str, str], ...] = ()


def weaker(skill: str, old: str, new: str, words: str) -> Case:
    return Case(skill, old, new, (("weaker", words),))


def stronger(skill: str, old: str, new: str, words: str) -> Case:
    return Case(skill, old, new, (("stronger", words),))


def unlike(skill: str, old: str, new: str, words: str) -> Case:
    return Case(skill, old, new, (("not comparable", words),))


def same(skill: str, old: str, new: str) -> Case:
    return Case(skill, old, new)


CASES = (
    # availability
    weaker(SLM, "| Uptime | >= 99.95 % |", "| Uptime | >= 99.9 % |", "Uptime of SLA-002 >= 99.95 % → >= 99.9 %: weaker, 21.9 → 43.8 min of outage a month"),
    weaker(SLM, "| Uptime | >= 99.95 % |", "| Uptime | >= 99 % |", "21.9 min of outage a month → 7.3 h of outage a month"),
    stronger(SLM, "| Uptime | >= 99.95 % |", "| Uptime | >= 99.99 % |", "21.9 → 4.38 min of outage a month"),
    weaker(SLM, "| Availability | >= 99.9 % | month |", "| Availability | >= 99.9 % | quarter |", "Availability of SLA-001"),
    stronger(SLM, "| Availability | >= 99.9 % | month |", "| Availability | >= 99.9 % | week |", "Availability of SLA-001"),
    unlike(SLM, "| Availability | >= 99.9 % | month |", "| Availability | >= 99.95 % | year |", "Availability of SLA-001"),
    same(SLM, "| Uptime | >= 99.95 % |", "| Uptime | at least 99.95 % |"),
    same(SLM, "| Uptime | >= 99.95 % |", "| Uptime | ≥ 99.950 % |"),
    same(SLM, "| Uptime | >= 99.95 % |", "| Uptime | 99,95 % or more |"),
    unlike(SLM, "| Uptime | >= 99.95 % |", "| Uptime | as high as possible |", "Uptime of SLA-002"),
    weaker(CAT, "| 24x7 | 24x7 | 99.95 % |", "| 24x7 | 24x7 | 99.5 % |", "availability of Cloud Hosting 99.95 % → 99.5 %"),
    stronger(CAT, "| High | 24x7 | 24x7 | 99.9 % |", "| High | 24x7 | 24x7 | 99.99 % |", "43.8 → 4.38 min of outage a month"),
    # shares within a time
    weaker(SLM, "80 % of L1 tickets within 30 min |", "70 % of L1 tickets within 30 min |", "L1 ticket resolution of SLA-003"),
    weaker(SLM, "80 % of L1 tickets within 30 min |", "80 % of L1 tickets within 45 min |", "L1 ticket resolution of SLA-003"),
    stronger(SLM, "80 % of L1 tickets within 30 min |", "85 % of L1 tickets within 30 min |", "L1 ticket resolution of SLA-003"),
    stronger(SLM, "80 % of L1 tickets within 30 min |", "80 % of L1 tickets within 20 min |", "L1 ticket resolution of SLA-003"),
    unlike(SLM, "80 % of L1 tickets within 30 min |", "90 % of L1 tickets within 60 min |", "L1 ticket resolution of SLA-003"),
    same(SLM, "80 % of L1 tickets within 30 min |", "80 % of L1 tickets in under 30 minutes |"),
    weaker(CAT, "80 % of L1 tickets resolved within 30 min", "75 % of L1 tickets resolved within 30 min", "service level of Help Desk"),
    # times by priority
    Case(SLM, "| SLA-001 | P1 | 4 h | 8 h |", "| SLA-001 | P1 | 5 h | 8 h |", (("weaker", "P1 response of SLA-001 4 h → 5 h"),)),
    Case(SLM, "| SLA-001 | P1 | 4 h | 8 h |", "| SLA-001 | P1 | 2 h | 10 h |", (("stronger", "P1 response of SLA-001"), ("weaker", "P1 resolution of SLA-001"))),
    same(SLM, "| SLA-001 | P1 | 4 h | 8 h |", "| SLA-001 | P1 | 240 min | 480 minutes |"),
    Case(SLM, "| SLA-002 | P2 | 2 h | 10 h | 24x7 | 95 % |", "| SLA-002 | P2 | 2 h | 10 h | 24x7 | 90 % |", (("weaker", "P2 response of SLA-002"), ("weaker", "P2 resolution of SLA-002"))),
    Case(SLM, "| SLA-002 | P1 | 1 h | 4 h | 24x7 |", "| SLA-002 | P1 | 1 h | 4 h | Mon-Fri 07:00-19:00 |", (("weaker", "P1 response of SLA-002"), ("weaker", "P1 resolution of SLA-002"))),
    Case(SLM, "| SLA-003 | P1 | 1 h | 8 h | Mon-Fri 07:00-19:00 |", "| SLA-003 | P1 | 1 h | 8 h | 24x7 |", (("stronger", "P1 response of SLA-003"), ("stronger", "P1 resolution of SLA-003"))),
    Case(SLM, "| SLA-003 | P4 | 12 h | 90 h | Mon-Fri 07:00-19:00 | 90 % |\n", "", (("gone", "P4 response of SLA-003 12 h"), ("gone", "P4 resolution of SLA-003 90 h"))),
    Case(SLM, "| SLA-003 | P4 | 12 h | 90 h | Mon-Fri 07:00-19:00 | 90 % |\n", "| SLA-003 | P4 | 12 h | 90 h | Mon-Fri 07:00-19:00 | 90 % |\n| SLA-003 | P5 | 20 h | 150 h | Mon-Fri 07:00-19:00 | 90 % |\n", (("new", "P5 response of SLA-003 20 h"), ("new", "P5 resolution of SLA-003 150 h"))),
    # support
    weaker(SLM, "| Availability of each component | >= 99.95 % |", "| Availability of each component | >= 99.5 % |", "Availability of each component of OLA-001"),
    stronger(SLM, "| Availability of each component | >= 99.95 % |", "| Availability of each component | >= 99.99 % |", "Availability of each component of OLA-001"),
    weaker(SLM, "| P1 response | <= 15 min |", "| P1 response | <= 20 min |", "P1 response of OLA-001"),
    stronger(SLM, "| Restoration of an analyst's workplace | <= 2 h |", "| Restoration of an analyst's workplace | <= 90 min |", "Restoration of an analyst's workplace of OLA-002"),
    same(SLM, "| Restoration of an analyst's workplace | <= 2 h |", "| Restoration of an analyst's workplace | max. 120 min |"),
    weaker(SLM, "| P1 case response | <= 2 h |", "| P1 case response | <= 4 h |", "P1 case response of UC-002"),
    weaker(SLM, "| VM uptime | >= 99.95 % |", "| VM uptime | >= 99.9 % |", "VM uptime of UC-001"),
    # hours
    weaker(SLM, "- Service hours: Mon-Fri 07:00-19:00", "- Service hours: Mon-Fri 08:00-18:00", "hours of SLA-003 Mon-Fri 07:00-19:00 → Mon-Fri 08:00-18:00"),
    stronger(SLM, "- Service hours: Mon-Fri 07:00-19:00", "- Service hours: Mon-Sat 07:00-19:00", "hours of SLA-003"),
    unlike(SLM, "- Service hours: Mon-Fri 07:00-19:00", "- Service hours: Mon-Fri 08:00-20:00", "hours of SLA-003"),
    same(SLM, "- Service hours: Mon-Fri 07:00-19:00", "- Service hours: Monday to Friday, 7:00 - 19:00"),
    same(CAT, "application users | Critical | 24x7 | 24x7 |", "application users | Critical | 24 x 7 | 24/7 |"),
    Case(CAT, "application users | Critical | 24x7 | 24x7 |", "application users | Critical | 24x7 | Mon-Fri 07:00-19:00 |", (("weaker", "support hours of Cloud Hosting"),)),
    # cadence
    Case(SLM, "- Review frequency: quarterly\n- Start: 2026-06-01", "- Review frequency: half-yearly\n- Start: 2026-06-01", (("weaker", "review of SLA-001"), ("weaker", "review of SLA-002"), ("weaker", "review of SLA-003"))),
    Case(SLM, "- Review frequency: quarterly\n- Start: 2026-06-01", "- Review frequency: every 3 months\n- Start: 2026-06-01"),
    Case(SLM, "- Review frequency: quarterly\n- Start: 2026-06-01", "- Review frequency: monthly\n- Start: 2026-06-01", (("stronger", "review of SLA-001"), ("stronger", "review of SLA-002"), ("stronger", "review of SLA-003"))),
    weaker(REP, "| Service owners, process owners, customers' service managers | monthly |", "| Service owners, process owners, customers' service managers | quarterly |", "report of RPT-002 monthly → quarterly"),
    stronger(REP, "| IT management | quarterly |", "| IT management | monthly |", "report of RPT-003"),
    same(REP, "| IT management | quarterly |", "| IT management | every quarter |"),
    Case(REP, "| IT management | quarterly |", "| IT management | as needed |", (("gone", "report of RPT-003 quarterly"),)),
    weaker(BRM, "| Head of IT | Grace Mitchell | monthly |", "| Head of IT | Grace Mitchell | quarterly |", "review of Acme Logistics"),
    # satisfaction
    weaker(BRM, "| -100 to 100 | >= 40 |", "| -100 to 100 | >= 30 |", "NPS >= 40 → >= 30"),
    stronger(BRM, "| -100 to 100 | >= 40 |", "| -100 to 100 | 45+ |", "NPS"),
    same(BRM, "| -100 to 100 | >= 40 |", "| -100 to 100 | 40+ |"),
    weaker(BRM, "| 1 to 5 | >= 4.2 |", "| 1 to 5 | >= 4.0 |", "CSAT"),
    # capacity
    weaker(CAP, "| RES-001 | Azure vCPU quota | 80 % | 90 % |", "| RES-001 | Azure vCPU quota | 85 % | 90 % |", "warning of Azure vCPU quota of RES-001 80 % → 85 %"),
    stronger(CAP, "| RES-001 | Azure vCPU quota | 80 % | 90 % |", "| RES-001 | Azure vCPU quota | 80 % | 88 % |", "critical of Azure vCPU quota of RES-001"),
    # a renamed row is found again
    Case(SLM, "| UC-001 | Azure SLA |", "| UC-003 | Azure SLA |"),
    # no promise at all
    same(SLM, "- Agreed on: 2026-05-28\n", "- Agreed on: 28 May 2026\n"),
    same(SLM, "Emily Nguyen negotiates SLAs and OLAs, Laura Bennett signs contracts.", "Laura Bennett signs contracts; Emily Nguyen negotiates SLAs and OLAs."),
    same(CAT, "| Server monitoring, patching and backup |", "| Patching, backup and server monitoring |"),
    same(CAP, "| RES-001 | SVC-002 | technical | Azure vCPU quota | vCPU in use | vCPU | 2,000 | 1,436 |", "| RES-001 | SVC-002 | technical | Azure vCPU quota | vCPU in use | vCPU | 2,000 | 1,440 |"),
    same(REP, "| RPT-003 | Quarterly trend report | Trend analysis |", "| RPT-003 | Trend report of the quarter | Trend analysis |"),
    same(BRM, "| CUS-001 | Acme Logistics | Enterprise |", "| CUS-001 | **Acme Logistics** | Enterprise |"),
)  # fmt: skip


def artifacts(skill: str, old: str, new: str) -> tuple[Artifact, Artifact]:
    texts = dict(sample().texts)
    path = sample().path_of(skill)
    assert texts[path].count(old) == 1, f"{old!r} stands {texts[path].count(old)} times"
    before = workspace_of(Staged(texts, Configuration()), catalogue().schemas).artifacts[skill]
    edited = {**texts, path: texts[path].replace(old, new)}
    return before, workspace_of(Staged(edited, Configuration()), catalogue().schemas).artifacts[skill]


def changes(skill: str, old: str, new: str) -> tuple[CommitmentChange, ...]:
    known = catalogue().skill(skill)
    assert known is not None
    before, after = artifacts(skill, old, new)
    return commitment_changes(known.commitments(before), known.commitments(after))


def test_there_are_sixty_edits() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.skill}: {case.new[:50]}")
def test_direction_of_an_edit(case: Case) -> None:
    told = [(change.turn.value, change.words) for change in changes(case.skill, case.old, case.new)]
    assert [turn for turn, _ in told] == [turn for turn, _ in case.told], told
    for (_, words), (_, expected) in zip(told, case.told, strict=True):
        assert expected in words


def test_turned_rows_change_no_promise() -> None:
    text = sample().texts[sample().path_of(SLM)]
    rows = [line for line in text.split("\n") if line.startswith("| SLA-00") and " | P" in line[:14]]
    turned = text.replace("\n".join(rows), "\n".join(reversed(rows)))
    assert turned != text
    assert changes(SLM, text, turned) == ()


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("and is never blamed for an honest report", "and should not be blamed for an honest report", "a plain duty became 'should'"),
        ("A breach of personal information is assessed under the Privacy Act at once and at the latest within 30 days;", "A breach of personal information is assessed under the Privacy Act at once and without undue delay;", "the figure 30 vanished"),
        ("every P1 and P2 is reviewed within 48 hours.", "every P1 and P2 may be reviewed.", "a plain duty became 'may'"),
        ("Everyone who works with it uses the least access that the task needs, reports what looks wrong at once,", "Everyone who works with it uses the least access that the task needs, reports what looks wrong,", "'at once' was dropped"),
        ("Who misses a course loses remote access after four weeks until it is done.", "Who misses a course loses remote access after a while until it is done.", "the figure four vanished"),
        ("Weak controls become corrective actions with owner and date.", "Weak controls become corrective actions with owner and date, where possible.", "a plain duty became 'where possible'"),
    ],
)  # fmt: skip
def test_softened_duty_is_told(old: str, new: str, lost: str) -> None:
    before, after = artifacts("information-security", old, new)
    (found,) = softened(before, after)
    assert lost in found.lost


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Weak controls become corrective actions with owner and date.", "Weak controls must become corrective actions with owner and date."),
        ("Weak controls become corrective actions with owner and date.", "Weak controls become corrective actions with a date and an owner."),
        ("Who misses a course loses remote access after four weeks until it is done.", "Who misses a course loses remote access after 4 weeks until it is done."),
        ("Risks of the programme itself stand in the service management plan.", ""),
    ],
)  # fmt: skip
def test_typos_order_and_harder_words_soften_nothing(old: str, new: str) -> None:
    before, after = artifacts("information-security", old, new)
    assert list(softened(before, after)) == []
