"""What a hook does not need it does not import: the lists are exact where time would be noise."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from workspaces import iso20k, netops, run

NEVER = ("rich", "jinja2", "git", "github3", "requests", "asyncio")
NOT_FOR_A_HOOK = (
    "iso20k.judging.readiness",
    "iso20k.judging.what_if",
    "iso20k.judging.verdict",
    "validators.service_catalog.evidence",
)
ONLY_FOR_NEW_CONTENT = ("markdown_it", "logging", "validators.registry")
PROBE = "import sys; from {module} import main; code = main({words}); print('MODULES', *sys.modules); sys.exit(code)"


def modules(cwd: Path, module: str, words: list[str]) -> set[str]:
    told = run(sys.executable, "-I", "-c", PROBE.format(module=module, words=words), cwd=cwd)
    assert told.code == 0, told
    return set(told.out.rsplit("MODULES ", 1)[1].split())


def test_hook_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    repository.edit("service-catalog", "Vault copied", "Vaults copied")
    repository.git("add", "-A")
    first = modules(repository.top, "hooks.check", [])
    assert not first & {*NEVER, *NOT_FOR_A_HOOK}
    assert first >= set(ONLY_FOR_NEW_CONTENT)
    again = modules(repository.top, "hooks.check", [])
    assert not again & {*NEVER, *ONLY_FOR_NEW_CONTENT}


def test_check_before_the_commit_saves_the_hook_the_work(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    repository.edit("service-catalog", "Vault copied", "Vaults copied")
    repository.git("add", "-A")
    run(sys.executable, "-I", "-m", "hooks.check", cwd=repository.top)
    repository.edit("service-catalog", "Vaults copied", "Vault copies")
    assert iso20k("check", cwd=repository.workspace).code == 0
    repository.git("add", "-A")
    assert not modules(repository.top, "hooks.check", []) & set(ONLY_FOR_NEW_CONTENT)


@pytest.mark.parametrize("words", [["check"], ["--version"], ["--help"]])
def test_nothing_is_judged_twice_and_nothing_heavy_for_small_questions(
    tmp_path: Path, words: list[str]
) -> None:
    repository = netops(tmp_path, hook=False)
    iso20k(*words, cwd=repository.workspace)
    loaded = modules(repository.workspace, "iso20k.cli", words)
    assert not loaded & {*NEVER, "yaml", "markdown_it", "validators", "iso20k.judging.engine", "dataclasses"}
