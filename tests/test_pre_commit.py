"""The hooks as writers install them: the real pre-commit, from a Git clone of this repository."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from workspaces import ROOT, Repository, netops, run

CATALOG = "service-catalog"


@pytest.fixture(scope="module")
def hook_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This work tree as a repository with one commit, which is what pre-commit clones."""
    copy = tmp_path_factory.mktemp("source") / "iso20k"
    listed = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT, check=True).out
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    identity = {name: "Test" if name.endswith("NAME") else "test@example.com" for name in (
        "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")}  # fmt: skip
    run("git", "init", "-q", cwd=copy, check=True)
    run("git", "add", "-A", cwd=copy, check=True)
    run("git", "commit", "-qm", "Source", cwd=copy, check=True, **identity)
    return copy


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """pre-commit's own cache, shared by the tests of this file so that the hook is installed once."""
    return str(tmp_path_factory.mktemp("store"))


@pytest.fixture
def repository(
    tmp_path: Path, hook_repository: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> Repository:
    monkeypatch.setenv("PRE_COMMIT_HOME", store)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hostile"))
    made = netops(tmp_path / "workspace", hook=False)
    revision = run("git", "rev-parse", "HEAD", cwd=hook_repository, check=True).out.strip()
    (made.top / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hook_repository}\n    rev: {revision}\n    hooks:\n      - id: iso20k-check\n"
        "      - id: iso20k-check-all\n        stages: [manual]\n",
        encoding="utf-8",
    )
    run(sys.executable, "-m", "pre_commit", "install", cwd=made.top, check=True)
    return made


def test_commit_is_refused_and_accepted(repository: Repository, tmp_path: Path) -> None:
    # Packages of the same names on PYTHONPATH must not be what runs.
    for package in ("hooks", "validators", "iso20k"):
        (tmp_path / "hostile" / package).mkdir(parents=True)
        (tmp_path / "hostile" / package / "__init__.py").write_text("raise SystemExit('hijacked')\n")
    assert repository.commit("Add the hook").code == 0
    repository.edit(
        CATALOG,
        "| SVC-004 | Monitoring Platform | supporting | Hannah Lim |",
        "| SVC-004 | Monitoring Platform | supporting | |",
    )
    refused = repository.commit("Clear the owner")
    assert refused.code == 1
    assert (
        "sms/03-service-catalog.md:48: error CAT-01 Monitoring Platform has no owner"
        in refused.out + refused.err
    )
    repository.edit(
        CATALOG,
        "| SVC-004 | Monitoring Platform | supporting | |",
        "| SVC-004 | Monitoring Platform | supporting | Raj Mehta |",
    )
    accepted = repository.commit("Hand over")
    assert accepted.code == 0
    assert "Passed" in accepted.out + accepted.err


def test_partial_staging_under_pre_commit(repository: Repository) -> None:
    assert repository.commit("Add the hook").code == 0
    repository.edit(CATALOG, "| SVC-005 | Backup System |", "| SVC-004 | Backup System |")
    repository.git("add", "-A")
    repository.edit(CATALOG, "| SVC-004 | Backup System |", "| SVC-005 | Backup System |")
    refused = repository.git("commit", "-qm", "Staged fault", check=False)
    assert refused.code == 1
    assert "CAT-05" in refused.out + refused.err
    assert "| SVC-005 | Backup System |" in repository.path(CATALOG).read_text(encoding="utf-8")


def test_check_all_judges_every_document(repository: Repository) -> None:
    assert repository.commit("Add the hook").code == 0
    check_all = (
        sys.executable,
        "-m",
        "pre_commit",
        "run",
        "iso20k-check-all",
        "--hook-stage",
        "manual",
        "--all-files",
    )
    assert run(*check_all, cwd=repository.top).code == 0
    repository.edit("gap-assessment", "| 6.5 | Capacity | 0 | 3 |", "| 6.5 | Capacity | 6 | 3 |")
    repository.git("add", "-A")
    assert "GAP-02" in run(*check_all, cwd=repository.top).out


def test_range_of_commits(repository: Repository) -> None:
    assert repository.commit("Add the hook").code == 0
    repository.edit(CATALOG, "| SVC-005 | Backup System |", "| SVC-004 | Backup System |")
    assert repository.commit("Fault", "--no-verify").code == 0
    told = run(
        sys.executable,
        "-m",
        "pre_commit",
        "run",
        "iso20k-check",
        "--from-ref",
        "HEAD~1",
        "--to-ref",
        "HEAD",
        cwd=repository.top,
    )
    assert told.code == 1
    assert "CAT-05" in told.out
