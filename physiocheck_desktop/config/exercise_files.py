"""Exercises read from their files: the ready-made ones and those that a person names."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from physiocheck_desktop.assessment.definition_json import parse_definition_json
from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.pose_template import Anchor, TargetPose
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT
from physiocheck_desktop.services.exercises import DemonstrationFiles

_LONGEST_BYTES: Final = 262_144
"""A learned exercise with its poses and its movement takes a quarter of it."""


def ready_made_exercises() -> tuple[ExerciseDefinition, ...]:
    """Return the exercises that come with the program, in the order of their names."""
    definitions = [read_exercise_file(path) for path in (resource_folder() / "exercises").glob("*.toml")]
    if not definitions:
        raise BugError(f"There are no exercises in {resource_folder()}.")
    return tuple(sorted(definitions, key=lambda definition: definition.name.casefold()))


@cache
def demonstration_files(key: str) -> DemonstrationFiles | None:
    """Return the pictures and the clip that show an exercise, None where it is not pictured."""
    folder = resource_folder() / "demonstrations"
    start, peak, clip = (folder / f"{key}{ending}" for ending in (".start.jpg", ".peak.jpg", ".mp4"))
    if not (start.is_file() and peak.is_file()):
        return None
    return DemonstrationFiles(start, peak, clip if clip.is_file() else None)


@cache
def target_pose(key: str) -> TargetPose | None:
    """Return the poses that a ready-made exercise leads from and to, None where it is not pictured.

    Raises:
        BugError: The file that came with the program was changed.
    """
    path = resource_folder() / "demonstrations" / f"{key}.poses.json"
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        start, peak = (tuple((x, y, z) for x, y, z in content[pose]) for pose in ("start", "peak"))
        target = TargetPose(start, peak, Anchor(content["anchor"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BugError(f"{path.name} holds no poses.") from error
    if {len(start), len(peak)} != {LANDMARK_COUNT}:
        raise BugError(f"{path.name} has not {LANDMARK_COUNT} landmarks a pose.")
    return target


def read_exercise_file(path: Path) -> ExerciseDefinition:
    """Return the exercise that a file defines.

    Raises:
        InputError: The file cannot be read, or does not define an exercise.
    """
    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe that would keep us waiting for ever
            raise InputError(f"{path} is not a file.", remedy="Give the path of an exercise file.")
        with path.open("rb") as file:
            content = file.read(_LONGEST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"The exercise file {path} cannot be read: {error.strerror or error}.",
            remedy="Check the path, and that your account may read the file.",
        ) from error
    if len(content) > _LONGEST_BYTES:
        raise InputError(
            f"{path} is too long for an exercise file (over {_LONGEST_BYTES // 1024} KiB).",
            remedy="Choose another file; the ready-made exercises show what one looks like.",
        )
    try:
        parse = parse_definition_json if path.suffix.lower() == ".json" else parse_definition
        return parse(content.decode("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise InputError(
            f"The exercise file {path} is not text in UTF-8.", remedy="Save it again as UTF-8, or choose another file."
        ) from error
    except RecursionError as error:
        raise InputError(
            f"{path} holds lists within lists too deep to read.", remedy="Correct the file, or choose another."
        ) from error
