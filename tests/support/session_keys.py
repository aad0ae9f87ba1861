"""What a person's fingers do in a session."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.theme.active import design


def look_first(qtbot: QtBot) -> None:
    """Let a moment go by, as a person does who sees what a key has done before pressing it again."""
    qtbot.wait(design().motion.debounce + 50)


def stop_session(qtbot: QtBot, window: MainWindow) -> None:
    """Stop a session in which something was done: the Esc key, and yes to the question."""
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
