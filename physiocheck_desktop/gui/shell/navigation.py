"""The navigation at the left edge of the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout

from physiocheck_desktop.gui.shell.page_table import NAVIGATION, PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class Navigation(QFrame):
    """Name of the program, pages, and the theme.

    Signals:
        page_wanted: The `PageKey` that was chosen.
        theme_wanted: The person wants the other of light and dark.
    """

    page_wanted = Signal(object)
    theme_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.setProperty("role", "navigation")
        self.setFixedWidth(tokens.shape.navigation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.medium, space.wide, space.medium, space.large)
        layout.setSpacing(space.tiny)
        brand = QHBoxLayout()
        brand.setContentsMargins(space.small, 0, 0, space.wide)
        brand.addWidget(Picture(Icon.HEART, tokens.shape.icon_large))
        brand.addWidget(Text("PhysioCheck", "strong"), 1)
        layout.addLayout(brand)
        self._group = QButtonGroup(self)
        self.buttons: dict[PageKey, ActionButton] = {}
        names = {PageKey.EXERCISE: self.tr("Exercise"), PageKey.HISTORY: self.tr("History")}
        for entry in NAVIGATION:
            button = ActionButton(names[entry.key], "navigation", entry.symbol)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, key=entry.key: self.page_wanted.emit(key))
            self._group.addButton(button)
            self.buttons[entry.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.theme_button = ActionButton(self.tr("Light or dark"), "navigation", Icon.THEME)
        self.theme_button.clicked.connect(self.theme_wanted)
        layout.addWidget(self.theme_button)

    def mark(self, page: PageKey) -> None:
        """Mark the entry to which a page belongs."""
        for entry in NAVIGATION:
            if page is entry.key or page in entry.belongs:
                self.buttons[entry.key].setChecked(True)
