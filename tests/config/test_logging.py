"""The log goes to a file of the owner's and to nowhere else, also when that file cannot be written."""

import logging
import stat
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from physiocheck_desktop.config.logging import start_logging, stop_logging
from physiocheck_desktop.config.sections import LogLevel

ROOT = Path(__file__).parents[2]
PATIENT = "Maria Muster"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data" / "logs" / "physiocheck.log"
    stop_logging()


def test_what_is_logged_and_warned_of_is_in_the_file(log_file: Path) -> None:
    assert start_logging(log_file) == log_file
    logging.getLogger("physiocheck_desktop.vision").info("The camera is open.")
    logging.getLogger("physiocheck_desktop.vision").debug("Too much to say.")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("An old name was used.", stacklevel=1)
    written = log_file.read_text(encoding="utf-8")
    assert "INFO" in written
    assert "The camera is open." in written
    assert "Too much to say." not in written
    assert "An old name was used." in written


def test_a_traceback_in_the_log_says_where_and_what_but_repeats_no_name(log_file: Path, tmp_path: Path) -> None:
    start_logging(log_file)
    try:
        try:
            (tmp_path / PATIENT).read_bytes()
        except OSError as error:
            raise ValueError(PATIENT) from error
    except ValueError:
        logging.getLogger("test").exception("A command ended in a way that it never should.")
    written = log_file.read_text(encoding="utf-8")
    assert PATIENT not in written
    assert "FileNotFoundError 2" in written
    assert "ValueError" in written
    assert written.index("FileNotFoundError") < written.index("ValueError")
    assert "test_logging.py" in written


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways than modes")
def test_only_the_owner_can_read_the_log_also_after_it_was_rotated(log_file: Path) -> None:
    start_logging(log_file)
    for _ in range(30):
        logging.getLogger("test").error("x" * 60_000)
    stop_logging()
    files = list(log_file.parent.iterdir())
    assert len(files) >= 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(log_file.parent.stat().st_mode) == 0o700
    assert max(file.stat().st_size for file in files) <= 1_100_000


def test_starting_again_does_not_write_twice(log_file: Path) -> None:
    start_logging(log_file)
    start_logging(log_file, LogLevel.WARNING)
    logging.getLogger("test").warning("once")
    logging.getLogger("test").info("not at all")
    written = log_file.read_text(encoding="utf-8")
    assert written.count("once") == 1
    assert "not at all" not in written


def run_logging(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)


def test_nothing_that_is_logged_reaches_the_screen(log_file: Path) -> None:
    shown = run_logging(
        "import logging, warnings\nfrom pathlib import Path\n"
        "from physiocheck_desktop.config.logging import start_logging\n"
        f"start_logging(Path({str(log_file)!r}))\n"
        "logging.getLogger('a').critical('on fire')\nwarnings.warn('smoke')\n"
    )
    assert (shown.stdout, shown.stderr) == ("", "")
    assert "on fire" in log_file.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_made_stops_nothing_and_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shown = run_logging(
        "import logging\nfrom pathlib import Path\nfrom physiocheck_desktop.config.logging import start_logging\n"
        f"assert start_logging(Path({str(tmp_path / 'file' / 'x.log')!r})) is None\n"
        "logging.getLogger('a').critical('on fire')\n"
    )
    assert (shown.stdout, shown.stderr) == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_shows_nothing_and_the_log_says_how_much_is_missing(log_file: Path) -> None:
    shown = run_logging(
        "import logging\nfrom pathlib import Path\nfrom physiocheck_desktop.config import logging as ours\n"
        f"ours.start_logging(Path({str(log_file)!r}))\n"
        "(handler,) = logging.getLogger().handlers\n"
        "good = handler.stream\n"
        "handler.stream = full = open('/dev/full', 'w', buffering=1)  # kept, since to let it go is to fail once more\n"
        "for _ in range(3): logging.getLogger('a').error('lost')\n"
        "handler.stream = good\n"
        "logging.getLogger('a').error('kept')\n"
        "import os; os._exit(0)\n"
    )
    assert (shown.stdout, shown.stderr) == ("", "")
    written = log_file.read_text(encoding="utf-8")
    assert "3 entries before this one could not be written" in written
    assert "kept" in written
    assert "lost" not in written.replace("not be written", "")
