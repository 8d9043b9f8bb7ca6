"""A rule of the standard or of good practice, as a value: what it checks, why, and two examples that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from iso20k.document import Place


class Severity(StrEnum):
    """How a finding counts. STRICT protects a requirement that is a warning by default, an error under `--strict`."""

    ERROR = "error"
    STRICT = "strict"
    WARNING = "warning"
    ADVICE = "advice"

    def counted(self, *, strict: bool) -> Severity:
        """What readers see: error, warning or advice."""
        if self is Severity.STRICT:
            return Severity.ERROR if strict else Severity.WARNING
        return self

    @property
    def weight(self) -> int:
        """Its weight in artifact readiness (rules §7.2)."""
        return _WEIGHTS[self]


_WEIGHTS = {Severity.ERROR: 5, Severity.STRICT: 3, Severity.WARNING: 1, Severity.ADVICE: 0}


class Kind(StrEnum):
    """What a rule looks at: content that must be there, its correctness, or agreement with another document."""

    PRESENCE = "presence"
    VALIDITY = "validity"
    CROSS = "cross"


class Related(NamedTuple):
    """Another place that a reader must see to understand a finding."""

    place: Place
    message: str


class Replacement(NamedTuple):
    """A cure that is certain: on the finding's own line, `old` is to be `new`.

    It holds only where `old` stands exactly once, on its own, on that line (`iso20k.judging.suggestion.suggested` sees to it).
    """

    old: str
    new: str


class Problem(NamedTuple):
    """What a rule found: where and what; the engine adds id, severity, clause and hint.

    `severity` lowers or raises a single case where the rule says so; `missing` tells content that is not
    there yet (tolerated in a draft) from content that is wrong, by default from the rule's kind. `edit` is given only
    where the cure is mechanical and no reader would decide otherwise.
    """

    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    missing: bool | None = None
    edit: Replacement | None = None


class Found(NamedTuple):
    """A finding that an example must give: the message, and a text that stands on its line ('' for any line).

    `document` names the skill of the document when it is not the rule's first one.
    """

    message: str
    at: str = ""
    document: str = ""


class Edit(NamedTuple):
    """A change of the sample workspace: replace the one place of `old` by `new` in the skill's document.

    `document` is the skill, '' for the rule's first document; `old` = '' with `new` = '' deletes the document,
    `old` = '' with text replaces all of it.
    """

    old: str
    new: str
    document: str = ""


class Example(NamedTuple):
    """Edits of the sample workspace and what they must lead to; no edits is the sample itself.

    `alone` drops the other documents first; `settings` are lines of iso20k.yaml (`edition: "2018"`).
    """

    edits: tuple[Edit, ...] = ()
    finds: tuple[Found, ...] = ()
    alone: bool = False
    settings: str = ""


#: The natural passing example: the sample workspace as it is.
THE_SAMPLE = Example()

#: Stands for all artifacts in `Rule.documents`: the rule is asked once for each.
EVERY = "every"

Check = Callable[..., Iterator[Problem]]


class Rule(NamedTuple):
    """A check with its meaning.

    `documents` are the skills whose artifacts are handed to `check(workspace, *artifacts)`; when one of them
    is missing the rule is not evaluable. `each` names registers whose records are the instances that the share in
    readiness is counted over ('' counts the document as one). `editions` limits a rule to an edition. `source` says where
    the check comes from: S and s the skills' own checks, I a requirement of the standard, P the practice of the field.
    """

    id: str
    name: str
    severity: Severity
    kind: Kind
    clause: tuple[str, str]
    documents: tuple[str, ...]
    why: str
    hint: str
    fails: Example
    passes: Example
    check: Check
    source: str = "I"
    each: tuple[str, ...] = ()
    editions: tuple[str, ...] = ("2011", "2018")
    severity_2018: Severity | None = None
    more: tuple[Example, ...] = ()

    def clause_in(self, edition: str) -> str:
        """The clause in the workspace's edition; '-' when that edition has none."""
        return self.clause[0] if edition == "2011" else self.clause[1]

    def severity_in(self, edition: str) -> Severity:
        """The severity in the workspace's edition."""
        return self.severity_2018 or self.severity if edition == "2018" else self.severity


def rule(
    id: str,  # noqa: A002 - the domain's word
    name: str,
    severity: Severity,
    kind: Kind,
    clause: str,
    documents: str | tuple[str, ...],
    *,
    why: str,
    hint: str,
    fails: Example,
    passes: Example = THE_SAMPLE,
    **rest: Any,
) -> Callable[[Check], Rule]:
    """Make the decorated check a `Rule`; `clause` is '2011 / 2018', one number stands for both."""
    both = [part.strip() for part in clause.split(" / ")]
    names = (documents,) if isinstance(documents, str) else documents

    def make(check: Check) -> Rule:
        return Rule(
            id, name, severity, kind, (both[0], both[-1]), names, why, hint, fails, passes, check, **rest
        )

    return make
