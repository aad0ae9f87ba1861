"""Runs a named operation of a service off the GUI thread and brings its result, or its error, back to it."""

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal

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


@dataclass(frozen=True, slots=True)
class _Operation:
    name: str
    run: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    changes: frozenset[RecordKind]
    audience: int


class Background(QObject):
    """One thread that does one operation after another, in the order in which they were asked for.

    Writing a session needs that order. What may hang (looking for cameras) gets a background of its own. The thread is
    a daemon: an operation that never returns does not keep the program from ending.

    Signals:
        changed: The `RecordKind` that an operation, or somebody else, has changed; pages that show such records look
            again.
    """

    changed = Signal(object)
    _returned = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[_Operation | None] = queue.SimpleQueue()
        self._audience = 0
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
        self._queue.put(_Operation(name, operation, on_done, on_error, frozenset(changes), self._audience))

    def tell_changed(self, kinds: Iterable[RecordKind]) -> None:
        """Say that somebody else has changed such records, as on another computer; pages that show them look again."""
        for kind in kinds:
            self.changed.emit(kind)

    def forget_listeners(self) -> None:
        """Bring nothing back any more of what was asked for until now, because who asked is gone; it is still done."""
        self._audience += 1

    def stop(self, wait_s: float) -> bool:
        """Finish what was asked for, take nothing more, and say whether all was done within the time."""
        self._queue.put(_END)
        self._thread.join(wait_s)
        if self._thread.is_alive():
            logger.error("The background thread %s has not ended in time.", self._thread.name)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (operation := self._queue.get()) is not _END:
            try:
                result = operation.run()
            except Exception as error:  # noqa: BLE001 - the worker's one handler; handed to who asked
                logger.warning("%s failed: %s", operation.name, type(error).__name__)  # its sentence may name a file
                self._returned.emit(operation, None, error)
            else:
                self._returned.emit(operation, result, None)
                del result
            # What the operation holds is let go in the GUI thread, not here whenever the next one comes.
            del operation

    def _bring_back(self, operation: _Operation, result: object, error: Exception | None) -> None:
        is_heard = operation.audience == self._audience
        if error is not None:
            if is_heard:
                operation.on_error(error)
            return
        if is_heard:
            operation.on_done(result)
        for kind in operation.changes:
            self.changed.emit(kind)
