"""What reports, archives and videos say, in a person's language: its texts, and its form of numbers and dates."""

import ctypes
import locale
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.config.own_words import own_words_by
from physiocheck_desktop.config.window_texts import window_texts
from physiocheck_desktop.services.choices import LANGUAGE_OF_SYSTEM

_WRITTEN_IN: Final = "en"
_SAYING_LANGUAGE: Final = ("LC_ALL", "LANGUAGE", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class _Form:
    point: str
    day: str


_FORMS: Final[Mapping[str, _Form]] = MappingProxyType({"de": _Form(",", "%d.%m.%Y"), "es": _Form(",", "%d/%m/%Y")})
_FORM_IN_ENGLISH: Final = _Form(".", "%Y-%m-%d")
"""The only order of day and month that no reader of English takes for another one."""


class Words:
    """Says texts in a language, by the same translations as the window.

    Attributes:
        code: The language that is spoken, such as `de`; English where there are no texts in the one that was wished.
    """

    def __init__(self, language: str = _WRITTEN_IN) -> None:
        """Prepare.

        Args:
            language: Such as `de` or `de_AT`; `system` for the one that the system is set to.
        """
        wished = (_language_of_system() if language == LANGUAGE_OF_SYSTEM else language).split("_")[0].lower()
        self.code = wished if window_texts("Wording", wished) else _WRITTEN_IN
        self._form = _FORMS.get(self.code, _FORM_IN_ENGLISH)

    def translate(self, context: str, text: str) -> str:
        """Return a text that is written where it is asked for, so that `scripts/translate.py` finds it."""
        return self.known(context, text)

    def known(self, context: str, text: str) -> str:
        """Return a text that `scripts/translate.py` finds elsewhere; as it is where nobody has translated it."""
        return window_texts(context, self.code).get(text, text)

    def own(self, text: str) -> str:
        """Return a text of the exercise library or of the engine; what a person wrote is returned as it is."""
        return own_words_by(self.known, text)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number in the form of the language."""
        return f"{value:.{decimals}f}".replace(".", self._form.point)

    def percent(self, share: float) -> str:
        """Return a share as a percentage."""
        number = self.number(100.0 * share)
        return f"{number}%" if self.code == _WRITTEN_IN else self.known("Wording", "{number} %").format(number=number)

    def moment(self, moment: datetime) -> str:
        """Return a day and time in the form of the language, of the time zone that it is given in."""
        return f"{self.day(moment)} {moment:%H:%M}"

    def day(self, day: date) -> str:
        """Return a day in the form of the language."""
        return day.strftime(self._form.day)


ENGLISH: Final = Words()


def _language_of_system() -> str:
    """Return what the system is set to, as Qt reads it for the window."""
    for variable in _SAYING_LANGUAGE:
        if said := os.environ.get(variable, "").split(":")[0].split(".")[0]:
            return said
    if sys.platform == "win32":
        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), _WRITTEN_IN)
    return _WRITTEN_IN
