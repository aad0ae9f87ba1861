"""The log: a rotating file that only its owner can read, without names or health data, and never on the screen."""

import copy
import io
import logging
import os
import time
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from physiocheck_desktop.config.paths import close_own_folder, make_private_folder
from physiocheck_desktop.config.sections import LogLevel

_LONGEST_BYTES: Final = 1_000_000
_KEPT_FILES: Final = 5
_OWNER_ONLY: Final = 0o600
_FORMAT: Final = "%(asctime)sZ %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"


class OwnerOnlyLogHandler(RotatingFileHandler):
    """A rotating log file with mode 0600 that keeps quiet when it cannot be written.

    A full disk must not put tracebacks of the log itself on a patient's screen; how many entries were lost is the
    first thing written when there is space again.
    """

    def __init__(self, path: Path) -> None:
        self._lost = 0
        super().__init__(path, maxBytes=_LONGEST_BYTES, backupCount=_KEPT_FILES, encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write an entry, preceded by the number of entries lost since the last one that could be written."""
        lost = self._lost
        if lost:
            text = f"{lost} entries before this one could not be written."
            super().emit(logging.LogRecord(__name__, logging.WARNING, __file__, 0, text, None, None))
            if self._lost > lost:
                # There is still no space: what was counted just now stands for the entry that was to follow.
                return
            self._lost = 0
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802  (the standard library's name)
        """Count an entry that could not be written."""
        self._lost += 1

    def _open(self) -> io.TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=_owner_only)


class NamelessFormatter(logging.Formatter):
    """Writes tracebacks without the errors' own words.

    What an error says may repeat a file's name, or a row of the database, and with it a patient's. Its type, its number
    and the lines it came through tell enough to find the fault.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry, without a traceback that another formatter left in the record."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(  # noqa: N802  (the standard library's name)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return the lines that an error came through, and those of the errors that led to it, oldest first."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            number = f" {error.errno}" if isinstance(error, OSError) and error.errno else ""
            parts.insert(0, "".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__ + number)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich led to\n".join(parts)


class NoLogHandler(logging.NullHandler):
    """Takes the log file's place where that cannot be written, so that nothing goes to the screen instead."""


def start_logging(file: Path, level: LogLevel = LogLevel.INFO) -> Path | None:
    """Send everything that is logged, warnings of Python included, to a file and nowhere else.

    Returns:
        The file; None where it cannot be written, in which case nothing is logged: a program that can still measure
        a movement is not stopped for want of a log.
    """
    root = logging.getLogger()
    stop_logging()
    logging.captureWarnings(capture=True)
    root.setLevel(level.upper())
    try:
        make_private_folder(file.parent)
        handler: logging.Handler = OwnerOnlyLogHandler(file)
    except OSError:
        root.addHandler(NoLogHandler())
        return None
    formatter = NamelessFormatter(_FORMAT, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    _close_to_others(file)
    return file


def stop_logging() -> None:
    """Close the log file; what is logged after it goes nowhere until logging is started again."""
    root = logging.getLogger()
    for handler in [kept for kept in root.handlers if isinstance(kept, OwnerOnlyLogHandler | NoLogHandler)]:
        root.removeHandler(handler)
        handler.close()
    logging.captureWarnings(capture=False)


def _close_to_others(file: Path) -> None:
    """Take other accounts' rights from the log's folder and from files that an earlier version has left open."""
    close_own_folder(file.parent)
    if os.name != "nt":
        with suppress(OSError):
            for each in file.parent.glob(f"{file.name}*"):
                each.chmod(_OWNER_ONLY)


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)
