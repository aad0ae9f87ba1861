"""Every step of the schema since the encryption, back and forth over whole lives: only what it is about changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from whole_lives import Lives

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.services.database_upkeep import DatabaseState

OLDEST: Final = "0014"
"""With the encryption: before it, the same values lie in the tables in other words."""

Columns = dict[str, list[str]]
Rows = list[dict[str, Any]]
Content = dict[str, Rows]


@pytest.fixture
def lives(
    database: Database, tmp_path: Path, make_assessment: Callable[..., SessionAssessment]
) -> Callable[..., SessionAssessment]:
    """People with something in every table, and the database closed."""
    Lives(database, LocalFileStore(tmp_path / "files"), tmp_path, make_assessment).clinic()
    database.close()
    return make_assessment


def columns_of(engine: Engine) -> Columns:
    """Return the columns of every table; what is known to each of two schemas is compared."""
    found = inspect(engine)
    names = set(found.get_table_names()) - {"alembic_version"}
    return {name: sorted(each["name"] for each in found.get_columns(name)) for name in names}


def content(engine: Engine, columns: Columns) -> Content:
    """Return the rows of tables, of each these columns."""
    quote = engine.dialect.identifier_preparer.quote
    found: Content = {}
    with engine.connect() as connection:
        for name, names in columns.items():
            query = f"SELECT {', '.join(map(quote, names))} FROM {quote(name)}"  # noqa: S608  # our own names
            found[name] = [dict(row) for row in connection.execute(text(query)).mappings()]
    return found


def only(rows: Rows, columns: list[str]) -> list[str]:
    """Return rows with these columns alone, in an order that each database has."""
    return sorted(repr([row[column] for column in columns]) for row in rows)


def in_both(one: Columns, other: Columns) -> Columns:
    """Return the tables and columns that two schemas have in common."""
    shared = {name: sorted(set(one[name]) & set(other[name])) for name in one.keys() & other.keys()}
    return {name: columns for name, columns in shared.items() if columns}


def steps() -> list[str]:
    """Return the revisions from the newest back to `OLDEST`."""
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    return [script.revision for script in scripts.walk_revisions(OLDEST, "head")]


@pytest.mark.slow
@pytest.mark.usefixtures("lives")
def test_no_step_back_or_forth_touches_what_it_is_not_about(upkeep_engine: Engine) -> None:
    down = steps()
    assert down[0] == schema.newest_revision()
    ways = [(schema.downgrade, each) for each in down[1:]] + [(schema.upgrade, each) for each in reversed(down[:-1])]
    for change, revision in ways:
        before = columns_of(upkeep_engine)
        was = content(upkeep_engine, before)
        change(upkeep_engine, revision)
        shared = in_both(before, columns_of(upkeep_engine))
        assert len(shared) > 20
        kept = content(upkeep_engine, shared)
        for name, columns in shared.items():
            assert only(kept[name], columns) == only(was[name], columns), f"{change.__name__} to {revision}: {name}"
    assert schema.current_revision(upkeep_engine) == schema.newest_revision()


@pytest.mark.slow
@pytest.mark.usefixtures("lives")
def test_a_copy_of_older_tables_is_put_back_as_it_was_and_brought_up_to_date(
    upkeep: SqlDatabaseUpkeep, upkeep_engine: Engine
) -> None:
    schema.downgrade(upkeep_engine, OLDEST)
    older = columns_of(upkeep_engine)
    was = content(upkeep_engine, older)
    upkeep_engine.dispose()
    copy = upkeep.back_up(None)
    upkeep.upgrade()
    upkeep.restore(copy, replace=True)
    assert upkeep.status().state is DatabaseState.OLDER
    put_back = content(upkeep_engine, older)
    assert [name for name in older if only(put_back[name], older[name]) != only(was[name], older[name])] == []
    upkeep_engine.dispose()
    change = upkeep.upgrade()
    assert (change.before, change.after) == (OLDEST, schema.newest_revision())
    assert [each for each in upkeep.check() if not each.sound] == []
    kept = content(upkeep_engine, older)
    assert [name for name in older if only(kept[name], older[name]) != only(was[name], older[name])] == []
