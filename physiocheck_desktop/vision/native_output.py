"""Keep what native libraries write straight to the console out of people's sight, and in the log."""

import logging
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

logger = logging.getLogger(__name__)

_STDERR: Final = 2
_CHATTER: Final = re.compile(
    r"""^(?:
        [IW]\d{4}\ \d\d:\d\d:\d+\.\d+\ .*      # absl: information and warnings, never errors
        | WARNING:\ All\ log\ messages\ before\ absl::InitializeLog.*
        | INFO:\ Created\ TensorFlow\ Lite.*
        )$""",
    re.VERBOSE,
)


class _HeldStderr:
    """The process's file descriptor 2, led into a temporary file for as long as at least one thread wants it quiet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._real = -1
        self._held: BinaryIO | None = None

    def hold(self) -> None:
        """Lead standard error away, if nobody has yet; without a console there is nothing to lead away."""
        with self._lock:
            self._holders += 1
            if self._holders > 1:
                return
            try:
                self._real = os.dup(_STDERR)
            except OSError:
                return
            self._held = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the last holder's `release`
            _flush_stderr()
            os.dup2(self._held.fileno(), _STDERR)

    def release(self) -> None:
        """Bring standard error back when the last holder leaves, and pass on what was not chatter."""
        with self._lock:
            self._holders -= 1
            if self._holders or self._held is None:
                return
            held, self._held = self._held, None
            _flush_stderr()
            os.dup2(self._real, _STDERR)
            os.close(self._real)
            with held:
                held.seek(0)
                content = held.read()
        _pass_on(content)


_held_stderr: Final = _HeldStderr()


@contextmanager
def quiet_native_output(*, wanted: bool = True) -> Iterator[None]:
    """Hold back the process's standard error meanwhile; known chatter goes to the log, all else is passed on after.

    MediaPipe and TFLite write to file descriptor 2 and offer no switch for it. Whatever does not look like their
    chatter, such as an error of our own from another thread, reaches the real standard error unchanged.

    Args:
        wanted: Hold back nothing where False.
    """
    if not wanted:
        yield
        return
    _held_stderr.hold()
    try:
        yield
    finally:
        _held_stderr.release()


def _flush_stderr() -> None:
    if sys.stderr is not None:
        sys.stderr.flush()


def _pass_on(content: bytes) -> None:
    """Log known chatter; write everything else to standard error."""
    for line in content.splitlines(keepends=True):
        text = line.decode("utf-8", errors="replace").rstrip()
        if _CHATTER.match(text):
            logger.debug("native: %s", text)
        elif text:
            os.write(_STDERR, line)
