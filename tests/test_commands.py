"""The commands as a user types them: argv in, exit code, output and files out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from workspaces import APEX, NETOPS, ROOT, iso20k, netops

from iso20k.judging.executive import EXECUTIVE_REPORT
from validators.registry import catalogue

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "check-1.schema.json").read_text(encoding="utf-8"))
DAY = "2026-10-30"
SKILLS = [skill.name for skill in catalogue().skills]


def report(*words: str, cwd: Path) -> dict[str, object]:
    told = iso20k("check", "--format", "json", "--as-of", DAY, *words, cwd=cwd)
    assert told.code in (0, 1, 2), told.err
    made: dict[str, object] = json.loads(told.out)
    Draft202012Validator(SCHEMA).validate(made)
    return made


def test_version_and_help() -> None:
    assert iso20k("--version", cwd=ROOT).out.startswith("iso20k ")
    told = iso20k("--help", cwd=ROOT)
    assert told.code == 0
    assert "check" in told.out


def test_json_follows_its_published_schema(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    made = report(cwd=repository.workspace)
    assert made["commit"] is None
    at_commit = report("--rev", "HEAD", cwd=repository.workspace)
    assert at_commit["commit"] == repository.git("rev-parse", "HEAD").out.strip()
    assert {**at_commit, "commit": None} == made


def test_recalled_report_is_the_same_and_a_change_is_seen(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    words = ("check", "--as-of", DAY)
    first, second = iso20k(*words, cwd=repository.workspace), iso20k(*words, cwd=repository.workspace)
    anew = iso20k(*words, "--no-cache", cwd=repository.workspace)
    assert first == second == anew
    repository.edit("service-catalog", "| SVC-005 | Backup System |", "| SVC-004 | Backup System |")
    changed = iso20k(*words, cwd=repository.workspace)
    assert changed.code == 1
    assert "CAT-05" in changed.out


def test_text_report_of_a_broken_workspace(tmp_path: Path, golden: object) -> None:
    repository = netops(tmp_path, hook=False)
    repository.edit("service-catalog", "| SVC-005 | Backup System |", "| SVC-004 | Backup System |")
    told = iso20k("check", "--as-of", DAY, "sms/03-service-catalog.md", cwd=repository.workspace)
    golden("check-broken-catalog.txt", told.out)  # type: ignore[operator]
    annotated = iso20k("check", "--as-of", DAY, "--format", "github", cwd=repository.workspace)
    golden("check-broken-catalog.github.txt", annotated.out)  # type: ignore[operator]


@pytest.mark.parametrize("skill", SKILLS)
def test_new_writes_a_template_that_is_refused_until_filled(tmp_path: Path, skill: str) -> None:
    iso20k("init", ".", "--organisation", "Example Ltd", cwd=tmp_path)
    assert iso20k("new", skill, cwd=tmp_path).code == 0
    again = iso20k("new", skill, cwd=tmp_path)
    assert again.code == 2
    assert "was not touched" in again.err
    made = report(cwd=tmp_path)
    findings = made["findings"]
    assert isinstance(findings, list)
    assert any(finding["rule"] == "DOC-08" for finding in findings)
    assert not any(finding["rule"].startswith("READ") for finding in findings)
    artifact = next(a for a in made["artifacts"] if a["skill"] == skill)  # type: ignore[attr-defined]
    assert artifact["verdict"] == "FAIL"
    assert "Example Ltd" in next((tmp_path / "sms").glob(f"*-{skill}.md")).read_text(encoding="utf-8")


@pytest.mark.parametrize("skill", [*SKILLS, EXECUTIVE_REPORT])
def test_skill_text_follows_the_agent_skills_format(tmp_path: Path, skill: str) -> None:
    iso20k("init", ".", "--skills", cwd=tmp_path)
    text = (tmp_path / ".agents" / "skills" / skill / "SKILL.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    fields = yaml.safe_load(front)
    assert fields["name"] == skill
    assert 50 < len(fields["description"]) <= 1024
    assert "iso20k check" in body
    assert "iso20k explain" in body
    for rule in {
        word.strip("`.,;:()")
        for word in body.split()
        if word.strip("`.,;:()")[:4] in ("CAT-", "PRO-", "SCO-", "GAP-", "PLA-")
    }:
        assert catalogue().rule(rule), f"{skill} names {rule}, which is no rule"


def test_explain_shows_both_examples(tmp_path: Path) -> None:
    told = iso20k("explain", "no-orphan-supporting", "--format", "markdown", cwd=tmp_path)
    assert told.code == 0
    assert "# CAT-03 no-orphan-supporting" in told.out
    assert "error CAT-03 no business service depends on Knowledge Base" in told.out
    assert iso20k("explain", "cat-03", cwd=tmp_path).code == 0
    assert "Did you mean CAT-03" in iso20k("explain", "CAT-3", cwd=tmp_path).err


def test_rules_are_listed(tmp_path: Path) -> None:
    told = iso20k("rules", "--format", "json", cwd=tmp_path)
    assert [rule["id"] for rule in json.loads(told.out)] == [rule.id for rule in catalogue().rules]
    assert "CAT-03" in iso20k("rules", "CAT", cwd=tmp_path).out


def test_status_names_what_to_do_next(tmp_path: Path, golden: object) -> None:
    repository = netops(tmp_path, hook=False)
    golden("status-netops.txt", iso20k("status", "--as-of", DAY, cwd=repository.workspace).out)  # type: ignore[operator]


@pytest.mark.parametrize("example", [NETOPS, APEX], ids=["netops", "apex"])
def test_verdicts_of_the_examples(example: Path, golden: object) -> None:
    told = iso20k("check", "--as-of", DAY, "--no-cache", cwd=example)
    assert told.code == 0, told.out
    golden(f"check-{example.name}.txt", told.out)  # type: ignore[operator]


def test_published_excerpt_lacks_exactly_three_elements(tmp_path: Path) -> None:
    excerpt = ROOT / "tests" / "fixtures" / "published-plan-excerpt.md"
    (tmp_path / "plan.md").write_bytes(excerpt.read_bytes())
    told = iso20k("check", "--format", "json", "plan.md", cwd=tmp_path)
    assert told.code == 1
    made = json.loads(told.out)
    errors = [finding["message"] for finding in made["findings"] if finding["severity"] == "error"]
    assert errors == [
        "no Plan-Do-Check-Act or continual improvement approach is documented",
        "there is no resource plan for personnel, tools and training",
        "no documentation framework defines document control, naming or retention",
    ]
    (plan,) = (artifact for artifact in made["artifacts"] if artifact["path"])
    assert (plan["skill"], plan["verdict"]) == ("service-management-plan", "FAIL")


def test_status_explains_a_figure_and_refuses_one_that_does_not_exist(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    told = iso20k("status", "--as-of", DAY, "--explain", "R3", cwd=repository.workspace)
    assert told.code == 0
    assert told.out.startswith("Service Delivery (R3): ")
    made = json.loads(
        iso20k("status", "--as-of", DAY, "--explain", "R3", "--format", "json", cwd=repository.workspace).out
    )
    schema = json.loads((ROOT / "docs" / "schemas" / "status-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(made)
    assert [area["key"] for area in made["areas"]] == ["R3"]
    assert len(made["artifacts"]) == 6
    refused = iso20k("status", "--explain", "R12", cwd=repository.workspace)
    assert refused.code == 2
    assert "there is no such figure" in refused.err


def test_matrix_is_printed_in_every_form(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    text = iso20k("matrix", "--as-of", DAY, cwd=repository.workspace)
    assert text.code == 0
    assert "ISO/IEC 20000-1:2011" in text.out
    markdown = iso20k(
        "matrix", "--as-of", DAY, "--edition", "2018", "--format", "markdown", cwd=repository.workspace
    )
    assert markdown.out.count("\n") == 32 + 4
    made = json.loads(iso20k("matrix", "--as-of", DAY, "--format", "json", cwd=repository.workspace).out)
    assert (made["items"], len(made["rows"])) == (51, 51)
