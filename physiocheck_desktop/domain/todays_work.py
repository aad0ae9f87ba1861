"""What a patient's plans ask for on a day, and what of it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from uuid import UUID

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.rehab_plan import PlannedExercise
from physiocheck_desktop.domain.session import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneRepetitions:
    """Repetitions that one session has of one side.

    Attributes:
        exercise_key: Of which exercise.
        started_at: When the session began, UTC.
        side: Which side did them.
        count: How many.
    """

    exercise_key: str
    started_at: datetime
    side: Side
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueExercise:
    """An exercise that is due on a day.

    Attributes:
        plan_id: The plan that asks for it.
        plan_version: Which version of that plan.
        position: Which of that version's exercises, from 1.
        planned: What is asked for.
        repetitions_done: How many of the day's repetitions are done, for the side that has done fewer where each is to.
        days_done: On how many earlier days of the week it was done in full.
    """

    plan_id: UUID
    plan_version: int
    position: int
    planned: PlannedExercise
    repetitions_done: int
    days_done: int

    @property
    def assignment(self) -> Assignment:
        """What a session that does it names."""
        return Assignment(self.plan_id, self.plan_version, self.position)

    @property
    def sets_done(self) -> int:
        """How many of the day's sets are done in full."""
        return self.repetitions_done // self.planned.prescription.repetitions

    @property
    def is_done(self) -> bool:
        """Whether all is done that the day asks for."""
        return self.repetitions_done >= self.planned.repetitions_a_day


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysWork:
    """What is due on a day.

    Attributes:
        day: The patient's day.
        exercises: What is due, plan by plan in the order in which it is to be done.
    """

    day: date
    exercises: tuple[DueExercise, ...]

    @property
    def next(self) -> DueExercise | None:
        """The first exercise that is not done, None where all are."""
        return next((each for each in self.exercises if not each.is_done), None)


def repetitions_of(side: Side, done: Iterable[DoneRepetitions]) -> int:
    """Return how many repetitions count for a side that was asked for.

    A repetition of both sides counts for either. Where both sides are asked for, what counts is what each has done.
    """
    left = right = together = either = 0
    for each in done:
        match each.side:
            case Side.LEFT:
                left += each.count
            case Side.RIGHT:
                right += each.count
            case Side.BOTH:
                together += each.count
            case Side.EITHER:
                either += each.count
    match side:
        case Side.LEFT:
            return together + left
        case Side.RIGHT:
            return together + right
        case Side.BOTH:
            return together + min(left, right)
        case Side.EITHER:
            return together + left + right + either


def beginning_of(day: date, zone: tzinfo | None) -> datetime:
    """Return when a patient's day begins; without a zone the computer's own is meant."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone()
