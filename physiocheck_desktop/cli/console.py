"""The standard output of the commands: text as it is, and a sentence where it cannot be written."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Final, TextIO

from rich.console import Console

from physiocheck_desktop.domain.errors import StorageError

_NARROWEST: Final = 40
"""Columns below which no table can be read; a narrower terminal breaks the lines itself."""


class OutputConsole(Console):
    """Prints text as it is: a name with brackets in it is no markup."""

    def __init__(self) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, quiet=sys.stdout is None)
        self.width = max(self.width, _NARROWEST)

    def on_broken_pipe(self) -> None:
        """Let the command end as any other whose reader has gone, instead of ending the process from here."""
        raise BrokenPipeError


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Give the standard output to write to, and see to it that what was written has arrived.

    Raises:
        StorageError: There is none, or it cannot be written to.
        BrokenPipeError: Whoever read it has gone.
    """
    if sys.stdout is None:
        raise StorageError("There is no standard output to write to.", remedy="Name a file instead.")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_standard_output()
        raise StorageError(
            f"The standard output cannot be written: {error.strerror or error}.",
            remedy="Lead it somewhere else, or make room there.",
        ) from error


@contextmanager
def output_console() -> Iterator[Console]:
    """Give a console to print on for people; without a standard output, nobody is there to read it.

    Raises:
        StorageError: The standard output cannot be written to.
        BrokenPipeError: Whoever read it has gone.
    """
    with nullcontext() if sys.stdout is None else standard_output():
        yield OutputConsole()


def leave_standard_output() -> None:
    """Lead what is still to be written nowhere, or Python complains about it once more while it ends."""
    _lead_nowhere(sys.__stdout__)


def leave_standard_error_where_it_is_full() -> None:
    """Lead nowhere what standard error does not take, or Python ends with an exit code of its own for it."""
    try:
        if sys.__stderr__ is not None:
            sys.__stderr__.flush()
    except OSError:
        _lead_nowhere(sys.__stderr__)


def _lead_nowhere(stream: TextIO | None) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno() if stream else nowhere)
    os.close(nowhere)
