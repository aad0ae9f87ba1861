"""What the database keeps, as it is kept: for queries of so many rows that making objects of them takes the time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

_UTC: Final = "+00:00"
_VALUES: Final = "|"
_ROWS: Final = ";"


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


def rows_as_text(*columns: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """Return the rows of a group as one text, in no order; `rows_of` takes it apart.

    A driver written in Python takes its time for each value of each row, and a third of that for a group of many.
    Identifiers, moments and whole numbers as they are kept, none of them NULL: what people write may have the signs in
    it that hold the text together.
    """
    together: ColumnElement[str] = cast(columns[0], String(32))
    for each in columns[1:]:
        together = together + _VALUES + cast(each, String(32))
    return func.aggregate_strings(together, _ROWS)


def rows_of(kept: str) -> Iterator[list[str]]:
    """Return the values of each row that a text of `rows_as_text` has in it."""
    return (row.split(_VALUES) for row in kept.split(_ROWS))


def text_of(row: Iterable[object], after: str | None = None) -> str:
    """Return one more row as text, after the text of those before it where there are any."""
    text = _VALUES.join(map(str, row))
    return text if after is None else after + _ROWS + text
