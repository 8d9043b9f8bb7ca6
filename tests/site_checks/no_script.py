"""Check 6: a page without scripts says at least 99 % of what it says with them; names of controls may be missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from site_checks.visiting import state, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHARE = 0.99
#: So many characters are the labels of the buttons and fields that only scripts can work.
CONTROLS = 90
#: Bars of controls above tables: their choices repeat words of the table.
BARS = "() => [...document.querySelectorAll('.tools')].reduce((sum, bar) => sum + bar.innerText.length, 0)"


def faults(browser: Browser, site: Path, path: str) -> list[str]:
    """The page at `path`, opened twice."""
    texts = []
    for scripted in (True, False):
        with visit(browser, site, path, java_script_enabled=scripted, **state("light", 1280)) as seen:
            texts.append(len(seen.page.inner_text("body")) - seen.page.evaluate(BARS))
    lost = texts[0] - texts[1]
    return (
        [f"{lost} of {texts[0]} characters are told by scripts only"]
        if lost > max(CONTROLS, (1 - SHARE) * texts[0])
        else []
    )
