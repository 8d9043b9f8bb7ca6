"""Check 5: few requests, all to the site itself, few bytes, little script, and a silent console."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_checks.pages import Seen
from site_checks.visiting import Visit

REQUESTS = 4
LANDING, PAGE, SCRIPT = 60_000, 120_000, 10_000


def faults(site: Path) -> list[str]:
    """What each page asks for at first, and how large it is, uncompressed."""
    found = []
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site).as_posix()
        asked = _asked(page)
        size = page.stat().st_size + sum(file.stat().st_size for file in asked if file.is_file())
        script = sum(file.stat().st_size for file in asked if file.suffix == ".js" and file.is_file())
        limit = LANDING if path == "index.html" else PAGE
        found += [f"{path}: {1 + len(asked)} requests"] if 1 + len(asked) > REQUESTS else []
        found += [f"{path}: {size} bytes, more than {limit}"] if size > limit else []
        found += [f"{path}: {script} bytes of script"] if script > SCRIPT else []
    return found


def _asked(page: Path) -> set[Path]:
    seen = Seen(page.read_bytes())
    told = [
        a.get("href") if tag == "link" else a.get("src")
        for tag, a in seen.tags
        if tag in ("link", "script", "img")
    ]
    return {(page.parent / unquote(one)).resolve() for one in told if one and not one.startswith("data:")}


def faults_seen(seen: Visit) -> list[str]:
    """What an open page really asked for and said."""
    here = urlsplit(seen.page.url)
    own = [url for url in seen.asked if not url.startswith("data:")]
    found = [f"the console says: {words}" for words in seen.said]
    found += [f"asks {url}" for url in own if urlsplit(url)[:2] != here[:2]]
    return found + ([f"{len(own)} requests: {own}"] if len(own) > REQUESTS else [])
