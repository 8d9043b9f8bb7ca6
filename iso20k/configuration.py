"""The workspace's own settings, from iso20k.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

CONFIGURATION_FILE = "iso20k.yaml"


class Waiver(NamedTuple):
    """A finding that somebody accepts for a time: rule, place, reason and the last day it holds."""

    rule: str
    path: str
    line: int
    reason: str
    until: date | None
    source: str
    source_line: int


class Configuration(NamedTuple):
    """What iso20k.yaml says; the defaults are the product's.

    `areas` overrides the weights of the nine areas (sum 100); `drafts` is 'tolerate' or 'refuse' for what is missing
    in a draft at commit; `refuse` is 'errors' or 'warnings'; `thresholds` are named numbers of rules.
    """

    organisation: str = ""
    edition: str = "2011"
    folder: str = "sms"
    weights: Mapping[str, int] = {}
    thresholds: Mapping[str, float] = {}
    drafts: str = "tolerate"
    refuse: str = "errors"
    waivers: tuple[Waiver, ...] = ()


class ConfigurationError(Exception):
    """iso20k.yaml cannot be used: its line, what is wrong, the cure."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint
