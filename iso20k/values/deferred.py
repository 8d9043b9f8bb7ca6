"""Patterns cost more to compile than to use once; a commit hook should pay only for the kinds it meets."""

import re
from collections.abc import Callable
from functools import cache


def deferred(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A pattern is compiled when it is first asked for, and then kept."""
    return cache(lambda: re.compile(pattern, flags))
