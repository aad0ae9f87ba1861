"""The audit trail: who did what is in it, refused and read, and nobody changes it unnoticed, on both databases."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from clinic import add_account, add_administrator, add_patient, add_physician, care_for
from databases import on_mariadb
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.repositories import audit as audit_rows
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.audit import BEGINNING, EVERY_ENTRY, AuditedAct, AuditEntry, AuditOutcome, AuditSearch
from physiocheck_desktop.domain.errors import AccessError, InputError, SettingsError, StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.services.audit import AuditService, verify_trail
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService


@pytest.fixture
def as_daily_account() -> bool:
    """Who tampers with the trail here holds the whole database, as no workstation does."""
    return False


@pytest.fixture
def trail(database: Database) -> Callable[[], tuple[AuditEntry, ...]]:
    """Return a function that reads the trail, newest first."""

    def read() -> tuple[AuditEntry, ...]:
        with database.unit_of_work(read_only=True) as uow:
            return uow.audit.newest(EVERY_ENTRY, 500, 0)

    return read


def change(database: Database, statement: str, **values: Any) -> None:
    """Change the database past the program, as somebody would who wants to hide something."""
    with database._engine.begin() as connection:
        connection.execute(text(statement), values)


def test_what_changes_something_is_in_the_trail_and_each_repetition_is_not(
    sessions: SessionService, patient: Actor, make_repetition: Callable[[int], Repetition], trail: Any
) -> None:
    before = len(trail())
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    sessions.abandon(patient, begun.id)
    sessions.history(patient)
    newest = trail()[: len(trail()) - before]
    assert [each.act.action for each in newest] == ["SessionService.abandon", "SessionService.start"]
    assert {(each.act.actor_id, each.act.role, each.act.outcome) for each in newest} == {
        (patient.user_id, Role.PATIENT, AuditOutcome.DONE)
    }
    assert newest[0].act.record_id == begun.id
    assert newest[0].machine
    assert newest[0].at > newest[1].at


def test_what_was_refused_is_in_the_trail(
    database: Database, sessions: SessionService, patient: Actor, trail: Any
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    stranger, physician = add_patient(database), add_physician(database)
    for who in (stranger, physician):
        with pytest.raises(AccessError):
            sessions.abandon(who, begun.id)
        assert trail()[0].act.outcome is AuditOutcome.REFUSED
        assert (trail()[0].act.actor_id, trail()[0].act.record_id) == (who.user_id, begun.id)


def test_what_a_physician_reads_of_a_patient_is_in_the_trail_and_what_a_patient_reads_is_not(
    database: Database, patient: Actor, trail: Any
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    profiles = ProfileService(database.unit_of_work)
    before = len(trail())
    profiles.patient(patient, patient.user_id)
    assert len(trail()) == before
    profiles.patient(physician, patient.user_id)
    assert trail()[0].act.action == "ProfileService.patient"
    assert (trail()[0].act.actor_id, trail()[0].act.record_id) == (physician.user_id, patient.user_id)


def test_only_an_administrator_reads_it(database: Database, patient: Actor) -> None:
    service = AuditService(database.unit_of_work)
    for who in (patient, add_physician(database)):
        with pytest.raises(AccessError):
            service.entries(who)
    administrator = add_administrator(database)
    with pytest.raises(AccessError):  # somebody whose account is gone is an administrator no more
        service.entries(administrator)
    add_account(database, administrator, "ada@clinic.example")
    newest = service.entries(administrator, limit=2)[0]
    assert (newest.act.outcome, newest.act.actor_id) == (AuditOutcome.REFUSED, administrator.user_id)


def test_what_is_not_kept_leaves_no_entry(database: Database, trail: Any) -> None:
    stranger = add_patient(database)
    before = trail()
    with database.unit_of_work() as uow:
        uow.audit.write(AuditedAct("Nothing.done", stranger.user_id, stranger.role, None, AuditOutcome.DONE), uuid4())
    assert trail() == before


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE audit_log SET machine = 'elsewhere' WHERE position = 2", "Entry 2 was changed"),
        ("UPDATE audit_log SET outcome = 'refused' WHERE position = 3", "Entry 3 was changed"),
        ("DELETE FROM audit_log WHERE position = 2", "Between entries 1 and 3, 1 are missing"),
        ("DELETE FROM audit_log WHERE position = 1", "Between entries 0 and 2, 1 are missing"),
        ("DELETE FROM audit_log WHERE position = 4", "ends with entry 3"),
        ("UPDATE audit_log SET digest = 'a' WHERE position = 4", "Entry 4 was changed"),
        (
            "INSERT INTO audit_log SELECT 5, at, action, actor_id, role, record_id, outcome, machine, "
            "'00000000000000000000000000000000', digest FROM audit_log WHERE position = 4",
            "Entry 5 was changed",
        ),
        (
            "INSERT INTO audit_log SELECT 0, at, action, actor_id, role, record_id, outcome, machine, "
            "'00000000000000000000000000000000', digest FROM audit_log WHERE position = 4",
            "Entry 0 is in a place",
        ),
    ],
)
def test_what_is_changed_or_removed_is_found(
    harm: str, told: str, database: Database, sessions: SessionService, patient: Actor
) -> None:
    for _ in range(4):
        sessions.start(patient, "squat", "Squat")
    assert verify_trail(database.unit_of_work)[1] == ()
    change(database, harm)
    (count, _), faults = verify_trail(database.unit_of_work)
    assert count == 4
    assert told in faults[0]


def test_entries_that_change_places_are_found(database: Database, sessions: SessionService, patient: Actor) -> None:
    for _ in range(3):
        sessions.start(patient, "squat", "Squat")
    for before, after in ((1, 99), (2, 1), (99, 2)):
        change(database, "UPDATE audit_log SET position = :after WHERE position = :before", before=before, after=after)
    assert len(verify_trail(database.unit_of_work)[1]) >= 2


def test_many_at_once_make_one_chain(
    database: Database, database_address: DatabaseAddress, patient: Actor, request: pytest.FixtureRequest
) -> None:
    # A file lets in one writer at a time: who waits for five others needs more than a test's usual fifth of a second.
    unhurried = Database.open(replace(database_address, busy_timeout_s=30.0))
    request.addfinalizer(unhurried.close)
    physicians = [add_physician(database) for _ in range(6)]

    def ask(physician: Actor) -> None:
        SubscriptionService(unhurried.unit_of_work).ask(patient, physician.user_id)

    threads = [Thread(target=ask, args=(each,)) for each in physicians]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (count, _), faults = verify_trail(database.unit_of_work)
    assert (count, faults) == (6, ())


def test_nothing_is_kept_where_the_trail_has_lost_its_end(
    database: Database, sessions: SessionService, patient: Actor, trail: Any
) -> None:
    change(database, "DELETE FROM audit_end")
    before = len(trail())
    with pytest.raises(StorageError, match="lost its end"):
        sessions.start(patient, "squat", "Squat")
    assert len(trail()) == before
    assert sessions.history(patient) == ()


def test_nothing_is_kept_where_somebody_has_moved_the_end_of_the_trail_back(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    """The one thing that the account for the daily work can do to it: from then on nobody gets further unnoticed."""
    for _ in range(3):
        sessions.start(patient, "squat", "Squat")
    change(database, "UPDATE audit_end SET position = 1")
    with pytest.raises(StorageError, match="beyond its end"):
        sessions.start(patient, "squat", "Squat")
    assert len(sessions.history(patient)) == 3
    assert "ends with entry 3, but entry 1" in verify_trail(database.unit_of_work)[1][0]


def test_an_entry_says_what_stands_in_quotes_or_other_letters_of_its_computer(
    database: Database, sessions: SessionService, patient: Actor, monkeypatch: pytest.MonkeyPatch, trail: Any
) -> None:
    machine = 'Raum "3" \\ Büro 100 % :x'
    monkeypatch.setattr(audit_rows, "node", lambda: machine)
    sessions.start(patient, "squat", "Squat")
    assert trail()[0].machine == machine
    assert verify_trail(database.unit_of_work)[1] == ()


def test_a_trail_that_was_written_anew_as_a_whole_is_told_by_what_was_noted_elsewhere(
    database: Database, sessions: SessionService, patient: Actor, trail: Any
) -> None:
    for _ in range(3):
        sessions.start(patient, "squat", "Squat")
    noted, _ = verify_trail(database.unit_of_work)
    sessions.start(patient, "squat", "Squat")
    assert verify_trail(database.unit_of_work, noted)[1] == ()
    kept = trail()
    change(database, "DELETE FROM audit_log")
    change(database, "UPDATE audit_end SET position = 0, digest = :digest", digest=BEGINNING)
    assert verify_trail(database.unit_of_work)[1] == ()
    assert verify_trail(database.unit_of_work, noted)[1] == ("Entry 3 is not the one that was noted.",)
    with database.unit_of_work() as uow:
        for entry in kept:
            uow.audit.write(entry.act, entry.act_id)
        uow.commit()
    assert verify_trail(database.unit_of_work)[1] == ()
    assert verify_trail(database.unit_of_work, noted)[1] == ("Entry 3 is not the one that was noted.",)


def test_entries_are_found_by_whom_they_are_about_how_they_ended_and_when(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    stranger = add_patient(database)
    with pytest.raises(AccessError):
        sessions.abandon(stranger, begun.id)
    sessions.abandon(patient, begun.id)
    administrator = add_administrator(database)
    add_account(database, administrator, "ada@clinic.example")
    service = AuditService(database.unit_of_work)

    def found(search: AuditSearch) -> list[tuple[str, AuditOutcome]]:
        entries = service.entries(administrator, search)
        return [(each.act.action, each.act.outcome) for each in entries if each.act.action.startswith("Session")]

    abandoned, refused, started = (
        ("SessionService.abandon", AuditOutcome.DONE),
        ("SessionService.abandon", AuditOutcome.REFUSED),
        ("SessionService.start", AuditOutcome.DONE),
    )
    assert found(AuditSearch(about=patient.user_id)) == [abandoned, started]
    assert found(AuditSearch(about=begun.id)) == [abandoned, refused]
    assert found(AuditSearch(outcome=AuditOutcome.REFUSED)) == [refused]
    middle = service.entries(administrator, AuditSearch(outcome=AuditOutcome.REFUSED))[0].at
    assert found(AuditSearch(since=middle)) == [abandoned, refused]
    assert found(AuditSearch(until=middle)) == [started]


def test_pages_of_the_trail_make_up_the_whole_of_it_each_entry_once_newest_first(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    for _ in range(5):
        sessions.abandon(patient, sessions.start(patient, "squat", "Squat").id)
    with database.unit_of_work(read_only=True) as uow:
        first = uow.audit.entries(0, 1)[0].at
        for search in (
            EVERY_ENTRY,
            AuditSearch(about=patient.user_id),
            AuditSearch(outcome=AuditOutcome.DONE),
            AuditSearch(since=first),
            AuditSearch(about=patient.user_id, outcome=AuditOutcome.DONE, since=first),
        ):
            pages = [uow.audit.newest(search, 3, offset) for offset in range(0, 15, 3)]
            assert [each.position for page in pages for each in page] == list(range(10, 0, -1))


@on_mariadb
def test_the_account_for_the_daily_work_can_add_to_the_trail_and_neither_change_nor_empty_it(
    database_address: DatabaseAddress, database: Database, patient: Actor
) -> None:
    assert database_address.url is not None
    upkeep = SqlDatabaseUpkeep(database_address)
    change(database, "CREATE USER IF NOT EXISTS 'daily'@'%' IDENTIFIED BY 'a-long-password'")
    try:
        for statement in upkeep.grants("daily@%"):
            change(database, statement)
        url = make_url(database_address.url).set(username="daily", password="a-long-password")  # noqa: S106
        daily = replace(database_address, url=url.render_as_string(hide_password=False))
        with closing(Database.open(daily)) as restricted:
            SessionService(restricted.unit_of_work).start(patient, "squat", "Squat")
            assert verify_trail(restricted.unit_of_work)[1] == ()
            for forbidden in (
                "DELETE FROM audit_log",
                "UPDATE audit_log SET machine = 'elsewhere'",
                "TRUNCATE audit_log",
                "DELETE FROM audit_end",
                "DROP TABLE sessions",
                "DELETE FROM alembic_version",
            ):
                with pytest.raises(OperationalError, match="command denied"):
                    change(restricted, forbidden)
        findings = {finding.subject: finding for finding in SqlDatabaseUpkeep(daily).check()}
        assert all(finding.sound for finding in findings.values())
        assert "not change them" in findings["audit trail"].told
        wide = {finding.subject: finding.told for finding in upkeep.check()}
        assert "physiocheck database grants" in wide["audit trail"]
    finally:
        change(database, "DROP USER 'daily'@'%'")


@on_mariadb
def test_an_account_that_lacks_a_right_on_one_table_is_found_by_the_check(
    database_address: DatabaseAddress, database: Database
) -> None:
    """As after an upgrade that brought a table, where nobody ran the statements again."""
    assert database_address.url is not None
    change(database, "CREATE USER IF NOT EXISTS 'narrow'@'%' IDENTIFIED BY 'a-long-password'")
    try:
        for statement in SqlDatabaseUpkeep(database_address).grants("narrow@%"):
            if "`pain_reports`" not in statement:
                change(database, statement)
        url = make_url(database_address.url).set(username="narrow", password="a-long-password")  # noqa: S106
        narrow = replace(database_address, url=url.render_as_string(hide_password=False))
        findings = {finding.subject: finding for finding in SqlDatabaseUpkeep(narrow).check()}
        assert not findings["rights"].sound
        assert "INSERT pain_reports, UPDATE pain_reports, DELETE pain_reports; give it" in findings["rights"].told
        assert [each.subject for each in findings.values() if not each.sound] == ["rights"]
    finally:
        change(database, "DROP USER 'narrow'@'%'")


@pytest.mark.parametrize("account", ["", "daily", "da'ily@%", "daily@'%'", "daily@% WITH GRANT OPTION", "a@b@c"])
def test_what_is_no_account_makes_no_statement(account: str, tmp_path: Path) -> None:
    upkeep = SqlDatabaseUpkeep(DatabaseAddress(file=tmp_path / "none", url="mysql://a:b@db.example/physiocheck"))
    with pytest.raises(InputError, match="name@host"):
        upkeep.grants(account)


def test_a_file_has_no_accounts(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="has no accounts"):
        SqlDatabaseUpkeep(DatabaseAddress(file=tmp_path / "none")).grants("daily@%")
