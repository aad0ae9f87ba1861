"""A window that nobody does anything to: what was asked for is answered and shown, and nothing moves any more."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow

WAIT_MS: Final = 20_000
_STILL_MS: Final = 50
_CHAIN: Final = 3
"""How many answers may each lead to the next question."""


class LayoutCounter(QObject):
    """Counts how often anything asks to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, int] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.LayoutRequest:
            name = type(watched).__name__
            self.asked[name] = self.asked.get(name, 0) + 1
        return False


def come_to_rest(qtbot: QtBot, desktop: DesktopWindow) -> None:
    """Wait until all answers of the records are shown, and until nothing has asked to be laid out for a moment."""
    for _ in range(_CHAIN):
        back: list[object] = []
        desktop._records.run("wait", lambda: None, back.append, back.append)
        qtbot.waitUntil(lambda back=back: bool(back), timeout=WAIT_MS)
    counter = LayoutCounter()
    application = QApplication.instance()
    application.installEventFilter(counter)
    try:
        for _ in range(20):  # a layout that never rests is for `test_coming_to_rest` to find
            counter.asked.clear()
            qtbot.wait(_STILL_MS)
            if not counter.asked:
                return
    finally:
        application.removeEventFilter(counter)
