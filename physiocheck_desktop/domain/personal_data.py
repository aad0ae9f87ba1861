"""What people may ask of their data: all of it, and that it is erased."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from physiocheck_desktop.domain.people import Role


@dataclass(frozen=True, slots=True)
class PersonOnRecord:
    """Somebody whose data the database has.

    Attributes:
        user_id: Who it is.
        role: What the person is to the clinic.
        display_name: As others read it.
        of_computer: Whether it is whoever uses a computer without an account.
    """

    user_id: UUID
    role: Role
    display_name: str
    of_computer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That somebody is to be erased, and how far that has come.

    Attributes:
        user_id: Who.
        role: What the person is to the clinic.
        asked_by: Who asked for it: the person, or an administrator on the person's behalf.
        asked_at: When.
        due_at: From when on it is carried out, and until when it can be taken back.
        reason: What the administrator was told.
        carried_out_at: When it was carried out, None before.
        record_until: End of the treatment whose record is kept under lock, None where there is none.
        kept_until: Until when that record is kept.
        finished_at: When nothing was left to be removed, such as files in a store that could not be reached.
    """

    user_id: UUID
    role: Role
    asked_by: UUID
    asked_at: datetime
    due_at: datetime
    reason: str = ""
    carried_out_at: datetime | None = None
    record_until: datetime | None = None
    kept_until: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrittenArchive:
    """An archive with all data of a person.

    Attributes:
        path: Where it is.
        rows: How many rows it has of each table.
        files: How many files of the person are in it.
        missing_files: How many were not in their store.
    """

    path: Path
    rows: dict[str, int]
    files: int
    missing_files: int
