"""What the use cases around notifications and mails ask of a database, of a writer of letters and of a mail server."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.mail import Letter, MailKind, OutgoingMail, WrittenMail
from physiocheck_desktop.domain.notification import (
    Notification,
    NotificationKind,
    NotificationOrder,
    NotificationPreferences,
    NotificationSearch,
)


class NotificationRepository(Protocol):
    """What people are told, and what of it they want by e-mail too."""

    def add(self, notification: Notification) -> None:
        """Keep that somebody is told something."""

    def recipient(self, notification_id: UUID) -> UUID | None:
        """Return who is told something, None where there is no such notification."""

    def of(
        self,
        user_id: UUID,
        kinds: Collection[NotificationKind],
        limit: int,
        offset: int,
        *,
        unread_only: bool = False,
        search: NotificationSearch | None = None,
        order: NotificationOrder = NotificationOrder.NEWEST,
    ) -> tuple[Notification, ...]:
        """Return what somebody is told, of some kinds, in an order."""

    def unread_count(self, user_id: UUID, kinds: Collection[NotificationKind]) -> int:
        """Return how much of that was not read."""

    def mark_read(self, notification_id: UUID, at: datetime) -> None:
        """Keep when something was read first."""

    def mark_all_read(self, user_id: UUID, kinds: Collection[NotificationKind], at: datetime) -> None:
        """Keep that somebody has read all that they were told, of some kinds."""

    def preferences(self, user_id: UUID) -> NotificationPreferences:
        """Return what somebody wants to hear by e-mail too."""

    def keep_preferences(self, user_id: UUID, preferences: NotificationPreferences) -> None:
        """Keep that in place of what was chosen before."""


class MailQueue(Protocol):
    """Mails that wait; who sends one says at which try, so that whoever is too late changes nothing."""

    @property
    def is_open(self) -> bool:
        """Whether this clinic sends mail at all; where it does not, nothing is to be added."""

    def add(self, mail: OutgoingMail) -> None:
        """Keep a mail that is to be sent."""

    def claim(self, now: datetime, until: datetime) -> OutgoingMail | None:
        """Return the mail that has been due longest, which nobody else gets before a moment; None where none is."""

    def mark_sent(self, mail_id: UUID, tries: int, at: datetime) -> None:
        """Keep that a mail was sent, and nothing of what it said."""

    def postpone(self, mail_id: UUID, tries: int, until: datetime, fault: str) -> None:
        """Keep that a try failed, and when the next one is."""

    def give_up(self, mail_id: UUID, tries: int, at: datetime, fault: str) -> None:
        """Keep that a mail is never sent, and why, and nothing of what it would have said."""

    def replace(self, user_id: UUID | None, kind: MailKind, at: datetime) -> None:
        """Let those mails of a kind to somebody that still wait never be sent, because there is a newer one."""

    def drop(self, mail_id: UUID) -> None:
        """Forget a mail."""

    def forget(self, before: datetime) -> None:
        """Forget what became of mails, where that was before a moment."""


class MailWriter(Protocol):
    """Writes what a mail says."""

    def write(self, kind: MailKind, name: str, parameters: Mapping[str, str]) -> WrittenMail:
        """Return what a mail of a kind says to somebody.

        Args:
            kind: What it is about.
            name: Of the person.
            parameters: What else it needs to say.
        """


class Mailer(Protocol):
    """Hands letters to a mail server; may be called from any thread, from one at a time."""

    def send(self, letter: Letter) -> None:
        """Hand one over; when this returns the server has taken it.

        Raises:
            MailError: It has not.
        """

    def check(self) -> None:
        """Do all but hand something over: reach the server, make sure who it is, sign in.

        Raises:
            MailError: That did not go well.
        """

    def abort(self) -> None:
        """Let go of the server at once, in the midst of whatever is going on."""
