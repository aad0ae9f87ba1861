"""Room, camera and pose model change neither counts nor angles nor scores, ready-made or learned."""

from functools import cache

import numpy as np
import pytest
from disturbances import Disturbance, disturbances, disturbed
from figure_observations import observations_of
from hypothesis import given, settings
from hypothesis import strategies as st
from learned_exercises import watched

from figure.demonstrations import DEMONSTRATIONS, person_for
from figure.motion import Attempt
from physiocheck_desktop.assessment.authoring.author import learn_exercise
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES

pytestmark = pytest.mark.slow

READY = {each.key: each for each in ready_made_exercises() if each.kind is not ExerciseKind.HOLD}
TINY = {"heel-raise", "neck-rotation", "neck-side-bend"}
"""Their whole way is about as long as what 2 % of body height is: they are told from it at 1 % only."""

SPREAD_ON_THE_FLOOR = {"chest-opener", "prone-back-extension", "side-lunge", "trunk-side-bend"}
"""Learned, their score hangs on angles that the view shows foreshortened: it is steady at 1 % only."""

NOTHING_TO_LEARN = TINY
STEADY_POINTS = 5.0
STEADY_DEG = {True: 5.0, False: 8.0}
"""From 15 frames a second on; at 10 a fifth of a second has two frames, of which the mean takes less of the tremble."""


@cache
def shown(key: str) -> list[PoseObservation]:
    return observations_of(DEMONSTRATIONS[key].plan(key, person_for(key), (Attempt(),) * 3))


@cache
def learned(key: str) -> ExerciseDefinition:
    return learn_exercise(shown(key)).definition


@cache
def undisturbed(key: str, by_learning: bool) -> SessionAssessment:
    return watched(learned(key) if by_learning else READY[key], shown(key))


def peaks_deg(session: SessionAssessment) -> dict[str, float]:
    """Return the mean peak of each joint angle over the session."""
    names = {each.measure for one in session.repetitions for each in one.ranges if each.measure in JOINT_ANGLES}
    return {
        name: float(np.mean([each.peak for one in session.repetitions for each in one.ranges if each.measure == name]))
        for name in names
    }


def total(session: SessionAssessment) -> float:
    assert session.score is not None
    return session.score.total


@settings(max_examples=40, deadline=None, derandomize=True)
@given(key=st.sampled_from(sorted(READY)), by_learning=st.booleans(), by=disturbances())
def test_counts_angles_and_scores_are_steady(key: str, by_learning: bool, by: Disturbance) -> None:
    if by_learning and key in NOTHING_TO_LEARN:
        return
    if key in TINY or (by_learning and key in SPREAD_ON_THE_FLOOR):
        by = Disturbance(by.rate_hz, by.jitter / 2.0, by.scale, by.across, by.dropped, by.mirror, by.seed)
    before = undisturbed(key, by_learning)
    after = watched(learned(key) if by_learning else READY[key], disturbed(shown(key), by))
    assert len(after.repetitions) == len(before.repetitions) == 3
    assert total(after) == pytest.approx(total(before), abs=STEADY_POINTS)
    if not by.mirror:
        then, now = peaks_deg(before), peaks_deg(after)
        differences = [abs(now[name] - then[name]) for name in then if name in now]
        assert not then or float(np.median(differences)) <= STEADY_DEG[by.rate_hz > 10.0]


@pytest.mark.parametrize("key", sorted(set(READY) - NOTHING_TO_LEARN))
def test_a_learned_exercise_gives_its_own_demonstration_full_marks(key: str) -> None:
    session = undisturbed(key, by_learning=True)
    assert len(session.repetitions) == 3
    assert total(session) > 90.0
