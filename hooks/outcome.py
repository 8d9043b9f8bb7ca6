"""What a hook prints and returns: the refused findings in full, the rest counted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from iso20k.edges.disk import InputError
from iso20k.edges.git import GitError
from iso20k.edges.sources import Snapshot, lines_of
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.refusal import Verdict
from iso20k.reports import plain
from iso20k.wording.phrases import count


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`; input that cannot be read is told in words, exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return work()
    except (GitError, InputError) as error:
        where = f"{error.where}: " if isinstance(error, InputError) else ""
        print(f"iso20k: {where}{error.message}\n  {error.hint}")
        return 2


def rules() -> Catalogue:
    """The rules, loaded only when a state is new; advice instead of a traceback when they are not ours."""
    try:
        from validators.registry import catalogue
    except ImportError:
        raise InputError(
            "validators",
            "another distribution owns the package 'validators'",
            "Install iso20k into an environment of its own.",
        ) from None
    return catalogue()


def print_verdict(verdict: Verdict, snapshot: Snapshot, prefix: str) -> int:
    """Print what a writer must see at a commit, in the order of what matters, and give the exit code."""
    lines = lines_of(snapshot)
    colour = bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if verdict.refusing:
        print(plain.findings(verdict.refusing, lines, prefix, colour=colour))
    if verdict.reported:
        print(plain.brief(verdict.reported, prefix, colour=colour))
    if verdict.older:
        print(f"{count(verdict.older, 'older finding')} elsewhere; 'iso20k check' lists them.")
    if not verdict.refusing:
        return 0
    print(f"iso20k refuses the commit: {count(len(verdict.refusing), 'finding')} to repair.")
    return 2 if any(finding.rule.startswith("READ") for finding in verdict.refusing) else 1
