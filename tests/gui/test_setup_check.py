"""The camera check, the pace, and the words on a change since last time: what they say of what is seen."""

from dataclasses import replace

import numpy as np
import pytest
from sample_clips import observed

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.exercise import CameraView, Phase, Tempo
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, Score
from physiocheck_desktop.gui.capture.last_time import LastTime
from physiocheck_desktop.gui.capture.pace_guide import PaceGuide
from physiocheck_desktop.gui.capture.setup_check import CheckItem, SetupCheck, SetupChecker
from physiocheck_desktop.gui.models.range_words import best_moment_words, range_sentences
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame


def frame(pose: Pose | None, *, light: int = 128, at_s: float = 0.0) -> AssessedFrame:
    picture = np.full((240, 320, 3), light, np.uint8)
    seen = FrameAssessment(at_s, Watch.COUNTING, {}, {}, Phase.START, 0.0, 0, 0)
    return AssessedFrame(Frame(picture, at_s, 0), PoseObservation(at_s, pose, 1), seen, 0.0, 0.0)


def check(view: CameraView, pose: Pose | None, *, light: int = 128, watch: Watch = Watch.COUNTING) -> SetupCheck:
    return SetupChecker(view).check(frame(pose, light=light), watch)


@pytest.fixture(scope="module")
def sideways() -> Pose:
    """Somebody who stands with the side to the camera, as the pose model sees her."""
    pose = observed("squat")[0].pose
    assert pose is not None
    return pose


@pytest.mark.slow
def test_who_stands_right_in_good_light_may_begin(sideways: Pose) -> None:
    assert check(CameraView.SIDE, sideways).is_right


@pytest.mark.slow
def test_who_faces_the_wrong_way_is_told_so(sideways: Pose) -> None:
    found = check(CameraView.FRONT, sideways)
    assert found.wrong == (CheckItem.VIEW,)
    assert not found.is_right


@pytest.mark.slow
def test_a_dark_room_and_a_person_far_away_are_told(sideways: Pose) -> None:
    assert check(CameraView.SIDE, sideways, light=20).wrong == (CheckItem.LIGHT,)
    image = sideways.image.copy()
    image[:, :2] = 0.5 + 0.2 * (image[:, :2] - 0.5)
    assert check(CameraView.SIDE, replace(sideways, image=image)).wrong == (CheckItem.DISTANCE,)


@pytest.mark.parametrize(
    ("watch", "item"),
    [
        (Watch.NOBODY, CheckItem.FRAME),
        (Watch.OUT_OF_FRAME, CheckItem.FRAME),
        (Watch.SEVERAL_PEOPLE, CheckItem.ALONE),
        (Watch.WRONG_VIEW, CheckItem.VIEW),
    ],
)
def test_what_keeps_the_engine_from_counting_is_named(watch: Watch, item: CheckItem) -> None:
    found = check(CameraView.SIDE, None, watch=watch)
    assert found.wrong == (item,)
    assert not found.is_right


def test_the_pace_goes_to_the_target_and_back_in_the_seconds_asked_for_and_waits_for_the_person() -> None:
    guide = PaceGuide(Tempo(toward_peak_s=2.0, toward_end_s=1.0))
    assert guide.step(Phase.START, 0.0) is None, "it does not run ahead"
    assert guide.step(Phase.TOWARD_PEAK, 5.0) == 0.0
    assert guide.step(Phase.TOWARD_PEAK, 6.0) == 0.5
    assert guide.step(Phase.TOWARD_PEAK, 9.0) == 1.0
    assert guide.step(Phase.PEAK, 9.1) == 1.0
    assert guide.step(Phase.TOWARD_END, 10.0) == 1.0
    assert guide.step(Phase.TOWARD_END, 10.75) == 0.25
    assert guide.step(Phase.START, 11.5) is None


def test_where_any_pace_is_right_none_is_shown() -> None:
    guide = PaceGuide(Tempo())
    assert [guide.step(phase, 1.0) for phase in Phase] == [None] * len(Phase)


def repetition(index: int, total: float, knee_deg: float) -> Repetition:
    moved = RangeOfMotion("left_knee", 170.0, 170.0 - knee_deg, 170.0, 95.0, 7.0)
    return Repetition(index, 0.0, 1.0, 2.0, Score(total), (moved,))


@pytest.mark.parametrize(
    ("before_deg", "said"),
    [
        (56.0, ""),
        (47.5, ""),
        (45.0, ", 7° more than last time: possibly a change"),
        (42.0, ", 10° more than last time: a real change"),
        (64.0, ", 12° less than last time: a real change"),
    ],
)
def test_a_change_is_real_from_ten_degrees_possible_from_five_and_else_nothing_is_said(
    before_deg: float, said: str
) -> None:
    done = [repetition(1, 80.0, 52.0), repetition(2, 90.0, 52.0)]
    last = LastTime(0.9, {"left_knee": before_deg})
    assert range_sentences(done, last) == (f"Left knee: range of motion 52°, asked for 75°{said}.",)


def test_without_a_last_time_the_range_stands_against_what_was_asked_for_alone() -> None:
    assert range_sentences([repetition(1, 80.0, 70.0)], None) == ("Left knee: range of motion 70°, asked for 75°.",)


def test_the_best_moment_is_the_repetition_with_the_highest_score() -> None:
    done = [repetition(1, 80.0, 50.0), repetition(2, 93.0, 50.0), repetition(3, 91.0, 50.0)]
    assert best_moment_words(done, holds=False) == "Best moment: repetition 2, with a score of 93."
    assert best_moment_words(done[:1], holds=False) == "", "one alone is not the best of several"
