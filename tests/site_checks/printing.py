"""Check 12: each printed sheet says as of when, at which commit and over which period; the report is two sheets at most."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from site_checks.visiting import Visit

REPORT_SHEETS = 2
#: The words of a first sheet that is followed by others reach down to this share of its height.
FILLED = 0.5


def faults(seen: Visit, data: Path, into: Path) -> list[str]:
    """An open page printed on A4 to `into`; the file `data` tells commit and day."""
    seen.page.pdf(path=into, prefer_css_page_size=True, format="A4", tagged=True)
    found = faults_of_pdf(into, said(data))
    closed = seen.page.evaluate(_CLOSED)
    return found + ([f"{closed} folded parts stay folded"] if closed else [])


def said(data: Path) -> tuple[str, ...]:
    """What stands on every sheet: the state that the file tells of, that of the site or of a review."""
    state = json.loads(data.read_text(encoding="utf-8"))
    return (f"commit {state['commit'][:7]}", f"As of {state['as_of']}", f"to {state['as_of']}")


#: Content of a closed `details` that would not be printed.
_CLOSED = """() => {
  let closed = 0;
  for (const part of document.querySelectorAll('details:not([open])'))
    if (getComputedStyle(part, '::details-content').contentVisibility === 'hidden') closed += 1;
  return closed;
}"""


def faults_of_pdf(printed: Path, wanted: tuple[str, ...]) -> list[str]:
    """A PDF: marked up for readers, what stands on each sheet, and how far down the first one is used."""
    info = _run("pdfinfo", printed)
    sheets = int(re.search(r"^Pages:\s+(\d+)", info, re.M)[1])  # type: ignore[index]
    found = [] if re.search(r"^Tagged:\s+yes", info, re.M) else ["the PDF is not tagged"]
    texts = _run("pdftotext", "-layout", printed, "-").split("\f")[:sheets]
    for number, text in enumerate(texts, 1):
        words = " ".join(text.split())
        found += [f"sheet {number} of {sheets} does not say '{one}'" for one in wanted if one not in words]
    if printed.stem.startswith("report") and sheets > REPORT_SHEETS:
        found.append(f"the report takes {sheets} sheets")
    if sheets > 1 and (depth := _depth(printed)) < FILLED:
        found.append(f"the first of {sheets} sheets is used to {depth:.0%}")
    return found


def _depth(printed: Path) -> float:
    """How far down the first sheet its words reach, without the margins (its lowest 7 %)."""
    boxes = _run("pdftotext", "-bbox", "-f", "1", "-l", "1", printed, "-")
    height = float(re.search(r'height="([\d.]+)"', boxes)[1])  # type: ignore[index]
    return max(y for y in map(float, re.findall(r'yMax="([\d.]+)"', boxes)) if y < 0.93 * height) / height


def _run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
