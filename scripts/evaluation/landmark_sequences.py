"""Recorded landmark sequences, counted with the ready-made exercise and with what their beginning taught."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.authoring.author import learn_exercise
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.vision.landmark_recording import read_landmark_file

Spans = Sequence[tuple[float, float]]

FIRST_TWO_FRAMES: Final = {
    "squat_front_20.npz": ((80, 140), (165, 235)),
    "elbow_flexion_front_6.npz": ((5, 68), (68, 132)),
    "shoulder_press_front_2.npz": ((0, 84), (84, 175)),
    "pull_up_back_8.npz": ((28, 67), (67, 103)),
    "barbell_squat_side_2.npz": ((0, 62), (75, 152)),
    "lunge_side_8.npz": ((175, 225), (225, 275)),
}
"""Placed by eye on the joint curves, as a physician places them by hand."""

BY_HAND, BY_EXERCISE, UNTOLD = "placed by hand", "found by the ready-made exercise", "found untold"


def run(folder: Path) -> list[dict[str, Any]]:
    """Return, for each sequence of `truth.csv`, the true count as labelled and what was counted both ways."""
    exercises = ready_made_exercises()
    rows = []
    with (folder / "truth.csv").open(encoding="utf-8") as truth:
        for row in csv.DictReader(truth):
            observations = _observations(folder / row["file"])
            exercise = _called(row["exercise"], exercises)
            spans, how = _first_two(row["file"], observations, exercise)
            rows.append(
                {
                    "file": row["file"],
                    "exercise": "none ready-made" if exercise is None else exercise.key,
                    "true": row["true_repetitions"],
                    "counted": None if exercise is None else len(_repetitions(observations, exercise)),
                    "counted_as_learned": _count_as_learned(observations, spans),
                    "learned_from": how,
                }
            )
    return rows


def _called(name: str, exercises: tuple[ExerciseDefinition, ...]) -> ExerciseDefinition | None:
    """Return the exercise whose name the label begins with (`lunge, alternating` is a lunge)."""
    wanted = name.partition(",")[0].strip().casefold()
    return next((each for each in exercises if each.name.casefold() == wanted), None)


def _observations(file: Path) -> list[PoseObservation]:
    recording = read_landmark_file(file)
    return [recording.observation(index) for index in range(len(recording))]


def _repetitions(observations: list[PoseObservation], exercise: ExerciseDefinition) -> Spans:
    assessor = ExerciseAssessor(exercise)
    for each in observations:
        assessor.step(each)
    return [(each.start_s, each.end_s) for each in assessor.finish().repetitions]


def _first_two(
    file: str, observations: list[PoseObservation], exercise: ExerciseDefinition | None
) -> tuple[Spans | None, str]:
    """Return the first two repetitions and how they were found; None to have all of them found."""
    if file in FIRST_TWO_FRAMES:
        times = [each.captured_at_s for each in observations]
        return [(times[first], times[last]) for first, last in FIRST_TWO_FRAMES[file]], BY_HAND
    found = [] if exercise is None else _repetitions(observations, exercise)[:2]
    return (found, BY_EXERCISE) if found else (None, UNTOLD)


def _count_as_learned(observations: list[PoseObservation], spans: Spans | None) -> int | None:
    try:
        learned = learn_exercise(observations, spans).definition
    except KnownError:  # nothing to learn from, which the table shows as None
        return None
    return len(_repetitions(observations, learned))
