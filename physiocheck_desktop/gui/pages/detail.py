"""One session of the past."""

from uuid import UUID

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.report import report_of_record
from physiocheck_desktop.gui.models.wording import when_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.session_report_view import SessionReportView
from physiocheck_desktop.gui.widgets.text import Text

LOOK_UP_SESSION = "look up session"


class DetailPage(PageFrame):
    """The report of a session that was kept."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__("", can_go_back=self.tr("All sessions"))
        self._context = context
        self._session_id: UUID | None = None
        self._loader = Loader(self, context.records, LOOK_UP_SESSION, self._look_up)
        self.report = SessionReportView()
        self._when = Text(role="lead")
        self.head.addWidget(self._when)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, design().space.medium, 0)
        column.addWidget(self.report)
        self._scroll = QScrollArea()
        self._scroll.setProperty("role", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        self.body.addWidget(self._scroll, 1)

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
            sessions, actor = self._context.application.sessions, self._context.actor
            self._loader.load(lambda: sessions.detail(actor, session_id), self._show)

    def _show(self, detail: SessionDetail) -> None:
        self.set_title(detail.record.exercise_name)
        self._when.setText(when_words(detail.record))
        self.report.show_report(report_of_record(detail))
