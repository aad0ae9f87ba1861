"""The main window: what the person who is there has of it, or the front door where nobody is known."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.pages.detail import DetailPage
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.pages.history import HistoryPage
from physiocheck_desktop.gui.pages.session import SessionPage
from physiocheck_desktop.gui.pages.summary import SummaryPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.navigation import Navigation
from physiocheck_desktop.gui.shell.workspace import Workspace
from physiocheck_desktop.gui.theme.active import design


class MainWindow(QMainWindow):
    """Holds one workspace at a time.

    Signals:
        closing: The window is about to close; whatever runs must end now.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("PhysioCheck Desktop")
        shape = design().shape
        self.setMinimumSize(shape.window_least_width, shape.window_least_height)
        self.resize(shape.window_width, shape.window_height)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "ground")
        self.setCentralWidget(self._stack)
        self._workspace: Workspace | None = None

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

    def part(self) -> None:
        """Remove all that the person who is there has of the window."""
        if self._workspace is not None:
            self._stack.removeWidget(self._workspace)
            self._workspace.hide()
            self._workspace.deleteLater()
            self._workspace = None

    def show_in_place(self, widget: QWidget) -> None:
        """Show something in place of a workspace, such as the front door."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def show_workspace(self) -> None:
        """Show the workspace again that something was shown in place of."""
        self._stack.setCurrentWidget(self.workspace)

    def tell(self, error: BaseException) -> None:
        """Tell an error that nobody was waiting for."""
        dialog = ProblemDialog(error, self)
        dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs, and close."""
        self.closing.emit()
        super().closeEvent(event)
