"""Opens the window on a finished application and runs it until it is closed."""

import signal
import sys
from typing import Final

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.context import Person, WindowContext
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.gui.errors import ErrorDesk
from physiocheck_desktop.gui.options import WindowOptions
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.shell.session_flow import SessionFlow
from physiocheck_desktop.gui.shell.workspace import Workspace
from physiocheck_desktop.gui.theme.keeper import ThemeKeeper
from physiocheck_desktop.services.application import Application

__all__ = ["DesktopWindow", "WindowOptions", "run_window"]

_LAST_SAVE_S: Final = 8.0
_LEAVE_DEVICES_S: Final = 0.1
_LET_PYTHON_RUN_MS: Final = 200
_REQUESTS_TO_END: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class DesktopWindow(QObject):
    """The window with all that belongs to it, without the loop that runs it.

    Attributes:
        window: The main window.
        flow: What leads from page to page.
        theme: Light or dark.
        errors: Where errors end that nobody caught.
    """

    def __init__(
        self, application: Application, options: WindowOptions | None = None, patience: Patience | None = None
    ) -> None:
        qt = QApplication.instance() or QApplication(sys.argv[:1])
        if not isinstance(qt, QApplication):
            raise TypeError("A window needs a QApplication.")
        super().__init__()
        options = options or WindowOptions()
        qt.setApplicationName("PhysioCheck")
        qt.setApplicationDisplayName("PhysioCheck Desktop")
        if QLocale.system().language() is QLocale.Language.C:  # no language is set: dates as an English reader expects
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self._options = options
        self.errors = ErrorDesk(self)
        self.theme = ThemeKeeper(qt, options.theme or application.theme)
        self._records = Background("records", self)
        self._recording = Background("recording", self)
        self._devices = Background("devices", self)
        self._delivery = DeliveryWatch(application.delivery, self)
        self._application = application
        self._patience = patience or Patience()
        self.window = MainWindow()
        self.flow = SessionFlow(self.window, quit_after_summary=options.quit_after_summary)
        self.errors.reported.connect(self.window.tell)
        self._let_in(Person(actor=application.actor, exercises=application.exercises))
        self._choose()

    def show(self) -> None:
        """Show the window, and begin a session where that was asked for."""
        self.window.show()
        if self._options.start_at_once:
            self.flow.start(self._plan_at_once())
        else:
            self.flow.go(PageKey.EXERCISE)

    def close(self) -> None:
        """End what runs, let what is to be saved be saved, and give the hooks back."""
        self.window.close()
        self._recording.stop(_LAST_SAVE_S)
        self._records.stop(_LAST_SAVE_S)
        self._delivery.close()
        self._devices.stop(_LEAVE_DEVICES_S)
        self.errors.close()

    def _let_in(self, person: Person) -> None:
        """Give the window to somebody."""
        context = WindowContext(
            application=self._application,
            person=person,
            records=self._records,
            recording=self._recording,
            delivery=self._delivery,
            devices=self._devices,
            patience=self._patience,
        )
        workspace = Workspace(context, self.tr("This computer"))
        self.flow.lead(workspace)
        workspace.navigation.theme_wanted.connect(self.theme.toggle)
        self.window.welcome(workspace)

    def _choose(self) -> None:
        page, options = self.window.exercise, self._options
        if options.exercise is not None:
            page.choose(options.exercise)
        if options.source is not None:
            page.source.choose(options.source)
        if options.repetitions is not None:
            page.repetitions.set_value(options.repetitions)

    def _plan_at_once(self) -> SessionPlan:
        plan = self.window.exercise.plan()
        return SessionPlan(plan.definition, plan.repetitions, plan.source, get_ready=False)


def run_window(application: Application, options: WindowOptions | None = None) -> int:
    """Open the window and return when it is closed, with the exit code of the process.

    Args:
        application: The wired application; whoever made it closes it afterwards.
        options: How the window begins.
    """
    desktop = DesktopWindow(application, options)
    # Ctrl+C in the terminal, or a computer that shuts down, closes the window like its button does. Python sees the
    # signal when it runs next, which in an idle window is at the next call of the timer.
    requests = [getattr(signal, name) for name in _REQUESTS_TO_END if hasattr(signal, name)]
    heard = [request for request in requests if signal.getsignal(request) is not signal.SIG_IGN]
    before = {request: signal.signal(request, lambda *_: desktop.window.close()) for request in heard}
    pulse = QTimer(desktop)
    pulse.timeout.connect(lambda: None)
    pulse.start(_LET_PYTHON_RUN_MS)
    desktop.show()
    try:
        return QApplication.exec()
    finally:
        pulse.stop()
        for request, handler in before.items():
            signal.signal(request, handler)
        desktop.close()
