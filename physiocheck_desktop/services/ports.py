"""What the use cases ask of a database: repositories, and the unit of work that makes their changes one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.past_session import SessionOrder
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition
from physiocheck_desktop.domain.session import (
    RunningSession,
    SessionDetail,
    SessionRecord,
    SessionResult,
    SessionSearch,
    SessionState,
)
from physiocheck_desktop.services.account_ports import AccountRepository, SecondFactorRepository, SignInTries
from physiocheck_desktop.services.auditing import AuditTrail
from physiocheck_desktop.services.care_ports import ExerciseLibrary, ProfileRepository, SubscriptionRepository
from physiocheck_desktop.services.file_ports import StoredFileRepository
from physiocheck_desktop.services.mail_ports import MailQueue, NotificationRepository
from physiocheck_desktop.services.overview_ports import CareRepository, ClinicRepository
from physiocheck_desktop.services.personal_data_ports import ErasureRepository, PersonalDataRepository
from physiocheck_desktop.services.plan_ports import PlanRepository
from physiocheck_desktop.services.progress_ports import ProgressRepository
from physiocheck_desktop.services.suggestion_ports import SuggestionRepository
from physiocheck_desktop.services.visit_ports import PainReportRepository, VisitRepository


class PeopleRepository(Protocol):
    """The people there are."""

    def patient_of_computer(self, computer: str, display_name: str, now: datetime) -> Actor:
        """Return the patient who uses a computer without an account; made where there is none yet."""

    def is_patient(self, user_id: UUID) -> bool:
        """Whether somebody is a patient."""


class ExerciseRepository(Protocol):
    """The exercises that sessions refer to."""

    def ensure(self, key: str, name: str, now: datetime) -> UUID:
        """Return the identifier of the exercise with this key; kept under this name where it is new."""


class SessionRepository(Protocol):
    """Sessions, their repetitions and their results."""

    def add(self, record: SessionRecord, exercise_id: UUID) -> None:
        """Keep a session that begins."""

    def owner(self, session_id: UUID) -> UUID | None:
        """Return whose session it is, None where there is no such session; nobody else changes it meanwhile."""

    def state(self, session_id: UUID) -> SessionState:
        """Return how far a session that exists has come."""

    def record(self, session_id: UUID) -> SessionRecord:
        """Return a session that exists."""

    def detail(self, session_id: UUID, *, with_angles: bool = True) -> SessionDetail:
        """Return a session that exists, with all that was kept of it; its course over time only where asked for.

        A course that cannot be read keeps nobody from the rest.
        """

    def page(
        self,
        patient_id: UUID,
        limit: int,
        offset: int,
        search: SessionSearch | None = None,
        order: SessionOrder = SessionOrder.NEWEST,
        *,
        with_empty: bool = True,
    ) -> tuple[SessionRecord, ...]:
        """Return a patient's sessions in an order; only those that are looked for."""

    def of_exercise(self, patient_id: UUID, exercise_key: str, limit: int) -> tuple[SessionDetail, ...]:
        """Return a patient's newest sessions of one exercise that have an end, newest first, with all kept of them."""

    def running(self, patient_id: UUID) -> tuple[SessionRecord, ...]:
        """Return a patient's sessions that have no end, oldest first."""

    def followed(self, patient_ids: Collection[UUID], since: datetime) -> tuple[RunningSession, ...]:
        """Return the sessions of some patients that have no end and began at a moment or later, oldest first."""

    def add_hand_counted(self, session_id: UUID, sets: Sequence[int]) -> None:
        """Keep how many repetitions each set had that somebody counted."""

    def add_angles(self, session_id: UUID, angles: AngleSeries) -> None:
        """Keep the course of a session over time, where none is kept yet."""

    def add_repetitions(self, session_id: UUID, repetitions: Sequence[Repetition], now: datetime) -> None:
        """Keep those repetitions whose index is not kept yet."""

    def add_partials(self, session_id: UUID, partials: Sequence[PartialRepetition], now: datetime) -> None:
        """Keep those partial repetitions whose place in the order is not kept yet."""

    def last_recorded_at(self, session_id: UUID) -> datetime | None:
        """Return when the session's last repetition was kept, None where there is none."""

    def close(self, session_id: UUID, state: SessionState, ended_at: datetime, result: SessionResult) -> None:
        """Mark a session as ended and keep what it came to."""

    def reopen(self, session_id: UUID) -> None:
        """Mark an ended session as running again and forget what it had come to."""


class UnitOfWork(Protocol):
    """One user action's changes, kept all or not at all: leaving the block without `commit` rolls back.

    Whatever keeps the database from answering is raised as a `StorageError`.
    """

    @property
    def accounts(self) -> AccountRepository:
        """Who can sign in, and who has."""

    @property
    def tries(self) -> SignInTries:
        """Who tries to sign in."""

    @property
    def second_factors(self) -> SecondFactorRepository:
        """What some of them need beside their password."""

    @property
    def audit(self) -> AuditTrail:
        """Who did what."""

    @property
    def people(self) -> PeopleRepository:
        """The people there are."""

    @property
    def exercises(self) -> ExerciseRepository:
        """The exercises that sessions refer to."""

    @property
    def sessions(self) -> SessionRepository:
        """Sessions, their repetitions and their results."""

    @property
    def visits(self) -> VisitRepository:
        """Sittings in front of the camera."""

    @property
    def pain_reports(self) -> PainReportRepository:
        """What people said that hurts."""

    @property
    def exercise_library(self) -> ExerciseLibrary:
        """Physicians' own exercises."""

    @property
    def subscriptions(self) -> SubscriptionRepository:
        """Which physician may see which patient."""

    @property
    def plans(self) -> PlanRepository:
        """Rehab plans."""

    @property
    def care(self) -> CareRepository:
        """A physician's patients at once."""

    @property
    def clinic(self) -> ClinicRepository:
        """The clinic in numbers."""

    @property
    def progress(self) -> ProgressRepository:
        """What sessions came to."""

    @property
    def profiles(self) -> ProfileRepository:
        """What is known of patients and physicians."""

    @property
    def suggestions(self) -> SuggestionRepository:
        """Suggestions drawn from patients' sessions."""

    @property
    def notifications(self) -> NotificationRepository:
        """What people are told."""

    @property
    def mails(self) -> MailQueue:
        """Mails that wait."""

    @property
    def files(self) -> StoredFileRepository:
        """What is known of the files that people brought."""

    @property
    def personal_data(self) -> PersonalDataRepository:
        """All that there is of a person."""

    @property
    def erasures(self) -> ErasureRepository:
        """Who is to be erased."""

    def commit(self) -> None:
        """Keep all changes; returns when they would survive a power cut."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""


class UnitOfWorkFactory(Protocol):
    """Begins units of work; may be called from any thread."""

    def __call__(self, *, read_only: bool = False) -> UnitOfWork:
        """Return a unit of work; one that only reads is not held up by somebody else's write."""
