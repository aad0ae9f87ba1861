"""The camera check before an exercise: whether the person is whole in the picture, alone, rightly turned, near, lit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.domain.exercise import CameraView
from physiocheck_desktop.kinematics.body import body_of
from physiocheck_desktop.kinematics.body_size import unit_in
from physiocheck_desktop.kinematics.camera_view import ViewEstimator
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame

DARK_BELOW: Final = 45.0
"""Mean brightness of the picture, 0-255, below which the pose model begins to guess."""
TOO_FAR_BELOW: Final = 0.075
"""Trunk length in picture heights, about four metres from a usual webcam: beyond that the pose model was not tested."""
_EVERY: Final = 16
"""Every so many pixels tell a picture's brightness as well as all of them."""


class CheckItem(StrEnum):
    """What must be right before an exercise begins."""

    FRAME = "frame"
    ALONE = "alone"
    VIEW = "view"
    DISTANCE = "distance"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class SetupCheck:
    """What is right and what is not.

    Attributes:
        wrong: What is not right yet, the most important first.
        watch: What the engine says of the picture.
    """

    wrong: tuple[CheckItem, ...]
    watch: Watch

    @property
    def is_right(self) -> bool:
        """Whether all is right."""
        return not self.wrong and self.watch is Watch.COUNTING


class SetupChecker:
    """Checks frame by frame while the person is getting ready; runs in the pose thread."""

    def __init__(self, view: CameraView) -> None:
        self._view = view
        self._views = ViewEstimator()

    def check(self, assessed: AssessedFrame, told: Watch) -> SetupCheck:
        """Say what is wrong in a frame.

        Args:
            assessed: The frame and what is known of it.
            told: Why counting rests, steady enough to be told.
        """
        found = {
            CheckItem.LIGHT: is_dark(assessed.frame),
            CheckItem.FRAME: told in (Watch.NOBODY, Watch.OUT_OF_FRAME, Watch.JOINTS_HIDDEN),
            CheckItem.ALONE: told is Watch.SEVERAL_PEOPLE,
            CheckItem.DISTANCE: self._is_far(assessed),
            CheckItem.VIEW: told is Watch.WRONG_VIEW or self._is_turned_away(assessed),
        }
        return SetupCheck(tuple(item for item, is_wrong in found.items() if is_wrong), told)

    def _is_far(self, assessed: AssessedFrame) -> bool:
        pose = assessed.observation.pose
        return pose is not None and unit_in(pose) < TOO_FAR_BELOW

    def _is_turned_away(self, assessed: AssessedFrame) -> bool:
        """Whether the exercise cannot be measured well from how the person stands."""
        pose = assessed.observation.pose
        if pose is None or self._view is CameraView.ANY:
            return False
        seen = self._views.update(body_of(pose, 1.0), assessed.assessment.captured_at_s)
        return seen is not None and seen.fit(self._view) <= 0.0


def is_dark(frame: Frame) -> bool:
    """Whether a picture is too dark for the pose model."""
    return brightness(frame) < DARK_BELOW


def brightness(frame: Frame) -> float:
    """Return the mean brightness of a picture, 0 black to 255 white."""
    return float(frame.picture[::_EVERY, ::_EVERY].mean())
