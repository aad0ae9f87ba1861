"""What the database's tests share: a raw look at the file, and a schema with a step more than the program has."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from physiocheck_desktop.database import schema


@pytest.fixture
def query(database_file: Path) -> Callable[..., list[tuple[Any, ...]]]:
    """Return a function that runs one statement on the file, past the program, as any SQLite tool would."""

    def run(statement: str, file: Path = database_file) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(file)) as connection, connection:
            return connection.execute(statement).fetchall()

    return run


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that adds a step after the newest migration: the body of its `upgrade`."""
    folder = tmp_path / "migrations"
    newest = schema.newest_revision()
    shutil.copytree(Path(schema.__file__).parent / "migrations", folder)

    def add(body: str) -> None:
        (folder / "versions" / "r9999_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            f"revision = '9999'\ndown_revision = '{newest}'\nbranch_labels = None\ndepends_on = None\n\n"
            f"def upgrade():\n    {body}\n\ndef downgrade():\n    pass\n",
            encoding="utf-8",
        )
        monkeypatch.setattr(schema, "_MIGRATIONS", folder)

    return add


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 600 KiB with a file of 50 KiB called ballast on it; needs the right to mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a small disk can be mounted only by an administrator on Linux; the same is tested by page limit")
    (folder / "ballast").write_bytes(bytes(50_000))
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
