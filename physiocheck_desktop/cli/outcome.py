"""How every command ends: done, or a sentence on the error stream and an exit code that a script can use."""

import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from physiocheck_desktop.cli.console import leave_standard_output
from physiocheck_desktop.domain.errors import ExitCode, KnownError

logger = logging.getLogger(__name__)


def exit_code_of(command: Callable[[], int | None]) -> int:
    """Run a command and turn whatever it ends with into an exit code; no traceback reaches the screen."""
    try:
        return command() or ExitCode.DONE
    except KnownError as error:
        _tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        pass  # told below, when all that it interrupted has let go, standard error with it
    except BrokenPipeError:
        leave_standard_output()  # whoever read our output has gone
        return ExitCode.DONE
    except Exception:
        logger.exception("A command ended in a way that it never should.")
        _say("Something went wrong inside the program. What was finished before is kept, and the log has the details.")
        return ExitCode.BUG
    _say("Stopped. What was finished before is kept; no half-written file was left.")
    return ExitCode.CANCELLED


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let a request to end, as of a closing terminal or a computer that shuts down, end the block as Ctrl+C does."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    requests = [signal.Signals[name] for name in names]
    before = {request: signal.getsignal(request) for request in requests}
    heard = [request for request in requests if before[request] is not signal.SIG_IGN]
    for request in heard:
        signal.signal(request, _stop)
    try:
        yield
    finally:
        for request in heard:
            signal.signal(request, before[request] or signal.SIG_DFL)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a request to end wait until the block is done, so that what it opens is always closed or removed again."""
    waiting = list[int]()
    before = {
        request: signal.signal(request, lambda number, _: waiting.append(number))
        for request in signal.Signals
        if signal.getsignal(request) is _stop
    }
    try:
        yield
    finally:
        for request, handler in before.items():
            signal.signal(request, handler)
    if waiting:
        raise KeyboardInterrupt


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def _tell(error: KnownError) -> None:
    for line in (error.what, error.kept, error.remedy):
        if line:
            _say(line)


def _say(text: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):  # a script still gets the exit code where nobody can be told
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
