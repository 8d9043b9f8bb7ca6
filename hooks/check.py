"""Hook `iso20k-check`: judge what is staged, and refuse what the commit breaks.

What is staged counts, not what lies in the work tree. Between two commits (`pre-commit run --from-ref A --to-ref B`)
the later one is judged against the earlier.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from hooks.outcome import guarded, print_verdict, rules
from hooks.workspaces import Change, changes
from iso20k.edges.cache import Cache
from iso20k.edges.clock import today
from iso20k.edges.git import Repository
from iso20k.edges.verdicts import judged
from iso20k.judging.refusal import judge_change


def main(argv: Sequence[str] | None = None) -> int:
    """0 when the commit may go on, 1 when it is refused, 2 when something could not be read."""
    strict = "--strict" in (sys.argv[1:] if argv is None else argv)
    return guarded(lambda: _run(strict=strict))


def _run(*, strict: bool) -> int:
    repository = Repository.around(".")
    cache = Cache()
    codes = [_judge(change, cache, strict=strict) for change in _asked(repository)]
    cache.close()
    return max(codes, default=0)


def _asked(repository: Repository) -> Iterator[Change]:
    base, head = os.environ.get("PRE_COMMIT_FROM_REF"), os.environ.get("PRE_COMMIT_TO_REF")
    return changes(repository, base, head) if base and head else changes(repository)


def _judge(change: Change, cache: Cache, *, strict: bool) -> int:
    day = today()
    after = judged(change.after, cache, rules, day, strict=strict)
    before = [judged(snapshot, cache, rules, day, strict=strict) for snapshot in change.before]
    verdict = judge_change(after, before, change.paths, change.after.configuration)
    return print_verdict(verdict, change.after, change.prefix)


if __name__ == "__main__":
    raise SystemExit(main())
