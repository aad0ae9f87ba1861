"""About how long an exercise takes, for people who want to know before they begin."""

from typing import Final

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.domain.workout import Portion

USUAL_REPETITION_S: Final = 4.0
"""Two seconds there and two back, as strength is usually prescribed (tempo 2:2)."""
GET_READY_S: Final = 20.0
"""Standing where the camera sees one, and the countdown; once an exercise."""


def work_time_s(definition: ExerciseDefinition, portion: Portion) -> float:
    """Return about how many seconds a portion of an exercise takes, with getting ready and the rests between its sets.

    Args:
        definition: The exercise as it is prescribed; what its tempo leaves open takes the usual time.
        portion: How much is done of it, both sides counted where each takes its turn.
    """
    moving = portion.total * repetition_time_s(definition)
    return GET_READY_S + moving + (portion.sets - 1) * portion.rest_s


def repetition_time_s(definition: ExerciseDefinition) -> float:
    """Return about how many seconds one repetition, or one hold, takes with the rest before the next."""
    tempo = definition.tempo
    rest_s = tempo.at_rest_s or 0.0
    if definition.kind is ExerciseKind.HOLD:
        return max(definition.prescription.hold_s, USUAL_REPETITION_S) + rest_s
    there_s = USUAL_REPETITION_S / 2.0 if tempo.toward_peak_s is None else tempo.toward_peak_s
    back_s = USUAL_REPETITION_S / 2.0 if tempo.toward_end_s is None else tempo.toward_end_s
    return there_s + max(tempo.at_peak_s or 0.0, definition.prescription.hold_s) + back_s + rest_s
