"""`physiocheck admin create`: the first administrator, and no second one this way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from physiocheck_desktop.bootstrap import build_application, build_front_door
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (("admin", "create", "--email", "ada@example.org", "--name", "Ada"), "Password: "),
        (("person", "erase"), "go on: "),
    ],
)
def test_who_closes_the_terminals_input_instead_of_answering_is_told_that_nothing_was_done(
    arguments: tuple[str, ...], asked: str, tmp_path: Path
) -> None:
    build_application(load_settings().model_copy(update={"data_folder": tmp_path / "data"})).close()
    keyboard, terminal = os.openpty()
    with (
        subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment_of(PHYSIOCHECK_DATA_FOLDER=str(tmp_path / "data")),
            start_new_session=True,
        ) as running,
    ):
        os.close(terminal)
        assert running.stdout is not None
        said = ""
        while not said.endswith(asked) and (letter := running.stdout.read(1)):
            said += letter.decode()
        os.write(keyboard, b"\x04")
        said += running.stdout.read().decode()
    os.close(keyboard)
    assert running.returncode == ExitCode.CANCELLED, said
    assert said.endswith("Nothing was answered, so nothing was done.\n")
