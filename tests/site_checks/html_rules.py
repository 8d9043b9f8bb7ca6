"""Check 7: the standard rules of html-validate."""

from __future__ import annotations

import subprocess
from pathlib import Path

from counterpart.install import Tools


def faults(tools: Tools, site: Path) -> list[str]:
    """Every page of the folder."""
    asked = [str(tools.node), str(tools.html_validate), "--preset=standard", "--formatter=text", "**/*.html"]
    done = subprocess.run(asked, cwd=site, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines or ([f"html-validate ended with {done.returncode}"] if done.returncode else [])
