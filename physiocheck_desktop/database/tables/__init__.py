"""The tables as declarative rows, one module a subject; importing this package makes all of them known."""

from physiocheck_desktop.database.tables.accounts import (
    CredentialRow,
    KnownOriginRow,
    PasswordResetRow,
    RecoveryCodeRow,
    SecondFactorRow,
    SignInTokenRow,
    SignInTryRow,
    SignInTurnRow,
)
from physiocheck_desktop.database.tables.audit import AuditEndRow, AuditRow
from physiocheck_desktop.database.tables.base import Base
from physiocheck_desktop.database.tables.erasures import DisclosureRow, ErasureRow
from physiocheck_desktop.database.tables.exercises import ExerciseRow, LogicRow, PresetRow, RuleRow, TemplateRow
from physiocheck_desktop.database.tables.keys import KeyRow
from physiocheck_desktop.database.tables.metrics import ErrorRow, MetricRow
from physiocheck_desktop.database.tables.notifications import (
    NotificationPreferenceRow,
    NotificationRow,
    OutgoingMailRow,
)
from physiocheck_desktop.database.tables.people import PatientRow, PhysicianRow, UserRow
from physiocheck_desktop.database.tables.rehab_plans import PlanExerciseRow, PlanRow, PlanVersionRow
from physiocheck_desktop.database.tables.sessions import (
    AngleSeriesRow,
    HandCountedSetRow,
    ProgressKind,
    ProgressRow,
    ResultRow,
    SessionRow,
)
from physiocheck_desktop.database.tables.stored_files import StoredFileRow
from physiocheck_desktop.database.tables.subscriptions import SubscriptionRow
from physiocheck_desktop.database.tables.suggestions import SuggestionRow
from physiocheck_desktop.database.tables.visits import PainReportRow, VisitRow

__all__ = [
    "AngleSeriesRow",
    "AuditEndRow",
    "AuditRow",
    "Base",
    "CredentialRow",
    "DisclosureRow",
    "ErasureRow",
    "ErrorRow",
    "ExerciseRow",
    "HandCountedSetRow",
    "KeyRow",
    "KnownOriginRow",
    "LogicRow",
    "MetricRow",
    "NotificationPreferenceRow",
    "NotificationRow",
    "OutgoingMailRow",
    "PainReportRow",
    "PasswordResetRow",
    "PatientRow",
    "PhysicianRow",
    "PlanExerciseRow",
    "PlanRow",
    "PlanVersionRow",
    "PresetRow",
    "ProgressKind",
    "ProgressRow",
    "RecoveryCodeRow",
    "ResultRow",
    "RuleRow",
    "SecondFactorRow",
    "SessionRow",
    "SignInTokenRow",
    "SignInTryRow",
    "SignInTurnRow",
    "StoredFileRow",
    "SubscriptionRow",
    "SuggestionRow",
    "TemplateRow",
    "UserRow",
    "VisitRow",
]
