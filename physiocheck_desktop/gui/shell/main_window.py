"""The main window: what the person who is there has of it, or the front door where nobody is known."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import BugError, KnownError
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.pages.detail import DetailPage
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.pages.history import HistoryPage
from physiocheck_desktop.gui.pages.session import SessionPage
from physiocheck_desktop.gui.pages.summary import SummaryPage
from physiocheck_desktop.gui.pages.today import TodayPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.problem_report import write_report
from physiocheck_desktop.gui.shell.navigation import Navigation
from physiocheck_desktop.gui.shell.workspace import Workspace
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.sample_ribbon import SampleRibbon
from physiocheck_desktop.gui.widgets.toasts import Toasts

HoldBack = Callable[[Callable[[], None]], bool]
"""Returns whether the person is asked something first; is given what to do once the person wants to go on."""


class _Places(QStackedWidget):
    """What is shown in the window, one at a time, with what just happened over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.toasts = Toasts(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what just happened at the foot."""
        super().resizeEvent(event)
        self.toasts.settle()


class MainWindow(QMainWindow):
    """Holds one workspace at a time.

    Signals:
        closing: The window is about to close; whatever runs must end now.

    Attributes:
        toasts: Say what just happened.
        ribbon: Says on every page that all is made up, where it is; None where it is not.
    """

    closing = Signal()

    def __init__(self, data_folder: Path, *, is_sample: bool = False) -> None:
        super().__init__()
        self._data_folder = data_folder
        self._problem: ProblemDialog | None = None
        self.setWindowTitle("PhysioCheck Desktop")
        shape = design().shape
        self.setMinimumSize(shape.window_least_width, shape.window_least_height)
        self.resize(shape.window_width, shape.window_height)
        self._stack = _Places()
        self.ribbon = SampleRibbon() if is_sample else None
        self.setCentralWidget(self._stack if self.ribbon is None else _under(self.ribbon, self._stack))
        self.toasts = self._stack.toasts
        self._workspace: Workspace | None = None
        self._hold_back: HoldBack | None = None
        self._closes = False

    @property
    def workspace(self) -> Workspace:
        """What the person who is there has of the window.

        Raises:
            BugError: Nobody is there.
        """
        if self._workspace is None:
            raise BugError("Nobody is signed in.")
        return self._workspace

    @property
    def somebody_is_there(self) -> bool:
        """Whether the window belongs to somebody now."""
        return self._workspace is not None

    @property
    def page(self) -> PageKey | None:
        """Which page is shown, None where nobody is there."""
        return None if self._workspace is None else self._workspace.shown

    @property
    def navigation(self) -> Navigation:
        """The navigation of the person who is there."""
        return self.workspace.navigation

    @property
    def today(self) -> TodayPage:
        """What a patient sees first."""
        return self.workspace.page(PageKey.TODAY, TodayPage)

    @property
    def exercise(self) -> ExercisePage:
        """The page for choosing an exercise."""
        return self.workspace.page(PageKey.EXERCISE, ExercisePage)

    @property
    def session(self) -> SessionPage:
        """The live session's page."""
        return self.workspace.page(PageKey.SESSION, SessionPage)

    @property
    def summary(self) -> SummaryPage:
        """The page after a session."""
        return self.workspace.page(PageKey.SUMMARY, SummaryPage)

    @property
    def history(self) -> HistoryPage:
        """The list of sessions."""
        return self.workspace.page(PageKey.HISTORY, HistoryPage)

    @property
    def detail(self) -> DetailPage:
        """One session of the past."""
        return self.workspace.page(PageKey.DETAIL, DetailPage)

    def welcome(self, workspace: Workspace) -> None:
        """Let somebody have the window, after whom nothing is left of who was there before."""
        self.part()
        self._workspace = workspace
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self.toasts.stand_beside(workspace.navigation)

    def part(self) -> None:
        """Remove all that the person who is there has of the window, dialogs too."""
        self.toasts.hush()
        self.toasts.stand_beside(None)
        if self._workspace is not None:
            self._end_dialogs()
            self._stack.removeWidget(self._workspace)
            self._workspace.hide()
            self._workspace.deleteLater()
            self._workspace = None

    def add_place(self, widget: QWidget) -> None:
        """Keep something that can be shown in place of a workspace, such as the front page."""
        self._stack.addWidget(widget)

    def remove_place(self, widget: QWidget) -> None:
        """Remove it again."""
        self._stack.removeWidget(widget)
        widget.deleteLater()

    def show_place(self, widget: QWidget) -> None:
        """Show it."""
        self._stack.setCurrentWidget(widget)

    def shows(self, widget: QWidget) -> bool:
        """Whether it is what is shown."""
        return self._stack.currentWidget() is widget

    def show_workspace(self) -> None:
        """Show the workspace again that something was shown in place of."""
        self._stack.setCurrentWidget(self.workspace)

    def tell(self, error: BaseException) -> None:
        """Tell an error that nobody was waiting for; what is a fault of the program leaves a report.

        One dialog is enough: what fails at every frame would fill the screen.
        """
        if self._problem is not None:
            self._problem.add_another()
            return
        report = None if isinstance(error, KnownError) else write_report(self._data_folder, error)
        self._problem = ProblemDialog(error, self, report)
        self._problem.finished.connect(self._forget_problem)
        self._problem.open()

    def bring_to_front(self) -> None:
        """Show the window before all others, as far as the desktop allows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_before_closing(self, hold_back: HoldBack) -> None:
        """Let something be asked before the window closes."""
        self._hold_back = hold_back

    def close_at_once(self) -> None:
        """Close without asking, as where nobody is there to answer."""
        self._closes = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs, and close with all dialogs; one that stayed open would keep the program running."""
        if not self._closes and self._hold_back is not None and self._hold_back(self.close_at_once):
            event.ignore()
            self.bring_to_front()
            return
        self.closing.emit()
        self._end_dialogs()
        super().closeEvent(event)

    def _end_dialogs(self) -> None:
        """End what stands in front of the window; one that may hold back who closes it is not asked."""
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)

    def _forget_problem(self) -> None:
        if self._problem is not None:
            self._problem.deleteLater()
            self._problem = None


def _under(ribbon: SampleRibbon, places: QWidget) -> QWidget:
    """Return what shows a ribbon above everything else."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ribbon)
    column.addWidget(places, 1)
    return whole
