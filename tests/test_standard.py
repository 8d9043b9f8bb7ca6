"""The standard's numbers: trees, areas, steps, radar and references."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iso20k.standard import areas, clauses, deviations, radar, references, steps
from iso20k.standard.clauses import CLAUSES, EDITIONS, Edition

FIFTEEN = (
    "4",
    "5",
    "6.1",
    "6.2",
    "6.3",
    "6.4",
    "6.5",
    "6.6",
    "7.1",
    "7.2",
    "8.1",
    "8.2",
    "9.1",
    "9.2",
    "9.3",
)


def numbers(found: tuple[areas.ClauseArea, ...]) -> tuple[str, ...]:
    return tuple(area.number for area in found)


def test_the_counts_of_the_standard() -> None:
    assert len(areas.PROCESS_AREAS) == 13
    assert len(areas.PROCESS_CLAUSE_AREAS) == 14
    assert numbers(areas.CLAUSE_AREAS) == FIFTEEN
    assert len(clauses.leaves("2011")) == 39
    assert len(steps.STEPS) == 22
    assert len(radar.RADAR_AREAS) == 9
    assert sum(area.weight for area in radar.RADAR_AREAS) == 100
    assert [a.key for a in areas.PROCESS_AREAS] == [f"P{n:02d}" for n in range(1, 14)]


def test_nineteen_areas_of_the_second_level() -> None:
    second = [n for n in CLAUSES["2011"] if n.count(".") == 1 and n[0] in "46789"]
    assert len(second) + 1 == 19


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_clause_has_its_parents_in_order(edition: Edition) -> None:
    tree = CLAUSES[edition]
    assert all("." not in n or n.rpartition(".")[0] in tree for n in tree)
    assert list(tree) == sorted(tree, key=clauses.order)
    assert clauses.is_clause("3.21", edition)
    assert not clauses.is_auditable("1.2", edition)
    assert clauses.is_auditable("10.2", edition) is (edition == "2018")


def test_titles() -> None:
    assert clauses.title("8.2", "2011") == "problem management"
    assert clauses.title("8.2", "2018") == "service portfolio"
    assert clauses.title("8.9", "2018") is None


def test_crosswalk_knows_both_trees() -> None:
    for row in clauses.CROSSWALK:
        assert row.number in CLAUSES["2011"]
        assert set(row.successors) <= set(CLAUSES["2018"])
    assert all(clauses.successors(n) for n in clauses.leaves("2011"))
    assert clauses.successors("4.5.4.3") == ("9.3",)
    assert clauses.successors("4.1.3", "b") == ("7.4",)
    assert clauses.successors("6.3") == ("8.7.1", "8.7.2")
    assert clauses.predecessors("8.6.3") == ("8.2",)
    assert [
        n for n in clauses.leaves("2018") if not clauses.predecessors(n) and n in clauses.NEW_IN_2018
    ] == [
        "4.1",
        "4.2",
        "7.6",
        "8.2.2",
        "8.4.2",
    ]


def test_each_clause_of_2018_lies_in_an_area_that_it_continues() -> None:
    for row in clauses.CROSSWALK:
        home = areas.area_of(row.number, "2011")
        if home is None or row.part == "changes" or row.number in ("4.1.4", "5.1"):
            continue
        for successor in row.successors:
            assert areas.area_of(successor, "2018") == home, row


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_clause_rolls_up(edition: Edition) -> None:
    for number in CLAUSES[edition]:
        found = areas.areas_of(number, edition)
        assert bool(found) is clauses.is_auditable(number, edition)
        assert set(found) <= set(areas.CLAUSE_AREAS)
        single = areas.area_of(number, edition)
        assert single is None or found == (single,)
    assert all(areas.area_of(n, edition) for n in clauses.leaves(edition))
    assert {a.number for n in clauses.leaves(edition) for a in areas.areas_of(n, edition)} == set(FIFTEEN)


@pytest.mark.parametrize(
    ("number", "edition", "area"),
    [
        ("4.1.3", "2011", "4"),
        ("5.4", "2011", "5"),
        ("6.3.2", "2011", "6.3"),
        ("6.3.9", "2011", "6.3"),
        ("6", "2011", None),
        ("6.7", "2011", None),
        ("1.2", "2011", None),
        ("nonsense", "2011", None),
        ("", "2011", None),
        ("8.6.1", "2018", "8.1"),
        ("8.6.2", "2018", "8.1"),
        ("8.3.4.2", "2018", "6.1"),
        ("8.3.4.1", "2018", "7.2"),
        ("5.3", "2018", "4"),
        ("9.4", "2018", "6.2"),
        ("8.5.2.3", "2018", "5"),
        ("8.6", "2018", None),
    ],
)
def test_area_of(number: str, edition: Edition, area: str | None) -> None:
    found = areas.area_of(number, edition)
    assert (found.number if found else None) == area


def test_a_chapter_stands_for_its_areas() -> None:
    assert numbers(areas.areas_of("6", "2011")) == FIFTEEN[2:8]
    assert numbers(areas.areas_of("8.6", "2018")) == ("8.1", "8.2")
    assert areas.areas_of("6.7", "2011") == ()


def test_parts_of_clause_four() -> None:
    assert [sub.key for sub in areas.SUB_AREAS] == ["4a", "4b", "4c", "4d"]
    for edition in EDITIONS:
        below = [n for n in clauses.leaves(edition) if areas.area_of(n, edition) is areas.SMS_AREA]
        assert {s.key for n in below if (s := areas.sub_area_of(n, edition))} == {"4a", "4b", "4c", "4d"}
        assert all(areas.sub_area_of(n, edition) for n in below)
    assert areas.sub_area_of("4.5", "2011") is None
    assert areas.sub_area_of("6.1", "2011") is None


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Incident and service request management", "8.1"),
        ("Incident Management", "8.1"),
        ("8.1 Incident Management (ServiceNow)", "8.1"),
        ("SLM", "6.1"),
        ("Service Level Management – SLAs", "6.1"),
        ("Service Catalog", "6.1"),
        ("Availability & continuity", "6.3"),
        ("Service reporting process", "6.2"),
        ("Demand management", "6.5"),
        ("Design & Transition", "5"),
        ("Clause 4 (governance)", "4"),
        ("Management review", "4"),
        ("Change and release", None),
        ("Information security incident", None),
        ("Organizational change", None),
        ("Resolution processes", None),
        ("Service management", None),
        ("Review", None),
        ("", None),
    ],
)
def test_area_named(name: str, area: str | None) -> None:
    found = areas.area_named(name)
    assert (found.number if found else None) == area


def test_each_area_answers_to_all_its_names() -> None:
    for area in areas.CLAUSE_AREAS:
        for name in (area.name, *area.synonyms):
            assert areas.area_named(name) == area, name
            assert areas.area_named(name.upper()) == area, name


def test_each_artifact_name_of_do_names_its_area() -> None:
    for step in steps.STEPS:
        if step.phase == "Do":
            found = areas.area_named(step.title)
            assert found is not None
            assert found.step == step.number


def test_steps() -> None:
    assert [s.number for s in steps.STEPS] == list(range(1, 23))
    assert [sum(s.phase == p for s in steps.STEPS) for p in ("Plan", "Do", "Check", "Act")] == [5, 14, 2, 1]
    first = steps.STEPS[0]
    assert first.stem == "01-organization-profile"
    assert steps.STEPS[-1].stem == "22-management-review"
    for step in steps.STEPS:
        assert steps.step_of_skill(step.skill) is step
        assert steps.step_of_code(step.code) is step
        assert steps.step_of_stem(step.stem) is step
        assert steps.step_of_number(step.number) is step
    assert len({s.code for s in steps.STEPS}) == 22
    assert steps.step_of_number(0) is None
    assert steps.step_of_number(23) is None
    assert steps.step_of_code("DOC") is None


def test_radar_shares_out_all_steps_and_areas() -> None:
    assert sorted(s for area in radar.RADAR_AREAS for s in area.steps) == list(range(1, 23))
    shared = sorted(c for area in radar.RADAR_AREAS for c in area.clause_areas)
    assert shared == sorted([*FIFTEEN[1:], "4a", "4b", "4c", "4d"])
    for step in steps.STEPS:
        assert radar.radar_of_step(step.number) is not None
    fourth = radar.radar_of_clause_area("4")
    assert fourth is not None
    assert fourth.name == "Planning"
    assert [a.key for a in radar.RADAR_AREAS if a.gate] == ["R8", "R9"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clause 8.1", ["8.1"]),
        ("see §8.1.", ["8.1"]),
        ("cl. 8.1", ["8.1"]),
        ("sub-clause 6.3.2", ["6.3.2"]),
        ("Clause **8.1**: Incident", ["8.1"]),
        ("(Clause 9.1)", ["9.1"]),
        ("ISO/IEC 20000-1:2011, 6.3.2", ["6.3.2"]),
        ("ISO/IEC 20000-1 clause 6.3.2", ["6.3.2"]),
        ("clause 4.5.4.3 a) and clause 9.1", ["4.5.4.3 a", "9.1"]),
        ("clause 4.5.2(a-l)", ["4.5.2 a-l"]),
        ("Clause 4.1.3 b and 4.2", ["4.1.3 b", "4.2"]),
        ("clause 4.5.2 a plan is required", ["4.5.2"]),
        ("clauses 6.1-6.6", ["6.1..6.6"]),
        ("Clauses 4 to 9", ["4..9"]),
        ("Clauses 4–9", ["4..9"]),
        ("(Clauses 4.1–9.3)", ["4.1..9.3"]),
        ("Clause 4.5.4.1-2", ["4.5.4.1..4.5.4.2"]),
        ("Clauses 6.1, 6.2 and 7.1", ["6.1", "6.2", "7.1"]),
        ("clauses 4, 5 and 6", ["4", "5", "6"]),
        ("Clause 12.3", ["12.3"]),
        ("Clause 8.1, 15 minutes", ["8.1"]),
        ("Clause 6.1, 99.5 %", ["6.1"]),
        ("Clause 6.1, 2.5 hours", ["6.1"]),
        ("Clause 6.1 and 2 other findings", ["6.1"]),
        ("Clause 6.1 - 3 findings", ["6.1"]),
        ("clause 4, 5 people", ["4"]),
        ("clause 7.2 of the contract", []),
        ("termination clause 9.2", []),
        ("ISO/IEC 27001 clause 6.1.2", []),
        ("ISO 9001:2015, 7.2", []),
        ("clause 6.1 of ISO/IEC 27001:2022", []),
        ("clause 6.1 of ISO/IEC 20000-1", ["6.1"]),
        ("ISO/IEC 20000-1:2011, 13 process areas", []),
        ("version 8.1 on 2026-04-05 at 9.30 for 99.9% at 10.0.0.1 and 4.5 EUR", []),
        ("6.1 Service level management", []),
        ("", []),
    ],
)
def test_references_in_prose(text: str, found: list[str]) -> None:
    assert [spoken(r) for r in references.find_references(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8.1", ["8.1"]),
        ("4", ["4"]),
        ("6.1-6.6", ["6.1..6.6"]),
        ("4 – 9", ["4..9"]),
        ("All (4–9)", ["4..9"]),
        ("6.1, 6.2 and 7.1", ["6.1", "6.2", "7.1"]),
        ("6.1<br>6.2", ["6.1", "6.2"]),
        ("4, 5, 6.1", ["4", "5", "6.1"]),
        ("4.5.2 a / 6.3", ["4.5.2 a", "6.3"]),
        ("4 General; 5 Design; 6.1 SLM", ["4", "5", "6.1"]),
        ("8.1 (P1, 4 h)", ["8.1"]),
        ("6.1, 2 findings", ["6.1"]),
        ("Clause 8.1", ["8.1"]),
        ("ISO/IEC 27001:2022 6.1.2", []),
        ("ISO/IEC 27001 A.5.1", []),
        ("10.0.0.1", []),
        ("10.1.1.1", []),
        ("v4.5", []),
        ("version 4.5", []),
        ("31.12.2026", []),
        ("5/12/2026", []),
        ("2026-04-05", []),
        ("9:30", []),
        ("99.5 %", []),
        ("4.5 EUR", []),
        ("€4.5", []),
        ("8 hours", []),
        ("all 15", []),
        ("n/a", []),
    ],
)
def test_references_in_a_clause_cell(text: str, found: list[str]) -> None:
    assert [spoken(r) for r in references.parse_clause_cell(text)] == found


def spoken(reference: references.Reference) -> str:
    letter = f" {reference.letter}" if reference.letter else ""
    return f"{reference.number}{letter}" + (f"..{reference.until}" if reference.until else "")


def test_a_reference_knows_its_place_and_edition() -> None:
    text = "as ISO/IEC 20000-1:2018, clause 8.6.1 asks"
    (found,) = references.find_references(text)
    assert text[found.start : found.end] == "8.6.1"
    assert found.edition == "2018"


def test_areas_in() -> None:
    assert numbers(references.areas_in("Clauses 4 to 9", "2011", cell=False)) == FIFTEEN
    assert numbers(references.areas_in("Clauses 4.1–9.3", "2011", cell=False)) == FIFTEEN
    assert numbers(references.areas_in("4-10", "2018", cell=True)) == FIFTEEN
    assert numbers(references.areas_in("6.1-6.6", "2011", cell=True)) == FIFTEEN[2:8]
    assert numbers(references.areas_in("5.3-6.2", "2011", cell=True)) == ("5", "6.1", "6.2")
    assert numbers(references.areas_in("9.3, 4.1.1", "2011", cell=True)) == ("4", "9.3")
    assert references.areas_in("6.7", "2011", cell=True) == ()
    assert references.areas_in("6.1", "2011", cell=False) == ()


@pytest.mark.parametrize(
    ("number", "edition", "verdict"),
    [
        ("6.3.2", "2011", "ok"),
        ("1.2", "2011", "ok"),
        ("3.4", "2011", "ok"),
        ("6.7", "2011", "unknown"),
        ("9.4", "2011", "unknown"),
        ("8.3", "2011", "unknown"),
        ("8.6.1", "2011", "other-edition"),
        ("10.1", "2011", "other-edition"),
        ("6.5", "2018", "other-edition"),
        ("4.5.4.3", "2018", "other-edition"),
        ("11.2", "2018", "unknown"),
    ],
)
def test_check_reference(number: str, edition: Edition, verdict: str) -> None:
    assert references.check_reference(number, edition) == verdict


def test_nearest_clause_is_offered() -> None:
    assert references.nearest_clause("6.7", "2011") == ("6.6", "information security management")
    assert references.nearest_clause("9.4", "2011") == ("9.3", "release and deployment management")
    assert references.nearest_clause("4.5.6", "2011") == ("4.5.5", "maintain and improve the SMS (Act)")
    assert references.nearest_clause("12", "2018") == ("10", "improvement")
    assert references.nearest_clause("", "2018") is None


def test_the_title_beside_a_number_tells_the_edition() -> None:
    assert references.edition_by_title("8.1", "Incident management") == "2011"
    assert references.edition_by_title("8.1", "Operational planning") == "2018"
    assert references.edition_by_title("8.1", "something else") is None


def test_aliases() -> None:
    assert [a.key for a in deviations.ALIASES] == [f"D{n}" for n in range(1, 9)]
    assert deviations.real_clause("4.5.5", "management-review") == "4.5.4.3"
    assert deviations.real_clause("4.5.5", "monitoring-measurement") == "4.5.5"
    assert all(steps.step_of_skill(skill) for a in deviations.ALIASES for skill in a.skills)


NUMBERISH = st.text(alphabet="0123456789.,-–; §()abclausiethISO/:% \n", max_size=60)


@given(st.one_of(st.text(max_size=80), NUMBERISH), st.sampled_from(EDITIONS))
def test_reading_never_raises(text: str, edition: Edition) -> None:
    for cell in (True, False):
        references.areas_in(text, edition, cell=cell)
    for found in references.parse_clause_cell(text):
        assert text[found.start :].startswith(found.number)
        assert found.start < found.end <= len(text)
        references.check_reference(found.number, edition)
        references.nearest_clause(found.number, edition)
    areas.area_named(text)
    areas.area_of(text, edition)
    areas.sub_area_of(text, edition)
    clauses.successors(text)
    clauses.predecessors(text)
    references.check_reference(text, edition)
    references.nearest_clause(text, edition)


@given(st.sampled_from(clauses.leaves("2011")), st.sampled_from(clauses.leaves("2011")))
def test_a_range_holds_both_its_ends(first: str, last: str) -> None:
    inside = areas.areas_between(first, last, "2011")
    assert areas.area_of(first, "2011") in inside
    assert areas.area_of(last, "2011") in inside


@pytest.mark.parametrize(
    "piece",
    [
        "clause ",
        "8.1, ",
        "clause 8.1 and ",
        "1.1.1.1.",
        "(",
        "ISO/IEC ",
        "6.1-",
        "§ ",
        " ",
        "4 a) ",
        "of the ",
    ],
)
def test_hostile_texts_are_read_quickly(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    references.parse_clause_cell(text)
    areas.area_named(text)
    assert time.perf_counter() - begin < 2
