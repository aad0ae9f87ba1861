"""About how long an exercise takes."""

from dataclasses import replace

import pytest

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Prescription, Tempo
from physiocheck_desktop.domain.work_time import GET_READY_S, repetition_time_s, work_time_s
from physiocheck_desktop.domain.workout import Portion


def exercise(key: str, **changes: object) -> ExerciseDefinition:
    return replace(next(each for each in ready_made_exercises() if each.key == key), **changes)


def test_a_repetition_takes_the_time_that_its_tempo_asks_for_and_two_seconds_each_way_where_it_is_open() -> None:
    asked = Tempo(toward_peak_s=3.0, at_peak_s=1.0, toward_end_s=2.5, at_rest_s=0.5)
    nothing_held = Prescription()
    assert repetition_time_s(exercise("squat", tempo=asked, prescription=nothing_held)) == pytest.approx(7.0)
    assert repetition_time_s(exercise("squat", tempo=Tempo(), prescription=nothing_held)) == pytest.approx(4.0)


def test_a_hold_takes_as_long_as_it_is_held() -> None:
    held = exercise("wall-sit", tempo=Tempo(), prescription=Prescription(hold_s=30.0))
    assert repetition_time_s(held) == pytest.approx(30.0)


def test_rests_are_between_sets_and_getting_ready_is_once() -> None:
    squat = exercise("squat", tempo=Tempo(), prescription=Prescription())
    three = Portion(sets=3, repetitions=10, rest_s=60.0)
    assert work_time_s(squat, three) == pytest.approx(GET_READY_S + 30 * 4.0 + 2 * 60.0)
    assert work_time_s(squat, replace(three, sets=1)) == pytest.approx(GET_READY_S + 10 * 4.0)
