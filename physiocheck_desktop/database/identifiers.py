"""Identifiers as the database keeps them, for queries of so many rows that making objects of them takes the time."""

from uuid import UUID

from sqlalchemy import ColumnElement, String, type_coerce
from sqlalchemy.orm import InstrumentedAttribute


def as_kept(column: InstrumentedAttribute[UUID]) -> ColumnElement[str]:
    """Return a column of identifiers to be read as the 32 digits that are kept, which is the `hex` of each."""
    return type_coerce(column, String(32))
