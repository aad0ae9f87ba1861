"""Puts the chosen theme on the whole application, and follows the desktop where that is the choice."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.config.collector import collector_rests
from physiocheck_desktop.gui.theme.active import design, wear
from physiocheck_desktop.gui.theme.scaling import scaled
from physiocheck_desktop.gui.theme.stylesheet import make_palette, make_stylesheet
from physiocheck_desktop.gui.theme.tokens import DARK, LIGHT
from physiocheck_desktop.services.theme import Theme


class ThemeKeeper(QObject):
    """Keeps palette and style sheet of the application in step with the chosen theme.

    Signals:
        changed: Other tokens are in use.
    """

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: Theme, text_percent: int = 100, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._choice = choice
        self._text_percent = text_percent
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> Theme:
        """What was chosen; `SYSTEM` follows the desktop."""
        return self._choice

    def choose(self, choice: Theme) -> None:
        """Change to another theme at once."""
        self._choice = choice
        self._apply()

    @property
    def other(self) -> Theme:
        """The other one than is seen now, of light and dark."""
        return Theme.LIGHT if design().dark else Theme.DARK

    def toggle(self) -> None:
        """Change from what is seen now to the other of light and dark."""
        self.choose(self.other)

    def scale_text(self, percent: int) -> None:
        """Show text in another size; what was drawn before follows as far as it asks the style sheet."""
        self._text_percent = percent
        self._apply()

    def _follow(self) -> None:
        if self._choice is Theme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        desktop_is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = self._choice is Theme.DARK or (self._choice is Theme.SYSTEM and desktop_is_dark)
        tokens = scaled(DARK if dark else LIGHT, self._text_percent)
        wear(tokens)
        # Qt goes from widget to widget, and each may run some Python, which may collect another whose turn is to come.
        with collector_rests():
            self._application.setPalette(make_palette(tokens))
            self._application.setStyleSheet(make_stylesheet(tokens))
        self.changed.emit()
