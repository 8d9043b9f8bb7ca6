"""Hook `iso20k-check-all`: judge every document that is staged or committed, whatever the change touches."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hooks.outcome import guarded, print_verdict, rules
from hooks.workspaces import workspaces
from iso20k.edges.cache import Cache
from iso20k.edges.clock import today
from iso20k.edges.git import Repository
from iso20k.edges.sources import staged
from iso20k.edges.verdicts import judged
from iso20k.judging.refusal import judge_change


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing refuses, 1 when something does, 2 when something could not be read."""
    strict = "--strict" in (sys.argv[1:] if argv is None else argv)
    return guarded(lambda: _run(strict=strict))


def _run(*, strict: bool) -> int:
    repository = Repository.around(".")
    cache = Cache()
    codes = []
    entries = repository.index()
    for prefix in workspaces(entries):
        snapshot = staged(repository, prefix)
        after = judged(snapshot, cache, rules, today(), strict=strict)
        verdict = judge_change(after, (), frozenset(snapshot.blobs), snapshot.configuration)
        codes.append(print_verdict(verdict, snapshot, prefix))
    cache.close()
    return max(codes, default=0)


if __name__ == "__main__":
    raise SystemExit(main())
