"""Days and moments in the words and the order of the place."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

_SECONDS_A_DAY = 86_400.0


def day_words(day: date) -> str:
    """Return a day with its year, as this place writes it at length."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.LongFormat)


def short_day(day: date) -> str:
    """Return a day in numbers, as this place writes it."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.ShortFormat)


def moment_words(moment: datetime) -> str:
    """Return a moment in the place's own time and form."""
    here = moment.astimezone()
    return QCoreApplication.translate("Wording", "{date}, {time}").format(
        date=short_day(here.date()),
        time=QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat),
    )


def axis_day(day: date, *, with_year: bool = False) -> str:
    """Return a day or, with its year, a month, as it is written below a chart."""
    form = (
        QCoreApplication.translate("Wording", "MMM yyyy", "a month below a chart, as Qt’s QDate is told")
        if with_year
        else QCoreApplication.translate("Wording", "d MMM", "a day below a chart, as Qt’s QDate is told")
    )
    return QLocale().toString(_qdate(day), form)


def place_in_time(moment: datetime) -> float:
    """Return a moment as a number of days here, for a chart; it grows by one from midnight to midnight."""
    here = moment.astimezone()
    return here.date().toordinal() + (here.hour * 3600 + here.minute * 60 + here.second) / _SECONDS_A_DAY


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
