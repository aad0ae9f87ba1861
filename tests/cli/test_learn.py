"""`physiocheck learn` writes a whole exercise file that `analyze` counts with, or nothing and a sentence."""

import json
from pathlib import Path

import numpy as np
import pytest
from stick_figure import Figure, squat, swing, watch

from physiocheck_desktop.config.exercise_files import read_exercise_file
from physiocheck_desktop.vision.landmark_recording import LandmarkRecording, landmark_file_content
from tests.cli.conftest import Physiocheck


@pytest.fixture
def landmarks(tmp_path: Path) -> Path:
    """Three squats seen from the side, as a file of landmarks."""
    seen = list(watch(lambda at_s: squat(swing(at_s, 2.5, 3), Figure(yaw_deg=90.0)), 9.5))
    poses = [each.pose for each in seen if each.pose is not None]
    recording = LandmarkRecording(
        image=np.array([pose.image for pose in poses]),
        world=np.array([pose.world for pose in poses]),
        times=np.array([each.captured_at_s for each in seen]),
        aspect=poses[0].aspect,
    )
    path = tmp_path / "demonstration.npz"
    path.write_bytes(landmark_file_content(recording, ".npz"))
    return path


@pytest.mark.slow
def test_a_demonstration_becomes_a_file_that_counts_it(physiocheck: Physiocheck, landmarks: Path) -> None:
    learned = physiocheck("learn", landmarks, "-o", "knee-bend.toml")
    assert learned.returncode == 0, learned.stderr
    for told in ("Knee bend", "Repetitions", "Range of motion", "trunk-lean", "Sureness", "Progress is", "Written:"):
        assert told in learned.stdout
    definition = read_exercise_file(landmarks.with_name("knee-bend.toml"))
    assert (definition.key, definition.name) == ("knee-bend", "Knee bend")
    counted = physiocheck("analyze", landmarks, "-e", "knee-bend.toml", "--json", "-")
    assert json.loads(counted.stdout)["repetition_count"] == 3


@pytest.mark.slow
def test_json_tells_all_that_was_learned_and_can_be_the_exercise_file(
    physiocheck: Physiocheck, landmarks: Path
) -> None:
    learned = physiocheck(
        *("learn", landmarks, "-o", "bend.json", "--json", "--name", "Bend", "--key", "my-bend"),
        *("--repetition", "1.0:3.5", "-r", "3.5:6.0"),
    )
    assert learned.returncode == 0, learned.stderr
    report = json.loads(learned.stdout)
    assert [(each["start_s"], each["end_s"]) for each in report["repetitions"]] == [(1.0, 3.5), (3.5, 6.0)]
    assert 0.0 < report["sureness"] < 1.0
    assert report["reasons"]
    assert report["exercise"] == json.loads(landmarks.with_name("bend.json").read_text(encoding="utf-8"))
    definition = read_exercise_file(landmarks.with_name("bend.json"))
    assert (definition.key, definition.name) == ("my-bend", "Bend")
    counted = physiocheck("analyze", landmarks, "-e", "bend.json", "--json", "-")
    assert json.loads(counted.stdout)["repetition_count"] == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("-o", "exercise.txt"), "cannot be written as exercise.txt"),
        (("-o", "missing/exercise.toml"), "cannot be written"),
        (("-o", "exercise.toml", "-r", "3:2"), "'3:2' does not say where a repetition is"),
        (("-o", "exercise.toml", "-r", "50:60"), "is not in this demonstration"),
        (("-o", "exercise.toml", "--key", "My Key"), "cannot be an exercise's key"),
        (("-o", "exercise.toml", "--side", "upper"), "There is no side 'upper'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    physiocheck: Physiocheck, landmarks: Path, options: tuple[str, ...], sentence: str
) -> None:
    before = set(landmarks.parent.iterdir())
    refused = physiocheck("learn", landmarks, *options)
    assert refused.returncode in (3, 6)
    assert sentence in " ".join(refused.stderr.split())
    assert {path for path in landmarks.parent.iterdir() if path.suffix != ""} - before == set()
