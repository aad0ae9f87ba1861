"""The repetitions of a session, a row each: score, range against target, what was not right."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import PartialRepetition, RangeOfMotion, Repetition
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import joint_words, percent, side_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

_STRETCHES = (1, 1, 1, 3, 4)
_SHARE = 2


class RepetitionList(QWidget):
    """Rows that line up; a row without a fault says so with a tick as well."""

    def __init__(self) -> None:
        super().__init__()
        space = design().space
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.large)
        self._columns: list[list[QWidget]] = [[] for _ in _STRETCHES]
        self._grid.setVerticalSpacing(space.small)
        for column, stretch in enumerate(_STRETCHES):
            self._grid.setColumnStretch(column, stretch)

    def minimumSizeHint(self) -> QSize:
        """Return the width without the column that can be left out; the angle at the peak says it too."""
        return QSize(self._needed(left_out=_SHARE), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a column out where there is no room for all, as with large text."""
        super().resizeEvent(event)
        self._leave_out()

    def show_repetitions(
        self,
        repetitions: Sequence[Repetition],
        partials: Sequence[PartialRepetition],
        *,
        holds: bool = False,
        asked_s: float = 0.0,
    ) -> None:
        """Show these, the partial ones after the counted.

        Args:
            repetitions: The counted ones.
            partials: Those that were begun and not completed.
            holds: Whether they were held.
            asked_s: For how many seconds each hold was to last, 0 where that is not known.
        """
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._columns = [[] for _ in _STRETCHES]
        headings = (
            self.tr("No."),
            self.tr("Score"),
            self.tr("Position reached") if holds else self.tr("Range reached"),
            self.tr("Held") if holds else self.tr("Angle at the peak"),
            self.tr("Form"),
        )
        for column, heading in enumerate(headings):
            title = Text(heading, "caption", wraps=True)
            self._grid.addWidget(title, 0, column)
            self._columns[column].append(title)
        for repetition in repetitions:
            self._add_row(
                _number_words(repetition),
                whole(repetition.score.total),
                percent(repetition.reached),
                _held_words(repetition, asked_s) or _angle_words(_main_range(repetition.ranges)),
                self._form(repetition),
            )
        for partial in partials:
            self._add_row(
                "–", "–", percent(partial.reached), "–", self._sign(Icon.WARNING, "muted", own_words(partial.reason))
            )
        self._leave_out()

    def _add_row(self, number: str, score: str, share: str, angle: str, form: QWidget) -> None:
        line = QFrame()
        line.setProperty("role", "divider")
        row = self._grid.rowCount()
        self._grid.addWidget(line, row, 0, 1, self._grid.columnCount())
        cells = (Text(number, "strong"), Text(score, "strong"), Text(share), Text(angle, wraps=True), form)
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row + 1, column, Qt.AlignmentFlag.AlignVCenter)
            self._columns[column].append(cell)

    def _leave_out(self) -> None:
        has_room = self._needed() <= self.width()
        for cell in self._columns[_SHARE]:
            cell.setVisible(has_room)

    def _needed(self, left_out: int | None = None) -> int:
        """Return the width that the columns need, in pixels."""
        shown = [cells for column, cells in enumerate(self._columns) if column != left_out]
        widths = [max((cell.minimumSizeHint().width() for cell in cells), default=0) for cells in shown]
        return sum(widths) + self._grid.horizontalSpacing() * (len(self._columns) - 1)

    def _form(self, repetition: Repetition) -> QWidget:
        cues = list(dict.fromkeys(fault.cue for fault in repetition.faults if fault.cue))
        if cues:
            return self._sign(Icon.WARNING, "warning", ", ".join(own_words(cue) for cue in cues))
        return self._sign(Icon.GOOD, "good", self.tr("Good"))

    def _sign(self, symbol: Icon, colour: str, words: str) -> QWidget:
        tokens = design()
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.space.small)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Picture(symbol, tokens.shape.icon, colour), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(words, wraps=True), 0, 1)
        return row


def _number_words(repetition: Repetition) -> str:
    """Return the repetition's number, and its side where one side did it."""
    number = whole(repetition.index)
    return number if repetition.side is Side.BOTH else f"{number} {side_words(repetition.side)}"


def _held_words(repetition: Repetition, asked_s: float) -> str:
    """Return for how long a hold was held, empty for any other repetition."""
    if repetition.held_s is None:
        return ""
    template = QCoreApplication.translate("RepetitionList", "{seconds} s")
    if asked_s > 0.0:
        template = QCoreApplication.translate("RepetitionList", "{seconds} of {asked} s")
    return template.format(seconds=QLocale().toString(repetition.held_s, "f", 1), asked=whole(asked_s))


def _main_range(ranges: Sequence[RangeOfMotion]) -> RangeOfMotion | None:
    """Return the joint angle that moved furthest, None where no angle was measured."""
    angles = [each for each in ranges if MEASURES[each.measure].unit is Unit.DEGREES]
    return max(angles, key=lambda each: abs(each.peak - each.start), default=None)


def _angle_words(range_of_motion: RangeOfMotion | None) -> str:
    """Return an angle with its margin against its target, in whole degrees."""
    if range_of_motion is None:
        return "–"
    template = QCoreApplication.translate("RepetitionList", "{joint} {peak}° ±{margin}, target {target}°")
    return template.format(
        joint=joint_words(range_of_motion.measure),
        peak=whole(range_of_motion.peak),
        margin=whole(range_of_motion.margin),
        target=whole(range_of_motion.target_peak),
    )
