"""What the people of a made-up clinic were told, and read on most days."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from made_clinic.care import Care
from made_clinic.exercising import DoneSession
from made_clinic.people import People
from made_clinic.size import Clinic, new_id
from physiocheck_desktop.database.tables import NotificationRow, PainReportRow, SuggestionRow
from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.domain.session import SessionState

_READ_SHARE: Final = 0.9
_READ_WITHIN: Final = timedelta(days=4)


def session_summaries(
    clinic: Clinic, done: Sequence[DoneSession], names: Mapping[str, str]
) -> Iterator[NotificationRow]:
    """Yield what patients were told of each session that they finished."""
    chances = clinic.chances("summaries")
    for each in done:
        if each.state is SessionState.FINISHED:
            words = {"exercise": names[each.key], "repetitions": str(each.repetitions)}
            if each.repetitions:
                words["score"] = f"{60.0 + 38.0 * each.quality:.0f}"
            patient_id = each.care.patient.id
            yield _told(
                clinic, chances, patient_id, NotificationKind.SESSION_SUMMARY, each.ended_at, each.id, words=words
            )


def care_notices(
    clinic: Clinic, people: People, care: Sequence[Care], suggestions: Sequence[SuggestionRow]
) -> Iterator[NotificationRow]:
    """Yield what people were told of who treats whom, of plans and suggestions, and of physicians who applied."""
    chances = clinic.chances("notices")
    physicians = {each.patient.id: each.physician for each in care}
    for each in care:
        patient_id = each.patient.id
        if each.physician is None:
            continue
        physician_id, asked_at = each.physician.id, each.patient.joined
        yield _told(
            clinic,
            chances,
            physician_id,
            NotificationKind.SUBSCRIPTION_ASKED,
            asked_at,
            patient_id,
            about_id=patient_id,
        )
        yield _told(
            clinic,
            chances,
            patient_id,
            NotificationKind.SUBSCRIPTION_ANSWERED,
            asked_at + timedelta(hours=5),
            physician_id,
            about_id=physician_id,
            words={"answer": "approved"},
        )
        for assigned in each.asked:
            words = {"change": "published", "title": assigned.title}
            at, plan_id = assigned.published_at, assigned.plan_id
            yield _told(clinic, chances, patient_id, NotificationKind.PLAN_CHANGED, at, plan_id, words=words)
    for suggestion in suggestions:
        physician = physicians[suggestion.patient_id]
        if physician is not None:
            yield _told(
                clinic,
                chances,
                physician.id,
                NotificationKind.SUGGESTION_WAITING,
                suggestion.proposed_at,
                suggestion.id,
                about_id=suggestion.patient_id,
            )
    for applied in people.physicians:
        for administrator in people.administrators:
            yield _told(
                clinic,
                chances,
                administrator.id,
                NotificationKind.APPLICATION_WAITING,
                applied.joined,
                applied.id,
                about_id=applied.id,
            )


def pain_alerts(clinic: Clinic, care: Sequence[Care], reports: Sequence[PainReportRow]) -> Iterator[NotificationRow]:
    """Yield what physicians were told of pain that their patients reported while they treated them."""
    chances = clinic.chances("alerts")
    treated = {each.patient.id: each for each in care}
    for report in reports:
        one, at = treated[report.patient_id], report.reported_at
        if one.physician is not None and (one.ended_at is None or at < one.ended_at):
            patient_id, kind = report.patient_id, NotificationKind.PAIN_ALERT
            yield _told(clinic, chances, one.physician.id, kind, at, report.id, about_id=patient_id)


def _told(
    clinic: Clinic,
    chances: random.Random,
    user_id: UUID,
    kind: NotificationKind,
    at: datetime,
    subject_id: UUID,
    *,
    about_id: UUID | None = None,
    words: Mapping[str, str] | None = None,
) -> NotificationRow:
    read_at = at + _READ_WITHIN * chances.random()
    is_read = read_at < clinic.until and chances.random() < _READ_SHARE
    return NotificationRow(
        id=new_id(chances),
        user_id=user_id,
        kind=kind,
        subject_id=subject_id,
        about_id=about_id,
        words=dict(words or {}),
        created_at=at,
        read_at=read_at if is_read else None,
    )
