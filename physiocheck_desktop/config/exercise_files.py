"""Exercises read from their files: the ready-made ones and those that a person names."""

from pathlib import Path

from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition


def ready_made_exercises() -> tuple[ExerciseDefinition, ...]:
    """Return the exercises that come with the program, in the order of their names."""
    definitions = [read_exercise_file(path) for path in (resource_folder() / "exercises").glob("*.toml")]
    if not definitions:
        raise BugError(f"There are no exercises in {resource_folder()}.")
    return tuple(sorted(definitions, key=lambda definition: definition.name.casefold()))


def read_exercise_file(path: Path) -> ExerciseDefinition:
    """Return the exercise that a file defines.

    Raises:
        InputError: The file cannot be read, or does not define an exercise.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"The exercise file {path} cannot be read: {error.strerror or error}.",
            remedy="Check the path, and that your account may read the file.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"The exercise file {path} is not text in UTF-8.", remedy="Save it again as UTF-8, or choose another file."
        ) from error
    return parse_definition(text, str(path))
