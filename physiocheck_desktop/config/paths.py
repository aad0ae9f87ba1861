"""Where the program keeps its files on this computer: settings, database, logs."""

import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from platformdirs import user_config_path, user_data_path

APPLICATION: Final = "PhysioCheck"
CONFIG_FILE_VARIABLE: Final = "PHYSIOCHECK_CONFIG_FILE"


_OWNER_ONLY: Final = 0o700


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, which only the owner may enter; others are left as they are.

    `Path.mkdir` gives its mode to the last folder alone.

    Raises:
        OSError: It cannot be made.
    """
    for each in reversed(folder.parents):
        if not each.exists():
            each.mkdir(mode=_OWNER_ONLY, exist_ok=True)
    folder.mkdir(mode=_OWNER_ONLY, exist_ok=True)


def config_file() -> Path:
    """Return the settings file of this user, which need not exist; `PHYSIOCHECK_CONFIG_FILE` names another."""
    named = os.environ.get(CONFIG_FILE_VARIABLE)
    return Path(named) if named else user_config_path(APPLICATION, appauthor=False) / "settings.toml"


def default_data_folder() -> Path:
    """Return the folder for this user's data, which need not exist."""
    return user_data_path(APPLICATION, appauthor=False)


def database_file(data_folder: Path) -> Path:
    """Return the embedded database's path."""
    return data_folder / "physiocheck.sqlite3"


def files_folder(data_folder: Path) -> Path:
    """Return the folder of the pictures, documents and clips that people bring."""
    return data_folder / "files"


def sample_clinic_folder(data_folder: Path) -> Path:
    """Return the folder of the sample clinic, in which nothing is anybody's."""
    return data_folder / "sample-clinic"


def log_file(data_folder: Path) -> Path:
    """Return the newest log file's path; older ones have a number after it."""
    return data_folder / "logs" / "physiocheck.log"


def choices_file(data_folder: Path) -> Path:
    """Return the path of the file with what was chosen in the window."""
    return data_folder / "choices.json"


def computer_file(data_folder: Path) -> Path:
    """Return the path of the file that tells this computer from others on the same server."""
    return data_folder / "computer-id"


def journal_file(data_folder: Path, database: str) -> Path:
    """Return the path of the journal of what is on its way to a database.

    Args:
        data_folder: This user's data.
        database: Which database, without account and password; what waits for one is never sent to another.
    """
    return data_folder / f"journal-{_short(database)}.sqlite3"


def patient_file(data_folder: Path, database: str) -> Path:
    """Return the path of the file that tells who the patient of this computer is in a database.

    Args:
        data_folder: This user's data.
        database: Which database, without account and password.
    """
    return data_folder / f"patient-{_short(database)}"


def _short(database: str) -> str:
    return sha256(database.encode()).hexdigest()[:12]


def key_file(data_folder: Path, *, shared: bool) -> Path:
    """Return the path of the file that may keep the keys to the database of this computer, or to the clinic's."""
    return data_folder / ("clinic-keys" if shared else "keys")
