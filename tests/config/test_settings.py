"""Settings come from the environment and the settings file, and what is wrong with them is told in a sentence."""

import os
import subprocess
from pathlib import Path

import pytest
from pydantic import BaseModel

from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.config.sections import MailSettings
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.domain.errors import SettingsError
from physiocheck_desktop.services.mail_security import MailSecurity
from physiocheck_desktop.services.theme import Theme


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """Return the settings file that `data_folder` made for this test."""
    return tmp_path / "settings.toml"


def test_without_a_file_or_variables_the_settings_are_as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PHYSIOCHECK_DATA_FOLDER")
    settings = load_settings()
    assert (settings.camera.device, settings.camera.width, settings.camera.mirror) == (0, 1280, True)
    assert settings.database.url is None
    assert settings.display.theme is Theme.SYSTEM
    assert settings.engine.pose_model == pose_model_file()
    assert settings.data_folder.name == "PhysioCheck"


def test_the_data_folder_can_be_chosen_and_is_a_whole_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data_folder: Path
) -> None:
    assert load_settings().data_folder == data_folder
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHYSIOCHECK_DATA_FOLDER", "here")
    assert load_settings().data_folder == tmp_path / "here"


def test_the_file_sets_what_it_names_and_leaves_the_rest(settings_file: Path) -> None:
    settings_file.write_text('[camera]\nwidth = 640\n[display]\ntheme = "dark"\n', encoding="utf-8")
    settings = load_settings()
    assert (settings.camera.width, settings.camera.height, settings.display.theme) == (640, 720, Theme.DARK)


def test_the_environment_wins_over_the_file(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_file.write_text("[camera]\nwidth = 640\nheight = 480\n", encoding="utf-8")
    monkeypatch.setenv("PHYSIOCHECK_CAMERA__WIDTH", "1920")
    settings = load_settings()
    assert (settings.camera.width, settings.camera.height) == (1920, 480)


@pytest.mark.parametrize(("given", "read"), [("2", 2), ("FaceTime HD", "FaceTime HD"), ("clip.mp4", "clip.mp4")])
def test_a_camera_is_a_number_or_a_name(monkeypatch: pytest.MonkeyPatch, given: str, read: int | str) -> None:
    monkeypatch.setenv("PHYSIOCHECK_CAMERA__DEVICE", given)
    assert load_settings().camera.device == read


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[camera]\nwidth = 3\n", "camera.width"),
        ("[camera]\nwidth = 'wide'\n", "camera.width"),
        ("[display]\ntheme = 'purple'\n", "display.theme"),
        ("[camera]\nwith = 640\n", "camera.with"),
        ("[camra]\nwidth = 640\n", "camra"),
        ("camera = 3\n", "camera"),
        ("[camera\n", "line 1"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_the_settings_name_and_the_file(
    settings_file: Path, content: str, named: str
) -> None:
    settings_file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert named in refused.value.what
    assert str(settings_file) in refused.value.what
    assert refused.value.remedy


def test_a_file_that_is_not_text_is_told(settings_file: Path) -> None:
    settings_file.write_bytes(b"\xff\xfe\x00camera")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PHYSIOCHECK_CAMERA__WIDTH", "wide"),
        ("PHYSIOCHECK_CAMERA__WITH", "640"),
        ("PHYSIOCHECK_CAMERA", "3"),
        ("PHYSIOCHECK_CAMERA", "{not json"),
    ],
)
def test_a_mistake_in_a_variable_is_told_with_its_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert variable.split("__", maxsplit=1)[0].split("_")[1] in refused.value.what.upper()
    assert "environment variable" in refused.value.what


