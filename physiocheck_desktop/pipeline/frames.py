"""The messages that travel the path of a frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture with the time it was taken.

    Attributes:
        picture: `(height, width, 3)` uint8 RGB, upright, never mirrored: mirroring is a matter of display.
        captured_at_s: Seconds of the source's own clock; strictly increasing within a source.
        index: 0 for the source's first frame.
    """

    picture: NDArray[np.uint8]
    captured_at_s: float
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class AssessedFrame:
    """A picture and all that is known about it, together, so that an overlay always belongs to its picture.

    Attributes:
        frame: The picture.
        observation: The landmarks found in it.
        assessment: What the engine says after it.
        inference_ms: What the pose model took, milliseconds.
        engine_ms: What the engine took, milliseconds.
    """

    frame: Frame
    observation: PoseObservation
    assessment: FrameAssessment
    inference_ms: float
    engine_ms: float
