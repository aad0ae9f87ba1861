"""How large a person is in the picture: the body unit that lengths are measured in."""

from math import exp, hypot
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.body import TRUNK_LENGTH_M
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose

SETTLING_S: Final = 0.5
SHRINKING_S: Final = 10.0
RESTART_GAP_S: Final = 1.0
BODY: Final = slice(Landmark.LEFT_SHOULDER, None)


def unit_in(pose: Pose) -> float:
    """Return the body unit measured in one pose, about a trunk's length, in picture heights; 0 where there is none.

    With world landmarks it is the scale that best maps them onto the picture (least squares, weak perspective), which
    neither leaning nor turning changes. Without them it is the trunk as it appears, and short when the person leans
    to the camera.
    """
    return _trunk(pose) if pose.world is None else _from_world(pose.image, pose.world, pose.aspect)


class BodySize:
    """Follows the body unit through time.

    Attributes:
        unit: The body unit in picture heights, None before the first pose.
    """

    def __init__(self) -> None:
        self.unit: float | None = None
        self._seen_at_s = 0.0

    def update(self, measured: float, captured_at_s: float, *, steady: bool) -> float:
        """Take the next measured unit and return the followed one.

        Args:
            measured: The unit in this frame, positive.
            captured_at_s: The frame's own time, seconds.
            steady: Whether leaning leaves the measured unit as it is; otherwise a smaller one is followed slowly only.
        """
        elapsed = captured_at_s - self._seen_at_s
        self._seen_at_s = captured_at_s
        if self.unit is None or elapsed > RESTART_GAP_S:
            self.unit = measured
        else:
            settling = SETTLING_S if steady or measured > self.unit else SHRINKING_S
            self.unit += (1.0 - exp(-elapsed / settling)) * (measured - self.unit)
        return self.unit

    def restart(self) -> None:
        """Forget the person."""
        self.unit = None


def _from_world(image: NDArray[np.float64], world: NDArray[np.float64], aspect: float) -> float:
    plane = image[BODY, :2] * (aspect, 1.0)
    metres = world[BODY, :2]
    metres = metres - metres.mean(axis=0)
    spread = float(np.vdot(metres, metres))
    return max(0.0, TRUNK_LENGTH_M * float(np.vdot(metres, plane)) / spread) if spread > 0.0 else 0.0


def _trunk(pose: Pose) -> float:
    corners = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    first, second, third, fourth = pose.image[list(corners), :2].tolist()
    across = (first[0] + second[0] - third[0] - fourth[0]) / 2.0 * pose.aspect
    along = (first[1] + second[1] - third[1] - fourth[1]) / 2.0
    return hypot(across, along)
