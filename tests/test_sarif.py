"""SARIF that others take in: GitHub's ingestion rules are asked of the tool that states them."""

import gzip
import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from counterpart import install
from workspaces import Repository, iso20k, netops

from iso20k.reports import sarif
from validators.registry import catalogue

OWNED, OWNERLESS = "| business | Hannah Lim |", "| business |  |"
WAIVER = "waivers:\n  - rule: X68\n    reason: the review is rewritten in May\n    until: 2027-05-31\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = netops(tmp_path, folder="our documents", hook=False)
    made.edit("service-catalog", OWNED, OWNERLESS)
    made.edit("service-level-management", "| Uptime | >= 99.95 % |", "| Uptime | >= 99.9 % |")
    settings = made.workspace / "iso20k.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + WAIVER, encoding="utf-8")
    (made.workspace / "sms" / "notes.md").write_text("---\nid: [\n---\n# x\n", encoding="utf-8")
    made.commit()
    return made


def checked(repository: Repository) -> dict[str, Any]:
    ran = iso20k("check", "--format", "sarif", "--as-of", "2026-10-30", cwd=repository.workspace)
    told: dict[str, Any] = json.loads(ran.out)
    return told


def test_results_have_place_level_fingerprint_and_rule(repository: Repository) -> None:
    (run,) = checked(repository)["runs"]
    rules = run["tool"]["driver"]["rules"]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    owner = by_rule["CAT-01"]
    assert rules[owner["ruleIndex"]]["id"] == "CAT-01"
    assert owner["level"] == "error"
    place = owner["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "our%20documents/sms/03-service-catalog.md"
    assert place["region"]["startLine"] > 1
    assert by_rule["X19"]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(
        "06-service-level-management.md"
    )
    assert by_rule["X68"]["suppressions"] == [
        {"kind": "inSource", "justification": "the review is rewritten in May (until 2027-05-31)"}
    ]
    assert "READ-01" in by_rule
    marks = [result["partialFingerprints"]["iso20k/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_fingerprints_survive_moved_lines_and_a_review_tells_the_same(repository: Repository) -> None:
    before = {r["partialFingerprints"]["iso20k/v1"] for r in checked(repository)["runs"][0]["results"]}
    path = repository.path("service-catalog")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n## ", "\nSome words more.\n\n## ", 1), encoding="utf-8")
    repository.commit()
    after = checked(repository)["runs"][0]["results"]
    assert {result["partialFingerprints"]["iso20k/v1"] for result in after} == before
    ran = iso20k(
        "review", "--base", "HEAD^", "--format", "sarif", "--as-of", "2026-10-30", cwd=repository.workspace
    )
    reviewed = json.loads(ran.out)["runs"][0]["results"]
    assert {result["partialFingerprints"]["iso20k/v1"] for result in reviewed} == before


def test_a_certain_cure_is_a_fix_of_the_very_words(repository: Repository) -> None:
    path = repository.path("service-catalog")
    right = path.read_text(encoding="utf-8").split("\n")
    repository.edit("service-catalog", *MISSPELT)
    (run,) = checked(repository)["runs"]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    (fix,) = by_rule["CAT-09"]["fixes"]
    (change,) = fix["artifactChanges"]
    (replaced,) = change["replacements"]
    assert change["artifactLocation"]["uri"] == "our%20documents/sms/03-service-catalog.md"
    region = replaced["deletedRegion"]
    line = path.read_text(encoding="utf-8").split("\n")[region["startLine"] - 1]
    mended = (
        line[: region["startColumn"] - 1]
        + replaced["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    assert mended == right[region["startLine"] - 1]
    assert "fixes" not in by_rule["CAT-01"]


def test_beyond_the_limits_the_least_severe_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"name": "x", "path": "a.md", "line": 1, "hint": "Mend it.", "related": []}
    found = [
        {
            **told,
            "rule": "CAT-01",
            "severity": severity,
            "id": f"{n:016x}",
            "message": sha256(b"%d" % n).hexdigest(),
        }
        for n, severity in enumerate(("advice", "error") * 200)
    ]
    monkeypatch.setattr(sarif, "PACKED", 10_000)
    cut = sarif.text(found, catalogue().rules, sarif.Origin("2011"))
    levels = [result["level"] for result in json.loads(cut)["runs"][0]["results"]]
    assert len(gzip.compress(cut.encode())) <= 10_000
    assert 0 < len(levels) < 400
    assert set(levels) == {"error"}
    monkeypatch.setattr(sarif, "RESULTS", 3)
    assert len(json.loads(sarif.text(found, (), sarif.Origin("2011")))["runs"][0]["results"]) == 3


def complaints(tools: install.Tools, folder: Path, told: dict[str, Any]) -> set[str]:
    """The rules of SARIF and of GitHub's ingestion that a log breaks."""
    given, said = folder / "given.sarif", folder / "said.sarif"
    given.write_text(json.dumps(told), encoding="utf-8")
    tools.multitool.chmod(0o755)
    words = (
        "validate",
        given,
        "--rule-kind",
        "Sarif;Ghas",
        "--level",
        "Error;Warning",
        "-o",
        said,
        "--log",
        "ForceOverwrite",
    )
    environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(
        [str(tools.multitool), *map(str, words)],
        check=False,
        capture_output=True,
        env=environment,
        timeout=120,
    )
    results = json.loads(said.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    return {f"{result['ruleId']} {result.get('level', 'warning')}" for result in results}


#: What the validator would like and code scanning does not need: a fixed schema address, a snippet of each line, a page for
#: each rule, and friendly ids (ours are the domain's).
LIKED = {
    "SARIF2002",
    "SARIF2003",
    "SARIF2005",
    "SARIF2009",
    "SARIF2010",
    "SARIF2011",
    "SARIF2012",
    "SARIF2014",
    "SARIF2015",
}
#: A cure that is certain, so that the validator sees fixes as well.
MISSPELT = ("application users | Critical | 24x7", "application users | Critcal | 24x7")


@pytest.mark.counterpart
def test_github_would_take_it_in(tools: install.Tools, repository: Repository, tmp_path: Path) -> None:
    repository.edit("service-catalog", *MISSPELT)
    told = checked(repository)
    assert any("fixes" in result for result in told["runs"][0]["results"])
    found = complaints(tools, tmp_path, told)
    assert {one for one in found if one.split(" ")[0] not in LIKED} == set()


@pytest.mark.counterpart
def test_the_validator_sees_what_it_is_there_for(
    tools: install.Tools, repository: Repository, tmp_path: Path
) -> None:
    told = checked(repository)
    del told["runs"][0]["results"][0]["locations"]
    told["runs"][0]["results"][1]["ruleIndex"] = 999
    assert complaints(tools, tmp_path, told) - complaints(tools, tmp_path, checked(repository))
