"""Visits, sets, pain and what was counted by hand go through the journal; after a crash a session is gone on with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from clinic import add_physician, care_for
from recording_computer import Computer

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.errors import AccessError, InputError, StorageError
from physiocheck_desktop.domain.exercise import Prescription
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import Assignment, SessionState, mean_score
from physiocheck_desktop.services.delivery import Safety
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.todays_work import TodaysWorkService
from physiocheck_desktop.services.visits import VisitService

Make = Callable[[int], Repetition]
MakeAssessment = Callable[..., SessionAssessment]

READY = ExerciseCatalogue(ready_made_exercises())
COURSE = AngleSeries((0.0, 0.5, 1.0), (0.0, 0.75, None), {"left_knee": (175.0, 92.5, None)})


@pytest.fixture
def assignment(database: Database, computer: Computer) -> Assignment:
    """What the patient's plan asks for: three sets of four squats."""
    patient, physician = computer.patient, add_physician(database)
    care_for(database, patient, physician)
    plans = RehabPlanService(database.unit_of_work, READY, now=computer.clock)
    asked = PlannedExercise(exercise_key="squat", prescription=Prescription(sets=3, repetitions=4))
    content = PlanContent(title="Knee", starts_on=date(2026, 1, 5), exercises=(asked,))
    plan = plans.begin(physician, patient.user_id, content)
    plans.publish(physician, plan.id, plan.revision)
    (due,) = TodaysWorkService(database.unit_of_work, computer.clock).today(patient, patient.user_id).exercises
    return due.assignment


def test_a_whole_visit_without_the_database_arrives_as_it_was_when_that_is_back(
    computer: Computer, to_server: bool, make_repetition: Make, make_assessment: MakeAssessment, assignment: Assignment
) -> None:
    patient, recording = computer.patient, computer.start(to_server=to_server)
    computer.cut.set()
    visit = recording.begin_visit(patient, pain_before=4)
    squats = recording.begin(patient, "squat", "Squat", visit_id=visit.id, assignment=assignment)
    for index in range(1, 7):
        recording.record_repetition(patient, squats.id, make_repetition(index), set_number=1 if index < 4 else 2)
    hurts = recording.report_pain(patient, region=BodyRegion.LEFT_KNEE, level=7, words="It pulls", session_id=squats.id)
    ended = recording.end(patient, squats.id, make_assessment(6, partials=1), completed=True, angles=COURSE)
    by_hand = recording.record_by_hand(
        patient, "squat", "Squat", sets=(8, 0, 6), visit_id=visit.id, assignment=assignment
    )
    whole = recording.end_visit(patient, visit.id, pain_after=2, effort=5)
    assert recording.end_visit(patient, visit.id, pain_after=9, effort=9) == whole
    assert {computer.delivery.status.safety(each) for each in (visit.id, squats.id, by_hand.id, hurts.id)} == {
        Safety.ON_DISK
    }
    computer.cut.clear()
    computer.wait_until_delivered()
    assert len(computer.delivered) == len(set(computer.delivered)) == 1 + 1 + 6 + 1 + 1 + 1 + 1

    kept = computer.sessions.detail(patient, squats.id)
    assert kept.record == ended
    assert kept.record.assignment == assignment
    assert kept.repetitions == tuple(
        replace(make_repetition(index), set_number=1 if index < 4 else 2) for index in range(1, 7)
    )
    assert (dict(kept.sets), kept.angles) == ({1: 3, 2: 3}, COURSE)
    counted = computer.sessions.detail(patient, by_hand.id)
    assert counted.record == by_hand
    assert (counted.counted_by_hand, dict(counted.sets)) == ((8, 0, 6), {1: 8, 3: 6})
    assert VisitService(computer.database.unit_of_work).visits(patient, patient.user_id) == (whole,)
    assert PainReportService(computer.database.unit_of_work).pain_reports(patient, patient.user_id) == (hurts,)
    assert computer.sessions.history(patient) == (by_hand, ended)


