"""What a session came to, as the summary and the history show it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.exercise import ExerciseKind
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score
from physiocheck_desktop.domain.session import SessionDetail, SessionState
from physiocheck_desktop.gui.capture.last_time import LastTime
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunEnd
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.side_words import exercise_words
from physiocheck_desktop.services.analysis import CurvePoint, curve_of


@dataclass(frozen=True, slots=True, eq=False)
class SessionReport:
    """What a session came to, as the summary and the history show it.

    Attributes:
        exercise_name: Which exercise, in the language of the window.
        state: How far it came.
        repetitions: The counted ones.
        partials: Begun and not completed ones.
        score: Mean score, None without a repetition.
        seconds: How long it was watched, None where that is not known.
        curve: Progress over time, empty where it was not kept.
        holds: Whether it was held instead of repeated.
        asked_s: The seconds that each hold was to last, 0 where that is not known.
        last: What the session before it came to, None where there was none or nobody looked.
        counted_by_hand: Repetitions that the person counted, because no camera did.
    """

    exercise_name: str
    state: SessionState
    repetitions: tuple[Repetition, ...]
    partials: tuple[PartialRepetition, ...]
    score: Score | None
    seconds: float | None
    curve: tuple[CurvePoint, ...] = ()
    holds: bool = False
    asked_s: float = 0.0
    last: LastTime | None = None
    counted_by_hand: int = 0


def report_of_run(plan: SessionPlan, end: RunEnd, last: LastTime | None = None) -> SessionReport | None:
    """Return what a run came to, None where counting never began; `last` is what the session before it came to."""
    seen = end.assessment
    if seen is None:
        return None
    return SessionReport(
        exercise_name=exercise_words(plan.definition),
        state=SessionState.FINISHED if end.is_complete else SessionState.ABANDONED,
        repetitions=seen.repetitions,
        partials=seen.partial_repetitions,
        score=seen.score,
        seconds=seen.seconds,
        curve=end.curve,
        holds=plan.definition.kind is ExerciseKind.HOLD,
        asked_s=plan.definition.prescription.hold_s,
        last=last,
    )


def report_by_hand(plan: SessionPlan, sets: tuple[int, ...]) -> SessionReport:
    """Return what an exercise came to of which the person counted the repetitions of each set."""
    words = QCoreApplication.translate("Report", "{exercise} · by hand")
    return SessionReport(
        exercise_name=words.format(exercise=exercise_words(plan.definition)),
        state=SessionState.FINISHED,
        repetitions=(),
        partials=(),
        score=None,
        seconds=None,
        holds=plan.definition.kind is ExerciseKind.HOLD,
        counted_by_hand=sum(sets),
    )


def report_of_record(detail: SessionDetail, *, is_hold: bool = False) -> SessionReport:
    """Return what was kept of a session; `is_hold` where its exercise is known to be held, which seconds alone tell."""
    record = detail.record
    seconds = (
        None
        if record.ended_at is None or record.entered_by_hand
        else (record.ended_at - record.started_at).total_seconds()
    )
    return SessionReport(
        exercise_name=own_words(record.exercise_name),
        state=record.state,
        repetitions=detail.repetitions,
        partials=detail.partial_repetitions,
        score=record.score,
        seconds=seconds,
        curve=curve_of(detail.angles),
        holds=is_hold or record.held_s is not None,
        counted_by_hand=sum(detail.counted_by_hand),
    )
