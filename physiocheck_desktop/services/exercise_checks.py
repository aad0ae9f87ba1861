"""What a version of an exercise must be to be kept: complete, without loss, and possible to do."""

from typing import Final

from physiocheck_desktop.assessment.definition_json import parse_definition_json, write_definition_json
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.kept_exercise import ExercisePreset, ExerciseVersion
from physiocheck_desktop.services.prescriptions import demand_possible
from physiocheck_desktop.services.session_records import MAX_KEY_LENGTH, MAX_NAME_LENGTH
from physiocheck_desktop.services.texts import demand_text

MAX_CATEGORY_LENGTH: Final = 64
MAX_NOTE_LENGTH: Final = 500
MAX_RULE_TEXT_LENGTH: Final = 2000
MAX_PRESETS: Final = 20
MAX_LENGTH: Final = 262_144
"""Characters of an exercise written as a file; a learned one with its poses takes a quarter of it."""


def checked_version(version: ExerciseVersion) -> ExerciseVersion:
    """Return a version whose definition is one that a file could hold, and whose texts can be kept.

    Raises:
        InputError: It is not complete, or something in it is too long, too much or no number; the sentence names it.
    """
    definition = version.definition
    demand_text("The exercise’s key", definition.key, MAX_KEY_LENGTH, shortest=1)
    demand_text("The exercise’s name", definition.name, MAX_NAME_LENGTH, shortest=1)
    demand_text("The exercise’s category", definition.category, MAX_CATEGORY_LENGTH, shortest=1)
    demand_text("The note", version.note, MAX_NOTE_LENGTH)
    for rule in definition.rules:
        for told in (rule.name, rule.cue_below, rule.cue_above, rule.check):
            demand_text("What a rule says", told, MAX_RULE_TEXT_LENGTH)
    try:
        text = write_definition_json(definition)
    except ValueError as error:
        raise InputError("The exercise has a number that is none.", remedy="Correct it and try again.") from error
    demand_text("The exercise, written as a file,", text, MAX_LENGTH)
    if parse_definition_json(text, "The exercise") != definition:
        raise InputError("The exercise cannot be kept without loss.", remedy="Save it as a file, and add that.")
    if len(version.presets) > MAX_PRESETS:
        raise InputError(
            f"The exercise has {len(version.presets)} presets.", remedy=f"Keep the {MAX_PRESETS} that matter most."
        )
    if len({preset.name for preset in version.presets}) < len(version.presets):
        raise InputError("Two presets have the same name.", remedy="Give each a name of its own.")
    for preset in (_own_preset(definition), *version.presets):
        _check_preset(preset)
    return version


def _own_preset(definition: ExerciseDefinition) -> ExercisePreset:
    return ExercisePreset(
        name="of the exercise", prescription=definition.prescription, count_share=definition.count_share
    )


def _check_preset(preset: ExercisePreset) -> None:
    demand_text("The preset’s name", preset.name, MAX_NAME_LENGTH, shortest=1)
    demand_possible(f"The preset “{preset.name}”", preset.prescription, preset.count_share)
