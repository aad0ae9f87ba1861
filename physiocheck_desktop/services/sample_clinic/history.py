"""Four months of one patient of the sample clinic, done day by day by the use cases that a window calls too."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import PlannedExercise, Weekday
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, SessionAssessment
from physiocheck_desktop.domain.session import Assignment, mean_score
from physiocheck_desktop.domain.visit import LEAST, MOST
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.sample_clinic.courses import Course
from physiocheck_desktop.services.sample_clinic.made_repetition import made_repetition
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.visits import VisitService

_FRAMES_A_SECOND: Final = 30
_POINTS_A_SECOND: Final = 5
_BETWEEN_REPETITIONS_S: Final = 0.7
_BETWEEN_SETS_S: Final = 45.0
_BETWEEN_EXERCISES: Final = timedelta(minutes=2)
_GETTING_READY_S: Final = 2.0
_TOO_SMALL: Final = "The movement was too small."


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of the patient's plan, and from which day on it is in force."""

    plan_id: UUID
    number: int
    first_day: date
    exercises: Sequence[PlannedExercise]


class HistoryMaker:
    """Does a patient's days one after the other."""

    def __init__(
        self, visits: VisitService, sessions: SessionService, exercises: ExerciseCatalogue, chances: random.Random
    ) -> None:
        self._visits, self._sessions, self._exercises, self._chances = visits, sessions, exercises, chances

    def do_day(self, actor: Actor, course: Course, version: Version, day: date, week: float) -> None:
        """Do what a day asks for, unless the patient does not feel like it."""
        asked = [
            (place, each)
            for place, each in enumerate(version.exercises, start=1)
            if Weekday(day.isoweekday()) in each.frequency.weekdays
        ]
        if not asked or int(week) == course.away or self._chances.random() > course.diligence:
            return
        begun = at_hour(day, course.hour, self._chances)
        form = course.quality_at(week) + self._chances.gauss(0.0, 0.04)
        pain = course.pain_at(week) + self._chances.gauss(0.0, 0.5)
        visit = self._visits.begin(actor, pain_before=on_scale(pain), at=begun)
        at = begun + timedelta(minutes=1)
        for place, planned in asked:
            if place > 1 and self._chances.random() > course.diligence:
                break  # enough for that day
            at = self._do_exercise(
                actor, visit.id, Assignment(version.plan_id, version.number, place), planned, form, at
            )
        after, effort = on_scale(pain + self._chances.choice((-1.0, -0.5, 0.0, 0.6))), on_scale(7.5 - 4.0 * form)
        self._visits.end(actor, visit.id, pain_after=after, effort=effort, at=at)

    def _do_exercise(
        self,
        actor: Actor,
        visit_id: UUID,
        assignment: Assignment,
        planned: PlannedExercise,
        quality: float,
        at: datetime,
    ) -> datetime:
        """Do one exercise and return when the next one begins."""
        definition = self._exercises.find(planned.exercise_key)
        session = self._sessions.start(
            actor, definition.key, definition.name, visit_id=visit_id, assignment=assignment, at=at
        )
        assessment = self._assessment(definition, planned, quality)
        ended_at = at + timedelta(seconds=assessment.ended_s)
        self._sessions.finish(actor, session.id, assessment, angles=course_over_time(assessment), at=ended_at)
        return ended_at + _BETWEEN_EXERCISES

    def _assessment(
        self, definition: ExerciseDefinition, planned: PlannedExercise, quality: float
    ) -> SessionAssessment:
        chances = self._chances
        repetitions: list[Repetition] = []
        at_s = _GETTING_READY_S
        for number in range(1, planned.prescription.sets + 1):
            for _ in range(planned.prescription.repetitions):
                done = made_repetition(definition, min(1.0, max(0.0, quality + chances.gauss(0.0, 0.06))), chances)
                if planned.side in (Side.LEFT, Side.RIGHT):
                    done = replace(done, side=planned.side)
                repetitions.append(_placed(done, len(repetitions) + 1, number, round(at_s, 3)))
                at_s = repetitions[-1].end_s + _BETWEEN_REPETITIONS_S
            at_s += _BETWEEN_SETS_S
        ended_s = round(at_s - _BETWEEN_SETS_S + 1.0, 3)
        frames = round(ended_s * _FRAMES_A_SECOND)
        is_short = chances.random() < 0.5 * (1.0 - quality)
        last_s = ended_s - 1.0
        return SessionAssessment(
            exercise_key=definition.key,
            repetitions=tuple(repetitions),
            partial_repetitions=(PartialRepetition(last_s, last_s + 0.4, last_s + 0.9, 0.31, _TOO_SMALL),) * is_short,
            score=mean_score([each.score for each in repetitions]),
            frames=frames,
            frames_with_person=int(frames * chances.uniform(0.97, 1.0)),
            started_s=0.0,
            ended_s=ended_s,
        )


def course_over_time(assessment: SessionAssessment) -> AngleSeries:
    """Return how the angles went in a session: there and back in each repetition, and still between them."""
    repetitions = assessment.repetitions
    times: list[float] = []
    progress: list[float | None] = []
    angles: dict[str, list[float | None]] = {each.measure: [] for each in repetitions[0].ranges}
    for repetition, at_s in _points(assessment):
        share = _share(repetition, at_s)
        times.append(at_s)
        progress.append(round(share * repetition.reached, 3))
        for each in repetition.ranges:
            angles[each.measure].append(round(each.start + share * (each.peak - each.start), 1))
    return AngleSeries(tuple(times), tuple(progress), {name: tuple(course) for name, course in angles.items()})


def at_hour(day: date, hour: int, chances: random.Random) -> datetime:
    """Return a moment of a day's hour on this computer's clock, UTC."""
    moment = datetime.combine(day, time(hour, chances.randrange(50), chances.randrange(60)))
    return moment.astimezone(UTC)


def on_scale(level: float) -> int:
    """Return a number of the scale from 0 to 10."""
    return min(MOST, max(LEAST, round(level)))


def _placed(repetition: Repetition, index: int, set_number: int, at_s: float) -> Repetition:
    moved = {name: round(getattr(repetition, name) + at_s, 3) for name in ("start_s", "peak_s", "end_s")}
    return replace(repetition, index=index, set_number=set_number, **moved)


def _points(assessment: SessionAssessment) -> Iterator[tuple[Repetition, float]]:
    """Yield moments of a session, each with the repetition that it belongs to or comes before; rests are left out."""
    for repetition in assessment.repetitions:
        steps = math.ceil((repetition.end_s - repetition.start_s) * _POINTS_A_SECOND)
        for step in range(steps + 1):
            yield repetition, round(repetition.start_s + (repetition.end_s - repetition.start_s) * step / steps, 3)


def _share(repetition: Repetition, at_s: float) -> float:
    """Return how far the way to its peak a repetition has come at a moment, 0 to 1, as smooth movements go."""
    if at_s <= repetition.peak_s:
        way = (at_s - repetition.start_s) / (repetition.peak_s - repetition.start_s)
    else:
        way = (repetition.end_s - at_s) / (repetition.end_s - repetition.peak_s)
    return 0.5 - 0.5 * math.cos(math.pi * way)
