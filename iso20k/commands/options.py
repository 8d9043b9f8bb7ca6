"""Options that several commands share, and what they accept."""

import argparse
import os
import sys
from datetime import date

from iso20k.values.day import iso_day


def day(text: str) -> date:
    """An ISO date given on the command line."""
    found = iso_day(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"'{text}' is no date, write YYYY-MM-DD")
    return found


def terminal_width() -> int:
    """The columns of the terminal, 100 where there is none."""
    try:
        return max(60, min(os.get_terminal_size(sys.stdout.fileno()).columns, 140))
    except (OSError, ValueError):
        columns = os.environ.get("COLUMNS", "")
        return int(columns) if columns.isdigit() else 100


def terminal_colour() -> bool:
    """Whether standard output shows colours; NO_COLOR and FORCE_COLOR are obeyed."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
