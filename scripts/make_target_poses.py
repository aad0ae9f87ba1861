"""Write beside each demonstration clip the pose it starts from and leads to, as the pose model sees them in it.

The live session draws the second one on the person's own body (`kinematics.target_pose`).
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.resources import pose_model_file
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.pose_template import Anchor
from physiocheck_desktop.kinematics.body import TRUNK_LENGTH_M
from physiocheck_desktop.kinematics.body_size import unit_in
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator
from physiocheck_desktop.vision.video_file import VideoFileSource

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "demonstrations"
STILL = 0.03
"""Hips that move less than this, in picture heights, stay where they are."""
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
ANCHORS = {
    Anchor.ANKLES: [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE],
    Anchor.SHOULDERS: [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER],
    Anchor.WRISTS: [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST],
}


def main() -> int:
    """Write the poses of all exercises that have a clip."""
    for definition in ready_made_exercises():
        clip = FOLDER / f"{definition.key}.mp4"
        if clip.is_file():
            start, peak = _poses(definition, clip)
            anchor = _anchor(start, peak)
            content = {"anchor": anchor.value, "start": _points(start), "peak": _points(peak)}
            clip.with_suffix(".poses.json").write_text(json.dumps(content) + "\n", encoding="utf-8")
            print(f"{definition.key}: {anchor.value}")
    return 0


def _poses(definition: ExerciseDefinition, clip: Path) -> tuple[Pose, Pose]:
    """Return the pose before the movement, and the one furthest from it."""
    seen: list[tuple[float, Pose]] = []
    with VideoFileSource(str(clip)) as source, closing(MediaPipePoseEstimator(pose_model_file())) as estimator:
        run = ExerciseRun(estimator, ExerciseAssessor(definition))
        while (frame := source.read()) is not None:
            assessed = run.step(frame)
            pose, progress = assessed.observation.pose, assessed.assessment.progress
            if pose is not None and progress is not None:
                seen.append((progress, pose))
    return min(seen, key=lambda each: each[0])[1], max(seen, key=lambda each: each[0])[1]


def _plane(pose: Pose) -> NDArray[np.float64]:
    return pose.image[:, :2] * (pose.aspect, 1.0)


def _anchor(start: Pose, peak: Pose) -> Anchor:
    """Return what moved least; the hips where they hardly moved."""

    def moved(points: list[Landmark]) -> float:
        return float(np.linalg.norm(_plane(peak)[points].mean(axis=0) - _plane(start)[points].mean(axis=0)))

    return Anchor.HIPS if moved(HIPS) < STILL else min(ANCHORS, key=lambda anchor: moved(ANCHORS[anchor]))


def _points(pose: Pose) -> list[list[float]]:
    """Return the landmarks in metres: in the picture's plane as seen there, in depth as the model guesses it."""
    if pose.world is None:
        raise ValueError("The pose model gave no world landmarks.")
    plane = (_plane(pose) - _plane(pose)[HIPS].mean(axis=0)) * TRUNK_LENGTH_M / unit_in(pose)
    points: list[list[float]] = np.round(np.column_stack((plane, pose.world[:, 2])), 3).tolist()
    return points


if __name__ == "__main__":
    sys.exit(main())
