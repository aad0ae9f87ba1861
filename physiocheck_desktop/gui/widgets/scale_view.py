"""A question that is answered with a number from 0 to 10, each with its key, a face and words for what it means."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

MOST: Final = 10
_KEY_OF_TEN: Final = Qt.Key.Key_X
_FACES: Final = (Icon.FACE_0, Icon.FACE_1, Icon.FACE_2, Icon.FACE_3, Icon.FACE_4, Icon.FACE_5)
"""Each stands for two numbers, the first and the last for one more or less, as on the usual faces scale."""

_HALVES: Final = 2 * (MOST + 1)
"""Columns, two to a button: the words of a face take half of the buttons beside its own too, which keep one width."""


class ScaleView(QWidget):
    """The question, eleven buttons in a row, and a button to leave it out.

    Signals:
        answered: The number that was chosen.
        left_out: The person does not want to say.
    """

    answered = Signal(int)
    left_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        space, shape = design().space, design().shape
        self._question = Text(role="title", wraps=True)
        self._note = Text(role="lead", wraps=True)
        self.buttons = [ActionButton(whole(number), "secondary", large=True) for number in range(MOST + 1)]
        self.skip_button = ActionButton(self.tr("Rather not say"), "quiet", Icon.SKIP, large=True)
        self._faces = [Picture(face, shape.icon_huge, "ink") for face in _FACES]
        self._words = [Text(role="strong") for _ in _FACES]
        told = QGridLayout()
        told.setHorizontalSpacing(0)
        told.setVerticalSpacing(space.small)
        for place, (face, words) in enumerate(zip(self._faces, self._words, strict=True)):
            first, last = max(0, 4 * place - 1), min(4 * place + 2, _HALVES - 1)
            words.setAlignment(_alignment(first, last))
            words.setWordWrap(True)
            told.addWidget(face, 0, 4 * place, 1, 2, Qt.AlignmentFlag.AlignHCenter)
            told.addWidget(words, 1, first, 1, last - first + 1, Qt.AlignmentFlag.AlignTop)
        for column in range(_HALVES):
            told.setColumnStretch(column, 1)
        scale = QHBoxLayout()
        scale.setSpacing(space.small)
        for number, button in enumerate(self.buttons):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setProperty("tight", True)
            button.clicked.connect(lambda _=False, number=number: self.answered.emit(number))
            scale.addWidget(button, 1)
        keys = Text(self.tr("Keys 0 to 9, and X for 10; arrows and Enter work too."), "caption", wraps=True)
        foot = QHBoxLayout()
        foot.addWidget(keys, 1)
        foot.addWidget(self.skip_button)
        self.skip_button.clicked.connect(self.left_out)
        layout = QVBoxLayout(self)
        layout.setSpacing(space.large)
        layout.addStretch(1)
        layout.addWidget(self._question)
        layout.addWidget(self._note)
        layout.addSpacing(space.large)
        layout.addLayout(told)
        layout.addLayout(scale)
        layout.addLayout(foot)
        layout.addStretch(2)

    @property
    def question(self) -> str:
        """What is asked."""
        return self._question.text()

    @property
    def note(self) -> str:
        """What is said of the question."""
        return self._note.text()

    def ask(self, question: str, note: str, meanings: Sequence[str]) -> None:
        """Ask something.

        Args:
            question: In large letters.
            note: Why it is asked.
            meanings: What the faces mean, from 0 to 10, six of them.
        """
        self._question.setText(question)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for text, words in zip(self._words, meanings, strict=True):
            text.setText(words)
        for number, button in enumerate(self.buttons):
            meaning = meanings[min(len(meanings) - 1, (number + 1) // 2)]
            button.setAccessibleName(self.tr("{number} of 10: {meaning}").format(number=whole(number), meaning=meaning))
            button.setAccessibleDescription(question)
        self.buttons[0].setFocus()

    def set_note(self, note: str) -> None:
        """Say something else of why it is asked."""
        self._note.setText(note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by one key; the arrows move along the scale, as along any row of buttons."""
        key = Qt.Key(event.key())
        if event.isAutoRepeat() and event.text():
            return  # a key that is held answers one question, not the next one too
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.answered.emit(key - Qt.Key.Key_0)
        elif key is _KEY_OF_TEN:
            self.answered.emit(MOST)
        else:
            super().keyPressEvent(event)


def _alignment(first: int, last: int) -> Qt.AlignmentFlag:
    """Return where words stand between two columns: at the ends of the scale, where it begins and ends."""
    if first == 0:
        return Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignRight if last == _HALVES - 1 else Qt.AlignmentFlag.AlignHCenter
