"""Whose pages are opened while a clinic is measured."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import ExerciseRow, PlanRow, SessionRow, SubscriptionRow, UserRow
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.subscription import SubscriptionState


@dataclass(frozen=True, slots=True)
class Cast:
    """Whose pages are opened in one round.

    Attributes:
        patient: Any patient in treatment.
        physician: Who treats that patient.
        busiest: The patient with most sessions.
        busiest_physician: The physician with most patients.
        exercise: An exercise of the busiest patient's.
        words: A word in its name.
        sessions: How many those are.
        administrator: Who keeps the accounts.
        session_id: A session of the patient's.
        plan_id: A plan of the patient's.
        day: A day on which the patient exercised, UTC.
    """

    patient: Actor
    physician: Actor
    busiest: Actor
    busiest_physician: Actor
    exercise: str
    words: str
    sessions: int
    administrator: Actor
    session_id: UUID
    plan_id: UUID
    day: datetime


def choose_casts(engine: Engine, rounds: int, seed: int) -> list[Cast]:
    """Return whose pages are opened in so many rounds, others in each."""
    chances = random.Random(seed)  # noqa: S311
    with Session(engine) as session:
        treated = session.execute(
            select(SubscriptionRow.patient_id, SubscriptionRow.physician_id)
            .join(SessionRow, SessionRow.patient_id == SubscriptionRow.patient_id)
            .where(SubscriptionRow.state == SubscriptionState.APPROVED)
            .distinct()
            .order_by(SubscriptionRow.patient_id)
        ).all()
        count = func.count()
        busiest, most = session.execute(
            select(SessionRow.patient_id, count).group_by(SessionRow.patient_id).order_by(count.desc()).limit(1)
        ).one()
        exercise, name = session.execute(
            select(ExerciseRow.key, SessionRow.exercise_name)
            .join(ExerciseRow, ExerciseRow.id == SessionRow.exercise_id)
            .where(SessionRow.patient_id == busiest)
            .limit(1)
        ).one()
        busiest_physician = session.scalars(
            select(SubscriptionRow.physician_id)
            .where(SubscriptionRow.state == SubscriptionState.APPROVED)
            .group_by(SubscriptionRow.physician_id)
            .order_by(count.desc())
            .limit(1)
        ).one()
        administrator = session.scalars(select(UserRow.id).where(UserRow.role == Role.ADMINISTRATOR).limit(1)).one()
        chosen = [chances.choice(treated) for _ in range(rounds)]
        return [
            Cast(
                patient=Actor(patient, Role.PATIENT),
                physician=Actor(physician, Role.PHYSICIAN),
                busiest=Actor(busiest, Role.PATIENT),
                busiest_physician=Actor(busiest_physician, Role.PHYSICIAN),
                exercise=exercise,
                words=name.split()[-1].lower(),
                sessions=most,
                administrator=Actor(administrator, Role.ADMINISTRATOR),
                **_records_of(session, patient),
            )
            for patient, physician in chosen
        ]


def _records_of(session: Session, patient: UUID) -> dict[str, Any]:
    found = session.execute(
        select(SessionRow.id, SessionRow.started_at).where(SessionRow.patient_id == patient).limit(1)
    ).one()
    plan_id = session.scalars(select(PlanRow.id).where(PlanRow.patient_id == patient).limit(1)).one()
    day = found.started_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return {"session_id": found.id, "plan_id": plan_id, "day": day}
