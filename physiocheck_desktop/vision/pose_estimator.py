"""MediaPipe's pose landmarker behind the pipeline's port: frames in, landmarks out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import mediapipe
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray

from physiocheck_desktop.domain.errors import BugError, ModelError
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.vision.native_memory import give_memory_back
from physiocheck_desktop.vision.native_output import quiet_native_output
from physiocheck_desktop.vision.people_counter import LookSchedule, sees_others
from physiocheck_desktop.vision.pose_model import read_pose_model

_OTHERS_CONFIDENCE: Final = 0.35
"""Detector threshold when looking for others: at 0.5 it missed 16 of 70 composed pairs, at 0.35 ten; neither ever saw
a second person in pictures of one."""


class MediaPipePoseEstimator:
    """Follows one person with MediaPipe Tasks in VIDEO mode, and looks for others with a second landmarker.

    Make, use and close it in one thread. MediaPipe wants integer milliseconds that increase strictly; frames closer
    together than that, and sources whose clock starts anew, are moved up to the next free millisecond for MediaPipe
    alone: the observation keeps the frame's own time.
    """

    def __init__(self, model_path: Path) -> None:
        model = read_pose_model(model_path)
        self._schedule = LookSchedule()
        self._last_ms = -1
        self._offset_ms = 0
        self._chatty = True
        with quiet_native_output():
            self._tracker = _create_landmarker(model, vision.RunningMode.VIDEO)
            self._watcher = _create_landmarker(
                model, vision.RunningMode.IMAGE, num_poses=2, min_pose_detection_confidence=_OTHERS_CONFIDENCE
            )

    def estimate(self, frame: Frame) -> PoseObservation:
        """Return the landmarks in this frame, and how many people were seen at the last look for others."""
        if self._tracker is None:
            raise BugError("The pose estimator is used after it was closed.")
        if not self._chatty:
            return self._observe(frame)
        with quiet_native_output():  # MediaPipe warns once, at the first body it finds
            observation = self._observe(frame)
        self._chatty = observation.pose is None
        return observation

    def close(self) -> None:
        """Let the model go; may be called more than once."""
        tracker, self._tracker = self._tracker, None
        watcher, self._watcher = self._watcher, None
        for landmarker in (tracker, watcher):
            if landmarker is not None:
                landmarker.close()
        if tracker is not None:
            give_memory_back()

    def _observe(self, frame: Frame) -> PoseObservation:
        height, width = frame.picture.shape[:2]
        picture = mediapipe.Image(mediapipe.ImageFormat.SRGB, np.ascontiguousarray(frame.picture))
        result = self._tracker.detect_for_video(picture, self._next_ms(frame.captured_at_s))
        pose = None
        if result.pose_landmarks:
            world = [(point.x, point.y, point.z) for point in result.pose_world_landmarks[0]]
            pose = Pose(_image_array(result.pose_landmarks[0]), np.array(world, dtype=np.float64), width / height)
        if self._schedule.due(frame.captured_at_s, pose) and pose is not None:
            found = [_image_array(landmarks) for landmarks in self._watcher.detect(picture).pose_landmarks]
            self._schedule.note(frame.captured_at_s, others=sees_others(pose, found))
        people = 0 if pose is None else 2 if self._schedule.several else 1
        return PoseObservation(frame.captured_at_s, pose, people)

    def _next_ms(self, captured_at_s: float) -> int:
        """Return the time to tell MediaPipe: the frame's own where it increases, else the next free millisecond."""
        wanted = round(captured_at_s * 1000.0) + self._offset_ms
        if wanted <= self._last_ms:
            behind = self._last_ms + 1 - wanted
            if behind > 1:  # not rounding: the source's clock started anew, and all that follows is moved with it
                self._offset_ms += behind
            wanted = self._last_ms + 1
        self._last_ms = wanted
        return wanted


def _create_landmarker(model: bytes, mode: Any, **options: Any) -> Any:
    """Create a landmarker from the model's bytes; MediaPipe's own complaint becomes a `ModelError`."""
    try:
        return vision.PoseLandmarker.create_from_options(
            vision.PoseLandmarkerOptions(
                base_options=BaseOptions(model_asset_buffer=model), running_mode=mode, **options
            )
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(
            f"The pose model cannot be started: {error}.", remedy="Install the program again on this computer."
        ) from error


def _image_array(landmarks: Iterable[Any]) -> NDArray[np.float64]:
    """Return `(33, 4)`: x, y, z and visibility."""
    return np.array([(point.x, point.y, point.z, point.visibility) for point in landmarks], dtype=np.float64)
