"""Every command where there is no database, as in a mistyped data folder: one that reads makes nothing there."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from physiocheck_desktop.cli.app import app, run
from physiocheck_desktop.config.logging import stop_logging
from physiocheck_desktop.domain.errors import ExitCode

ON_RECORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "audit verify": (),
    "database backup": (),
    "database check": (),
    "database grants": ("workstation@%",),
    "database status": ("--json",),
    "database upgrade": (),
    "files check": (),
    "files tidy": (),
    "keys export": ("copy.json", "--passphrase-stdin"),
    "keys import": ("copy.json", "--passphrase-stdin"),
    "keys rotate": (),
    "keys status": (),
    "mail send": (),
    "person carry-out": (),
    "person erase": ("--yes",),
    "person export": ("--output", "mine.zip"),
    "suggestions accept": ("1",),
    "suggestions exercise": ("squat", "--output", "squat.toml"),
    "suggestions list": (),
    "suggestions reject": ("1",),
    "suggestions show": ("1",),
}
"""What works on records that are there, and with what it is called."""

MAKE_ONE: Final = {"admin create", "database create", "database restore", "demo", "setup"}
WITHOUT_ONE: Final = {"analyze", "exercises", "learn", "mail check", "mail password"}


def names_of_commands(command: Any, name: str = "") -> Iterator[str]:
    """Yield the command's name, or those of all below it where it is a group."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name
    for each, child in (below or {}).items():
        yield from names_of_commands(child, f"{name} {each}".strip())


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder, with a mail server set and somebody who types."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PHYSIOCHECK_MAIL__HOST", "127.0.0.1")
    monkeypatch.setenv("PHYSIOCHECK_MAIL__SENDER", "clinic@example.org")
    monkeypatch.setattr("sys.stdin", io.StringIO("walnut ferry quiet lamp\n"))
    yield folder
    stop_logging()


def test_of_every_command_it_is_said_what_it_does_where_there_is_no_database() -> None:
    assert sorted(names_of_commands(typer.main.get_command(app))) == sorted({*ON_RECORDS, *MAKE_ONE, *WITHOUT_ONE})


@pytest.mark.parametrize("is_named", [False, True], ids=["data folder", "address"])
@pytest.mark.parametrize("command", ON_RECORDS)
def test_a_command_on_records_says_that_there_are_none_and_makes_nothing(
    command: str,
    is_named: bool,
    tmp_path: Path,
    elsewhere: Path,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if is_named:
        monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", f"sqlite:///{tmp_path}/mistyped/records.sqlite3")
    before = sorted(tmp_path.rglob("*"))

    code = run([*command.split(), *ON_RECORDS[command]])

    told = capsys.readouterr()
    place = tmp_path / "mistyped" / "records.sqlite3" if is_named else data_folder / "physiocheck.sqlite3"
    assert (code, told.out) == (ExitCode.STORAGE, "")
    assert f"The database {place} has no records yet." in told.err
    assert "Check data_folder" in told.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["audit verify", "files check", "keys status", "person carry-out"])
def test_an_empty_file_is_no_database_either(
    command: str, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data_folder.mkdir()
    (data_folder / "physiocheck.sqlite3").touch()
    assert run(command.split()) == ExitCode.STORAGE
    assert "physiocheck database create" in capsys.readouterr().err