def test_what_was_counted_by_hand_counts_for_the_day(
    computer: Computer, assignment: Assignment, database: Database
) -> None:
    recording = computer.start()
    recording.record_by_hand(computer.patient, "squat", "Squat", sets=(4, 3), assignment=assignment)
    computer.wait_until_delivered()
    (due,) = (
        TodaysWorkService(database.unit_of_work, computer.clock)
        .today(computer.patient, computer.patient.user_id)
        .exercises
    )
    assert (due.repetitions_done, due.sets_done) == (7, 1)


@pytest.mark.parametrize("sets", [(), (0, 0), (-1, 5), (10_001,), (1,) * 101])
def test_what_nobody_can_have_counted_is_refused_before_anything_is_written(
    computer: Computer, sets: tuple[int, ...]
) -> None:
    recording = computer.start()
    with pytest.raises(InputError):
        recording.record_by_hand(computer.patient, "squat", "Squat", sets=sets)
    assert computer.delivery.status.contents.is_empty


def test_a_set_that_the_engine_counts_anew_is_numbered_on_and_repeating_a_call_doubles_nothing(
    computer: Computer, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    recording = computer.start()
    begun = recording.begin(computer.patient, "squat", "Squat")
    for set_number in (1, 2):
        for index in (1, 2, 3):
            for _ in range(2):
                recording.record_repetition(computer.patient, begun.id, make_repetition(index), set_number=set_number)
    recording.record_repetition(computer.patient, begun.id, make_repetition(3), set_number=1)
    ended = recording.end(computer.patient, begun.id, make_assessment(4), completed=True)
    computer.wait_until_delivered()
    kept = computer.sessions.detail(computer.patient, begun.id)
    assert kept.record == ended
    assert [each.index for each in kept.repetitions] == [1, 2, 3, 4, 5, 6, 7]
    assert dict(kept.sets) == {1: 3, 2: 4}, "the fourth of the second set was in the assessment alone"


def test_a_plan_or_a_visit_of_somebody_else_or_one_that_asks_for_something_else_takes_no_session(
    computer: Computer, assignment: Assignment
) -> None:
    sessions, patient = computer.sessions, computer.patient
    for wrong in (
        replace(assignment, plan_version=2),
        replace(assignment, position=2),
        replace(assignment, position=0),
    ):
        with pytest.raises(InputError):
            sessions.start(patient, "squat", "Squat", assignment=wrong)
    with pytest.raises(InputError):
        sessions.start(patient, "lunge", "Lunge", assignment=assignment)
    for plan_id, actor in ((uuid4(), patient), (assignment.plan_id, Actor(uuid4(), Role.PATIENT))):
        with pytest.raises(AccessError):
            sessions.start(actor, "squat", "Squat", assignment=replace(assignment, plan_id=plan_id))
    recording = computer.start()
    visit = recording.begin_visit(patient, pain_before=None)
    for visit_id, actor in ((uuid4(), patient), (visit.id, Actor(uuid4(), Role.PATIENT))):
        with pytest.raises(AccessError):
            recording.begin(actor, "squat", "Squat", visit_id=visit_id)
        with pytest.raises(AccessError):
            recording.end_visit(actor, visit_id, pain_after=1, effort=1)
    with pytest.raises(AccessError):
        recording.report_pain(patient, region=BodyRegion.NECK, level=1, session_id=uuid4())
    assert sessions.history(patient) == ()


def test_after_a_crash_a_session_and_its_visit_go_on_where_they_were(
    computer: Computer, to_server: bool, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    patient, recording = computer.patient, computer.start(to_server=to_server)
    visit = recording.begin_visit(patient, pain_before=3)
    begun = recording.begin(patient, "squat", "Squat", visit_id=visit.id)
    for index in range(1, 6):
        recording.record_repetition(patient, begun.id, make_repetition(index), set_number=1 if index < 4 else 2)
    computer.wait_until_delivered()
    computer.delivery.close()

    recording = computer.start(to_server=to_server)
    (left,) = recording.resumable(patient)
    assert (left.detail.record.state, dict(left.detail.sets)) == (SessionState.INTERRUPTED, {1: 3, 2: 2})
    resumed = recording.resume(patient, begun.id)
    assert (resumed.state, resumed.repetition_count) == (SessionState.RUNNING, 5)
    assert recording.resume(patient, begun.id) == resumed
    assert recording.resumable(patient) == ()
    for set_number, indices in ((2, (1, 2)), (3, (3, 4))):
        for index in indices:
            recording.record_repetition(patient, begun.id, make_repetition(index), set_number=set_number)
    ended = recording.end(patient, begun.id, make_assessment(4, partials=1), completed=True, angles=COURSE)
    whole = recording.end_visit(patient, visit.id, pain_after=1, effort=2)
    computer.wait_until_delivered()

    kept = computer.sessions.detail(patient, begun.id)
    assert kept.record == ended
    assert (ended.state, ended.repetition_count, ended.started_at) == (SessionState.FINISHED, 9, begun.started_at)
    assert [each.index for each in kept.repetitions] == list(range(1, 10))
    assert dict(kept.sets) == {1: 3, 2: 4, 3: 2}
    assert ended.score == mean_score([each.score for each in kept.repetitions])
    times = [each.end_s for each in kept.repetitions]
    assert times == sorted(times), "the seconds of the session go on, though the camera's began anew"
    assert kept.angles == COURSE.later_by(make_repetition(5).end_s)
    assert VisitService(computer.database.unit_of_work).visits(patient, patient.user_id) == (whole,)
    assert whole.pain_before == 3


def test_a_session_is_gone_on_with_only_by_its_patient_and_only_when_all_of_it_has_arrived(
    computer: Computer, make_repetition: Make
) -> None:
    patient, recording = computer.patient, computer.start()
    begun = recording.begin(patient, "squat", "Squat")
    recording.record_repetition(patient, begun.id, make_repetition(1))
    computer.wait_until_delivered()
    computer.sessions.close_interrupted(patient)  # as a second program on this computer does when it starts
    assert recording.resumable(patient) == (), "it runs here"
    computer.cut.set()
    recording.record_repetition(patient, begun.id, make_repetition(2))
    computer.delivery.close()

    recording = computer.start()
    assert recording.resumable(patient) == (), "its second repetition is on its way, and would be numbered twice"
    with pytest.raises(AccessError):
        recording.resume(patient, begun.id)
    computer.cut.clear()
    computer.delivery.try_now()
    computer.wait_until_delivered()
    computer.wait_until(lambda: recording.resumable(patient) != ())
    for who, which in ((Actor(uuid4(), Role.PATIENT), begun.id), (patient, uuid4())):
        with pytest.raises(AccessError):
            recording.resume(who, which)
    recording.resume(patient, begun.id)
    recording.record_repetition(patient, begun.id, make_repetition(1))
    recording.end(patient, begun.id, None, completed=False)
    computer.wait_until_delivered()
    assert [each.index for each in computer.sessions.detail(patient, begun.id).repetitions] == [1, 2, 3]


def test_without_the_database_what_was_found_before_is_gone_on_with_and_else_nothing_is_offered(
    computer: Computer, make_repetition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient, recording = computer.patient, computer.start()
    begun = recording.begin(patient, "squat", "Squat")
    recording.record_repetition(patient, begun.id, make_repetition(1))
    computer.wait_until_delivered()
    computer.delivery.close()

    def gone(**_: object) -> None:
        raise StorageError("The database cannot be reached.")

    recording = computer.start()
    with monkeypatch.context() as without:
        without.setattr(recording._interrupted, "_unit_of_work", gone)
        assert recording.resumable(patient) == ()
        with pytest.raises(AccessError):
            recording.resume(patient, begun.id)
    (found,) = recording.resumable(patient)
    with monkeypatch.context() as without:
        without.setattr(recording._interrupted, "_unit_of_work", gone)
        computer.cut.set()
        assert recording.resumable(patient) == (found,)
        assert recording.resumable(Actor(uuid4(), Role.PATIENT)) == ()
        assert recording.resume(patient, begun.id).repetition_count == 1
        assert recording.resumable(patient) == (), "it runs here"
        recording.record_repetition(patient, begun.id, make_repetition(1))
        ended = recording.end(patient, begun.id, None, completed=False)
    computer.cut.clear()
    computer.delivery.try_now()
    computer.wait_until_delivered()
    kept = computer.sessions.detail(patient, begun.id)
    assert kept.record == ended
    assert [each.index for each in kept.repetitions] == [1, 2]
