"""Style sheets and scripts of the site."""

from __future__ import annotations

import os
import re

from dashboard_gen.series import Origin, Site

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets")


def asset_files(site: Site) -> dict[str, bytes]:
    """Every file of the folder assets/ by its path; the sheet for all pages also carries the margins of printed ones."""
    found = {}
    for name in sorted(os.listdir(_FOLDER)):
        if name.endswith((".css", ".js")):
            with open(os.path.join(_FOLDER, name), "rb") as file:
                found[f"assets/{name}"] = (
                    _sheet(file.read()) if name.endswith(".css") else _script(file.read())
                )
    found["assets/site.css"] += print_margins(site.points[0].day, site.origin)
    return found


def _sheet(sheet: bytes) -> bytes:
    """A style sheet without comments and without the space that people read by: every page loads it first."""
    bare = re.sub(rb"/\*.*?\*/", b"", sheet, flags=re.DOTALL)
    return re.sub(rb"\s*([{};])\s*|\s+", lambda found: found[1] or b" ", bare).strip() + b"\n"


def _script(script: bytes) -> bytes:
    """A script without lines of comment and without indentation; what a browser reports still names a line of statements."""
    lines = (line.strip() for line in script.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//")) + b"\n"


def print_margins(begun: str, origin: Origin) -> bytes:
    """Every printed sheet says as of when, at which commit and over which period; all are letters, digits and hyphens."""
    period = f"{begun} to {origin.as_of}"
    said = f"As of {origin.as_of}, commit {origin.short}, period {period}, edition {origin.edition}"
    return (
        f'\n@page {{ @bottom-left {{ content: "{said}"; font: 8pt sans-serif }}\n'
        '  @bottom-right { content: "Sheet " counter(page) " of " counter(pages); font: 8pt sans-serif } }\n'
        f'@page past {{ @bottom-left {{ content: "A past moment, told on the first sheet; the site is as of {origin.as_of}" }} }}\n'
    ).encode()
