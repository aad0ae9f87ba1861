"""Erasures as rows of `erasures`, and what they do to all other tables."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from physiocheck_desktop.database.personal_data.erasing import erase_rows
from physiocheck_desktop.database.personal_data.ownership import known_person
from physiocheck_desktop.database.repositories.stored_files import file_of
from physiocheck_desktop.database.tables import (
    ErasureRow,
    PatientRow,
    PhysicianRow,
    StoredFileRow,
    SubscriptionRow,
    UserRow,
)
from physiocheck_desktop.domain.personal_data import Erasure
from physiocheck_desktop.domain.stored_file import StoredFile
from physiocheck_desktop.domain.subscription import SubscriptionState


class SqlErasureRepository:
    """The erasures of one unit of work; see `services.personal_data_ports.ErasureRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def find(self, user_id: UUID) -> Erasure | None:
        """Return what is asked for or was done, None where there is nothing; nobody else changes it meanwhile."""
        query = select(ErasureRow).where(ErasureRow.user_id == user_id)
        row = self._session.scalar(
            query if self._read_only else query.with_for_update(), execution_options={"populate_existing": True}
        )
        return None if row is None else _erasure(row)

    def add(self, erasure: Erasure) -> Erasure:
        """Keep that somebody is to be erased, and return what is kept: another's, who asked in the same moment."""
        row = ErasureRow(
            user_id=erasure.user_id,
            role=erasure.role,
            asked_by=erasure.asked_by,
            asked_at=erasure.asked_at,
            reason=erasure.reason,
            due_at=erasure.due_at,
        )
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            found = self.find(erasure.user_id)
            if found is None:
                raise
            return found
        return erasure

    def withdraw(self, user_id: UUID) -> None:
        """Let nobody be erased who has not been yet."""
        self._session.execute(
            delete(ErasureRow).where(ErasureRow.user_id == user_id, ErasureRow.carried_out_at.is_(None))
        )

    def page(self, limit: int, offset: int) -> tuple[Erasure, ...]:
        """Return all, newest first."""
        query = select(ErasureRow).order_by(ErasureRow.asked_at.desc(), ErasureRow.user_id)
        return tuple(_erasure(row) for row in self._session.scalars(query.limit(limit).offset(offset)))

    def due(self, at: datetime) -> tuple[UUID, ...]:
        """Return for whom something is to be done: erase, finish, or remove a record whose time is over."""
        query = select(ErasureRow.user_id).where(
            or_(
                and_(ErasureRow.carried_out_at.is_(None), ErasureRow.due_at <= at),
                and_(ErasureRow.carried_out_at.is_not(None), ErasureRow.finished_at.is_(None)),
                ErasureRow.kept_until <= at,
            )
        )
        return tuple(self._session.scalars(query.order_by(ErasureRow.due_at, ErasureRow.user_id)))

    def carried_out_of(self, user_ids: Collection[UUID]) -> frozenset[UUID]:
        """Return those of some people who have been erased."""
        query = select(ErasureRow.user_id).where(
            ErasureRow.user_id.in_(user_ids), ErasureRow.carried_out_at.is_not(None)
        )
        return frozenset(self._session.scalars(query))

    def hold(self, user_id: UUID) -> None:
        """Let nobody add anything to a person before this unit of work ends."""
        for key in (UserRow.id, PatientRow.user_id, PhysicianRow.user_id):
            self._session.execute(select(key).where(key == user_id).with_for_update())

    def end_care(self, user_id: UUID, at: datetime) -> datetime | None:
        """End all subscriptions of somebody, and return when the last one ended in which care was taken, if any."""
        theirs = or_(SubscriptionRow.patient_id == user_id, SubscriptionRow.physician_id == user_id)
        self._session.execute(
            update(SubscriptionRow)
            .where(theirs, SubscriptionRow.open_mark.is_not(None))
            .values(state=SubscriptionState.ENDED, open_mark=None, ended_by=user_id, ended_at=at)
        )
        cared = theirs & (SubscriptionRow.state == SubscriptionState.ENDED) & SubscriptionRow.answered_at.is_not(None)
        return self._session.scalar(select(func.max(SubscriptionRow.ended_at)).where(cared))

    def carry_out(self, erasure: Erasure) -> None:
        """Keep that somebody was erased; and whose the record is, where one is kept, before nothing tells any more."""
        row = self._session.get_one(ErasureRow, erasure.user_id)
        if erasure.kept_until is not None and row.carried_out_at is None:
            row.name = self._session.scalar(select(UserRow.display_name).where(UserRow.id == erasure.user_id))
            row.date_of_birth = self._session.scalar(
                select(PatientRow.date_of_birth).where(PatientRow.user_id == erasure.user_id)
            )
        row.carried_out_at = erasure.carried_out_at
        row.record_until = erasure.record_until
        row.kept_until = erasure.kept_until
        row.finished_at = None
        self._session.flush()
        self.erase(erasure)

    def erase(self, erasure: Erasure) -> None:
        """Remove and blank all that is to be; coming to the same however often it is done."""
        if erasure.carried_out_at is not None:
            person = known_person(self._session, erasure.user_id, erasure.role, erasure.record_until)
            erase_rows(self._session, person, erasure.carried_out_at)

    def files_left(self, user_id: UUID) -> tuple[StoredFile, ...]:
        """Return the files of somebody that stores may still have."""
        query = select(StoredFileRow).where(StoredFileRow.owner_id == user_id, StoredFileRow.erased_at.is_(None))
        return tuple(file_of(row) for row in self._session.scalars(query))

    def finish(self, user_id: UUID, at: datetime) -> None:
        """Keep that nothing is left to be removed."""
        self._session.execute(
            update(ErasureRow)
            .where(ErasureRow.user_id == user_id, ErasureRow.finished_at.is_(None))
            .values(finished_at=at)
        )


def _erasure(row: ErasureRow) -> Erasure:
    return Erasure(
        user_id=row.user_id,
        role=row.role,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        due_at=row.due_at,
        reason=row.reason,
        carried_out_at=row.carried_out_at,
        record_until=row.record_until,
        kept_until=row.kept_until,
        finished_at=row.finished_at,
    )
