"""How a patient gets on, as the patient and the patient's physician are told, on both databases."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from clinic import add_patient, add_physician, care_for
from clocks import HandClock
from stored_sessions import repetition

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.adherence import AdherenceWeek
from physiocheck_desktop.domain.errors import AccessError, BugError
from physiocheck_desktop.domain.exercise import Phase, Prescription, Severity, Side
from physiocheck_desktop.domain.metrics import Change
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import Frequency, PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import RuleFault, SessionAssessment
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.hand_counted import HandCountedService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.visits import VisitService

READY = ExerciseCatalogue(ready_made_exercises())
MONDAY = date(2026, 3, 2)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)
LEAN = RuleFault("lean", "Lift your chest", 0.8, 55.0, "fault", Phase.PEAK, 5.0, 7.0)
HEEL = RuleFault("heel", "Heels down", 0.9, 0.2, "hint", Phase.TOWARD_END, 0.04, 0.06)

Do = Callable[..., UUID]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(START)


@pytest.fixture
def service(database: Database, clock: HandClock) -> ProgressService:
    return ProgressService(database.unit_of_work, clock, UTC)


@pytest.fixture
def do(database: Database, patient: Actor, clock: HandClock, make_assessment: Callable[..., SessionAssessment]) -> Do:
    """Return a function that does a session now; each repetition goes to the same angle, from 170°."""
    sessions = SessionService(database.unit_of_work, clock)

    def session(
        peak: float = 95.0,
        count: int = 3,
        total: float = 80.0,
        faults: Sequence[RuleFault] = (),
        key: str = "squat",
        who: Actor = patient,
    ) -> UUID:
        done = tuple(repetition(index, peak, tuple(faults), total=total) for index in range(1, count + 1))
        begun = sessions.start(who, key, key.title())
        sessions.finish(who, begun.id, replace(make_assessment(0), repetitions=done))
        return begun.id

    return session


def test_scores_are_told_oldest_first_from_a_day_on_and_of_one_exercise(
    service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    assert service.scores(patient, patient.user_id) == ()
    for total, key in ((70.0, "squat"), (75.0, "lunge"), (80.0, "squat")):
        do(total=total, key=key)
        clock.now += DAY
    do(count=0)

    def told(since: date | None = None, key: str | None = None) -> list[float | None]:
        return [each.score for each in service.scores(patient, patient.user_id, since, key)]

    assert told() == [70.0, 75.0, 80.0]
    assert told(MONDAY + DAY) == [75.0, 80.0]
    assert told(MONDAY + DAY, "squat") == [80.0]
    first = service.scores(patient, patient.user_id)[0]
    assert (first.exercise_name, first.started_at, first.repetitions) == ("Squat", START, 3)


def test_ranges_over_time_say_whether_the_change_is_real(
    service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    for peak in (110.0, 107.0, 104.0, 99.0):
        do(peak)
        clock.now += DAY
    left, right = service.ranges(patient, patient.user_id)
    assert (left.measure, left.side, right.measure) == ("left_knee", Side.BOTH, "right_knee")
    assert [each.metric.range_of_motion for each in left.points] == [60.0, 63.0, 66.0, 71.0]
    assert {each.metric.margin for each in left.points} == {7.0}
    assert (left.gained, left.change) == (11.0, Change.REAL)
    changes = [service.ranges(patient, patient.user_id, MONDAY + days * DAY)[0].change for days in (1, 2, 3)]
    assert changes == [Change.POSSIBLE, Change.POSSIBLE, Change.NONE]


def test_lengths_have_no_range_of_motion(
    database: Database,
    service: ProgressService,
    patient: Actor,
    clock: HandClock,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    sessions = SessionService(database.unit_of_work, clock)
    begun = sessions.start(patient, "heel-raise", "Heel raise")
    done = (repetition(1, 0.3, measures=("left_knee", "leg_extension")),)
    sessions.finish(patient, begun.id, replace(make_assessment(0), repetitions=done))
    assert [each.measure for each in service.ranges(patient, patient.user_id)] == ["left_knee"]
    assert len(service.compared(patient, patient.user_id, begun.id).measures) == 2


def test_adherence_is_told_week_by_week_against_the_versions_that_were_in_force(
    database: Database, service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    plans = RehabPlanService(database.unit_of_work, READY, clock, UTC)
    daily = PlannedExercise(exercise_key="squat", prescription=Prescription(sets=1, repetitions=6))
    content = PlanContent(title="Knee", starts_on=MONDAY, exercises=(daily,))
    begun = plans.begin(physician, patient.user_id, content)
    plan = plans.publish(physician, begun.id, begun.revision)
    for count in (6, 6, 3, 0, 9, 6, 0):  # kept, kept, half, nothing, more than asked, kept, nothing
        do(count=count)
        clock.now += DAY
    twice = replace(daily, frequency=Frequency(days_per_week=2))
    draft = plans.save_draft(
        physician, plan.id, plan.revision, replace(content, starts_on=clock.now.date(), exercises=(twice,))
    )
    plans.publish(physician, plan.id, draft.revision)
    do(count=6)
    clock.now += 2 * DAY
    told = service.adherence(patient, patient.user_id, weeks=3)
    assert told.weeks == (
        AdherenceWeek(monday=MONDAY - 7 * DAY, days_due=0, days_kept=0, repetitions_due=0, repetitions_done=0),
        AdherenceWeek(monday=MONDAY, days_due=7, days_kept=4, repetitions_due=42, repetitions_done=27),
        AdherenceWeek(monday=MONDAY + 7 * DAY, days_due=1, days_kept=1, repetitions_due=6, repetitions_done=6),
    )
    assert told.share == pytest.approx(33 / 48)
    assert service.adherence(physician, patient.user_id, weeks=3) == told
    assert [each.share for each in told.weeks] == [None, pytest.approx(27 / 42), 1.0]


@pytest.mark.parametrize("weeks", [0, 261])
def test_no_more_weeks_are_looked_at_than_anybody_can_read(
    service: ProgressService, patient: Actor, weeks: int
) -> None:
    with pytest.raises(BugError):
        service.adherence(patient, patient.user_id, weeks)


def test_a_session_late_in_the_evening_counts_for_the_patients_own_day(
    database: Database, patient: Actor, clock: HandClock, do: Do
) -> None:
    for evening in (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), datetime(2026, 3, 3, 22, 30, tzinfo=UTC)):
        clock.now = evening
        do()
    clock.now = datetime(2026, 3, 3, 22, 45, tzinfo=UTC)
    streaks = [
        ProgressService(database.unit_of_work, clock, zone).standing(patient, patient.user_id).streak.current
        for zone in (UTC, timezone(timedelta(hours=1)))
    ]
    assert streaks == [2, 1]


def test_sets_that_the_patient_counted_are_done_and_no_more_is_said_of_them(
    database: Database, service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    do(count=4)
    clock.now += DAY
    HandCountedService(database.unit_of_work, clock).keep(patient, "squat", "Squat", sets=(5, 0, 3))
    assert [(each.repetitions, each.score) for each in service.scores(patient, patient.user_id)] == [
        (4, 80.0),
        (8, None),
    ]
    standing = service.standing(patient, patient.user_id)
    assert (standing.sessions, standing.repetitions, standing.streak.current) == (2, 12, 2)
    last = service.last_time(patient, patient.user_id, "squat")
    assert last is not None
    assert last.session.score == 80.0


def test_pain_and_effort_are_told_over_time_and_a_change_of_two_is_one(
    database: Database, service: ProgressService, patient: Actor, clock: HandClock
) -> None:
    visits = VisitService(database.unit_of_work, clock)
    changes = []
    for before, after, effort in ((6, 5, 4), (None, None, None), (5, None, 3), (4, 3, None)):
        begun = visits.begin(patient, pain_before=before)
        visits.end(patient, begun.id, pain_after=after, effort=effort)
        clock.now += DAY
        told = service.pain(patient, patient.user_id)
        changes.append((told.change, told.is_real))
    assert changes == [(None, False), (None, False), (-1, False), (-2, True)]
    reported = PainReportService(database.unit_of_work, clock).report(
        patient, region=BodyRegion.LEFT_KNEE, level=7, words="when going down"
    )
    told = service.pain(patient, patient.user_id)
    assert [(each.pain_before, each.pain_after, each.effort) for each in told.visits] == [
        (6, 5, 4),
        (5, None, 3),
        (4, 3, None),
    ]
    assert told.reports == (reported,)
    later = service.pain(patient, patient.user_id, MONDAY + 3 * DAY)
    assert [each.pain_before for each in later.visits] == [4]
    assert service.pain(patient, patient.user_id, MONDAY + 5 * DAY).reports == ()


def test_what_stands_out_of_all_that_was_done(
    service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    nothing = service.standing(patient, patient.user_id)
    assert (nothing.sessions, nothing.best, nothing.first_at, nothing.milestones) == (0, None, None, ())
    for number in range(10):
        do(peak=110.0 - 1.5 * number, count=11, total=70.0 + number % 4)
        clock.now += DAY
    clock.now -= DAY
    standing = service.standing(patient, patient.user_id)
    assert (standing.sessions, standing.repetitions, standing.first_at) == (10, 110, START)
    assert (standing.streak.current, standing.streak.longest) == (10, 10)
    assert standing.best is not None
    assert (standing.best.score, standing.best.started_at) == (73.0, START + 3 * DAY)
    assert [(each.metric.measure, each.metric.range_of_motion) for each in standing.widest] == [
        ("left_knee", 73.5),
        ("right_knee", 73.5),
    ]
    assert [(each.kind, each.number) for each in standing.milestones] == [
        ("sessions", 1),
        ("sessions", 10),
        ("repetitions", 100),
        ("streak", 7),
    ]
    clock.now += 2 * DAY
    assert service.standing(patient, patient.user_id).streak.current == 0


def test_a_session_that_still_runs_keeps_today_in_the_row(
    database: Database, service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    do()
    clock.now += DAY
    sessions = SessionService(database.unit_of_work, clock)
    begun = sessions.start(patient, "squat", "Squat")
    assert service.standing(patient, patient.user_id).streak.current == 1
    sessions.record_repetition(patient, begun.id, repetition(1))
    assert service.standing(patient, patient.user_id).streak.current == 2


def test_the_last_time_is_the_newest_session_of_the_exercise_with_a_repetition(
    service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    assert service.last_time(patient, patient.user_id, "squat") is None
    do(110.0)
    clock.now += DAY
    newest = do(100.0, faults=(LEAN, HEEL))
    for key, count in (("lunge", 3), ("squat", 0)):
        clock.now += DAY
        do(key=key, count=count)
    last = service.last_time(patient, patient.user_id, "squat")
    assert last is not None
    assert last.session.session_id == newest
    assert [(each.measure, each.range_of_motion, each.target_range) for each in last.metrics] == [
        ("left_knee", 70.0, 75.0),
        ("right_knee", 70.0, 75.0),
    ]
    assert [(each.rule, each.count, each.of, each.severity) for each in last.errors] == [
        ("lean", 3, 3, Severity.FAULT),
        ("heel", 3, 3, Severity.HINT),
    ]


def test_a_session_is_compared_with_its_target_and_with_the_one_before_of_the_same_exercise(
    service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    sessions = []
    for peak, key in ((110.0, "squat"), (60.0, "lunge"), (98.0, "squat"), (95.0, "squat")):
        sessions.append(do(peak, key=key))
        clock.now += timedelta(minutes=5)
    first, _, second, third = (service.compared(patient, patient.user_id, each) for each in sessions)
    assert first.before is None
    assert [each.change for each in first.measures] == [None, None]
    assert second.before == first.now
    knee = second.measures[0]
    assert knee.before is not None
    assert (knee.before.range_of_motion, knee.now.range_of_motion, knee.now.target_range) == (60.0, 72.0, 75.0)
    assert [each.change for each in second.measures] == [Change.REAL, Change.REAL]
    assert third.before == second.now
    assert third.measures[0].change is Change.NONE


def test_errors_are_counted_over_sessions_those_in_most_first(
    service: ProgressService, patient: Actor, clock: HandClock, do: Do
) -> None:
    do(count=4, faults=(HEEL,))
    clock.now += DAY
    do(count=3, faults=(LEAN, HEEL))
    clock.now += DAY
    do(count=2, faults=(replace(LEAN, severity="danger"),), key="lunge")
    told = [
        (each.exercise_key, each.rule, each.severity, each.sessions, each.repetitions, each.of_repetitions)
        for each in service.errors(patient, patient.user_id)
    ]
    assert told == [
        ("squat", "heel", Severity.HINT, 2, 7, 7),
        ("squat", "lean", Severity.FAULT, 1, 3, 3),
        ("lunge", "lean", Severity.DANGER, 1, 2, 2),
    ]
    assert service.errors(patient, patient.user_id)[0].last_at == START + DAY
    assert [each.rule for each in service.errors(patient, patient.user_id, MONDAY + 2 * DAY)] == ["lean"]
    assert [each.sessions for each in service.errors(patient, patient.user_id, limit=1)] == [2]


def test_only_the_patient_and_physicians_of_the_patients_choice_are_told(
    database: Database, service: ProgressService, patient: Actor, do: Do
) -> None:
    session = do()
    physician, stranger, other = add_physician(database), add_physician(database), add_patient(database)
    care_for(database, patient, physician)
    theirs = do(who=other)
    calls: tuple[Callable[[Actor], object], ...] = (
        lambda actor: service.scores(actor, patient.user_id),
        lambda actor: service.ranges(actor, patient.user_id),
        lambda actor: service.adherence(actor, patient.user_id),
        lambda actor: service.errors(actor, patient.user_id),
        lambda actor: service.pain(actor, patient.user_id),
        lambda actor: service.standing(actor, patient.user_id),
        lambda actor: service.last_time(actor, patient.user_id, "squat"),
        lambda actor: service.compared(actor, patient.user_id, session),
    )
    for call in calls:
        assert call(physician) == call(patient)
        for nobody in (stranger, other):
            with pytest.raises(AccessError):
                call(nobody)
    for unknown in (theirs, uuid4()):
        with pytest.raises(AccessError):
            service.compared(patient, patient.user_id, unknown)
