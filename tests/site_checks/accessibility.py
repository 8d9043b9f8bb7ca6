"""Check 2: no violation of WCAG 2.2 A and AA, nor of axe's best practices, in the state in which a page is open."""

from __future__ import annotations

from site_checks.visiting import Visit

AXE = {
    "preload": False,  # it would fetch style sheets, which a page from a file may not
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def faults(seen: Visit) -> list[str]:
    """Rules with the elements that break them."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(seen.page, options=AXE).response["violations"]
    return [f"{one['id']}: {', '.join(str(node['target']) for node in one['nodes'][:5])}" for one in found]
