"""Tells an error that nobody was waiting for: one plain sentence, details behind a button."""

import traceback

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class ProblemDialog(QDialog):
    """Stays open until it is closed, and does not hold up what runs behind it."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tokens = design()
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setMinimumWidth(tokens.shape.dialog)
        what, kept, remedy = _sentences(self, error)
        self._details = QPlainTextEdit("".join(traceback.format_exception(error)))
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details"))
        self._details.hide()
        self.details_button = ActionButton(self.tr("Details"), "quiet")
        self.details_button.clicked.connect(lambda: self._details.setVisible(self._details.isHidden()))
        self.close_button = ActionButton(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.setSpacing(tokens.space.large)
        head.addWidget(Picture(Icon.WARNING, tokens.shape.icon_large, "warning"))
        head.addWidget(Text(what, "heading", wraps=True), 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.details_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        space = tokens.space.wide
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(tokens.space.medium)
        layout.addLayout(head)
        for words in (kept, remedy):
            if words:
                layout.addWidget(Text(words, wraps=True))
        layout.addWidget(self._details)
        layout.addLayout(buttons)
        self.close_button.setFocus()


def _sentences(dialog: QDialog, error: BaseException) -> tuple[str, str, str]:
    if isinstance(error, KnownError):
        return error.what, error.kept, error.remedy
    return (
        dialog.tr("Something in this program went wrong."),
        dialog.tr("What was saved is kept, and the program goes on."),
        dialog.tr("If it happens again, send the log file to whoever looks after the program."),
    )
