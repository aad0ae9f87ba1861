"""Tries to sign in as rows of `sign_in_tries` and `known_origins`, counted in turn."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import KnownOriginRow, SignInTryRow, SignInTurnRow
from physiocheck_desktop.domain.account import Tries
from physiocheck_desktop.domain.errors import BugError

_THE_TURN: Final = 1


class SqlSignInTries:
    """The tries of one unit of work; see `services.account_ports.SignInTries`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_turn(self) -> None:
        """Wait for whoever counts tries just now, and let nobody count any until this unit of work ends."""
        turn = select(SignInTurnRow.id).where(SignInTurnRow.id == _THE_TURN).with_for_update()
        if self._session.scalar(turn) is None:
            raise BugError("The turn of who signs in is gone, so that tries cannot be counted.")

    def count(self, address_digest: str, origin_digest: str, at: datetime, lately: timedelta, day: timedelta) -> Tries:
        """Return the tries of two times before a moment.

        One that seems to come as long after it was made before the clock was set back, and is not counted.
        """
        at_address = SignInTryRow.address_digest == address_digest
        from_origin = SignInTryRow.origin_digest == origin_digest

        def count(time: timedelta, *which: ColumnElement[bool]) -> int:
            near = SignInTryRow.tried_at.between(at - time, at + time)
            query = select(func.count()).select_from(SignInTryRow).where(near, *which)
            return self._session.scalar(query) or 0

        known = exists().where(
            KnownOriginRow.address_digest == address_digest, KnownOriginRow.origin_digest == origin_digest
        )
        return Tries(
            here=count(lately, at_address, from_origin),
            here_today=count(day, at_address, from_origin),
            address_today=count(day, at_address),
            origin=count(lately, from_origin),
            is_known=bool(self._session.scalar(select(known))),
        )

    def has(self, try_id: UUID) -> bool:
        """Whether a try is kept."""
        return self._session.scalar(select(SignInTryRow.id).where(SignInTryRow.id == try_id)) is not None

    def add(self, try_id: UUID, address_digest: str, origin_digest: str, at: datetime) -> None:
        """Keep a try."""
        self._session.add(
            SignInTryRow(id=try_id, address_digest=address_digest, origin_digest=origin_digest, tried_at=at)
        )
        self._session.flush()

    def drop(self, try_id: UUID) -> None:
        """Forget one try; doing it again changes nothing."""
        self._session.execute(delete(SignInTryRow).where(SignInTryRow.id == try_id))

    def forget(self, address_digest: str, before: datetime) -> None:
        """Forget the tries at an address, and all that are older than a moment."""
        self._session.execute(
            delete(SignInTryRow).where(
                (SignInTryRow.address_digest == address_digest) | (SignInTryRow.tried_at < before)
            )
        )

    def know_origin(self, address_digest: str, origin_digest: str, at: datetime, before: datetime) -> None:
        """Keep that whoever an address belongs to has signed in from an origin; forget those of before a moment."""
        self._session.execute(delete(KnownOriginRow).where(KnownOriginRow.last_at < before))
        known = update(KnownOriginRow).where(
            KnownOriginRow.address_digest == address_digest, KnownOriginRow.origin_digest == origin_digest
        )
        if cast("CursorResult[Any]", self._session.execute(known.values(last_at=at))).rowcount:
            return
        # Whoever signs in twice in the same moment is known once.
        with suppress(IntegrityError), self._session.begin_nested():
            self._session.add(KnownOriginRow(address_digest=address_digest, origin_digest=origin_digest, last_at=at))
