"""A comment and a note of ours are known by their first characters, one instance key apart from another."""

import re


def marker(key: str) -> str:
    """The first line of the one comment of an instance.

    Raises ValueError for a key that could close the HTML comment or forge another instance's.
    """
    return f"<!-- iso20k:summary v1 key={_checked(key)} -->"


def note_marker(key: str, identifier: str) -> str:
    """The first line of a note on a line; `identifier` is a finding's id, sixteen hexadecimal digits.

    Raises ValueError as `marker` does, and for any other identifier.
    """
    if not re.fullmatch(r"[0-9a-f]{16}", identifier):
        raise ValueError(f"not the id of a finding: {identifier!r}")
    return f"<!-- iso20k:note v1 key={_checked(key)} id={identifier} -->"


def _checked(key: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._]+(?:-[A-Za-z0-9._]+)*", key) or len(key) > 64:
        raise ValueError(f"not an instance key: {key!r}")
    return key
