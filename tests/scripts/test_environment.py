"""The set-up says what is wrong in a sentence, and a second run does nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

import environment
import system_packages

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def empty_lock(tmp_path: Path) -> Path:
    lock = tmp_path / "lock.txt"
    lock.write_text("", encoding="utf-8")
    return lock


@pytest.mark.slow
def test_an_environment_is_made_once_used_again_and_made_anew_when_its_lock_changes(
    tmp_path: Path, empty_lock: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = environment.ensure_environment(tmp_path / "env", empty_lock)
    assert "Making the environment" in capfd.readouterr().out
    there = [str(python), "-P", "-c", "import physiocheck_desktop; print(physiocheck_desktop.__file__)"]
    printed = subprocess.run(there, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(printed.strip()).is_relative_to(SCRIPTS.parent)

    environment.ensure_environment(tmp_path / "env", empty_lock)
    assert capfd.readouterr().out == ""

    empty_lock.write_text("# changed\n", encoding="utf-8")
    environment.ensure_environment(tmp_path / "env", empty_lock)
    assert "Making the environment" in capfd.readouterr().out


@pytest.mark.slow
def test_a_package_whose_hash_is_wrong_is_refused_with_a_sentence(tmp_path: Path, empty_lock: Path) -> None:
    empty_lock.write_text(f"colorama==0.4.6 --hash=sha256:{'0' * 64}\n", encoding="utf-8")

    with pytest.raises(system_packages.SetupError, match="packages could not be installed"):
        environment.ensure_environment(tmp_path / "env", empty_lock)
    assert not (tmp_path / "env" / "physiocheck-stamp.json").exists()


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_a_python_without_packages_is_refused_by_its_number(
    version: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))

    with pytest.raises(system_packages.SetupError, match=r"needs Python 3\.11, 3\.12 or 3\.13"):
        environment.check_python()


def test_variables_that_lead_another_python_astray_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")

    assert not {"PYTHONPATH", "PYTHONHOME"} & set(environment.clean_environment())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are a matter of Linux")
def test_an_ordinary_user_is_told_the_exact_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "missing_packages", lambda *, for_tests: ["libegl1", "libxcb-cursor0"])
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)

    with pytest.raises(system_packages.SetupError) as told:
        system_packages.ensure_system_packages(for_tests=False)
    assert "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libegl1 libxcb-cursor0'" in str(
        told.value
    )
