"""Mails that wait reach a real server: once, by one workstation, again after growing pauses, and never for ever."""

import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from clinic import FIRST_DAY, add_account, add_patient
from clocks import HandClock
from mail_server import HOST, SENDER, Letterbox, free_port, mail_server, silent_server
from sqlalchemy import event

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, PassingStorageError
from physiocheck_desktop.domain.notification import NotificationKind, NotificationPreferences
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.integrations.mail_letters import TemplateMailWriter
from physiocheck_desktop.integrations.smtp_mailer import SmtpMailer, SmtpServer
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.mail_delivery import (
    FIRST_PAUSE,
    LEASE,
    LONGEST_PAUSE,
    MAX_TRIES,
    REMEMBERED,
    MailDelivery,
    MailRound,
)
from physiocheck_desktop.services.mail_post import MailPost
from physiocheck_desktop.services.mail_security import MailSecurity
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.notifying import notify
from physiocheck_desktop.services.password_resets import MAILED_CODE_HOLDS
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.verification import VerificationService

HASHER = PasswordHasher(4)
GOOD, OTHER = "walnut ferry quiet lamp", "seven slow herons dancing"
HERE = "workstation-1"
EMAIL = "pat@example.org"
CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.fixture
def database(database: Database) -> Database:
    """The database of a clinic that sends mail."""
    database.sends_mail = True
    return database


@pytest.fixture
def clock() -> HandClock:
    return HandClock(FIRST_DAY + timedelta(days=1))


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def pat(database: Database) -> Actor:
    """A patient who wants every mail there is."""
    actor = add_patient(database)
    add_account(database, actor, EMAIL)
    wanted = frozenset({NotificationKind.PLAN_CHANGED, NotificationKind.SESSION_SUMMARY})
    NotificationService(database.unit_of_work).set_preferences(actor, NotificationPreferences(wanted))
    return actor


@pytest.fixture
def door(database: Database, clock: HandClock) -> FrontDoor:
    return FrontDoor(database.unit_of_work, HASHER, clock)


@pytest.fixture
def workstation(database: Database, clock: HandClock) -> Callable[[int], MailDelivery]:
    """Return a maker of what sends mails to the server on a port."""

    def make(port: int) -> MailDelivery:
        server = SmtpServer(host=HOST, port=port, security=MailSecurity.NONE, sender=SENDER, timeout_s=5.0)
        return MailDelivery(database.unit_of_work, SmtpMailer(server), TemplateMailWriter(), clock)

    return make


Workstation = Callable[[int], MailDelivery]


def tell(database: Database, clock: HandClock, actor: Actor, number: int = 1) -> None:
    """Let something happen that somebody wants to hear by e-mail."""
    with database.unit_of_work() as uow:
        for _ in range(number):
            notify(uow, actor.user_id, NotificationKind.PLAN_CHANGED, clock(), subject_id=uuid4())
        uow.commit()


def kept(database: Database, columns: str) -> list[tuple[object, ...]]:
    with database.unit_of_work(read_only=True) as uow:
        rows = uow._session.connection().exec_driver_sql(f"SELECT {columns} FROM outgoing_mail ORDER BY created_at, id")  # noqa: S608
        return [tuple(row) for row in rows]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def all_of(message: EmailMessage) -> str:
    """Return everything that a mail says: its head, its text and its page."""
    return "\n".join([*map(str, message.values()), text_of(message), text_of(message, "html")])


