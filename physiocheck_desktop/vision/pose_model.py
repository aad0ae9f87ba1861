"""The embedded pose model file: which one it must be, and reading it once."""

import hashlib
from pathlib import Path
from typing import Final

from physiocheck_desktop.domain.errors import ModelError

POSE_MODEL_SHA256: Final = "0d9f916d2c40ffeb4efd1560fe214ddb10f39f424c6afded2fe703289dfbd91a"
"""Digest of `resources/models/pose_landmarker_full.task` as `scripts/build_pose_model.py` builds it."""


def read_pose_model(path: Path) -> bytes:
    """Return the model's bytes after checking that it is the one this program was tested with.

    Raises:
        ModelError: The file is missing, cannot be read, or is another one.
    """
    remedy = "Install the program again, or restore this file from the release."
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"The pose model is missing: {path}.", remedy=remedy) from error
    except OSError as error:
        raise ModelError(f"The pose model cannot be read: {path} ({error.strerror}).", remedy=remedy) from error
    if hashlib.sha256(content).hexdigest() != POSE_MODEL_SHA256:
        raise ModelError(
            f"The pose model is not the one that this program was tested with: {path}.",
            kept="Nothing was measured with it.",
            remedy=remedy,
        )
    return content


def verify_pose_model(path: Path) -> None:
    """Raise a `ModelError` unless the file is there and is the right one."""
    read_pose_model(path)
