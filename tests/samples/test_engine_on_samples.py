"""On the rendered clips the program counts exactly what was done, and its angles are those of the figure."""

import numpy as np
import pytest
from sample_clips import SampleClip, sample_clips, watch

from figure.catalogue import CLIPS, SAMPLE_CLIPS, TEST_CLIPS

EXERCISE_CLIPS = [name for name, plan in CLIPS.items() if plan.exercise]
LARGEST_MEAN_ERROR_DEG = 5.0
LARGEST_TIME_ERROR_S = 0.4

CARRYING_JOINTS = {
    "squat": ("knee", "hip"),
    "shoulder-abduction": ("shoulder", "elbow"),
    "shoulder-flexion": ("shoulder",),
    "elbow-flexion": ("elbow", "shoulder"),
    "jumping-jack": ("shoulder", "hip"),
    "push-up": ("elbow", "shoulder"),
}
"""The joints that an exercise is judged by; those of the side turned to the camera are held to the truth."""


def judged_angles(clip: SampleClip) -> list[str]:
    sides = ("left", "right") if clip.facts["near_side"] == "both" else (clip.facts["near_side"],)
    return ["trunk_lean"] + [f"{side}_{joint}" for joint in CARRYING_JOINTS[clip.facts["exercise"]] for side in sides]


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_the_count_is_exactly_what_was_done(name: str) -> None:
    facts = sample_clips()[name].facts
    result = watch(name, facts["exercise"]).result
    assert len(result.repetitions) == facts["complete_repetitions"]
    assert result.person_share == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_each_repetition_is_found_when_it_was_done(name: str) -> None:
    facts = sample_clips()[name].facts
    done = [each for each in facts["repetitions"] if each["complete"]]
    for found, true in zip(watch(name, facts["exercise"]).result.repetitions, done, strict=True):
        assert found.peak_s == pytest.approx(true["peak_s"], abs=LARGEST_TIME_ERROR_S)
        assert true["start_s"] - 0.2 < found.start_s < found.peak_s < found.end_s < true["end_s"] + 0.3


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_what_was_not_completed_is_never_more_than_partial(name: str) -> None:
    facts = sample_clips()[name].facts
    for partial in watch(name, facts["exercise"]).result.partial_repetitions:
        overlapping = [
            each
            for each in facts["repetitions"]
            if each["start_s"] - 0.2 < partial.peak_s < each["end_s"] + 0.2 and not each["complete"]
        ]
        assert overlapping, f"a partial repetition at {partial.peak_s:.1f} s that nobody did"


def mean_errors_deg(name: str, *, smoothed: bool) -> dict[str, float]:
    """Mean absolute error of each angle that the exercise is judged by."""
    clip = sample_clips()[name]
    watched = watch(name, clip.facts["exercise"], smoothed=smoothed)
    return {
        angle: float(np.nanmean(np.abs(watched.angle(angle) - clip.true_angle(angle)))) for angle in judged_angles(clip)
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLE_CLIPS)
def test_angles_in_the_fitting_view_are_within_five_degrees_of_the_truth_on_average(name: str) -> None:
    errors = mean_errors_deg(name, smoothed=True)
    assert max(errors.values()) < LARGEST_MEAN_ERROR_DEG, errors


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in EXERCISE_CLIPS if name in TEST_CLIPS])
def test_small_coarse_clips_at_twelve_frames_a_second_are_measured_as_well_before_smoothing(name: str) -> None:
    errors = mean_errors_deg(name, smoothed=False)
    assert max(errors.values()) < LARGEST_MEAN_ERROR_DEG, errors


@pytest.mark.slow
@pytest.mark.parametrize("exercise", ["squat", "shoulder-abduction", "elbow-flexion"])
@pytest.mark.parametrize("name", ["still_person", "two_people", "walking_past"])
def test_whoever_stands_or_walks_by_has_done_nothing(name: str, exercise: str) -> None:
    result = watch(name, exercise).result
    assert result.repetitions == ()
    assert result.partial_repetitions == ()
    assert result.frames_with_person > 0.5 * result.frames


def test_an_empty_room_has_nobody_in_it() -> None:
    result = watch("nobody", "squat").result
    assert result.frames_with_person == 0
    assert result.repetitions == ()
