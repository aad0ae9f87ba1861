"""A patient asks a physician, the physician answers, either ends it; and what that lets a physician see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from clinic import add_administrator, add_patient, add_physician
from clocks import HandClock

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.access import demand_patient
from physiocheck_desktop.services.subscriptions import MAX_WORD_LENGTH, SubscriptionService

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MIXED_TEXT = "Mein Knie 🦵 tut weh — שלום \u202eabc\u202c \x07 '); DROP TABLE subscriptions; --"


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
def service(database: Database, clock: HandClock) -> SubscriptionService:
    return SubscriptionService(database.unit_of_work, clock)


@pytest.fixture
def physician(database: Database) -> Actor:
    return add_physician(database)


@pytest.fixture
def sees(database: Database) -> Callable[[Actor, UUID | None, datetime], bool]:
    """Return a function that says whether the gate lets an actor see a patient's records at a moment."""

    def ask(actor: Actor, patient_id: UUID | None, at: datetime) -> bool:
        with database.unit_of_work(read_only=True) as uow:
            try:
                demand_patient(uow, actor, patient_id, at)
            except AccessError:
                return False
            return True

    return ask


Sees = Callable[[Actor, UUID | None, datetime], bool]


def test_a_subscription_keeps_who_said_what_when_from_its_request_to_its_end(
    service: SubscriptionService, patient: Actor, physician: Actor, clock: HandClock
) -> None:
    asked = service.ask(patient, physician.user_id, MIXED_TEXT)
    clock.now = NOON + HOUR
    approved = service.approve(physician, asked.id, "Come on Monday.")
    clock.now = NOON + 2 * HOUR
    ended = service.end(patient, asked.id, "I am well again 🎉")

    assert (asked.state, asked.asked_at, asked.request, asked.physician_name) == (
        SubscriptionState.ASKED,
        NOON,
        MIXED_TEXT,
        "Dr. Vera Fied",
    )
    assert approved == replace(
        asked, state=SubscriptionState.APPROVED, answered_at=NOON + HOUR, answer="Come on Monday."
    )
    assert ended == replace(
        approved,
        state=SubscriptionState.ENDED,
        ended_at=NOON + 2 * HOUR,
        ended_by=patient.user_id,
        farewell="I am well again 🎉",
    )
    assert service.own(patient) == service.own(physician) == (ended,)


def test_each_step_taken_again_changes_nothing(
    service: SubscriptionService, patient: Actor, physician: Actor, clock: HandClock
) -> None:
    asked = service.ask(patient, physician.user_id, "Please")
    clock.now += HOUR
    assert service.ask(patient, physician.user_id, "Please!") == asked
    approved = service.approve(physician, asked.id)
    clock.now += HOUR
    assert service.approve(physician, asked.id, "Yes") == approved
    ended = service.end(physician, asked.id)
    clock.now += HOUR
    assert service.end(patient, asked.id, "Bye") == ended


def test_a_declined_request_stays_in_the_history_and_a_new_one_may_follow(
    service: SubscriptionService, patient: Actor, physician: Actor, clock: HandClock
) -> None:
    first = service.ask(patient, physician.user_id)
    declined = service.decline(physician, first.id, "I have no time.")
    clock.now += HOUR
    second = service.ask(patient, physician.user_id)
    assert second.id != first.id
    assert service.own(patient) == (second, declined)
    assert service.own(physician, {SubscriptionState.ASKED}) == (second,)
    assert service.own(patient, limit=1, offset=1) == (declined,)


def test_an_answer_is_not_turned_round(service: SubscriptionService, patient: Actor, physician: Actor) -> None:
    approved = service.ask(patient, physician.user_id)
    service.approve(physician, approved.id)
    with pytest.raises(InputError, match="approved already"):
        service.decline(physician, approved.id)
    service.end(patient, approved.id)
    with pytest.raises(InputError, match="ended already"):
        service.approve(physician, approved.id)


def test_a_patient_may_take_a_request_back_and_a_physician_is_asked_for_an_answer_instead(
    service: SubscriptionService, patient: Actor, physician: Actor
) -> None:
    asked = service.ask(patient, physician.user_id)
    with pytest.raises(InputError, match="no answer yet"):
        service.end(physician, asked.id)
    assert service.end(patient, asked.id).state is SubscriptionState.ENDED
    with pytest.raises(InputError, match="ended already"):
        service.approve(physician, asked.id)


def test_only_a_verified_physician_can_be_asked_and_nobody_is_told_who_else_there_is(
    database: Database, service: SubscriptionService, patient: Actor
) -> None:
    nobody = [
        add_physician(database, verification=Verification.PENDING).user_id,
        add_physician(database, verification=Verification.REFUSED).user_id,
        add_patient(database).user_id,
        add_administrator(database).user_id,
        patient.user_id,
        uuid4(),
    ]
    said = set()
    for physician_id in nobody:
        with pytest.raises(AccessError) as refused:
            service.ask(patient, physician_id)
        said.add(str(refused.value))
    assert len(said) == 1
    assert service.own(patient) == ()


