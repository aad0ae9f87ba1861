"""The one place where errors end that nobody caught: written to the log, and told in a dialog."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from physiocheck_desktop.gui.problem_report import write_last_report

logger = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class ErrorDesk(QObject):
    """Takes over Python's hooks for uncaught errors, in this thread and in others, and Qt's own messages.

    Qt goes on after all of its messages but a fatal one, so that they are for the log; a fatal one ends the program as
    soon as it was heard, so that a report is written there and then.

    Signals:
        reported: The error, in the GUI thread; the window tells it.
    """

    reported = Signal(object)

    def __init__(self, parent: QObject | None = None, data_folder: Path | None = None) -> None:
        """Take over the hooks.

        Args:
            parent: Owns it.
            data_folder: Where a report of a fatal message is written; nowhere where it is None.
        """
        super().__init__(parent)
        self._data_folder = data_folder
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        self._before_qt = qInstallMessageHandler(self._take_qt_message)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._before_qt)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        logger.error("An error that nobody caught", exc_info=(kind, error, trace))
        self.reported.emit(error)

    def _take_from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._take(args.exc_type, args.exc_value, args.exc_traceback)

    def _take_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
        if kind is QtMsgType.QtFatalMsg and self._data_folder is not None:
            write_last_report(self._data_folder, f"Qt: {message}")
