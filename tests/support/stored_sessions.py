"""Sessions as they are stored, in as few words as a test of suggestions needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.repetition import (
    PartialRepetition,
    RangeOfMotion,
    Repetition,
    RuleFault,
    Score,
    ScorePart,
)
from physiocheck_desktop.domain.session import SessionDetail, SessionRecord, SessionState

EXERCISES = Path(__file__).parents[2] / "resources" / "exercises"
PATIENT = UUID(int=1)


def exercise(key: str) -> ExerciseDefinition:
    return parse_definition((EXERCISES / f"{key}.toml").read_text(encoding="utf-8"), key)


SQUAT = exercise("squat")


def session(
    number: int,
    repetitions: Sequence[Repetition],
    partials: Sequence[PartialRepetition] = (),
    state: SessionState = SessionState.FINISHED,
    key: str = "squat",
) -> SessionDetail:
    begun = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number)
    record = SessionRecord(
        UUID(int=100 + number),
        PATIENT,
        key,
        key,
        state,
        begun,
        begun + timedelta(minutes=5),
        len(repetitions),
        len(partials),
        None,
    )
    return SessionDetail(record, tuple(repetitions), tuple(partials))


def repetition(
    index: int = 1,
    peak: float = 95.0,
    faults: tuple[RuleFault, ...] = (),
    margin: float = 7.0,
    total: float = 80.0,
    measures: Sequence[str] = ("left_knee", "right_knee"),
    side: Side = Side.BOTH,
) -> Repetition:
    start = 5.0 * index
    return Repetition(
        index=index,
        start_s=start,
        peak_s=start + 1.75,
        end_s=start + 3.2,
        score=Score(total, {ScorePart.RANGE_OF_MOTION: 100.0, ScorePart.FORM: 80.0}),
        ranges=tuple(RangeOfMotion(name, 170.0, peak, 170.0, 95.0, margin) for name in measures),
        faults=faults,
        side=side,
    )


def too_small(count: int) -> list[PartialRepetition]:
    return [PartialRepetition(1.0, 2.0, 3.0, 0.4, Reason.TOO_SMALL.value)] * count


def sessions_of(*repetitions: Repetition, count: int = 3) -> list[SessionDetail]:
    many = [replace(each, index=number + 1) for number, each in enumerate(repetitions * 5)]
    return [session(number, many) for number in range(count)]
