"""An environment is made once, used again without a look at the network, and made anew when it is not what it was."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import environment
import packages
from one_at_a_time import one_at_a_time
from system_packages import SetupError

ROOT = Path(__file__).resolve().parents[2]
MAKING = "Making the environment"


@pytest.fixture
def empty_lock(tmp_path: Path) -> Path:
    lock = tmp_path / "lock.txt"
    lock.write_text("# nothing\n", encoding="utf-8")
    return lock


@pytest.mark.slow
def test_an_environment_is_made_once_and_anew_when_its_lock_changes_or_a_file_of_it_is_damaged(
    tmp_path: Path, empty_lock: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "env"
    python = environment.ensure_environment(folder, empty_lock)
    assert MAKING in capfd.readouterr().out
    there = [str(python), "-P", "-c", "import physiocheck_desktop; print(physiocheck_desktop.__file__)"]
    printed = subprocess.run(there, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(printed.strip()).is_relative_to(ROOT)

    environment.ensure_environment(folder, empty_lock)
    assert capfd.readouterr().out == ""

    (path_file,) = folder.rglob("physiocheck-desktop.pth")
    path_file.write_text("", encoding="ascii")
    environment.ensure_environment(folder, empty_lock)
    assert MAKING in capfd.readouterr().out
    assert path_file.stat().st_size > 0

    monkeypatch.setattr(environment, "_fill", pretend_to_fill)  # that it is begun anew is seen without the seconds
    empty_lock.write_text("# changed\n", encoding="utf-8")
    environment.ensure_environment(folder, empty_lock)
    assert MAKING in capfd.readouterr().out


@pytest.mark.slow
def test_a_package_whose_hash_is_wrong_is_refused_and_half_an_environment_is_not_left(
    tmp_path: Path, empty_lock: Path
) -> None:
    empty_lock.write_text(f"colorama==0.4.6 --hash=sha256:{'0' * 64}\n", encoding="utf-8")

    with pytest.raises(SetupError, match=r"The packages could not be installed\."):
        environment.ensure_environment(tmp_path / "env", empty_lock)
    assert not (tmp_path / "env").exists()


def test_a_finished_environment_is_used_where_the_folder_cannot_be_written_to(
    tmp_path: Path, empty_lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_fill", pretend_to_fill)
    folder = tmp_path / "env"
    environment.ensure_environment(folder, empty_lock)
    (tmp_path / "env.lock").unlink()
    (tmp_path / "env.lock").mkdir()  # as good as a folder that is read-only, also for root

    environment.ensure_environment(folder, empty_lock)

    (folder / environment.STAMP).unlink()
    with pytest.raises(SetupError, match="cannot be written to"):
        environment.ensure_environment(folder, empty_lock)


def test_an_environment_whose_own_python_is_gone_is_made_anew(
    tmp_path: Path, empty_lock: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "_fill", pretend_to_fill)
    environment.ensure_environment(tmp_path / "env", empty_lock)
    config = tmp_path / "env" / "pyvenv.cfg"
    away = f"home = {tmp_path / 'uninstalled'}\n"
    config.write_text(away, encoding="utf-8")
    stamp = tmp_path / "env" / environment.STAMP
    changed = json.loads(stamp.read_text(encoding="utf-8"))
    changed["files"]["pyvenv.cfg"] = len(away)
    stamp.write_text(json.dumps(changed), encoding="utf-8")
    capfd.readouterr()

    environment.ensure_environment(tmp_path / "env", empty_lock)

    assert MAKING in capfd.readouterr().out


@pytest.mark.parametrize("obstacle", ["file", "link to a folder that is somebody else's"])
def test_whatever_stands_in_the_environment_s_place_gives_way_and_nothing_else_is_touched(
    obstacle: str, tmp_path: Path, empty_lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_fill", pretend_to_fill)
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept.txt").touch()
    if obstacle == "file":
        (tmp_path / "env").touch()
    else:
        (tmp_path / "env").symlink_to(other)

    environment.ensure_environment(tmp_path / "env", empty_lock)

    assert (other / "kept.txt").exists()
    assert (tmp_path / "env" / environment.STAMP).exists()


def test_two_starts_at_once_make_one_environment(
    tmp_path: Path, empty_lock: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "_fill", pretend_to_fill)
    folder = tmp_path / "env"
    with one_at_a_time(tmp_path / "env.lock"):
        second = threading.Thread(target=environment.ensure_environment, args=(folder, empty_lock))
        second.start()
        second.join(timeout=0.5)
        assert second.is_alive()
        assert not folder.exists()
    second.join(timeout=10)
    assert "waiting for it" in capfd.readouterr().out
    environment.ensure_environment(folder, empty_lock)
    assert capfd.readouterr().out == ""


def test_a_disk_with_too_little_room_is_refused_before_anything_is_fetched(
    tmp_path: Path, empty_lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "REQUIRED_BYTES", 10**18)

    with pytest.raises(SetupError, match="GB free; the packages need 1000000000 GB"):
        environment.ensure_environment(tmp_path / "env", empty_lock)
    assert not (tmp_path / "env").exists()


def test_variables_that_lead_another_python_astray_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    astray = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_TARGET", "QT_PLUGIN_PATH"}
    for name in astray:
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")

    handed_on = environment.clean_environment()

    assert not astray & set(handed_on)
    assert handed_on["HTTPS_PROXY"] == "http://proxy.example:3128"


@pytest.mark.slow
def test_files_of_the_caller_s_folder_and_its_pythonpath_do_not_get_in_the_way(
    tmp_path: Path, empty_lock: Path
) -> None:
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    for name in ("venv", "pip", "json", "environment", "physiocheck_desktop"):
        (hostile / f"{name}.py").write_text("raise SystemExit('the wrong file was imported')\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; import environment; "
        "print(environment.ensure_environment(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    (tmp_path / "program.py").write_text(f"import sys; sys.path.insert(0, sys.argv[3]); {program}\n", encoding="utf-8")

    finished = subprocess.run(
        [sys.executable, tmp_path / "program.py", tmp_path / "env", empty_lock, ROOT / "scripts"],
        cwd=hostile,
        env={**os.environ, "VIRTUAL_ENV": str(hostile)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr
    python = finished.stdout.splitlines()[-1]
    environment_of_it = {**environment.clean_environment(), "PYTHONPATH": ""}
    subprocess.run(
        [python, "-P", "-m", "physiocheck_desktop.domain.errors"], cwd=hostile, env=environment_of_it, check=True
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: No matching distribution found for absl-py==2.5.1",
            "The package index cannot be reached",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "so it was refused"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT"),
        ("ERROR: No matching distribution found for mediapipe==0.10.31", "has no build for this computer"),
        ("ERROR: something that nobody has seen before", "Mend what pip says"),
    ],
)
def test_what_pip_says_becomes_a_sentence_with_a_remedy_and_its_own_words(said: str, sentence: str) -> None:
    told = packages.explain(said.splitlines())

    assert sentence in told
    assert said.splitlines()[-1] in told


def pretend_to_fill(folder: Path, lock: Path) -> None:
    """Lay out what an environment consists of, without the seconds that a real one takes."""
    del lock
    python = environment._python_of(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "pyvenv.cfg").write_text(f"home = {folder.parent}\n", encoding="utf-8")
