"""Bad input gets a clear message that names file and line, exit code 2 or a finding, and nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from workspaces import Ran, iso20k, netops

FRONT = "---\nartifact: service-catalog\n"


def refused(told: Ran, *words: str, code: int = 2) -> None:
    assert told.code == code, told
    assert "Traceback" not in told.out + told.err
    for word in words:
        assert word in " ".join((told.out + told.err).split()), (word, told)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return netops(tmp_path, hook=False).workspace


def written(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*") if ".git" not in path.parts}


@pytest.mark.parametrize(
    "command", [("check", "--staged"), ("check", "--rev", "HEAD"), ("dashboard", "-o", "site")]
)
def test_not_a_git_repository(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "iso20k.yaml").write_text("organisation: Nobody\n")
    refused(iso20k(*command, cwd=tmp_path), "is not inside a Git repository")
    assert not (tmp_path / "site").exists()


def test_no_settings(tmp_path: Path) -> None:
    refused(iso20k("check", cwd=tmp_path), "there is no iso20k.yaml here or above", "Run 'iso20k init'")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (b"organisation: [\n", "iso20k.yaml:2: YAML:"),
        (b"organisation: Nobody\nedition: 2005\n", "iso20k.yaml:2: 'edition' is '2005'"),
        (b"\n\nfolders: sms\n", "iso20k.yaml:3: 'folders' is no setting"),
        (b"folder: ../other\n", "iso20k.yaml:1: the folder '../other' lies outside the workspace"),
        (b"weights:\n  Planning: 99\n", "iso20k.yaml:1: the weights sum to 186"),
        (b"organisation: \xff\n", "iso20k.yaml:1: the file is not UTF-8"),
        (b"a: &a [x]\nb: [*a, *a]\n", "iso20k.yaml:1: YAML anchors and aliases are not read"),
        (b"- list\n", "iso20k.yaml:1: iso20k.yaml is not a list of 'key: value' lines"),
        (
            b"waivers:\n  - rule: CAT-01\n    because: no\n",
            "iso20k.yaml:3: 'because' is no field of a waiver",
        ),
    ],
)
def test_broken_settings(workspace: Path, settings: bytes, told: str) -> None:
    (workspace / "iso20k.yaml").write_bytes(settings)
    refused(iso20k("check", cwd=workspace), told)


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (f"{FRONT}title: [\n---\n# T\n".encode(), "YAML:"),
        (f"{FRONT}{BOMB}---\n# T\n".encode(), "3 error READ-01 YAML anchors and aliases are not read"),
        (f"{FRONT}title: one\ntitle: two\n---\n".encode(), "4 error READ-01 the key 'title' stands twice"),
        (f"{FRONT}\n# T\n".encode(), "1 error READ-01 the front matter has no closing '---'"),
        (b"---\nartifact: service-catalogue-of-services\n---\n", "2 error READ-07 'service-catalogue-of-services' is none of the skills"),
        (b"# Catalog\n\nCaf\xe9\n", "3 error READ-03 byte 0xe9 is not UTF-8"),
        (b"# Catalog\n\n\0\n", "3 error READ-03 the file holds a NUL byte"),
        ("# Catalog\n".encode("utf-16"), "1 error READ-03"),
        (b"x" * 50_000_000, "- error READ-02 the document has 50.0 MB, the limit is"),
        (b"# T\n\n" + b"| a | b |\n|---|---|\n" + b"|1|2|\n" * 100_000, "3 error READ-04 a table has more than 5000 rows"),
    ],
    ids=["yaml", "bomb", "twice", "unclosed", "unknown", "latin-1", "nul", "utf-16", "50-mb", "100000-rows"],
)  # fmt: skip
def test_unreadable_documents(workspace: Path, document: bytes, told: str) -> None:
    (workspace / "sms" / "03-service-catalog.md").write_bytes(document)
    before = written(workspace)
    refused(iso20k("check", cwd=workspace), "sms/03-service-catalog.md", told)
    assert written(workspace) == before


def test_two_files_for_one_step(workspace: Path) -> None:
    copy = workspace / "sms" / "03-service-catalog-copy.md"
    copy.write_bytes((workspace / "sms" / "03-service-catalog.md").read_bytes())
    refused(
        iso20k("check", cwd=workspace),
        "READ-05 step 3 (Service Catalog) has two files: sms/03-service-catalog-copy.md and sms/03-service-catalog.md",
    )


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_symbolic_link_out_of_the_workspace(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("# Service Catalog\n\nthe launch code\n")
    document = workspace / "sms" / "03-service-catalog.md"
    document.unlink()
    document.symlink_to(secret)
    for words in (("check",), ("check", "sms/03-service-catalog.md"), ("check", "--staged")):
        if "--staged" in words:
            import subprocess

            subprocess.run(["git", "add", "-A"], cwd=workspace, check=True)
        told = iso20k(*words, cwd=workspace)
        refused(told, "READ-06", "links are not followed")
        assert "launch code" not in told.out


def test_paths_that_are_not_there_or_not_ours(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    refused(iso20k("check", "sms/99-nothing.md", cwd=workspace), "sms/99-nothing.md: there is no such file")
    refused(iso20k("check", "--rev", "nowhere", cwd=workspace), "'nowhere' names no commit")
    refused(iso20k("check", "--rev=--output=x", cwd=workspace), "'--output=x' names no commit")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "notes.md"
    elsewhere.write_text("# Notes\n")
    refused(
        iso20k("check", "sms/03-service-catalog.md", str(elsewhere), cwd=workspace),
        "lies outside the workspace",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("chekc",),
        ("check", "--format", "pdf"),
        ("check", "--as-of", "31.12.2026"),
        ("explain", "CAT-99"),
        ("new", "catalogue"),
    ],
)
def test_wrong_words_on_the_command_line(workspace: Path, words: tuple[str, ...]) -> None:
    refused(iso20k(*words, cwd=workspace))


def test_control_characters_do_not_reach_the_terminal(workspace: Path) -> None:
    document = workspace / "sms" / "03-service-catalog.md"
    text = document.read_text(encoding="utf-8").replace("| Chris Doyle |", "| \x1b]0;owned\x07\x1b[2J |")
    document.write_text(text, encoding="utf-8")
    told = iso20k("check", cwd=workspace)
    assert "\x1b" not in told.out
    assert "\x07" not in told.out
