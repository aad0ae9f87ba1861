"""Sending the mails that wait: each by one workstation, again after growing pauses, and not for ever."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from threading import Event
from typing import Final

from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import MailError
from physiocheck_desktop.domain.mail import Letter, MailKind, OutgoingMail
from physiocheck_desktop.services.codes import code_digest, new_code
from physiocheck_desktop.services.mail_ports import Mailer, MailWriter
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

logger = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=10)
"""For how long a mail is whose who begins to send it: longer than that takes where the server is slow, and long enough
for the clocks of two workstations to differ by some minutes."""
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
MAX_TRIES: Final = 12
"""With the pauses between them, some 27 hours."""
SHORTEST_USE: Final = timedelta(minutes=5)
"""A code that is worth something for less than that is not sent any more."""
REMEMBERED: Final = timedelta(days=30)
"""For so long it is kept what became of a mail, without what it said."""


class _Settled(Enum):
    """What became of a mail that was due without a try to send it."""

    TO_NOBODY = "to nobody"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class MailRound:
    """What became of all mails that were due.

    Attributes:
        sent: How many the server took.
        postponed: How many are tried again later.
        given_up: How many are never sent.
        trouble: Why the last one did not go, None where it did.
    """

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
    trouble: MailError | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A mail that is ours to send, whom to, and what its template needs."""

    mail: OutgoingMail
    account: Account
    parameters: Mapping[str, str]


class MailDelivery:
    """Sends what is due; may be called from any thread, from one at a time.

    A mail that is sent twice would take a workstation that is cut off between the server's yes and the database's, and
    stays so for `LEASE`; both copies have the same identifier then, by which mail programs know them.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        mailer: Mailer,
        writer: MailWriter,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._mailer = mailer
        self._writer = writer
        self._now = now
        self._sent_unmarked: list[tuple[OutgoingMail, datetime]] = []
        self._stopped = Event()

    def deliver_due(self) -> MailRound:
        """Send each mail that is due, once; end where the server takes none.

        Raises:
            StorageError: The database cannot be read or written.
        """
        self._mark_sent()
        done = MailRound()
        while not self._stopped.is_set():
            taken = self._take()
            if taken is None:
                break
            if taken is _Settled.GIVEN_UP:
                done = replace(done, given_up=done.given_up + 1)
            elif isinstance(taken, _Taken):
                done = self._sent(taken, done)
            if done.trouble is not None and done.trouble.hits_all:
                break
        self._forget()
        return done

    def stop(self) -> None:
        """End what is going on at once, and begin nothing any more; what was not sent waits for the next start."""
        self._stopped.set()
        self._mailer.abort()

    @repeatable
    def _take(self) -> _Taken | _Settled | None:
        """Return a mail that is due and ours from now on; or that it never is to be sent; None where none is due."""
        now = self._now()
        with self._unit_of_work() as uow:
            mail = uow.mails.claim(now, now + LEASE)
            if mail is None:
                return None
            taken = self._settled(uow, mail, now)
            uow.commit()
        return taken

    def _settled(self, uow: UnitOfWork, mail: OutgoingMail, now: datetime) -> _Taken | _Settled:
        if mail.user_id is None:
            uow.mails.drop(mail.id)
            return _Settled.TO_NOBODY
        account = uow.accounts.find(mail.user_id)
        if account is None or account.disabled_at is not None:
            return _given_up(uow, mail, now, "no_account")
        if mail.expires_at is not None and mail.expires_at - now < SHORTEST_USE:
            return _given_up(uow, mail, now, "too_late")
        if mail.tries > MAX_TRIES:  # whoever tried last was ended in the midst of it
            return _given_up(uow, mail, now, "too_often")
        if mail.kind is not MailKind.PASSWORD_RESET or mail.expires_at is None:
            return _Taken(mail, account, mail.parameters)
        code = new_code()
        uow.accounts.keep_reset(account.user_id, code_digest(code), mail.expires_at)
        minutes = int((mail.expires_at - now).total_seconds() // 60.0)
        return _Taken(mail, account, {"code": code, "minutes": str(minutes)})

    def _sent(self, taken: _Taken, done: MailRound) -> MailRound:
        mail, account, now = taken.mail, taken.account, self._now()
        try:
            written = self._writer.write(mail.kind, account.display_name, taken.parameters)
            letter = Letter(id=mail.id, email=account.email, name=account.display_name, written=written, at=now)
            self._mailer.send(letter)
        except MailError as error:
            logger.warning("A mail was not sent at its try %d: %s", mail.tries, error.code)
            if error.passes and mail.tries < MAX_TRIES:
                self._postpone(mail, error.code)
                return replace(done, postponed=done.postponed + 1, trouble=error)
            self._give_up(mail, error.code)
            return replace(done, given_up=done.given_up + 1, trouble=error)
        self._sent_unmarked.append((mail, now))
        self._mark_sent()
        return replace(done, sent=done.sent + 1, trouble=None)

    @repeatable
    def _mark_sent(self) -> None:
        """Keep what was sent, also what could not be kept when it was."""
        if self._sent_unmarked:
            with self._unit_of_work() as uow:
                for mail, at in self._sent_unmarked:
                    uow.mails.mark_sent(mail.id, mail.tries, at)
                uow.commit()
            self._sent_unmarked.clear()

    @repeatable
    def _postpone(self, mail: OutgoingMail, fault: str) -> None:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (mail.tries - 1))
        with self._unit_of_work() as uow:
            uow.mails.postpone(mail.id, mail.tries, self._now() + pause, fault)
            uow.commit()

    @repeatable
    def _give_up(self, mail: OutgoingMail, fault: str) -> None:
        with self._unit_of_work() as uow:
            _given_up(uow, mail, self._now(), fault)
            uow.commit()

    @repeatable
    def _forget(self) -> None:
        with self._unit_of_work() as uow:
            uow.mails.forget(self._now() - REMEMBERED)
            uow.commit()


def _given_up(uow: UnitOfWork, mail: OutgoingMail, at: datetime, fault: str) -> _Settled:
    logger.warning("A mail is given up after %d tries: %s", mail.tries, fault)
    uow.mails.give_up(mail.id, mail.tries, at, fault)
    return _Settled.GIVEN_UP
