"""Real clips and real landmarks, which lie beside the project and are never copied into it."""

import csv
from pathlib import Path

import numpy as np
import pytest
from seen_poses import KnowingEstimator, seen_in

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.vision.video_file import VideoFileSource

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"


def shared_folder(name: str) -> Path:
    folder = SHARED / name
    if not (folder / "truth.csv").is_file():
        pytest.skip(f"../shared/{name} is missing: real movement cannot be counted here")
    return folder


def exercise(name: str) -> ExerciseDefinition:
    path = PROJECT / "resources" / "exercises" / f"{name}.toml"
    return parse_definition(path.read_text(encoding="utf-8"), path.name)


def observe(clip: Path) -> list[PoseObservation]:
    """Return what the real pose model sees in a clip."""
    return list(seen_in(clip))


def run_clip(clip: Path, exercise_name: str) -> SessionAssessment:
    """Return what the program's own path says of a clip."""
    run = ExerciseRun(KnowingEstimator(clip), ExerciseAssessor(exercise(exercise_name)))
    with VideoFileSource(str(clip)) as source:
        for frame in source:
            run.step(frame)
    return run.finish()


def assess(observations: list[PoseObservation], exercise_name: str) -> SessionAssessment:
    assessor = ExerciseAssessor(exercise(exercise_name))
    for observation in observations:
        assessor.step(observation)
    return assessor.finish()


def sequence(folder: Path, name: str) -> list[PoseObservation]:
    """Return the observations of a landmark file; its picture's shape stands in the table beside it."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as table:
        row = next(row for row in csv.DictReader(table) if row["file"] == name)
    aspect = int(row["width"]) / int(row["height"])
    data = np.load(folder / name)
    found = ~np.isnan(data["image"][:, :, 0]).any(axis=1)
    return [
        PoseObservation(
            float(at_s), Pose(image.astype(float), world.astype(float), aspect) if seen else None, int(seen)
        )
        for image, world, at_s, seen in zip(data["image"], data["world"], data["times"], found, strict=True)
    ]
