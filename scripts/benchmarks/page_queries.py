"""How long each reading use case takes that a page of the window calls, on a clinic with two years of records."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import PlanRow, SessionRow, SubscriptionRow, UserRow
from physiocheck_desktop.domain.audit import AuditOutcome, AuditSearch
from physiocheck_desktop.domain.past_session import SessionOrder
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.session import SessionSearch, SessionState
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.audit import AuditService
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.services.todays_work import TodaysWorkService
from physiocheck_desktop.services.verification import VerificationService
from physiocheck_desktop.services.visits import VisitService

WARM_UP: Final = 3
_DAY: Final = timedelta(days=1)


class Desk:
    """All services on one database, at the moment at which the clinic stands.

    Attributes:
        now: That moment, UTC.
    """

    def __init__(self, database: Database, now: datetime) -> None:
        self.now = now
        begin, exercises = database.unit_of_work, ExerciseCatalogue(ready_made_exercises())

        def clock() -> datetime:
            return now

        self.sessions = SessionService(begin, clock)
        self.reading = SessionReadingService(begin, clock)
        self.visits = VisitService(begin, clock)
        self.progress = ProgressService(begin, clock, UTC)
        self.pain = PainReportService(begin, clock)
        self.subscriptions = SubscriptionService(begin, clock)
        self.plans = RehabPlanService(begin, exercises, clock, UTC)
        self.todays_work = TodaysWorkService(begin, clock, UTC)
        self.suggestions = SuggestionService(begin, exercises, clock)
        self.library = ExerciseLibraryService(begin, exercises, clock)
        self.profiles = ProfileService(begin, clock)
        self.accounts = AccountService(begin, PasswordHasher(4), clock)
        self.verification = VerificationService(begin, clock)
        self.audit = AuditService(begin)


@dataclass(frozen=True, slots=True)
class Cast:
    """Whose pages are opened in one round.

    Attributes:
        patient: Any patient in treatment.
        physician: Who treats that patient.
        busiest: The patient with most sessions.
        words: A word in the name of an exercise of that one's.
        sessions: How many those are.
        administrator: Who keeps the accounts.
        session_id: A session of the patient's.
        plan_id: A plan of the patient's.
        day: A day on which the patient exercised, UTC.
    """

    patient: Actor
    physician: Actor
    busiest: Actor
    words: str
    sessions: int
    administrator: Actor
    session_id: UUID
    plan_id: UUID
    day: datetime


Query = Callable[[Desk, Cast], Any]
_APPROVED: Final = frozenset({SubscriptionState.APPROVED})


def _on(cast: Cast) -> SessionSearch:
    return SessionSearch(words="-", since=cast.day, until=cast.day + _DAY)


def _week(desk: Desk) -> AuditSearch:
    return AuditSearch(since=desk.now - 200 * _DAY, until=desk.now - 193 * _DAY)


QUERIES: Final[Mapping[str, Query]] = {
    "history: first page": lambda desk, cast: desk.reading.history_of(cast.patient, cast.patient.user_id),
    "history: last page": lambda desk, cast: desk.reading.history_of(
        cast.busiest, cast.busiest.user_id, 50, max(0, cast.sessions - 50)
    ),
    "history: by words": lambda desk, cast: desk.reading.history_of(
        cast.busiest, cast.busiest.user_id, search=SessionSearch(cast.words)
    ),
    "history: by day": lambda desk, cast: desk.reading.history_of(cast.patient, cast.patient.user_id, search=_on(cast)),
    "history: by result": lambda desk, cast: desk.reading.history_of(
        cast.busiest, cast.busiest.user_id, search=SessionSearch("-", frozenset({SessionState.ABANDONED}))
    ),
    "history: of a patient": lambda desk, cast: desk.reading.history_of(cast.physician, cast.patient.user_id),
    "running: of all patients": lambda desk, cast: desk.reading.running(cast.physician),
    "running: of a patient": lambda desk, cast: desk.reading.running_of(cast.physician, cast.patient.user_id),
    "to be gone on with": lambda desk, cast: desk.reading.resumable(cast.patient),
    "visits": lambda desk, cast: desk.visits.visits(cast.physician, cast.patient.user_id),
    "pain reports": lambda desk, cast: desk.pain.pain_reports(cast.physician, cast.patient.user_id),
    "history: best score first": lambda desk, cast: desk.reading.history_of(
        cast.busiest, cast.busiest.user_id, order=SessionOrder.BEST_SCORE
    ),
    "progress: scores": lambda desk, cast: desk.progress.scores(cast.busiest, cast.busiest.user_id),
    "progress: ranges": lambda desk, cast: desk.progress.ranges(cast.busiest, cast.busiest.user_id),
    "progress: adherence of a year": lambda desk, cast: desk.progress.adherence(cast.busiest, cast.busiest.user_id, 53),
    "progress: errors": lambda desk, cast: desk.progress.errors(cast.busiest, cast.busiest.user_id),
    "progress: pain": lambda desk, cast: desk.progress.pain(cast.busiest, cast.busiest.user_id),
    "progress: standing": lambda desk, cast: desk.progress.standing(cast.busiest, cast.busiest.user_id),
    "session": lambda desk, cast: desk.reading.past(cast.patient, cast.session_id),
    "today’s work": lambda desk, cast: desk.todays_work.today(cast.patient, cast.patient.user_id).exercises,
    "today’s work: of a patient": lambda desk, cast: (
        desk.todays_work.today(cast.physician, cast.patient.user_id).exercises
    ),
    "own physicians": lambda desk, cast: desk.subscriptions.own(cast.patient),
    "patients of a physician": lambda desk, cast: desk.subscriptions.own(cast.physician, _APPROVED, 500),
    "find a physician": lambda desk, cast: desk.profiles.find_physicians(cast.patient, "clinic"),
    "profile: patient": lambda desk, cast: desk.profiles.patient(cast.physician, cast.patient.user_id),
    "profile: physician": lambda desk, cast: desk.profiles.physician(cast.physician),
    "plans: own": lambda desk, cast: desk.plans.plans(cast.patient, cast.patient.user_id),
    "plans: of a patient": lambda desk, cast: desk.plans.plans(cast.physician, cast.patient.user_id),
    "plan": lambda desk, cast: desk.plans.plan(cast.physician, cast.plan_id),
    "plan: versions": lambda desk, cast: desk.plans.versions(cast.physician, cast.plan_id),
    "suggestions": lambda desk, cast: desk.suggestions.suggestions(cast.physician, cast.patient.user_id),
    "suggestions: own exercises": lambda desk, cast: desk.suggestions.own_exercises(cast.patient),
    "exercises": lambda desk, cast: desk.library.entries(cast.physician),
    "accounts: first page": lambda desk, cast: desk.accounts.accounts(cast.administrator),
    "accounts: last page": lambda desk, cast: desk.accounts.accounts(cast.administrator, 50, 2000),
    "applications": lambda desk, cast: desk.verification.applications(cast.administrator, None),
    "audit: newest": lambda desk, cast: desk.audit.entries(cast.administrator),
    "audit: deep": lambda desk, cast: desk.audit.entries(cast.administrator, limit=50, offset=100_000),
    "audit: of a person": lambda desk, cast: desk.audit.entries(
        cast.administrator, AuditSearch(about=cast.patient.user_id)
    ),
    "audit: of a physician": lambda desk, cast: desk.audit.entries(
        cast.administrator, AuditSearch(about=cast.physician.user_id)
    ),
    "audit: of a record": lambda desk, cast: desk.audit.entries(cast.administrator, AuditSearch(about=cast.session_id)),
    "audit: refused": lambda desk, cast: desk.audit.entries(
        cast.administrator, AuditSearch(outcome=AuditOutcome.REFUSED)
    ),
    "audit: a week": lambda desk, cast: desk.audit.entries(cast.administrator, _week(desk)),
    "audit: refused in a week": lambda desk, cast: desk.audit.entries(
        cast.administrator,
        AuditSearch(outcome=AuditOutcome.REFUSED, since=desk.now - 200 * _DAY, until=desk.now - 193 * _DAY),
    ),
}
"""What is measured: one line for each reading use case that a page calls, and each way to ask for it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something took, again and again.

    Attributes:
        median_ms: In half of all cases less.
        p95_ms: In all but a twentieth less.
        processor_ms: What of it, in the median, this process computed; the rest is the disk, the server, and waiting
            for whoever shares the machine.
        rows: How many records came back, in the median; 1 for what is one thing.
    """

    median_ms: float
    p95_ms: float
    processor_ms: float
    rows: float

    @classmethod
    def of(cls, took_s: Sequence[float], computed_s: Sequence[float] = (0.0,), rows: Sequence[int] = (1,)) -> Timing:
        """Return what so many times come to."""
        return cls(
            median_ms=statistics.median(took_s) * 1000.0,
            p95_ms=statistics.quantiles(took_s, n=20)[-1] * 1000.0,
            processor_ms=statistics.median(computed_s) * 1000.0,
            rows=statistics.median(rows),
        )


def time_queries(desk: Desk, casts: Sequence[Cast], queries: Mapping[str, Query] = QUERIES) -> dict[str, Timing]:
    """Return how long each query takes, over all rounds but the first few."""
    return {name: _time(query, desk, casts) for name, query in queries.items()}


def _time(query: Query, desk: Desk, casts: Sequence[Cast]) -> Timing:
    took_s, computed_s, rows = [], [], []
    for cast in casts:
        begun, computed = time.perf_counter(), time.thread_time()
        found = query(desk, cast)
        took_s.append(time.perf_counter() - begun)
        computed_s.append(time.thread_time() - computed)
        rows.append(len(found) if isinstance(found, tuple) else 1)
    return Timing.of(took_s[WARM_UP:], computed_s[WARM_UP:], rows[WARM_UP:])


def choose_casts(engine: Engine, rounds: int, seed: int) -> list[Cast]:
    """Return whose pages are opened in so many rounds, different people in each."""
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
        name = session.scalars(select(SessionRow.exercise_name).where(SessionRow.patient_id == busiest).limit(1)).one()
        administrator = session.scalars(select(UserRow.id).where(UserRow.role == Role.ADMINISTRATOR).limit(1)).one()
        chosen = [chances.choice(treated) for _ in range(rounds + WARM_UP)]
        return [
            Cast(
                patient=Actor(patient, Role.PATIENT),
                physician=Actor(physician, Role.PHYSICIAN),
                busiest=Actor(busiest, Role.PATIENT),
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
