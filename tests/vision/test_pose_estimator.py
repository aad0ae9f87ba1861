"""MediaPipe finds a real person, where and as large as expected, counts people, and keeps quiet."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.kinematics.landmarks import Landmark
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import PoseEstimator
from physiocheck_desktop.vision.opencv import cv2
from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator
from physiocheck_desktop.vision.video_file import VideoFileSource


@pytest.fixture
def estimator(model_path: Path) -> Iterator[MediaPipePoseEstimator]:
    made = MediaPipePoseEstimator(model_path)
    yield made
    made.close()


def test_it_is_a_pose_estimator(estimator: MediaPipePoseEstimator) -> None:
    assert isinstance(estimator, PoseEstimator)


def test_landmarks_lie_where_the_models_makers_expect_them(
    estimator: MediaPipePoseEstimator, media: Path, squat_frames: list[Frame]
) -> None:
    expected = np.array(json.loads((media / "squat_oblique_5fps.expected_landmarks.json").read_text()))
    expected_world = np.array(json.loads((media / "squat_oblique_5fps.expected_world_landmarks.json").read_text()))
    for frame in squat_frames:
        observation = estimator.estimate(frame)
        pose = observation.pose
        assert pose is not None
        assert pose.world is not None
        assert pose.image.shape == (33, 4)
        assert pose.world.shape == (33, 3)
        assert pose.aspect == pytest.approx(720 / 1280)
        assert observation.people == 1
        assert observation.captured_at_s == frame.captured_at_s
        pixels = pose.image[:, :2] * (720, 1280)
        assert np.abs(pixels - expected[frame.index, :, :2]).mean() < 8.0
        assert np.abs(pose.world - expected_world[frame.index]).mean() < 0.04
        assert pose.image[:, 3].min() >= 0.0
        assert pose.image[:, 3].max() <= 1.0
    assert pose.image[Landmark.NOSE, 1] < pose.image[Landmark.LEFT_HIP, 1] < pose.image[Landmark.LEFT_ANKLE, 1]


def test_nobody_is_found_in_an_empty_picture(estimator: MediaPipePoseEstimator) -> None:
    observation = estimator.estimate(Frame(np.full((480, 640, 3), 128, np.uint8), 0.0, 0))
    assert observation.pose is None
    assert observation.people == 0


def test_frames_closer_than_a_millisecond_and_a_clock_that_starts_anew_are_taken(
    estimator: MediaPipePoseEstimator, squat_frames: list[Frame]
) -> None:
    frame = squat_frames[0]
    for captured_at_s in (10.0, 10.0002, 10.0004, 10.0006, 0.0, 0.2, 0.4, 0.2):
        observation = estimator.estimate(replace(frame, captured_at_s=captured_at_s))
        assert observation.pose is not None
        assert observation.captured_at_s == captured_at_s


def test_a_picture_that_is_a_view_of_another_is_taken(
    estimator: MediaPipePoseEstimator, squat_frames: list[Frame]
) -> None:
    flipped = replace(squat_frames[0], picture=squat_frames[0].picture[:, ::-1])
    assert estimator.estimate(flipped).pose is not None


def side_by_side(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    height = 720
    parts = [cv2.resize(part, (round(part.shape[1] * height / part.shape[0]), height)) for part in (left, right)]
    return np.hstack(parts)


@pytest.fixture
def second_person(media: Path) -> list[np.ndarray]:
    """Twenty pictures of somebody else."""
    with VideoFileSource(str(media / "foot_placement_no_repetition.gif")) as source:
        return [frame.picture[:, 130:370] for frame, _ in zip(source, range(20), strict=False)]


def test_a_second_person_is_seen_within_a_second_and_her_leaving_within_a_few(
    estimator: MediaPipePoseEstimator, squat_frames: list[Frame], second_person: list[np.ndarray]
) -> None:
    alone = np.full_like(second_person[0], 150)
    people = []
    for number in range(100):
        there = 20 <= number < 60
        picture = side_by_side(squat_frames[number % 20].picture, second_person[number % 20] if there else alone)
        people.append(estimator.estimate(Frame(picture, number / 10, number)).people)
    assert set(people[:20]) == {1}
    assert people.index(2) <= 20 + 35
    assert people[-1] == 1
    together = people[people.index(2) : 60]
    assert together.count(2) >= 0.8 * len(together)


def test_live_a_second_person_and_her_leaving_are_seen_as_soon_as_the_looks_beside_the_frames_are_over(
    model_path: Path, squat_frames: list[Frame], second_person: list[np.ndarray]
) -> None:
    # How many frames a look lasts is the machine's affair, so this goes on until it is over; what each look then means,
    # and when, is told frame by frame with the schedule and on a file.
    alone = np.full_like(second_person[0], 150)
    estimator = MediaPipePoseEstimator(model_path, live=True)
    numbers = count()

    def people_now(*, there: bool) -> int:
        number = next(numbers)
        picture = side_by_side(squat_frames[number % 20].picture, second_person[number % 20] if there else alone)
        return estimator.estimate(Frame(picture, number / 10, number)).people

    def frames_until(people: int, *, there: bool) -> bool:
        return any(people_now(there=there) == people for _ in range(1000))

    assert {people_now(there=False) for _ in range(20)} == {1}
    assert frames_until(2, there=True)
    assert frames_until(1, there=False)
    assert {people_now(there=False) for _ in range(20)} == {1}
    estimator.close()


@pytest.mark.parametrize("clip", ["glute_bridge_lying.mp4", "lunge_side_overlay.gif", "squat_oblique_overlay.gif"])
def test_one_person_is_never_seen_as_two(estimator: MediaPipePoseEstimator, media: Path, clip: str) -> None:
    with VideoFileSource(str(media / clip)) as source:
        people = [estimator.estimate(frame).people for frame in source]
    assert set(people) <= {0, 1}
    assert people.count(1) > 0.9 * len(people)


def test_a_closed_estimator_says_so(model_path: Path, squat_frames: list[Frame]) -> None:
    estimator = MediaPipePoseEstimator(model_path)
    estimator.close()
    estimator.close()
    with pytest.raises(BugError):
        estimator.estimate(squat_frames[0])


@pytest.mark.parametrize("live", ["", "live"])
def test_the_console_stays_silent_from_start_to_end(model_path: Path, media: Path, live: str) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator\n"
        "from physiocheck_desktop.vision.video_file import VideoFileSource\n"
        "estimator = MediaPipePoseEstimator(Path(sys.argv[1]), live=bool(sys.argv[3]))\n"
        "with VideoFileSource(sys.argv[2]) as source:\n"
        "    assert [estimator.estimate(frame).people for frame, _ in zip(source, range(5))] == [1] * 5\n"
        "estimator.close()\n"
    )
    clip = media / "squat_oblique_5fps.mp4"
    ran = subprocess.run([sys.executable, "-c", program, model_path, clip, live], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
