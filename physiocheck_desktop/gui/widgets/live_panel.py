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

_LOW: Final = 1.4
"""How many times as wide as high the panel is, from where on its words stand beside the ring instead of around it."""


class LivePanel(Card):
    """What a person looks at most in a session, largest first."""

    def __init__(self) -> None:
        super().__init__()
        tokens = design()
        self.set_words = Text("", "lead")
        self.set_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.set_words.hide()
        self.number = RepetitionNumber()
        self.ring = RangeRing(self.number)
        self.phase = FittedText(tokens.type.phase_cap_mm)
        self.phase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.phase.setFixedHeight(tokens.shape.readout_large)
        self.sides = Text("", "lead")
        self.sides.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sides.hide()
        self._score = Text("–", "title")
        self._score.ensurePolished()
        # Room for the longest score from the start, so that a new one neither moves its word nor is cut for a frame.
        self._score.setMinimumWidth(self._score.fontMetrics().horizontalAdvance("100"))
        self._scored = QWidget()
        score = QHBoxLayout(self._scored)
        score.setContentsMargins(0, 0, 0, 0)
        score.addStretch(1)
        score.addWidget(Text(self.tr("Score"), "lead"), alignment=Qt.AlignmentFlag.AlignBottom)
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
        was_low, self._is_low = self._is_low, self.width() >= _LOW * self.height()
        if was_low != self._is_low:
            self._place()
        self._make_room()
        layout = self.layout()
        if was_low != self._is_low and layout is not None:
            layout.activate()  # else it would be painted once with the ring that small words around it had left

    def _make_room(self) -> None:
        shape = design().shape
        beside = shape.readout_large + self.set_words.sizeHint().height()
        if not self._is_low:
            beside += 2 * shape.readout
        if not self.sides.isHidden():
            beside += 2 * self.sides.sizeHint().height()  # what it takes, and as much for the number
        self._scored.setVisible(self.height() >= beside + 2 * self._score.sizeHint().height())

    def _place(self) -> None:
        """Put the words above and below the ring, or beside it where the panel is low."""
        low, grid = self._is_low, self._grid
        for part in (self.set_words, self.ring, self.sides):
            grid.removeWidget(part)
        grid.removeItem(self._foot)
        column = 1 if low else 0
        if low:
            grid.addWidget(self.ring, 0, 0, 6, 1)
        else:
            grid.addWidget(self.ring, 2, 0)
        grid.addWidget(self.set_words, 1, column)
        grid.addWidget(self.sides, 3, column)
        grid.addLayout(self._foot, 4, column)
        for row in range(6):
            grid.setRowStretch(row, int(row in (0, 5)) if low else int(row == 2))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, int(low))
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if low else QBoxLayout.Direction.LeftToRight)

    @property
    def score(self) -> str:
        """The score as it is written."""
        return self._score.text()

    def set_set(self, number: int, sets: int) -> None:
        """Say which set it is; where there is one alone nothing is said."""
        self.set_words.setVisible(sets > 1)
        self.set_words.setText(self.tr("Set {number} of {sets}").format(number=whole(number), sets=whole(sets)))

    def set_sides(self, words: str) -> None:
        """Say how many each side did; without words there is no room for them."""
        if words != self.sides.text():
            self.sides.setText(words)
            self.sides.setVisible(bool(words))
            self._make_room()

    def set_score(self, score: str) -> None:
        """Write another score."""
        if score != self._score.text():
            self._score.setText(score)
