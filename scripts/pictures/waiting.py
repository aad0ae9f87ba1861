"""Lets a window work while a picture is waited for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

WAIT_S = 60.0
LOOK_EACH_S = 0.02


def wait(seconds: float) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_until(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds.

    Raises:
        TimeoutError: It never did.
    """
    for _ in range(round(WAIT_S / LOOK_EACH_S)):
        if holds():
            QApplication.processEvents()
            return
        wait(LOOK_EACH_S)
    raise TimeoutError("The screen that was waited for did not come.")
