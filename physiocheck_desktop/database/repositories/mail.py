"""Mails that wait, as rows of `outgoing_mail`."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import OutgoingMailRow
from physiocheck_desktop.domain.mail import MailKind, OutgoingMail


class SqlMailQueue:
    """The mails of one unit of work; see `services.mail_ports.MailQueue`."""

    def __init__(self, session: Session, *, is_open: bool) -> None:
        self.is_open = is_open
        self._session = session

    def add(self, mail: OutgoingMail) -> None:
        """Keep a mail that is to be sent."""
        self._session.add(
            OutgoingMailRow(
                id=mail.id,
                user_id=mail.user_id,
                kind=mail.kind,
                parameters=dict(mail.parameters),
                created_at=mail.created_at,
                next_try_at=mail.next_try_at,
                tries=mail.tries,
                expires_at=mail.expires_at,
            )
        )
        self._session.flush()

    def claim(self, now: datetime, until: datetime) -> OutgoingMail | None:
        """Return the mail that has been due longest, which nobody else gets before a moment; None where none is."""
        while True:
            query = select(OutgoingMailRow).where(OutgoingMailRow.next_try_at <= now)
            row = self._session.scalar(
                query.order_by(OutgoingMailRow.next_try_at, OutgoingMailRow.id).limit(1),
                execution_options={"populate_existing": True},
            )
            if row is None:
                return None
            mine = _from_row(row, until)
            # Somebody else may have read the same row: whoever comes second finds it changed, and takes the next one.
            if self._change(row.id, row.tries, next_try_at=until, tries=mine.tries):
                return mine

    def mark_sent(self, mail_id: UUID, tries: int, at: datetime) -> None:
        """Keep that a mail was sent, at whichever try."""
        self._change(mail_id, tries, parameters=None, next_try_at=None, sent_at=at, last_fault=None)

    def postpone(self, mail_id: UUID, tries: int, until: datetime, fault: str) -> None:
        """Keep that a try failed, and when the next one is."""
        self._change(mail_id, tries, next_try_at=until, last_fault=fault)

    def give_up(self, mail_id: UUID, tries: int, at: datetime, fault: str) -> None:
        """Keep that a mail is never sent, and why."""
        self._change(mail_id, tries, parameters=None, next_try_at=None, given_up_at=at, last_fault=fault)

    def replace(self, user_id: UUID | None, kind: MailKind, at: datetime) -> None:
        """Let those mails of a kind to somebody that still wait never be sent, because there is a newer one."""
        self._session.execute(
            update(OutgoingMailRow)
            .where(OutgoingMailRow.user_id == user_id, OutgoingMailRow.kind == kind, _waits())
            .values(parameters=None, next_try_at=None, given_up_at=at, last_fault="replaced")
        )

    def drop(self, mail_id: UUID) -> None:
        """Forget a mail."""
        self._session.execute(delete(OutgoingMailRow).where(OutgoingMailRow.id == mail_id))

    def forget(self, before: datetime) -> None:
        """Forget what became of mails, where that was before a moment."""
        ended = or_(OutgoingMailRow.sent_at < before, OutgoingMailRow.given_up_at < before)
        self._session.execute(delete(OutgoingMailRow).where(ended))

    def _change(self, mail_id: UUID, at_try: int, **values: object) -> bool:
        """Change a mail that waits and that nobody has taken since; returns whether that was so."""
        statement = (
            update(OutgoingMailRow)
            .where(OutgoingMailRow.id == mail_id, OutgoingMailRow.tries == at_try, _waits())
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        return cast("CursorResult[Any]", self._session.execute(statement)).rowcount == 1


def _waits() -> ColumnElement[bool]:
    return OutgoingMailRow.parameters.is_not(None)


def _from_row(row: OutgoingMailRow, until: datetime) -> OutgoingMail:
    return OutgoingMail(
        id=row.id,
        user_id=row.user_id,
        kind=row.kind,
        parameters=row.parameters or {},
        created_at=row.created_at,
        next_try_at=until,
        tries=row.tries + 1,
        expires_at=row.expires_at,
    )
