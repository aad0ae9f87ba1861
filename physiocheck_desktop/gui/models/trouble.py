"""Errors as a person reads them: what happened, what was kept, what to do; details without anybody's name."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.config.logging import NamelessFormatter
from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.gui.models.own_words import own_words


class Sentences(NamedTuple):
    """An error in three sentences, each of which may be empty."""

    what: str
    kept: str
    remedy: str


def error_sentences(error: BaseException) -> Sentences:
    """Return what is said of an error; anything but a `KnownError` is a fault of this program."""
    if isinstance(error, KnownError):
        return Sentences(own_words(error.what), own_words(error.kept), own_words(error.remedy))
    translate = QCoreApplication.translate
    return Sentences(
        translate("Trouble", "Something in this program went wrong."),
        translate("Trouble", "What was saved is kept, and the program goes on."),
        translate("Trouble", "If it happens again, send the report to whoever looks after the program."),
    )


def error_details(error: BaseException) -> str:
    """Return the lines that an error came through, without its own words, which may name a person or a file."""
    return NamelessFormatter().formatException((type(error), error, error.__traceback__))
