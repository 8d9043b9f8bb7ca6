"""Check 3: what no accessibility checker reports, such as words of a chart that stand outside it or a page that scrolls sideways."""

from __future__ import annotations

from site_checks.visiting import Visit

WIDTHS = (320, 640, 1280)  # a phone or 400 % of a desk, 200 % of it, a desk
_LOOK = """() => {
  const faults = [];
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push('scrolls sideways');
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    for (const [words, box] of boxes) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        faults.push(`'${words}' stands outside`);
      if (box.height < 11) faults.push(`'${words}' is ${box.height} px high`);
      for (const [other, beside] of boxes)
        if (other > words && box.left < beside.right && beside.left < box.right && box.top < beside.bottom && beside.top < box.bottom)
          faults.push(`'${words}' covers '${other}'`);
    }
  }
  for (const cell of document.querySelectorAll('th, .cell span, .tiles span'))
    if (cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth) faults.push(`'${cell.textContent}' is cut`);
  return faults;
}"""


def faults(seen: Visit) -> list[str]:
    """Words outside their picture, on others, under 11 px; a cut heading; a page wider than its window."""
    found: list[str] = seen.page.evaluate(_LOOK)
    return found
