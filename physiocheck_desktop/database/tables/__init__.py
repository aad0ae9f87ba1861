"""The tables as declarative rows, one module a subject; importing this package makes all of them known."""

from physiocheck_desktop.database.tables.base import Base
from physiocheck_desktop.database.tables.exercises import ExerciseRow
from physiocheck_desktop.database.tables.people import PatientRow, UserRow
from physiocheck_desktop.database.tables.sessions import ProgressKind, ProgressRow, ResultRow, SessionRow

__all__ = [
    "Base",
    "ExerciseRow",
    "PatientRow",
    "ProgressKind",
    "ProgressRow",
    "ResultRow",
    "SessionRow",
    "UserRow",
]
