"""From where the camera sees a person."""

import numpy as np
import pytest
from stick_figure import Figure, shaken, squat, watch

from physiocheck_desktop.domain.exercise import CameraView, Side
from physiocheck_desktop.kinematics.body import body_of
from physiocheck_desktop.kinematics.camera_view import ViewEstimate, ViewEstimator
from physiocheck_desktop.kinematics.landmarks import Pose


def view_of(pose: Pose) -> ViewEstimate | None:
    return ViewEstimator().update(body_of(pose, 0.2), 0.0)


@pytest.mark.parametrize(
    ("yaw_deg", "view", "near"),
    [
        (0.0, CameraView.FRONT, Side.BOTH),
        (-25.0, CameraView.FRONT, Side.BOTH),
        (45.0, CameraView.OBLIQUE, Side.LEFT),
        (-45.0, CameraView.OBLIQUE, Side.RIGHT),
        (90.0, CameraView.LEFT_SIDE, Side.LEFT),
        (-90.0, CameraView.RIGHT_SIDE, Side.RIGHT),
        (-65.0, CameraView.RIGHT_SIDE, Side.RIGHT),
        (135.0, CameraView.OBLIQUE, Side.LEFT),
        (180.0, CameraView.BACK, Side.BOTH),
        (-160.0, CameraView.BACK, Side.BOTH),
    ],
)
@pytest.mark.parametrize("depth", [0.0, 1.0])
def test_the_view_and_the_near_side_are_told_standing_and_squatting(
    yaw_deg: float, view: CameraView, near: Side, depth: float
) -> None:
    estimate = view_of(squat(depth, Figure(yaw_deg=yaw_deg)).pose())
    assert estimate is not None
    assert abs((estimate.yaw_deg - yaw_deg + 180.0) % 360.0 - 180.0) < 6.0
    assert estimate.view is view
    assert estimate.near_side is near


def test_somebody_lying_is_seen_from_the_side() -> None:
    for yaw_deg in (90.0, -90.0):
        estimate = view_of(Figure(pitch_deg=88.0, yaw_deg=yaw_deg).pose())
        assert estimate is not None
        assert estimate.matches(CameraView.SIDE)
        assert estimate.near_side is (Side.LEFT if yaw_deg > 0 else Side.RIGHT)


def test_without_world_landmarks_the_view_is_not_guessed() -> None:
    pose = Figure().pose()
    assert view_of(Pose(pose.image, None, pose.aspect)) is None


@pytest.mark.parametrize(
    ("wanted", "yaw_deg", "fit"),
    [
        (CameraView.SIDE, 90.0, 1.0),
        (CameraView.SIDE, -90.0, 1.0),
        (CameraView.SIDE, 65.0, 1.0),
        (CameraView.SIDE, 50.0, 0.5),
        (CameraView.SIDE, 0.0, 0.0),
        (CameraView.LEFT_SIDE, 90.0, 1.0),
        (CameraView.LEFT_SIDE, -90.0, 0.0),
        (CameraView.RIGHT_SIDE, -90.0, 1.0),
        (CameraView.RIGHT_SIDE, 90.0, 0.0),
        (CameraView.FRONT, 20.0, 1.0),
        (CameraView.FRONT, -40.0, 0.5),
        (CameraView.FRONT, 180.0, 0.0),
        (CameraView.BACK, 175.0, 1.0),
        (CameraView.BACK, 0.0, 0.0),
        (CameraView.OBLIQUE, 45.0, 1.0),
        (CameraView.OBLIQUE, -135.0, 1.0),
        (CameraView.ANY, 77.0, 0.5),
    ],
)
def test_how_well_a_view_fits_fades_with_the_turn_away_from_it(wanted: CameraView, yaw_deg: float, fit: float) -> None:
    assert ViewEstimate(yaw_deg).fit(wanted) == pytest.approx(fit)


@pytest.mark.parametrize(
    ("wanted", "yaw_deg", "matches"),
    [
        (CameraView.SIDE, 90.0, True),
        (CameraView.SIDE, -90.0, True),
        (CameraView.SIDE, 0.0, False),
        (CameraView.LEFT_SIDE, 90.0, True),
        (CameraView.LEFT_SIDE, -90.0, False),
        (CameraView.FRONT, 0.0, True),
        (CameraView.FRONT, 180.0, False),
        (CameraView.ANY, 45.0, True),
    ],
)
def test_a_view_matches_what_was_asked_for(wanted: CameraView, yaw_deg: float, matches: bool) -> None:
    assert ViewEstimate(yaw_deg).matches(wanted) is matches


def test_a_turn_is_believed_within_two_seconds_and_a_bad_frame_is_not() -> None:
    estimator = ViewEstimator()
    seen: list[CameraView] = []
    for observation in watch(lambda t: Figure(yaw_deg=0.0 if t < 1.0 else 90.0), 3.0):
        assert observation.pose is not None
        pose = Figure(yaw_deg=170.0).pose() if observation.captured_at_s == 0.5 else observation.pose
        estimate = estimator.update(body_of(pose, 0.2), observation.captured_at_s)
        assert estimate is not None
        seen.append(estimate.view)
    assert set(seen[:30]) == {CameraView.FRONT}
    assert set(seen[90:]) == {CameraView.LEFT_SIDE}


def test_noise_on_the_landmarks_does_not_turn_the_person() -> None:
    estimator = ViewEstimator()
    random = np.random.default_rng(3)
    for observation in watch(lambda _: Figure(yaw_deg=-90.0), 2.0):
        noisy = shaken(observation, 0.02, random).pose
        assert noisy is not None
        estimate = estimator.update(body_of(noisy, 0.2), observation.captured_at_s)
        assert estimate is not None
        assert estimate.view is CameraView.RIGHT_SIDE
