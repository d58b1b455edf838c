"""Days as people type them, 2026-01-31 or 31/01/2026, never month first; and as the law counts them, by months."""

import calendar
import re
from datetime import date, timedelta

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def day(text: str) -> date | None:
    """The day a text holds, None where it is not one; a year has four digits."""
    text = text.strip()
    try:
        if iso := ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if french := FRENCH.fullmatch(text):
            return date(int(french[3]), int(french[2]), int(french[1]))
    except ValueError:
        return None
    return None


DAY_LIKE = re.compile(
    r"(?:\d{1,2}[/.]\d{1,2}[/.](?:\d{2}|\d{4})|\d{1,2}-\d{1,2}-\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:[ T].*)?"
    r"|\d{1,2}(?:er)? (?:janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec)\w*\.? \d{2,4}",
    re.IGNORECASE,
)


def is_written_day(text: str) -> bool:
    """Whether a text is written as a day is, be it one of the calendar or not: 30/02/2026."""
    return any(form.fullmatch(text.strip()) for form in (ISO, FRENCH))


MONTHS = (
    "janv|févr?|fev|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec|jan|feb|apr|may|jun|jul|aug|sep"
)
"""How spreadsheets shorten months, in French and in English."""
SHORT_DAY = re.compile(
    rf"[0-9]{{1,2}}[- ](?:{MONTHS}|mar)\.?(?:[- ][0-9]{{2}})?|(?:{MONTHS}|mar)\.?[- ][0-9]{{2}}",
    re.IGNORECASE,
)
"""A day without a year, or a month with one: 12-mars, 12-Mar, déc-20. A name may begin as March does in English."""

SCHOOL_YEAR = re.compile(r"([0-9]{4})[-/.]([0-9]{2})[-/.][0-9]{1,2}(?![0-9])")
LAST_MONTH = 12
_DAY_ZERO, _DIGITS = date(1899, 12, 30), 5
"""The day that spreadsheets count from, and the digits of the days of our time."""


def seems_day(text: str) -> bool:
    """Whether a text is written as a day, in whatever order and with whatever time: 15/06/26, 2026-06-15T08:00.

    2025-26-1 is the first session of a school year.
    """
    text = text.strip()
    years = SCHOOL_YEAR.match(text)
    is_school_year = years is not None and (int(years[1]) + 1) % 100 == int(years[2]) > LAST_MONTH
    return not is_school_year and DAY_LIKE.fullmatch(text) is not None


def is_shown_day(text: str) -> bool:
    """Whether a text is what a spreadsheet shows of a day: 01/02/26 for 1/2, 1-févr, déc-20 for 12/20."""
    return seems_day(text) or SHORT_DAY.fullmatch(text.strip()) is not None


_NUMBERED_DAYS = range((date(2000, 1, 1) - _DAY_ZERO).days, (date(2050, 1, 1) - _DAY_ZERO).days)


def numbered_day(text: str) -> date | None:
    """The day of this half-century that a spreadsheet keeps as a number: 2026-06-15 for 46188."""
    text = text.strip()
    is_number = text.isascii() and text.isdecimal() and len(text) == _DIGITS
    return _DAY_ZERO + timedelta(int(text)) if is_number and int(text) in _NUMBERED_DAYS else None


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
