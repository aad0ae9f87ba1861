"""How long something takes or took, as people say it: in seconds while that can be pictured, then in minutes too."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.gui.models.wording import whole

_MINUTE_S: Final = 60
_LONGEST_IN_SECONDS: Final = 90


def time_words(seconds: float) -> str:
    """Return a time as it stands in a sentence."""
    rounded = round(seconds)
    if rounded == 1:
        return QCoreApplication.translate("Durations", "1 second")
    if rounded <= _LONGEST_IN_SECONDS:
        return QCoreApplication.translate("Durations", "{seconds} seconds").format(seconds=whole(rounded))
    return _with_minutes(rounded)


def short_time(seconds: float) -> str:
    """Return a time as it stands where there is little room."""
    rounded = round(seconds)
    if rounded <= _LONGEST_IN_SECONDS:
        return QCoreApplication.translate("Durations", "{seconds} s").format(seconds=whole(rounded))
    return _with_minutes(rounded)


def _with_minutes(whole_seconds: int) -> str:
    minutes, seconds = divmod(whole_seconds, _MINUTE_S)
    translate = QCoreApplication.translate
    words = translate("Durations", "{minutes} min {seconds} s") if seconds else translate("Durations", "{minutes} min")
    return words.format(minutes=whole(minutes), seconds=whole(seconds))
