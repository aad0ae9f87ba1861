"""The files that come with the program: pose model, exercises, pictures."""

from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent


@cache
def resource_folder() -> Path:
    """Return the folder of resources: inside the installed package, or at the top of a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def pose_model_file() -> Path:
    """Return the path of the pose model that comes with the program."""
    return resource_folder() / "models" / "pose_landmarker_full.task"
