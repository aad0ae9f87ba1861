"""Writes down a fault of the program, for whoever looks after it: what ran where, without names or health data."""

import logging
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import qVersion

from physiocheck_desktop import __version__
from physiocheck_desktop.gui.models.trouble import error_details

logger = logging.getLogger(__name__)

MOST_REPORTS: Final = 20


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """What was written down.

    Attributes:
        text: The report.
        file: Where it is kept, None where that could not be written.
    """

    text: str
    file: Path | None


def reports_folder(data_folder: Path) -> Path:
    """Return where the reports of a user are kept."""
    return data_folder / "reports"


def write_report(data_folder: Path, error: BaseException) -> ProblemReport:
    """Write down an error in a file that only its owner reads; of the reports before, the newest few are kept."""
    now = datetime.now(UTC)
    lines = (
        f"PhysioCheck {__version__}, {now:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}, {sys.getdefaultencoding()}",
        "",
        error_details(error),
        "",
    )
    text = "\n".join(lines)
    folder = reports_folder(data_folder)
    file = folder / f"problem-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("problem-*.txt"))[:-MOST_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError as trouble:
        logger.warning("A report of a fault could not be written: %s", trouble.errno)
        return ProblemReport(text, None)
    return ProblemReport(text, file)
