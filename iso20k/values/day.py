"""A calendar day in the one form that no reader can mistake."""

from datetime import date


def iso_day(text: str) -> date | None:
    """The day written as YYYY-MM-DD (ISO 8601), None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
