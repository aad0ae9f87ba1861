"""What a person types to find sessions, as the search that the database is asked."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QDate, QLocale, QTimeZone

from physiocheck_desktop.domain.session import SessionSearch, SessionState
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import session_state_words

_ISO = "yyyy-MM-dd"
_CENTURY = 2000


def session_search(text: str, exercises: Iterable[str] = ()) -> SessionSearch | None:
    """Return what is looked for, None where nothing is.

    Words are part of an exercise's name or of a result; a day is written as this place writes days, with its year or
    without, or as 2026-11-24.

    Args:
        text: What was typed.
        exercises: Names of exercises as they are kept; looked for by what the window's language calls them, too.
    """
    words = " ".join(text.split())
    if not words:
        return None
    states = frozenset(each for each in SessionState if words.casefold() in session_state_words(each).casefold())
    names = frozenset(name for name in exercises if words.casefold() in own_words(name).casefold())
    day = _day(words)
    if day is None:
        return SessionSearch(words, states, names=names)
    return SessionSearch(words, states, _midnight(day), _midnight(day.addDays(1)), names)


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
