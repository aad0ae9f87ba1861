"""Recorded landmarks are read back as they were written, and what is wrong with a file is said by name."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.vision.landmark_file import LandmarkFileSource, RecordedPoseEstimator
from physiocheck_desktop.vision.landmark_recording import (
    LandmarkRecording,
    landmark_file_content,
    read_landmark_file,
)

Saver = Callable[..., Path]


@pytest.fixture
def recording() -> LandmarkRecording:
    random = np.random.default_rng(7)
    image = random.uniform(0.1, 0.9, (12, 33, 4))
    image[4] = np.nan
    world = random.normal(0.0, 0.4, (12, 33, 3))
    return LandmarkRecording(image.astype(np.float32).astype(float), world, np.arange(12) / 25.0, 1.5)


@pytest.fixture
def save(tmp_path: Path) -> Saver:
    def saver(**arrays: object) -> Path:
        path = tmp_path / "movement.npz"
        np.savez(path, **arrays)
        return path

    return saver


@pytest.mark.parametrize("suffix", [".npz", ".csv"])
def test_a_recording_comes_back_as_it_was_written(recording: LandmarkRecording, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"movement{suffix}"
    path.write_bytes(landmark_file_content(recording, suffix))

    back = read_landmark_file(path)

    np.testing.assert_allclose(back.image, recording.image, atol=1e-7)
    np.testing.assert_allclose(back.times, recording.times, atol=1e-9)
    assert back.aspect == pytest.approx(1.5)
    assert back.world is not None
    np.testing.assert_allclose(back.world, recording.world, atol=1e-6)


def test_a_frame_without_a_person_is_nobody_and_the_others_are_somebody(recording: LandmarkRecording) -> None:
    assert recording.observation(4).pose is None
    assert recording.observation(4).people == 0
    seen = recording.observation(5)
    assert seen.pose is not None
    assert seen.captured_at_s == pytest.approx(0.2)


def test_three_values_a_landmark_are_taken_as_visible_and_with_equal_axes(save: Saver) -> None:
    back = read_landmark_file(save(image=np.zeros((3, 33, 3))), frames_per_second=10.0)

    assert back.aspect == 1.0
    assert (back.image[..., 3] == 1.0).all()
    np.testing.assert_allclose(back.times, [0.0, 0.1, 0.2])


def test_the_picture_s_aspect_is_found_from_the_world_landmarks(save: Saver) -> None:
    random = np.random.default_rng(3)
    world = random.normal(0.0, 0.3, (20, 33, 3))
    image = np.concatenate([0.5 + world / [2.0 * 16 / 9, 2.0, 2.0], np.ones((20, 33, 1))], axis=2)

    assert read_landmark_file(save(image=image, world=world), 30.0).aspect == pytest.approx(16 / 9, rel=1e-6)


def test_times_are_asked_for_where_there_are_none(save: Saver) -> None:
    with pytest.raises(InputError, match="--fps"):
        read_landmark_file(save(image=np.zeros((3, 33, 4))))


@pytest.mark.parametrize(
    ("arrays", "word"),
    [
        ({"poses": np.zeros(3)}, "image"),
        ({"image": np.zeros((4, 17, 3))}, "33"),
        ({"image": np.zeros((0, 33, 4))}, "no frames"),
        ({"image": np.zeros((4, 33, 4)), "world": np.zeros((5, 33, 3))}, "world"),
        ({"image": np.zeros((4, 33, 4)), "times": np.array([0.0, 0.2, 0.1, 0.3])}, "times"),
        ({"image": np.zeros((4, 33, 4)), "times": np.arange(3.0)}, "times"),
        ({"image": np.array([{"a": 1}], dtype=object)}, "numbers"),
    ],
    ids=["no image", "other landmarks", "empty", "other world", "times back", "too few times", "objects"],
)
def test_what_is_wrong_with_a_file_is_said(arrays: dict[str, object], word: str, save: Saver) -> None:
    with pytest.raises(InputError, match=word):
        read_landmark_file(save(**arrays), frames_per_second=30.0)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"time_s,nose_x\n0,1\n", b"\xff\xfe\x00"])
@pytest.mark.parametrize("suffix", [".npz", ".csv"])
def test_a_file_of_something_else_is_refused_with_its_name(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"other{suffix}"
    path.write_bytes(content)

    with pytest.raises(InputError, match=path.name):
        read_landmark_file(path, frames_per_second=30.0)


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_in_an_archive_is_told_in_a_sentence_or_does_no_harm(
    seed: int, recording: LandmarkRecording, tmp_path: Path
) -> None:
    damaged = np.frombuffer(landmark_file_content(recording, ".npz"), np.uint8).copy()
    random = np.random.default_rng(seed)
    damaged[random.integers(0, len(damaged), 3)] = random.integers(0, 256, 3)
    path = tmp_path / "movement.npz"
    path.write_bytes(damaged.tobytes())

    with suppress(InputError):
        read_landmark_file(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes of this kind")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "movement.npz")
    with pytest.raises(InputError, match="is not a file"):
        read_landmark_file(tmp_path / "movement.npz")


def test_the_source_gives_every_frame_once_and_the_estimator_answers_for_it(
    recording: LandmarkRecording, tmp_path: Path
) -> None:
    path = tmp_path / "movement.npz"
    path.write_bytes(landmark_file_content(recording, ".npz"))
    source = LandmarkFileSource(path)
    estimator = RecordedPoseEstimator(source)

    with source:
        observations = [estimator.estimate(frame) for frame in source]
        assert source.info.frame_count == 12
        assert source.info.frames_per_second == pytest.approx(25.0)

    assert [each.captured_at_s for each in observations] == pytest.approx(list(recording.times))
    assert [each.pose is None for each in observations] == [index == 4 for index in range(12)]
