"""An exercise of a workout that has come to its end, and whether there is anything of it."""

from dataclasses import dataclass

from physiocheck_desktop.gui.capture.hand_recorder import HandRecorder
from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.states import RunEnd


@dataclass(frozen=True, slots=True, eq=False)
class FinishedExercise:
    """One exercise of a workout that has come to its end.

    Attributes:
        session: Its session, or what was entered by hand; either knows how safe it is.
        end: What the session saw, None where it was entered by hand.
    """

    session: LiveSession | HandRecorder
    end: RunEnd | None


def has_counted(exercise: FinishedExercise) -> bool:
    """Return whether anything was done of it that counts."""
    return isinstance(exercise.session, HandRecorder) or exercise.session.counted > 0


def has_anything(exercise: FinishedExercise) -> bool:
    """Return whether there is anything to show of it: what was counted, entered, or begun and not completed."""
    seen = None if exercise.end is None else exercise.end.assessment
    return has_counted(exercise) or (seen is not None and bool(seen.partial_repetitions))
