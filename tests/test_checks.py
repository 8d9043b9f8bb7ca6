"""The questions that rules of many skills share, asked of small documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from iso20k.facts.artifact import Artifact, Record
from iso20k.facts.reading import read_artifact
from iso20k.judging.checks import (
    Topic,
    label_of,
    lapsed,
    missing_stages,
    out_of_order,
    repeated,
    sums_to,
    uncovered,
    unfilled,
)
from iso20k.reading.reader import read_document
from validators.registry import catalogue

STAGES = (Topic("record", "record|log"), Topic("classify", "classif"), Topic("close", "clos"))
ROLLBACK = (Topic("rollback", "roll ?back|back-?out"),)


def suppliers(*rows: str) -> tuple[Record, ...]:
    head = "| Supplier ID | Supplier | Contract owner | Review frequency | Last review | Next review |\n|---|---|---|---|---|---|\n"
    return document("supplier-management", "## Supplier register\n\n" + head + "\n".join(rows)).records(
        "register", "suppliers"
    )


def document(skill: str, body: str) -> Artifact:
    text = f"---\nartifact: {skill}\n---\n# Title\n\n{body}\n"
    read = read_artifact("a.md", read_document(text.encode()), catalogue().schemas)
    assert read is not None
    return read


def test_fields_that_say_nothing_are_named_once_each() -> None:
    (row,) = suppliers("| SPL-001 | Microsoft | TBD | | | |")
    problems = list(
        unfilled(row, label_of(row, "supplier", "name", "id"), {next(iter(row.cells)): "identity"})
    )
    assert problems == []
    key = next(k for k, cell in row.cells.items() if cell.text == "TBD")
    assert [p.message for p in unfilled(row, "Microsoft", {key: "contract owner"})] == [
        "Microsoft has no contract owner"
    ]


def test_repeated_records_name_the_first() -> None:
    rows = suppliers(
        "| SPL-001 | Microsoft | | | | |", "| SPL-002 | Zabbix | | | | |", "| SPL-001 | Azure | | | | |"
    )
    assert [
        (two.line, one.line) for two, one in repeated(rows, lambda r: next(iter(r.cells.values())).text)
    ] == [(rows[2].line, rows[0].line)]


def test_stages_may_be_joined_and_must_stand_in_order() -> None:
    assert missing_stages(("Log and classify", "Closure"), STAGES) == ()
    assert [stage.name for stage in missing_stages(("Logging",), STAGES)] == ["classify", "close"]
    assert out_of_order(("Log", "Classify", "Close"), STAGES) is None
    assert out_of_order(("Close", "Log"), STAGES) == ("Close", "Log")


@pytest.mark.parametrize(
    ("body", "covered"),
    [
        ("## Rollback\n\nThe deployment lead starts the rollback plan when a check fails twice.", True),
        (
            "## Rollback\n\n| Topic | What |\n|---|---|\n| Rollback | restore the snapshot taken before |",
            True,
        ),
        ("## Rollback\n", False),
        ("## Rollback\n\nThere is no rollback plan for any release yet.", False),
        ("## Rollback\n\n| Topic | What |\n|---|---|\n| Rollback | |", False),
    ],
)
def test_a_topic_is_covered_by_what_is_said(body: str, *, covered: bool) -> None:
    assert (uncovered(ROLLBACK, document("release-management", body)) == ()) is covered


def test_sums_have_a_tolerance() -> None:
    parts = (Decimal(40), Decimal("59.9"))
    assert sums_to(parts, Decimal(100), percent=Decimal("0.1"))
    assert not sums_to(parts, Decimal(101), percent=Decimal("0.1"))


@pytest.mark.parametrize(
    ("frequency", "last", "planned", "told"),
    [
        ("quarterly", "2026-05-01", "2026-08-01", ""),
        ("quarterly", "2026-05-01", "2026-07-01", "was due on 2026-07-01"),
        ("quarterly", "2026-04-01", "", "so it was due on"),
        ("quarterly", "2026-05-01", "2026-12-01", "later than"),
        ("bi-annual", "2025-01-01", "", ""),
        ("when needed", "2020-01-01", "", ""),
    ],
)
def test_late_activities_are_accused_only_where_it_is_certain(
    frequency: str, last: str, planned: str, told: str
) -> None:
    (row,) = suppliers(f"| SPL-001 | Microsoft | Ann Lee | {frequency} | {last} | {planned} |")
    keys = {cell.text: key for key, cell in row.cells.items() if cell.text}
    late = lapsed(
        row,
        date(2026, 7, 31),
        last=keys[last],
        frequency=keys[frequency],
        following=keys.get(planned, "next_review"),
    )
    assert (told in late[1]) if told else late is None
