"""`iso20k init` in real repositories: what it writes, where, and what it leaves alone."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from workspaces import Ran, iso20k, run

from iso20k.scaffold.instance import Instance
from iso20k.scaffold.source import Source
from iso20k.scaffold.workflows import check_workflow

HASH = "0123456789abcdef0123456789abcdef01234567"


def repository(top: Path, branch: str = "main") -> Path:
    run("git", "init", "-q", "-b", branch, str(top), cwd=top.parent, check=True)
    return top


def initialised(cwd: Path, *words: str) -> Ran:
    told = iso20k("init", *words, cwd=cwd)
    assert told.code == 0, told.err
    return told


def workflows(top: Path) -> list[str]:
    return sorted(path.name for path in (top / ".github" / "workflows").iterdir())


def branches(top: Path, name: str = "iso20k.yml") -> list[str]:
    # YAML 1.1 reads the word 'on' as a truth value
    read = yaml.safe_load((top / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    found: list[str] = read[True]["push"]["branches"]
    return found


def test_a_workspace_is_made_and_nothing_is_overwritten(tmp_path: Path) -> None:
    repository(tmp_path)
    initialised(tmp_path, ".", "--organisation", 'O\'Neil "& Co"', "--skills")
    files = {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".git" not in path.parts
    }
    names = {path.relative_to(tmp_path).as_posix() for path in files}
    assert names >= {"iso20k.yaml", "sms/README.md", ".pre-commit-config.yaml"}
    assert workflows(tmp_path) == ["iso20k-comment.yml", "iso20k-dashboard.yml", "iso20k.yml"]
    assert yaml.safe_load((tmp_path / "iso20k.yaml").read_text())["organisation"] == 'O\'Neil "& Co"'
    for path in files:
        path.write_text("mine\n")
    told = initialised(tmp_path, ".", "--organisation", "Other", "--skills")
    assert "wrote" not in told.out
    assert told.out.count("kept ") == len(files)
    assert {path.read_text() for path in files} == {"mine\n"}


def test_the_same_repository_gets_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        top = tmp_path / name
        top.mkdir()
        initialised(repository(top), "docs", "--organisation", "Example Ltd")
        made.append({p.relative_to(top): p.read_bytes() for p in sorted(top.rglob("*.yml"))})
    assert made[0] == made[1]
    assert len(made[0]) == 3


def test_workspaces_of_one_repository_do_not_meet(tmp_path: Path) -> None:
    repository(tmp_path)
    initialised(tmp_path, "sites/lisbon")
    told = initialised(tmp_path, "sites-lisbon")
    assert workflows(tmp_path) == [
        "iso20k-sites-lisbon-comment.yml",
        "iso20k-sites-lisbon.yml",
        "iso20k-sites.lisbon-comment.yml",
        "iso20k-sites.lisbon-dashboard.yml",
        "iso20k-sites.lisbon.yml",
    ]
    assert "which .github/workflows/iso20k-sites.lisbon-dashboard.yml publishes" in told.out
    again = initialised(tmp_path, "sites/lisbon")
    assert "publishes" not in again.out
    assert "wrote" not in again.out
    one, other = (
        yaml.safe_load((tmp_path / ".github" / "workflows" / f"iso20k-sites{sign}lisbon.yml").read_text())
        for sign in "-."
    )
    for name in ("name", "concurrency"):
        assert one[name] != other[name]
    steps, others = one["jobs"]["check"]["steps"], other["jobs"]["check"]["steps"]
    assert (steps[1]["with"], others[1]["with"]) == (
        {"workspace": "sites-lisbon", "key": "sites-lisbon"},
        {"workspace": "sites/lisbon", "key": "sites.lisbon"},
    )
    assert steps[2]["with"]["name"] != others[2]["with"]["name"]
    comment = yaml.safe_load((tmp_path / ".github/workflows/iso20k-sites.lisbon-comment.yml").read_text())
    assert comment[True]["workflow_run"]["workflows"] == [other["name"]]


@pytest.mark.parametrize("folder", ["sms", "comment", "x-dashboard", "Docs", "a b", "文書", "a--b", "x" * 80])
def test_a_folder_that_could_be_taken_for_another_gets_a_key_of_its_own(folder: str) -> None:
    key = Instance(folder).key
    assert key != folder
    assert len(key) <= 64
    assert not key.endswith(("-comment", "-dashboard"))


@given(st.lists(st.text("aAb-./ ~é", min_size=1, max_size=6), unique=True, max_size=6))
def test_keys_are_as_different_as_folders(folders: list[str]) -> None:
    keys = [Instance(folder).key for folder in folders]
    assert len({key.lower() for key in keys}) == len(folders)


def test_the_default_branch_is_the_one_of_the_remote(tmp_path: Path) -> None:
    for name in ("new", "origin", "detached"):
        (tmp_path / name).mkdir()
    initialised(repository(tmp_path / "new", "trunk"))
    assert branches(tmp_path / "new") == ["trunk"]

    origin = repository(tmp_path / "origin", "release/2026+1")
    run("git", "commit", "-q", "--allow-empty", "-m", "Begin", cwd=origin, check=True)
    run("git", "clone", "-q", str(origin), "clone", cwd=tmp_path, check=True)
    run("git", "switch", "-q", "-c", "proposal", cwd=tmp_path / "clone", check=True)
    told = initialised(tmp_path / "clone")
    assert branches(tmp_path / "clone") == branches(tmp_path / "clone", "iso20k-dashboard.yml")
    assert branches(tmp_path / "clone") == [r"release/2026\+1"]
    assert "merge it into release/2026+1" in told.out

    detached = repository(tmp_path / "detached", "trunk")
    run("git", "commit", "-q", "--allow-empty", "-m", "Begin", cwd=detached, check=True)
    run("git", "switch", "-q", "--detach", cwd=detached, check=True)
    initialised(detached)
    assert branches(detached) == ["main"]


def test_a_folder_that_no_workflow_can_name_is_refused(tmp_path: Path) -> None:
    repository(tmp_path)
    for name in (" documents", "a\\b", "a\nb", b"caf\xe9".decode("utf-8", "surrogateescape")):
        told = iso20k("init", name, cwd=tmp_path)
        assert told.code == 2, name
        assert "a workflow cannot name this folder" in told.err
        assert "Rename the folder" in told.err
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


def test_outside_a_repository_all_lies_in_the_folder(tmp_path: Path) -> None:
    told = initialised(tmp_path, "made")
    assert len(workflows(tmp_path / "made")) == 3
    assert "git init" in told.out


def test_the_commit_that_is_pinned_is_told_with_its_version() -> None:
    source = Source("https://github.com/o/i", "o/i", HASH, "0.1.0")
    assert f"uses: o/i/actions/check@{HASH} # 0.1.0\n" in check_workflow(Instance(), source)
    assert "@" + "0" * 40 + " # replace by the hash of a release\n" in check_workflow(Instance(), Source())
