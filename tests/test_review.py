"""What a change does, asked of the command on real repositories: new, solved, remaining, promises, waivers, renames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from workspaces import ROOT, Ran, Repository, iso20k, netops

SLM, CAT, SEC = "service-level-management", "service-catalog", "information-security"
SCHEMA = json.loads((ROOT / "docs/schemas/review-1.schema.json").read_text(encoding="utf-8"))
OWNED, OWNERLESS = "| business | Hannah Lim |", "| business |  |"
PROMISE, WEAKER = "| Uptime | >= 99.95 % |", "| Uptime | >= 99.9 % |"
WAIVER = "waivers:\n  - rule: CAT-01\n    reason: the owner is hired in January\n    until: {until}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return netops(tmp_path, hook=False)


def review(repository: Repository, *words: str, base: str = "HEAD^") -> Ran:
    return iso20k("review", "--base", base, "--as-of", "2026-10-30", *words, cwd=repository.workspace)


def report(repository: Repository, *words: str, base: str = "HEAD^") -> dict[str, Any]:
    ran = review(repository, "--format", "json", *words, base=base)
    assert ran.code in (0, 1), ran.err
    told: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(told, SCHEMA)
    return told


def found(told: dict[str, Any], state: str) -> list[str]:
    return [finding["rule"] for finding in told["findings"] if finding["state"] == state]


def reword(repository: Repository, skill: str = SEC) -> None:
    """A change of words that means nothing."""
    path = repository.path(skill)
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\nSee the other documents as well.\n", encoding="utf-8"
    )


def settings(repository: Repository, more: str) -> None:
    path = repository.workspace / "iso20k.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def test_a_promise_is_told_with_its_direction_and_who_now_disagrees(repository: Repository) -> None:
    repository.edit(SLM, PROMISE, WEAKER)
    repository.commit()
    ran = review(repository)
    assert ran.code == 1
    said = " ".join(ran.out.split())
    assert "▼ Uptime of SLA-002 >= 99.95 % → >= 99.9 %: weaker, 21.9 → 43.8 min of outage a month" in said
    assert "sms/03-service-catalog.md, owner Emily Nguyen: X19" in said
    assert "6 Service Level Management edited PASS → FAIL" in said
    assert "✗ 1 finding to repair before this goes in" in said
    told = report(repository)
    assert found(told, "new") == ["X19", "X68"]
    assert found(told, "solved") == ["SLM-12"]
    assert [promise["turn"] for promise in told["promises"]] == ["weaker"]
    assert {doubt["path"] for doubt in told["doubtful"]} == {
        "sms/03-service-catalog.md",
        "sms/22-management-review.md",
    }


def test_a_change_without_consequences_is_one_green_line(repository: Repository) -> None:
    reword(repository, CAT)
    (repository.top / "README.md").write_text("Read me.\n", encoding="utf-8")
    repository.commit()
    ran = review(repository, "--format", "text")
    assert ran.code == 0
    assert "✓ Nothing stands against this change" in ran.out
    assert "New:" not in ran.out
    assert found(report(repository), "new") == []


def test_findings_keep_their_identity_when_lines_move_and_files_are_renamed(repository: Repository) -> None:
    repository.edit(CAT, OWNED, OWNERLESS)
    repository.commit()
    first = report(repository)
    (new,) = (one for one in first["findings"] if one["state"] == "new")
    path = repository.path(CAT)
    text = path.read_text(encoding="utf-8")
    repository.git("mv", str(path), str(path.with_name("03-catalogue.md")))
    head, rest = text.split("\n## ", 1)
    path.with_name("03-catalogue.md").write_text(f"{head}\nSome words more.\n\n## {rest}", encoding="utf-8")
    repository.commit()
    told = report(repository)
    assert found(told, "new") == []
    assert found(told, "solved") == []
    (kept,) = (one for one in told["findings"] if one["rule"] == "CAT-01")
    assert (kept["state"], kept["id"], kept["path"]) == ("remaining", new["id"], "sms/03-catalogue.md")
    assert kept["line"] != new["line"]
    assert told["documents"] == [
        {
            "change": "renamed",
            "skill": CAT,
            "path": "sms/03-catalogue.md",
            "former": "sms/03-service-catalog.md",
            "owner": told["documents"][0]["owner"],
        }
    ]
    assert review(repository).code == 0
    assert review(repository, "--fail-on", "any").code == 1


def test_a_change_cannot_forgive_itself(repository: Repository) -> None:
    repository.edit(CAT, OWNED, OWNERLESS)
    settings(repository, WAIVER.format(until="2027-01-31"))
    repository.commit()
    assert iso20k("check", "--as-of", "2026-10-30", cwd=repository.workspace).code == 0
    ran = review(repository)
    assert ran.code == 1
    assert "Waivers of this very change (they do not count for it)" in ran.out
    told = report(repository)
    (waiver,) = told["waivers"]
    assert (waiver["change"], waiver["rule"], waiver["until"]) == ("added", "CAT-01", "2027-01-31")
    (finding,) = (one for one in told["findings"] if one["state"] == "new")
    assert (finding["rule"], finding["own_waiver"], finding["fails"]) == ("CAT-01", True, True)
    # from the base it counts
    reword(repository)
    repository.commit()
    assert review(repository, "--fail-on", "any").code == 0


def test_a_waiver_in_the_document_forgives_as_little(repository: Repository) -> None:
    remark = "<!-- iso20k: waive CAT-01 until 2027-01-31 because the owner is hired -->"
    repository.edit(CAT, OWNED, OWNERLESS)
    text = repository.path(CAT).read_text(encoding="utf-8")
    at = next(line for line in text.split("\n") if OWNERLESS in line)
    repository.path(CAT).write_text(text.replace(at, f"{at} {remark}"), encoding="utf-8")
    repository.commit()
    told = report(repository)
    assert [waiver["change"] for waiver in told["waivers"]] == ["added"]
    assert review(repository).code == 1


def test_two_waivers_that_conflict_are_decided_by_the_base(repository: Repository) -> None:
    """The base accepts until the end of October; the change prolongs it and adds another one for the same rule."""
    repository.edit(CAT, OWNED, OWNERLESS)
    settings(repository, WAIVER.format(until="2026-10-31"))
    repository.commit()
    path = repository.workspace / "iso20k.yaml"
    text = path.read_text(encoding="utf-8")
    more = "  - rule: CAT-01\n    reason: nobody asked for an owner\n    until: 2028-01-31\n"
    path.write_text(text.replace("2026-10-31", "2027-12-31") + more, encoding="utf-8")
    repository.commit()
    told = report(repository)
    assert [(one["change"], one["until"], one["former"]) for one in told["waivers"]] == [
        ("altered", "2027-12-31", "the owner is hired in January (until 2026-10-31)"),
        ("added", "2028-01-31", None),
    ]
    (finding,) = (one for one in told["findings"] if one["rule"] == "CAT-01")
    assert (finding["state"], finding["own_waiver"]) == ("new", True)
    assert review(repository).code == 1


def test_a_waiver_that_is_taken_away_brings_its_finding_back(repository: Repository) -> None:
    repository.edit(CAT, OWNED, OWNERLESS)
    before = (repository.workspace / "iso20k.yaml").read_bytes()
    settings(repository, WAIVER.format(until="2027-01-31"))
    repository.commit()
    (repository.workspace / "iso20k.yaml").write_bytes(before)
    repository.commit()
    told = report(repository)
    assert found(told, "new") == ["CAT-01"]
    assert [waiver["change"] for waiver in told["waivers"]] == ["removed"]


def test_settings_that_change_the_figures_are_named(repository: Repository) -> None:
    path = repository.workspace / "iso20k.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('edition: "2011"', 'edition: "2018"'), encoding="utf-8")
    repository.commit()
    told = report(repository, "--fail-on", "never")
    assert told["settings"] == ["edition: 2011 → 2018"]


def test_policies(repository: Repository) -> None:
    repository.edit(SLM, PROMISE, WEAKER)
    repository.commit()
    reword(repository)
    repository.commit()
    codes = {
        words: review(repository, *words, base=base).code
        for words, base in (
            (("--fail-on", "new"), "HEAD^"),
            (("--fail-on", "any"), "HEAD^"),
            (("--fail-on", "never"), "HEAD~2"),
            (("--fail-on", "new", "--severity", "warning"), "HEAD~2"),
        )
    }
    assert list(codes.values()) == [0, 1, 0, 1]


def test_a_workspace_that_begins_is_compared_with_nothing(tmp_path: Path) -> None:
    repository = netops(tmp_path, folder="our documents", hook=False, committed=False)
    (tmp_path / "README.md").write_text("Read me.\n", encoding="utf-8")
    repository.git("add", "README.md")
    repository.git("commit", "-qm", "Begin")
    repository.commit()
    told = report(repository)
    assert told["workspace"] == "our documents/"
    assert "The base holds no usable workspace" in told["base"]["note"]
    assert {document["change"] for document in told["documents"]} == {"added"}
    assert told["base"]["readiness"] < told["head"]["readiness"]


def test_what_cannot_be_read_is_refused_whatever_the_policy(repository: Repository) -> None:
    path = repository.path(SEC)
    path.write_text("---\nid: [\n---\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    repository.commit()
    assert review(repository, "--fail-on", "never").code == 2
    (repository.workspace / "iso20k.yaml").write_text("edition: [\n", encoding="utf-8")
    repository.commit()
    ran = review(repository)
    assert ran.code == 2
    assert "iso20k.yaml:" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--base", "nowhere"), "'nowhere' names no commit"),
        (("--base", "HEAD", "--head", "gone"), "'gone' names no commit"),
        (("--base", "HEAD", "--proposed", "gone"), "'gone' names no commit"),
        (("--base", "--upload-pack=x"), "expected one argument"),
        ((), "--base"),
    ],
)
def test_revisions_that_do_not_exist_are_named(
    repository: Repository, words: tuple[str, ...], said: str
) -> None:
    ran = iso20k("review", *words, cwd=repository.workspace)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_the_same_change_gives_the_same_bytes(repository: Repository, tmp_path: Path) -> None:
    repository.edit(SLM, PROMISE, WEAKER)
    repository.commit()
    clone = tmp_path / "elsewhere"
    repository.git("clone", "-q", str(repository.top), str(clone))
    for form in ("json", "markdown", "text"):
        one, other = (
            iso20k("review", "--base", "HEAD^", "--as-of", "2026-10-30", "--format", form, cwd=folder)
            for folder in (repository.workspace, clone)
        )
        assert one.out == other.out


def test_only_lines_that_the_reviewer_sees_are_noted_inline(repository: Repository) -> None:
    """The base moves on in the same document, so the merge's lines are not those of the pull request any more."""
    repository.git("checkout", "-qb", "topic")
    repository.edit(CAT, OWNED, OWNERLESS)
    repository.commit()
    repository.git("checkout", "-q", "main")
    reword(repository)
    repository.commit()
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "topic")
    told = report(repository, "--proposed", "topic")
    assert [one["inline"] for one in told["findings"] if one["state"] == "new"] == [True]
    repository.git("reset", "-q", "--hard", "HEAD^")
    text = repository.path(CAT).read_text(encoding="utf-8")
    head, rest = text.split("\n## ", 1)
    repository.path(CAT).write_text(f"{head}\nSome words more.\n\n## {rest}", encoding="utf-8")
    repository.commit()
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "topic")
    told = report(repository, "--proposed", "topic")
    assert [one["inline"] for one in told["findings"] if one["state"] == "new"] == [False]
