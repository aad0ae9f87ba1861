"""How every command ends: done, or a sentence on the error stream and an exit code that a script can use."""

import logging
import sys
from collections.abc import Callable

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
        _say("Stopped. What was finished before is kept; no half-written file was left.")
        return ExitCode.CANCELLED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain about it once more while it ends.
        sys.stdout = None
        return ExitCode.DONE
    except Exception:
        logger.exception("A command ended in a way that it never should.")
        _say("Something went wrong inside the program. What was finished before is kept, and the log has the details.")
        return ExitCode.BUG


def _tell(error: KnownError) -> None:
    for line in (error.what, error.kept, error.remedy):
        if line:
            _say(line)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
