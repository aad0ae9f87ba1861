"""A movement made up between two captured poses, so that they take the same way as a demonstration."""

from typing import Final

import numpy as np

from physiocheck_desktop.domain.errors import NoPersonError
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation

WAY_S: Final = 1.5
REST_S: Final = 0.6
FRAMES_PER_SECOND: Final = 30.0


def movement_between(
    start: PoseObservation, peak: PoseObservation
) -> tuple[tuple[PoseObservation, ...], list[tuple[float, float]]]:
    """Return the observations of one repetition from a pose to another and back, and from when to when it goes.

    Every landmark goes straight from where it is in the one to where it is in the other, slowly at both ends.

    Raises:
        NoPersonError: Nobody is in one of the poses.
    """
    if start.pose is None or peak.pose is None:
        which = "start" if start.pose is None else "peak"
        raise NoPersonError(
            f"Nobody was found in the captured {which} pose.",
            remedy="Capture it again, with the whole body in the picture.",
        )
    seconds = 2.0 * (REST_S + WAY_S)
    times = np.arange(0.0, seconds, 1.0 / FRAMES_PER_SECOND)
    gone = np.clip((times - REST_S) / (2.0 * WAY_S), 0.0, 1.0)
    shares = 0.5 - 0.5 * np.cos(2.0 * np.pi * gone)
    observations = tuple(
        PoseObservation(float(at_s), _between(start.pose, peak.pose, float(share)), 1)
        for at_s, share in zip(times, shares, strict=True)
    )
    return observations, [(REST_S, REST_S + 2.0 * WAY_S)]


def _between(start: Pose, peak: Pose, share: float) -> Pose:
    image = (1.0 - share) * start.image + share * peak.image
    if start.world is None or peak.world is None:
        return Pose(image, None, start.aspect)
    return Pose(image, (1.0 - share) * start.world + share * peak.world, start.aspect)
