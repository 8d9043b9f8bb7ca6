"""What rules found before: an outcome holds as long as all that its rule has read is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from iso20k.edges.cache import Cache, code_fingerprint, key_of
from iso20k.edges.findings import pack_finding, unpack_finding
from iso20k.facts.artifact import Artifact
from iso20k.judging.engine import Held, Outcome, ask
from iso20k.judging.rule import Rule
from iso20k.judging.workspace import ALL, DAY, Workspace


class Outcomes:
    """The remembered outcomes of a workspace's rules; `recall` gives those that still hold, `keep` puts new ones away.

    `contents` are content ids by path; `settings` are the bytes of iso20k.yaml.
    """

    def __init__(
        self, cache: Cache, contents: Mapping[str, str], settings: bytes, as_of: date, *, strict: bool
    ) -> None:
        self._cache = cache
        self._contents = contents
        self._base = key_of("outcome", code_fingerprint(), settings, str(strict))
        self._day = str(as_of)
        self._all = key_of(*(f"{path}\0{blob}" for path, blob in sorted(contents.items())))
        self._by_skill: dict[str, str] = {}
        self._known: set[str] = set()

    def ask(self, rules: Iterable[Rule], workspace: Workspace, *, strict: bool) -> Iterable[Outcome]:
        """The outcomes in a workspace; the rules whose reads have changed are asked."""
        self._by_skill = {s: self._content(artifact) for s, artifact in workspace.artifacts.items()}
        return ask(rules, workspace, strict=strict, recall=self.recall)

    def recall(self, rule: Rule, artifacts: tuple[Artifact, ...]) -> Outcome | None:
        """The outcome of a rule whose reads have not changed, None when it must be asked."""
        key = self._key(rule, artifacts)
        with suppress(AttributeError, LookupError, TypeError, ValueError):  # not what `keep` put away
            findings, held, reads = self._cache.get([key])[key]
            if all(self._state(read) == state for read, state in reads.items()):
                self._known.add(key)
                skills = tuple(artifact.skill for artifact in artifacts)
                found = tuple(unpack_finding(finding) for finding in findings)
                return Outcome(rule, skills, found, Held(*held) if held else None, reads=tuple(reads))
        return None

    def keep(self, outcomes: Iterable[Outcome], artifacts: Mapping[str, Artifact]) -> None:
        """Put away the outcomes that were not known, each with the state of what its rule has read."""
        fresh: dict[str, Any] = {}
        for outcome in outcomes:
            if not outcome.evaluable:
                continue
            key = self._key(outcome.rule, tuple(artifacts[skill] for skill in outcome.skills))
            if key not in self._known:
                reads = {read: self._state(read) for read in outcome.reads}
                fresh[key] = [[pack_finding(f) for f in outcome.findings], outcome.held, reads]
        self._cache.put(fresh)

    def _key(self, rule: Rule, artifacts: tuple[Artifact, ...]) -> str:
        return key_of(self._base, rule.id, *(self._content(artifact) for artifact in artifacts))

    def _content(self, artifact: Artifact) -> str:
        return f"{artifact.path}\0{self._contents.get(artifact.path, '')}"

    def _state(self, read: str) -> str:
        if read == ALL:
            return self._all
        return self._day if read == DAY else self._by_skill.get(read, "")
