"""A private Python environment with exactly the locked packages, made once and only looked at afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from one_at_a_time import one_at_a_time
from packages import check_room, install_locked
from system_packages import SetupError

ROOT = Path(__file__).resolve().parent.parent
STAMP = "physiocheck-stamp.json"
_LEADING_ASTRAY = (
    "PYTHONEXECUTABLE",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
    "PIP_CONSTRAINT",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)


def clean_environment() -> dict[str, str]:
    """Return this process's environment variables without those that would lead another Python or its Qt astray."""
    return {name: value for name, value in os.environ.items() if name not in _LEADING_ASTRAY}


def ensure_environment(folder: Path, lock: Path) -> Path:
    """Make the environment where it is missing, damaged or out of date, and return its Python.

    Args:
        folder: Where the environment is or shall be.
        lock: Requirements with exact versions and hashes.

    Raises:
        SetupError: It cannot be made; half of one is removed again, and the next start begins anew.
    """
    wanted = {
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest(),
        "python": platform.python_version(),
        "root": str(ROOT),
    }
    if not _is_current(folder, wanted):
        with one_at_a_time(folder.with_name(folder.name + ".lock")):
            if not _is_current(folder, wanted):  # whoever was waited for may have made it
                _make(folder, lock, wanted)
    return _python_of(folder)


def _python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_current(folder: Path, wanted: dict[str, str]) -> bool:
    """Whether an environment was finished for this lock, Python and place, and no file of it is missing or cut off."""
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        files = found.pop("files")
        return (
            found == wanted
            and _python_of(folder).exists()
            and not _is_gone(_home_of(folder))
            and all((folder / name).stat().st_size == size for name, size in files.items())
        )
    except (OSError, ValueError, KeyError, AttributeError, StopIteration):
        return False


def _home_of(folder: Path) -> Path:
    """Return where the Python is that an environment was made with; on Windows the environment cannot run without."""
    lines = (folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    return Path(next(line for line in lines if line.startswith("home")).partition("=")[2].strip())


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:  # it is there, but not for our eyes: Windows guards the folders of programs from its store
        return False
    return False


def _make(folder: Path, lock: Path, wanted: dict[str, str]) -> None:
    _remove(folder)
    check_room(folder.parent)
    print(f"Making the environment {folder.name} (once; this downloads a few hundred megabytes).", flush=True)
    try:
        _fill(folder, lock)
        (folder / STAMP).write_text(json.dumps({**wanted, "files": _files(folder)}), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise SetupError(
            f"The environment {folder} could not be made: {error}.\nMend that, then start again."
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # half an environment only takes room
        raise


def _remove(folder: Path) -> None:
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"The old environment {folder} cannot be removed: {error}.\n"
            "Close programs that use it, or remove it by hand, then start again."
        ) from error


def _fill(folder: Path, lock: Path) -> None:
    variables = clean_environment()
    # Not this very interpreter, which may be the one of the environment that was just removed.
    base = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run(
        [base, "-I", "-m", "venv", str(folder)],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if made.returncode != 0:
        raise SetupError(f"Python could not make the environment {folder}; it said:\n\n{made.stdout.strip()}")
    install_locked(_python_of(folder), lock, variables)
    site = sysconfig.get_path("purelib", "venv", vars={"base": str(folder), "platbase": str(folder)})
    # A path file instead of an installation: what is run is always what stands in this folder. Its line is code, and
    # plain ASCII, because Python before 3.13 reads path files in the system's own encoding.
    (Path(site) / "physiocheck-desktop.pth").write_text(
        f"import sys; sys.path.append({str(ROOT)!a})\n", encoding="ascii"
    )


def _files(folder: Path) -> dict[str, int]:
    """Return the size of every file of the environment but compiled ones, which Python makes anew when it likes."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
