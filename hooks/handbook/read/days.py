"""Which days there are: a pattern knows digits, and not that February ends."""

import re
from datetime import date


def is_day(year: int, month: int = 1, day: int = 1) -> bool:
    """True for a day of the calendar, in years of four digits."""
    try:
        return year >= 1000 and bool(date(year, month, day))
    except (ValueError, OverflowError):
        return False


def is_written_day(text: object) -> bool:
    """True for a day as ``YYYY-MM-DD``; what has another form is judged elsewhere."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", str(text))
    return not found or is_day(*map(int, found.groups()))
