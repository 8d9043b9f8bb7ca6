"""Small grammar for messages and summaries, so that every sentence counts and lists alike."""

from collections.abc import Iterable, Sequence


def count(number: int, noun: str, plural: str = "") -> str:
    """Counted things read '1 service' and '8 services'."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str]) -> str:
    """Several names read 'A', 'A and B', 'A, B and C'."""
    items: Sequence[str] = tuple(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
