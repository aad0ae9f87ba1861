"""The days below a chart: as many marks as there is room for, on days that people count by."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from physiocheck_desktop.gui.models.dates import axis_day

MARK_PX: Final = 96
"""The room that a mark needs."""
_FEWEST: Final = 2
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12)
_DAYS_A_MONTH: Final = 30.4
_DAYS_OF_WEEKS: Final = 75
_MONTHS_A_YEAR: Final = 12


def mark_days(axis: Any, first: date, last: date, width_px: int) -> None:
    """Write days, or months where the time is long, below a chart that is as wide as said."""
    most = max(_FEWEST, width_px // MARK_PX)
    axis.setTicks([[(float(day.toordinal()), words) for day, words in _marks(first, last, most)]])


def _marks(first: date, last: date, most: int) -> Iterator[tuple[date, str]]:
    days = (last - first).days + 1
    step = next((each for each in _DAYS if days / each <= most), None)
    if step is not None and days <= _DAYS_OF_WEEKS:
        day = first if step < _DAYS[2] else first + timedelta(days=-first.weekday() % 7)
        while day <= last:
            yield day, axis_day(day)
            day += timedelta(days=step)
        return
    months = days / _DAYS_A_MONTH
    step = next((each for each in _MONTHS if months / each <= most), _MONTHS[-1])
    number = first.year * _MONTHS_A_YEAR + first.month - 1 + (first.day > 1)
    number += -number % step
    while (day := date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)) <= last:
        yield day, axis_day(day, with_year=True)
        number += step
