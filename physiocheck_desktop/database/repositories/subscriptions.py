"""Subscriptions as rows of `subscriptions`."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from physiocheck_desktop.database.tables import CredentialRow, PhysicianRow, SubscriptionRow, UserRow
from physiocheck_desktop.domain.people import Verification
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState

_Patient = aliased(UserRow)
_Physician = aliased(UserRow)


class SqlSubscriptionRepository:
    """The subscriptions of one unit of work; see `services.care_ports.SubscriptionRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def is_verified(self, physician_id: UUID) -> bool:
        """Whether this is a physician whom the clinic has verified and not shut out."""
        query = select(PhysicianRow.user_id).where(PhysicianRow.user_id == physician_id, *acts_for_the_clinic())
        return self._session.scalar(query) is not None

    def lets_in(self, physician_id: UUID, patient_id: UUID, at: datetime) -> bool:
        """Whether a physician is verified and has a patient's subscription that was approved by then and not ended."""
        return (
            self._session.scalar(_let_in(physician_id, at).where(SubscriptionRow.patient_id == patient_id)) is not None
        )

    def patients_of(self, physician_id: UUID, at: datetime) -> frozenset[UUID]:
        """Return the patients in whose records a physician is let at a moment; see `lets_in`."""
        return frozenset(self._session.scalars(_let_in(physician_id, at)))

    def physicians_of(self, patient_id: UUID, at: datetime) -> tuple[UUID, ...]:
        """Return the physicians who are let in to a patient's records at a moment."""
        approved = (
            select(SubscriptionRow.physician_id)
            .join(PhysicianRow, PhysicianRow.user_id == SubscriptionRow.physician_id)
            .where(
                SubscriptionRow.patient_id == patient_id,
                SubscriptionRow.state == SubscriptionState.APPROVED,
                SubscriptionRow.answered_at <= at,
                *acts_for_the_clinic(),
            )
            .order_by(SubscriptionRow.physician_id)
        )
        return tuple(self._session.scalars(approved))

    def has_physician(self, patient_id: UUID) -> bool:
        """Whether any physician takes care of a patient now, and acts for the clinic."""
        approved = (
            select(SubscriptionRow.id)
            .join(PhysicianRow, PhysicianRow.user_id == SubscriptionRow.physician_id)
            .where(
                SubscriptionRow.patient_id == patient_id,
                SubscriptionRow.state == SubscriptionState.APPROVED,
                *acts_for_the_clinic(),
            )
        )
        return self._session.scalar(approved.limit(1)) is not None

    def ask(
        self, subscription_id: UUID, patient_id: UUID, physician_id: UUID, request: str, at: datetime
    ) -> tuple[UUID, bool]:
        """Ask for a subscription under an identifier, where the pair has no open one.

        Returns:
            The identifier of the pair's open subscription, and whether it was asked for just now.
        """
        found = self._open_between(patient_id, physician_id)
        if found is not None:
            return found, False
        row = SubscriptionRow(
            id=subscription_id,
            patient_id=patient_id,
            physician_id=physician_id,
            state=SubscriptionState.ASKED,
            open_mark=True,
            asked_at=at,
            request=request,
            answer="",
            farewell="",
        )
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            # The patient asked on two workstations at once, and the other one was quicker.
            found = self._open_between(patient_id, physician_id)
            if found is None:
                raise
            return found, False
        return row.id, True

    def find(self, subscription_id: UUID) -> Subscription | None:
        """Return a subscription, None where there is none; nobody else changes it meanwhile."""
        query = _subscriptions().where(SubscriptionRow.id == subscription_id)
        found = self._session.execute(
            query if self._read_only else query.with_for_update(of=SubscriptionRow),
            execution_options={"populate_existing": True},
        ).one_or_none()
        return None if found is None else _from_row(found)

    def of(
        self, user_id: UUID, states: Collection[SubscriptionState], limit: int, offset: int
    ) -> tuple[Subscription, ...]:
        """Return the subscriptions in which somebody is the patient or the physician, newest request first."""
        query = (
            _subscriptions()
            .where(or_(SubscriptionRow.patient_id == user_id, SubscriptionRow.physician_id == user_id))
            .where(SubscriptionRow.state.in_(states))
            .order_by(SubscriptionRow.asked_at.desc(), SubscriptionRow.id)
            .limit(limit)
            .offset(offset)
        )
        return tuple(_from_row(row) for row in self._session.execute(query))

    def answer(self, subscription_id: UUID, state: SubscriptionState, answer: str, at: datetime) -> None:
        """Mark a subscription as approved or declined."""
        self._session.execute(
            update(SubscriptionRow)
            .where(SubscriptionRow.id == subscription_id)
            .values(state=state, open_mark=True if state.is_open else None, answer=answer, answered_at=at)
        )

    def end(self, subscription_id: UUID, ended_by: UUID, farewell: str, at: datetime) -> None:
        """Mark a subscription as ended."""
        self._session.execute(
            update(SubscriptionRow)
            .where(SubscriptionRow.id == subscription_id)
            .values(state=SubscriptionState.ENDED, open_mark=None, ended_by=ended_by, farewell=farewell, ended_at=at)
        )

    def _open_between(self, patient_id: UUID, physician_id: UUID) -> UUID | None:
        return self._session.scalar(
            select(SubscriptionRow.id).where(
                SubscriptionRow.patient_id == patient_id,
                SubscriptionRow.physician_id == physician_id,
                SubscriptionRow.open_mark.is_not(None),
            )
        )


def acts_for_the_clinic() -> tuple[ColumnElement[bool], ...]:
    """Return what must be true of a physician: verified, and not shut out since they signed in."""
    shut_out = exists().where(CredentialRow.user_id == PhysicianRow.user_id, CredentialRow.disabled_at.is_not(None))
    return PhysicianRow.verification == Verification.VERIFIED, ~shut_out


def _let_in(physician_id: UUID, at: datetime) -> Select[UUID]:
    """Return the query for the patients whose subscription lets a physician in."""
    return (
        select(SubscriptionRow.patient_id)
        .join(PhysicianRow, PhysicianRow.user_id == SubscriptionRow.physician_id)
        .where(
            SubscriptionRow.physician_id == physician_id,
            SubscriptionRow.state == SubscriptionState.APPROVED,
            SubscriptionRow.answered_at <= at,
            *acts_for_the_clinic(),
        )
    )


def _subscriptions() -> Select[SubscriptionRow, str, str]:
    return (
        select(SubscriptionRow, _Patient.display_name, _Physician.display_name)
        .join(_Patient, _Patient.id == SubscriptionRow.patient_id)
        .join(_Physician, _Physician.id == SubscriptionRow.physician_id)
    )


def _from_row(found: Row[SubscriptionRow, str, str]) -> Subscription:
    row, patient_name, physician_name = found
    return Subscription(
        id=row.id,
        patient_id=row.patient_id,
        patient_name=patient_name,
        physician_id=row.physician_id,
        physician_name=physician_name,
        state=row.state,
        asked_at=row.asked_at,
        request=row.request,
        answered_at=row.answered_at,
        answer=row.answer,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        farewell=row.farewell,
    )
