"""Check 11: a page looks the same a moment later; nothing on it moves, blinks or arrives late."""

from __future__ import annotations

from site_checks.visiting import Visit

MOMENT = 300  # milliseconds


def faults(seen: Visit) -> list[str]:
    """Two pictures of an open page, compared byte by byte."""
    first = seen.page.screenshot(full_page=True)
    seen.page.wait_for_timeout(MOMENT)
    return [] if seen.page.screenshot(full_page=True) == first else ["the page changes by itself"]
