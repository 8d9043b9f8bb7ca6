"""How the NetOps workspace came to be: a history with drafts, mistakes and repairs, made from its final documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from iso20k.standard.steps import step_of_skill
from iso20k.updates import UPDATES, Cells, Change, Section, Update


class Chapter(NamedTuple):
    """A commit: its day (ISO date), author, subject, and the files it writes by path ('' as text deletes)."""

    day: str
    author: str
    subject: str
    files: Mapping[str, str]


class Mistake(NamedTuple):
    """A fault that a writer commits on the way to an approved document, and what the commit claims to do."""

    old: str
    new: str
    subject: str


#: The documents in which somebody errs; the texts stand in the final documents of examples/netops.
MISTAKES: Mapping[str, Mistake] = {
    "organization-profile": Mistake(
        "| Employees | 120 |", "| Employees | about a hundred |", "Round the head count in the profile"
    ),
    "sms-scope": Mistake(
        "| Looks after workplaces of NetOps employees only and delivers no service to external customers |",
        "| Not needed |",
        "Shorten the justification of the exclusions",
    ),
    "service-catalog": Mistake(
        "| SVC-004 | Monitoring Platform | supporting | Hannah Lim |",
        "| SVC-004 | Monitoring Platform | supporting | |",
        "Clear the owner of the monitoring platform until the team is reorganised",
    ),
    "gap-assessment": Mistake(
        "| 6.5 | Capacity | 0 | 3 |",
        "| 6.5 | Capacity | 6 | 3 |",
        "Enter the capacity score from the workshop",
    ),
    "service-level-management": Mistake(
        "| Uptime | >= 99.95 % |",
        "| Uptime | as high as possible |",
        "Soften the uptime of Cloud Hosting while the contract is checked",
    ),
    "incident-management": Mistake(
        "| 30 min | 8 h | every 30 min | 24x7 |",
        "| 30 min | 3 h | every 30 min | 24x7 |",
        "Resolve P2 faster, as the customer forum asked",
    ),
    "service-management-plan": Mistake(
        ">= 99.9 % | 2026-10-31 |", ">= 99.9 % | |", "Leave the date of the availability objective open"
    ),
}


#: After the last chapter: the day of the demo's own commits.
NEXT_DAY = "2026-10-30"


def story(texts: Mapping[str, str], beginning: Mapping[str, str]) -> tuple[Chapter, ...]:
    """The chapters in the order of their days, from the files of the `beginning` to the documents in `texts` (by path)."""
    first = Chapter("2026-02-16", "Sarah Chen", "Start the service management system", beginning)
    chapters = [first]
    approved, later = _taken_back(texts, UPDATES)
    for path, text in approved.items():
        chapters.extend(_document(path, text))
    chapters.extend(_afterwards(approved))
    chapters.extend(later)
    return tuple(sorted(chapters, key=lambda chapter: chapter.day))


def _taken_back(
    texts: Mapping[str, str], updates: Sequence[Update]
) -> tuple[dict[str, str], tuple[Chapter, ...]]:
    """The documents as they were first approved, and a chapter for each update since then."""
    earlier = dict(texts)
    paths = {_skill(path): path for path in texts}
    chapters = []
    for update in reversed(updates):
        files = {paths[skill]: earlier[paths[skill]] for skill in update.changes}
        chapters.append(Chapter(update.day, update.author, update.subject, files))
        for skill, changes in update.changes.items():
            for change in changes:
                earlier[paths[skill]] = _undone(earlier[paths[skill]], change)
    return earlier, tuple(reversed(chapters))


def _undone(text: str, change: Change | Section | Cells) -> str:
    """The document as it was before one change."""
    if isinstance(change, Change):
        return _replaced(text, change.new, change.old)
    pattern, old = (
        (change.pattern, change.old)
        if isinstance(change, Cells)
        else (rf"(?ms)^{re.escape(change.heading)}\n.*?(?=^## |\Z)", f"{change.heading}\n\n{change.old}\n\n")
    )
    earlier, found = re.subn(pattern, lambda _: old, text)
    if not found:
        raise ValueError(f"the update's text is not there: {pattern!r}")
    return earlier.rstrip("\n") + "\n"


def _skill(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".md").split("-", 1)[1]


def _document(path: str, text: str) -> Iterator[Chapter]:
    """A document from its first sections to its approval; before some approvals somebody makes a mistake."""
    skill = _skill(path)
    step = step_of_skill(skill)
    title = step.title if step else skill
    author, approver = _field(text, "author"), _field(text, "approver")
    begun, ready = re.findall(r"^ +date: (\S+)$", text, re.MULTILINE)[:2]
    mistake = MISTAKES.get(skill)
    complete = _in_state(text, "draft", "0.9", begun, author)
    review = _in_state(text, "in review", "0.9", begun, author)
    yield Chapter(_before(begun), author, f"Begin {title}", {path: _sections(complete, 0.4)})
    yield Chapter(begun, author, f"Draft {title}", {path: _sections(complete, 0.8)})
    yield Chapter(ready, author, f"Hand {title} in for review", {path: review})
    if mistake:
        yield Chapter(ready, author, mistake.subject, {path: _replaced(review, mistake.old, mistake.new)})
    yield Chapter(
        _field(text, "approved"),
        approver,
        f"{'Repair and approve' if mistake else 'Approve'} {title}",
        {path: text},
    )


def _afterwards(texts: Mapping[str, str]) -> Iterator[Chapter]:
    """After all are approved: a rename in one document only, taken back two days later."""
    path = next((path for path in texts if path.endswith("service-catalog.md")), "")
    if path:
        renamed = texts[path].replace("Help Desk", "Service Desk")
        yield Chapter(
            "2026-05-04", "Tom Fraser", "Call the help desk a service desk in the catalog", {path: renamed}
        )
        yield Chapter(
            "2026-05-06",
            "Emily Nguyen",
            "Take back the new name until the contracts follow",
            {path: texts[path]},
        )


def _field(text: str, name: str) -> str:
    match = re.search(rf"^{name}: (.+)$", text, re.MULTILINE)
    return match.group(1) if match else ""


def _before(day: str) -> str:
    """The day before, kept within the month, since only the order matters."""
    head, number = day[:8], int(day[8:])
    return f"{head}{max(number - 1, 1):02d}"


def _in_state(text: str, status: str, version: str, day: str, author: str) -> str:
    """The document before its approval: status, version and change history as they were then."""
    _, front, body = text.split("---\n", 2)
    front = re.sub(r"^status: .+$", f"status: {status}", front, flags=re.MULTILINE)
    front = re.sub(r"^version: .+$", f'version: "{version}"', front, flags=re.MULTILINE)
    front = re.sub(r"^(?:approved|effective): .+\n", "", front, flags=re.MULTILINE)
    history = f'changes:\n  - version: "{version}"\n    date: {day}\n    author: {author}\n    change: First draft\n'
    front = re.sub(r"^changes:\n(?: .*\n)+", history, front, flags=re.MULTILINE)
    return f"---\n{front}---\n{body}"


def _sections(text: str, share: float) -> str:
    """The document up to this share of its level-2 sections."""
    parts = re.split(r"(?m)^(?=## )", text)
    return "".join(parts[: max(2, round(share * len(parts)))])


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"the text stands {text.count(old)} times in its document: {old!r}")
    return text.replace(old, new)
