"""A question that is answered with a number from 0 to 10, each with its key, a face and words for what it means."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

MOST: Final = 10
_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_FACES: Final = (Icon.FACE_0, Icon.FACE_1, Icon.FACE_2, Icon.FACE_3, Icon.FACE_4, Icon.FACE_5)
"""Each stands for two numbers, the first and the last for one more or less, as on the usual faces scale."""

_HALVES: Final = 2 * (MOST + 1)
"""Columns, two to a button: the words of a face take half of the buttons beside its own too, which keep one width."""


class ScaleView(QWidget):
    """The question, eleven buttons in a row, and buttons to leave it out and to go back.

    No number has the focus before the person has moved it to one: the Enter or Space key that was meant for what the
    question follows would else answer it.

    Signals:
        answered: The number that was chosen.
        left_out: The person does not want to say.
        back_wanted: The person wants what was before the question.
    """

    answered = Signal(int)
    left_out = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        space, shape = design().space, design().shape
        self._question = Text(role="title", wraps=True)
        self._note = Text(role="lead", wraps=True)
        self.buttons = [ActionButton(whole(number), "secondary", large=True) for number in range(MOST + 1)]
        self.skip_button = ActionButton(self.tr("Rather not say"), "quiet", Icon.SKIP, large=True)
        self.back_button = ActionButton(self.tr("Back"), "quiet", Icon.BACK, large=True)
        self._one = QTimer(self, singleShot=True, interval=design().motion.digit)
        self._one.timeout.connect(lambda: self._give(1))
        self._pressed, self._since_press = Qt.Key.Key_unknown, QElapsedTimer()
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
            button.clicked.connect(lambda _=False, number=number: self._give(number))
            scale.addWidget(button, 1)
        keys = Text(self.tr("Type a number from 0 to 10, or use the arrows and Enter."), "caption", wraps=True)
        foot = QHBoxLayout()
        foot.addWidget(keys, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.skip_button)
        self.back_button.clicked.connect(self._go_back)
        self.skip_button.clicked.connect(self._leave_out)
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

    def ask(self, question: str, note: str, meanings: Sequence[str], *, can_go_back: bool) -> None:
        """Ask something.

        Args:
            question: In large letters.
            note: Why it is asked.
            meanings: What the faces mean, from 0 to 10, six of them.
            can_go_back: Whether there is something before it to go back to.
        """
        self._one.stop()
        self.back_button.setVisible(can_go_back)
        self.setAccessibleName(question)
        self._question.setText(question)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for text, words in zip(self._words, meanings, strict=True):
            text.setText(words)
        for number, button in enumerate(self.buttons):
            meaning = meanings[min(len(meanings) - 1, (number + 1) // 2)]
            button.setAccessibleName(self.tr("{number} of 10: {meaning}").format(number=whole(number), meaning=meaning))
            button.setAccessibleDescription(question)
        self.setFocus()

    def set_note(self, note: str) -> None:
        """Say something else of why it is asked."""
        self._note.setText(note)

    def showEvent(self, event: QShowEvent) -> None:
        """Forget which key was pressed when the scale was seen last."""
        self._pressed = Qt.Key.Key_unknown
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digits, go back on Esc; the arrows move along the scale, as along any row of buttons."""
        key = Qt.Key(event.key())
        if event.isAutoRepeat() and event.text():
            return  # a key that is held answers one question, not the next one too
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._take_digit(key)
        elif key is Qt.Key.Key_Escape and not self.back_button.isHidden():
            self._go_back()
        elif key in _ARROWS and self.hasFocus():
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _take_digit(self, key: Qt.Key) -> None:
        """Answer; a 1 waits for a moment, as a 0 may follow it."""
        is_bounce = key is self._pressed and not self._since_press.hasExpired(design().motion.debounce)
        self._pressed = key
        self._since_press.start()
        if is_bounce:
            return  # pressed twice in haste
        if key is Qt.Key.Key_0 and self._one.isActive():
            self._give(MOST)
        elif key is Qt.Key.Key_1:
            self.buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
            self._one.start()
        else:
            self._give(key - Qt.Key.Key_0)

    def _give(self, number: int) -> None:
        self._one.stop()
        self.answered.emit(number)

    def _leave_out(self) -> None:
        self._one.stop()
        self.left_out.emit()

    def _go_back(self) -> None:
        self._one.stop()
        self.back_wanted.emit()


def _alignment(first: int, last: int) -> Qt.AlignmentFlag:
    """Return where words stand between two columns: at the ends of the scale, where it begins and ends."""
    if first == 0:
        return Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignRight if last == _HALVES - 1 else Qt.AlignmentFlag.AlignHCenter
