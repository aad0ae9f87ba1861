"""Folders, resources, the computer's identifier and exercise files."""

import os
import stat
import sys
from pathlib import Path
from uuid import UUID

import pytest

from physiocheck_desktop.config.computer import computer_id
from physiocheck_desktop.config.exercise_files import read_exercise_file, ready_made_exercises
from physiocheck_desktop.config.resources import pose_model_file, resource_folder
from physiocheck_desktop.domain.errors import InputError, StorageError


def test_the_resources_of_the_checkout_are_found() -> None:
    assert (resource_folder() / "exercises").is_dir()
    assert pose_model_file().is_file()


def test_a_computer_keeps_its_identifier(tmp_path: Path) -> None:
    file = tmp_path / "data" / "computer-id"
    first = computer_id(file)
    assert UUID(first)
    assert computer_id(file) == first
    assert computer_id(tmp_path / "elsewhere") != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways than modes")
def test_only_the_owner_can_read_the_computers_identifier(tmp_path: Path) -> None:
    computer_id(tmp_path / "computer-id")
    assert stat.S_IMODE((tmp_path / "computer-id").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"something else", b"\xff\xfe"])
def test_an_identifier_that_was_overwritten_is_told_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "computer-id"
    file.write_bytes(content)
    with pytest.raises(StorageError, match="something else"):
        computer_id(file)
    assert file.read_bytes() == content


def test_the_ready_made_exercises_are_sorted_by_name_and_have_distinct_keys() -> None:
    exercises = ready_made_exercises()
    names = [exercise.name for exercise in exercises]
    assert names == sorted(names, key=str.casefold)
    keys = {exercise.key for exercise in exercises}
    assert len(keys) == len(exercises)
    assert keys >= {"squat", "shoulder-abduction", "shoulder-flexion", "elbow-flexion", "push-up", "jumping-jack"}


@pytest.mark.parametrize(
    "content",
    [None, b"\xff\xfe\x00", b"not an exercise = = =", b"a = " + b"[" * 9000 + b"]" * 9000, b"# long\n" * 1_000_000],
    ids=["missing", "no text", "no TOML", "too deep", "too long"],
)
def test_an_exercise_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "mine.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_exercise_file(file)
    assert str(file) in refused.value.what
    assert refused.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes of this kind")
def test_a_pipe_is_refused_as_an_exercise_file_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mine.toml")
    with pytest.raises(InputError, match="is not a file"):
        read_exercise_file(tmp_path / "mine.toml")
