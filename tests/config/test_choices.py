"""What was chosen in the window is kept whole, wins over the settings file, and gives way to the environment."""

import json
import os
from pathlib import Path

import pytest

from physiocheck_desktop.config.choices import ChoiceFile
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import InputError, SettingsError, StorageError
from physiocheck_desktop.pipeline.thinning import FrameRate
from physiocheck_desktop.services.choices import Choice, Movement
from physiocheck_desktop.services.theme import Theme

ALL = {
    Choice.CAMERA: 2,
    Choice.MIRROR: False,
    Choice.FRAMES: FrameRate.EVERY_OTHER,
    Choice.SPOKEN: False,
    Choice.VOLUME: 30,
    Choice.THEME: Theme.DARK,
    Choice.TEXT_PERCENT: 175,
    Choice.MOVEMENT: Movement.REDUCED,
    Choice.LANGUAGE: "de",
}


def opened() -> ChoiceFile:
    return ChoiceFile(load_settings())


@pytest.fixture
def kept(data_folder: Path) -> Path:
    return data_folder / "choices.json"


def test_every_choice_holds_at_once_and_after_the_next_start(kept: Path) -> None:
    choices = opened()
    for choice, value in ALL.items():
        assert getattr(choices.choose(choice, value), choice.value) == value
    choices.write()
    again = opened()
    assert {choice: getattr(again.current, choice.value) for choice in Choice} == ALL
    assert again.trouble is None
    assert again.settings.camera.device == 2, "what is wired from the settings follows"
    assert sorted(each.name for each in kept.parent.iterdir()) == ["choices.json"], "no part of a file is left"
    if os.name == "posix":
        assert kept.stat().st_mode & 0o777 == 0o600


def test_a_choice_wins_over_the_settings_file_and_leaves_the_rest_of_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[display]\ntheme = "dark"\ntext_percent = 150\n', encoding="utf-8")
    choices = opened()
    assert (choices.current.theme, choices.current.text_percent) == (Theme.DARK, 150)
    choices.choose(Choice.THEME, Theme.LIGHT)
    choices.write()
    assert (opened().current.theme, opened().current.text_percent) == (Theme.LIGHT, 150)


@pytest.mark.parametrize("variable", ["PHYSIOCHECK_DISPLAY__THEME", "physiocheck_display__theme"])
def test_the_environment_wins_and_names_itself_and_the_choice_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    choices = opened()
    choices.choose(Choice.THEME, Theme.LIGHT)
    choices.write()
    with monkeypatch.context() as environment:
        environment.setenv(variable, "dark")
        fixed = opened()
        assert fixed.current.theme is Theme.DARK
        assert fixed.fixed_by(Choice.THEME) == "PHYSIOCHECK_DISPLAY__THEME"
        assert fixed.fixed_by(Choice.TEXT_PERCENT) == ""
        with pytest.raises(InputError, match="PHYSIOCHECK_DISPLAY__THEME"):
            fixed.choose(Choice.THEME, Theme.LIGHT)
        fixed.choose(Choice.VOLUME, 10)
        fixed.write()
    assert (opened().current.theme, opened().current.volume) == (Theme.LIGHT, 10)


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        (Choice.TEXT_PERCENT, 90),
        (Choice.TEXT_PERCENT, 225),
        (Choice.TEXT_PERCENT, 130),
        (Choice.VOLUME, 101),
        (Choice.THEME, "purple"),
        (Choice.LANGUAGE, "../x"),
    ],
)
def test_what_a_setting_refuses_is_not_chosen(choice: Choice, value: int | str) -> None:
    choices = opened()
    before = choices.current
    with pytest.raises(InputError, match="cannot be chosen"):
        choices.choose(choice, value)
    assert choices.current == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"display": 3}',
        b'{"display": {"theme": "purple"}}',
        b'{"voice": {"volume": 1000}}',
        b"\xff\xfe",
        b'{"voice": {"volume": [1]}}',
    ],
)
def test_a_damaged_file_is_set_aside_and_told_and_the_settings_hold(kept: Path, content: bytes) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    choices = opened()
    assert isinstance(choices.trouble, SettingsError)
    aside = kept.with_name("choices-damaged.json")
    assert str(aside) in choices.trouble.kept
    assert aside.read_bytes() == content
    assert not kept.exists()
    assert choices.current.theme is Theme.SYSTEM
    choices.choose(Choice.VOLUME, 20)
    choices.write()
    assert opened().trouble is None
    assert opened().current.volume == 20


def test_what_a_newer_version_has_kept_beside_is_no_damage(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"voice": {"volume": 40, "accent": "x"}, "smell": {"rose": 1}}), encoding="utf-8")
    assert opened().trouble is None
    assert opened().current.volume == 40


def test_a_place_that_takes_nothing_is_told_and_the_choice_holds(kept: Path) -> None:
    choices = opened()
    kept.with_name("choices.json.part").mkdir(parents=True)  # in the way of whoever writes, root too
    choices.choose(Choice.VOLUME, 20)
    with pytest.raises(StorageError, match="could not be written") as told:
        choices.write()
    assert told.value.kept == "It holds until the window closes."
    assert choices.current.volume == 20
    assert not kept.exists()


def test_a_choice_that_is_forgotten_leaves_it_to_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[camera]\ndevice = 3\n", encoding="utf-8")
    choices = opened()
    choices.choose(Choice.CAMERA, 1)
    choices.choose(Choice.VOLUME, 20)
    choices.write()
    opened().forget(Choice.CAMERA)
    assert (opened().current.camera, opened().current.volume) == (3, 20)
