"""Check 14: the page is there in Firefox as well, opened from the folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

COLOURS = 24  # of a page of text with edges smoothed; a blank one has a few


def faults(firefox: str, page: Path, room: Path) -> list[str]:
    """A picture of the page, taken with a profile of its own in `room`."""
    from PIL import Image

    picture, profile = room / "seen.png", room / "profile"
    profile.mkdir(exist_ok=True)
    asked = [firefox, "--headless", "--no-remote", "--profile", str(profile), "--screenshot", str(picture)]
    done = subprocess.run(
        [*asked, "--window-size=1280,900", page.as_uri()],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if not picture.is_file():
        return [f"Firefox took no picture: {done.stderr.strip()[-300:]}"]
    with Image.open(picture) as seen:
        colours = seen.convert("RGB").getcolors(1 << 24) or []
    return [] if len(colours) >= COLOURS else [f"{page.name} is blank, {len(colours)} colours"]
