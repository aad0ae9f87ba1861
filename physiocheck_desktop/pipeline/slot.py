"""A place for one value where the newest wins and what it replaced is counted."""

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class NewestSlot(Generic[T]):
    """Hands the newest value from one thread to another; an older one not yet taken is replaced and counted."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._value: T | None = None
        self._replaced = 0
        self._closed = False

    @property
    def replaced(self) -> int:
        """How many values were replaced before anybody took them."""
        with self._changed:
            return self._replaced

    def put(self, value: T) -> None:
        """Offer a value; ignored once the slot is closed."""
        with self._changed:
            if self._closed:
                return
            if self._value is not None:
                self._replaced += 1
            self._value = value
            self._changed.notify()

    def take(self, timeout_s: float | None = 0.0) -> T | None:
        """Return the value and empty the slot; None when nothing came within the time or the slot was closed.

        Args:
            timeout_s: Seconds to wait; 0 does not wait, None waits until a value comes or the slot is closed.
        """
        with self._changed:
            if timeout_s != 0.0:
                self._changed.wait_for(lambda: self._value is not None or self._closed, timeout_s)
            value, self._value = self._value, None
            return value

    def close(self) -> None:
        """Wake whoever waits and take nothing more; a value already there can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
