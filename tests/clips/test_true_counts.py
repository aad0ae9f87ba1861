"""Every real clip is counted as people counted it, through the program's own path."""

import csv
from pathlib import Path

import pytest
from real_movement import SHARED, assess, run_clip, sequence

READY_MADE = {
    "squat": "squat",
    "glute bridge": "glute-bridge",
    "lunge": "lunge",
    "lunge, alternating": "lunge",
    "elbow flexion": "elbow-flexion",
    "shoulder press": "shoulder-press",
    "pull-up": "pull-up",
}

ALSO_RIGHT = {
    "bicep_curl_small_overlay.gif": {8, 9, 10},
    "elbow_flexion_front_6.npz": {5, 6},
    "lunge_side_8.npz": {8, 9, 10},
}
"""Where the person who counted says that more than one number is right; the engine knows nothing of it."""


def counted(folder: str) -> list[tuple[str, str, set[int]]]:
    """Return file, ready-made exercise and right counts of each row that has a matching exercise."""
    table = SHARED / folder / "truth.csv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8", newline="") as rows:
        return [
            (
                row["file"],
                READY_MADE[row["exercise"]],
                ALSO_RIGHT.get(row["file"]) or {int(row["true_repetitions"].split()[0])},
            )
            for row in csv.DictReader(rows)
            if row["exercise"] in READY_MADE
        ]


@pytest.mark.slow
@pytest.mark.parametrize(("file", "exercise", "right"), counted("media"))
def test_a_real_clip_is_counted_exactly(media: Path, file: str, exercise: str, right: set[int]) -> None:
    assert len(run_clip(media / file, exercise).repetitions) in right


@pytest.mark.parametrize(("file", "exercise", "right"), counted("data/landmarks"))
def test_a_recorded_landmark_sequence_is_counted_exactly(
    landmarks: Path, file: str, exercise: str, right: set[int]
) -> None:
    assert len(assess(sequence(landmarks, file), exercise).repetitions) in right


@pytest.mark.slow
def test_the_rendered_example_has_five_squats(media: Path) -> None:
    assessment = run_clip(media / "rendered_figure_example.mp4", "squat")
    assert len(assessment.repetitions) == 5
    assert not assessment.partial_repetitions
    assert assessment.person_share == 1.0


def test_no_row_of_the_tables_is_left_out(media: Path, landmarks: Path) -> None:
    for folder in (media, landmarks):
        with (folder / "truth.csv").open(encoding="utf-8", newline="") as rows:
            assert {row["exercise"] for row in csv.DictReader(rows)} <= set(READY_MADE)
