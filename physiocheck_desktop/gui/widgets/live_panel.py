"""Beside the picture: the repetition number in its ring, which set it is, the phase in words, and the score."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.range_ring import RangeRing
from physiocheck_desktop.gui.widgets.repetition_number import RepetitionNumber
from physiocheck_desktop.gui.widgets.text import FittedText, Text


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
        score = QHBoxLayout()
        score.addWidget(self.phase, 1)
        self._score_word = Text(self.tr("Score"), "lead")
        score.addWidget(self._score_word, alignment=Qt.AlignmentFlag.AlignBottom)
        score.addSpacing(tokens.space.small)
        score.addWidget(self._score, alignment=Qt.AlignmentFlag.AlignBottom)
        self.content.addWidget(self.set_words)
        self.content.addWidget(self.ring, 1)
        self.content.addWidget(self.sides)
        self.content.addLayout(score)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the score out where there is no room for large text besides the number."""
        super().resizeEvent(event)
        shape = design().shape
        number_and_words = 2 * shape.readout + shape.readout_large + self.set_words.sizeHint().height()
        roomy = self.height() >= number_and_words + 2 * self._score.sizeHint().height()
        for part in (self._score_word, self._score):
            part.setVisible(roomy)

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

    def set_score(self, score: str) -> None:
        """Write another score."""
        if score != self._score.text():
            self._score.setText(score)
