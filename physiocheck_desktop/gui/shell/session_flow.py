"""What leads from one page to another."""

from uuid import UUID

from PySide6.QtCore import QObject

from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunEnd
from physiocheck_desktop.gui.models.report import report_of_run
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.shell.page_table import PageKey


class SessionFlow(QObject):
    """Connects the pages of a window, which do not know one another."""

    def __init__(self, window: MainWindow, *, quit_after_summary: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self._quit_after_summary = quit_after_summary
        window.navigation.page_wanted.connect(self.go)
        window.exercise.start_wanted.connect(self.start)
        window.session.finished.connect(self._show_summary)
        window.session.left.connect(lambda: self.go(PageKey.EXERCISE))
        window.summary.again_wanted.connect(self._again)
        window.summary.done.connect(self._done)
        window.history.detail_wanted.connect(self._open_detail)
        window.history.start_wanted.connect(lambda: self.go(PageKey.EXERCISE))
        window.detail.back_wanted.connect(lambda: self.go(PageKey.HISTORY))
        window.closing.connect(window.session.shut_down)

    def go(self, key: PageKey) -> None:
        """Show a page and let it look up what it shows."""
        self._window.show_page(key)
        if key is PageKey.HISTORY:
            self._window.history.enter()
        elif key is PageKey.EXERCISE:
            self._window.exercise.enter()

    def start(self, plan: SessionPlan) -> None:
        """Begin a session."""
        self._window.show_page(PageKey.SESSION)
        self._window.session.start(plan)

    def _show_summary(self, session: LiveSession, end: RunEnd) -> None:
        report = report_of_run(session.plan, end)
        if report is None:
            self.go(PageKey.EXERCISE)
            return
        summary = self._window.summary
        summary.show_report(report)
        if session.saving is not None:
            summary.show_saving(session.saving)
        session.saving_changed.connect(summary.show_saving)
        summary.save_wanted.connect(session.save_again)
        self._window.show_page(PageKey.SUMMARY)

    def _again(self) -> None:
        session = self._window.session.session
        if session is not None:
            self.start(session.plan)

    def _done(self) -> None:
        if self._quit_after_summary:
            self._window.close()
        else:
            self.go(PageKey.EXERCISE)

    def _open_detail(self, session_id: UUID) -> None:
        self._window.show_page(PageKey.DETAIL)
        self._window.detail.open(session_id)
