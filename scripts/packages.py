"""The installation of locked packages with pip: how far it is, and what went wrong in words."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path

from system_packages import SetupError

REQUIRED_BYTES = 2_000_000_000
"""Room for the unpacked packages (0.9 GB) and for their downloads beside them, with some left."""

_CAUSES = (
    (
        ("No space left on device", "not enough space on the disk", "Disk quota exceeded"),
        "The disk is full. Free 2 GB where this folder is and where temporary files go, then start again.",
    ),
    (
        ("DO NOT MATCH THE HASHES", "THESE PACKAGES DO NOT MATCH"),
        "A package that came is not the one that was tested, so it was refused.\n"
        "Something on the way changed it, or the download was cut off. Try again, or from another network.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "certificate verify failed"),
        "The package index could not prove who it is. Where your network looks into encrypted traffic, ask for its\n"
        "certificate, set the variable PIP_CERT to that file, then start again.",
    ),
    (
        (
            "NewConnectionError",
            "Failed to establish a new connection",
            "NameResolutionError",
            "name resolution",
            "getaddrinfo failed",
            "Network is unreachable",
            "timed out",
            "ProxyError",
            "Connection refused",
            "Connection reset",
            "Connection broken",
            "RemoteDisconnected",
        ),
        "The package index cannot be reached. The first start needs the internet; later ones do not.\n"
        "Connect, or where there is a proxy set the variable HTTPS_PROXY to it, then start again.",
    ),
    (
        ("No matching distribution found",),
        "A package has no build for this computer. PhysioCheck runs on Linux x86-64 (glibc), Windows x86-64 and\n"
        "Apple silicon, with the ordinary builds of Python 3.11, 3.12 and 3.13.",
    ),
    (
        ("Permission denied", "Access is denied"),
        "A file could not be written. Close other programs that use this folder, or move it where you may write.",
    ),
)


def check_room(folder: Path) -> None:
    """Refuse to begin what would fill the disk.

    Raises:
        SetupError: With how much is free and how much is needed.
    """
    free = shutil.disk_usage(folder).free
    if free < REQUIRED_BYTES:
        raise SetupError(
            f"The disk of {folder} has {free / 1e9:.1f} GB free; the packages need {REQUIRED_BYTES / 1e9:.0f} GB.\n"
            "Free some, then start again."
        )


def install_locked(python: Path, lock: Path, variables: dict[str, str]) -> None:
    """Install exactly the packages of a lock, each checked against its hash.

    Args:
        python: The environment's own Python.
        lock: Requirements with exact versions and hashes.
        variables: The environment variables pip is to see.

    Raises:
        SetupError: With the cause, where pip's output tells it, and pip's own last words.
    """
    total = len(re.findall(r"^[A-Za-z0-9]", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
    command = [
        *(str(python), "-I", "-u", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"),
        *("--progress-bar", "off", "--only-binary", ":all:", "--require-hashes", "--requirement", str(lock)),
    ]
    progress = _Progress(total)
    said: deque[str] = deque(maxlen=200)
    with subprocess.Popen(
        command,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            said.append(line.rstrip())
            progress.hear(line)
    progress.end()
    if pip.returncode != 0:
        raise SetupError(explain(list(said)))


def explain(said: list[str]) -> str:
    """Return what went wrong, and what to do, in sentences made from pip's output."""
    text = "\n".join(said)
    remedy = next(
        (sentence for signs, sentence in _CAUSES if any(sign in text for sign in signs)),
        "Mend what pip says, then start again.",
    )
    errors = [line for line in said if line.startswith("ERROR")] or [line for line in said if line][-1:]
    return f"The packages could not be installed. {remedy}\n\npip said: {' '.join(errors[-2:])}"


class _Progress:
    """One line on a terminal that says which package is being fetched; nothing where output goes to a file."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0
        self._shown = sys.stdout.isatty()

    def hear(self, line: str) -> None:
        match = re.match(r"Collecting ([A-Za-z0-9._-]+)", line)
        if match:
            self._count = min(self._count + 1, self._total)
            self._show(f"  {self._count} of {self._total}: {match[1]}")
        elif line.startswith("Installing collected packages"):
            self._show("  unpacking")

    def end(self) -> None:
        self._show("")

    def _show(self, text: str) -> None:
        if self._shown:
            print(f"\r{text:<60}" + ("" if text else "\r"), end="", flush=True)