def test_a_settings_file_that_is_named_but_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PHYSIOCHECK_CONFIG_FILE", str(tmp_path / "missing.toml"))
    with pytest.raises(SettingsError, match="PHYSIOCHECK_CONFIG_FILE"):
        load_settings()


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", "mysql://a:s3cret@host/db")
    assert "s3cret" not in repr(load_settings())
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__BUSY_TIMEOUT_S", "s3cret")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "s3cret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_without_a_host_there_is_no_mail_and_with_one_a_usual_port() -> None:
    assert not load_settings().mail.enabled
    mail = MailSettings(host="mail.example.org", sender="clinic@example.org")
    assert (mail.enabled, mail.security, mail.used_port) == (True, MailSecurity.STARTTLS, 587)
    assert mail.model_copy(update={"security": MailSecurity.TLS}).used_port == 465


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('host = "mail.example.org"\n', "mail.sender"),
        ('host = "mail.example.org"\nsender = "Clinic"\n', "mail.sender"),
        ('host = "mail.example.org"\nsender = "c@example.org"\nsecurity = "none"\n', "on this computer alone"),
        ('host = "mail.example.org"\nsender = "c@example.org"\nsecurity = "ssl"\n', "mail.security"),
        ('host = "mail.example.org"\nsender = "c@example.org"\nport = 0\n', "mail.port"),
    ],
)
def test_mail_settings_that_cannot_work_are_told(settings_file: Path, content: str, told: str) -> None:
    settings_file.write_text(f"[mail]\n{content}", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert told in refused.value.what


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_server_on_this_computer_needs_no_encryption(settings_file: Path, host: str) -> None:
    content = f'[mail]\nhost = "{host}"\nsender = "c@example.org"\nsecurity = "none"\n'
    settings_file.write_text(content, encoding="utf-8")
    assert load_settings().mail.used_port == 25


def test_every_setting_has_a_title_and_a_description() -> None:
    def demand_described(model: type[BaseModel]) -> int:
        count = 0
        for name, field in model.model_fields.items():
            assert field.title, name
            section = field.annotation
            if isinstance(section, type) and issubclass(section, BaseModel):
                count += demand_described(section)
            else:
                assert field.description, name
                count += 1
        return count

    assert demand_described(Settings) >= 10


def test_an_account_for_files_is_given_whole_or_not_at_all(settings_file: Path) -> None:
    assert load_settings().files.cloud_name is None
    settings_file.chmod(0o600)
    settings_file.write_text('[files]\ncloud_name = "clinic"\napi_key = 12345\napi_secret = "s3cret"\n', "utf-8")
    files = load_settings().files
    assert (files.cloud_name, files.api_key, files.address) == ("clinic", "12345", "https://api.cloudinary.com")
    assert "s3cret" not in repr(load_settings())
    settings_file.write_text('[files]\ncloud_name = "clinic"\napi_secret = "s3cret"\n', "utf-8")
    with pytest.raises(SettingsError, match="belong together") as refused:
        load_settings()
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://api-eu.cloudinary.com", True),
        ("https://api-eu.cloudinary.com/", True),
        ("http://127.0.0.1:8080", True),
        ("http://api.cloudinary.com", False),
        ("http://127.0.0.1.example.org", False),
        ("https://user:password@api.cloudinary.com", False),
        ("https://api.cloudinary.com/path?x=1", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_files_are_sent_to_no_address_unencrypted(settings_file: Path, address: str, taken: bool) -> None:
    settings_file.write_text(f'[files]\naddress = "{address}"\n', encoding="utf-8")
    if taken:
        assert load_settings().files.address == address.rstrip("/")
    else:
        with pytest.raises(SettingsError, match=r"files\.address"):
            load_settings()


@pytest.mark.parametrize("cloud", ["../other", "a/b", "a?b", "a#b", "", "a b", "é"])
def test_the_name_of_a_cloud_cannot_lead_elsewhere(settings_file: Path, cloud: str) -> None:
    text = f'[files]\ncloud_name = "{cloud}"\napi_key = "1"\napi_secret = "s"\n'
    settings_file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"files\.cloud_name"):
        load_settings()


ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows' user profiles have rights of their own")
WITH_A_SECRET = {
    "database.url": '[database]\nurl = "mysql://physiocheck:s3cret@db.example/clinic"\n',
    "mail.password": '[mail]\nhost = "mail.example"\nsender = "a@mail.example"\naccount = "a"\npassword = "s3cret"\n',
    "files.api_secret": '[files]\ncloud_name = "clinic"\napi_key = "12345"\napi_secret = "s3cret"\n',
}


@ON_POSIX
@pytest.mark.parametrize("setting", WITH_A_SECRET)
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_with_a_password_that_others_can_read_is_refused_until_it_is_closed(
    settings_file: Path, setting: str, mode: int
) -> None:
    settings_file.write_text(WITH_A_SECRET[setting], "utf-8")
    settings_file.chmod(mode)
    with pytest.raises(SettingsError, match="can be read by other accounts") as refused:
        load_settings()
    assert setting in str(refused.value)
    assert "s3cret" not in str(refused.value)
    subprocess.run(["sh", "-c", refused.value.remedy.rpartition(": ")[2].rstrip(".")], check=True)
    assert load_settings()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[camera]\nwidth = 640\n",
        '[database]\nurl = "mysql://physiocheck@db.example:3306/clinic"\n',
        '[database]\nurl = "mysql://physiocheck@[::1]:3306/clinic"\n',
        '[mail]\nhost = "mail.example"\nsender = "a@mail.example"\naccount = "a"\n',
    ],
)
def test_a_file_without_a_password_may_be_read_by_all(
    settings_file: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", "mysql://physiocheck:s3cret@db.example/clinic")
    settings_file.write_text(content, "utf-8")
    settings_file.chmod(0o644)
    assert load_settings()


@ON_POSIX
def test_a_password_in_an_address_is_found_wherever_it_stands(settings_file: Path) -> None:
    for address in (
        "mysql://a@db/clinic?x=1&password=s3cret",
        "mysql://a:s/c:t@db/clinic",
        "MySQL+pymysql://:s%40b@[::1]/c",
    ):
        settings_file.write_text(f'[database]\nurl = "{address}"\n', "utf-8")
        settings_file.chmod(0o644)
        with pytest.raises(SettingsError, match="can be read by other accounts"):
            load_settings()


@ON_POSIX
def test_a_file_that_root_gave_to_a_group_is_taken_and_one_of_a_stranger_is_not(
    settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_file.write_text(WITH_A_SECRET["mail.password"], "utf-8")
    settings_file.chmod(0o640)
    owner = settings_file.stat().st_uid
    monkeypatch.setattr("os.geteuid", lambda: owner + 1)
    if owner == 0:
        assert load_settings()
        settings_file.chmod(0o644)
        with pytest.raises(SettingsError, match="can be read by other accounts"):
            load_settings()
        os.chown(settings_file, 12345, -1)
    settings_file.chmod(0o600)
    with pytest.raises(SettingsError, match="belongs to another account"):
        load_settings()
