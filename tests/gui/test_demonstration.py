"""The exercise page shows how the chosen exercise is done, in pictures and as a clip."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from physiocheck_desktop.config.exercise_files import demonstration_files, ready_made_exercises
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.pipeline.source_choice import SourceChoice

LARGEST_CLIP_BYTES = 100_000
LARGEST_PICTURE_BYTES = 25_000


def choose(page: ExercisePage, key: str) -> None:
    page.chooser.choose_key(key)


def test_every_ready_made_exercise_is_shown_in_small_files() -> None:
    for definition in ready_made_exercises():
        files = demonstration_files(definition.key)
        assert files is not None, definition.key
        assert files.clip is None or files.clip.stat().st_size < LARGEST_CLIP_BYTES, definition.key
        assert max(files.start.stat().st_size, files.peak.stat().st_size) < LARGEST_PICTURE_BYTES, definition.key


def test_an_exercise_that_is_not_shown_has_no_files() -> None:
    assert demonstration_files("no-such-exercise") is None


def test_pictures_of_the_chosen_exercise_are_shown_and_its_clip_is_played_until_another_is_chosen(
    qtbot: QtBot, open_desktop, clip: SourceChoice
) -> None:
    page = open_desktop().window.exercise
    choose(page, "squat")
    view = page.details.demonstration
    before = list(view.pictures)
    assert len(before) == 2
    assert not any(picture.isNull() for picture in before)
    assert before[0] != before[1]

    view.button.click()
    qtbot.waitUntil(lambda: view.is_playing, timeout=10_000)
    first = view.pictures[0].copy()
    qtbot.waitUntil(lambda: view.pictures[0] != first, timeout=10_000)
    assert len(view.pictures) == 1

    choose(page, "lunge")
    assert not view.is_playing
    assert len(view.pictures) == 2
    assert list(view.pictures) != before


def test_a_clip_that_cannot_be_read_is_said_and_the_pictures_stay(
    qtbot: QtBot, open_desktop, clip: SourceChoice, tmp_path: Path
) -> None:
    view = open_desktop().window.exercise.details.demonstration
    shown = demonstration_files("squat")
    assert shown is not None
    view.show_demonstration(replace(shown, clip=tmp_path / "gone.mp4"))

    view.button.click()
    qtbot.waitUntil(lambda: "gone.mp4" in view.trouble, timeout=10_000)
    assert not view.is_playing
    assert len(view.pictures) == 2
