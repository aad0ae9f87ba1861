"""The ghost: another body's pose, put on the person's own limbs where the person stands."""

import re

import numpy as np
import pytest
from sample_clips import observed

from physiocheck_desktop.config.exercise_files import ready_made_exercises, target_pose
from physiocheck_desktop.domain.pose_template import Anchor, PoseTemplate, PoseTemplates, TargetPose
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.kinematics.target_pose import Ghost, TargetFitter, learned_target

KNEES = (Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE)


def target(key: str) -> TargetPose:
    found = target_pose(key)
    assert found is not None
    return found


def mirrored(pose: Pose) -> Pose:
    """The same person seen in a mirror, which is somebody who stands the other way round."""
    swapped = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    names = [re.sub("LEFT|RIGHT", lambda side: swapped[side.group()], mark.name) for mark in Landmark]
    order = [int(Landmark[name]) for name in names]
    image, world = pose.image[order].copy(), None if pose.world is None else pose.world[order].copy()
    image[:, 0] = 1.0 - image[:, 0]
    if world is not None:
        world[:, 0] *= -1.0
    return Pose(image, world, pose.aspect)


def knee_deg(ghost: Ghost, aspect: float, side: str = "LEFT") -> float:
    hip, knee, ankle = (
        np.array(ghost[Landmark[f"{side}_{joint}"]]) * (aspect, 1.0) for joint in ("HIP", "KNEE", "ANKLE")
    )
    upper, lower = hip - knee, ankle - knee
    return float(np.degrees(np.arccos(upper @ lower / (np.linalg.norm(upper) * np.linalg.norm(lower)))))


def poses(clip: str) -> list[Pose]:
    return [each.pose for each in observed(clip) if each.pose is not None]


@pytest.mark.slow
def test_the_ghost_squats_to_the_depth_that_was_shown_while_the_person_still_stands() -> None:
    standing = poses("squat")[0]
    ghost = TargetFitter(target("squat"), either_side=False).fit(standing)
    assert 70.0 < knee_deg(ghost, standing.aspect) < 110.0
    standing_hips = standing.image[[23, 24], 1].mean()
    assert (ghost[Landmark.LEFT_HIP][1] + ghost[Landmark.RIGHT_HIP][1]) / 2.0 > standing_hips + 0.05, "lower hips"


@pytest.mark.slow
def test_the_ghost_stands_on_the_persons_own_feet_and_has_their_limbs() -> None:
    pose = poses("squat")[0]
    ghost = TargetFitter(target("squat"), either_side=False).fit(pose)
    feet = (np.array(ghost[Landmark.LEFT_ANKLE]) + np.array(ghost[Landmark.RIGHT_ANKLE])) / 2.0
    assert feet == pytest.approx(pose.image[[27, 28], :2].mean(axis=0), abs=0.005)
    plane = pose.image[:, :2] * (pose.aspect, 1.0)
    shank = np.linalg.norm(plane[25] - plane[27])
    shown = np.array(ghost[Landmark.LEFT_KNEE]) - np.array(ghost[Landmark.LEFT_ANKLE])
    assert np.linalg.norm(shown * (pose.aspect, 1.0)) == pytest.approx(shank, rel=0.25)


@pytest.mark.slow
def test_who_stands_the_other_way_round_sees_the_ghost_the_other_way_round() -> None:
    pose = poses("squat")[0]
    ghost = TargetFitter(target("squat"), either_side=False).fit(pose)
    turned = TargetFitter(target("squat"), either_side=False).fit(mirrored(pose))
    for knee in KNEES:
        before = ghost[knee][0] - ghost[Landmark.LEFT_ANKLE][0]
        after = turned[knee][0] - turned[Landmark.LEFT_ANKLE][0]
        assert np.sign(before) == -np.sign(after), "knees in front of the feet, on the other side"


@pytest.mark.slow
def test_the_ghost_stands_still_while_the_person_moves() -> None:
    fitter = TargetFitter(target("squat"), either_side=False)
    ghosts = [fitter.fit(pose) for pose in poses("squat")]
    hips = np.array([ghost[Landmark.LEFT_HIP] for ghost in ghosts[15:]])
    moved = np.array([pose.image[23, :2] for pose in poses("squat")[15:]])
    assert np.ptp(hips[:, 1]) < 0.35 * np.ptp(moved[:, 1])


def test_without_a_body_in_space_there_is_no_ghost() -> None:
    nobody = Pose(np.zeros((33, 4)), None, 1.5)
    assert TargetFitter(target("squat"), either_side=False).fit(nobody) == {}


def test_every_ready_made_exercise_has_a_target_pose_that_differs_from_its_start() -> None:
    for definition in ready_made_exercises():
        found = target(definition.key)
        if definition.kind.value != "hold":
            moved = np.abs(np.array(found.peak) - np.array(found.start))[:, :2].max()
            assert moved > 0.02, definition.key


def test_a_learned_exercise_has_its_target_from_its_own_templates() -> None:
    shown = PoseTemplate({}, tuple((0.1 * place, 0.2, 0.3) for place in range(33)))
    found = learned_target(PoseTemplates(start=shown, peak=shown), "standing")
    assert found is not None
    assert found.anchor is Anchor.ANKLES
    assert found.peak[10] == pytest.approx((0.5, 0.1, 0.15)), "in metres of the pose model"
    assert learned_target(PoseTemplates(start=shown), "standing") is None
    assert learned_target(PoseTemplates(start=PoseTemplate({}), peak=PoseTemplate({})), "standing") is None
