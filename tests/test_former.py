"""Along a history rules are asked again only where they must be, and every outcome is that of a fresh judgement."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from along import Along
from defects import planted, possible

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.watched import Watch, same
from iso20k.judging import engine
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.examples import SAMPLE_DAY
from iso20k.reading.reader import read_document
from validators.registry import catalogue

Texts = Mapping[str, str]


def fresh(texts: Texts, day: date) -> Assessment:
    documents = {path: read_document(text.encode()) for path, text in texts.items()}
    return assess(documents, catalogue(), Configuration(), day)


def states(seed: int, number: int) -> Iterator[tuple[Texts, date]]:
    """The example with defects that come and go: cells, rows, fields, sections, whole documents; and the days go by."""
    chance = random.Random(seed)
    base = dict(sample().texts)
    chosen: list[Any] = []
    gone: set[str] = set()
    for count in range(number):
        if chance.random() < 0.2 and chosen:
            chosen.pop(chance.randrange(len(chosen)))
        defect = chance.choice(possible())
        if not any(defect.overlaps(other) for other in chosen):
            chosen.append(defect)
        if chance.random() < 0.15:
            gone ^= {chance.choice(sorted(base))}
        texts = planted(base, chosen)
        yield (
            {path: text for path, text in texts.items() if path not in gone},
            SAMPLE_DAY + timedelta(days=count // 4),
        )


def test_a_document_that_becomes_another_is_read_anew() -> None:
    along, texts = Along(), dict(sample().texts)
    path = next(path for path in texts if "service-reporting" in path)
    for skill in ("service-reporting", "supplier-management", "service-reporting"):
        head, _, rest = texts[path].partition("artifact: ")
        texts[path] = f"{head}artifact: {skill}\n{rest.partition(chr(10))[2]}"
        assert not differs(along.judged(texts, SAMPLE_DAY), fresh(texts, SAMPLE_DAY))


def differs(one: Assessment, other: Assessment) -> bool:
    return (
        one.outcomes != other.outcomes or one.findings != other.findings or one.readiness != other.readiness
    )


@pytest.mark.parametrize("seed", range(3))
def test_every_outcome_is_that_of_a_fresh_judgement(seed: int) -> None:
    along = Along()
    for texts, day in states(seed, 14):
        assert not differs(along.judged(texts, day), fresh(texts, day))


@pytest.mark.parametrize("fault", ["a part", "a fact"])
def test_a_reader_that_is_not_noted_would_be_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison above can fail: with reads that are left out, outcomes grow old."""
    note = Watch.note

    def forgetful(self: Watch, skill: str, part: Any, value: object) -> None:
        if (part[0] == "fact") != (fault == "a fact"):
            note(self, skill, part, value)

    monkeypatch.setattr(Watch, "note", forgetful)
    along = Along()
    assert any(differs(along.judged(texts, day), fresh(texts, day)) for texts, day in states(0, 14))


def test_a_cell_asks_few_rules_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    outcome = engine._outcome

    def noted(rule: Any, *rest: Any, **options: Any) -> Any:
        asked.append(rule.id)
        return outcome(rule, *rest, **options)

    monkeypatch.setattr(engine, "_outcome", noted)
    texts = dict(sample().texts)
    path = next(path for path in texts if "service-catalog" in path)
    along = Along()
    along.judged(texts, SAMPLE_DAY)
    assert len(asked) > 600
    asked.clear()
    along.judged(texts, SAMPLE_DAY)
    assert asked == []
    old = "| Customers' employees get back to work quickly |"
    assert old in texts[path]
    texts[path] = texts[path].replace(old, "| Customers' employees get back to their work quickly |")
    along.judged(texts, SAMPLE_DAY)
    assert "CAT-01" in asked or "CAT-02" in asked
    assert len(set(asked)) < 100


def test_facts_are_the_same_only_if_they_read_the_same() -> None:
    assert same((1, "a", {"x": Decimal("1.0")}), (1, "a", {"x": Decimal("1.0")}))
    assert not same((Decimal("1.0"),), (Decimal("1.00"),))
    assert not same((1,), (1.0,))
    assert not same(frozenset({Decimal("1.0")}), frozenset({Decimal("1.00")}))
    assert same(frozenset({"a", "b"}), frozenset({"b", "a"}))
