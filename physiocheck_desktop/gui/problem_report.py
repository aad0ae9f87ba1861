"""Writes down a fault of the program, for whoever looks after it: what ran where, without names or health data."""

import logging
import platform
import sys
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import qVersion

from physiocheck_desktop import __version__
from physiocheck_desktop.gui.models.trouble import error_details

logger = logging.getLogger(__name__)

MOST_REPORTS: Final = 20
_UNTOLD: Final = "-untold"


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
    return _write(data_folder, error_details(error), "")


def write_last_report(data_folder: Path, message: str) -> None:
    """Write down why the program ends now, without a chance to tell anybody; `take_untold` tells it at the next start.

    Args:
        data_folder: This user's data.
        message: What is known of it. The lines of this program that led to it are written down as well.
    """
    _write(data_folder, "".join((*traceback.format_stack()[:-2], message)), _UNTOLD)


def take_untold(data_folder: Path) -> Path | None:
    """Return the report of a fault that ended the program, once; None where there is none."""
    told: Path | None = None
    for file in sorted(reports_folder(data_folder).glob(f"problem-*{_UNTOLD}.txt")):
        told = file.with_name(file.name.replace(_UNTOLD, ""))
        try:
            file.replace(told)
        except OSError as trouble:
            logger.warning("A report of a fault could not be marked as told: %s", trouble.errno)
    return told


def _write(data_folder: Path, details: str, mark: str) -> ProblemReport:
    now = datetime.now(UTC)
    lines = (
        f"PhysioCheck {__version__}, {now:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}, {sys.getdefaultencoding()}",
        "",
        details,
        "",
    )
    text = "\n".join(lines)
    folder = reports_folder(data_folder)
    file = folder / f"problem-{now:%Y%m%d-%H%M%S-%f}{mark}.txt"
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
