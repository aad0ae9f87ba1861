"""Keep what native libraries write straight to the console out of people's sight, and in the log."""

import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

logger = logging.getLogger(__name__)

_STDERR: Final = 2
_CHATTER: Final = re.compile(
    r"""^(?:
        [IW]\d{4}\ \d\d:\d\d:\d+\.\d+\ .*      # absl: information and warnings, never errors
        | WARNING:\ All\ log\ messages\ before\ absl::InitializeLog.*
        | INFO:\ Created\ TensorFlow\ Lite.*
        | \[\ ?(?:WARN|INFO|DEBUG|ERROR):\d+@.*  # OpenCV: a camera that does not open is told by our own error
    )$""",
    re.VERBOSE,
)


@contextmanager
def quiet_native_output() -> Iterator[None]:
    """Hold back the process's standard error meanwhile; known chatter goes to the log, all else is passed on after.

    MediaPipe, TFLite and OpenCV write to file descriptor 2 and offer no switch for it. Whatever does not look like
    their chatter, such as an error of our own from another thread, reaches the real standard error unchanged.
    """
    try:
        real = os.dup(_STDERR)
    except OSError:  # a windowed process without a console has nothing to keep quiet
        yield
        return
    try:
        with tempfile.TemporaryFile() as held:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(held.fileno(), _STDERR)
            try:
                yield
            finally:
                if sys.stderr is not None:
                    sys.stderr.flush()
                os.dup2(real, _STDERR)
                held.seek(0)
                _pass_on(held.read(), real)
    finally:
        os.close(real)


def _pass_on(content: bytes, real: int) -> None:
    """Log known chatter; write everything else to the real standard error."""
    for line in content.splitlines(keepends=True):
        text = line.decode("utf-8", errors="replace").rstrip()
        if _CHATTER.match(text):
            logger.debug("native: %s", text)
        elif text:
            os.write(real, line)
