"""The navigation at the left edge of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.page_table import PageEntry
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.counted_button import CountedButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text


class Navigation(QFrame):
    """Name of the program, pages, the theme, and who is there.

    Signals:
        page_wanted: The `PageKey` that was chosen.
        theme_wanted: The person wants the other of light and dark.
        account_wanted: The person wants the account menu.

    Attributes:
        buttons: The button of each page that is offered.
        theme_button: Changes between light and dark.
        account_button: Opens the account menu.
    """

    page_wanted = Signal(object)
    theme_wanted = Signal()
    account_wanted = Signal()

    def __init__(self, pages: Sequence[PageEntry], who: str) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.setProperty("role", "navigation")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.medium, space.wide, space.medium, space.large)
        layout.setSpacing(space.tiny)
        brand = QHBoxLayout()
        brand.setContentsMargins(space.small, 0, 0, space.wide)
        brand.addWidget(Picture(Icon.HEART, tokens.shape.icon_large))
        brand.addWidget(Text("PhysioCheck", "strong"), 1)
        layout.addLayout(brand)
        inside = QWidget()
        places = QVBoxLayout(inside)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(space.tiny)
        self._pages = {entry.key: entry for entry in pages}
        self._group = QButtonGroup(self)
        self.buttons: dict[PageKey, CountedButton] = {}
        for entry in pages:
            if entry.symbol is None:
                continue
            offered = CountedButton(entry.title(), entry.symbol)
            offered.setCheckable(True)
            offered.clicked.connect(lambda _=False, key=entry.key: self.page_wanted.emit(key))
            self._group.addButton(offered)
            self.buttons[entry.key] = offered
            places.addWidget(offered)
        places.addStretch(1)
        pages_scroll = Scroll(inside, self.tr("Pages"))
        layout.addWidget(pages_scroll, 1)
        self.theme_button = ActionButton(self.tr("Theme"), "navigation", Icon.THEME)
        self.theme_button.setAccessibleDescription(self.tr("Light or dark"))
        self.theme_button.clicked.connect(self.theme_wanted)
        self.account_button = ActionButton("", "navigation", Icon.ACCOUNT)
        self.account_button.clicked.connect(self.account_wanted)
        self.theme_button.fold(self._room())
        self._who = who
        divider = QFrame(self)  # where pages scroll, one may be cut off right above
        divider.setProperty("role", "divider")
        divider.setFixedHeight(space.hair)
        divider.hide()
        pages_scroll.verticalScrollBar().rangeChanged.connect(lambda _, most: divider.setVisible(most > 0))
        layout.addWidget(divider)
        for button in (self.theme_button, self.account_button):
            layout.addWidget(button)
        self._write_who()
        # A long word, such as a page's name in large letters, is not cut; the bar stands beside it where pages scroll.
        widest = max((button.sizeHint().width() for button in self.buttons.values()), default=0)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setFixedWidth(max(tokens.shape.navigation, widest + bar + 2 * space.medium + space.hair))

    @property
    def marked(self) -> CountedButton | None:
        """The entry to which the page belongs that is shown; None where none was yet."""
        return next((button for button in self.buttons.values() if button.isChecked()), None)

    def mark(self, page: PageKey) -> None:
        """Mark the entry to which a page belongs."""
        button = self.buttons.get(page) or self.buttons.get(self._pages[page].under or page)
        if button is not None:
            button.setChecked(True)

    def _room(self) -> int:
        """Return how wide the words of a button may be, in pixels."""
        tokens = design()
        taken = tokens.shape.icon + 2 * (tokens.space.medium + tokens.space.large + tokens.space.small)
        return tokens.shape.navigation - taken

    def _write_who(self) -> None:
        """Write who is there, in as many lines as the name needs; a word longer than a line is cut off."""
        self.account_button.ensurePolished()
        room, metrics = self._room(), self.account_button.fontMetrics()
        words = (metrics.elidedText(word, Qt.TextElideMode.ElideRight, room) for word in self._who.split())
        self.account_button.set_content(" ".join(words), Icon.ACCOUNT)
        self.account_button.fold(room)
        self.account_button.setAccessibleName(self.tr("Account: {name}").format(name=self._who))
        self.account_button.setToolTip(self._who)
