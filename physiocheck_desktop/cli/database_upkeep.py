"""What `physiocheck database` does and prints."""

import json as json_text
from dataclasses import asdict
from pathlib import Path
from typing import Final

from rich.table import Table

from physiocheck_desktop.bootstrap import build_database_upkeep
from physiocheck_desktop.cli.console import output_console, standard_output
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from physiocheck_desktop.services.database_upkeep import DatabaseState, DatabaseUpkeep, SchemaChange

_STATE_WORDS: Final = {
    DatabaseState.EMPTY: "no tables yet; physiocheck database create makes them",
    DatabaseState.CURRENT: "up to date",
    DatabaseState.OLDER: "of an older version; physiocheck database upgrade brings them up to date",
    DatabaseState.NEWER: "of a newer version of PhysioCheck, which is needed to use them",
    DatabaseState.INTERRUPTED: "half-way in a change that was interrupted; run that command again",
    DatabaseState.FOREIGN: "not PhysioCheck's",
}


def print_status(*, json: bool) -> None:
    """Print where the database is and how it stands."""
    status = _upkeep().status()
    if json:
        _write_json(asdict(status))
        return
    encrypted = {None: "", True: ", encrypted", False: ", not encrypted"}[status.encrypted]
    rows = {
        "database": status.place,
        "server": f"{status.server or 'none yet'}{encrypted}",
        "tables": _STATE_WORDS[status.state],
        "schema": f"{status.revision or 'none'}; this version works with {status.newest}",
        "newest copy": str(status.newest_copy or "none"),
    }
    with output_console() as console:
        table = Table.grid(padding=(0, 2))
        table.add_column()
        table.add_column(overflow="fold")  # a path that is cut off leads nowhere
        for name, told in rows.items():
            table.add_row(name, told)
        console.print(table)


def print_check(*, json: bool) -> ExitCode:
    """Print what each check found, and return 6 where something is not as it should be."""
    findings = _upkeep().check()
    sound = all(finding.sound for finding in findings)
    if json:
        _write_json({"sound": sound, "findings": [asdict(finding) for finding in findings]})
    else:
        with output_console() as console:
            table = Table.grid(padding=(0, 2))
            for finding in findings:
                table.add_row("ok" if finding.sound else "FAULT", finding.subject, finding.told)
            console.print(table)
    return ExitCode.DONE if sound else ExitCode.STORAGE


def create_tables() -> None:
    """Make the tables in an empty database."""
    change = _upkeep(may_make=True).create()
    _say("The tables are there already." if change.before == change.after else f"Tables made, schema {change.after}.")


def upgrade_tables() -> None:
    """Bring older tables up to date."""
    change = _upkeep().upgrade()
    if change.before == change.after:
        _say("The tables are up to date.")
    else:
        _say(f"Tables brought from schema {change.before or 'none'} to {change.after}.", change)


def back_up(output: Path | None) -> None:
    """Copy all records into a new file."""
    _say(f"All records copied to {_upkeep().back_up(output)}")


def restore_copy(copy: Path, *, replace: bool) -> None:
    """Put the records of a copy back."""
    change = _upkeep(may_make=True).restore(copy, replace=replace)
    _say(f"The records of {copy} are back, schema {change.after}.", change)


def print_grants(account: str) -> None:
    """Print the statements that give an account of the server what the daily work needs."""
    statements = _upkeep().grants(account)
    with standard_output() as output:
        output.write("\n".join(statements) + "\n")


def _upkeep(*, may_make: bool = False) -> DatabaseUpkeep:
    return build_database_upkeep(load_settings(), is_there=not may_make)


def _say(line: str, change: SchemaChange | None = None) -> None:
    with output_console() as console:
        console.print(line, soft_wrap=True)
        if change is not None and change.copy is not None:
            console.print(f"What was there before: {change.copy}", soft_wrap=True)


def _write_json(content: dict[str, object]) -> None:
    with standard_output() as output:
        output.write(json_text.dumps(content, indent=2, default=str, ensure_ascii=False) + "\n")
