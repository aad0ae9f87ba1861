"""A day that a person types into a search, as the time from its midnight to the next."""

import re
from datetime import UTC, datetime

from PySide6.QtCore import QDate, QLocale, QTimeZone

_ISO = "yyyy-MM-dd"
_CENTURY = 2000


def written_day(words: str) -> tuple[datetime, datetime] | None:
    """Return when the day begins and ends here, UTC, None where none was written.

    Args:
        words: A day as this place writes days, with its year or without, or as 2026-11-24.
    """
    day = _day(words)
    return None if day is None else (_midnight(day), _midnight(day.addDays(1)))


def _day(words: str) -> QDate | None:
    """Return the day that was written, None where none was."""
    locale, today = QLocale(), QDate.currentDate()
    # One letter stands for a number of one or two digits.
    short = locale.dateFormat(QLocale.FormatType.ShortFormat).replace("dd", "d").replace("MM", "M")
    with_year = short.replace("yyyy", "yy")
    for form in (_ISO, with_year.replace("yy", "yyyy"), with_year):
        day = locale.toDate(words, form, _CENTURY)
        if day.isValid():
            return day
    # Without a year the last one that is over; a day that this year has not, such as 29 February, is not found.
    without_year = re.sub(r"\W*y+\W*", "", short)
    day = locale.toDate(f"{words.rstrip('./-')} {today.year()}", f"{without_year} yyyy", _CENTURY)
    if not day.isValid():
        return None
    return day.addYears(-1) if day > today else day


def _midnight(day: QDate) -> datetime:
    """Return when a day begins here, UTC."""
    begins = day.startOfDay(QTimeZone(QTimeZone.Initialization.LocalTime))
    return datetime.fromtimestamp(begins.toSecsSinceEpoch(), UTC)
