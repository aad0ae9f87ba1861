"""How a patient gets on: scores, ranges of motion, adherence, pain, what comes back, bests and milestones."""

from datetime import date, datetime
from uuid import UUID

from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.charts.course_chart import CourseChart
from physiocheck_desktop.gui.charts.pain_chart import PainChart
from physiocheck_desktop.gui.charts.week_chart import WeekChart
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.progress_reading import ProgressReading, Span, read_progress
from physiocheck_desktop.gui.models.progress_readings import pain_lines, pain_readings, score_readings, week_readings
from physiocheck_desktop.gui.models.progress_words import pain_summary
from physiocheck_desktop.gui.models.wording import percent, whole
from physiocheck_desktop.gui.places import Destination, PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.bests_card import BestsCard
from physiocheck_desktop.gui.widgets.chart_reader import ChartCard
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll
from physiocheck_desktop.gui.widgets.columns import Columns
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.errors_card import ErrorsCard
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.range_overview import RangeOverview
from physiocheck_desktop.gui.widgets.span_choice import SpanChoice
from physiocheck_desktop.gui.widgets.standing_tiles import StandingTiles

LOOK_UP_PROGRESS = "look up progress"


class ProgressPage(PageFrame):
    """Of whoever looks, or of the patient that the page is entered with."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Progress"))
        self._context = context
        self._patient_id = context.actor.user_id
        self._reading: ProgressReading | None = None
        kinds = {RecordKind.SESSION, RecordKind.PLAN}
        self._loader = Loader(self, context.records, LOOK_UP_PROGRESS, self._look_up, kinds)
        self.span = SpanChoice(Span.QUARTER)
        self.exercise = DropDown(self.tr("Exercise"))
        self.exercise.setMinimumWidth(design().shape.tile)
        self.exercise.setMaximumWidth(design().shape.card_least)
        self.tiles = StandingTiles()
        self.scores, self.weeks, self.pain = self._score_card(), self._week_card(), self._pain_card()
        self.ranges = RangeOverview()
        self.errors, self.bests = ErrorsCard(), BestsCard()
        self.empty = EmptyState(
            Icon.PROGRESS,
            self.tr("Nothing to show yet"),
            self.tr("From the first session on, this page tells how scores, ranges of motion and pain go over time."),
            self.tr("Choose an exercise"),
            Icon.START,
        )
        self.set_empty(self.empty)
        self._lay_out()
        self.span.chosen.connect(self._look_up)
        self.exercise.activated.connect(self._show_exercise)
        self.empty.acted.connect(lambda: self.go_wanted.emit(Destination(PageKey.EXERCISE)))

    def enter(self, subject: object | None = None) -> None:
        """Show what there is now, of the patient with this identifier, or of whoever looks."""
        patient_id = subject if isinstance(subject, UUID) else self._context.actor.user_id
        if patient_id != self._patient_id:
            self.forget()
            self._patient_id = patient_id
        self.empty.button.setVisible(patient_id == self._context.actor.user_id)
        self._look_up()

    def _lay_out(self) -> None:
        space, shape = design().space, design().shape
        choices = FoldingRow(self.span, spacing=space.large)
        choices.add_stretch()
        choices.add(self.exercise, 3)
        self.body.addWidget(choices)
        scroll = ColumnScroll(self.tr("Progress"))
        column = scroll.column
        column.setSpacing(space.large)
        column.addWidget(self.tiles)
        column.addWidget(Columns((self.scores, self.weeks), shape.aside, 2))
        column.addWidget(self.ranges)
        column.addWidget(self.pain)
        column.addWidget(Columns((self.errors, self.bests), shape.aside, 2))
        self.body.addWidget(scroll, 1)
        self.slide_head_with(scroll)

    def _look_up(self) -> None:
        service, actor = self._context.application.progress, self._context.actor
        patient_id, span, today = self._patient_id, self.span.span, _today()
        self._loader.load(lambda: read_progress(service, actor, patient_id, span, today), self._show)

    def _show(self, reading: ProgressReading) -> None:
        self._reading = reading
        if not reading.has_something:
            self.show_empty()
            return
        self._offer_exercises(reading)
        self.tiles.show_standing(reading.standing, reading.adherence)
        self._show_weeks(reading)
        self._show_pain(reading)
        self.bests.show_standing(reading.standing)
        self._show_exercise()

    def _offer_exercises(self, reading: ProgressReading) -> None:
        before = self.exercise.currentData()
        self.exercise.clear()
        self.exercise.addItem(self.tr("All exercises"), "")
        for key, name in reading.exercises.items():
            self.exercise.addItem(name, key)
        self.exercise.setCurrentIndex(max(0, self.exercise.findData(before)))

    def _show_exercise(self) -> None:
        """Show what is told of one exercise, or of all of them."""
        reading = self._reading
        if reading is None:
            return
        key = self.exercise.currentData() or ""
        days = reading.first, reading.today
        scores = score_readings(each for each in reading.scores if key in ("", each.exercise_key))
        summary = self.tr("Days with a score: {number}. The newest is {score} of 100.").format(
            number=whole(len(scores)), score=scores[-1].cells[1] if scores else ""
        )
        self._score_chart.show_course(scores, days, summary, most=100.0)
        self.scores.show_points(summary)
        courses = [each for each in reading.ranges if key in ("", each.exercise_key)]
        self.ranges.show_courses(courses, days, name_exercises=not key)
        errors = [each for each in reading.errors if key in ("", each.exercise_key)]
        names = reading.exercises
        self.errors.show_errors(errors, lambda exercise: names.get(exercise, exercise), self._easier)

    def _show_weeks(self, reading: ProgressReading) -> None:
        asked = any(week.share is not None for week in reading.adherence.weeks)
        summary = ""
        if asked and reading.adherence.share is not None:
            summary = self.tr("Of what the plan asked for in this time {share} was done.").format(
                share=percent(reading.adherence.share)
            )
        self._week_chart.show_weeks(week_readings(reading.adherence) if asked else (), summary)
        self.weeks.show_points(summary)

    def _show_pain(self, reading: ProgressReading) -> None:
        summary = pain_summary(reading.pain)
        days = reading.first, reading.today
        self._pain_chart.show_lines(pain_lines(reading.pain), pain_readings(reading.pain), days, summary)
        self.pain.show_points(summary)

    def _easier(self, key: str) -> str:
        """Return the name of an easier exercise than the one with a key, empty where there is none."""
        known = {each.key: each for each in self._context.exercises}
        easier = known.get(known[key].easier) if key in known else None
        return "" if easier is None else own_words(easier.name)

    def _score_card(self) -> ChartCard:
        self._score_chart = CourseChart(self.tr("Score over time"), self.tr("Score"))
        headings = (self.tr("Day"), self.tr("Score"), self.tr("Sessions"))
        empty = self.tr("No score in this time. Choose a longer one; what was entered by hand has no score.")
        return ChartCard(self.tr("Score"), self._score_chart, headings, empty)

    def _week_card(self) -> ChartCard:
        self._week_chart = WeekChart(self.tr("Plan kept, week by week"))
        headings = (self.tr("Week of"), self.tr("Kept"), self.tr("Repetitions"), self.tr("Days"))
        empty = self.tr("No plan asked for anything in this time.")
        return ChartCard(self.tr("Plan kept, week by week"), self._week_chart, headings, empty)

    def _pain_card(self) -> ChartCard:
        self._pain_chart = PainChart(self.tr("Pain and effort over time"))
        headings = (
            self.tr("When"),
            self.tr("Pain before"),
            self.tr("Pain after"),
            self.tr("Effort"),
            self.tr("“That hurts”"),
        )
        empty = self.tr("Nothing was said of pain or effort in this time.")
        return ChartCard(self.tr("Pain and effort"), self._pain_chart, headings, empty)


def _today() -> date:
    return datetime.now().astimezone().date()
