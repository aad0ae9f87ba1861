"""The settings file is changed without loss: comments and other settings stay, and it is the owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.config.settings_file import change_settings_file
from physiocheck_desktop.domain.errors import SettingsError


def test_comments_and_other_settings_stay(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    before = '# Ours, since spring.\n[camera]\nwidth = 640  # the old one\ndevice = 2\n\n[display]\ntheme = "dark"\n'
    file.write_text(before, encoding="utf-8")
    change_settings_file(file, {"camera": {"device": 'Desk "left"'}, "database": {"url": "mysql://a@b/c"}})
    text = file.read_text(encoding="utf-8")
    assert "# Ours, since spring." in text
    assert "width = 640  # the old one" in text
    settings = load_settings()
    assert settings.camera.device == 'Desk "left"'
    assert settings.camera.width == 640
    assert settings.display.theme == "dark"
    assert settings.database.url.get_secret_value() == "mysql://a@b/c"
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    change_settings_file(file, {"database": {"url": None}, "mail": {"host": None}})
    assert load_settings().database.url is None
    assert "[mail]" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"[camera\n", b"\xff\xfe", b"camera = 3\n"])
def test_a_file_that_is_no_settings_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="cannot be written"):
        change_settings_file(file, {"camera": {"device": 1}})
    assert file.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        change_settings_file(blocked / "settings.toml", {"camera": {"device": 1}})
