"""A learned movement in an exercise file: written and read without loss, refused with line and culprit."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from physiocheck_desktop.assessment.definition_toml import parse_definition, write_definition
from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.movement_model import MovementModel
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES

SQUAT = Path(__file__).parents[2] / "resources" / "exercises" / "squat.toml"
MOVEMENT = """
[movement]
duration_s = 2.5
swings = 1

[movement.measures]
left_knee = [1.9, 1.0, 0.75]
right_knee = [1.9, 1.1, 0.25]
"""


def squat() -> ExerciseDefinition:
    return parse_definition(SQUAT.read_text(encoding="utf-8"), SQUAT.name)


def with_movement(text: str) -> str:
    return write_definition(squat()) + text


def test_an_exercise_without_a_movement_has_none() -> None:
    assert squat().movement is None
    assert "[movement]" not in write_definition(squat())


def test_a_movement_is_read_measure_by_measure() -> None:
    assert parse_definition(with_movement(MOVEMENT)).movement == MovementModel(
        measures=("left_knee", "right_knee"), start=(1.9, 1.9), peak=(1.0, 1.1), weight=(0.75, 0.25), duration_s=2.5
    )


number = st.floats(-3.0, 3.0, allow_nan=False)


@settings(deadline=None, max_examples=20)
@given(
    names=st.lists(st.sampled_from(MOTION_MEASURES), min_size=1, unique=True),
    number=number,
    seconds=st.floats(0.1, 60.0),
    swings=st.integers(1, 4),
)
def test_reading_what_was_written_gives_the_same_movement(
    names: list[str], number: float, seconds: float, swings: int
) -> None:
    values = tuple(number + place for place in range(len(names)))
    movement = MovementModel(tuple(names), values, values[::-1], tuple(map(abs, values)), seconds, swings)
    if sum(movement.weight) > 0.0:
        assert parse_definition(write_definition(replace(squat(), movement=movement))).movement == movement


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("duration_s = 2.5\n", "", "movement.duration_s is missing"),
        ("duration_s = 2.5", "duration_s = 0", "movement.duration_s must be at least 0.1"),
        ("swings = 1", "swings = 0", "movement.swings must be at least 1"),
        ("swings = 1", "waves = 1", "movement.waves is not known here"),
        ("left_knee", "left_nose", "movement.measures.left_nose is no measure of movement; there are: left_elbow"),
        ("[1.9, 1.0, 0.75]", "[1.9, 1.0]", "movement.measures.left_knee must be a list of 3 numbers"),
        ("0.75]", "-0.75]", "movement.measures.left_knee must not have a negative weight"),
        ("[1.9, 1.0, 0.75]", "3", "movement.measures.left_knee must be a list"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    with pytest.raises(InputError, match=rf"mine\.toml, line \d+: {problem}"):
        parse_definition(with_movement(MOVEMENT.replace(old, new)), "mine.toml")


@pytest.mark.parametrize("rows", ["", "left_knee = [1.9, 1.0, 0]\n"])
def test_a_movement_in_which_nothing_moves_is_refused(rows: str) -> None:
    text = MOVEMENT[: MOVEMENT.index("left_knee")] + rows
    with pytest.raises(InputError, match=r"movement\.measures"):
        parse_definition(with_movement(text))


def test_what_the_engine_makes_of_a_movement_is_the_movement_again() -> None:
    movement = parse_definition(with_movement(MOVEMENT)).movement
    assert movement is not None
    whole = LearnedMovement.of(movement).model()
    assert whole.measures == MOTION_MEASURES
    assert LearnedMovement.of(whole).model() == whole
    for name in MOTION_MEASURES:
        place = whole.measures.index(name)
        values = (whole.start[place], whole.peak[place], whole.weight[place])
        assert values == {"left_knee": (1.9, 1.0, 0.75), "right_knee": (1.9, 1.1, 0.25)}.get(name, (0.0, 0.0, 0.0))
