"""How long each reading use case takes that a page of the window calls, on a clinic with two years of records."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from benchmarks.casts import Cast
from benchmarks.timing import Timing
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.audit import AuditOutcome, AuditSearch
from physiocheck_desktop.domain.overview import CareSearch, CareSort
from physiocheck_desktop.domain.past_session import SessionOrder
from physiocheck_desktop.domain.session import SessionSearch, SessionState
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.audit import AuditService
from physiocheck_desktop.services.care_overview import CareOverviewService
from physiocheck_desktop.services.clinic_overview import ClinicOverviewService
from physiocheck_desktop.services.clinical_review import ClinicalReviewService
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.notifications import NotificationService
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
        self.progress = ProgressService(begin, clock, UTC)
        self.care = CareOverviewService(begin, clock, UTC)
        self.clinic = ClinicOverviewService(begin, clock, UTC)
        self.notifications = NotificationService(begin, clock)
        self.review = ClinicalReviewService(begin, clock)


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
    "progress: scores": lambda desk, cast: desk.progress.scores(cast.patient, cast.patient.user_id),
    "progress: scores of the longest": lambda desk, cast: desk.progress.scores(cast.busiest, cast.busiest.user_id),
    "progress: ranges": lambda desk, cast: desk.progress.ranges(cast.physician, cast.patient.user_id),
    "progress: ranges, an exercise": lambda desk, cast: desk.progress.ranges(
        cast.busiest, cast.busiest.user_id, exercise_key=cast.exercise
    ),
    "progress: ranges of the longest": lambda desk, cast: desk.progress.ranges(cast.busiest, cast.busiest.user_id),
    "progress: adherence": lambda desk, cast: desk.progress.adherence(cast.physician, cast.patient.user_id),
    "progress: adherence, two years": lambda desk, cast: desk.progress.adherence(
        cast.busiest, cast.busiest.user_id, 104
    ),
    "progress: errors": lambda desk, cast: desk.progress.errors(cast.physician, cast.patient.user_id),
    "progress: errors of the longest": lambda desk, cast: desk.progress.errors(cast.busiest, cast.busiest.user_id),
    "progress: pain and effort": lambda desk, cast: desk.progress.pain(cast.physician, cast.patient.user_id).visits,
    "progress: pain of the longest": lambda desk, cast: desk.progress.pain(cast.busiest, cast.busiest.user_id).visits,
    "progress: standing": lambda desk, cast: desk.progress.standing(cast.patient, cast.patient.user_id),
    "progress: standing of the longest": lambda desk, cast: desk.progress.standing(cast.busiest, cast.busiest.user_id),
    "progress: last time": lambda desk, cast: desk.progress.last_time(
        cast.busiest, cast.busiest.user_id, cast.exercise
    ),
    "progress: compared": lambda desk, cast: desk.progress.compared(
        cast.patient, cast.patient.user_id, cast.session_id
    ),
    "care: patients": lambda desk, cast: desk.care.patients(cast.physician).patients,
    "care: patients by trend": lambda desk, cast: (
        desk.care.patients(cast.busiest_physician, CareSearch(sort=CareSort.TREND)).patients
    ),
    "care: who needs a look": lambda desk, cast: desk.care.needing_a_look(cast.physician),
    "care: who of 300 needs a look": lambda desk, cast: desk.care.needing_a_look(cast.busiest_physician),
    "care: today": lambda desk, cast: desk.care.today(cast.physician),
    "care: today, of 300": lambda desk, cast: desk.care.today(cast.busiest_physician),
    "clinic in numbers": lambda desk, cast: tuple(desk.clinic.overview(cast.administrator).people),
    "clinic day by day": lambda desk, cast: desk.clinic.days(cast.administrator),
    "clinic day by day, 92 days": lambda desk, cast: desk.clinic.days(cast.administrator, 92),
    "notifications": lambda desk, cast: desk.notifications.own(cast.busiest),
    "notifications: unread": lambda desk, cast: desk.notifications.own(cast.physician, unread_only=True),
    "notifications: how many unread": lambda desk, cast: desk.notifications.unread_count(cast.busiest),
    "review: a patient": lambda desk, cast: (
        desk.review.patient(cast.administrator, cast.patient.user_id, "A complaint").sessions
    ),
    "review: a session": lambda desk, cast: desk.review.session(cast.administrator, cast.session_id, "A complaint"),
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


def time_queries(desk: Desk, casts: Sequence[Cast], queries: Mapping[str, Query] = QUERIES) -> dict[str, Timing]:
    """Return how long each query takes, over all rounds but a few before them."""
    return {name: _time(query, desk, casts) for name, query in queries.items()}


def _time(query: Query, desk: Desk, casts: Sequence[Cast]) -> Timing:
    took_s, computed_s, rows = [], [], []
    for cast in (*casts[:WARM_UP], *casts):
        begun, computed = time.perf_counter(), time.thread_time()
        found = query(desk, cast)
        took_s.append(time.perf_counter() - begun)
        computed_s.append(time.thread_time() - computed)
        rows.append(len(found) if isinstance(found, tuple) else 1)
    return Timing.of(took_s[WARM_UP:], computed_s[WARM_UP:], rows[WARM_UP:])
