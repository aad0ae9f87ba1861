"""One window a user and data folder: a second start brings the first window to the front and ends."""

import os
from contextlib import suppress
from pathlib import Path
from time import time_ns

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from physiocheck_desktop.gui.remembered import window_folder


class OneInstance(QObject):
    """Holds the data folder's window while the program runs; what a crash leaves behind holds nothing.

    Signals:
        called: Another start wants this window in front.
    """

    called = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = window_folder(data_folder)
        self._call = folder / "call"
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "lock"))
        self._lock.setStaleLockTime(0)  # a window may be open for days; who is dead is told by the process's number
        self._watcher: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """Return whether this start has the window; where the folder cannot be written, every start has."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        with suppress(OSError):
            self._write_call()
        return True

    def watch(self) -> None:
        """Tell of further starts from now on; not before there is a QApplication, without which Qt watches nothing."""
        self._watcher = QFileSystemWatcher([str(self._call)], self)
        self._watcher.fileChanged.connect(lambda _: self.called.emit())

    def call(self) -> None:
        """Ask the start that has the window to bring it to the front."""
        with suppress(OSError):
            self._write_call()

    def release(self) -> None:
        """Let the next start have it."""
        self._watcher = None
        self._lock.unlock()

    def _write_call(self) -> None:
        # Written in place: a file put in its place would not be watched any more.
        with os.fdopen(os.open(self._call, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(str(time_ns()))
