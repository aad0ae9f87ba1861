"""MediaPipe's pose landmarker behind the pipeline's port: frames in, landmarks out."""

from pathlib import Path

import mediapipe
import numpy as np
from mediapipe.tasks.python import vision

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.vision.body_finder import MediaPipeBodyFinder
from physiocheck_desktop.vision.landmarker import create_landmarker, image_array
from physiocheck_desktop.vision.native_memory import give_memory_back
from physiocheck_desktop.vision.native_output import quiet_native_output
from physiocheck_desktop.vision.others_watch import OthersWatch
from physiocheck_desktop.vision.pose_model import read_pose_model


class MediaPipePoseEstimator:
    """Follows one person with MediaPipe Tasks in VIDEO mode, and looks for others with a second landmarker.

    Make, use and close it in one thread. MediaPipe wants integer milliseconds that increase strictly; frames closer
    together than that, and sources whose clock starts anew, are moved up to the next free millisecond for MediaPipe
    alone: the observation keeps the frame's own time.
    """

    def __init__(self, model_path: Path, *, live: bool = False) -> None:
        """Load the model.

        Args:
            model_path: The pose model's file.
            live: Frames come as they come: no look for others may hold one up, and a frame may know of them a little
                later. Else the same frames always give the same observations.

        Raises:
            ModelError: The file is missing, was changed, or cannot be used.
        """
        model = read_pose_model(model_path)
        self._last_ms = -1
        self._offset_ms = 0
        self._chatty = True
        with quiet_native_output():
            self._tracker = create_landmarker(model, vision.RunningMode.VIDEO)
        self._others = OthersWatch(lambda: MediaPipeBodyFinder(model), aside=live)

    def estimate(self, frame: Frame) -> PoseObservation:
        """Return the landmarks in this frame, and how many people were seen at the last look for others."""
        if self._tracker is None:
            raise BugError("The pose estimator is used after it was closed.")
        with quiet_native_output(wanted=self._chatty):  # MediaPipe warns once, at the first body it finds
            observation = self._observe(frame)
        self._chatty = self._chatty and observation.pose is None
        return observation

    def close(self) -> None:
        """Let the model go; may be called more than once."""
        tracker, self._tracker = self._tracker, None
        if tracker is not None:
            self._others.close()
            tracker.close()
            give_memory_back()

    def _observe(self, frame: Frame) -> PoseObservation:
        height, width = frame.picture.shape[:2]
        picture = mediapipe.Image(mediapipe.ImageFormat.SRGB, np.ascontiguousarray(frame.picture))
        result = self._tracker.detect_for_video(picture, self._next_ms(frame.captured_at_s))
        pose = None
        if result.pose_landmarks:
            world = [(point.x, point.y, point.z) for point in result.pose_world_landmarks[0]]
            pose = Pose(image_array(result.pose_landmarks[0]), np.array(world, dtype=np.float64), width / height)
        return PoseObservation(frame.captured_at_s, pose, self._others.count(frame.captured_at_s, pose, picture))

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
