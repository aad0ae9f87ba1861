"""Keeps the landmarks of every frame, to be saved and assessed again later without the video."""

from array import array

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT
from physiocheck_desktop.pipeline.frames import AssessedFrame
from physiocheck_desktop.vision.landmark_recording import LandmarkRecording

_IMAGE_SHAPE = (-1, LANDMARK_COUNT, 4)
_WORLD_SHAPE = (-1, LANDMARK_COUNT, 3)


class LandmarkRecorder:
    """A sink of assessed frames that remembers their landmarks and nothing else, about 1 KB a frame."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._image = array("f")
        self._world = array("f")
        self._has_world = False
        self._aspect = 1.0

    def write(self, assessed: AssessedFrame) -> None:
        """Remember one frame; NaN where nobody was found."""
        pose = assessed.observation.pose
        self._times.append(assessed.observation.captured_at_s)
        if pose is None:
            self._image.extend([float("nan")] * (LANDMARK_COUNT * 4))
            self._world.extend([float("nan")] * (LANDMARK_COUNT * 3))
            return
        self._aspect = pose.aspect
        self._image.extend(pose.image.astype(np.float32).ravel().tolist())
        if pose.world is None:
            self._world.extend([float("nan")] * (LANDMARK_COUNT * 3))
        else:
            self._has_world = True
            self._world.extend(pose.world.astype(np.float32).ravel().tolist())

    def recording(self) -> LandmarkRecording:
        """Return what was remembered."""
        return LandmarkRecording(
            image=_as_array(self._image, _IMAGE_SHAPE),
            world=_as_array(self._world, _WORLD_SHAPE) if self._has_world else None,
            times=np.array(self._times),
            aspect=self._aspect,
        )


def _as_array(values: "array[float]", shape: tuple[int, ...]) -> NDArray[np.float64]:
    return np.frombuffer(values, dtype=np.float32).astype(np.float64).reshape(shape)
