"""The rendered clips are all there, small, and agree with what is written as their truth."""

import av
import numpy as np
import pytest
from sample_clips import sample_clips

from figure.catalogue import CLIPS, SAMPLE_CLIPS
from figure.staging import Stage
from figure.truth import LANDMARKS
from physiocheck_desktop.kinematics.body import body_of
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.kinematics.measures import MEASURES

EXERCISE_CLIPS = [name for name, plan in CLIPS.items() if plan.exercise]
LARGEST_SHIPPED_KB, LARGEST_TRIAL_KB = 600, 250


@pytest.mark.parametrize("name", CLIPS)
def test_every_planned_clip_is_there_with_the_planned_frames(name: str) -> None:
    plan, clip = CLIPS[name], sample_clips()[name]
    with av.open(str(clip.path)) as container:
        stream = container.streams.video[0]
        times = [float(frame.pts * stream.time_base) for frame in container.decode(stream)]
        assert (stream.codec_context.width, stream.codec_context.height) == plan.size
    assert len(times) == plan.frames == clip.facts["frames"]
    assert times == pytest.approx([number / plan.fps for number in range(plan.frames)], abs=0.002)


@pytest.mark.parametrize("name", CLIPS)
def test_clips_stay_small_enough_to_ship(name: str) -> None:
    limit = LARGEST_SHIPPED_KB if name in SAMPLE_CLIPS else LARGEST_TRIAL_KB
    assert sample_clips()[name].path.stat().st_size < limit * 1000


@pytest.mark.parametrize("exercise", ["squat", "shoulder-abduction", "elbow-flexion"])
def test_each_sample_exercise_is_shown_rightly_and_wrongly(exercise: str) -> None:
    shown = [sample_clips()[name].facts for name, plan in SAMPLE_CLIPS.items() if plan.exercise == exercise]
    right = [facts for facts in shown if not any(each["faults"] for each in facts["repetitions"])]
    wrong = [facts for facts in shown if any(each["faults"] for each in facts["repetitions"])]
    assert all(facts["partial_repetitions"] == 0 for facts in right)
    assert all(facts["partial_repetitions"] > 0 for facts in wrong)
    assert right
    assert wrong


@pytest.mark.parametrize("name", CLIPS)
def test_repetitions_follow_one_another_and_none_is_doubtful(name: str) -> None:
    facts = sample_clips()[name].facts
    repetitions = facts["repetitions"]
    times = [each[key] for each in repetitions for key in ("start_s", "peak_s", "end_s") if not each["cut_off"]]
    assert times == sorted(times)
    assert facts["complete_repetitions"] == sum(each["complete"] for each in repetitions)
    assert all(each["cut_off"] or each["amount"] > 0.9 or each["amount"] < 0.4 for each in repetitions)


@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_stored_truth_is_what_the_plan_moves(name: str) -> None:
    plan, arrays = CLIPS[name], sample_clips()[name].arrays
    stage = Stage(plan)
    for number in range(0, plan.frames, plan.fps):
        skeleton = stage.placed(number / plan.fps)[0].skeleton
        planned = np.array([skeleton.points[landmark] for landmark in LANDMARKS])
        assert np.abs(arrays["world_mm"][number] / 1000 - planned).max() < 0.001


@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_true_angles_are_the_program_s_own_measures_of_the_true_landmarks(name: str) -> None:
    clip = sample_clips()[name]
    arrays, width, height = clip.arrays, clip.facts["width"], clip.facts["height"]
    for number in range(0, clip.facts["frames"], 20):
        image = np.ones((33, 4))
        image[:, :2] = arrays["image_px"][number] / (width, height)
        world = arrays["world_mm"][number] / 1000 * (1.0, -1.0, 1.0)
        body = body_of(Pose(image, world, width / height), 0.3)
        for index, measure in enumerate(arrays["angles"]):
            plane, space = MEASURES[str(measure)].plane, MEASURES[str(measure)].space
            assert space is not None
            assert body.space is not None
            assert plane(body) == pytest.approx(arrays["image_angles_deg"][number, index], abs=1.0)
            assert space(body.space) == pytest.approx(arrays["angles_deg"][number, index], abs=1.0)


def test_true_landmarks_stand_in_the_program_s_order() -> None:
    assert tuple(landmark.name.lower() for landmark in Landmark) == LANDMARKS


@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_the_watched_person_is_completely_in_the_picture(name: str) -> None:
    clip = sample_clips()[name]
    image = clip.arrays["image_px"]
    assert image.min() > 0.02 * clip.facts["height"]
    assert image[..., 0].max() < 0.98 * clip.facts["width"]
    assert image[..., 1].max() < 0.98 * clip.facts["height"]


@pytest.mark.parametrize("name", EXERCISE_CLIPS)
def test_bones_keep_their_length(name: str) -> None:
    world = sample_clips()[name].arrays["world_mm"].astype(np.float64)
    for side in ("left", "right"):
        for first, second in (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle")):
            ends = world[:, LANDMARKS.index(f"{side}_{first}")] - world[:, LANDMARKS.index(f"{side}_{second}")]
            lengths = np.linalg.norm(ends, axis=1)
            assert np.ptp(lengths) < 4.0
            assert 150.0 < lengths.mean() < 500.0


def test_no_two_sample_clips_show_the_same_person() -> None:
    people = [person for name in SAMPLE_CLIPS for person in sample_clips()[name].facts["people"]]
    assert len(set(people)) == len(people)
