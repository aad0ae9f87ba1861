"""The repetitions of a session: a row each, and all that is known of the chosen one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, RuleFault
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.progress_words import measure_title
from physiocheck_desktop.gui.models.wording import percent, score_part_words, side_words, where_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.columns import Columns
from physiocheck_desktop.gui.widgets.part_bar import PartBars
from physiocheck_desktop.gui.widgets.record_table import RecordTable
from physiocheck_desktop.gui.widgets.signed_line import SignedLine
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

_NUMBER, _SET, _SCORE, _RANGE = range(4)
_LEFT_OUT_FIRST: Final = (_SET, _RANGE)
"""Both are told of the chosen repetition as well."""


class RepetitionBrowser(QWidget):
    """The rows and the chosen repetition side by side, or under one another.

    Signals:
        chosen: The index of the repetition that is chosen now.

    Attributes:
        list: The rows.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._repetitions: Sequence[Repetition] = ()
        self.list = self._make_list()
        rows = Card(self.tr("Repetition by repetition"))
        rows.content.addWidget(self.list, 1)
        self._card = Card()
        self._facts = Text(role="muted", wraps=True)
        self._parts = PartBars()
        self._lines: list[QWidget] = []
        self._card.content.addWidget(self._facts)
        self._card.content.addWidget(self._parts)
        self._card.content.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Columns((rows, self._card), design().shape.dialog, 2))

    def show_repetitions(self, repetitions: Sequence[Repetition]) -> None:
        """Show these, and choose the first."""
        self._repetitions = repetitions
        self.list.clearSelection()
        self._rows.setRowCount(len(repetitions))
        for row, each in enumerate(repetitions):
            for column, cell in enumerate(_cells(each, self.tr("Good"))):
                item = QStandardItem(cell)
                item.setToolTip(cell)
                item.setEditable(False)
                self._rows.setItem(row, column, item)
        self.list.setCurrentIndex(self._rows.index(0, 0))
        self._choose()

    def _choose(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self._repetitions):
            return
        each = self._repetitions[row]
        self._card.set_heading(
            self.tr("Repetition {number}: score {score} of 100").format(
                number=_number(each), score=whole(each.score.total)
            )
        )
        self._facts.setText(self._fact_words(each))
        self._parts.set_parts({score_part_words(part): value for part, value in each.score.parts.items()})
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [*map(self._fault_line, _worst_of_each(each.faults))]
        if not self._lines:
            self._lines = [SignedLine(Icon.GOOD, "good", self.tr("No fault was seen"))]
        angles = [angle for angle in each.ranges if MEASURES[angle.measure].unit is Unit.DEGREES]
        self._lines += [Text(self._range_words(angle), wraps=True) for angle in angles]
        for line in self._lines:
            self._card.content.insertWidget(self._card.content.count() - 1, line)
        self.chosen.emit(row)

    def _fact_words(self, each: Repetition) -> str:
        seconds = QLocale().toString(each.end_s - each.start_s, "f", 1)
        words = [
            self.tr("set {number}").format(number=whole(each.set_number)),
            self.tr("{seconds} seconds").format(seconds=seconds),
            self.tr("{share} of the target range").format(share=percent(each.reached)),
        ]
        if each.held_s is not None:
            words.append(self.tr("held {seconds} s").format(seconds=QLocale().toString(each.held_s, "f", 1)))
        return " · ".join(words)

    def _fault_line(self, fault: RuleFault) -> SignedLine:
        where = "" if fault.phase is None else where_words(fault.phase)
        seconds = self.tr("for {seconds} s").format(seconds=QLocale().toString(fault.seconds, "f", 1))
        return SignedLine(
            Icon.WARNING, "warning", own_words(fault.cue or fault.rule), ", ".join(filter(None, (where, seconds)))
        )

    def _range_words(self, angle: RangeOfMotion) -> str:
        words = self.tr("{angle}: from {start}° to {peak}° ±{margin}°, target {target}°")
        return words.format(
            angle=measure_title(angle.measure),
            start=whole(angle.start),
            peak=whole(angle.peak),
            margin=whole(angle.margin),
            target=whole(angle.target_peak),
        )

    def _make_list(self) -> RecordTable:
        headings = (self.tr("No."), self.tr("Set"), self.tr("Score"), self.tr("Range"), self.tr("Form"))
        self._rows = QStandardItemModel(0, len(headings), self)
        self._rows.setHorizontalHeaderLabels(list(headings))
        narrow = (_NUMBER, _SET, _SCORE, _RANGE)
        table = RecordTable(self.tr("Repetitions"), self._rows, *narrow, spare=_LEFT_OUT_FIRST)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setMinimumHeight(design().shape.chart + design().shape.row)
        table.verticalHeader().setDefaultSectionSize(design().shape.control)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.selectionModel().currentRowChanged.connect(self._choose)
        return table


def _number(repetition: Repetition) -> str:
    number = whole(repetition.index)
    return number if repetition.side is Side.BOTH else f"{number} {side_words(repetition.side)}"


def _worst_of_each(faults: Sequence[RuleFault]) -> list[RuleFault]:
    """Return the faults, those with the same words once."""
    found: dict[str, RuleFault] = {}
    for fault in faults:
        found.setdefault(fault.cue or fault.rule, fault)
    return list(found.values())


def _cells(repetition: Repetition, good: str) -> tuple[str, ...]:
    cues = ", ".join(own_words(fault.cue or fault.rule) for fault in _worst_of_each(repetition.faults))
    return (
        _number(repetition),
        whole(repetition.set_number),
        whole(repetition.score.total),
        percent(repetition.reached),
        cues or good,
    )
