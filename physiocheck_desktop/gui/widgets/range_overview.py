"""The range of motion of every angle in a list, with whether it has changed, and the chosen one over time."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.metrics import Change
from physiocheck_desktop.domain.progress import RangeCourse
from physiocheck_desktop.gui.charts.course_chart import CourseChart
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.progress_readings import range_readings
from physiocheck_desktop.gui.models.progress_words import change_words, degrees_words, measure_title, range_sentence
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.chart_reader import ChartCard
from physiocheck_desktop.gui.widgets.columns import Columns
from physiocheck_desktop.gui.widgets.record_table import RecordTable
from physiocheck_desktop.gui.widgets.text import Text

_LEFT_OUT_FIRST: Final = (1, 2)
"""What it was at first and is now: the change says most, and the sentence beside the chart says all."""

_ORDER: Final = {Change.REAL: 0, Change.POSSIBLE: 1, Change.NONE: 2}


class RangeOverview(QWidget):
    """The list and the chart side by side, or under one another.

    Attributes:
        list: A row for each angle in each exercise; the chart shows the chosen one.
        card: The chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self._courses: list[RangeCourse] = []
        self._days = (date.min, date.min)
        self._chart = CourseChart(self.tr("Range of motion over time"), self.tr("Degrees"))
        self.card = ChartCard(
            self.tr("Range of motion over time"),
            self._chart,
            (self.tr("When"), self.tr("Range of motion"), self.tr("Target")),
            self.tr("No angle was measured in this time."),
        )
        self.list = self._make_list()
        card = Card(self.tr("Range of motion"))
        note = self.tr("One camera is off by about ±7°: a change is real from 10° on, and possible from 5°.")
        nothing = Text(self.tr("No angle was measured in this time."), "muted", wraps=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(nothing)
        card.content.addWidget(self._places, 1)
        card.content.addWidget(Text(note, "caption", wraps=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Columns((card, self.card), design().shape.dialog, 2))

    def show_courses(self, courses: Sequence[RangeCourse], days: tuple[date, date], *, name_exercises: bool) -> None:
        """Show courses, the surest changes first.

        Args:
            courses: Of which angles.
            days: The first and the last day.
            name_exercises: Whether they are of more than one exercise.
        """
        chosen = self._chosen()
        self._courses = sorted(courses, key=lambda each: (_ORDER[each.change], -len(each.points)))
        self._days = days
        self._rows.setRowCount(len(self._courses))
        for row, course in enumerate(self._courses):
            title = measure_title(course.measure, course.side)
            cells = (
                f"{title} · {own_words(course.exercise_name)}" if name_exercises else title,
                degrees_words(course.points[0].metric),
                degrees_words(course.points[-1].metric),
                change_words(course),
            )
            for column, cell in enumerate(cells):
                item = QStandardItem(cell)
                item.setToolTip(cell)
                item.setEditable(False)
                self._rows.setItem(row, column, item)
        again = next((row for row, each in enumerate(self._courses) if _name(each) == chosen), 0)
        self.list.setCurrentIndex(self._rows.index(again, 0))
        self._places.setCurrentIndex(0 if self._courses else 1)
        self._show_chosen()

    def _chosen(self) -> tuple[str, str, str] | None:
        row = self.list.currentIndex().row()
        return _name(self._courses[row]) if 0 <= row < len(self._courses) else None

    def _show_chosen(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self._courses):
            self._chart.show_course((), self._days, "")
            self.card.show_points("")
            return
        course = self._courses[row]
        sentence = range_sentence(course)
        self._chart.setAccessibleName(
            self.tr("Range of motion over time: {angle}, {exercise}").format(
                angle=measure_title(course.measure, course.side), exercise=own_words(course.exercise_name)
            )
        )
        self._chart.show_course(
            range_readings(course),
            self._days,
            sentence,
            margins=[each.metric.margin for each in course.points],
            target=course.points[-1].metric.target_range,
        )
        self.card.set_title(f"{measure_title(course.measure, course.side)} · {own_words(course.exercise_name)}")
        self.card.show_points(sentence)

    def _make_list(self) -> RecordTable:
        headings = (self.tr("Angle"), self.tr("At first"), self.tr("Now"), self.tr("Change"))
        self._rows = QStandardItemModel(0, len(headings), self)
        self._rows.setHorizontalHeaderLabels(list(headings))
        name = self.tr("Range of motion of every angle")
        table = RecordTable(name, self._rows, *_LEFT_OUT_FIRST, spare=_LEFT_OUT_FIRST, cuts_last=True)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setMinimumHeight(design().shape.chart)
        table.verticalHeader().setDefaultSectionSize(design().shape.control)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.selectionModel().currentChanged.connect(self._show_chosen)
        return table


def _name(course: RangeCourse) -> tuple[str, str, str]:
    return course.exercise_key, course.measure, course.side.value