def test_nobody_else_answers_or_ends_a_subscription(
    database: Database, service: SubscriptionService, patient: Actor, physician: Actor
) -> None:
    asked = service.ask(patient, physician.user_id)
    strangers = [add_physician(database), Actor(patient.user_id, Role.PHYSICIAN)]
    for stranger in strangers:
        for step in (service.approve, service.decline):
            with pytest.raises(AccessError):
                step(stranger, asked.id)
    for stranger in (add_patient(database), strangers[0]):
        with pytest.raises(AccessError) as of_stranger:
            service.end(stranger, asked.id)
        with pytest.raises(AccessError) as of_nobody:
            service.end(stranger, uuid4())
        assert str(of_stranger.value) == str(of_nobody.value)
        assert service.own(stranger) == ()
    assert service.own(patient) == (asked,)


def test_a_physician_who_is_not_verified_any_more_can_neither_answer_nor_look(
    database: Database, service: SubscriptionService, patient: Actor
) -> None:
    physician = add_physician(database)
    asked = service.ask(patient, physician.user_id)
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE physicians SET verification = 'refused'")
        uow.commit()
    for call in (lambda: service.approve(physician, asked.id), lambda: service.own(physician)):
        with pytest.raises(AccessError, match="verified"):
            call()


def test_a_physician_sees_a_patient_from_the_approval_to_the_end_and_no_longer(
    service: SubscriptionService, patient: Actor, physician: Actor, clock: HandClock, sees: Sees
) -> None:
    asked = service.ask(patient, physician.user_id)
    assert not sees(physician, patient.user_id, NOON)
    clock.now = NOON + HOUR
    service.approve(physician, asked.id)
    assert not sees(physician, patient.user_id, NOON + HOUR - timedelta(microseconds=1))
    assert sees(physician, patient.user_id, NOON + HOUR)
    assert sees(physician, patient.user_id, NOON + 1000 * HOUR)
    clock.now = NOON + 2 * HOUR
    service.end(patient, asked.id)
    assert not sees(physician, patient.user_id, NOON + 2 * HOUR)
    assert not sees(physician, patient.user_id, NOON + HOUR)


def test_a_request_that_is_declined_or_taken_back_lets_nobody_in(
    database: Database, service: SubscriptionService, patient: Actor, physician: Actor, sees: Sees
) -> None:
    service.decline(physician, service.ask(patient, physician.user_id).id)
    assert not sees(physician, patient.user_id, NOON)
    service.end(patient, service.ask(patient, physician.user_id).id)
    assert not sees(physician, patient.user_id, NOON)


def test_an_approval_lets_in_its_own_physician_to_its_own_patient_only_and_only_while_verified(
    database: Database, service: SubscriptionService, patient: Actor, physician: Actor, sees: Sees
) -> None:
    service.approve(physician, service.ask(patient, physician.user_id).id)
    other_patient = add_patient(database)
    assert not sees(add_physician(database), patient.user_id, NOON)
    assert not sees(physician, other_patient.user_id, NOON)
    assert not sees(other_patient, patient.user_id, NOON)
    assert not sees(add_administrator(database), patient.user_id, NOON)
    assert not sees(Actor(patient.user_id, Role.ADMINISTRATOR), patient.user_id, NOON)
    assert not sees(Actor(physician.user_id, Role.PATIENT), patient.user_id, NOON)
    assert not sees(patient, physician.user_id, NOON)
    assert not sees(physician, None, NOON)
    assert not sees(patient, None, NOON)
    assert sees(patient, patient.user_id, NOON)
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE physicians SET verification = 'pending'")
        uow.commit()
    assert not sees(physician, patient.user_id, NOON)


def test_a_strangers_patient_and_one_who_does_not_exist_are_refused_in_the_same_words(
    database: Database, patient: Actor, physician: Actor
) -> None:
    said = set()
    for patient_id in (patient.user_id, uuid4(), None):
        with database.unit_of_work(read_only=True) as uow, pytest.raises(AccessError) as refused:
            demand_patient(uow, physician, patient_id, NOON)
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_patient_who_asks_on_many_workstations_at_once_has_asked_once(
    patient: Actor, physician: Actor, database_address: DatabaseAddress
) -> None:
    patiently_waiting = Database.open(replace(database_address, busy_timeout_s=30.0))
    service = SubscriptionService(patiently_waiting.unit_of_work)
    with ThreadPoolExecutor(max_workers=8) as threads:
        asked = set(threads.map(lambda _: service.ask(patient, physician.user_id).id, range(8)))
    kept = service.own(patient)
    patiently_waiting.close()
    assert {each.id for each in kept} == asked
    assert len(kept) == 1


@pytest.mark.parametrize("word", ["a" * (MAX_WORD_LENGTH + 1), "a\0b", "\ud800", "a" * 10_000_000])
def test_a_word_that_cannot_be_kept_is_refused_in_a_sentence_and_nothing_is_kept(
    word: str, service: SubscriptionService, patient: Actor, physician: Actor
) -> None:
    with pytest.raises(InputError, match="request has"):
        service.ask(patient, physician.user_id, word)
    assert service.own(patient) == ()
    asked = service.ask(patient, physician.user_id, "🙂" * MAX_WORD_LENGTH)
    for step in (service.approve, service.decline):
        with pytest.raises(InputError, match="answer has"):
            step(physician, asked.id, word)
    with pytest.raises(InputError, match="end has"):
        service.end(patient, asked.id, word)
    assert service.own(patient) == (asked,)
