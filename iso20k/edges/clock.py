"""The one place that knows what day it is; everything else is told."""

from datetime import date, datetime


def today() -> date:
    """The local calendar day."""
    return datetime.now().astimezone().date()
