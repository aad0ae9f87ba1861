"""A question over the whole page with two or three answers as large buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text


class QuestionView(QWidget):
    """Asks before something ends; the Esc key gives the answer that changes nothing.

    Signals:
        answered: The number of the answer, from 0; 0 changes nothing.
    """

    answered = Signal(int)

    def __init__(self, symbol: Icon, answers: Sequence[tuple[str, str, Icon]]) -> None:
        """Make the page.

        Args:
            symbol: What stands above the question.
            answers: Of each its words, its kind of button, and its sign; the first one changes nothing.
        """
        super().__init__()
        space, shape = design().space, design().shape
        self._question = Text(role="title", wraps=True)
        self._note = Text(role="lead", wraps=True)
        self.buttons = [ActionButton(words, kind, sign, large=True) for words, kind, sign in answers]
        row = FoldingRow()
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, number=number: self.answered.emit(number))
            row.add(button)
        row.add_stretch()
        inner = QVBoxLayout()
        inner.setSpacing(space.large)
        inner.addStretch(1)
        inner.addWidget(Picture(symbol, shape.icon_huge, "warning"))
        for text in (self._question, self._note):
            text.setMinimumWidth(shape.dialog)
            text.setMaximumWidth(2 * shape.pane)
            inner.addWidget(text)
        inner.addWidget(row)
        inner.addStretch(2)
        inside = QWidget()
        middle = QHBoxLayout(inside)
        middle.addStretch(1)
        middle.addLayout(inner)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(inside, self.tr("Question")))

    @property
    def words(self) -> tuple[str, str]:
        """What is asked, and what is said on it."""
        return self._question.text(), self._note.text()

    def ask(self, question: str, note: str, *, first: int = 0) -> None:
        """Ask.

        Args:
            question: In large letters.
            note: What is said on it.
            first: Which answer has the focus.
        """
        self._question.setText(question)
        self._note.setText(note)
        self.setAccessibleName(f"{question} {note}")
        self.buttons[first].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change nothing on Esc."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.answered.emit(0)
        else:
            super().keyPressEvent(event)
