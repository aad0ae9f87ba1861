"""What a perfect pose model would see of a planned clip: true landmarks as the program takes them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from figure.plan import ClipPlan
from figure.staging import Stage
from figure.truth import track_of

HIPS = (23, 24)
TO_POSE_MODEL = np.array((1.0, -1.0, -1.0))
"""From the room's axes (y up, z towards the camera) to the pose model's (y down, z away from it)."""


def true_landmarks(plan: ClipPlan) -> Iterator[tuple[float, NDArray[np.float64], NDArray[np.float64]]]:
    """Return each frame's time, its landmarks in the picture and in space.

    Yields:
        Seconds; `(33, 4)` fractions of the picture with depth 0 and visibility 1; `(33, 3)` metres from between the
        hips, as `kinematics.landmarks.Pose` has them.
    """
    stage = Stage(plan)
    skeletons = [stage.placed(float(at_s))[0].skeleton for at_s in stage.times_s]
    track = track_of(skeletons, plan.camera)
    for at_s, pixels, world in zip(stage.times_s, track.image_px, track.world_m, strict=True):
        image = np.ones((len(pixels), 4))
        image[:, :2] = pixels / plan.size
        image[:, 2] = 0.0
        metres = (world - world[list(HIPS)].mean(axis=0)) * TO_POSE_MODEL
        yield float(at_s), image, metres
