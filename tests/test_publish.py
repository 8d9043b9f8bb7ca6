"""The code behind the action that publishes, started as the action starts it, without the runner around it."""

import json
import sys
from pathlib import Path

import pytest
from workspaces import Ran, Repository, netops, run


def publish(repository: Repository, tmp_path: Path, **given: str) -> Ran:
    """One run; what the action would be given and what it wrote stand in files beside the repository."""
    environment = {f"ISO20K_ACTION_{name.upper()}": value for name, value in given.items()}
    environment |= {
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    return run(sys.executable, "-I", "-m", "actions.publish", cwd=repository.top, **environment)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "temp").mkdir()
    (tmp_path / "documents").mkdir()
    return netops(tmp_path / "documents", hook=False)


def test_an_earlier_commit_is_shown_as_of_a_day(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-parse", "HEAD").out.strip()
    repository.edit("service-catalog", "Vault copied", "Vaults copied")
    assert repository.commit().code == 0
    told = publish(
        repository, tmp_path, rev=first, as_of="2026-10-30", output="site", upload="false", preview="true"
    )
    assert told.code == 0, told
    site = repository.top / "site"
    data = json.loads((site / "data" / "dashboard.json").read_text(encoding="utf-8"))
    assert (data["commit"], data["as_of"]) == (first, "2026-10-30")
    assert (tmp_path / "outputs").read_text(encoding="utf-8") == f"folder={site}\n"
    assert f"as of 2026-10-30 at commit `{first[:12]}`" in (tmp_path / "summary").read_text(encoding="utf-8")


def test_roles_are_published_in_place_of_names(repository: Repository, tmp_path: Path) -> None:
    told = publish(repository, tmp_path, names="roles", output="site", upload="false")
    assert told.code == 0, told
    files = {path: path.read_bytes() for path in (repository.top / "site").rglob("*") if path.is_file()}
    assert [path for path, data in files.items() if b"Sarah Chen" in data] == []
    assert any(b"SMS manager" in data for data in files.values())
    assert "Names of persons are replaced by their roles" in told.out


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"workspace": "../elsewhere"}, "input workspace is '../elsewhere', expected a folder inside"),
        ({"workspace": "sms"}, "input workspace is 'sms', which holds no iso20k.yaml"),
        ({"preview": "yes"}, "input preview is 'yes', expected one of true, false"),
        ({"upload": "no"}, "input upload is 'no', expected one of true, false"),
        ({"names": "hide"}, "input names is 'hide', expected one of keep, roles"),
        ({"as_of": "tomorrow"}, "input as-of is 'tomorrow', expected a date"),
        ({"rev": "--output=x"}, "input rev is '--output=x', expected a commit, branch or tag"),
        ({"output": "site*"}, "input output is 'site*', expected a folder without"),
        ({"output": "a\nb"}, "input output is 'a\\nb', expected a folder without"),
        ({"rev": "nowhere"}, "the dashboard could not be built, see the log of this step"),
        ({"output": "sms"}, "the dashboard could not be built, see the log of this step"),
    ],
)
def test_what_is_not_usable_is_named_and_nothing_is_left(
    repository: Repository, tmp_path: Path, given: dict[str, str], says: str
) -> None:
    told = publish(repository, tmp_path, **given)
    assert told.code == 2, told
    (error,) = [line for line in told.out.splitlines() if line.startswith("::error")]
    assert says in error
    assert told.err == ""
    assert not (tmp_path / "outputs").exists()
    assert repository.git("status", "--porcelain").out == ""


def test_what_the_dashboard_says_is_no_command_of_the_runner(repository: Repository, tmp_path: Path) -> None:
    told = publish(repository, tmp_path, rev="::error::forged")
    begin = next(line for line in told.out.splitlines() if line.startswith("::stop-commands::"))
    token = begin.removeprefix("::stop-commands::")
    inside = told.out.split(begin)[1].split(f"::{token}::")[0]
    assert "::error::forged" in inside
    assert told.out.count("::error::forged") == inside.count("::error::forged")
