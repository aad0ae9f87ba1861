"""The language that the window speaks: Qt's translators, the form of dates and numbers, the direction of reading."""

from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.config.collector import collector_rests
from physiocheck_desktop.config.resources import resource_folder

OF_SYSTEM: Final = "system"
_WRITTEN_IN: Final = "en"


class Translation:
    """Every widget that is made after `speak` has its texts in that language; Qt tells open ones by `LanguageChange`.

    Attributes:
        code: The language that is spoken, such as `de`.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._form_before = QLocale()
        self.code = _WRITTEN_IN

    def speak(self, language: str) -> None:
        """Speak another language from now on.

        Args:
            language: Such as `de` or `en_GB`, or `system` for the desktop's; one that there are no texts in is English.
        """
        self.silence()
        wished = QLocale.system() if language == OF_SYSTEM else QLocale(language)
        for name in _languages_wished(wished):
            if name == _WRITTEN_IN or self._install(name):
                self.code = name
                break
        QLocale.setDefault(self._form_of_dates(language))
        with collector_rests():  # Qt goes from window to window; see `ThemeKeeper`
            self._application.setLayoutDirection(QLocale(self.code).textDirection())

    def silence(self) -> None:
        """Take the translators away again; texts are as they are written, dates as they were before."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        QLocale.setDefault(self._form_before)
        self.code = _WRITTEN_IN

    def _form_of_dates(self, language: str) -> QLocale:
        """Return the place whose dates go with the language: the desktop's where it is of that language."""
        wished, here = QLocale(language), QLocale.system()
        names_a_place = len(language.replace("-", "_").split("_")) > 1  # of `en` alone Qt says that it is American
        if names_a_place and QLocale.languageToCode(wished.language()) == self.code:
            return wished  # such as de_AT
        if QLocale.languageToCode(here.language()) == self.code:
            return here
        if self.code == _WRITTEN_IN:  # where nothing says more, dates as an English reader expects
            return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        return QLocale(self.code)

    def _install(self, name: str) -> bool:
        own = QTranslator(self._application)
        if not own.load(f"physiocheck_{name}", str(resource_folder() / "i18n")):
            return False
        qts = QTranslator(self._application)  # standard buttons, menus of text fields
        if qts.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._take(qts)
        self._take(own)
        return True

    def _take(self, translator: QTranslator) -> None:
        self._application.installTranslator(translator)
        self._installed.append(translator)


def _languages_wished(wished: QLocale) -> list[str]:
    """Return the codes of the languages that are wished for, the dearest first."""
    return list(dict.fromkeys(tag.split("-")[0] for tag in wished.uiLanguages()))
