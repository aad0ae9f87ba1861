"""Looks whether the sign-in of who has the window still holds, and throws nobody out of a session."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.domain.account import SignIn
from physiocheck_desktop.domain.errors import AccessError, LockedError
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.sessions import utc_now

ASK_MS: Final = 5 * 60 * 1000
"""How often the clinic is asked, and told that its person is there."""
_CLOCK_MS: Final = 5_000
"""How often the clock is looked at; a timer of twelve hours would not count those for which the computer sleeps."""


class SignInWatch(QObject):
    """Watches one sign-in at a time: by the clock until it ends, and by the database whether it was ended elsewhere.

    While the person is not to be disturbed, in a session and at its summary, nothing happens; right after it both are
    looked at. What is done meanwhile is recorded in the person's name like anything else.

    Signals:
        locked: It was locked elsewhere.
        over: It has ended; with what is said of it.
    """

    locked = Signal()
    over = Signal(str)

    def __init__(
        self, front_door: FrontDoor, records: Background, is_undisturbed: Callable[[], bool], parent: QObject
    ) -> None:
        """Watch nobody yet.

        Args:
            front_door: Knows the sign-ins.
            records: Where to ask.
            is_undisturbed: Whether the person is not to be disturbed now.
            parent: Owns it.
        """
        super().__init__(parent)
        self._front_door, self._records, self._is_undisturbed = front_door, records, is_undisturbed
        self._sign_in: SignIn | None = None
        self._was_undisturbed = False
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self.look_at_clock)

    def begin(self, sign_in: SignIn) -> None:
        """Watch a sign-in."""
        self._sign_in, self._was_undisturbed = sign_in, False
        self._clock.start()

    def end(self) -> None:
        """Watch nobody."""
        self._sign_in = None
        self._clock.stop()

    def look_at_clock(self) -> None:
        """Say that the sign-in is over where its time is, and ask for it where the person was not to be disturbed."""
        was_undisturbed, self._was_undisturbed = self._was_undisturbed, self._is_undisturbed()
        if self._sign_in is None or self._was_undisturbed:
            return
        if utc_now() >= self._sign_in.expires_at:
            words = self.tr("A sign-in holds for 12 hours, and yours has ended. What you have done is kept.")
            self.over.emit(words)
        elif was_undisturbed:
            self.ask()

    def ask(self) -> None:
        """Ask whether it still holds, as where an administrator may have ended it."""
        sign_in = self._sign_in
        if sign_in is not None and not self._is_undisturbed():
            self._records.look_up(
                "look whether the sign-in holds",
                lambda: self._front_door.resume(sign_in.token),
                lambda _: None,
                self._take_ended,
            )

    def _take_ended(self, error: Exception) -> None:
        if isinstance(error, LockedError):
            self.locked.emit()
        elif isinstance(error, AccessError) and self._sign_in is not None and not self._is_undisturbed():
            self.over.emit(" ".join(filter(None, error_sentences(error))))
