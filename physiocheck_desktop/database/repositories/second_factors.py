"""Second factors as rows of `second_factors` and `recovery_codes`."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import RecoveryCodeRow, SecondFactorRow
from physiocheck_desktop.domain.account import SecondFactor


class SqlSecondFactorRepository:
    """The second factors of one unit of work; see `services.account_ports.SecondFactorRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def find(self, user_id: UUID) -> SecondFactor | None:
        """Return an account's second factor, confirmed or not; nobody else uses it meanwhile."""
        query = select(SecondFactorRow).where(SecondFactorRow.user_id == user_id)
        row = self._session.scalar(
            query if self._read_only else query.with_for_update(), execution_options={"populate_existing": True}
        )
        return None if row is None else SecondFactor(row.secret, row.confirmed_at, row.last_step)

    def add(self, user_id: UUID, secret: str) -> None:
        """Keep a second factor that is not confirmed yet."""
        self._session.add(SecondFactorRow(user_id=user_id, secret=secret, confirmed_at=None, last_step=0))
        self._session.flush()

    def confirm(self, user_id: UUID, at: datetime, step: int) -> None:
        """Mark it as confirmed, by the code of a step."""
        self._session.execute(
            update(SecondFactorRow).where(SecondFactorRow.user_id == user_id).values(confirmed_at=at, last_step=step)
        )

    def use_step(self, user_id: UUID, step: int) -> None:
        """Keep that the code of a step was used."""
        self._session.execute(update(SecondFactorRow).where(SecondFactorRow.user_id == user_id).values(last_step=step))

    def drop(self, user_id: UUID) -> None:
        """Let there be no second factor and no recovery codes."""
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))
        self._session.execute(delete(SecondFactorRow).where(SecondFactorRow.user_id == user_id))

    def keep_recovery_codes(self, user_id: UUID, digests: frozenset[str]) -> None:
        """Keep recovery codes in place of those there were."""
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))
        self._session.add_all(RecoveryCodeRow(user_id=user_id, digest=digest) for digest in digests)
        self._session.flush()

    def recovery_codes(self, user_id: UUID) -> frozenset[str]:
        """Return the digests of the recovery codes that were not used."""
        query = select(RecoveryCodeRow.digest).where(RecoveryCodeRow.user_id == user_id)
        return frozenset(self._session.scalars(query))

    def use_recovery_code(self, user_id: UUID, digest: str) -> bool:
        """Let a recovery code be worth nothing any more; returns whether it was worth anything."""
        used = self._session.execute(
            delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id, RecoveryCodeRow.digest == digest)
        )
        return cast("CursorResult[Any]", used).rowcount == 1
