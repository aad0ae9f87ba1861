"""Missing system libraries are installed by root on Debian; anybody else is told the exact command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import system_packages
from system_packages import SetupError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are a matter of Linux")


@pytest.fixture
def apt_get(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two libraries are missing; return the verbs of the calls to a Debian's apt-get, of which the first fails."""
    called: list[str] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        called.append(next(word for word in command if word in {"install", "update"}))
        return SimpleNamespace(returncode=100 if len(called) == 1 else 0, stderr="E: Unable to locate package libegl1")

    monkeypatch.setattr(system_packages, "missing_packages", lambda *, for_tests: ["libegl1", "libxcb-cursor0"])
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", run)
    return called


def test_an_ordinary_user_is_told_the_exact_command_to_type(
    apt_get: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SetupError) as told:
        system_packages.ensure_system_packages(for_tests=False)

    command = "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libegl1 libxcb-cursor0'"
    assert command in str(told.value)
    assert apt_get == []


def test_root_installs_what_is_missing_says_so_and_fetches_the_lists_only_when_needed(
    apt_get: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    system_packages.ensure_system_packages(for_tests=False)
    assert apt_get == ["install", "update", "install"]
    assert "Installing system packages: libegl1, libxcb-cursor0" in capsys.readouterr().out

    system_packages.ensure_system_packages(for_tests=False)
    assert apt_get[3:] == ["install"]


def test_a_system_without_apt_is_told_the_names(apt_get: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(SetupError, match="by their Debian names: libegl1, libxcb-cursor0"):
        system_packages.ensure_system_packages(for_tests=False)
    assert apt_get == []


def test_apt_get_s_own_words_are_passed_on_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "missing_packages", lambda *, for_tests: ["libegl1"])
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    failed = SimpleNamespace(returncode=100, stderr="E: Could not get lock /var/lib/dpkg/lock-frontend")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)

    with pytest.raises(SetupError, match="Could not get lock"):
        system_packages.ensure_system_packages(for_tests=False)


def test_a_library_that_cannot_be_loaded_and_a_missing_font_are_named_by_their_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.7": "libnowhere7"})
    monkeypatch.setattr(system_packages, "FONT_FOLDERS", (tmp_path,))
    monkeypatch.setattr(system_packages, "TEST_COMMANDS", {"sh": "dash", "no-such-command": "nosuch"})

    assert system_packages.missing_packages(for_tests=False) == ["fonts-dejavu-core", "libnowhere7"]
    assert system_packages.missing_packages(for_tests=True) == ["fonts-dejavu-core", "libnowhere7", "nosuch"]


def test_every_library_that_qt_needs_under_x11_is_in_the_list() -> None:
    """What the plugin for X11 links to is there, or is brought by a package of the list."""
    from PySide6.QtCore import QLibraryInfo  # noqa: PLC0415  # the file is found without starting Qt

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    linked = subprocess.run(
        ["ldd", plugins / "platforms" / "libqxcb.so"], capture_output=True, text=True, check=True
    ).stdout
    assert "libxcb-cursor.so.0" in linked
    assert "not found" not in linked
