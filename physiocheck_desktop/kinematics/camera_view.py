"""From where the camera sees a person, told from the shoulder and hip lines in space."""

from dataclasses import dataclass
from math import atan2, cos, degrees, exp, hypot, radians, sin
from typing import Final

from physiocheck_desktop.domain.exercise import CameraView, Side
from physiocheck_desktop.kinematics.body import Body, Midpoint
from physiocheck_desktop.kinematics.landmarks import Landmark

SETTLING_S: Final = 0.7
RESTART_GAP_S: Final = 1.0
FRONT_WITHIN_DEG: Final = 30.0
SIDE_WITHIN_DEG: Final = 32.0
FITS_WITHIN_DEG: Final = 25.0
FITS_NO_MORE_DEG: Final = 55.0


@dataclass(frozen=True, slots=True)
class ViewEstimate:
    """How a person stands to the camera.

    Attributes:
        yaw_deg: 0 facing the camera, 90 with the own left side to it, −90 with the right side, ±180 from behind.
    """

    yaw_deg: float

    @property
    def view(self) -> CameraView:
        """The view's name; between front (or back) and side it is oblique."""
        turned = abs(self.yaw_deg)
        if turned <= FRONT_WITHIN_DEG:
            return CameraView.FRONT
        if turned >= 180.0 - FRONT_WITHIN_DEG:
            return CameraView.BACK
        if abs(turned - 90.0) <= SIDE_WITHIN_DEG:
            return CameraView.LEFT_SIDE if self.yaw_deg > 0.0 else CameraView.RIGHT_SIDE
        return CameraView.OBLIQUE

    @property
    def near_side(self) -> Side:
        """The person's own side that is nearer to the camera; both from the front and from behind."""
        if self.view in (CameraView.FRONT, CameraView.BACK):
            return Side.BOTH
        return Side.LEFT if self.yaw_deg > 0.0 else Side.RIGHT

    def fit(self, wanted: CameraView) -> float:
        """Return how well this view suits an exercise made for another, 1 fully to 0 not at all.

        Full within 25° of the wanted view, none from 55° on. An exercise for any view is judged as neither fitting nor
        unfitting, 0.5.
        """
        if wanted is CameraView.ANY:
            return 0.5
        off = self._degrees_from(wanted)
        return max(0.0, min(1.0, (FITS_NO_MORE_DEG - off) / (FITS_NO_MORE_DEG - FITS_WITHIN_DEG)))

    def matches(self, wanted: CameraView) -> bool:
        """Return whether this is the wanted view."""
        seen = self.view
        if wanted is CameraView.SIDE:
            return seen in (CameraView.LEFT_SIDE, CameraView.RIGHT_SIDE)
        return wanted is CameraView.ANY or seen is wanted

    def _degrees_from(self, wanted: CameraView) -> float:
        turned = abs(self.yaw_deg)
        if wanted is CameraView.FRONT:
            return turned
        if wanted is CameraView.BACK:
            return 180.0 - turned
        if wanted is CameraView.OBLIQUE:
            return min(abs(turned - 45.0), abs(turned - 135.0))
        if wanted is CameraView.LEFT_SIDE:
            return abs(self.yaw_deg - 90.0)
        if wanted is CameraView.RIGHT_SIDE:
            return abs(self.yaw_deg + 90.0)
        return abs(turned - 90.0)


class ViewEstimator:
    """Follows the view through time; a turn is believed within about a second, a bad frame never."""

    def __init__(self) -> None:
        self._east: float | None = None
        self._north = 0.0
        self._seen_at_s = 0.0

    def update(self, body: Body, captured_at_s: float) -> ViewEstimate | None:
        """Take the next body and return the view; None where it cannot be told for want of world landmarks."""
        if body.space is None:
            return None
        yaw = radians(yaw_deg(body.space))
        elapsed = captured_at_s - self._seen_at_s
        self._seen_at_s = captured_at_s
        if self._east is None or elapsed > RESTART_GAP_S:
            self._east, self._north = cos(yaw), sin(yaw)
        else:
            share = 1.0 - exp(-elapsed / SETTLING_S)
            self._east += share * (cos(yaw) - self._east)
            self._north += share * (sin(yaw) - self._north)
        return ViewEstimate(degrees(atan2(self._north, self._east)))


def yaw_deg(space: list[list[float]]) -> float:
    """Return the turn about the body's own long axis, so that it also holds for somebody who lies."""
    shoulders, hips = space[Midpoint.SHOULDERS], space[Midpoint.HIPS]
    up_x, up_y = shoulders[0] - hips[0], shoulders[1] - hips[1]
    length = hypot(up_x, up_y)
    if length == 0.0:
        up_x, up_y, length = 0.0, -1.0, 1.0
    left_x, left_y, left_z = (
        space[Landmark.LEFT_SHOULDER][axis]
        - space[Landmark.RIGHT_SHOULDER][axis]
        + space[Landmark.LEFT_HIP][axis]
        - space[Landmark.RIGHT_HIP][axis]
        for axis in range(3)
    )
    across = (-up_y * left_x + up_x * left_y) / length
    return degrees(atan2(-left_z, across))
