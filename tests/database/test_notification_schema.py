"""The tables of notifications and mails: there with data in them, gone and there again, and what they refuse."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from clinic import FIRST_DAY, add_account, add_patient
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.notification import NotificationKind, NotificationPreferences
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.notifying import notify

Query = Callable[..., list[tuple[Any, ...]]]

BEFORE = "0015"
TABLES = ("notifications", "notification_preferences", "outgoing_mail")


@pytest.fixture
def pat(database: Database) -> Actor:
    """Fill all three tables; returns who is told."""
    database.sends_mail = True
    actor = add_patient(database)
    add_account(database, actor, "pat@example.org")
    chosen = NotificationPreferences(frozenset({NotificationKind.SESSION_SUMMARY}), details_in_email=True)
    NotificationService(database.unit_of_work).set_preferences(actor, chosen)
    with database.unit_of_work() as uow:
        notify(
            uow, actor.user_id, NotificationKind.SESSION_SUMMARY, FIRST_DAY, subject_id=uuid4(), words={"score": "9"}
        )
        uow.commit()
    return actor


def test_going_back_and_forward_leaves_people_as_they_were_and_tells_them_nothing_old(
    pat: Actor, database: Database, upkeep: SqlDatabaseUpkeep, upkeep_engine: Engine, query: Query
) -> None:
    people = query("SELECT id, role, display_name FROM users ORDER BY id")
    assert all(query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES)  # noqa: S608  # our own names
    database.close()
    schema.downgrade(upkeep_engine, BEFORE)
    assert not set(TABLES) & set(inspect(upkeep_engine).get_table_names())
    upkeep_engine.dispose()
    upkeep.upgrade()
    assert not any(query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES)  # noqa: S608  # our own names
    assert query("SELECT id, role, display_name FROM users ORDER BY id") == people


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notifications SET kind = 'gossip'",
        "UPDATE notifications SET words = NULL",
        "UPDATE notification_preferences SET kind = 'plan_changed'",
        "UPDATE outgoing_mail SET kind = 'gossip'",
        "UPDATE outgoing_mail SET sent_at = created_at",
        "UPDATE outgoing_mail SET parameters = NULL",
        "UPDATE outgoing_mail SET parameters = NULL, sent_at = created_at, given_up_at = created_at",
        "UPDATE outgoing_mail SET user_id = id",
    ],
)
def test_the_tables_refuse_what_the_program_never_writes(pat: Actor, database: Database, statement: str) -> None:
    with database.unit_of_work() as uow, pytest.raises(DBAPIError):
        uow._session.connection().exec_driver_sql(statement)


def test_what_somebody_is_told_goes_with_them(pat: Actor, database: Database, query: Query) -> None:
    with database.unit_of_work() as uow:
        for table, column in (("patients", "user_id"), ("credentials", "user_id"), ("users", "id")):
            uow._session.connection().exec_driver_sql(
                f"DELETE FROM {table} WHERE {column} = '{pat.user_id.hex}'"  # noqa: S608  # our own names
            )
        uow.commit()
    assert not any(query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES)  # noqa: S608  # our own names
