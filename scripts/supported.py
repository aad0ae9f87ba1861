"""Which Pythons and computers the locked packages exist for, and what to do on another."""

from __future__ import annotations

import platform
import sys
import sysconfig
from pathlib import Path

from system_packages import SetupError

OLDEST, NEWEST = (3, 11), (3, 13)
OLDEST_GLIBC = (2, 34)
OLDEST_MACOS = (14, 0)


def check_supported() -> None:
    """Refuse a Python or a computer that the locked packages do not exist for.

    Raises:
        SetupError: With what to do instead.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        script = Path(sys.argv[0]).name
        raise SetupError(
            f"This is Python {platform.python_version()}; PhysioCheck needs Python 3.11, 3.12 or 3.13.\n"
            f"Install one of them and start this script with it, for example: python3.12 scripts/{script}"
        )
    if sys.maxsize < 2**32:
        raise SetupError("This Python is a 32-bit build. Install a 64-bit Python 3.11, 3.12 or 3.13 and use that.")
    reason = {"linux": _reason_on_linux, "darwin": _reason_on_macos, "win32": _reason_on_windows}.get(sys.platform)
    sentence = reason() if reason else f"PhysioCheck does not know the system {sys.platform}."
    if sentence:
        raise SetupError(f"{sentence}\nPhysioCheck runs on Linux x86-64, Windows x86-64 and Macs with Apple silicon.")


def _reason_on_linux() -> str:
    if platform.machine() != "x86_64":
        return f"The pose library has no build for Linux on {platform.machine()}."
    name, version = platform.libc_ver()
    if name != "glibc":
        return "This system's C library is not glibc, which Qt and the pose library are built for."
    if _numbers(version) < OLDEST_GLIBC:
        return f"This system's glibc is {version}; Qt needs 2.34 or later (Debian 12, Ubuntu 22.04, or newer)."
    return ""


def _reason_on_macos() -> str:
    if platform.machine() != "arm64":
        return (
            "The pose library has no build for Macs with an Intel processor.\n"
            "If this Mac has Apple silicon, this Python runs under Rosetta: install a native one and use that."
        )
    version = platform.mac_ver()[0]
    if _numbers(version) < OLDEST_MACOS:
        return f"This is macOS {version}; the video library needs macOS 14 or later."
    return ""


def _reason_on_windows() -> str:
    if sysconfig.get_platform() != "win-amd64":
        return "The pose library has no build for this Python. On Windows install the x86-64 build of Python."
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
