"""Puts a made-up clinic into a database that has tables and no records yet."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Engine, Table, func, insert, select, update
from sqlalchemy import column as plain_column
from sqlalchemy import table as plain_table

from made_clinic.care import CareMaker
from made_clinic.exercising import done_sessions
from made_clinic.people import make_people
from made_clinic.records import AT_ONCE, Values, portions
from made_clinic.repertoire import Repertoire
from made_clinic.size import Clinic
from made_clinic.telling import care_notices, pain_alerts, session_summaries
from made_clinic.trail import entries
from made_clinic.visits import pain_reports, visits
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.tables import (
    AngleSeriesRow,
    AuditEndRow,
    AuditRow,
    Base,
    ErrorRow,
    MetricRow,
    ProgressRow,
    ResultRow,
    SessionRow,
    SuggestionRow,
    UserRow,
)
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.passwords import PasswordHasher

logger = logging.getLogger(__name__)

_CHEAPEST: Final = 4


def write_clinic(engine: Engine, clinic: Clinic, password_hash: str = "") -> None:
    """Write a clinic.

    Args:
        engine: The daily engine of a database at the newest revision, which has its keys.
        clinic: What is written.
        password_hash: Of the password with which everybody signs in; nobody does where it is empty.

    Raises:
        StorageError: There are people in the database already.
    """
    with engine.connect() as connection:
        if connection.scalar(select(func.count()).select_from(UserRow)):
            raise StorageError(
                "There are records in this database already.",
                kept="Nothing in it was changed.",
                remedy="Name an empty database for the made-up clinic.",
            )
    definitions = ready_made_exercises()
    nobodys = PasswordHasher(_CHEAPEST).hashed(secrets.token_hex())
    people = make_people(clinic, password_hash or nobodys)
    maker = CareMaker(clinic, people, definitions)
    care = maker.make()
    _write_rows(engine, [*people.rows, *maker.rows])
    chances = clinic.chances("repetitions")
    repertoires = {each.key: Repertoire(each, chances) for each in definitions}
    done = done_sessions(clinic, care, [key for key, each in repertoires.items() if each.is_hold])
    _write_rows(engine, visits(clinic, done))
    begun, written = time.monotonic(), 0
    for portion in portions(done, maker.ids, repertoires, chances):
        with engine.begin() as connection:
            for row_type, values in (
                (SessionRow, portion.sessions),
                (ProgressRow, portion.progress),
                (ResultRow, portion.results),
                (MetricRow, portion.metrics),
                (ErrorRow, portion.errors),
                (AngleSeriesRow, portion.courses),
            ):
                _insert(connection, row_type, values)
        written += len(portion.progress)
        logger.info("%d repetitions, %.0f s", written, time.monotonic() - begun)
    reports = list(pain_reports(clinic, done))
    _write_rows(engine, reports)
    suggestions = [each for each in maker.rows if isinstance(each, SuggestionRow)]
    for told in (
        session_summaries(clinic, done, {each.key: each.name for each in definitions}),
        care_notices(clinic, people, care, suggestions),
        pain_alerts(clinic, care, reports),
    ):
        while rows := list(islice(told, AT_ONCE * 5)):
            _write_rows(engine, rows)
    for values in entries(clinic, care, done):
        with engine.begin() as connection:
            _insert(connection, AuditRow, values)
            last = values[-1]
            connection.execute(
                update(AuditEndRow).where(AuditEndRow.id == 1).values(position=last["position"], digest=last["digest"])
            )


def _write_rows(engine: Engine, rows: Iterable[Base]) -> None:
    """Write rows with the types of their columns, which encrypt; tables that others refer to first."""
    by_table: dict[Table, list[Values]] = {}
    for row in rows:
        table = Base.metadata.tables[row.__tablename__]
        by_table.setdefault(table, []).append({each.key: getattr(row, each.key) for each in table.columns})
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if table in by_table:
                connection.execute(insert(table), by_table[table])


def _insert(connection: Any, row_type: type[Base], values: Sequence[Values]) -> None:
    """Write rows whose values are as the columns hold them already, which is several times as fast."""
    if values:
        plain = plain_table(row_type.__tablename__, *(plain_column(name) for name in values[0]))
        statement = str(insert(plain).compile(dialect=connection.dialect))
        # As the drivers take them, by place or by name; SQLAlchemy would look at each value again.
        of_each: Callable[[Values], Any] = itemgetter(*values[0]) if connection.dialect.positional else dict
        connection.exec_driver_sql(statement, [of_each(each) for each in values])
