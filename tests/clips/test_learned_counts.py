"""Every real clip is counted exactly by what another clip of the exercise, or its own beginning, taught."""

from collections.abc import Callable
from pathlib import Path

import pytest
from learned_exercises import learned_exercise, watched
from real_movement import assess, sequence
from sample_clips import observed, sample_clips

from evaluation import landmark_sequences
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.kinematics.landmarks import PoseObservation

Observe = Callable[[str], list[PoseObservation]]

SQUATS = {"squat_oblique_5fps.mp4": 2, "squat_oblique_overlay.gif": 2, "foot_placement_no_repetition.gif": 0}
TEACHERS = ["squat_oblique_5fps.mp4", "squat_oblique_overlay.gif", "squat_front_20.npz", "squat_cut_at_end"]

OWN = {
    "glute_bridge_lying.mp4": ("glute-bridge", {1}),
    "lunge_side_overlay.gif": ("lunge", {1}),
    "bicep_curl_small_overlay.gif": ("elbow-flexion", {8, 9, 10}),
}
"""Clips that are alone with their exercise: the exercise, and the counts that are right by `truth.csv`."""

SEQUENCES = {
    "squat_front_20.npz": {20},
    "elbow_flexion_front_6.npz": {5, 6},
    "shoulder_press_front_2.npz": {2},
    "pull_up_back_8.npz": {8},
    "barbell_squat_side_2.npz": {2},
    "lunge_side_8.npz": {8, 9, 10},
}


def taught_by(observations: list[PoseObservation], exercise: str) -> ExerciseDefinition:
    """Return the exercise as learned from the first two repetitions of a recording."""
    found = assess(observations, exercise).repetitions[:2]
    return learned_exercise(exercise, observations, [(each.start_s, each.end_s) for each in found])


def teacher(name: str, media: Callable[[str], list[PoseObservation]], landmarks: Path) -> list[PoseObservation]:
    if name in sample_clips():
        return list(observed(name))
    return sequence(landmarks, name) if name.endswith(".npz") else media(name)


@pytest.mark.slow
@pytest.mark.parametrize("taught", TEACHERS)
def test_squats_are_counted_by_what_somebody_else_showed_in_another_place(
    observations_of: Observe, landmarks: Path, taught: str
) -> None:
    definition = taught_by(teacher(taught, observations_of, landmarks), "squat")
    counts = {clip: len(watched(definition, observations_of(clip)).repetitions) for clip in SQUATS}
    assert counts == SQUATS


@pytest.mark.slow
@pytest.mark.parametrize("clip", OWN)
def test_a_clip_is_counted_by_what_its_own_first_repetitions_taught(observations_of: Observe, clip: str) -> None:
    exercise, right = OWN[clip]
    observations = observations_of(clip)
    assert len(watched(taught_by(observations, exercise), observations).repetitions) in right


@pytest.mark.slow
def test_the_rendered_figure_teaches_the_curls_of_a_real_person(observations_of: Observe) -> None:
    definition = taught_by(list(observed("elbow_flexion")), "elbow-flexion")
    assert len(watched(definition, observations_of("bicep_curl_small_overlay.gif")).repetitions) in {8, 9, 10}


@pytest.mark.slow
def test_a_bridge_is_not_counted_by_a_learned_squat(observations_of: Observe) -> None:
    definition = taught_by(observations_of("squat_oblique_overlay.gif"), "squat")
    assert watched(definition, observations_of("glute_bridge_lying.mp4")).repetitions == ()


def test_landmark_sequences_are_counted_by_exercises_learned_from_their_first_two_repetitions(landmarks: Path) -> None:
    rows = {row["file"]: row for row in landmark_sequences.run(landmarks)}
    for name, right in SEQUENCES.items():
        assert rows[name]["counted_as_learned"] in right, rows[name]
