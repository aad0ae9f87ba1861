"""`physiocheck admin create`: the first administrator, and no second one this way."""

import subprocess
from pathlib import Path

from physiocheck_desktop.bootstrap import build_front_door
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from physiocheck_desktop.domain.people import Role
from tests.cli.conftest import COMMAND, environment_of

PASSWORD = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it


def create(folder: Path, password: str | None, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a password on standard input, or with nobody there to be asked."""
    arguments = ["admin", "create", "--email", "ada@example.org", "--name", "Ada Min", *options]
    return subprocess.run(
        [*COMMAND, *arguments],
        input=f"{password}\n" if password is not None else "",
        env=environment_of(PHYSIOCHECK_DATA_FOLDER=str(folder)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_first_administrator_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = create(folder, PASSWORD, "--password-stdin")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert PASSWORD not in done.stdout
    again = create(folder, PASSWORD, "--password-stdin")
    assert again.returncode == ExitCode.ACCESS
    assert "has an administrator already" in again.stderr
    settings = load_settings().model_copy(update={"data_folder": folder})
    with build_front_door(settings) as door:
        assert door.sign_in("ada@example.org", PASSWORD, "here").account.role is Role.ADMINISTRATOR
    log = "".join(path.read_text(encoding="utf-8") for path in (folder / "logs").iterdir())
    assert "ada" not in log.casefold()


def test_a_password_that_may_not_be_and_nobody_to_ask_are_told(tmp_path: Path) -> None:
    refused = create(tmp_path / "data", "short", "--password-stdin")
    assert refused.returncode == ExitCode.INPUT
    assert "5 characters" in refused.stderr
    unasked = create(tmp_path / "data", None)
    assert unasked.returncode == ExitCode.INPUT
    assert "--password-stdin" in unasked.stderr
