"""Months of a patient's exercising, as believable as a test or a picture needs, written by the services themselves.

Knee after an operation: three days a week squats and knee extensions, with sets, pain that goes down, ranges that go
up, a fault that gets rarer, one week away, one session by hand, one ended early.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from clinic import add_physician, care_for
from clocks import HandClock

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase, Prescription, Side
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import Frequency, PlanContent, PlannedExercise, Weekday
from physiocheck_desktop.domain.repetition import (
    PartialRepetition,
    RangeOfMotion,
    Repetition,
    RuleFault,
    Score,
    ScorePart,
    SessionAssessment,
)
from physiocheck_desktop.domain.session import Assignment, mean_score
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.hand_counted import HandCountedService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.visits import VisitService

PLAN: Final = "Knee after meniscus surgery"
KEYS: Final = ("squat", "sit-to-stand")
DAYS: Final = frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY})
SETS: Final = 2
EACH: Final = 6
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 4.6


@dataclass(frozen=True, slots=True)
class KeptMonths:
    """What was written.

    Attributes:
        newest: The newest session.
        by_hand: The one that was entered by hand.
        plan_id: The plan.
        sessions: How many there are.
    """

    newest: UUID
    by_hand: UUID
    plan_id: UUID
    sessions: int


def keep_months(database: Database, patient: Actor, until: datetime, weeks: int = 18, seed: int = 7) -> KeptMonths:
    """Write so many weeks up to a moment."""
    exercises = ExerciseCatalogue(ready_made_exercises())
    clock, chances = HandClock(until - timedelta(weeks=weeks)), random.Random(seed)  # noqa: S311 - nothing secret
    physician = add_physician(database)
    care_for(database, patient, physician, clock.now - _DAY)
    plan_id = _plan(database, exercises, clock, physician, patient)
    sessions = SessionService(database.unit_of_work, clock)
    visits, pain = VisitService(database.unit_of_work, clock), PainReportService(database.unit_of_work, clock)
    newest, count = uuid4(), 0
    begun, total = clock.now, timedelta(weeks=weeks)
    for day in _days(begun, until, chances):
        clock.now = day
        share = (day - begun) / total
        hurts = 6.0 * (1.0 - share) ** 1.3 + 0.6
        visit = visits.begin(patient, pain_before=_level(hurts, chances))
        for position, key in enumerate(KEYS, start=1):
            definition = exercises.find(key)
            assessment, course = _done(definition, share, chances)
            record = sessions.start(
                patient, key, definition.name, visit_id=visit.id, assignment=Assignment(plan_id, 1, position)
            )
            clock.now += timedelta(minutes=4, seconds=chances.randrange(60))
            if chances.random() < 0.04:
                sessions.abandon(patient, record.id, assessment, angles=course)
            else:
                sessions.finish(patient, record.id, assessment, angles=course)
            newest, count = record.id, count + 1
        if count == 10:
            pain.report(patient, region=BodyRegion.LEFT_KNEE, level=7, words="on the way down", session_id=newest)
        visits.end(
            patient, visit.id, pain_after=_level(hurts * 0.8, chances), effort=_level(6.0 - 2.0 * share, chances)
        )
    clock.now = until - _DAY / 2  # after the last morning, whatever the hour is at which this is written
    hand = HandCountedService(database.unit_of_work, clock)
    by_hand = hand.keep(patient, "squat", exercises.find("squat").name, sets=(8, 6), at=clock.now)
    return KeptMonths(newest, by_hand.id, plan_id, count + 1)


def _plan(database: Database, exercises: ExerciseCatalogue, clock: HandClock, physician: Actor, patient: Actor) -> UUID:
    service = RehabPlanService(database.unit_of_work, exercises, clock)
    asked = Prescription(sets=SETS, repetitions=EACH)
    planned = tuple(
        PlannedExercise(exercise_key=key, prescription=asked, frequency=Frequency(weekdays=DAYS)) for key in KEYS
    )
    content = PlanContent(title=PLAN, starts_on=clock.now.astimezone().date(), exercises=planned)
    begun = service.begin(physician, patient.user_id, content)
    return service.publish(physician, begun.id, begun.revision).id


def _days(begun: datetime, until: datetime, chances: random.Random) -> Iterator[datetime]:
    """Tell the mornings on which something was done: not all, and a week away in the middle."""
    day, away = begun, begun + (until - begun) / 2
    while day < until - _DAY:
        planned = Weekday(day.isoweekday()) in DAYS
        if planned and not away <= day < away + 7 * _DAY and chances.random() > 0.12:
            yield datetime(day.year, day.month, day.day, 8, chances.randrange(60), tzinfo=UTC)
        day += _DAY


def _level(number: float, chances: random.Random) -> int:
    return min(10, max(0, round(number + chances.uniform(-0.7, 0.7))))


def _done(
    definition: ExerciseDefinition, share: float, chances: random.Random
) -> tuple[SessionAssessment, AngleSeries]:
    """Return what the engine would have said of a session so far into the months, and its course."""
    repetitions = tuple(_repetition(definition, index, share, chances) for index in range(1, SETS * EACH + 1))
    partial = PartialRepetition(1.0, 1.6, 2.4, 0.41, "The movement was too small.")
    partials = (partial,) if chances.random() < 0.3 else ()
    end_s = repetitions[-1].end_s + 1.0
    assessment = SessionAssessment(
        exercise_key=definition.key,
        repetitions=repetitions,
        partial_repetitions=partials,
        score=mean_score([each.score for each in repetitions]),
        frames=round(30 * end_s),
        frames_with_person=round(30 * end_s),
        started_s=0.0,
        ended_s=end_s,
    )
    return assessment, _course(repetitions, end_s, chances)


def _repetition(definition: ExerciseDefinition, index: int, share: float, chances: random.Random) -> Repetition:
    pause_s = 30.0 if index > EACH else 0.0
    start_s = 3.0 + _LONGEST * (index - 1) + pause_s
    reached = min(1.05, 0.72 + 0.3 * share + chances.gauss(0.0, 0.02))
    ranges = tuple(
        RangeOfMotion(
            each.measure,
            each.start + chances.gauss(0.0, 1.0),
            each.start + reached * (each.peak - each.start),
            each.start,
            each.peak,
            7.0,
        )
        for each in definition.progress
        if MEASURES[each.measure].unit is Unit.DEGREES
    )
    leans = chances.random() < 0.6 - 0.55 * share
    fault = RuleFault("chest-up", "Lift your chest", 0.6, 54.0, "fault", Phase.PEAK, 3.0, 6.0)
    form = 62.0 + 15.0 * share if leans else 92.0 + chances.uniform(-4.0, 6.0)
    parts = {
        ScorePart.RANGE_OF_MOTION: min(100.0, 100.0 * reached),
        ScorePart.FORM: form,
        ScorePart.TEMPO: 78.0 + chances.uniform(-8.0, 16.0),
        ScorePart.STABILITY: 82.0 + chances.uniform(-6.0, 12.0),
    }
    return Repetition(
        index=index,
        start_s=start_s,
        peak_s=start_s + 1.7,
        end_s=start_s + 3.3,
        score=Score(sum(parts.values()) / len(parts), parts),
        ranges=ranges,
        side=Side.BOTH,
        faults=(fault,) if leans else (),
        reached=reached,
        set_number=1 + (index > EACH),
    )


def _course(repetitions: tuple[Repetition, ...], end_s: float, chances: random.Random) -> AngleSeries:
    times = [number / 10.0 for number in range(round(end_s * 10.0))]
    moved = [_moved(time_s, repetitions) for time_s in times]
    angles = {}
    for place, each in enumerate(repetitions[0].ranges):
        angles[each.measure] = tuple(
            each.start + share * (repetitions[index].ranges[place].peak - each.start) + chances.gauss(0.0, 0.8)
            for share, index in moved
        )
    progress = tuple(share * repetitions[index].reached for share, index in moved)
    return AngleSeries(tuple(times), progress, angles)


def _moved(time_s: float, repetitions: tuple[Repetition, ...]) -> tuple[float, int]:
    """Return how far into the way of which repetition a moment lies."""
    for place, each in enumerate(repetitions):
        if each.start_s <= time_s <= each.end_s:
            way = (time_s - each.start_s) / (each.end_s - each.start_s)
            return math.sin(math.pi * way) ** 2, place
    return 0.0, 0
