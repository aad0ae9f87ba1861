"""A recorded movement in place of a camera and a pose model, so that it takes the same path as a video."""

from pathlib import Path
from typing import Final

import numpy as np

from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import SourceInfo
from physiocheck_desktop.vision.base_source import BaseFrameSource
from physiocheck_desktop.vision.landmark_recording import LandmarkRecording, read_landmark_file

_NO_PICTURE: Final = np.zeros((0, 0, 3), dtype=np.uint8)


class LandmarkFileSource(BaseFrameSource):
    """Gives frames without a picture, at the times of a recorded movement.

    Attributes:
        recording: What was read; None before `open`.
    """

    def __init__(self, path: Path, frames_per_second: float | None = None) -> None:
        super().__init__()
        self._path = path
        self._frames_per_second = frames_per_second
        self._next = 0
        self.recording: LandmarkRecording | None = None

    def open(self) -> None:
        """Read the file.

        Raises:
            InputError: It cannot be used.
        """
        self.recording = read_landmark_file(self._path, self._frames_per_second)
        frames = len(self.recording)
        seconds = float(self.recording.times[-1] - self.recording.times[0])
        rate = (frames - 1) / seconds if seconds > 0.0 else None
        self._next = 0
        self._info = SourceInfo(self._path.name, 0, 0, rate, frames, live=False)

    def read(self) -> Frame | None:
        """Return the next frame, or None at the end."""
        if self.recording is None or self._next >= len(self.recording):
            return None
        frame = Frame(_NO_PICTURE, float(self.recording.times[self._next]), self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        """Forget what was read; may be called more than once."""
        self.recording = None


class RecordedPoseEstimator:
    """Answers with the landmarks that the file of an open `LandmarkFileSource` holds for each frame."""

    def __init__(self, source: LandmarkFileSource) -> None:
        self._source = source

    def estimate(self, frame: Frame) -> PoseObservation:
        """Return what was recorded for this frame; nobody where the source is closed."""
        recording = self._source.recording
        if recording is None:
            return PoseObservation(frame.captured_at_s, None, 0)
        return recording.observation(frame.index)

    def close(self) -> None:
        """Do nothing: the source owns what was read."""
