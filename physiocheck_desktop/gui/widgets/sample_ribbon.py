"""A ribbon above every page of a demonstration: nobody and nothing there is real."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class SampleRibbon(QFrame):
    """Is there on every page, and takes no focus."""

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.setProperty("role", "ribbon")
        self._words = Text(role="strong")
        self._say()
        row = QHBoxLayout(self)
        row.setContentsMargins(space.large, space.tiny, space.large, space.tiny)
        row.setSpacing(space.small)
        row.addStretch(1)
        row.addWidget(Picture(Icon.SAMPLE, tokens.shape.icon, "warning"))
        row.addWidget(self._words)
        row.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Say it in another language where the window changes to one."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self._words.setText(self.tr("Sample data: everybody and everything here is made up."))
        self.setAccessibleName(self._words.text())

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()
