"""The main window: navigation on the left, one page beside it; a live session has the whole window."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.pages.detail import DetailPage
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.pages.history import HistoryPage
from physiocheck_desktop.gui.pages.session import SessionPage
from physiocheck_desktop.gui.pages.summary import SummaryPage
from physiocheck_desktop.gui.shell.navigation import Navigation
from physiocheck_desktop.gui.shell.page_table import PageKey
from physiocheck_desktop.gui.theme.active import design


class MainWindow(QMainWindow):
    """Holds the pages and shows one of them.

    Signals:
        closing: The window is about to close; whatever runs must end now.

    Attributes:
        exercise: The page for choosing an exercise.
        session: The live session's page.
        summary: The page after a session.
        history: The list of sessions.
        detail: One session of the past.
        navigation: The navigation.
    """

    closing = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.setWindowTitle("PhysioCheck Desktop")
        shape = design().shape
        self.setMinimumSize(shape.window_least_width, shape.window_least_height)
        self.resize(shape.window_width, shape.window_height)
        self.exercise = ExercisePage(context)
        self.session = SessionPage(context)
        self.summary = SummaryPage()
        self.history = HistoryPage(context)
        self.detail = DetailPage(context)
        self.navigation = Navigation()
        self._pages: dict[PageKey, QWidget] = {
            PageKey.EXERCISE: self.exercise,
            PageKey.SESSION: self.session,
            PageKey.SUMMARY: self.summary,
            PageKey.HISTORY: self.history,
            PageKey.DETAIL: self.detail,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        middle = QWidget()
        middle.setProperty("role", "ground")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(middle)

    @property
    def page(self) -> PageKey:
        """Which page is shown."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    def show_page(self, key: PageKey) -> None:
        """Show a page; the live session has no navigation beside it."""
        self._stack.setCurrentWidget(self._pages[key])
        self.navigation.setVisible(key is not PageKey.SESSION)
        self.navigation.mark(key)

    def tell(self, error: BaseException) -> None:
        """Tell an error that nobody was waiting for."""
        dialog = ProblemDialog(error, self)
        dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs, and close."""
        self.closing.emit()
        super().closeEvent(event)
