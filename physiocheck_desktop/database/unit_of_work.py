"""The unit of work on SQLAlchemy: one transaction, its repositories, and a rollback unless it was committed."""

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from physiocheck_desktop.database.embedded import BEGIN_OPTION
from physiocheck_desktop.database.faults import told_as_sentences
from physiocheck_desktop.database.repositories.accounts import SqlAccountRepository
from physiocheck_desktop.database.repositories.audit import SqlAuditTrail
from physiocheck_desktop.database.repositories.care import SqlCareRepository
from physiocheck_desktop.database.repositories.clinic import SqlClinicRepository
from physiocheck_desktop.database.repositories.erasures import SqlErasureRepository
from physiocheck_desktop.database.repositories.exercise_library import SqlExerciseLibrary
from physiocheck_desktop.database.repositories.exercises import SqlExerciseRepository
from physiocheck_desktop.database.repositories.mail import SqlMailQueue
from physiocheck_desktop.database.repositories.notifications import SqlNotificationRepository
from physiocheck_desktop.database.repositories.people import SqlPeopleRepository
from physiocheck_desktop.database.repositories.personal_data import SqlPersonalDataRepository
from physiocheck_desktop.database.repositories.profiles import SqlProfileRepository
from physiocheck_desktop.database.repositories.rehab_plans import SqlPlanRepository
from physiocheck_desktop.database.repositories.second_factors import SqlSecondFactorRepository
from physiocheck_desktop.database.repositories.session_metrics import SqlProgressRepository
from physiocheck_desktop.database.repositories.sessions import SqlSessionRepository
from physiocheck_desktop.database.repositories.sign_in_tries import SqlSignInTries
from physiocheck_desktop.database.repositories.stored_files import SqlStoredFileRepository
from physiocheck_desktop.database.repositories.subscriptions import SqlSubscriptionRepository
from physiocheck_desktop.database.repositories.suggestions import SqlSuggestionRepository
from physiocheck_desktop.database.repositories.visits import SqlPainReportRepository, SqlVisitRepository
from physiocheck_desktop.services.auditing import act_under_way


class SqlUnitOfWork:
    """One transaction; see `services.ports.UnitOfWork`. No row leaves it."""

    def __init__(self, engine: Engine, place: str, *, read_only: bool, sends_mail: bool = False) -> None:
        self._place = place
        self._session = Session(engine, autoflush=False)
        self._read_only = read_only
        self.accounts = SqlAccountRepository(self._session, read_only=read_only)
        self.tries = SqlSignInTries(self._session)
        self.second_factors = SqlSecondFactorRepository(self._session, read_only=read_only)
        self.audit = SqlAuditTrail(self._session)
        self.people = SqlPeopleRepository(self._session)
        self.exercises = SqlExerciseRepository(self._session)
        self.exercise_library = SqlExerciseLibrary(self._session, read_only=read_only)
        self.sessions = SqlSessionRepository(self._session, read_only=read_only)
        self.visits = SqlVisitRepository(self._session, read_only=read_only)
        self.pain_reports = SqlPainReportRepository(self._session)
        self.subscriptions = SqlSubscriptionRepository(self._session, read_only=read_only)
        self.plans = SqlPlanRepository(self._session, read_only=read_only)
        self.care = SqlCareRepository(self._session)
        self.clinic = SqlClinicRepository(self._session)
        self.progress = SqlProgressRepository(self._session)
        self.profiles = SqlProfileRepository(self._session, read_only=read_only)
        self.suggestions = SqlSuggestionRepository(self._session, read_only=read_only)
        self.notifications = SqlNotificationRepository(self._session)
        self.mails = SqlMailQueue(self._session, is_open=sends_mail)
        self.files = SqlStoredFileRepository(self._session)
        self.personal_data = SqlPersonalDataRepository(self._session)
        self.erasures = SqlErasureRepository(self._session, read_only=read_only)
        self._ending = ExitStack()

    def commit(self) -> None:
        """Keep all changes, and who made them in the audit trail; returns when they would survive a power cut."""
        under_way = act_under_way()
        if under_way is not None and not under_way.written:
            # Done again, because a connection was lost in the moment of a commit: that one may have been kept.
            if not under_way.tried or not self.audit.has(under_way.act_id):
                self.audit.write(under_way.act, under_way.act_id)
            under_way.tried = True
        self._session.commit()
        if under_way is not None:
            under_way.written = True

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.enter_context(told_as_sentences(self._place))
            opening.callback(self._session.close)
            if self._read_only:
                self._session.connection(execution_options={BEGIN_OPTION: "BEGIN"})
            self._ending = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.__exit__(kind, error, trace)
