"""Offers to go on with a session that was interrupted, such as by a power cut."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from physiocheck_desktop.domain.session import InterruptedSession
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn


class ResumeBar(Card):
    """A line with a button; takes no room where nothing was interrupted.

    Signals:
        wanted: The `InterruptedSession` that the person wants to go on with.
        declined: The one that the person does not want to go on with now.
    """

    wanted = Signal(object)
    declined = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._interrupted: InterruptedSession | None = None
        self._words = Text(role="strong", wraps=True)
        self.button = ActionButton(self.tr("Go on"), "primary", Icon.START)
        self.button.clicked.connect(self._want)
        self.later_button = ActionButton(self.tr("Not now"), "quiet", Icon.CLOSE)
        self.later_button.clicked.connect(self._decline)
        words = WordsColumn(design().shape.card_least)
        words.lines.addWidget(self._words)
        said = QHBoxLayout()
        said.setSpacing(design().space.medium)
        said.addWidget(Picture(Icon.HISTORY, design().shape.icon_large, "accent"))
        said.addWidget(words, 1)
        row = FoldingRow()
        row.add(said, 1)
        row.add(self.later_button)
        row.add(self.button)
        self.content.addWidget(row)
        self.hide()

    @property
    def words(self) -> str:
        """What was interrupted, as it is written."""
        return self._words.text()

    def offer(self, interrupted: InterruptedSession | None) -> None:
        """Offer to go on with a session; None offers nothing."""
        self._interrupted = interrupted
        self.setVisible(interrupted is not None)
        if interrupted is not None:
            record = interrupted.detail.record
            template = self.tr("{exercise} was interrupted. Repetitions done, and kept: {number}.")
            self._words.setText(
                template.format(exercise=own_words(record.exercise_name), number=whole(record.repetition_count))
            )

    def _want(self) -> None:
        if self._interrupted is not None:
            self.wanted.emit(self._interrupted)

    def _decline(self) -> None:
        if self._interrupted is not None:
            self.declined.emit(self._interrupted)
