"""Beside the picture: the repetition number in its ring, which set it is, the phase in words, and the score."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.range_ring import RangeRing
from physiocheck_desktop.gui.widgets.repetition_number import RepetitionNumber
from physiocheck_desktop.gui.widgets.text import FittedText, Text

_LOW: Final = 1.65
"""How many times as wide as high the room for the ring is, from where on the number stands beside it and not in it."""
_NUMBER_SHARE: Final = (3, 2)
"""How the width of a low panel is shared out to the number and to what stands beside it."""
_NO_SCORE: Final = "–"
"""Keeps the room of a score that is not there yet; nobody sees it, as a dash beside the word would only be a riddle."""


class LivePanel(Card):
    """What a person looks at most in a session, largest first."""

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        self.set_words = Text("", "lead")
        self.set_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.set_words.hide()
        self.number = RepetitionNumber()
        self.ring = RangeRing()
        self.phase = FittedText(tokens.type.phase_cap_mm)
        self.phase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.phase.setFixedHeight(tokens.shape.readout_large)
        self.sides = Text("", "lead")
        self.sides.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sides.hide()
        self._score_word = Text(self.tr("Score"), "lead")
        self._score = Text(_NO_SCORE, "title")
        self._score.ensurePolished()
        for part in (self._score_word, self._score):
            stays = part.sizePolicy()
            stays.setRetainSizeWhenHidden(True)  # so that the first score moves nothing
            part.setSizePolicy(stays)
            part.hide()
        # Room for the longest score from the start, so that a new one neither moves its word nor is cut for a frame.
        self._score.setMinimumWidth(self._score.fontMetrics().horizontalAdvance("100"))
        self._scored = QWidget()
        score = QHBoxLayout(self._scored)
        score.setContentsMargins(0, 0, 0, 0)
        score.addStretch(1)
        score.addWidget(self._score_word, alignment=Qt.AlignmentFlag.AlignBottom)
        score.addSpacing(tokens.space.small)
        score.addWidget(self._score, alignment=Qt.AlignmentFlag.AlignBottom)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self.phase, 1)
        self._foot.addWidget(self._scored)
        self._grid = QGridLayout()
        self.content.addLayout(self._grid, 1)
        self._is_low = False
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the score out where there is no room for it besides number and words; the number keeps the most."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        shape, space, score = design().shape, design().space, self._score.sizeHint().height()
        words = sum(each.sizeHint().height() + space.medium for each in (self.set_words, self.sides) if _is_shown(each))
        around = words + shape.readout_large + 2 * space.large + space.medium
        across, down = self.width() - 2 * space.wide, self.height() - around
        was_low, self._is_low = self._is_low, across >= _LOW * down
        if self._is_low:
            needed = words + 2 * space.huge + shape.readout_large + score + shape.readout_pair
        else:
            sides = self.sides.sizeHint().height() if _is_shown(self.sides) else 0  # as much again for the number
            needed = words + sides + shape.readout_large + 2 * (shape.readout + score)
        self._scored.setVisible(self.height() >= needed)
        layout = self.layout()
        if was_low != self._is_low and layout is not None:
            self._place()
            layout.activate()  # else it would be painted once with the ring that small words around it had left

    def _place(self) -> None:
        """Put the number into the ring and the words around it; where the panel is low, put it beside the ring.

        In the ring it would have less than half of a low panel's height, and it must be read from afar.
        """
        low, grid = self._is_low, self._grid
        for part in (self.set_words, self.ring, self.number, self.sides):
            grid.removeWidget(part)
        grid.removeItem(self._foot)
        across = 2 if low else 1
        grid.addWidget(self.set_words, 0, 0, 1, across)
        if low:
            grid.addWidget(self.number, 1, 0, 2, 1)
        else:
            self.ring.put_inside(self.number)
        grid.addWidget(self.ring, 1, across - 1)
        grid.addWidget(self.sides, 3, 0, 1, across)
        grid.addLayout(self._foot, 2 if low else 4, across - 1)
        grid.setRowStretch(1, 1)
        for column, share in enumerate(_NUMBER_SHARE):
            grid.setColumnStretch(column, share if low else 1 - column)
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if low else QBoxLayout.Direction.LeftToRight)
        self.number.show()  # last and at once: a layout shows what it was given only after the next picture

    @property
    def score(self) -> str:
        """The score as it is written, empty before the first."""
        return "" if self._score.isHidden() else self._score.text()

    def set_set(self, number: int, sets: int) -> None:
        """Say which set it is; where there is one alone nothing is said."""
        self.set_words.setVisible(sets > 1)
        self.set_words.setText(self.tr("Set {number} of {sets}").format(number=whole(number), sets=whole(sets)))
        self._make_room()

    def set_sides(self, words: str) -> None:
        """Say how many each side did; without words there is no room for them."""
        if words != self.sides.text():
            self.sides.setText(words)
            self.sides.setVisible(bool(words))
            self._make_room()

    def set_score(self, score: str) -> None:
        """Write another score; where it is empty there is none yet, and no word of one."""
        if score != self.score:
            self._score.setText(score or _NO_SCORE)
            for part in (self._score_word, self._score):
                part.setVisible(bool(score))


def _is_shown(words: Text) -> bool:
    return not words.isHidden()
