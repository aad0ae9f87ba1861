"""What a person typed, as the source or exercise that is meant."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from physiocheck_desktop.config.exercise_files import read_exercise_file
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.exercises import ExerciseCatalogue

EXERCISE_SUFFIXES: Final = frozenset({".toml", ".json"})
"""Files that hold an exercise."""


def camera_choice(text: str, usual: SourceChoice, *, mirror: bool | None) -> SourceChoice:
    """Return the camera that is meant: a number, the path or URL of a video that plays as one, or a camera's name.

    Args:
        text: What was typed; empty for the usual camera.
        usual: What to watch when nothing was typed, and how large.
        mirror: Whether the picture is shown mirrored; None leaves that as usual.
    """
    usual = usual if mirror is None else replace(usual, mirror=mirror)
    if not text:
        return usual
    if text.isdecimal():
        return replace(usual, camera=int(text), video=None, loop=False)
    if "://" in text or Path(text).suffix or Path(text).exists():
        return replace(usual, camera=None, video=text, live=True, loop=True)
    return replace(usual, camera=text, video=None, loop=False)


def exercise_choice(text: str, catalogue: ExerciseCatalogue) -> ExerciseDefinition:
    """Return the exercise that is meant: the path of a `.toml` or `.json` file, or a ready-made one's key or name."""
    path = Path(text)
    if path.suffix in EXERCISE_SUFFIXES:
        return read_exercise_file(path)
    return catalogue.find(text)
