"""The hook judges what is staged, in every state in which Git can commit."""

from __future__ import annotations

import sys
from pathlib import Path

from workspaces import install_hook, netops, run

OWNER = (
    "| SVC-007 | Ticketing System | supporting | Chris Doyle |",
    "| SVC-007 | Ticketing System | supporting | |",
)
CATALOG = "service-catalog"
REFUSED = "CAT-01 Ticketing System has no owner"


def test_first_commit_is_judged(tmp_path: Path) -> None:
    repository = netops(tmp_path, committed=False)
    repository.edit(CATALOG, *OWNER)
    refused = repository.commit("Begin")
    assert refused.code == 1
    assert REFUSED in refused.out + refused.err
    repository.edit(CATALOG, *reversed(OWNER))
    assert repository.commit("Begin").code == 0


def test_what_is_staged_counts_and_not_the_work_tree(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.edit(CATALOG, *OWNER)
    repository.git("add", "-A")
    repository.edit(CATALOG, *reversed(OWNER))  # repaired on disk only
    assert repository.git("commit", "-qm", "Staged fault", check=False).code == 1
    repository.git("add", "-A")
    repository.edit(CATALOG, "Vault copied", "Vaults copied")
    repository.git("add", "-A")
    repository.edit(CATALOG, *OWNER)  # broken on disk only
    assert repository.git("commit", "-qm", "Unstaged fault", check=False).code == 0


def test_commit_all_and_commit_path_use_their_own_index(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.edit(CATALOG, *OWNER)
    assert repository.git("commit", "-qam", "All", check=False).code == 1
    assert repository.git("commit", "-qm", "Path", "--", "sms/03-service-catalog.md", check=False).code == 1
    assert repository.git("log", "--oneline").out.count("\n") == 1


def test_rename_of_a_document_keeps_its_step(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.git("mv", "sms/03-service-catalog.md", "sms/service-catalogue-of-netops.md")
    assert repository.commit("Rename").code == 0


def test_deletion_of_a_document_is_judged(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.git("rm", "-q", "sms/03-service-catalog.md")
    run_ = repository.commit("Delete")
    assert run_.code == 0
    assert "SCO-14" in run_.out + run_.err


def test_fault_of_a_document_that_refers_to_the_changed_one(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.edit(
        "organization-profile",
        "| LOC-002 | Port Melbourne Data Centre |",
        "| LOC-009 | Richmond Data Centre |",
    )
    refused = repository.commit("Move the data centre")
    assert "02-sms-scope.md" in refused.out + refused.err
    assert "X03" in refused.out + refused.err


def test_older_findings_elsewhere_do_not_refuse(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    repository.edit(CATALOG, *OWNER)
    repository.commit("A fault from before the hook")
    install_hook(tmp_path)
    repository.edit("gap-assessment", "60 incidents", "61 incidents")
    accepted = repository.commit("Something else")
    assert accepted.code == 0
    assert "older finding" in accepted.out + accepted.err
    repository.edit(CATALOG, "Vault copied", "Vaults copied")
    assert repository.commit("Touch the faulty document").code == 1


def test_merge_is_judged_by_what_it_joins(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.git("switch", "-qc", "names")
    for skill in (CATALOG, "sms-scope"):
        path = repository.path(skill)
        path.write_text(
            path.read_text(encoding="utf-8").replace("Help Desk", "Service Desk"), encoding="utf-8"
        )
    repository.git("add", "-A")
    repository.git("commit", "-qnm", "Rename in the catalog and the scope")
    repository.git("switch", "-q", "main")
    repository.edit("gap-assessment", "60 incidents", "61 incidents")
    assert repository.commit("Meanwhile").code == 0
    merged = repository.git("merge", "--no-ff", "--no-commit", "names", check=False)
    assert merged.code == 0
    # Both sides had what the merge has: it breaks nothing of its own.
    assert repository.git("commit", "-qm", "Merge", check=False).code == 0


def test_work_tree_of_its_own(tmp_path: Path) -> None:
    repository = netops(tmp_path / "main")
    other = tmp_path / "other"
    repository.git("worktree", "add", "-q", str(other), "-b", "side")
    path = other / "sms" / "03-service-catalog.md"
    path.write_text(path.read_text(encoding="utf-8").replace(*OWNER), encoding="utf-8")
    refused = run("git", "commit", "-qam", "Fault", cwd=other)
    assert refused.code == 1
    assert REFUSED in refused.out + refused.err


def test_workspace_in_a_subfolder(tmp_path: Path) -> None:
    repository = netops(tmp_path, "docs/service management")
    (tmp_path / "README.md").write_text("Nothing of ours.\n", encoding="utf-8")
    repository.edit(CATALOG, *OWNER)
    refused = repository.commit("Fault")
    assert refused.code == 1
    assert "docs/service management/sms/03-service-catalog.md:" in refused.out + refused.err


def test_repository_without_a_workspace_is_left_alone(tmp_path: Path) -> None:
    run("git", "init", "-q", cwd=tmp_path, check=True)
    install_hook(tmp_path)
    (tmp_path / "notes.md").write_text("# Notes\n", encoding="utf-8")
    run("git", "add", "-A", cwd=tmp_path, check=True)
    assert run("git", "commit", "-qm", "Notes", cwd=tmp_path).code == 0


def test_draft_may_be_unfinished_but_not_wrong(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    repository.edit(CATALOG, "status: approved", "status: draft")
    repository.edit(CATALOG, *OWNER)
    unfinished = repository.commit("Unfinished")
    assert unfinished.code == 0
    assert REFUSED in unfinished.out + unfinished.err
    repository.edit(CATALOG, "| SVC-005 | Backup System |", "| SVC-004 | Backup System |")
    assert repository.commit("Wrong").code == 1
    (tmp_path / "iso20k.yaml").write_text("hook:\n  drafts: refuse\n", encoding="utf-8")
    repository.edit(CATALOG, "| SVC-004 | Backup System |", "| SVC-005 | Backup System |")
    repository.edit(CATALOG, "Vault copied", "Vaults copied")
    strict = repository.commit("Strict about drafts")
    assert strict.code == 1
    assert REFUSED in strict.out + strict.err


def test_broken_settings_are_named_with_their_line(tmp_path: Path) -> None:
    repository = netops(tmp_path)
    (tmp_path / "iso20k.yaml").write_text('edition: "2011"\nfolders: sms\n', encoding="utf-8")
    refused = repository.commit("Break the settings")
    assert refused.code != 0
    assert "iso20k.yaml:2: 'folders' is no setting" in refused.out + refused.err


def test_outside_of_git(tmp_path: Path) -> None:
    told = run(sys.executable, "-I", "-m", "hooks.check", cwd=tmp_path)
    assert told.code == 2
    assert "is not inside a Git repository" in told.out
    assert "Traceback" not in told.err
