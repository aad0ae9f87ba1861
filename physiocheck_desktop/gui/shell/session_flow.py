"""What leads from one page to another."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.capture.finished_exercise import FinishedExercise
from physiocheck_desktop.gui.capture.hand_recorder import HandRecorder
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.saving import JointSaver, Saver
from physiocheck_desktop.gui.models.report import SessionReport, report_by_hand, report_of_run
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.pages.session import SessionPage
from physiocheck_desktop.gui.pages.summary import SummaryPage
from physiocheck_desktop.gui.pages.today import TodayPage
from physiocheck_desktop.gui.places import Destination, PageKey
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.shell.workspace import Workspace
from physiocheck_desktop.gui.widgets.page import Page


class SessionFlow(QObject):
    """Connects the pages of whoever is there, which do not know one another.

    A page says where the person wants to go; who came from somewhere can go back there.
    """

    def __init__(self, window: MainWindow, *, quit_after_summary: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self._quit_after_summary = quit_after_summary
        self._way: list[Destination] = []
        self._began_at = PageKey.EXERCISE
        self._saver: JointSaver | None = None
        window.closing.connect(self.end_session)

    @property
    def session_runs(self) -> bool:
        """Whether a session is under way, in which nobody is to be disturbed."""
        page = self._session_page()
        return page is not None and page.is_running

    @property
    def somebody_moves(self) -> bool:
        """Whether a session is under way that does not wait for the person: who moves touches nothing, and is there."""
        page = self._session_page()
        return page is not None and page.is_running and not page.waits

    @property
    def is_unsaved(self) -> bool:
        """Whether the page that is seen holds something that is not kept."""
        page = self._seen()
        return page is not None and page.is_unsaved

    def lead(self, workspace: Workspace) -> None:
        """Lead through somebody's pages from now on."""
        self._way.clear()
        self._began_at = PageKey.EXERCISE
        self._forget_workout()
        workspace.page_made.connect(self._connect)
        workspace.navigation.page_wanted.connect(self.go)

    def go(self, key: PageKey, subject: object | None = None) -> None:
        """Show a page and let it look up what it shows."""
        workspace = self._window.workspace
        if self.hold_back(lambda: self.go(key, subject)):
            return
        if key in workspace.navigation.buttons:
            self._way.clear()
        self._way.append(Destination(key, subject))
        page = workspace.show_page(key)
        if isinstance(page, Page):
            page.enter(subject)

    def go_back(self) -> None:
        """Show the page before, or the first one where there is none."""
        if self.hold_back(self.go_back):
            return
        self._way = self._way[:-1]
        last = self._way.pop() if self._way else Destination(self._above())
        self.go(last.key, last.subject)

    def start(self, plan: SessionPlan) -> None:
        """Begin a session of one exercise."""
        self.start_workout((plan,))

    def start_workout(self, plans: Sequence[SessionPlan]) -> None:
        """Begin a session of several exercises; who ends it comes back to where it was begun."""
        self._began_at = PageKey.TODAY if self._window.page is PageKey.TODAY else PageKey.EXERCISE
        self._window.workspace.show_page(PageKey.SESSION)
        self._window.session.start_workout(plans)

    def end_session(self) -> None:
        """End a session that runs, and wait for its threads; a page that is seen lets go of what it holds."""
        seen, session = self._seen(), self._session_page()
        if seen is not None:
            seen.leave()
        if session is not None:
            session.shut_down()

    def cover(self, *, covered: bool) -> None:
        """Let a session that runs wait while the window is covered."""
        page = self._session_page()
        if page is not None and page.is_running:
            (page.live.cover if covered else page.live.uncover)()

    def hold_back(self, go_on: Callable[[], None]) -> bool:
        """Return whether the page that is seen asks something before it is left; see `Page.hold_back`."""
        page, shown = self._seen(), self._window.page
        if page is None or shown is None or not page.hold_back(go_on):
            return False
        self._window.navigation.mark(shown)
        return True

    def _seen(self) -> Page | None:
        """Return the page that is seen, None where it is none that can hold anything."""
        shown = self._window.page
        page = None if shown is None else self._window.workspace.made(shown)
        return page if isinstance(page, Page) else None

    def _session_page(self) -> SessionPage | None:
        page = self._window.workspace.made(PageKey.SESSION) if self._window.somebody_is_there else None
        return page if isinstance(page, SessionPage) else None

    def _above(self) -> PageKey:
        return self._window.workspace.above(self._window.page)

    def _connect(self, key: PageKey, page: QWidget) -> None:
        del key
        if isinstance(page, Page):
            page.go_wanted.connect(lambda place: self.go(place.key, place.subject))
            page.back_wanted.connect(self.go_back)
            page.happened.connect(self._window.toasts.say)
        if isinstance(page, ExercisePage):
            page.start_wanted.connect(self.start)
        elif isinstance(page, TodayPage):
            page.workout_wanted.connect(self.start_workout)
        elif isinstance(page, SessionPage):
            page.finished.connect(self._show_summary)
            page.left.connect(lambda: self.go(self._began_at))
        elif isinstance(page, SummaryPage):
            page.again_wanted.connect(self._again)
            page.done.connect(self._done)

    def _show_summary(self, exercises: Sequence[FinishedExercise]) -> None:
        found = [_report(each) for each in exercises]
        reports = [report for report in found if report is not None]
        if not reports:
            self.go(self._began_at)
            return
        summary = self._window.summary
        summary.show_reports(reports)
        parts: list[Saver] = [each.session for each in exercises]
        if (run := self._window.session.run) is not None:
            parts.append(run.visit)
        self._tell_saving(parts)
        self._window.workspace.show_page(PageKey.SUMMARY)
        self._window.navigation.mark(self._began_at)

    def _tell_saving(self, parts: Sequence[Saver]) -> None:
        """Show how safe a workout is, and let saving be tried again; of the one before nothing is told any more."""
        self._forget_workout()
        saver, summary = JointSaver(parts, self), self._window.summary
        self._saver = saver
        if saver.saving is not None:
            summary.show_saving(saver.saving)
        saver.saving_changed.connect(summary.show_saving)
        summary.save_wanted.connect(saver.save_again)

    def _forget_workout(self) -> None:
        if self._saver is not None:
            self._saver.deleteLater()
            self._saver = None

    def _again(self) -> None:
        run = self._window.session.run
        if run is not None:
            self._window.workspace.show_page(PageKey.SESSION)
            self._window.session.start_workout([replace(plan, resumes=None, done=()) for plan in run.plans])

    def _done(self) -> None:
        if self._quit_after_summary:
            self._window.close()
        else:
            self.go(self._began_at)


def _report(exercise: FinishedExercise) -> SessionReport | None:
    """Return what an exercise came to, None where counting never began."""
    session = exercise.session
    if isinstance(session, HandRecorder):
        return report_by_hand(session.plan, session.sets)
    return None if exercise.end is None else report_of_run(session.plan, exercise.end, session.last)
