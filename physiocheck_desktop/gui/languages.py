"""The languages that the window can speak."""

from typing import Final

from PySide6.QtCore import QLocale

from physiocheck_desktop.config.resources import resource_folder

_WRITTEN_IN: Final = "en"
_OWN_NAMES: Final = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Where Qt's own name of a language is that of a place, as American English is."""


def languages() -> tuple[str, ...]:
    """Return their codes, such as `de`: the one that the program is written in first."""
    files = (resource_folder() / "i18n").glob("physiocheck_*.qm")
    translated = {file.stem.removeprefix("physiocheck_") for file in files}
    return (_WRITTEN_IN, *sorted(translated - {_WRITTEN_IN}))


def name_of_language(code: str) -> str:
    """Return what a language is called by those who speak it; it is the same in every language of the window."""
    name = _OWN_NAMES.get(code) or QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]
