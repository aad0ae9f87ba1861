"""Finds all bodies in a picture, to know whether somebody else is in it."""

from typing import Any, Final

import numpy as np
from mediapipe.tasks.python import vision
from numpy.typing import NDArray

from physiocheck_desktop.vision.landmarker import create_landmarker, image_array
from physiocheck_desktop.vision.native_output import quiet_native_output

_CONFIDENCE: Final = 0.35
"""Detector threshold when looking for others: at 0.5 it missed 16 of 70 composed pairs, at 0.35 ten; neither ever saw
a second person in pictures of one."""


class MediaPipeBodyFinder:
    """Looks at single pictures with a landmarker of its own; make, use and close it in one thread."""

    def __init__(self, model: bytes) -> None:
        """Load the model. Raises `ModelError` where it cannot be used."""
        with quiet_native_output():
            self._landmarker = create_landmarker(
                model, vision.RunningMode.IMAGE, num_poses=2, min_pose_detection_confidence=_CONFIDENCE
            )
        self._chatty = True

    def find_all(self, picture: Any) -> list[NDArray[np.float64]]:
        """Return the `(33, 4)` image landmarks of each body, two at most."""
        with quiet_native_output(wanted=self._chatty):  # as `MediaPipePoseEstimator.estimate`
            found = self._landmarker.detect(picture).pose_landmarks
        self._chatty = self._chatty and not found
        return [image_array(landmarks) for landmarks in found]

    def close(self) -> None:
        """Let the model go."""
        self._landmarker.close()
