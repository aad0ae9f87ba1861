"""One session of the past: what it came to, its course over time, and repetition by repetition."""

from uuid import UUID

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.domain.exercise import ExerciseKind
from physiocheck_desktop.domain.past_session import PastSession
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.report import report_of_record
from physiocheck_desktop.gui.models.wording import when_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll
from physiocheck_desktop.gui.widgets.course_card import CourseCard
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.repetition_browser import RepetitionBrowser
from physiocheck_desktop.gui.widgets.session_facts import SessionFacts
from physiocheck_desktop.gui.widgets.session_report_view import SessionReportView
from physiocheck_desktop.gui.widgets.text import Text

LOOK_UP_SESSION = "look up session"


class DetailPage(PageFrame):
    """Of whoever looks, or of a patient of theirs.

    Attributes:
        report: What it came to.
        facts: Plan, sets, pain.
        course: Its course over time.
        repetitions: Its repetitions, one of which is chosen.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__("", can_go_back=self.tr("All sessions"))
        self._context = context
        self._session_id: UUID | None = None
        self._loader = Loader(self, context.records, LOOK_UP_SESSION, self._look_up)
        self.report = SessionReportView(brief=True)
        self.facts, self.course, self.repetitions = SessionFacts(), CourseCard(), RepetitionBrowser()
        self._when = Text(role="lead")
        self.head.addWidget(self._when)
        self._scroll = ColumnScroll(self.tr("Session of the past"))
        self._scroll.column.setSpacing(design().space.large)
        for part in (self.report, self.facts, self.course, self.repetitions):
            self._scroll.column.addWidget(part)
        self.body.addWidget(self._scroll, 1)
        self.slide_head_with(self._scroll)
        self.repetitions.chosen.connect(self.course.choose)

    def enter(self, subject: object | None = None) -> None:
        """Look up the session with this identifier and show it."""
        if not isinstance(subject, UUID):
            raise BugError("A session is named by its identifier.")
        if subject != self._session_id:
            self.forget()
            self.set_title("")
            self._when.clear()
        self._session_id = subject
        self._look_up()
        self.back_button.setFocus()

    def _look_up(self) -> None:
        session_id = self._session_id
        if session_id is not None:
            reading, actor = self._context.application.reading, self._context.actor
            self._loader.load(lambda: reading.past(actor, session_id), self._show)

    def _show(self, past: PastSession) -> None:
        detail = past.detail
        self.set_title(own_words(detail.record.exercise_name))
        self._when.setText(when_words(detail.record))
        known = {each.key: each.kind for each in self._context.exercises}
        is_hold = known.get(detail.record.exercise_key) is ExerciseKind.HOLD
        self.report.show_report(report_of_record(detail, is_hold=is_hold))
        self.facts.show_session(past)
        self.course.setVisible(not detail.record.entered_by_hand)
        self.course.choose(-1)
        self.course.show_course(detail)
        self.repetitions.setVisible(bool(detail.repetitions))
        self.repetitions.show_repetitions(detail.repetitions)
        self._scroll.verticalScrollBar().setValue(0)
