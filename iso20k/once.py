"""What many ask of one thing is worked out once: an assessment or the material of a site keeps it in its memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Remembering(Protocol):
    """A value that keeps what has been worked out from it."""

    @property
    def memory(self) -> dict[Any, Any]:
        """What is known, by the function that worked it out and its further terms."""


Thing = TypeVar("Thing", bound=Remembering)
Value = TypeVar("Value")
Terms = ParamSpec("Terms")


def once(
    work: Callable[Concatenate[Thing, Terms], Value],
) -> Callable[Concatenate[Thing, Terms], Value]:
    """A function of one thing (and of further terms) that is worked out once for it; for artifacts there is `derived`."""

    @wraps(work)
    def remembered(thing: Thing, /, *terms: Terms.args, **named: Terms.kwargs) -> Value:
        key = (work, terms, *named.items())
        if key not in thing.memory:
            thing.memory[key] = work(thing, *terms, **named)
        return cast(Value, thing.memory[key])

    return remembered
