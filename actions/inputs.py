"""The inputs that a workflow gives stand in ``ISO20K_ACTION_*``; each is a value and never a command."""

import re
from collections.abc import Mapping

from iso20k.reports.markdown.marking import marker

PREFIX = "ISO20K_ACTION_"
MOST_NOTES = 50  # more in one review are refused or hide each other


class InputError(Exception):
    """The workflow gave the action a value it cannot mean anything by: the input, its value and what is allowed."""


def given(env: Mapping[str, str], name: str, default: str) -> str:
    """An input as the workflow gives it, the default where it is empty."""
    return env.get(PREFIX + name.replace("-", "_").upper(), "").strip() or default


def one_of(env: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    """An input that takes one of a few words."""
    value = given(env, name, default)
    if value not in allowed:
        raise InputError(f"input {name} is {value!r}, expected one of {', '.join(allowed)}")
    return value


def folder(env: Mapping[str, str]) -> str:
    """The workspace, a folder inside the repository."""
    value = given(env, "workspace", ".")
    parts = [part for part in value.replace("\\", "/").split("/") if part not in ("", ".")]
    if value.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", value):
        raise InputError(f"input workspace is {value!r}, expected a folder inside the repository")
    return "/".join(parts) or "."


def key(env: Mapping[str, str]) -> str:
    """What tells the comments of several workspaces apart."""
    value = given(env, "key", "sms")
    try:
        marker(value)
    except ValueError as error:
        allowed = "letters, digits, dots, underscores and single hyphens, at most 64"
        raise InputError(f"input key is {value!r}, expected {allowed}") from error
    return value


def date(env: Mapping[str, str], name: str) -> str:
    """A day, '' for none."""
    value = given(env, name, "")
    if value and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise InputError(f"input {name} is {value!r}, expected a date such as 2026-05-31")
    return value


def revision(env: Mapping[str, str], name: str) -> str:
    """A commit, branch or tag, '' for none."""
    value = given(env, name, "")
    if value.startswith("-"):
        raise InputError(f"input {name} is {value!r}, expected a commit, branch or tag")
    return value


def notes(env: Mapping[str, str]) -> int:
    """How many notes on lines may stand at a time."""
    value = given(env, "max-inline", "10")
    if not re.fullmatch(r"\d{1,4}", value, re.ASCII) or int(value) > MOST_NOTES:
        raise InputError(f"input max-inline is {value!r}, expected a number from 0 to {MOST_NOTES}")
    return int(value)
