"""What `physiocheck audit` does and prints."""

import re
from typing import Final

from physiocheck_desktop.bootstrap import open_records
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode, InputError
from physiocheck_desktop.services.audit import verify_trail

_NOTED: Final = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


def verify_audit_trail(expect: str | None) -> ExitCode:
    """Print where the trail is not as it was written, and return 6 where it is not; else what to note of its end.

    Args:
        expect: What an earlier run has printed to note, as POSITION:DIGEST.
    """
    noted = None if expect is None else _noted(expect)
    with open_records(load_settings(), are_there=True) as unit_of_work:
        (position, digest), faults = verify_trail(unit_of_work, noted)
    with output_console() as console:
        for fault in faults:
            console.print(fault, soft_wrap=True)
        if not faults:
            console.print(f"All {position} entries are as they were written.")
        if not faults and position:
            console.print(f"To note elsewhere, for the next time: --expect {position}:{digest}", soft_wrap=True)
    return ExitCode.STORAGE if faults else ExitCode.DONE


def _noted(told: str) -> tuple[int, str]:
    found = _NOTED.fullmatch(told)
    if found is None:
        raise InputError(
            "What is expected is not of the form POSITION:DIGEST.", remedy="Give it as an earlier run has printed it."
        )
    return int(found[1]), found[2]
