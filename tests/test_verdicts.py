"""A state that has been judged is remembered, and what was not put away by us is not believed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from workspaces import netops

from iso20k.edges.cache import Cache
from iso20k.edges.git import Repository
from iso20k.edges.sources import staged
from iso20k.edges.verdicts import judged
from iso20k.judging.catalogue import Catalogue
from validators.registry import catalogue

DAY = date(2026, 10, 30)


def never() -> Catalogue:
    raise AssertionError("the rules were loaded for a state that is known")


def test_known_state_needs_no_rules(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    snapshot = staged(Repository.around(str(repository.top)), "")
    first = judged(snapshot, Cache(), catalogue, DAY)
    assert judged(snapshot, Cache(), never, DAY) == first
    assert {finding.rule for finding in first.findings} >= {"DOC-11", "PRO-06"}


@pytest.mark.parametrize("forged", [None, 7, "text", [], [[], [], []], [["x"], []], [[["a"] * 10], []]])
def test_forged_memory_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forged: Any) -> None:
    repository = netops(tmp_path, hook=False)
    snapshot = staged(Repository.around(str(repository.top)), "")
    right = judged(snapshot, Cache("off"), catalogue, DAY)
    monkeypatch.setattr(Cache, "get", lambda _, keys: dict.fromkeys(keys, forged))
    monkeypatch.setattr("iso20k.edges.memory._known", lambda *_: ())
    assert judged(snapshot, Cache("off"), catalogue, DAY) == right
