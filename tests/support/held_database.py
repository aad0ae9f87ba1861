"""A SQLite database that another program holds, so that nobody can write to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held_by_another_program(file: Path) -> Iterator[None]:
    """Hold the database in this file for as long as the context lasts."""
    other_program = sqlite3.connect(file, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other_program.rollback()
        other_program.close()
