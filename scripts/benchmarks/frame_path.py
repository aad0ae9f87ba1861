"""One pass over a clip: bare, through the whole path, and with the overlay drawn; and the engine on its own."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice

import av
import mediapipe
from mediapipe.tasks.python import BaseOptions, vision

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.authoring.author import learn_exercise
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Phase
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.vision.native_output import quiet_native_output
from physiocheck_desktop.vision.overlay import OverlayPainter
from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator
from physiocheck_desktop.vision.video_file import VideoFileSource

DEMONSTRATION_S = 30.0


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
    """Return what the engine takes beyond pose estimation, milliseconds a frame with ten rules, and for learning.

    Each of the exercises has ten rules: the ready-made one and what was learned of the clip, with generated rules and
    others of its own kind added until there are ten. `learn_30_s_ms` is the whole way from half a minute's landmarks to
    an exercise.
    """
    with closing(MediaPipePoseEstimator(pose_model_file())) as estimator, VideoFileSource(clip) as source:
        observations = [estimator.estimate(frame) for frame in source]
    demonstration = _lasting(observations, DEMONSTRATION_S)
    begun = time.perf_counter()
    learned = learn_exercise(demonstration).definition
    learning_s = time.perf_counter() - begun
    return {
        **_per_frame("ready_made", _with_rules(exercise_called(exercise)), observations),
        **_per_frame("learned", _with_rules(learned), observations),
        "learn_30_s_ms": learning_s * 1000.0,
    }


def _per_frame(name: str, definition: ExerciseDefinition, observations: Sequence[PoseObservation]) -> dict[str, float]:
    took_ms = []
    for _ in range(5):
        assessor = ExerciseAssessor(definition)
        for observation in observations:
            begun = time.perf_counter()
            assessor.step(observation)
            took_ms.append((time.perf_counter() - begun) * 1000.0)
    return {
        f"{name}_rules": float(len(definition.rules)),
        f"{name}_median_ms": statistics.median(took_ms),
        f"{name}_p95_ms": statistics.quantiles(took_ms, n=20)[-1],
        f"{name}_mean_ms": statistics.fmean(took_ms),
    }


def _with_rules(definition: ExerciseDefinition, wanted: int = 10) -> ExerciseDefinition:
    """Return the exercise with so many rules: its own, and a wide range for one joint after the other."""
    others = (
        ExerciseRule(f"{measure}-in-range", measure, frozenset(Phase), low=-720.0, high=720.0, cue_above="Less")
        for measure in JOINT_ANGLES
    )
    return replace(definition, rules=tuple(islice(chain(definition.rules, others), wanted)))


def _lasting(observations: Sequence[PoseObservation], seconds: float) -> list[PoseObservation]:
    """Return what was observed, again and again until it lasts so long."""
    first_s = observations[0].captured_at_s
    length_s = observations[-1].captured_at_s - first_s + 1.0 / 30.0
    return [
        replace(each, captured_at_s=each.captured_at_s - first_s + turn * length_s)
        for turn in range(math.ceil(seconds / length_s))
        for each in observations
        if each.captured_at_s - first_s + turn * length_s < seconds
    ]
