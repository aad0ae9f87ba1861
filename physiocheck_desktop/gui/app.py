"""Opens the window on a finished application and runs it until it is closed."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.choice_desk import ChoiceDesk
from physiocheck_desktop.gui.collecting import WindowCollector
from physiocheck_desktop.gui.context import Person, WindowContext
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.gui.errors import ErrorDesk
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.one_instance import OneInstance
from physiocheck_desktop.gui.options import PersonAtStart, WindowOptions
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.problem_report import take_untold
from physiocheck_desktop.gui.remembered import Remembered
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.shell.reception import Reception
from physiocheck_desktop.gui.shell.session_flow import SessionFlow
from physiocheck_desktop.gui.shell.watched_sources import WatchedSources
from physiocheck_desktop.gui.shell.workspace import Workspace
from physiocheck_desktop.gui.theme.keeper import ThemeKeeper
from physiocheck_desktop.gui.theme.moving import choose_movement
from physiocheck_desktop.gui.translation import Translation
from physiocheck_desktop.gui.voice.threaded import ThreadedVoice
from physiocheck_desktop.gui.voice.voice import Voice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.choices import Choice

__all__ = ["DesktopWindow", "PersonAtStart", "WindowOptions", "only_window", "run_window"]

_LAST_SAVE_S: Final = 8.0
_LEAVE_DEVICES_S: Final = 0.1
_LOAD_CHARTS_AFTER_MS: Final = 250
"""Enough that the first page is seen; who comes to a chart before waits for it there."""
_LET_PYTHON_RUN_MS: Final = 200
_REQUESTS_TO_END: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class DesktopWindow(QObject):
    """The window with all that belongs to it, without the loop that runs it.

    Attributes:
        window: The main window.
        flow: What leads from page to page.
        reception: Who has the window.
        choices: What was chosen for the window.
        theme: Light or dark.
        translation: Which language it speaks.
        errors: Where errors end that nobody caught.
    """

    def __init__(
        self,
        application: Application,
        options: WindowOptions | None = None,
        patience: Patience | None = None,
        voice: Voice | None = None,
    ) -> None:
        qt = QApplication.instance() or QApplication(sys.argv[:1])
        if not isinstance(qt, QApplication):
            raise TypeError("A window needs a QApplication.")
        super().__init__()
        self._collector = WindowCollector(self)
        options = options or WindowOptions()
        qt.setApplicationName("PhysioCheck")
        qt.setApplicationDisplayName("PhysioCheck Desktop")
        self.translation = Translation(qt)
        self._options = options
        self.errors = ErrorDesk(self, application.data_folder)
        self._data_folder = application.data_folder
        self._remembered = Remembered(self._data_folder)
        self._watched = WatchedSources(options.source)
        self._records = Background("records", self)
        self.choices = ChoiceDesk(application.choices, self._records, self)
        chosen = self.choices.current
        self.translation.speak(options.language or chosen.language)
        self.theme = ThemeKeeper(qt, options.theme or chosen.theme, options.text_percent or chosen.text_percent, self)
        choose_movement(chosen.movement)
        self._recording = Background("recording", self)
        self._devices = Background("devices", self)
        self._farewells = Background("signing out", self)
        self._delivery = DeliveryWatch(application.delivery, self)
        self._voice = voice or ThreadedVoice(parent=self)
        self.window = MainWindow(application.data_folder, is_sample=application.is_sample)
        self.flow = SessionFlow(self.window, quit_after_summary=options.quit_after_summary)
        self.errors.reported.connect(self.window.tell)
        means = WindowContext(
            application=application,
            person=Person(actor=application.actor, exercises=application.exercises),
            records=self._records,
            recording=self._recording,
            delivery=self._delivery,
            devices=self._devices,
            choices=self.choices,
            patience=patience or Patience(),
            voice=self._voice,
        )
        if (geometry := self._remembered.geometry) is not None:
            self.window.restoreGeometry(geometry)
        self.window.closing.connect(self._remember)
        self.choices.changed.connect(self._apply)
        self.choices.failed.connect(self._tell)
        self.reception = Reception(self.window, self.flow, means, self._farewells, qt)
        self.reception.entered.connect(self._enter)
        if options.person is PersonAtStart.COMPUTER:
            self.reception.let_in_without_account()
            self._choose()

    def show(self) -> None:
        """Show the window, and begin a session where that was asked for."""
        self.window.show()
        if self._options.person is PersonAtStart.ASK:
            self.reception.ask()
        elif self._options.start_at_once:
            self.flow.start(self._plan_at_once())
        elif self._options.exercise is not None:
            self.flow.go(PageKey.EXERCISE)
        else:
            self.flow.go(self.window.workspace.first)
        if self.choices.trouble is not None:
            self._tell(self.choices.trouble)
        self._tell_last_fault()
        QTimer.singleShot(_LOAD_CHARTS_AFTER_MS, self, drawing.load_soon)

    def close(self) -> None:
        """End what runs, let what is to be saved be saved, and give the hooks back."""
        self.window.close_at_once()
        self.reception.close()
        self._recording.stop(_LAST_SAVE_S)
        self._records.stop(_LAST_SAVE_S)
        self._farewells.stop(_LAST_SAVE_S)
        self._delivery.close()
        self._voice.close()
        self._devices.stop(_LEAVE_DEVICES_S)
        for background in (self._recording, self._records, self._farewells, self._devices):
            background.forget_listeners()  # what was done last is on its way back to pages that are about to be gone
        self.errors.close()
        self.translation.silence()

    def _enter(self, workspace: Workspace) -> None:
        """Lead who has the window from now on to the first page."""
        self._watched.follow(workspace)
        workspace.navigation.theme_wanted.connect(self._toggle_theme)
        if self.window.isVisible():
            self.flow.go(workspace.first)

    def _toggle_theme(self) -> None:
        if self.choices.fixed_by(Choice.THEME):
            self.theme.toggle()  # for as long as the window is open
        else:
            self.choices.choose(Choice.THEME, self.theme.other.value)

    def _apply(self, choice: Choice) -> None:
        """Let what was chosen hold at once."""
        chosen = self.choices.current
        if choice is Choice.THEME:
            self.theme.choose(chosen.theme)
        elif choice is Choice.TEXT_PERCENT:
            QTimer.singleShot(0, self, self._scale_text)
        elif choice is Choice.MOVEMENT:
            choose_movement(chosen.movement)
        elif choice is Choice.LANGUAGE:
            # What is asked here may be asked by a list that is about to be made anew itself.
            QTimer.singleShot(0, self, self._speak)

    def _speak(self) -> None:
        self.translation.speak(self.choices.current.language)
        self._make_anew(Choice.LANGUAGE)

    def _scale_text(self) -> None:
        self.theme.scale_text(self.choices.current.text_percent)
        self._make_anew(Choice.TEXT_PERCENT)

    def _make_anew(self, choice: Choice) -> None:
        """Make all that is shown anew as was chosen, but for a session that runs; who chose stands where they were."""
        if self.flow.session_runs:
            return
        shown = self.window.page
        if self.window.somebody_is_there:
            self._watched.remember(self.window.workspace)
        self.reception.make_anew()
        if shown is not None:
            self.flow.go(shown, choice)

    def _tell(self, error: Exception) -> None:
        self.window.toasts.say(" ".join(filter(None, error_sentences(error))))

    def _tell_last_fault(self) -> None:
        """Say that a fault ended the program the last time, which it could not say itself."""
        report = take_untold(self._data_folder)
        if report is not None:
            words = self.tr(
                "The last time, a fault ended the program. What was done until then is kept. A report is in {file}."
            )
            self.window.toasts.say(words.format(file=report))

    def _remember(self) -> None:
        self._remembered.geometry = self.window.saveGeometry()
        self._remembered.write()

    def _choose(self) -> None:
        page, options = self.window.exercise, self._options
        if options.exercise is not None:
            page.choose(options.exercise)
        if options.repetitions is not None:
            page.repetitions.set_value(options.repetitions)

    def _plan_at_once(self) -> SessionPlan:
        plan = self.window.exercise.plan()
        return SessionPlan(plan.definition, plan.repetitions, plan.source, get_ready=False)


@contextmanager
def only_window(data_folder: Path) -> Iterator[OneInstance | None]:
    """Give the hold on the one window of a data folder; None where another start has it, whose window comes in front.

    To be asked before the application is built: two would write into one journal.
    """
    instance = OneInstance(data_folder)
    if not instance.claim():
        instance.call()
        yield None
        return
    try:
        yield instance
    finally:
        instance.release()


def run_window(
    application: Application, options: WindowOptions | None = None, instance: OneInstance | None = None
) -> int:
    """Open the window and return when it is closed, with the exit code of the process.

    Args:
        application: The wired application; whoever made it closes it afterwards.
        options: How the window begins.
        instance: The hold on the one window, which tells of further starts.
    """
    desktop = DesktopWindow(application, options)
    if instance is not None:
        instance.called.connect(desktop.window.bring_to_front)
        instance.watch()
    # Ctrl+C in the terminal, or a computer that shuts down, closes the window like its button does, but asks nothing:
    # nobody may be there to answer. Python sees the signal when it runs next, which in an idle window is at the next
    # call of the timer.
    requests = [getattr(signal, name) for name in _REQUESTS_TO_END if hasattr(signal, name)]
    heard = [request for request in requests if signal.getsignal(request) is not signal.SIG_IGN]
    before = {request: signal.signal(request, lambda *_: desktop.window.close_at_once()) for request in heard}
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
        desktop.window.deleteLater()
