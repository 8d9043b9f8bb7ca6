"""Check 15: with the Tab key alone, each stop is in sight, under nothing, and shows that it has the focus."""

from __future__ import annotations

from site_checks.visiting import Visit

STOPS = 60  # of a page; a table of hundreds of links tells nothing new
_LOOK = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getClientRects()[0], style = getComputedStyle(here), words = here.textContent.trim().slice(0, 30);
  const x = Math.min(box.left + box.width / 2, innerWidth - 1), y = Math.max(1, Math.min(box.top + box.height / 2, innerHeight - 1));
  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return `'${words}' is out of sight`;
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `'${words}' shows no focus`;
  const top = document.elementFromPoint(x, y);
  return top && here.contains(top) ? '' : `'${words}' is covered`;
}"""


def faults(seen: Visit) -> list[str]:
    """Stops of an open page at which a reader would be lost."""
    found = []
    for _ in range(STOPS):
        seen.page.keyboard.press("Tab")
        fault = seen.page.evaluate(_LOOK)
        if fault is None:
            break
        found += [fault] if fault else []
    return found
