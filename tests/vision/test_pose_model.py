"""The program starts with the one pose model that it was tested with, and says so when it is another."""

import zipfile
from pathlib import Path

import pytest

from physiocheck_desktop.domain.errors import ModelError
from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator
from physiocheck_desktop.vision.pose_model import POSE_MODEL_SHA256, read_pose_model, verify_pose_model


def test_the_model_that_comes_with_the_program_is_the_right_one(model_path: Path) -> None:
    verify_pose_model(model_path)
    assert len(read_pose_model(model_path)) == model_path.stat().st_size


def test_its_digest_is_written_beside_it_with_its_licence(model_path: Path) -> None:
    assert POSE_MODEL_SHA256 in (model_path.parent / "README.md").read_text(encoding="utf-8")
    assert "Apache License" in (model_path.parent / "LICENSE-pose-model.txt").read_text(encoding="utf-8")


def test_both_networks_lie_in_it_uncompressed_and_aligned(model_path: Path) -> None:
    with zipfile.ZipFile(model_path) as bundle:
        entries = bundle.infolist()
    assert [entry.filename for entry in entries] == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
    content = model_path.read_bytes()
    for entry in entries:
        assert entry.compress_type == zipfile.ZIP_STORED
        name_length = int.from_bytes(content[entry.header_offset + 26 : entry.header_offset + 28], "little")
        extra_length = int.from_bytes(content[entry.header_offset + 28 : entry.header_offset + 30], "little")
        begins = entry.header_offset + 30 + name_length + extra_length
        assert begins % 16 == 0
        assert content[begins + 4 : begins + 8] == b"TFL3"


def test_a_missing_and_a_wrong_model_are_told_apart(model_path: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        MediaPipePoseEstimator(tmp_path / "missing.task")
    changed = bytearray(model_path.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "changed.task").write_bytes(changed)
    with pytest.raises(ModelError, match="not the one"):
        MediaPipePoseEstimator(tmp_path / "changed.task")
    with pytest.raises(ModelError, match="cannot be read"):
        MediaPipePoseEstimator(tmp_path)
