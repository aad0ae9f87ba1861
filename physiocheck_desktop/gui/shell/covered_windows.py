"""Hides what stands in front of the window while its person is away, and brings back what is left of it."""

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget


class CoveredWindows(QObject):
    """Dialogs and whatever else is a window beside the main one.

    They live on while they are hidden: a form is answered and closes, a dialog deletes itself. What has ended is not
    brought back.
    """

    def __init__(self, window: QWidget) -> None:
        """Hide nothing yet.

        Args:
            window: The main window, which stays.
        """
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []

    def cover(self) -> None:
        """Hide all windows but the main one.

        A dialog that a function waits for, such as the choice of a file, is left instead: hiding it ends the waiting,
        so that nobody would hear its answer.
        """
        self._close_popups()
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or not widget.isVisible():
                continue
            if isinstance(widget, QDialog):
                if widget.windowModality() is Qt.WindowModality.ApplicationModal:
                    widget.reject()
                    continue
                widget.finished.connect(self._note_finished)
            self._hidden.append(widget)
            widget.hide()

    def bring_back(self) -> None:
        """Show again what was hidden and has not ended meanwhile."""
        for widget in self._take():
            widget.show()

    def drop(self) -> None:
        """Leave what was hidden, as somebody does who closes it: what it was still doing is given up."""
        for widget in self._take():
            if isinstance(widget, QDialog):
                # One that is not seen would be closed without a word to whoever waits for it, and may hold back others.
                widget.done(QDialog.DialogCode.Rejected)
            else:
                widget.close()

    def _take(self) -> list[QWidget]:
        """Return what was hidden and is still there, and know of it no more."""
        there = [widget for widget in self._hidden if shiboken6.isValid(widget)]
        self._hidden.clear()
        for widget in there:
            if isinstance(widget, QDialog):
                widget.finished.disconnect(self._note_finished)
        return there

    def _note_finished(self, _: int) -> None:
        ended = self.sender()
        self._hidden = [widget for widget in self._hidden if widget is not ended]

    @staticmethod
    def _close_popups() -> None:
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
