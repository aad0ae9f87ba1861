"""All records of a server's database in one file, and back: a logical copy that needs no tools of the server.

The file is gzip over lines of JSON: what it is, then each table with its columns and below it each row, then how many
rows there were, so that a file that breaks off is noticed. Values are as the database has them: text, numbers, moments
as `2026-01-31 12:00:00.000000` in UTC, days as `2026-01-31`, bytes as `{"base64": ...}`.
"""

import base64
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from sqlalchemy import Connection, CursorResult, Engine, column, delete, insert, inspect, select, table, text

from physiocheck_desktop.database.interrupted import MARK
from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.domain.errors import BugError, StorageError

DUMP_SUFFIX: Final = ".jsonl.gz"

_KIND: Final = "PhysioCheck records"
_FORMAT: Final = 1
_NO_RECORDS: Final = frozenset({"alembic_version", MARK})
_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class DumpHeader:
    """What the first line of a file says.

    Attributes:
        revision: Of the schema that the records were kept in.
        made_at: ISO 8601, UTC.
        rows: How many there are in it.
    """

    revision: str
    made_at: str
    rows: int


def write_dump(engine: Engine, target: Path, revision: str, now: datetime) -> None:
    """Write all records as they are at one moment; others may go on writing meanwhile."""
    rows = 0
    with (
        engine.connect().execution_options(isolation_level="REPEATABLE READ", stream_results=True) as connection,
        gzip.open(target, "wt", encoding="utf-8", newline="\n") as file,
    ):
        # The one moment is that of the snapshot, and not of the first row that is read.
        connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
        _put(file, {"kind": _KIND, "format": _FORMAT, "revision": revision, "made_at": now.isoformat()})
        for name, columns in _tables(connection):
            _put(file, {"table": name, "columns": columns})
            found: CursorResult[Any] = connection.execute(select(*map(column, columns)).select_from(table(name)))
            for row in found:
                _put(file, [_to_plain(value) for value in row])
                rows += 1
        _put(file, {"rows": rows})


def read_header(source: Path) -> DumpHeader:
    """Read a whole file and return what it says of itself.

    Raises:
        StorageError: It cannot be read, is no such file, breaks off, or was made by a newer version of the program.
    """
    lines = _lines(source)
    first = next(lines, None)
    if not isinstance(first, dict) or first.get("kind") != _KIND:
        raise _unusable(source, "is no copy of PhysioCheck's records")
    if first.get("format") != _FORMAT:
        raise _unusable(source, "was made by a newer version of PhysioCheck")
    rows, last = 0, None
    for line in lines:
        rows += isinstance(line, list)
        last = line
    if last != {"rows": rows}:
        raise _unusable(source, "breaks off before its end")
    return DumpHeader(str(first["revision"]), str(first["made_at"]), rows)


def load_dump(connection: Connection, source: Path) -> None:
    """Put the records of a file, which `read_header` found whole, into tables of its revision without records."""
    connection.execute(text("SET SESSION foreign_key_checks = 0"))
    columns, statement, rows = list[str](), None, list[dict[str, Any]]()
    for line in _lines(source):
        if isinstance(line, list):
            rows.append({name: _from_plain(value) for name, value in zip(columns, line, strict=True)})
        if statement is not None and rows and (not isinstance(line, list) or len(rows) == _ROWS_AT_ONCE):
            connection.execute(statement, rows)
            rows.clear()
        if isinstance(line, dict) and "table" in line:
            columns = [str(name) for name in line["columns"]]
            statement = insert(table(line["table"], *map(column, columns)))
            connection.execute(delete(table(line["table"])))  # what the migrations themselves put into it
    connection.execute(text("SET SESSION foreign_key_checks = 1"))


def _tables(connection: Connection) -> list[tuple[str, list[str]]]:
    looked_at = inspect(connection)
    names = sorted(set(looked_at.get_table_names()) - _NO_RECORDS)
    return [(name, [each["name"] for each in looked_at.get_columns(name)]) for name in names]


def _put(file: TextIO, line: object) -> None:
    file.write(to_json(line) + "\n")


def _lines(source: Path) -> Iterator[Any]:
    try:
        with gzip.open(source, "rt", encoding="utf-8", newline="\n") as file:
            yield from map(json.loads, file)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise _unusable(source, f"cannot be read ({getattr(error, 'strerror', None) or 'it is damaged'})") from error


def _to_plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    raise BugError(f"A column holds a {type(value).__name__}, which no copy can keep.")


def _from_plain(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value


def _unusable(source: Path, why: str) -> StorageError:
    return StorageError(f"{source} {why}.", kept="Nothing was changed.", remedy="Choose another copy.")
