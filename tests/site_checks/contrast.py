"""Check 4: what a checker in the browser cannot decide (text in pictures, shaded cells) is computed from the palette."""

from __future__ import annotations

import re
from pathlib import Path

ENOUGH = 4.5
_COLOUR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
_PAIRS = (
    *((ink, "paper") for ink in ("ink", "quiet", "accent", "good", "bad", "warn")),
    *((ink, "panel") for ink in ("ink", "quiet", "accent")),
    *((ink, "fill") for ink in ("ink", "quiet", "accent", "bad", "good", "warn")),
    *(("on-low", f"level-{level}") for level in range(4)),
    *(("on-high", f"level-{level}") for level in (4, 5)),
)


def faults(site: Path) -> list[str]:
    """Pairs of ink and paper below 4.5 to 1, in either theme."""
    colours = _COLOUR.findall((site / "assets" / "site.css").read_text(encoding="utf-8"))
    found = []
    for theme, name in ((1, "light"), (2, "dark")):
        colour = {entry[0]: entry[theme] for entry in colours}
        for ink, paper in _PAIRS:
            if ink not in colour or paper not in colour:
                found.append(f"{name}: the palette has no {ink} or no {paper}")
            elif (ratio := contrast(colour[ink], colour[paper])) < ENOUGH:
                found.append(f"{name}: {ink} on {paper} is {ratio:.1f} to 1")
    return found


def contrast(one: str, other: str) -> float:
    """The ratio of two colours by WCAG 2.2, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
