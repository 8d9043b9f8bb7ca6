"""Check 1: links, fragments, ids, and nothing that the policy would refuse or that is fetched from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from site_checks.pages import Seen, content, pages

#: A reader may follow these by a click; nothing is fetched for the page itself.
_OUTWARD = re.compile(r"(?:https?|mailto):")

#: Kinds of page that a site of fewer kinds may lead to and not have.
_OTHERS = {"docs/"}


def faults(site: Path) -> list[str]:
    """All pages of the folder."""
    files = content(site)
    return faults_of(files)


def faults_of(files: dict[str, bytes]) -> list[str]:
    """The same of files that were not written."""
    found = pages(files)
    return [
        f"{path}: {fault}"
        for path, page in found.items()
        for fault in (*_policy(page), *_ids(page), *_links(path, page, found, files))
    ]


def _policy(page: Seen) -> Iterator[str]:
    head = [attributes for tag, attributes in page.tags if tag in ("meta", "link", "script")]
    policy = head[1].get("content", "") if len(head) > 1 else ""
    if head[1].get("http-equiv") != "Content-Security-Policy" or not policy.startswith("default-src 'none'"):
        yield "the policy does not stand before every resource"
    if "unsafe" in policy:
        yield "the policy allows what is unsafe"
    for tag, attributes in page.tags:
        if tag == "style" or "style" in attributes:
            yield f"<{tag}> has a style of its own"
        if any(name.startswith("on") for name in attributes):
            yield f"<{tag}> has a handler"
        if tag == "script" and not attributes.get("src"):
            yield "a script stands in the page"
        if attributes.get("type") == "module":
            yield "a module does not start from a folder"


def _ids(page: Seen) -> Iterator[str]:
    yield from (f"id '{name}' stands {times} times" for name, times in Counter(page.ids).items() if times > 1)


def _links(path: str, page: Seen, found: dict[str, Seen], files: dict[str, bytes]) -> Iterator[str]:
    for tag, attributes in page.tags:
        for target in (attributes.get("href", ""), attributes.get("src", "")):
            if not target or target == "data:,":
                continue
            if re.match(r"[a-z]+:|//", target):
                if tag != "a" or not _OUTWARD.match(target):
                    yield f"<{tag}> leads to {target}"
                continue
            to, _, fragment = target.partition("#")
            to = unquote(to)
            file = normpath(join(dirname(path), to)) if to else path
            if file not in files and file.startswith(
                tuple(_OTHERS - {f"{name.partition('/')[0]}/" for name in files})
            ):
                continue
            if file not in files:
                yield f"{target} leads nowhere"
            elif fragment and file in found and unquote(fragment) not in found[file].ids:
                yield f"{target}: {file} has no such place"
