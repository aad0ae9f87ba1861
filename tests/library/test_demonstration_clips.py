"""The clip that shows an exercise is counted as what it shows, with the real pose model."""

from pathlib import Path

import pytest
from learned_exercises import watched
from real_movement import observe

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.exercise import ExerciseKind, Side

CLIPS = resource_folder() / "demonstrations"
LIBRARY = {definition.key: definition for definition in ready_made_exercises()}
REPEATED = sorted(key for key, each in LIBRARY.items() if each.kind is not ExerciseKind.HOLD)
PAGE = Path(__file__).parents[2] / "docs" / "exercises.md"


def test_every_exercise_has_its_clip_and_pictures_and_no_picture_is_left_over() -> None:
    names = {path.name for path in CLIPS.iterdir() if path.suffix in (".mp4", ".jpg")}
    wanted = {f"{key}{ending}" for key in LIBRARY for ending in (".mp4", ".start.jpg", ".peak.jpg")}
    assert names == wanted


def test_they_are_small_enough_to_ship() -> None:
    assert max(path.stat().st_size for path in CLIPS.glob("*.mp4")) < 100_000
    assert max(path.stat().st_size for path in CLIPS.glob("*.jpg")) < 25_000


@pytest.mark.slow
@pytest.mark.parametrize("key", REPEATED)
def test_the_clip_shows_one_repetition_of_each_side_that_takes_its_turn(key: str) -> None:
    alternates = LIBRARY[key].kind is ExerciseKind.ALTERNATING
    sides = [each.side for each in watched(LIBRARY[key], observe(CLIPS / f"{key}.mp4")).repetitions]
    assert sides == [Side.RIGHT, Side.LEFT] if alternates else len(sides) == 1


def test_the_page_on_the_library_has_a_line_for_every_exercise_and_no_other() -> None:
    lines = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    assert {cells[2].strip(" `"): cells[3].strip() for cells in lines} == {
        key: each.view.value for key, each in LIBRARY.items()
    }
