"""One pass over a clip: bare, through the whole path, and with the overlay drawn; and the engine on its own."""

from __future__ import annotations

import statistics
import time
from contextlib import closing

import av
import mediapipe
from mediapipe.tasks.python import BaseOptions, vision

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.vision.native_output import quiet_native_output
from physiocheck_desktop.vision.overlay import OverlayPainter
from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator
from physiocheck_desktop.vision.video_file import VideoFileSource


def exercise_called(key: str) -> ExerciseDefinition:
    """Return the ready-made exercise with this key."""
    return next(each for each in ready_made_exercises() if each.key == key)


def bare_pass(clip: str, exercise: str) -> int:
    """Decode and run MediaPipe on every frame, as little as can be; return the number of frames."""
    del exercise
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(pose_model_file())), running_mode=vision.RunningMode.VIDEO
    )
    frames = 0
    with (
        quiet_native_output(),
        vision.PoseLandmarker.create_from_options(options) as landmarker,
        av.open(clip) as container,
    ):
        container.streams.video[0].thread_type = "AUTO"
        for picture in container.decode(video=0):
            image = mediapipe.Image(mediapipe.ImageFormat.SRGB, picture.to_ndarray(format="rgb24"))
            landmarker.detect_for_video(image, frames * 33)
            frames += 1
    return frames


def whole_pass(clip: str, exercise: str) -> int:
    """Take every frame through our path without drawing; return the number of frames."""
    return _through_the_path(clip, exercise_called(exercise), None)


def drawn_pass(clip: str, exercise: str) -> int:
    """Take every frame through our path and draw what was seen on it; return the number of frames."""
    definition = exercise_called(exercise)
    return _through_the_path(clip, definition, OverlayPainter(definition))


def _through_the_path(clip: str, definition: ExerciseDefinition, painter: OverlayPainter | None) -> int:
    frames = 0
    with closing(MediaPipePoseEstimator(pose_model_file())) as estimator, VideoFileSource(clip) as source:
        run = ExerciseRun(estimator, ExerciseAssessor(definition))
        for frame in source:
            assessed = run.step(frame)
            if painter is not None:
                painter.paint(assessed)
            frames += 1
        run.finish()
    return frames


def engine_alone(clip: str, exercise: str) -> dict[str, float]:
    """Return what the engine takes for a frame whose landmarks are known, milliseconds."""
    definition = exercise_called(exercise)
    with closing(MediaPipePoseEstimator(pose_model_file())) as estimator, VideoFileSource(clip) as source:
        observations = [estimator.estimate(frame) for frame in source]
    took_ms = []
    for _ in range(5):
        assessor = ExerciseAssessor(definition)
        for observation in observations:
            begun = time.perf_counter()
            assessor.step(observation)
            took_ms.append((time.perf_counter() - begun) * 1000.0)
    return {
        "median_ms": statistics.median(took_ms),
        "p95_ms": statistics.quantiles(took_ms, n=20)[-1],
        "mean_ms": statistics.fmean(took_ms),
    }
