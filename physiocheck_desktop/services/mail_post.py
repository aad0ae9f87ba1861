"""The thread that sends waiting mails for as long as the program runs."""

import logging
from threading import Event, Thread
from typing import Final

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.services.mail_delivery import MailDelivery

logger = logging.getLogger(__name__)

PAUSE_S: Final = 30.0
LAST_SECONDS: Final = 3.0


class MailPost:
    """Sends what is due every half minute, in a thread of its own."""

    def __init__(self, delivery: MailDelivery, pause_s: float = PAUSE_S) -> None:
        """Make one that does not run yet.

        Args:
            delivery: Sends what is due.
            pause_s: Seconds between two looks.
        """
        self._delivery = delivery
        self._pause_s = pause_s
        self._stopping = Event()
        self._thread = Thread(target=self._work, name="mail", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop, in the midst of a mail too, which is sent at the next start then; may be called more than once."""
        self._stopping.set()
        self._delivery.stop()
        if self._thread.is_alive():
            self._thread.join(LAST_SECONDS)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._delivery.deliver_due()
            except KnownError as error:
                logger.warning("Mails wait: %s", type(error).__name__)
            except Exception:
                logger.exception("Sending mails went wrong in a way that it never should; it is tried again.")
            self._stopping.wait(self._pause_s)
