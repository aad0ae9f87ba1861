"""Every other frame left out before the pose model: counts stay exact on the rendered clips, and times stay true."""

from contextlib import closing

import numpy as np
import pytest
from sample_clips import SHIPPED, sample_clips

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.thinning import FrameRate, FrameThinning
from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator
from physiocheck_desktop.vision.video_file import VideoFileSource

NAMES = [name for name, clip in sample_clips().items() if clip.path.parent == SHIPPED]


def taken(rate: FrameRate, indices: list[int]) -> list[int]:
    thinning, picture = FrameThinning(rate), np.zeros((1, 1, 3), np.uint8)
    return [index for index in indices if thinning.takes(Frame(picture, index / 30.0, index))]


def test_every_frame_is_taken_where_that_is_wanted() -> None:
    assert taken(FrameRate.EVERY, list(range(7))) == list(range(7))


def test_every_other_frame_is_left_out() -> None:
    assert taken(FrameRate.EVERY_OTHER, list(range(7))) == [0, 2, 4, 6]


def test_what_a_busy_computer_has_dropped_already_counts_as_left_out() -> None:
    assert taken(FrameRate.EVERY_OTHER, [0, 2, 3, 5, 8, 9, 10]) == [0, 2, 5, 8, 10]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_rendered_clip_is_counted_exactly_with_every_other_frame(name: str) -> None:
    facts = sample_clips()[name].facts
    key = facts["exercise"].replace("_", "-")
    definition = next(each for each in ready_made_exercises() if each.key == key)
    thinning = FrameThinning(FrameRate.EVERY_OTHER)
    with (
        VideoFileSource(str(sample_clips()[name].path)) as source,
        closing(MediaPipePoseEstimator(pose_model_file())) as estimator,
    ):
        run = ExerciseRun(estimator, ExerciseAssessor(definition))
        seen = [run.step(frame) for frame in source if thinning.takes(frame)]
        session = run.finish()
    assert len(session.repetitions) == facts["complete_repetitions"]
    assert len(session.partial_repetitions) == facts["partial_repetitions"]
    assert all(each.frame.captured_at_s == each.observation.captured_at_s for each in seen)
