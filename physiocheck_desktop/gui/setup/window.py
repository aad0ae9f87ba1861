"""The window of the first start: opens before there is a database, and closes when all is set up or nothing is."""

import sys
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.collecting import WindowCollector
from physiocheck_desktop.gui.one_instance import OneInstance
from physiocheck_desktop.gui.setup.assistant import Assistant
from physiocheck_desktop.gui.setup.camera_step import CameraMeans
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.keeper import ThemeKeeper
from physiocheck_desktop.gui.translation import OF_SYSTEM, Translation
from physiocheck_desktop.services.application import MotionTools
from physiocheck_desktop.services.choices import USUAL_TEXT_PERCENT
from physiocheck_desktop.services.first_start import FirstStart
from physiocheck_desktop.services.theme import Theme

_LAST_WORK_S: Final = 8.0
_LEAVE_DEVICES_S: Final = 0.1


class _Window(QMainWindow):
    """Says when it is closed.

    Signals:
        closed: It is about to close.
    """

    closed = Signal()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so, and close."""
        self.closed.emit()
        super().closeEvent(event)


class SetupWindow(QObject):
    """The window with its assistant, without the loop that runs it.

    Attributes:
        window: The window.
        assistant: What it shows.
        theme: Light or dark.
        translation: Which language it speaks.
        is_done: Whether all was kept.
    """

    def __init__(
        self,
        desk: FirstStart,
        tools: MotionTools,
        theme: Theme,
        patience: Patience | None = None,
        language: str = OF_SYSTEM,
        text_percent: int = USUAL_TEXT_PERCENT,
    ) -> None:
        qt = QApplication.instance() or QApplication(sys.argv[:1])
        if not isinstance(qt, QApplication):
            raise TypeError("A window needs a QApplication.")
        super().__init__()
        self._collector = WindowCollector(self)
        self.is_done = False
        self.theme = ThemeKeeper(qt, theme, text_percent, self)
        self.translation = Translation(qt)
        self.translation.speak(language)
        self._records = Background("setting up", self)
        self._devices = Background("devices", self)
        means = CameraMeans(
            list_cameras=tools.list_cameras,
            create_source=tools.create_source,
            default_source=tools.default_source,
            devices=self._devices,
            patience=patience or Patience(),
        )
        self.assistant = Assistant(self._records, desk, means)
        self.window = _Window()
        self.window.setWindowTitle(self.tr("Setting up PhysioCheck Desktop"))
        shape = design().shape
        self.window.setMinimumSize(shape.window_least_width, shape.window_least_height)
        self.window.resize(shape.window_width, shape.window_height)
        self.window.setCentralWidget(self.assistant)
        self.window.closed.connect(self.assistant.close_devices)
        self.assistant.done.connect(self._finish)
        self.assistant.cancelled.connect(self.window.close)

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def close(self) -> None:
        """Close the window, and let what is being kept be kept."""
        self.window.close()
        self._records.forget_listeners()
        self._devices.forget_listeners()
        self._records.stop(_LAST_WORK_S)
        self._devices.stop(_LEAVE_DEVICES_S)
        self.translation.silence()

    def _finish(self) -> None:
        self.is_done = True
        self.window.close()


def run_setup(
    desk: FirstStart,
    tools: MotionTools,
    theme: Theme,
    instance: OneInstance,
    language: str = OF_SYSTEM,
    text_percent: int = USUAL_TEXT_PERCENT,
) -> bool:
    """Show the assistant until it is closed, and say whether all was kept.

    Args:
        desk: Tries and keeps what is answered.
        tools: Has the cameras.
        theme: Light, dark or as the desktop.
        instance: The hold on the one window, which tells of further starts.
        language: Such as `de`, or `system`.
        text_percent: Size of text, per cent.
    """
    setup = SetupWindow(desk, tools, theme, language=language, text_percent=text_percent)
    instance.called.connect(setup.window.activateWindow)
    instance.watch()
    setup.show()
    try:
        QApplication.exec()
    finally:
        setup.close()
        setup.window.deleteLater()
        setup.deleteLater()
    return setup.is_done
