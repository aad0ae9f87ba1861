"""Real clips cut short, played otherwise, disturbed or watched for another exercise count nothing that was not done."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from real_movement import assess
from stick_figure import mirrored

from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation

pytestmark = pytest.mark.slow

Observe = Callable[[str], list[PoseObservation]]

SQUATS = "squat_oblique_5fps.mp4"
CLIPS = [
    (SQUATS, "squat", 2),
    ("glute_bridge_lying.mp4", "glute-bridge", 1),
    ("lunge_side_overlay.gif", "lunge", 1),
    ("squat_oblique_overlay.gif", "squat", 2),
    ("foot_placement_no_repetition.gif", "squat", 0),
]


def test_the_squat_that_is_cut_off_half_way_up_is_partial(observations_of: Observe) -> None:
    assessment = assess(observations_of(SQUATS), "squat")
    assert len(assessment.partial_repetitions) == 1
    partial = assessment.partial_repetitions[0]
    assert partial.reason == Reason.CUT_OFF.value
    assert partial.start_s == pytest.approx(10.3, abs=0.5)
    assert partial.reached > 0.8


@pytest.mark.parametrize(
    ("first_s", "last_s", "counted"),
    [(0.0, 2.0, 0), (0.0, 2.8, 0), (0.0, 5.0, 1), (2.2, 5.0, 0), (2.2, 9.5, 1), (4.5, 9.5, 1), (6.8, 10.0, 0)],
)
def test_a_squat_that_a_cut_leaves_half_of_is_not_counted(
    observations_of: Observe, first_s: float, last_s: float, counted: int
) -> None:
    part = [each for each in observations_of(SQUATS) if first_s <= each.captured_at_s <= last_s]
    assert len(assess(part, "squat").repetitions) == counted


@pytest.mark.parametrize(("clip", "exercise", "counted"), CLIPS)
def test_a_mirrored_picture_is_counted_alike(observations_of: Observe, clip: str, exercise: str, counted: int) -> None:
    assert len(assess([mirrored(each) for each in observations_of(clip)], exercise).repetitions) == counted


@pytest.mark.parametrize(("clip", "exercise", "counted"), CLIPS)
def test_a_person_smaller_and_elsewhere_in_the_picture_is_counted_alike(
    observations_of: Observe, clip: str, exercise: str, counted: int
) -> None:
    def moved(observation: PoseObservation) -> PoseObservation:
        assert observation.pose is not None
        image = observation.pose.image.copy()
        image[:, :3] *= 0.4
        image[:, :2] += (0.5, 0.2)
        return replace(observation, pose=Pose(image, observation.pose.world, observation.pose.aspect))

    assert len(assess([moved(each) for each in observations_of(clip)], exercise).repetitions) == counted


@pytest.mark.parametrize(("clip", "exercise", "counted"), CLIPS)
@pytest.mark.parametrize("seed", [1, 2])
def test_lost_frames_and_noise_of_one_percent_of_body_height_change_no_count(
    observations_of: Observe, clip: str, exercise: str, counted: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    kept = []
    for observation in observations_of(clip):
        if random.random() < 0.2:
            continue
        pose = observation.pose
        assert pose is not None
        assert pose.world is not None
        height = 2.2 * float(np.ptp(pose.image[[11, 12, 23, 24], :2] * (pose.aspect, 1.0), axis=0).max())
        image = pose.image.copy()
        image[:, :2] += random.normal(0.0, 0.01 * height, (33, 2)) / (pose.aspect, 1.0)
        world = pose.world + random.normal(0.0, 0.017, (33, 3))
        kept.append(replace(observation, pose=Pose(image, world, pose.aspect)))
    assert len(assess(kept, exercise).repetitions) == counted


def test_a_second_person_pauses_the_count_and_nobody_counts_nothing(observations_of: Observe) -> None:
    crowd = [replace(each, people=2) for each in observations_of(SQUATS)]
    assert not assess(crowd, "squat").repetitions
    empty = [replace(each, pose=None, people=0) for each in observations_of(SQUATS)]
    assessment = assess(empty, "squat")
    assert not assessment.repetitions
    assert assessment.frames_with_person == 0


@pytest.mark.parametrize("other", ["glute-bridge", "push-up", "pull-up", "jumping-jack"])
def test_squats_are_no_repetitions_of_an_exercise_that_they_are_not(observations_of: Observe, other: str) -> None:
    assert not assess(observations_of(SQUATS), other).repetitions
