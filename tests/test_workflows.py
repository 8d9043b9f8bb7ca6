"""The linters of the field on what `iso20k init` writes, on the actions, and on the workflows of the guide: exactly as they are."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from counterpart import install
from workspaces import ROOT, iso20k, run

pytestmark = pytest.mark.counterpart

ACTIONS = sorted((ROOT / "actions").glob("*/action.yml"))
GUIDE = ROOT / "docs" / "action.md"
TEMPLATES = ROOT / "iso20k" / "scaffold" / "templates"
HOSTILE = 'it\'s "${{ github.token }}" $(touch owned) `x` # & *: |'
HOSTILE_ORGANISATION = '${{ github.token }} "O\'Neil"\nname: x $(touch owned)'
OURS = re.compile(r"OWNER/iso20k/(actions/\w+)@0{40}( #.*)?")


def lint(command: Iterable[object], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True)


def zizmor(tools: install.Tools, *files: Path) -> tuple[object, ...]:
    return (tools.zizmor, "--offline", "--no-config", "--persona", "auditor", *files)


def assert_clean(tools: install.Tools, top: Path, files: list[Path]) -> None:
    """No linter has anything to say, neither as the files are nor with our actions looked up."""
    assert files
    commands = [
        zizmor(tools, *files),
        (tools.actionlint, *files),
        (tools.check_jsonschema, "--builtin-schema", "vendor.github-workflows", *files),
        *((tools.act, "--validate", "--strict", "-W", file) for file in files),
        (tools.actionlint, *looked_up(top, files)),
    ]
    for command in commands:
        done = lint(command, top)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def looked_up(top: Path, files: list[Path]) -> list[Path]:
    """The same workflows beside the actions of this tree, so that inputs and outputs are held against them."""
    beside = top / "beside"
    for action in ACTIONS:
        copy = beside / action.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(action.read_bytes())
    (beside / ".git").mkdir(exist_ok=True)
    made = []
    for file in files:
        local = OURS.sub(r"./\1", file.read_text(encoding="utf-8"))
        assert "OWNER/iso20k" not in local
        made.append(beside / ".github" / "workflows" / file.name)
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        made[-1].write_text(local, encoding="utf-8")
    return made


def initialised(top: Path, folder: str, *words: str, branch: str = "main") -> list[Path]:
    """The workflows that `iso20k init` writes into a new repository."""
    run("git", "init", "-q", "-b", branch, cwd=top, check=True)
    told = iso20k("init", folder, *words, cwd=top)
    assert told.code == 0, told.err
    return sorted((top / ".github" / "workflows").iterdir())


@pytest.mark.parametrize(
    ("folder", "organisation", "branch"),
    [
        (".", "NetOps Solutions", "main"),
        ("our documents/sms of 2026", "NetOps Solutions", "release/2026+1"),
        (HOSTILE, HOSTILE_ORGANISATION, "it's-$(touch-owned)"),
    ],
)
def test_what_init_writes_is_clean(
    tools: install.Tools, tmp_path: Path, folder: str, organisation: str, branch: str
) -> None:
    workflows = initialised(tmp_path, folder, "--organisation", organisation, branch=branch)
    assert len(workflows) == 3
    assert_clean(tools, tmp_path, workflows)


def test_the_lines_for_security_are_clean_when_they_are_taken_in(
    tools: install.Tools, tmp_path: Path
) -> None:
    check = next(file for file in initialised(tmp_path, ".") if file.name == "iso20k.yml")
    text = check.read_text(encoding="utf-8")
    taken_in, lines = re.subn(r"(?m)^( +)# (- if:|  uses:|  with:|    \w+:|security-events:)", r"\1\2", text)
    assert lines == 6
    check.write_text(taken_in, encoding="utf-8")
    last = yaml.safe_load(taken_in)["jobs"]["check"]["steps"][-1]
    assert last["with"] == {"sarif_file": "${{ steps.check.outputs.sarif }}", "category": "iso20k-sms"}
    for command in (
        zizmor(tools, check),
        (tools.check_jsonschema, "--builtin-schema", "vendor.github-workflows", check),
        (tools.actionlint, check),
    ):
        done = lint(command, tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_of_the_guide_are_clean(tools: install.Tools, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(name: .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    files = []
    run("git", "init", "-q", cwd=tmp_path, check=True)
    for number, block in enumerate(blocks):
        files.append(tmp_path / ".github" / "workflows" / f"{number}.yml")
        files[-1].parent.mkdir(parents=True, exist_ok=True)
        files[-1].write_text(block, encoding="utf-8")
    assert_clean(tools, tmp_path, files)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda path: path.parent.name)
def test_the_actions_are_clean(tools: install.Tools, tmp_path: Path, action: Path) -> None:
    for command in (
        zizmor(tools, action),
        (tools.check_jsonschema, "--builtin-schema", "vendor.github-actions", action),
    ):
        done = lint(command, tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_one_release_of_every_action_is_pinned_wherever_it_is_used() -> None:
    pinned: dict[str, set[str]] = {}
    for file in (*ACTIONS, *TEMPLATES.glob("*.yml"), GUIDE):
        for name, rest in re.findall(r"uses: (\S+?)@(.*)", file.read_text(encoding="utf-8")):
            if "iso20k" not in name:
                assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", rest), f"{file.name}: {name}@{rest}"
                pinned.setdefault(name, set()).add(rest)
    assert len(pinned) == 5
    assert all(len(releases) == 1 for releases in pinned.values()), pinned


def test_the_only_thing_that_is_passed_over_is_the_second_stage(tools: install.Tools, tmp_path: Path) -> None:
    comment = next(file for file in initialised(tmp_path, ".") if file.name == "iso20k-comment.yml")
    text = comment.read_text(encoding="utf-8")
    comment.write_text(re.sub(r" # zizmor: .*", "", text), encoding="utf-8")
    done = lint((*zizmor(tools, comment), "--format", "json"), tmp_path)
    assert {found["ident"] for found in yaml.safe_load(done.stdout)} == {"dangerous-triggers"}


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("iso20k.yml", "          key:", "          nope: 1\n          key:", "nope"),
        ("iso20k.yml", "steps.check.outputs.report", "steps.check.outputs.nope", "nope"),
        ("iso20k.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
        ("iso20k.yml", "persist-credentials: false", "clean: true", "artipacked"),
        ("iso20k.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("iso20k-comment.yml", "timeout-minutes", "timeout-minuted", "timeout-minuted"),
        ("iso20k-dashboard.yml", "workflow_dispatch:", "workflow_dispatched:", "workflow_dispatched"),
    ],
)
def test_the_linters_see_a_planted_fault(
    tools: install.Tools, tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    workflows = initialised(tmp_path, ".")
    planted = next(path for path in workflows if path.name == file)
    text = planted.read_text(encoding="utf-8")
    assert old in text
    planted.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AssertionError, match=says):
        assert_clean(tools, tmp_path, workflows)


def test_the_linters_see_a_fault_in_an_action(tools: install.Tools, tmp_path: Path) -> None:
    for action in ACTIONS:
        planted = tmp_path / action.parent.name / "action.yml"
        planted.parent.mkdir()
        text = re.sub(
            r'( +)("\$python" -I -m actions.*)', r'\1echo "${{ inputs.key }}"\n\1\2', action.read_text()
        )
        planted.write_text(text, encoding="utf-8")
        assert "template-injection" in lint(zizmor(tools, planted), tmp_path).stdout, action
    planted.write_text(text.replace("using: composite", "using: composed"), encoding="utf-8")
    schema = (tools.check_jsonschema, "--builtin-schema", "vendor.github-actions", planted)
    assert lint(schema, tmp_path).returncode == 1


def test_no_action_relies_on_what_github_does_not_set() -> None:
    """GitHub gives a composite action no INPUT_ variable, which the runner of these tests does."""
    for file in (*ACTIONS, *(ROOT / "actions").rglob("*.py")):
        assert not re.search(r"\bINPUT_", file.read_text(encoding="utf-8")), file
