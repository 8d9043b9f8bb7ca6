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
    """Every printed sheet says as of when, at which commit and over which period; all are letters, digits and hyphens."""
    period = f"{site.points[0].day} to {site.origin.as_of}"
    said = f"As of {site.origin.as_of}, commit {site.origin.short}, period {period}, edition {site.origin.edition}"
    return (
        f'\n@page {{ @bottom-left {{ content: "{said}"; font: 8pt sans-serif }}\n'
        '  @bottom-right { content: "Sheet " counter(page) " of " counter(pages); font: 8pt sans-serif } }\n'
        f'@page past {{ @bottom-left {{ content: "A past moment, told on the first sheet; the site is as of {site.origin.as_of}" }} }}\n'
    ).encode()
