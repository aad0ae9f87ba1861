"""`physiocheck keys`: where the keys are, a copy out and in, and a new one."""

import subprocess
from pathlib import Path

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from tests.cli.conftest import COMMAND, environment_of

PASSPHRASE = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "keys", *arguments],
        input=f"{PASSPHRASE}\n",
        env=environment_of(PHYSIOCHECK_DATA_FOLDER=str(folder)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_keys_are_copied_lost_and_brought_back(tmp_path: Path) -> None:
    folder, copy = tmp_path / "data", tmp_path / "copy.json"
    build_application(load_settings().model_copy(update={"data_folder": folder})).close()
    exported = run(folder, "export", str(copy), "--passphrase-stdin")
    assert (exported.returncode, exported.stderr) == (ExitCode.DONE, "")
    assert copy.stat().st_mode & 0o077 == 0
    assert run(folder, "rotate").returncode == ExitCode.DONE
    (folder / "keys").unlink()
    assert run(folder, "status").returncode == ExitCode.STORAGE
    older = run(folder, "import", str(copy), "--passphrase-stdin")
    assert (older.returncode, "not the keys" in older.stderr) == (ExitCode.INPUT, True)  # made before the rotation


def test_a_copy_opens_the_records_where_the_keys_were_lost(tmp_path: Path) -> None:
    folder, copy = tmp_path / "data", tmp_path / "copy.json"
    build_application(load_settings().model_copy(update={"data_folder": folder})).close()
    run(folder, "export", str(copy), "--passphrase-stdin")
    (folder / "keys").unlink()
    assert run(folder, "import", str(copy), "--passphrase-stdin").returncode == ExitCode.DONE
    status = run(folder, "status")
    assert (status.returncode, "written with" in status.stdout) == (ExitCode.DONE, True)


def test_a_copy_never_takes_the_place_of_another_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    build_application(load_settings().model_copy(update={"data_folder": folder})).close()
    records = folder / "physiocheck.sqlite3"
    before = records.read_bytes()
    refused = run(folder, "export", str(records), "--passphrase-stdin")
    assert (refused.returncode, "exists already" in refused.stderr) == (ExitCode.STORAGE, True)
    assert records.read_bytes() == before
