"""MediaPipe's pose landmarker as this house uses it: made from the model's bytes, read as arrays."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray

from physiocheck_desktop.domain.errors import ModelError


def create_landmarker(model: bytes, mode: Any, **options: Any) -> Any:
    """Create a landmarker from the model's bytes; MediaPipe's own complaint becomes a `ModelError`."""
    try:
        return vision.PoseLandmarker.create_from_options(
            vision.PoseLandmarkerOptions(
                base_options=BaseOptions(model_asset_buffer=model), running_mode=mode, **options
            )
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(
            f"The pose model cannot be started: {error}.", remedy="Install the program again on this computer."
        ) from error


def image_array(landmarks: Iterable[Any]) -> NDArray[np.float64]:
    """Return `(33, 4)`: x, y, z and visibility."""
    return np.array([(point.x, point.y, point.z, point.visibility) for point in landmarks], dtype=np.float64)
