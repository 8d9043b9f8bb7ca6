"""Style sheets and scripts of the site."""

from __future__ import annotations

import os

from dashboard_gen.series import Site

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets")


def asset_files(site: Site) -> dict[str, bytes]:
    """Every file of the folder assets/ by its path; the sheet for all pages also carries the margins of printed ones."""
    found = {}
    for name in sorted(os.listdir(_FOLDER)):
        if name.endswith((".css", ".js")):
            with open(os.path.join(_FOLDER, name), "rb") as file:
                found[f"assets/{name}"] = file.read()
    found["assets/site.css"] += _print_margins(site)
    return found


def _print_margins(site: Site) -> bytes:
    """Every printed sheet says as of when and at which commit; both are made of letters, digits and hyphens."""
    said = f"As of {site.origin.as_of}, commit {site.origin.short}, edition {site.origin.edition}"
    return (
        f'\n@page {{ @bottom-left {{ content: "{said}"; font: 8pt sans-serif }}\n'
        '  @bottom-right { content: "Sheet " counter(page) " of " counter(pages); font: 8pt sans-serif } }\n'
    ).encode()
