"""The two databases that are measured, each with the made-up clinic in it: a file, and a private MariaDB server."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from made_clinic.size import Clinic
from make_clinic import fill
from mariadb_server import CLINIC_OPTIONS, MariaDbServer
from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep

SQLITE: Final = "sqlite"
MARIADB: Final = "mariadb"
_STAMP: Final = "clinic.json"
_NAME: Final = "clinic"


@dataclass(frozen=True, slots=True)
class Measured:
    """A database with a clinic in it.

    Attributes:
        kind: `SQLITE` or `MARIADB`.
        address: Where it is.
        folder: Where its files are.
        made_s: How long writing the clinic took, None where it was there already.
    """

    kind: str
    address: DatabaseAddress
    folder: Path
    made_s: float | None


@contextmanager
def measured_place(kind: str, clinic: Clinic, keep: Path | None) -> Iterator[Measured]:
    """Give a database with the clinic in it, made where `keep` does not have it from an earlier run.

    Args:
        kind: `SQLITE` or `MARIADB`.
        clinic: What is in it.
        keep: Folder in which it stays; None for one that is removed in the end.
    """
    folder = Path(tempfile.mkdtemp(prefix="physiocheck-benchmark-")) if keep is None else keep.absolute()
    own = folder / kind
    if own.exists() and not (own / _STAMP).exists():
        shutil.rmtree(own)  # a run that was broken off while it wrote
    own.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the server runs as another account where this one is the administrator's
    try:
        if kind == SQLITE:
            yield _filled(kind, DatabaseAddress(file=own / "physiocheck.sqlite3"), own, clinic)
        else:
            with _server(own) as server:
                address = DatabaseAddress(file=own / "client" / "physiocheck.sqlite3", url=server.address.url(_NAME))
                yield _filled(kind, address, own, clinic)
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(folder: Path) -> Iterator[MariaDbServer]:
    (folder / "server").mkdir(exist_ok=True)
    server = MariaDbServer(folder / "server", CLINIC_OPTIONS)
    server.start()
    try:
        with server.address.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE IF NOT EXISTS {_NAME} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        yield server
    finally:
        server.stop()


def _filled(kind: str, address: DatabaseAddress, folder: Path, clinic: Clinic) -> Measured:
    wanted = json.dumps(asdict(clinic), default=str)
    stamp = folder / _STAMP
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        engine = place_of(address).upkeep_engine()
        schema.upgrade(engine)  # without the copy that is made elsewhere: these records can be made again
        engine.dispose()
        return Measured(kind, address, folder, None)
    begun = time.monotonic()
    SqlDatabaseUpkeep(address).create()
    fill(address, clinic)
    made_s = time.monotonic() - begun
    stamp.write_text(wanted, encoding="utf-8")
    return Measured(kind, address, folder, made_s)
