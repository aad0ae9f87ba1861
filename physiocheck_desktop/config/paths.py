"""Where the program keeps its files on this computer: settings, database, logs."""

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import Final

from platformdirs import user_config_path, user_data_path

APPLICATION: Final = "PhysioCheck"
CONFIG_FILE_VARIABLE: Final = "PHYSIOCHECK_CONFIG_FILE"


_OWNER_ONLY: Final = 0o700
_OTHERS: Final = 0o077


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


def close_own_folder(folder: Path) -> bool:
    """Take other accounts' rights from a folder with files of ours, and return whether nobody else may enter it then.

    One that is somebody else's, that all may write in, or that holds the home folder is for more than our files and is
    left as it is; so is everything on Windows, where the user profile's own rights see to it.
    """
    if os.name == "nt":
        return True
    try:
        found = folder.stat()
        is_open = bool(found.st_mode & _OTHERS)
        if is_open and found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX and not _holds_home(folder):
            folder.chmod(_OWNER_ONLY)
            is_open = False
    except OSError:
        return False
    return not is_open


def close_data_folder(folder: Path) -> bool:
    """Do so with a data folder that is ours: one with records of ours in it, or with nothing else than our log."""
    try:
        names = {each.name for each in folder.iterdir()}
    except OSError:
        return False
    marks = {database_file(folder).name, computer_file(folder).name}
    return bool(names & marks or names <= {log_file(folder).parent.name}) and close_own_folder(folder)


def _holds_home(folder: Path) -> bool:
    try:
        return Path.home().resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # an account without a home
        return False


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


def sample_mark(home: Path) -> Path:
    """Return the path of the file by which a sample clinic's folder says what it is."""
    return home / "SAMPLE-DATA.txt"


def holds_sample_data(data_folder: Path) -> bool:
    """Return whether all records in a folder are made up."""
    return sample_mark(data_folder.parent).is_file()


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
