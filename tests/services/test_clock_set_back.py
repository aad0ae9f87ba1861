"""A clock that is set back, or was wrong, loses no repetition, and the audit trail stays whole."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from clinic import FIRST_DAY, add_physician, care_for
from clocks import HandClock
from recording_desk import desk

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.audit import verify_trail
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.sessions import SessionService

DAY = timedelta(days=1)


@pytest.mark.parametrize("back", [timedelta(seconds=90), 400 * DAY])
def test_a_session_goes_on_and_ends_with_all_its_repetitions(
    back: timedelta,
    database: Database,
    patient: Actor,
    make_repetition: Callable[[int], Repetition],
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    clock = HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    sessions = SessionService(database.unit_of_work, clock)
    done, interrupted = (sessions.start(patient, "squat", "Squat").id for _ in range(2))
    for number in range(1, 4):
        sessions.record_repetition(patient, done, make_repetition(number))
        sessions.record_repetition(patient, interrupted, make_repetition(number))
        clock.now -= back
    ended = sessions.finish(patient, done, make_assessment(4))
    (closed,) = sessions.close_interrupted(patient)
    assert (ended.state, ended.repetition_count) == (SessionState.FINISHED, 4)
    assert (closed.state, closed.repetition_count) == (SessionState.INTERRUPTED, 3)
    assert [each.index for each in sessions.detail(patient, done).repetitions] == [1, 2, 3, 4]
    assert {each.id for each in sessions.history(patient)} == {done, interrupted}
    assert verify_trail(database.unit_of_work)[1] == ()


def test_what_is_journalled_is_delivered_in_the_order_in_which_it_happened(
    database_address: DatabaseAddress,
    tmp_path: Path,
    make_repetition: Callable[[int], Repetition],
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    clock = HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    with desk(database_address, tmp_path / "journal.sqlite3") as at:
        recording = RecordingService(at.delivery, clock)
        begun = recording.begin(at.patient, "squat", "Squat")
        for number in range(1, 6):
            clock.now -= timedelta(hours=5)
            recording.record_repetition(at.patient, begun.id, make_repetition(number))
        recording.end(at.patient, begun.id, make_assessment(5), completed=True)
        at.wait_until_delivered()
        detail = at.sessions.detail(at.patient, begun.id)
    assert [each.index for each in detail.repetitions] == [1, 2, 3, 4, 5]
    assert (detail.record.state, detail.record.repetition_count) == (SessionState.FINISHED, 5)


def test_nobody_sees_a_patient_before_the_approval_or_after_the_end(database: Database, patient: Actor) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician, FIRST_DAY)
    clock = HandClock(FIRST_DAY - DAY)
    profiles = ProfileService(database.unit_of_work, clock)
    with pytest.raises(AccessError):
        profiles.patient(physician, patient.user_id)
    clock.now = FIRST_DAY
    assert profiles.patient(physician, patient.user_id).user_id == patient.user_id
