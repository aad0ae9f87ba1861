"""Every exercise of the library is counted on the figure: several bodies, views, sizes and speeds, right and wrong."""

from dataclasses import replace

import pytest
from figure_observations import observations_of
from learned_exercises import watched

from figure import cast
from figure.demonstrations import DEMONSTRATIONS, person_for
from figure.motion import Attempt
from figure.plan import ClipPlan
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.domain.repetition import SessionAssessment

LIBRARY = {definition.key: definition for definition in ready_made_exercises()}
COUNTED = sorted(key for key, each in LIBRARY.items() if each.kind is not ExerciseKind.HOLD)
HELD = sorted(key for key, each in LIBRARY.items() if each.kind is ExerciseKind.HOLD)
FAULTS = [(key, fault, rule) for key in COUNTED for fault, rule in DEMONSTRATIONS[key].faults]
SHOWN_AS_HELD = {"plank"}
"""The figure is in it from the first frame to the last."""
THREE = (Attempt(), Attempt(), Attempt())
VARIATIONS = {
    "as shown": {"person": None},
    "tall and turned one way": {"person": cast.KWAME, "turn": 18.0, "pace": 0.75},
    "stout, far and turned the other way": {"person": cast.TOMAS, "turn": -18.0, "distance": 1.5},
    "small, bent by age and slow": {"person": cast.INGRID, "pace": 1.8, "distance": 0.95},
}


def seen(plan: ClipPlan) -> SessionAssessment:
    return watched(LIBRARY[plan.exercise], observations_of(plan))


def test_there_are_more_than_forty_for_every_region_and_the_figure_shows_all() -> None:
    assert len(LIBRARY) >= 40
    assert set(LIBRARY) == set(DEMONSTRATIONS)
    trained = {part for each in LIBRARY.values() for part in each.body_parts}
    assert {"neck", "shoulder", "elbow", "trunk", "hip", "knee", "ankle", "balance"} <= trained


@pytest.mark.parametrize("definition", LIBRARY.values(), ids=lambda each: each.key)
def test_each_says_what_a_patient_and_a_physiotherapist_need(definition: ExerciseDefinition) -> None:
    assert len(definition.instructions) >= 2
    assert definition.contraindications
    assert definition.rules
    for other in (definition.easier, definition.harder):
        assert not other or (other in LIBRARY and other != definition.key)


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("key", COUNTED)
def test_right_repetitions_are_counted(key: str, variation: str) -> None:
    settings = dict(VARIATIONS[variation])
    person = settings.pop("person") or person_for(key)
    result = seen(DEMONSTRATIONS[key].plan(key, person, THREE, **settings))
    assert len(result.repetitions) == 3, result.partial_repetitions


@pytest.mark.parametrize("key", COUNTED)
def test_right_repetitions_break_no_rule(key: str) -> None:
    result = seen(DEMONSTRATIONS[key].plan(key, person_for(key), THREE))
    assert [fault.rule for each in result.repetitions for fault in each.faults] == []


@pytest.mark.parametrize("key", COUNTED)
def test_repetitions_of_a_quarter_are_not_counted(key: str) -> None:
    result = seen(DEMONSTRATIONS[key].plan(key, person_for(key), (Attempt(0.25),) * 3))
    assert len(result.repetitions) == 0


@pytest.mark.parametrize(("key", "fault", "rule"), FAULTS)
def test_a_wrong_execution_is_told_by_its_rule(key: str, fault: str, rule: str) -> None:
    wrong = Attempt(faults=((fault, 1.0),))
    result = seen(DEMONSTRATIONS[key].plan(key, person_for(key), (wrong,) * 3, pace=1.4))
    told = {each.rule for repetition in result.repetitions for each in repetition.faults}
    assert any(rule in name for name in told), (told, len(result.repetitions))


@pytest.mark.parametrize("key", [key for key in HELD if key not in SHOWN_AS_HELD])
def test_holds_are_entered_held_and_left(key: str) -> None:
    asked = replace(LIBRARY[key], prescription=replace(LIBRARY[key].prescription, hold_s=4.0))
    result = watched(asked, observations_of(DEMONSTRATIONS[key].plan(key, person_for(key), (Attempt(),))))
    held_s = [each.held_s or 0.0 for each in result.repetitions]
    # What lies beyond `count_share` of the way there and back is held as well: up to half a second each.
    assert sum(held_s) == pytest.approx(4.5, abs=0.7)


@pytest.mark.parametrize("key", [key for key in sorted(LIBRARY) if key not in SHOWN_AS_HELD])
def test_somebody_who_stays_in_the_start_pose_does_nothing(key: str) -> None:
    result = seen(DEMONSTRATIONS[key].plan(key, person_for(key), (Attempt(0.0),) * 3))
    assert not result.repetitions
    assert not result.partial_repetitions
