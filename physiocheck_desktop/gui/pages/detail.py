"""One session of the past."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.report import report_of_record
from physiocheck_desktop.gui.models.wording import error_words, when_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.session_report_view import SessionReportView
from physiocheck_desktop.gui.widgets.text import Text

LOOK_UP_SESSION = "look up session"


class DetailPage(QWidget):
    """The report of a session that was kept.

    Signals:
        back_wanted: The person wants to see the list again.
    """

    back_wanted = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        space = design().space
        self._context = context
        self.report = SessionReportView()
        self.back_button = ActionButton(self.tr("All sessions"), "quiet", Icon.BACK)
        self.back_button.clicked.connect(self.back_wanted)
        self._title = Text(role="title")
        self._when = Text(role="lead")
        header = QHBoxLayout()
        header.setSpacing(space.large)
        header.addWidget(self.back_button)
        header.addWidget(self._title)
        header.addWidget(self._when, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space.medium, 0)
        column.addWidget(self.report)
        self._scroll = QScrollArea()
        self._scroll.setProperty("role", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        layout.setSpacing(space.large)
        layout.addLayout(header)
        layout.addWidget(self._scroll, 1)

    @property
    def title(self) -> str:
        """The exercise, or why the session cannot be shown."""
        return self._title.text()

    def open(self, session_id: UUID) -> None:
        """Look up a session and show it."""
        application = self._context.application
        self._title.setText(self.tr("Looking…"))
        self._when.clear()
        self._scroll.hide()
        self._context.records.run(
            LOOK_UP_SESSION,
            lambda: application.sessions.detail(application.actor, session_id),
            self._show,
            lambda error: self._title.setText(error_words(error)),
        )
        self.back_button.setFocus()

    def _show(self, detail: SessionDetail) -> None:
        self._title.setText(detail.record.exercise_name)
        self._when.setText(when_words(detail.record))
        self.report.show_report(report_of_record(detail))
        self._scroll.show()
