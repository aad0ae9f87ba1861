"""What stands where something could not be shown: what happened, what was kept, what to do, and a way to try again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.gui.models.trouble import error_details, error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text


class ErrorState(QWidget):
    """An error in sentences; its details are behind a button.

    Signals:
        again_wanted: The person wants the same tried once more.

    Attributes:
        again_button: Tries the same once more.
        details_button: Shows and hides the details.
        other_button: Does what can be done all the same; hidden where there is nothing.
    """

    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        self._what = Text(role="heading", wraps=True)
        self._kept = Text(role="good", wraps=True)
        self._remedy = Text(role="lead", wraps=True)
        self._other_way, self.other_button = Text(role="lead", wraps=True), ActionButton("", "secondary")
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(self.tr("Details"))
        self.again_button = ActionButton(self.tr("Try again"), "primary", Icon.AGAIN)
        self.details_button = ActionButton(self.tr("Details"), "quiet")
        self.again_button.clicked.connect(self.again_wanted)
        self.details_button.clicked.connect(lambda: self._details.setVisible(self._details.isHidden()))
        buttons = FoldingRow(self.again_button, self.other_button, self.details_button, spacing=tokens.space.large)
        buttons.add_stretch()
        column = QVBoxLayout()
        column.setSpacing(tokens.space.medium)
        column.addStretch(1)
        column.addWidget(Picture(Icon.WARNING, tokens.shape.icon_huge, "warning"))
        for text in (self._what, self._kept, self._remedy, self._other_way):
            column.addWidget(text)
        column.addSpacing(tokens.space.small)
        column.addWidget(buttons)
        column.addWidget(self._details)
        column.addStretch(2)
        place = QWidget()
        place.setLayout(column)
        place.setFixedWidth(tokens.shape.dialog)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.addStretch(1)
        row.addWidget(place)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(inside, self.tr("What went wrong")))
        for widget in (self._other_way, self.other_button):
            widget.hide()

    @property
    def sentences(self) -> tuple[str, str, str]:
        """What is said: what happened, what was kept, what to do."""
        return self._what.text(), self._kept.text(), self._remedy.text()

    @property
    def other_way(self) -> str:
        """What is said of what can be done all the same, empty where there is nothing or it is not offered."""
        return "" if self._other_way.isHidden() else self._other_way.text()

    def set_other_way(self, words: str, action: str, symbol: Icon) -> None:
        """Say what can be done all the same where the database is away, and on the button that does it."""
        self._other_way.setText(words)
        self.other_button.set_content(action, symbol)

    def show_error(self, error: Exception) -> None:
        """Tell an error."""
        told = error_sentences(error)
        for text, words in zip((self._what, self._kept, self._remedy), told, strict=True):
            text.setText(words)
            text.setVisible(bool(words))
        is_away = isinstance(error, StorageError) and bool(self._other_way.text())
        for widget in (self._other_way, self.other_button):
            widget.setVisible(is_away)
        self._details.setPlainText(error_details(error))
        self._details.hide()
        self.setAccessibleName(" ".join(filter(None, told)))