def test_a_physician_who_signs_up_hears_by_mail_what_the_clinic_found(
    database: Database, door: FrontDoor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    notifications = NotificationService(database.unit_of_work, clock)
    ada = door.first_administrator("Ada Min", "ada@example.org", GOOD)
    waiting = NotificationPreferences(frozenset({NotificationKind.APPLICATION_WAITING}))
    notifications.set_preferences(ada.actor, waiting)
    vera = door.sign_up(Role.PHYSICIAN, "Dr. Vera", "vera@example.org", GOOD, HERE, "L 1")
    result = NotificationPreferences(frozenset({NotificationKind.VERIFICATION_RESULT}))
    notifications.set_preferences(vera.actor, result)
    VerificationService(database.unit_of_work, clock).decide(
        ada.actor, vera.user_id, "L 1", verified=False, reason="Unreadable."
    )
    with mail_server(letterbox) as port:
        assert workstation(port).deliver_due() == MailRound(sent=2)
    sent = {recipients[0]: message for recipients, message in letterbox.taken}
    assert set(sent) == {"ada@example.org", "vera@example.org"}
    assert "Dr. Vera" not in all_of(sent["ada@example.org"])  # who it is is said in the program alone
    assert sent["vera@example.org"]["Subject"] == "Your licence was not verified"
    assert "Unreadable" not in all_of(sent["vera@example.org"])


def test_a_code_that_is_asked_for_comes_by_mail_and_gives_a_new_password_once(
    database: Database, door: FrontDoor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    pat = door.sign_up(Role.PATIENT, "Pat Ient", EMAIL, GOOD, HERE)
    door.ask_for_code(" PAT@Example.org", HERE)
    with mail_server(letterbox) as port:
        clock.now += timedelta(seconds=30)
        assert workstation(port).deliver_due() == MailRound(sent=1)
        ((recipients, message),) = letterbox.taken
        code = CODE.search(text_of(message))
        assert code is not None
        assert recipients == [EMAIL]
        assert "within 59 minutes" in text_of(message)
        assert code[0] in text_of(message, "html")
        assert kept(database, "parameters, last_fault") == [(None, None)]
        assert door.sign_in(EMAIL, GOOD, HERE).account == pat  # asking changes nothing
        door.new_password(EMAIL, code[0].lower().replace("-", " "), OTHER, HERE)
        assert door.sign_in(EMAIL, OTHER, HERE).account == pat
        with pytest.raises(AccessError, match="not right"):
            door.new_password(EMAIL, code[0], GOOD, HERE)
        assert workstation(port).deliver_due() == MailRound()


def test_a_code_in_a_mail_expires(
    door: FrontDoor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    door.sign_up(Role.PATIENT, "Pat Ient", EMAIL, GOOD, HERE)
    door.ask_for_code(EMAIL, HERE)
    with mail_server(letterbox) as port:
        workstation(port).deliver_due()
    code = CODE.search(text_of(letterbox.taken[0][1]))
    assert code is not None
    clock.now += MAILED_CODE_HOLDS
    with pytest.raises(AccessError, match="too old"):
        door.new_password(EMAIL, code[0], OTHER, HERE)


def test_a_code_is_not_sent_late_and_of_two_the_newer_one_alone(
    database: Database, door: FrontDoor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    door.sign_up(Role.PATIENT, "Pat Ient", EMAIL, GOOD, HERE)
    with mail_server(letterbox) as port:
        door.ask_for_code(EMAIL, HERE)
        clock.now += MAILED_CODE_HOLDS - timedelta(minutes=4)
        assert workstation(port).deliver_due() == MailRound(given_up=1)
        for _ in range(2):
            clock.now += timedelta(seconds=1)
            door.ask_for_code(EMAIL, HERE)
        assert workstation(port).deliver_due() == MailRound(sent=1)
    assert kept(database, "last_fault") == [("too_late",), ("replaced",), (None,)]
    assert len(letterbox.taken) == 1


def test_asking_for_a_code_does_the_same_work_whether_the_address_has_an_account_or_not(
    database: Database, door: FrontDoor, pat: Actor
) -> None:
    statements: list[str] = []
    listening = database._engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    event.listen(*listening)
    done = []
    for email in (EMAIL, "nobody@example.org"):
        statements.clear()
        door.ask_for_code(email, f"origin of {email}")
        done.append(list(statements))
    event.remove(*listening)
    assert done[0] == done[1]
    assert any("INSERT INTO outgoing_mail" in each for each in done[0])


def test_a_mail_that_nobody_is_to_get_goes_nowhere_and_is_forgotten(
    database: Database, door: FrontDoor, workstation: Workstation, letterbox: Letterbox
) -> None:
    for email in ("nobody@example.org", "no address", "\ud800@example.org"):
        door.ask_for_code(email, HERE)
    assert len(kept(database, "id")) == 3
    with mail_server(letterbox) as port:
        assert workstation(port).deliver_due() == MailRound()
    assert (letterbox.taken, kept(database, "id")) == ([], [])


def test_while_the_server_is_away_mails_wait_and_each_is_sent_once_after(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    tell(database, clock, pat, 3)
    away = free_port()
    first, second = workstation(away), workstation(away)
    for number in range(4):
        done = first.deliver_due()
        assert (done.sent, done.postponed) == (0, 1)  # one try shows it; the others wait for the next round
        assert done.trouble is not None
        assert done.trouble.code == "refused"
        clock.now += timedelta(minutes=number)
    clock.now += timedelta(hours=1)
    with mail_server(letterbox, port=away):
        assert first.deliver_due() == MailRound(sent=3)
        clock.now += timedelta(hours=8)
        assert (first.deliver_due(), second.deliver_due()) == (MailRound(), MailRound())
    assert len(letterbox.taken) == 3
    assert len({message["Message-ID"] for _, message in letterbox.taken}) == 3


def test_a_mail_is_tried_after_growing_pauses_and_given_up_with_nothing_of_it_left(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation
) -> None:
    tell(database, clock, pat)
    delivery, begun, pauses = workstation(free_port()), clock.now, []
    for number in range(1, MAX_TRIES + 1):
        done = delivery.deliver_due()
        assert (done.postponed, done.given_up) == ((0, 1) if number == MAX_TRIES else (1, 0))
        if number < MAX_TRIES:
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (number - 1))
            pauses.append(pause)
            clock.now += pause - timedelta(seconds=1)
            assert delivery.deliver_due() == MailRound()
            clock.now += timedelta(seconds=1)
    assert pauses == sorted(pauses)
    assert timedelta(hours=20) < clock.now - begun < timedelta(hours=36)
    assert kept(database, "parameters, next_try_at, tries, last_fault") == [(None, None, MAX_TRIES, "refused")]
    clock.now += REMEMBERED
    delivery.deliver_due()
    assert len(kept(database, "id")) == 1
    clock.now += timedelta(seconds=1)
    delivery.deliver_due()
    assert kept(database, "id") == []


def test_what_the_server_takes_later_is_sent_later_and_what_it_never_takes_is_given_up_at_once(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    letterbox.answers = {"RCPT": ["450 greylisted", "550 no such user"]}
    tell(database, clock, pat, 3)
    with mail_server(letterbox) as port:
        done = workstation(port).deliver_due()
        assert (done.sent, done.postponed, done.given_up, done.trouble) == (1, 1, 1, None)
        clock.now += FIRST_PAUSE
        assert workstation(port).deliver_due() == MailRound(sent=1)
    assert len(letterbox.taken) == 2
    assert sorted(str(fault) for (fault,) in kept(database, "last_fault")) == ["None", "None", "recipient"]


def test_a_connection_that_breaks_off_in_the_midst_of_a_mail_is_tried_again(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    letterbox.answers = {"DATA": ["drop"]}
    tell(database, clock, pat)
    with mail_server(letterbox) as port:
        assert workstation(port).deliver_due().postponed == 1
        clock.now += FIRST_PAUSE
        assert workstation(port).deliver_due() == MailRound(sent=1)
    assert len(letterbox.taken) == 1


def test_two_workstations_at_once_send_each_mail_once(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    tell(database, clock, pat, 12)
    rounds, together = [], threading.Barrier(2)
    with mail_server(letterbox) as port:

        def work(delivery: MailDelivery) -> None:
            together.wait()
            rounds.append(delivery.deliver_due())

        threads = [threading.Thread(target=work, args=(workstation(port),)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(done.sent for done in rounds) == 12 == len(letterbox.taken)
    assert len({message["Message-ID"] for _, message in letterbox.taken}) == 12


def test_a_workstation_that_is_gone_in_the_midst_of_a_mail_leaves_it_to_others_when_its_time_is_over(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    tell(database, clock, pat)
    with database.unit_of_work() as uow:  # one that claims, and dies
        gone = uow.mails.claim(clock(), clock() + LEASE)
        uow.commit()
    assert gone is not None
    with mail_server(letterbox) as port:
        clock.now += LEASE - timedelta(seconds=1)
        assert workstation(port).deliver_due() == MailRound()
        clock.now += timedelta(seconds=1)
        assert workstation(port).deliver_due() == MailRound(sent=1)
    with database.unit_of_work() as uow:  # and comes back: what it says now is too late
        uow.mails.postpone(gone.id, gone.tries, clock(), "late")
        uow.commit()
    assert kept(database, "tries, last_fault, next_try_at") == [(2, None, None)]


def test_a_mail_whose_sending_could_not_be_kept_is_not_sent_again_by_the_same_workstation(
    database: Database,
    pat: Actor,
    clock: HandClock,
    workstation: Workstation,
    letterbox: Letterbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell(database, clock, pat)
    with mail_server(letterbox) as port:
        delivery = workstation(port)

        class Away:
            """A database that goes away while the server takes the mail."""

            def __init__(self) -> None:
                self.away = False

            def __call__(self, *, read_only: bool = False) -> object:
                if self.away:
                    raise PassingStorageError("Away.")
                self.away = bool(letterbox.taken)
                if self.away:
                    raise PassingStorageError("Away.")
                return database.unit_of_work(read_only=read_only)

        monkeypatch.setattr("physiocheck_desktop.services.retrying.MAX_SECONDS", 0.1)
        monkeypatch.setattr(delivery, "_unit_of_work", Away())
        with pytest.raises(PassingStorageError):
            delivery.deliver_due()
        monkeypatch.setattr(delivery, "_unit_of_work", database.unit_of_work)
        clock.now += 2 * LEASE
        assert delivery.deliver_due() == MailRound()
    assert len(letterbox.taken) == 1
    assert kept(database, "last_fault, next_try_at") == [(None, None)]


def test_nobody_is_mailed_whose_account_is_disabled_or_not_there(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    without = add_patient(database)
    chosen = NotificationPreferences(frozenset({NotificationKind.PLAN_CHANGED}))
    NotificationService(database.unit_of_work).set_preferences(without, chosen)
    tell(database, clock, without)
    tell(database, clock, pat)
    with database.unit_of_work() as uow:
        uow.accounts.set_disabled(pat.user_id, clock())
        uow.commit()
    with mail_server(letterbox) as port:
        assert workstation(port).deliver_due() == MailRound(given_up=2)
    assert letterbox.taken == []
    assert kept(database, "last_fault") == [("no_account",)] * 2


@pytest.mark.parametrize("chosen", [False, True])
def test_a_mail_about_a_session_says_what_it_came_to_where_the_patient_chose_that_alone(
    database: Database,
    pat: Actor,
    clock: HandClock,
    workstation: Workstation,
    letterbox: Letterbox,
    make_assessment: Callable[..., SessionAssessment],
    chosen: bool,
) -> None:
    wanted = frozenset({NotificationKind.SESSION_SUMMARY})
    NotificationService(database.unit_of_work).set_preferences(pat, NotificationPreferences(wanted, chosen))
    sessions = SessionService(database.unit_of_work, clock)
    sessions.finish(pat, sessions.start(pat, "squat", "Deep squat").id, make_assessment(3))
    (((parameters,)),) = kept(database, "parameters")
    assert str(parameters).startswith("1:")  # encrypted
    with mail_server(letterbox) as port:
        assert workstation(port).deliver_due() == MailRound(sent=1)
    said = all_of(letterbox.taken[0][1])
    assert [each in said for each in ("Deep squat", "Score: 72")] == [chosen, chosen]


def test_the_thread_sends_while_the_program_runs_and_ends_in_the_midst_of_a_silent_server(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    with mail_server(letterbox) as port:
        post = MailPost(workstation(port), pause_s=0.02)
        post.start()
        tell(database, clock, pat)
        until = time.monotonic() + 20.0
        while not letterbox.taken and time.monotonic() < until:
            time.sleep(0.02)
        post.close()
        post.close()
    assert len(letterbox.taken) == 1
    assert post_threads() == []
    tell(database, clock, pat)
    with silent_server() as port:
        server = SmtpServer(host=HOST, port=port, security=MailSecurity.NONE, sender=SENDER, timeout_s=4.0)
        post = MailPost(MailDelivery(database.unit_of_work, SmtpMailer(server), TemplateMailWriter(), clock))
        post.start()
        time.sleep(0.3)
        begun = time.monotonic()
        post.close()
        assert time.monotonic() - begun < 3.5
    for thread in post_threads():
        thread.join(10)
    assert post_threads() == []


def post_threads() -> list[threading.Thread]:
    """Return the threads that send mails."""
    return [each for each in threading.enumerate() if each.name == "mail"]


def test_a_fault_of_ours_ends_no_thread_and_is_logged(
    database: Database, pat: Actor, clock: HandClock, workstation: Workstation, letterbox: Letterbox
) -> None:
    tell(database, clock, pat)
    failures = [ZeroDivisionError()]
    with mail_server(letterbox) as port:
        delivery = workstation(port)
        deliver = delivery.deliver_due

        def once_wrong() -> MailRound:
            if failures:
                raise failures.pop()
            return deliver()

        delivery.deliver_due = once_wrong  # type: ignore[method-assign]
        post = MailPost(delivery, pause_s=0.02)
        post.start()
        until = time.monotonic() + 20.0
        while not letterbox.taken and time.monotonic() < until:
            time.sleep(0.02)
        post.close()
    assert len(letterbox.taken) == 1


def test_no_address_name_or_code_is_logged(
    database: Database,
    door: FrontDoor,
    pat: Actor,
    clock: HandClock,
    workstation: Workstation,
    letterbox: Letterbox,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", "physiocheck_desktop")
    letterbox.answers = {"RCPT": [f"550 {EMAIL} is unknown", f"450 {EMAIL} later"]}
    tell(database, clock, pat, 3)
    door.ask_for_code(EMAIL, HERE)
    with mail_server(letterbox) as port:
        workstation(port).deliver_due()
    said = "".join(record.getMessage() for record in caplog.records if record.name.startswith("physiocheck"))
    assert "recipient" in said
    assert not any(secret in said for secret in ("pat@", "Pat", *CODE.findall(str(letterbox.taken))))
