"""Recording goes on whatever becomes of the database, and each thing recorded gets there once, in order."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from math import nan
from time import sleep
from uuid import uuid4

import pytest
from recording_computer import Computer

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.delivery import Safety
from physiocheck_desktop.services.journal import EntryKey, EntryKind

Make = Callable[[int], Repetition]
MakeAssessment = Callable[..., SessionAssessment]


def test_a_recorded_session_is_kept_with_the_times_at_which_it_happened(
    computer: Computer, to_server: bool, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    recording = computer.start(to_server=to_server)
    begun = recording.begin(computer.patient, "squat", "Squat")
    recording.record_repetition(computer.patient, begun.id, make_repetition(1))
    ended = recording.end(computer.patient, begun.id, make_assessment(3, partials=1), completed=True)
    computer.wait_until_delivered()
    kept = computer.sessions.detail(computer.patient, begun.id)
    assert kept.record == ended
    assert ended.ended_at == begun.started_at + timedelta(seconds=40)
    assert kept.repetitions == make_assessment(3).repetitions
    assert kept.partial_repetitions == make_assessment(3, partials=1).partial_repetitions
    assert computer.delivery.status.safety(begun.id) is Safety.IN_DATABASE


def test_a_database_on_this_computer_is_written_at_once_and_no_journal_is_made(
    computer: Computer, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    recording = computer.start(to_server=False)
    begun = recording.begin(computer.patient, "squat", "Squat")
    recording.record_repetition(computer.patient, begun.id, make_repetition(1))
    assert computer.sessions.detail(computer.patient, begun.id).repetitions == (make_repetition(1),)
    recording.end(computer.patient, begun.id, make_assessment(1), completed=False)
    assert computer.sessions.detail(computer.patient, begun.id).record.state is SessionState.ABANDONED
    assert not computer.file.exists()


def test_a_session_begins_goes_on_and_ends_while_the_database_is_gone_and_is_delivered_in_order_when_it_is_back(
    computer: Computer, to_server: bool, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    recording = computer.start(to_server=to_server)
    computer.cut.set()
    begun = recording.begin(computer.patient, "squat", "Squat")
    for index in (1, 2, 2, 3):
        recording.record_repetition(computer.patient, begun.id, make_repetition(index))
    ended = recording.end(computer.patient, begun.id, make_assessment(3, partials=1), completed=True)
    assert recording.end(computer.patient, begun.id, None, completed=False) == ended
    assert computer.delivery.status.safety(begun.id) is Safety.ON_DISK
    computer.wait_until(lambda: computer.delivery.status.trouble is not None)
    computer.cut.clear()
    computer.wait_until_delivered()
    assert computer.delivered == [
        EntryKey(begun.id, EntryKind.BEGUN, 0),
        *(EntryKey(begun.id, EntryKind.REPETITION, index) for index in (1, 2, 3)),
        EntryKey(begun.id, EntryKind.ENDED, 0),
    ]
    assert computer.sessions.detail(computer.patient, begun.id).record == ended
    assert computer.delivery.status.trouble is None


def test_what_an_earlier_run_left_goes_first_and_its_session_is_then_interrupted_at_its_last_sign_of_life(
    computer: Computer, to_server: bool, make_repetition: Make
) -> None:
    recording = computer.start(to_server=to_server)
    computer.cut.set()
    begun = recording.begin(computer.patient, "squat", "Squat")
    recording.record_repetition(computer.patient, begun.id, make_repetition(1))
    last_sign = computer.clock.now
    computer.delivery.close()
    computer.cut.clear()

    recording = computer.start(to_server=to_server)
    kept = computer.sessions.detail(computer.patient, begun.id)
    assert (kept.record.state, kept.record.ended_at) == (SessionState.INTERRUPTED, last_sign)
    assert kept.repetitions == (make_repetition(1),)
    recording.begin(computer.patient, "squat", "Squat")
    computer.wait_until_delivered()
    assert [key.kind for key in computer.delivered] == [EntryKind.BEGUN, EntryKind.REPETITION, EntryKind.BEGUN]


def test_pauses_between_tries_grow(computer: Computer) -> None:
    recording = computer.start()
    computer.cut.set()
    recording.begin(computer.patient, "squat", "Squat")
    sleep(1.0)
    # 0.02 + 0.04 + 0.08 + 0.16 + 0.32 + 0.64 s: without growing there would be fifty.
    assert 3 <= computer.tries <= 9
    tries = computer.tries
    computer.delivery.try_now()
    computer.wait_until(lambda: computer.tries == tries + 1)


def test_what_the_database_refuses_for_good_is_set_aside_and_holds_up_nothing(
    computer: Computer, to_server: bool, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    recording = computer.start(to_server=to_server)
    begun = recording.begin(computer.patient, "squat", "Squat")
    poison = replace(make_repetition(2), reached=nan)
    for repetition in (make_repetition(1), poison, make_repetition(3)):
        recording.record_repetition(computer.patient, begun.id, repetition)
    recording.end(computer.patient, begun.id, make_assessment(0), completed=True)
    computer.wait_until_delivered()
    status = computer.delivery.status
    assert status.safety(begun.id) is Safety.SET_ASIDE
    assert status.trouble is None
    kept = computer.sessions.detail(computer.patient, begun.id)
    assert [each.index for each in kept.repetitions] == [1, 3]
    assert kept.record.state is SessionState.FINISHED
    computer.delivery.close()

    computer.start(to_server=to_server)
    assert computer.delivery.status.contents.set_aside == {begun.id}, "offered once more, refused again, not lost"


def test_a_session_whose_beginning_is_refused_is_set_aside_whole(
    computer: Computer, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    recording = computer.start()
    nobody = Actor(uuid4(), Role.PATIENT)
    refused = recording.begin(nobody, "squat", "Squat")
    recording.record_repetition(nobody, refused.id, make_repetition(1))
    recording.end(nobody, refused.id, make_assessment(1), completed=True)
    begun = recording.begin(computer.patient, "squat", "Squat")
    computer.wait_until_delivered()
    assert [key.session_id for key in computer.delivered] == [begun.id]
    assert computer.delivery.status.contents.set_aside == {refused.id}
    with SqlJournal(computer.file)._reading() as journal:
        assert journal is not None
        assert journal.execute("SELECT count(*) FROM entries WHERE refusal <> ''").fetchone() == (3,)


def test_what_is_refused_or_confirmed_while_the_disk_takes_nothing_is_neither_tried_again_nor_forgotten(
    computer: Computer, make_repetition: Make
) -> None:
    recording = computer.start()
    computer.cut.set()
    begun = recording.begin(computer.patient, "squat", "Squat")
    for repetition in (replace(make_repetition(1), reached=nan), make_repetition(2)):
        recording.record_repetition(computer.patient, begun.id, repetition)
    # Another program holds the file for writing: it can be read, and takes nothing.
    with closing(sqlite3.connect(computer.file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        computer.journal._connection.execute("PRAGMA busy_timeout = 10")
        computer.cut.clear()
        computer.delivery.try_now()
        computer.wait_until_delivered()
        assert computer.delivery.status.contents.set_aside == {begun.id}
        tries = computer.tries
        assert [key.kind for key in computer.delivered] == [EntryKind.BEGUN, EntryKind.REPETITION]
    recording.begin(computer.patient, "squat", "Squat")
    computer.wait_until_delivered()
    assert computer.tries == tries + 1
    assert dict(SqlJournal(computer.file).listed()) == {EntryKey(begun.id, EntryKind.REPETITION, 1): True}


def test_while_the_disk_takes_nothing_a_session_goes_on_in_memory_and_is_delivered_from_there(
    computer: Computer, to_server: bool, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    computer.file.mkdir(parents=True)
    recording = computer.start(to_server=to_server)
    computer.cut.set()
    begun = recording.begin(computer.patient, "squat", "Squat")
    recording.record_repetition(computer.patient, begun.id, make_repetition(1))
    recording.end(computer.patient, begun.id, make_assessment(2), completed=True)
    status = computer.delivery.status
    assert status.safety(begun.id) is Safety.IN_MEMORY
    assert status.contents.disk_trouble is not None
    assert status.contents.disk_trouble.remedy
    computer.cut.clear()
    computer.wait_until_delivered()
    assert computer.sessions.detail(computer.patient, begun.id).repetitions == make_assessment(2).repetitions


def test_what_was_in_memory_alone_is_written_down_as_soon_as_the_disk_takes_it(
    computer: Computer, to_server: bool, make_repetition: Make
) -> None:
    computer.file.mkdir(parents=True)
    recording = computer.start(to_server=to_server)
    computer.cut.set()
    begun = recording.begin(computer.patient, "squat", "Squat")
    assert computer.delivery.status.safety(begun.id) is Safety.IN_MEMORY
    computer.file.rmdir()
    recording.record_repetition(computer.patient, begun.id, make_repetition(1))
    status = computer.delivery.status
    assert status.safety(begun.id) is Safety.ON_DISK
    assert status.contents.disk_trouble is None
    kinds = [entry.key.kind for entry in SqlJournal(computer.file).waiting(9)]
    assert kinds == [EntryKind.BEGUN, EntryKind.REPETITION]


def test_closing_writes_down_what_was_in_memory_alone_where_the_disk_takes_it_again(computer: Computer) -> None:
    computer.file.mkdir(parents=True)
    recording = computer.start()
    computer.cut.set()
    begun = recording.begin(computer.patient, "squat", "Squat")
    computer.wait_until(lambda: computer.delivery.status.trouble is not None)
    computer.file.rmdir()
    computer.delivery.close()
    assert [entry.session_id for entry in SqlJournal(computer.file).waiting(9)] == [begun.id]


def test_closing_delivers_what_can_be_delivered(computer: Computer, make_repetition: Make) -> None:
    recording = computer.start()
    begun = recording.begin(computer.patient, "squat", "Squat")
    for index in range(1, 20):
        recording.record_repetition(computer.patient, begun.id, make_repetition(index))
    computer.delivery.close()
    assert len(computer.sessions.detail(computer.patient, begun.id).repetitions) == 19
    computer.delivery.close()


def test_listeners_hear_each_change_until_they_do_not_want_to(computer: Computer) -> None:
    recording = computer.start()
    computer.cut.set()
    heard = list[bool]()
    leave = computer.delivery.subscribe(lambda status: heard.append(status.contents.is_empty))
    recording.begin(computer.patient, "squat", "Squat")
    computer.cut.clear()
    computer.wait_until(lambda: heard != [] and heard[-1])
    assert False in heard
    leave()
    number = len(heard)
    recording.begin(computer.patient, "squat", "Squat")
    computer.wait_until_delivered()
    assert len(heard) == number


def test_only_the_patient_of_a_session_that_runs_here_records_in_it(
    computer: Computer, make_repetition: Make, database: Database
) -> None:
    recording = computer.start()
    begun = recording.begin(computer.patient, "squat", "Squat")
    stranger = Actor(uuid4(), Role.PATIENT)
    for actor, session_id in ((stranger, begun.id), (computer.patient, uuid4())):
        with pytest.raises(AccessError):
            recording.record_repetition(actor, session_id, make_repetition(1))
        with pytest.raises(AccessError):
            recording.end(actor, session_id, None, completed=False)
    for role in set(Role) - {Role.PATIENT}:
        with pytest.raises(AccessError):
            recording.begin(Actor(computer.patient.user_id, role), "squat", "Squat")
    computer.wait_until_delivered()
    assert [key.kind for key in computer.delivered] == [EntryKind.BEGUN]
    with database.unit_of_work(read_only=True) as uow:
        acts = [each.act for each in uow.audit.newest(EVERY_ENTRY, 50, 0)]
    refused = [act for act in acts if act.outcome is AuditOutcome.REFUSED]
    assert len(refused) == 6
    assert {act.action for act in refused} == {
        "RecordingService.begin",
        "RecordingService.end",
        "RecordingService.record_repetition",
    }
    assert (stranger.user_id, begun.id) in {(act.actor_id, act.record_id) for act in refused}


def test_an_exercise_that_cannot_be_kept_is_refused_before_anything_is_written(computer: Computer) -> None:
    recording = computer.start()
    for key, name in (("", "Squat"), ("k" * 65, "Squat"), ("squat", " "), ("squat", "n" * 121)):
        with pytest.raises(InputError):
            recording.begin(computer.patient, key, name)
    with suppress(FileNotFoundError):
        assert computer.file.stat().st_size == 0
    assert computer.delivery.status.contents.is_empty
