"""Telling people what happened to what is theirs, in the unit of work in which it happens."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.mail import MailKind, OutgoingMail
from physiocheck_desktop.domain.notification import Notification, NotificationKind, NotificationPreferences
from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.services.ports import UnitOfWork

_IN_EVERY_MAIL: Final[Mapping[NotificationKind, tuple[str, ...]]] = MappingProxyType(
    {NotificationKind.VERIFICATION_RESULT: ("result",)}
)
_IN_MAILS_OF_WHO_CHOSE_IT: Final = ("exercise", "repetitions", "score")


def notify(
    uow: UnitOfWork,
    user_id: UUID,
    kind: NotificationKind,
    at: datetime,
    *,
    subject_id: UUID,
    about_id: UUID | None = None,
    words: Mapping[str, str] | None = None,
) -> None:
    """Tell somebody something, and by e-mail too where they chose that; kept with what it is about, or not at all.

    Nobody is told who has been erased. A mail says that something waits, and nothing of health unless who gets it chose
    that.

    Args:
        uow: The unit of work that does what is told.
        user_id: Who is told.
        kind: What it is.
        at: When it happens, UTC.
        subject_id: The record it is about.
        about_id: Who else it is about.
        words: What else is to be told; see `Notification`.
    """
    if uow.erasures.carried_out_of({user_id}):
        return
    told = Notification(
        id=uuid4(),
        user_id=user_id,
        kind=kind,
        subject_id=subject_id,
        created_at=at,
        about_id=about_id,
        words=words or {},
    )
    uow.notifications.add(told)
    if not uow.mails.is_open:
        return
    preferences = uow.notifications.preferences(user_id)
    if kind in preferences.by_email:
        uow.mails.add(_mail(told, preferences))


def application_waits(uow: UnitOfWork, physician_id: UUID, at: datetime) -> None:
    """Tell the administrators that a physician asks to be verified."""
    for administrator in uow.accounts.administrators():
        notify(
            uow,
            administrator,
            NotificationKind.APPLICATION_WAITING,
            at,
            subject_id=physician_id,
            about_id=physician_id,
        )


def session_finished(uow: UnitOfWork, ended: SessionRecord, at: datetime) -> None:
    """Tell a patient what a session came to."""
    words = {"exercise": ended.exercise_name, "repetitions": str(ended.repetition_count)}
    if ended.score is not None:
        words["score"] = f"{ended.score.total:.0f}"
    notify(uow, ended.patient_id, NotificationKind.SESSION_SUMMARY, at, subject_id=ended.id, words=words)


def alert_of_pain(uow: UnitOfWork, patient_id: UUID, report_id: UUID, at: datetime) -> None:
    """Tell the physicians who treat a patient that the patient reported pain.

    Where it hurts and how much they read in the report, for as long as they treat the patient.

    Args:
        uow: The unit of work that keeps the report.
        patient_id: Who reported it.
        report_id: The report.
        at: When, UTC.
    """
    _tell_treating(uow, patient_id, NotificationKind.PAIN_ALERT, report_id, at)


def suggestion_waits(uow: UnitOfWork, patient_id: UUID, suggestion_id: UUID, at: datetime, *, actor_id: UUID) -> None:
    """Tell who decides on it that a suggestion waits: who treats the patient, or else the patient.

    Whoever drew it sees it already.
    """
    kind = NotificationKind.SUGGESTION_WAITING
    if uow.subscriptions.has_physician(patient_id):
        _tell_treating(uow, patient_id, kind, suggestion_id, at, but=actor_id)
    elif patient_id != actor_id:
        notify(uow, patient_id, kind, at, subject_id=suggestion_id)


def _tell_treating(
    uow: UnitOfWork, patient_id: UUID, kind: NotificationKind, subject_id: UUID, at: datetime, but: UUID | None = None
) -> None:
    treating: Collection[UUID] = uow.subscriptions.physicians_of(patient_id, at)
    for physician in treating:
        if physician != but:
            notify(uow, physician, kind, at, subject_id=subject_id, about_id=patient_id)


def _mail(told: Notification, preferences: NotificationPreferences) -> OutgoingMail:
    names = _IN_EVERY_MAIL.get(told.kind, ())
    if told.kind is NotificationKind.SESSION_SUMMARY and preferences.details_in_email:
        names = _IN_MAILS_OF_WHO_CHOSE_IT
    return OutgoingMail(
        id=uuid4(),
        user_id=told.user_id,
        kind=MailKind(told.kind.value),
        parameters={name: told.words[name] for name in names if name in told.words},
        created_at=told.created_at,
        next_try_at=told.created_at,
    )
