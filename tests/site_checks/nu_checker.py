"""Check 8: HTML, the pictures in it, and style sheets by the Nu Html Checker."""

from __future__ import annotations

import subprocess
from pathlib import Path

from counterpart.install import Tools

#: Properties of SVG 2 that browsers know and the checker's list of CSS does not.
_UNKNOWN = ".*(?:vector-effect|paint-order|light-dark|details-content|content-visibility).*"


def faults(tools: Tools, site: Path) -> list[str]:
    """Every page and every sheet of the folder; only errors, since to the checker our policy blocks files without an origin."""
    asked = ["java", "-jar", str(tools.nu_checker), "--errors-only", "--format", "gnu"]
    pages = sorted(str(page) for page in site.rglob("*.html"))
    sheets = sorted(str(sheet) for sheet in site.rglob("*.css"))
    found = []
    for words in ([*pages], ["--filterpattern", _UNKNOWN, "--css", *sheets]):
        done = subprocess.run([*asked, *words], capture_output=True, text=True, check=False)
        lines = (done.stdout + done.stderr).strip().splitlines()
        found += [line.replace(site.as_uri(), "").replace(f'"file:{site}/', '"') for line in lines]
        found += [f"the checker ended with {done.returncode}"] if done.returncode and not lines else []
    return found
