"""A Python or a computer that the packages do not exist for is refused with what to do instead."""

import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import supported
from system_packages import SetupError

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_this_machine_is_supported() -> None:
    supported.check_supported()


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_a_python_without_packages_is_refused_by_its_number(
    version: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))

    with pytest.raises(SetupError, match=r"needs Python 3\.11, 3\.12 or 3\.13"):
        supported.check_supported()


@pytest.mark.parametrize(
    ("system", "machine", "sentence"),
    [
        ("linux", "aarch64", "no build for Linux on aarch64"),
        ("darwin", "x86_64", "no build for Macs with an Intel processor"),
        ("freebsd14", "amd64", "does not know the system freebsd14"),
    ],
)
def test_a_processor_or_system_without_the_pose_library_is_refused(
    system: str, machine: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)

    with pytest.raises(SetupError, match=sentence):
        supported.check_supported()


def test_a_windows_python_for_arm_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "win-arm64")

    with pytest.raises(SetupError, match="install the x86-64 build of Python"):
        supported.check_supported()


@pytest.mark.parametrize(
    ("libc", "sentence"), [(("", ""), "not glibc"), (("glibc", "2.31"), r"glibc is 2\.31; Qt needs 2\.34")]
)
def test_a_linux_older_than_the_libraries_is_refused(
    libc: tuple[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(platform, "libc_ver", lambda: libc)

    with pytest.raises(SetupError, match=sentence):
        supported.check_supported()


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_the_scripts_need_nothing_but_the_standard_library(script: str) -> None:
    """Without site packages the modules that a script is made of can still be imported."""
    code = f"import sys, runpy; sys.path.insert(0, {str(SCRIPTS)!r}); runpy.run_path({str(SCRIPTS / script)!r})"

    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)
