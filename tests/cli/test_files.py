"""`physiocheck files`: whether files can be kept where the settings say, and what is left over."""

from pathlib import Path

import pytest
from cloudinary_server import CLOUD, KEY, SECRET, running_cloud
from hostile_files import encoded, picture

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from tests.cli.conftest import Physiocheck


@pytest.fixture
def physiocheck(physiocheck_here: Physiocheck) -> Physiocheck:
    return physiocheck_here


def account(address: str, secret: str = SECRET) -> dict[str, str]:
    named = {"CLOUD_NAME": CLOUD, "API_KEY": KEY, "API_SECRET": secret, "ADDRESS": address}
    return {f"PHYSIOCHECK_FILES__{name}": value for name, value in named.items()}


def test_the_folder_of_this_computer_is_probed_and_each_file_read(
    physiocheck: Physiocheck, data_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "me.png").write_bytes(encoded(picture()))
    with build_application(load_settings()) as application:
        application.files.set_profile_picture(application.actor, tmp_path / "me.png")
    done = physiocheck("files", "check", "--each")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert f"New files are kept in the folder {data_folder / 'files'}" in done.stdout
    assert "Files as they were kept: 1." in done.stdout
    next((data_folder / "files").glob("??/*")).unlink()
    amiss = physiocheck("files", "check", "--each")
    assert (amiss.returncode, "gone, or changed" in amiss.stdout) == (ExitCode.STORAGE, True)
    tidied = physiocheck("files", "tidy")
    assert (tidied.returncode, tidied.stdout) == (ExitCode.DONE, "Files erased that were left over: 0.\n")


def test_an_account_at_cloudinary_is_probed_and_used(
    physiocheck: Physiocheck, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert physiocheck("database", "create").returncode == ExitCode.DONE
    with running_cloud() as cloud:
        done = physiocheck("files", "check", **account(cloud.address))
        assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
        assert "the cloud clinic at Cloudinary, sealed with the keys of the database" in done.stdout
        assert [call.path.rpartition("/")[2] for call in cloud.calls] == ["upload", "download", "destroy", "download"]
        wrong = physiocheck("files", "check", **account(cloud.address, "wrong-one"))
        assert (wrong.returncode, "account in the settings" in wrong.stderr) == (ExitCode.STORAGE, True)
        for name, value in account(cloud.address).items():
            monkeypatch.setenv(name, value)
        (tmp_path / "me.png").write_bytes(encoded(picture()))
        with build_application(load_settings()) as application:
            application.files.set_profile_picture(application.actor, tmp_path / "me.png")
            shown = application.files.patient_picture(application.actor, application.actor.user_id)
        assert shown is not None
        assert (len(cloud.kept()), shown.content in cloud.kept()) == (1, False)
    told = (wrong.stdout, wrong.stderr, (data_folder / "logs" / "physiocheck.log").read_text(encoding="utf-8"))
    assert not [each for each in (SECRET, "wrong-one", KEY) if each in repr(told)]


def test_an_account_is_not_called_by_opening_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    with running_cloud() as cloud:
        for name, value in account(cloud.address).items():
            monkeypatch.setenv(name, value)
        build_application(load_settings()).close()
        assert cloud.calls == []
