"""Judging only what has changed gives the same as judging everything anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workspaces import NETOPS, Repository, netops

from iso20k.edges.cache import Cache
from iso20k.edges.sources import work_tree
from iso20k.judging import engine
from iso20k.judging.assessment import Assessment
from iso20k.judging.rule import Rule
from validators.registry import catalogue

DAY = date(2026, 10, 30)
LINES = [
    (path.name, number)
    for path in sorted((NETOPS / "sms").iterdir())
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"))
    if line.startswith(("| ", "## ", "owner:", "status:"))
]


def told(assessment: Assessment) -> object:
    """All that a report is made from."""
    shares = [(o.rule.id, o.skills, o.share, o.evaluable) for o in assessment.outcomes]
    return assessment.findings, shares, assessment.steps, assessment.readiness


def judge(repository: Repository, cache: Cache, day: date = DAY) -> Assessment:
    return work_tree(str(repository.workspace)).judged(cache, catalogue(), day)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(LINES), st.sampled_from(("drop", "double", "rename"))),
        min_size=1,
        max_size=4,
    )
)
def test_outcomes_after_any_edits_are_those_of_a_fresh_start(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[tuple[str, int], str]]
) -> None:
    folder = tmp_path_factory.mktemp("workspace")
    repository = netops(folder, hook=False, committed=False)
    cache = Cache(str(folder / "cache"))
    judge(repository, cache)
    for (name, number), kind in edits:
        path = repository.workspace / "sms" / name
        lines = path.read_text(encoding="utf-8").split("\n")
        if number < len(lines):
            changed = {
                "drop": [],
                "double": [lines[number]] * 2,
                "rename": [lines[number].replace("a", "e")],
            }[kind]
            lines[number : number + 1] = changed
        path.write_text("\n".join(lines), encoding="utf-8")
        assert told(judge(repository, cache)) == told(judge(repository, Cache("off")))
    cache.close()


def test_only_rules_that_read_the_change_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = netops(tmp_path, hook=False, committed=False)
    cache = Cache()
    judge(repository, cache)
    asked: list[str] = []
    outcome = engine._outcome

    def noted(rule: Rule, *rest: object, **options: object) -> object:
        asked.append(rule.id)
        return outcome(rule, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "_outcome", noted)
    judge(repository, cache)
    assert asked == []
    repository.edit("service-catalog", "Vault copied", "Vaults copied")
    judge(repository, cache)
    families = {rule.rstrip("0123456789") for rule in asked}
    assert "CAT-" in families
    assert not families & {"PRO-", "GAP-", "PLA-"}
    asked.clear()
    judge(repository, cache, date(2026, 10, 31))
    assert 0 < len(asked) < len(catalogue().rules) / 4  # only those that look at the day


def test_deleted_document_is_missed_by_those_who_asked_for_it(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False, committed=False)
    cache = Cache()
    assert not any(f.rule == "SCO-14" for f in judge(repository, cache).findings)
    repository.path("service-catalog").unlink()
    assert any(f.rule == "SCO-14" for f in judge(repository, cache).findings)


def test_rule_that_asks_other_rules_has_read_what_they_read(tmp_path: Path) -> None:
    """X66 asks the rules of a document; SUP-06 among them looks at the day on which contracts expire."""
    repository = netops(tmp_path, hook=False, committed=False)
    repository.edit("gap-assessment", "| 7.2 | Supplier | 2 | 3 |", "| 7.2 | Supplier | 3 | 3 |")
    cache = Cache()
    late = date(2029, 1, 1)
    assert not any(f.rule == "X66" for f in judge(repository, cache).findings)
    anew = {f.identity for f in judge(repository, Cache("off"), late).findings if f.rule == "X66"}
    assert anew
    assert {f.identity for f in judge(repository, cache, late).findings if f.rule == "X66"} == anew
