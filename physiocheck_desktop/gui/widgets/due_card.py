"""One exercise of today: its picture, how much is asked for, how long it takes, and whether it is done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.todays_work import DueExercise
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.todays_list import asked_words, done_words, minutes_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.exercise_picture import ExercisePicture
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.gui.widgets.words_column import WordsColumn


class DueCard(Card):
    """Is read out as one sentence."""

    def __init__(
        self, due: DueExercise, definition: ExerciseDefinition | None, picture: QImage, seconds: float | None
    ) -> None:
        """Make a card.

        Args:
            due: What is asked for, and what of it is done.
            definition: The exercise, None where it is not to be had.
            picture: How it is done, empty where there is none.
            seconds: How long what is left of it takes, None where nothing is left.
        """
        super().__init__()
        tokens = design()
        space, shape = tokens.space, tokens.shape
        name = own_words(definition.name if definition is not None else due.planned.exercise_name)
        lines = [asked_words(due, definition)]
        if due.planned.notes:
            lines.append(due.planned.notes)
        if definition is None:
            lines.append(self.tr("This exercise is not on this computer. Ask your physician about it."))
        side = [done_words(due), "" if seconds is None else minutes_words(seconds)]
        self._words = ", ".join(filter(None, (name, *lines, *side)))
        self.setAccessibleName(self._words)
        shown = ExercisePicture(name, shape.card_height)
        shown.setFixedSize(shape.card_height, shape.card_height)
        words = WordsColumn()
        words.lines.addStretch(1)
        words.lines.addWidget(Text(name, "strong", wraps=True))
        for line in lines:
            words.lines.addWidget(Text(line, "muted", wraps=True))
        words.lines.addStretch(1)
        end = QVBoxLayout()
        end.setSpacing(space.tiny)
        end.addStretch(1)
        sign = QHBoxLayout()
        sign.setSpacing(space.tiny)
        sign.addStretch(1)
        if due.is_done:
            sign.addWidget(Picture(Icon.GOOD, shape.icon_large, "good"))
        sign.addWidget(Text(side[0], "good"))
        end.addLayout(sign)
        end.addWidget(Text(side[1], "muted"), alignment=Qt.AlignmentFlag.AlignRight)
        end.addStretch(1)
        told = FoldingRow(spacing=space.large)
        told.add(words, 1)
        told.add(end)
        row = QHBoxLayout()
        row.setSpacing(space.large)
        row.addWidget(shown)
        row.addWidget(told, 1)
        self.content.setContentsMargins(space.medium, space.medium, space.wide, space.medium)
        self.content.addLayout(row)
        shown.show_image(picture)

    @property
    def words(self) -> str:
        """All that it says."""
        return self._words
