"""Draws suggestions from a patient's sessions of one exercise; the same sessions always give the same ones."""

from collections.abc import Iterable, Mapping

from physiocheck_desktop.assessment.suggestions.applying import apply_changes
from physiocheck_desktop.assessment.suggestions.history import History, history_of
from physiocheck_desktop.assessment.suggestions.judgement import judgement_drafts
from physiocheck_desktop.assessment.suggestions.levels import level_drafts
from physiocheck_desktop.assessment.suggestions.rescoring import forecast
from physiocheck_desktop.assessment.suggestions.targets import target_drafts
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, Forecast, Suggestion


def propose(
    definition: ExerciseDefinition,
    details: Iterable[SessionDetail],
    others: Mapping[str, ExerciseDefinition] | None = None,
) -> tuple[Suggestion, ...]:
    """Return what the newest sessions of an exercise speak for changing; nothing where there are too few.

    Args:
        definition: The exercise as it is for this patient.
        details: The patient's sessions, in any order, of any exercises.
        others: The exercises there are by key; an easier or harder one that is not among them is not proposed.
    """
    history = history_of(definition.key, details)
    known = {} if others is None else others
    drafts = (
        *target_drafts(definition, history),
        *judgement_drafts(definition, history),
        *level_drafts(definition, history),
    )
    return tuple(
        Suggestion(definition.key, kind, changes, evidence, _forecast(history, definition, changes))
        for kind, changes, evidence in drafts
        if all(change.part is not ChangedPart.EXERCISE or change.name in known for change in changes)
    )


def accepted(
    definition: ExerciseDefinition, suggestion: Suggestion, others: Mapping[str, ExerciseDefinition]
) -> ExerciseDefinition:
    """Return the exercise that accepting a suggestion leads to: this one changed, or the other one.

    Raises:
        InputError: The exercise is not the one any more that this was suggested for.
    """
    (first, *_) = suggestion.changes
    if first.part is ChangedPart.EXERCISE:
        return others[first.name]
    return apply_changes(definition, suggestion.changes)


def _forecast(
    history: History,
    definition: ExerciseDefinition,
    changes: tuple[Change, ...],
) -> Forecast | None:
    """Return the effect on the stored repetitions; None for another exercise, whose movement they do not show."""
    if changes[0].part is ChangedPart.EXERCISE:
        return None
    return forecast(history, definition, apply_changes(definition, changes))
