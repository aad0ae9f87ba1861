"""A private Python environment with exactly the locked packages, made once and only looked at afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from system_packages import SetupError

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)
_LEADING_ASTRAY = (
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_USER",
    "PIP_REQUIRE_VIRTUALENV",
)


def check_python() -> None:
    """Refuse a Python or a machine that the pinned packages do not exist for.

    Raises:
        SetupError: With what to do instead.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SetupError(
            f"This is Python {platform.python_version()}; PhysioCheck needs Python 3.11, 3.12 or 3.13.\n"
            "Install one of them and start this script with it, for example: python3.12 scripts/run.py"
        )
    if sys.maxsize < 2**32:
        raise SetupError("This Python is a 32-bit build. Install a 64-bit Python 3.11, 3.12 or 3.13 and use that.")
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise SetupError(
            "The pose library has no build for Macs with an Intel processor.\n"
            "PhysioCheck runs on Apple silicon, Windows and Linux. On Apple silicon use a native Python, not Rosetta."
        )


def clean_environment() -> dict[str, str]:
    """Return this process's environment variables without those that would lead another Python astray."""
    return {name: value for name, value in os.environ.items() if name not in _LEADING_ASTRAY}


def ensure_environment(folder: Path, lock: Path) -> Path:
    """Make the environment where it is missing, broken or out of date, and return its Python.

    Args:
        folder: Where the environment is or shall be.
        lock: Requirements with exact versions and hashes.

    Raises:
        SetupError: It cannot be made; what was there before may be gone and is made anew at the next try.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "physiocheck-stamp.json"
    wanted = {
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest(),
        "python": platform.python_version(),
        "root": str(ROOT),
    }
    with _one_at_a_time(folder.with_name(folder.name + ".lock")):
        if _is_current(stamp, wanted, python):
            return python
        _make(folder, lock, python)
        stamp.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
    return python


def _is_current(stamp: Path, wanted: dict[str, str], python: Path) -> bool:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return found == wanted and python.exists()


def _make(folder: Path, lock: Path, python: Path) -> None:
    print(f"Making the environment {folder.name} (once; this downloads a few hundred megabytes) …", flush=True)
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"The old environment {folder} cannot be removed: {error.strerror}.\n"
            "Close programs that use it, or remove it by hand, then start again."
        ) from error
    _run([sys.executable, "-m", "venv", str(folder)], "The environment could not be made")
    _run(
        [
            *(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
            *("--only-binary", ":all:", "--require-hashes", "--requirement", str(lock)),
        ],
        "The packages could not be installed",
    )
    site = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    # A path file instead of an installation: what is run is always what stands in this folder.
    (Path(site) / "physiocheck-desktop.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def _run(command: list[str], failure: str) -> None:
    try:
        returned = subprocess.run(command, env=clean_environment(), check=False).returncode
    except OSError as error:
        raise SetupError(f"{failure}: {error.strerror}.") from error
    if returned != 0:
        raise SetupError(
            f"{failure}; the lines above say why.\n"
            "Mostly it is the network, a proxy, or a full disk. Nothing of yours is lost: mend it and start again."
        )


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Let one process at a time make an environment; the others wait. The system frees it when a process dies."""
    try:
        handle = path.open("a+b")
    except OSError as error:
        raise SetupError(f"This folder cannot be written to: {path.parent} ({error.strerror}).") from error
    with handle:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  # exists on Windows alone

            while True:
                try:
                    handle.seek(0)
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined, unused-ignore]
                    break
                except OSError:  # it gives up after ten seconds; making an environment takes longer
                    continue
        else:
            import fcntl  # noqa: PLC0415  # exists elsewhere alone

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
