"""What the database keeps, as it is kept: for queries of so many rows that making objects of them takes the time."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

_UTC: Final = "+00:00"


def as_kept(column: InstrumentedAttribute[UUID]) -> ColumnElement[str]:
    """Return a column of identifiers to be read as the 32 digits that are kept, which is the `hex` of each."""
    return type_coerce(column, String(32))


def moment_as_kept(
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
) -> ColumnElement[str]:
    """Return a column of moments to be read as text, which sorts as they do; `moment_of` makes a moment of it.

    A driver written in Python takes a moment apart by a pattern, in which most of its time goes.
    """
    return cast(column, String(len("2026-01-31 12:00:00.000000")))


def moment_of(kept: str) -> datetime:
    """Return the moment, UTC, that a column read by `moment_as_kept` says."""
    return datetime.fromisoformat(kept + _UTC)
