"""Runs a named operation of a service off the GUI thread and brings its result, or its error, back to it."""

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.errors import PassingStorageError
from physiocheck_desktop.services.retrying import asking_once

logger = logging.getLogger(__name__)

T = TypeVar("T")

_END: Final = None


class RecordKind(StrEnum):
    """Kinds of records that pages show; an operation that changes some says so, and pages that show them look again."""

    ACCOUNT = "account"
    APPOINTMENT = "appointment"
    EXERCISE = "exercise"
    FILE = "file"
    MESSAGE = "message"
    NOTIFICATION = "notification"
    PLAN = "plan"
    PROFILE = "profile"
    SESSION = "session"
    SUBSCRIPTION = "subscription"
    SUGGESTION = "suggestion"
    VERIFICATION = "verification"


class LookUp:
    """Something that was asked for and changes nothing, so that it can be given up."""

    def __init__(self) -> None:
        self._is_wanted = True

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for the answer; may be asked from any thread."""
        return self._is_wanted

    def give_up(self) -> None:
        """Want no answer any more: none comes, and what has not begun is not done."""
        self._is_wanted = False


@dataclass(slots=True)
class _Operation:
    name: str
    run: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    changes: frozenset[RecordKind]
    audience: int
    look_up: LookUp | None = None
    result: Any = None
    error: Exception | None = None


class Background(QObject):
    """One thread that does one operation after another, in the order in which they were asked for.

    Writing a session needs that order. What may hang (looking for cameras) gets a background of its own. The thread is
    a daemon: an operation that never returns does not keep the program from ending.

    Signals:
        changed: The `RecordKind` that an operation, or somebody else, has changed; pages that show such records look
            again.
    """

    changed = Signal(object)
    _returned = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._under_way: dict[int, _Operation] = {}  # held here, so that what they hold of pages is let go here as well
        self._numbers = count()
        self._audience = 0
        self._ends = False
        self._returned.connect(self._bring_back)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        name: str,
        operation: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        *,
        changes: Iterable[RecordKind] = (),
    ) -> None:
        """Do an operation in the background and call back in the GUI thread.

        Args:
            name: What it is, for the log.
            operation: What to do; runs in the background thread.
            on_done: Takes its result.
            on_error: Takes what it raised.
            changes: Which kinds of records it changes, for `changed`.
        """
        self._ask_for(_Operation(name, operation, on_done, on_error, frozenset(changes), self._audience))

    def look_up(
        self, name: str, operation: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> LookUp:
        """Look something up that nobody misses who does not wait for the answer any more; else like `run`.

        Where the last one found the database away, this one asks it once, so that what waits behind it does not wait
        for a server again and again.

        Args:
            name: What it is, for the log.
            operation: Asks, and changes nothing that anybody relies on; runs in the background thread.
            on_done: Takes the answer.
            on_error: Takes what it raised.

        Returns:
            What gives it up.
        """
        asked = LookUp()
        self._ask_for(_Operation(name, operation, on_done, on_error, frozenset(), self._audience, asked))
        return asked

    def tell_changed(self, kinds: Iterable[RecordKind]) -> None:
        """Say that somebody else has changed such records, as on another computer; pages that show them look again."""
        for kind in kinds:
            self.changed.emit(kind)

    def forget_listeners(self) -> None:
        """Bring nothing back any more of what was asked for until now, because who asked is gone.

        It is still done, but for what was only to be looked up.
        """
        self._audience += 1

    def stop(self, wait_s: float) -> bool:
        """Finish what was asked for, take nothing more, and say whether all was done within the time.

        What was only to be looked up is not begun any more.
        """
        self._ends = True
        self._queue.put(_END)
        self._thread.join(wait_s)
        if self._thread.is_alive():
            logger.error("The background thread %s has not ended in time.", self._thread.name)
        return not self._thread.is_alive()

    def _ask_for(self, operation: _Operation) -> None:
        number = next(self._numbers)
        self._under_way[number] = operation
        self._queue.put(number)

    def _work(self) -> None:
        is_away = False
        while (number := self._queue.get()) is not _END:
            is_away = self._do(number, is_away=is_away)
            with suppress(RuntimeError) if self._ends else nullcontext():
                self._returned.emit(number)  # whoever left it behind when the window closed is gone by now

    def _do(self, number: int, *, is_away: bool) -> bool:
        """Do it unless nobody wants it, and return whether the database is known to be away after it.

        What looks nothing up may touch no database, so that its success tells nothing.
        """
        operation = self._under_way[number]
        is_look_up = operation.look_up is not None
        try:
            if is_look_up and (self._ends or not self._is_heard(operation)):
                return is_away
            with asking_once(once=is_look_up and is_away):
                operation.result = operation.run()
        except Exception as error:  # noqa: BLE001 - the worker's one handler; handed to who asked
            logger.warning("%s failed: %s", operation.name, type(error).__name__)  # its sentence may name a file
            operation.error = error
            if isinstance(error, PassingStorageError):
                return True
        finally:
            del operation  # the error has this frame, and would keep it in a circle
        return is_away and not is_look_up

    def _is_heard(self, operation: _Operation) -> bool:
        """Whether who asked is still there and wants the answer."""
        is_wanted = operation.look_up is None or operation.look_up.is_wanted
        return is_wanted and operation.audience == self._audience

    def _bring_back(self, number: int) -> None:
        operation = self._under_way.pop(number)
        is_heard = self._is_heard(operation)
        if operation.error is not None:
            if is_heard:
                operation.on_error(operation.error)
            return
        if is_heard:
            operation.on_done(operation.result)
        for kind in operation.changes:
            self.changed.emit(kind)
