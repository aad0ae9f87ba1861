"""Recorded landmark sequences, counted with the ready-made exercise of the same name."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.vision.landmark_recording import read_landmark_file


def run(folder: Path) -> list[dict[str, Any]]:
    """Return, for each sequence of `truth.csv`, the true count as labelled and what was counted."""
    exercises = ready_made_exercises()
    rows = []
    with (folder / "truth.csv").open(encoding="utf-8") as truth:
        for row in csv.DictReader(truth):
            exercise = _called(row["exercise"], exercises)
            counted = None if exercise is None else _count(folder / row["file"], exercise)
            name = "none ready-made" if exercise is None else exercise.key
            rows.append({"file": row["file"], "exercise": name, "true": row["true_repetitions"], "counted": counted})
    return rows


def _called(name: str, exercises: tuple[ExerciseDefinition, ...]) -> ExerciseDefinition | None:
    """Return the exercise whose name the label begins with (`lunge, alternating` is a lunge)."""
    wanted = name.partition(",")[0].strip().casefold()
    return next((each for each in exercises if each.name.casefold() == wanted), None)


def _count(file: Path, exercise: ExerciseDefinition) -> int:
    recording = read_landmark_file(file)
    assessor = ExerciseAssessor(exercise)
    for index in range(len(recording)):
        assessor.step(recording.observation(index))
    return len(assessor.finish().repetitions)
