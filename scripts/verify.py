"""Set up an environment and run every check of this repository: format, lint, types, layers, tests, the built wheel.

`python3 scripts/verify.py` is the one command, here and in CI. It needs Python 3.11 or later and Git; what else the
tests need (a browser, a workflow runner, GitHub's API description) is installed where that is possible and named
loudly where it is not. `--quick` leaves those out; further words go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
ROOM = ROOT / ".venv-verify"
CODE = ("iso20k", "validators", "hooks", "actions", "dashboard_gen")
#: Packages of Debian and the programs for which they are wanted: pages are seen, checked and printed with them.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "default-jre-headless": ("java",),
    "poppler-utils": ("pdftotext",),
}
IN_CI = os.environ.get("CI") == "true"


def main(words: Sequence[str]) -> int:
    """0 when everything passed, else the exit code of the first part that failed."""
    quick = "--quick" in words
    python = environment()
    if not quick:
        install_programs()
    parts = (
        ("format", (python, "-m", "ruff", "format", "--check", "--quiet", ".")),
        ("lint", (python, "-m", "ruff", "check", "--quiet", ".")),
        ("types", (python, "-m", "mypy")),
        ("layers", (str(Path(python).parent / "lint-imports"),)),
        ("rule pages", (python, "scripts/rule_pages.py", "--check")),
        ("wheel", (python, "scripts/smoke_wheel.py")),
        (
            "tests",
            (
                python,
                "-m",
                "pytest",
                "-q",
                "-n",
                "auto",
                "--dist",
                "loadgroup",
                *_selection(quick),
                *(word for word in words if word != "--quick"),
            ),
        ),
    )
    for name, command in parts:
        with told(name):
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            print(f"\n{name}: FAILED (exit code {code})")
            return code
    return 0


def _selection(quick: bool) -> tuple[str, ...]:
    return ("-m", "not counterpart and not browser") if quick else ()


@contextmanager
def told(name: str) -> Iterator[None]:
    """Say what runs and how long it took."""
    begun = monotonic()
    print(f"== {name}", flush=True)
    yield
    print(f"   {monotonic() - begun:.0f} s", flush=True)


def environment() -> str:
    """The interpreter of a virtual environment with this repository, editable, and its tools."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the script starts on whatever python3 is
        raise SystemExit(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}.")
    python = ROOM / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with told("environment"):
        if not python.is_file():
            venv.create(ROOM, with_pip=True)
        install = (
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-e",
            ".[hooks,dev,pdf]",
        )
        subprocess.run(install, cwd=ROOT, check=True)
    return str(python)


def install_programs() -> None:
    """From the system's packages, where this process may install them; the tests that need one say if it is missing."""
    lacking = [package for package, names in PROGRAMS.items() if not any(map(shutil.which, names))]
    if not lacking:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print(
            f"!! Not installed: {', '.join(lacking)}. The tests that need them will be skipped.", flush=True
        )
        return
    with told(f"programs: {', '.join(lacking)}"), tempfile.TemporaryFile() as log:
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
        for command in (
            ("apt-get", "update"),
            ("apt-get", "install", "-y", "--no-install-recommends", *lacking),
        ):
            if subprocess.run(command, env=quiet, stdout=log, stderr=log, check=False).returncode:
                log.seek(0)
                print(
                    f"!! {' '.join(command)} failed: {log.read()[-500:].decode(errors='replace')}", flush=True
                )
                return


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
