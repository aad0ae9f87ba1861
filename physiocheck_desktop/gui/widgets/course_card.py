"""The course of a session over time: which angle is chosen, its curve against the template, the chosen repetition."""

from collections.abc import Sequence

from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.gui.charts.angle_curve import AngleCurve
from physiocheck_desktop.gui.models.course_lines import CourseLine, course_lines, repetition_times
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.chart_reader import ChartCard
from physiocheck_desktop.gui.widgets.drop_down import DropDown


class CourseCard(ChartCard):
    """Shows one course at a time.

    Attributes:
        curve: The chart.
        angle: Chooses which course.
    """

    def __init__(self) -> None:
        self.curve = AngleCurve("")
        super().__init__("", self.curve, ("", "", ""), "")
        self.set_title(self.tr("Course over time, against the template"))
        self.name_columns((self.tr("Seconds"), self.tr("Repetition"), self.tr("Value")))
        self.angle = DropDown(self.tr("Which angle"))
        self.angle.setMaximumWidth(design().shape.aside)
        self.controls.addWidget(self.angle, 1)
        self.controls.addStretch(1)
        self._lines: Sequence[CourseLine] = ()
        self._spans: Sequence[tuple[float, float]] = ()
        self.angle.activated.connect(self._show_line)

    def show_course(self, detail: SessionDetail) -> None:
        """Show the courses of a session, or say in a sentence why there is none."""
        self._lines, self._spans = course_lines(detail), repetition_times(detail)
        self.angle.clear()
        self.angle.addItems([each.title for each in self._lines])
        self.angle.setVisible(bool(self._lines))
        self.set_empty_words(self._why_none(detail))
        self._show_line()

    def choose(self, index: int) -> None:
        """Mark a repetition, or none with −1."""
        self.curve.choose(index)

    def _show_line(self) -> None:
        place = self.angle.currentIndex()
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        summary = "" if line is None else self._template_words(line)
        self.curve.setAccessibleName(
            self.tr("Course over time")
            if line is None
            else self.tr("Course over time: {angle}").format(angle=line.title)
        )
        self.curve.show_line(line, self._spans, summary)
        self.show_points(summary)

    def _template_words(self, line: CourseLine) -> str:
        if not line.is_angle:
            return self.tr("0 % is the start pose, 100 % the target.")
        if line.start is None or line.peak is None:
            return line.title
        words = self.tr("{angle}: the template goes from {start}° to {peak}°; one camera is off by about ±{margin}°.")
        return words.format(angle=line.title, start=whole(line.start), peak=whole(line.peak), margin=whole(line.margin))

    def _why_none(self, detail: SessionDetail) -> str:
        if detail.course_is_damaged:
            return self.tr(
                "The course over time of this session cannot be read: it is damaged, or was written by a newer "
                "version. It was left as it is; everything else is shown."
            )
        return self.tr("The course over time was not kept of this session.")
