"""What `physiocheck files` does and prints."""

from typing import Final

from rich.table import Table

from physiocheck_desktop.bootstrap import build_file_upkeep
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from physiocheck_desktop.domain.stored_file import FileKind
from physiocheck_desktop.services.file_upkeep import FileCheck, FileFault

_FAULT_WORDS: Final = {
    FileFault.MISSING: "gone, or changed by something else",
    FileFault.ELSEWHERE: "in a store that the settings do not name",
    FileFault.LEFT_OVER: "left over; physiocheck files tidy erases it",
    FileFault.STRAY: "not known to this database; another one may have put it there",
}
_KIND_WORDS: Final = {
    FileKind.PROFILE_PICTURE: "picture of a person",
    FileKind.CREDENTIAL: "document of a physician",
    FileKind.EXERCISE_PICTURE: "picture of an exercise",
    FileKind.REFERENCE_CLIP: "clip of an exercise",
}


def check_files(*, each: bool) -> ExitCode:
    """Print whether the stores work and, where asked for, what is wrong with kept files; return 6 where some are amiss.

    Raises:
        StorageError: A store or the database does not work.
    """
    with build_file_upkeep(load_settings()) as upkeep:
        first, *others = upkeep.probe()
        check = upkeep.check() if each else FileCheck(0, ())
    with output_console() as console:
        console.print(f"New files are kept in {first}. Keeping, reading and erasing one works.", soft_wrap=True)
        for other in others:
            console.print(f"Earlier ones may be in {other}, which works too.", soft_wrap=True)
        if each:
            console.print(f"Files as they were kept: {check.sound}.")
            table = Table.grid(padding=(0, 2))
            for finding in check.findings:
                kind = "file" if finding.kind is None else _KIND_WORDS[finding.kind]
                table.add_row(str(finding.file_id), kind, _FAULT_WORDS[finding.fault])
            console.print(table)
    return ExitCode.STORAGE if check.findings else ExitCode.DONE


def tidy_files() -> None:
    """Erase what is left over."""
    with build_file_upkeep(load_settings()) as upkeep:
        erased = upkeep.sweep()
    with output_console() as console:
        console.print(f"Files erased that were left over: {erased}.")
