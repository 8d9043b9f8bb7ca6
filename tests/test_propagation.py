"""A change of the service catalog reaches agreements, capacity plan and CMDB design: what then disagrees is named there."""

import json
import re
from pathlib import Path

import pytest
from workspaces import Repository, iso20k, netops

from iso20k.judging.examples import SAMPLE_DAY

#: Documents that must be read again when the catalog changes.
READERS = ("service-level-management", "capacity-management", "configuration-management")


def errors(repository: Repository) -> set[tuple[str, str]]:
    """The documents (by skill) with an error or warning, and its rule."""
    told = iso20k("check", "--as-of", str(SAMPLE_DAY), "--format", "json", cwd=repository.workspace)
    found = json.loads(told.out)["findings"]
    assert not [one for one in found if one["rule"].startswith("READ")]
    return {
        (re.sub(r"^\d+-", "", Path(one["path"]).stem), one["rule"])
        for one in found
        if one["severity"] != "advice"
    }


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return netops(tmp_path, hook=False, committed=False)


def rows(repository: Repository, sign: str) -> list[str]:
    """The rows of the catalog that name a service."""
    text = repository.path("service-catalog").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("|") and sign in line]


def test_service_that_leaves_the_catalog_is_missed_where_it_is_promised(repository: Repository) -> None:
    before = errors(repository)
    path = repository.path("service-catalog")
    text = path.read_text(encoding="utf-8")
    assert rows(repository, "SVC-003")
    kept = [line for line in text.split("\n") if "SVC-003" not in line]
    path.write_text("\n".join(kept), encoding="utf-8")
    new = errors(repository) - before
    for skill in READERS:
        assert skill in {found for found, _ in new}, (skill, sorted(new))


def test_service_that_joins_the_catalog_is_asked_for_in_its_turn(repository: Repository) -> None:
    path = repository.path("service-catalog")
    lines = path.read_text(encoding="utf-8").split("\n")
    at, row = next((n, line) for n, line in enumerate(lines) if line.startswith("| SVC-001 |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    cells[:2] = ["SVC-099", "Quantum Hosting"]
    cells = [re.sub(r"SLA-001", "SLA-099", re.sub(r".*SVC-00.*", "none", cell)) for cell in cells]
    lines.insert(at + 1, f"| {' | '.join(cells)} |")
    path.write_text("\n".join(lines), encoding="utf-8")
    told = iso20k("check", "--as-of", str(SAMPLE_DAY), "--format", "json", cwd=repository.workspace)
    asked = {
        re.sub(r"^\d+-", "", Path(place["path"]).stem)
        for one in json.loads(told.out)["findings"]
        if re.search("Quantum Hosting|SVC-099|SLA-099", one["message"])
        for place in (one, *one["related"])
    }
    assert {"service-level-management", "configuration-management", "budgeting-accounting"} <= asked
    assert {"information-security", "business-relationship"} <= asked
