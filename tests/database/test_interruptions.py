"""What a server's tables go through when their change is cut at any statement, and how it is gone on with."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import MARIADB
from sqlalchemy import Connection, Engine, event

from mariadb_server import ServerAddress
from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.interrupted import MARK
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.database_upkeep import DatabaseState

Query = Callable[..., list[tuple[Any, ...]]]

CHANGES = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")
EVERY_KIND_OF_STEP = """
    with op.batch_alter_table('session_results') as batch:
        batch.add_column(sa.Column('note', sa.String(10), nullable=True))
        batch.drop_column('frames')
        batch.create_check_constraint('note_short', "note <> 'long'")
    op.create_table('notes', sa.Column('id', sa.Integer, primary_key=True), sa.Column('of', sa.CHAR(32), index=True),
                    mysql_engine='InnoDB')
    op.create_index('ix_notes_both', 'notes', ['id', 'of'])
    with op.batch_alter_table('notes') as batch:
        batch.create_unique_constraint('uq_notes_of', ['of'])
    op.drop_index('ix_notes_both', 'notes')
    op.execute("UPDATE session_results SET note = 'kept'")
"""


@pytest.fixture(params=[MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    """A file takes a change back as a whole; test_schema has that."""
    return str(request.param)


@contextmanager
def cut_after(number: int, mariadb: ServerAddress) -> Iterator[list[str]]:
    """Have the server cut the connection after the so-manieth changing statement; give those that went through."""
    done: list[str] = []

    def cut(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.strip().upper().startswith(CHANGES):
            done.append(statement)
            if len(done) == number:
                with mariadb.connect() as administrator, administrator.cursor() as cursor:
                    cursor.execute(f"KILL {connection.connection.dbapi_connection.thread_id()}")

    event.listen(Engine, "after_cursor_execute", cut)
    try:
        yield done
    finally:
        event.remove(Engine, "after_cursor_execute", cut)


def cut_at_statements(
    change: Callable[[], object],
    mariadb: ServerAddress,
    begin: Callable[[], None],
    look: Callable[[], None],
    most: int,
) -> int:
    """Cut a change after its first statement, its last, and others between, each time from the beginning.

    Where there are more than `most`, those are cut that lie evenly between: the tables become more, the ways of being
    cut do not. Returns how often it was cut.
    """
    begin()
    with cut_after(0, mariadb) as done:
        change()
    look()
    last = len(done)
    numbers = sorted({1 + round(place * (last - 1) / (most - 1)) for place in range(most)})
    for number in numbers:
        begin()
        with cut_after(number, mariadb), suppress(StorageError):
            change()
        look()
    return len(numbers)


def test_making_tables_goes_on_wherever_it_was_cut(
    upkeep: SqlDatabaseUpkeep, upkeep_engine: Engine, database_address: DatabaseAddress, mariadb: ServerAddress
) -> None:
    def begin() -> None:
        schema.downgrade(upkeep_engine, "base")
        upkeep_engine.dispose()

    def go_on() -> None:
        state = upkeep.status().state
        if state is DatabaseState.INTERRUPTED:
            with pytest.raises(StorageError, match="interrupted half-way") as refused:
                Database.open(database_address)
            assert "physiocheck database upgrade" in refused.value.remedy
            upkeep.upgrade()
        else:
            # Cut before anything had begun, or when all was done.
            assert state in (DatabaseState.EMPTY, DatabaseState.CURRENT)
            upkeep.create()
        with upkeep_engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        Database.open(database_address).close()

    assert cut_at_statements(upkeep.create, mariadb, begin, go_on, most=8) == 8


@pytest.mark.slow
def test_an_upgrade_of_every_kind_of_step_goes_on_wherever_it_was_cut(
    a_kept_session: SessionAssessment,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    mariadb: ServerAddress,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    next_step(EVERY_KIND_OF_STEP.strip())
    copy = upkeep.back_up(None)
    progress = query("SELECT * FROM session_progress ORDER BY number")

    def begin() -> None:
        upkeep.restore(copy, replace=True)

    def go_on() -> None:
        upkeep.upgrade()
        assert query("SELECT version_num FROM alembic_version") == [("9999",)]
        assert query("SHOW TABLES LIKE 'physiocheck_change'") == []
        assert query("SELECT note, repetition_count FROM session_results") == [("kept", 3)]
        (line,) = query("SHOW CREATE TABLE notes")
        assert "ix_notes_of" in line[1]
        assert "uq_notes_of" in line[1]
        assert "ix_notes_both" not in line[1]
        assert query("SELECT * FROM session_progress ORDER BY number") == progress

    assert cut_at_statements(upkeep.upgrade, mariadb, begin, go_on, most=100) >= 10


@pytest.mark.slow
def test_a_restore_that_was_cut_anywhere_is_refused_for_daily_work_until_it_is_run_again(
    a_kept_session: SessionAssessment,
    upkeep: SqlDatabaseUpkeep,
    database_address: DatabaseAddress,
    mariadb: ServerAddress,
    query: Query,
) -> None:
    copy = upkeep.back_up(None)
    progress = query("SELECT * FROM session_progress ORDER BY number")

    def again() -> None:
        if upkeep.status().state is not DatabaseState.CURRENT:
            for attempt in (lambda: Database.open(database_address), upkeep.upgrade, lambda: upkeep.back_up(None)):
                with pytest.raises(StorageError, match="interrupted half-way") as refused:
                    attempt()
                assert "physiocheck database restore" in refused.value.remedy
            upkeep.restore(copy, replace=False)
        assert query("SELECT * FROM session_progress ORDER BY number") == progress

    cuts = cut_at_statements(lambda: upkeep.restore(copy, replace=True), mariadb, lambda: None, again, most=10)
    assert cuts == 10


def test_two_workstations_that_upgrade_at_once_do_so_one_after_the_other(
    a_kept_session: SessionAssessment,
    database_address: DatabaseAddress,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    next_step("op.execute('DO SLEEP(0.3)'); op.add_column('sessions', sa.Column('note', sa.String(10)))")
    upkeeps = [SqlDatabaseUpkeep(database_address) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda one: one.upgrade(), upkeeps))
    assert query("SELECT version_num FROM alembic_version") == [("9999",)]
    assert query(f"SHOW TABLES LIKE '{MARK}'") == []
    with closing(Database.open(database_address)) as database:
        assert database.shared
