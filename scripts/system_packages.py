"""The system libraries that the program and its tests need on Linux: found, installed on Debian, or asked for."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLESv2.so.2": "libgles2",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Shared libraries that Qt and MediaPipe load, and the Debian package each comes in."""

TEST_COMMANDS = {
    "mariadbd": "mariadb-server-core",
    "my_print_defaults": "mariadb-client-core",
    "openssl": "openssl",
    "strace": "strace",
    "Xvfb": "xvfb",
}
"""Commands that the tests call besides, and the Debian package each comes in.

The cores of MariaDB alone are the program and what makes its data folder: no service of the system is set up, and
nothing runs before a test wants it.
"""

COMMAND_FOLDERS = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
"""Where commands are looked for; Debian keeps servers out of the path of ordinary users."""


class SetupError(Exception):
    """Something that the person has to mend before the program can be set up; the message says what and how."""


def ensure_system_packages(*, for_tests: bool) -> None:
    """Install what is missing on Debian or Ubuntu as root; elsewhere say exactly what to type.

    Does nothing on Windows and macOS, where the Python packages bring all that they need.

    Raises:
        SetupError: Something is missing and this account or system cannot install it by itself.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        return
    command = f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"These system libraries are missing, by their Debian names: {', '.join(missing)}.\n"
            "Install them with this system's package manager, then start again."
        )
    if os.geteuid() != 0:
        raise SetupError(f"System packages are missing. Type this, then start again:\n\n    sudo sh -c '{command}'\n")
    print(f"Installing system packages: {', '.join(missing)}", flush=True)
    install = ("install", "--yes", "--no-install-recommends", *missing)
    if _apt_get(*install):
        # The lists of packages are missing on a fresh machine, and out of date on an old one.
        complaint = _apt_get("update") or _apt_get(*install)
        if complaint:
            raise SetupError(
                f"apt-get could not install them; it said:\n\n{complaint}\n\n"
                "Often it is the network, or another installation under way. Mend that, then start again; or type:\n\n"
                f"    {command}"
            )


def missing_packages(*, for_tests: bool) -> list[str]:
    """Return the Debian names of what is missing, sorted."""
    missing = {package for library, package in LIBRARIES.items() if not _loads(library)}
    if not _has_venv():
        missing.add(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if not any(next(folder.rglob("*.[ot]t[fc]"), None) for folder in FONT_FOLDERS if folder.is_dir()):
        missing.add("fonts-dejavu-core")
    if for_tests:
        missing.update(
            package for command, package in TEST_COMMANDS.items() if shutil.which(command, path=COMMAND_FOLDERS) is None
        )
    return sorted(missing)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_venv() -> bool:
    """Whether this Python can make an environment with pip in it; Debian keeps that in a package of its own."""
    try:
        import ensurepip  # noqa: F401, PLC0415  # only its presence matters
        import venv  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def _apt_get(*arguments: str) -> str:
    """Run apt-get; return its last words where it failed, and nothing where all went well."""
    finished = subprocess.run(
        # Unattended upgrades may hold the lock for a while after a machine was started.
        ["apt-get", "--quiet", "--option", "DPkg::Lock::Timeout=120", *arguments],
        env=dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if finished.returncode == 0:
        return ""
    return "\n".join(finished.stderr.strip().splitlines()[-4:]) or f"exit code {finished.returncode}"
