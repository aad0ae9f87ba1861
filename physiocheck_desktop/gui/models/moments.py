"""Moments and days in the words of the place."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTimeZone


def moment_words(at: datetime) -> str:
    """Return a moment, handed in as UTC, in the place's own time and form."""
    local = _local(at)
    return QCoreApplication.translate("Wording", "{date}, {time}").format(
        date=QLocale().toString(local.date(), QLocale.FormatType.ShortFormat),
        time=QLocale().toString(local.time(), QLocale.FormatType.ShortFormat),
    )


def day_words(at: datetime) -> str:
    """Return the day of a moment, handed in as UTC, in the place's own time and form."""
    return QLocale().toString(_local(at).date(), QLocale.FormatType.ShortFormat)


def long_day_words(year: int, month: int, day: int) -> str:
    """Return a day with its weekday, as people say it."""
    return QLocale().toString(QDate(year, month, day), QLocale.FormatType.LongFormat)


def _local(at: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(round(at.timestamp()), QTimeZone(QTimeZone.Initialization.LocalTime))
