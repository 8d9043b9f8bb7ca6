"""Build the wheel, install it into an environment of its own, and use it from another folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: What the installed wheel must be able to say of itself, run isolated and outside the source tree.
QUESTIONS = """
import importlib.metadata
from iso20k.edges.examples import sample
from validators.registry import catalogue
owners = importlib.metadata.packages_distributions()
for name in ("iso20k", "validators", "hooks", "actions", "dashboard_gen"):
    assert owners[name] == ["iso20k"], (name, owners.get(name))
assert "examples" not in owners and "tests" not in owners, sorted(owners)
assert len(sample().texts) >= 5
print(len(catalogue().rules), "rules,", len(catalogue().skills), "skills in the wheel")
"""


def main() -> int:
    """0 when the installed wheel judges a workspace that it made itself."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        run(
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--disable-pip-version-check",
            "--no-deps",
            "-w",
            there,
            ROOT,
        )
        venv.create(there / "room", with_pip=True)
        python = there / "room" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        (wheel,) = there.glob("*.whl")
        run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel)
        run(python, "-I", "-c", QUESTIONS, cwd=there)
        workspace = there / "workspace"
        run(python, "-I", "-m", "iso20k", "init", workspace, cwd=there, quiet=True)
        run(python, "-I", "-m", "iso20k", "new", "organization-profile", cwd=workspace, quiet=True)
        judged = subprocess.run(
            [python, "-I", "-m", "iso20k", "check"], cwd=workspace, capture_output=True, check=False
        )
        assert judged.returncode == 1, judged
        assert b"DOC-08" in judged.stdout, judged
    return 0


def run(*command: str | Path, cwd: Path = ROOT, quiet: bool = False) -> None:
    """Run a command that must succeed."""
    subprocess.run([str(word) for word in command], cwd=cwd, check=True, capture_output=quiet)


if __name__ == "__main__":
    raise SystemExit(main())
