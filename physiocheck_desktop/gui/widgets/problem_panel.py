"""What went wrong, what was kept and what to do, in place of what cannot be shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text


class ProblemPanel(QWidget):
    """An error in sentences, with what can be done about it as buttons.

    Signals:
        try_again: The person wants to try the same once more.
        choose_other: The person wants something else instead.
        by_hand: The person wants to enter by hand what could not be seen.
        leave: The person wants to leave it and see what there is.
        hurts: Something hurts.
    """

    try_again = Signal()
    choose_other = Signal()
    by_hand = Signal()
    leave = Signal()
    hurts = Signal()

    def __init__(self, other: str, leave: str) -> None:
        super().__init__()
        tokens = design()
        self._what = Text(role="title", wraps=True)
        self._kept = Text(role="good", wraps=True)
        self._remedy = Text(role="lead", wraps=True)
        self.again_button = ActionButton(self.tr("Try again"), "primary", Icon.AGAIN, large=True)
        self.other_button = ActionButton(other, "secondary", Icon.CAMERA, large=True)
        self.hand_button = ActionButton(self.tr("Enter by hand"), "secondary", Icon.BY_HAND, large=True)
        self.leave_button = ActionButton(leave, "quiet", Icon.SUMMARY, large=True)
        self.again_button.clicked.connect(self.try_again)
        self.other_button.clicked.connect(self.choose_other)
        self.hand_button.clicked.connect(self.by_hand)
        self.leave_button.clicked.connect(self.leave)
        self.hurts_button = ActionButton(self.tr("That hurts"), "secondary", Icon.HURTS, large=True)
        self.hurts_button.clicked.connect(self.hurts)
        key = QShortcut(QKeySequence(Qt.Key.Key_P), self)
        key.setAutoRepeat(False)
        key.activated.connect(self.hurts)
        self.hurts_button.set_key(key.key())
        ways_on = FoldingRow(self.again_button, self.other_button, self.hand_button)
        besides = FoldingRow(self.hurts_button, self.leave_button)
        inner = QVBoxLayout()
        inner.setSpacing(tokens.space.large)
        inner.addStretch(1)
        inner.addWidget(Picture(Icon.NO_CAMERA, tokens.shape.icon_huge, "warning"))
        for text in (self._what, self._kept, self._remedy):
            text.setMaximumWidth(tokens.shape.dialog)
            inner.addWidget(text)
        inner.addSpacing(tokens.space.medium)
        for buttons in (ways_on, besides):
            buttons.add_stretch()
            inner.addWidget(buttons)
        inner.addStretch(2)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(tokens.space.huge, tokens.space.large, tokens.space.huge, tokens.space.large)
        row.addStretch(1)
        row.addLayout(inner)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(inside, self.tr("What went wrong")))

    @property
    def sentences(self) -> tuple[str, str, str]:
        """What is said: what happened, what was kept, what to do."""
        return self._what.text(), self._kept.text(), self._remedy.text()

    def show_error(self, error: Exception, kept: str, *, can_leave: bool) -> None:
        """Tell an error.

        Args:
            error: What went wrong; anything but a `KnownError` is told as a fault of the program.
            kept: What was kept, where the error itself does not say.
            can_leave: Whether there is something to see besides.
        """
        if isinstance(error, KnownError):
            what, told, remedy = error_sentences(error)
            kept = told or kept
        else:
            what = self.tr("Something in this program went wrong.")
            remedy = self.tr(
                "Try again. If it happens once more, send the log file to whoever looks after the program."
            )
        self._what.setText(what)
        self._kept.setText(kept)
        self._kept.setVisible(bool(kept))
        self._remedy.setText(remedy)
        self.leave_button.setVisible(can_leave)
        self.setAccessibleName(f"{what} {kept} {remedy}")
        self.again_button.setFocus()
