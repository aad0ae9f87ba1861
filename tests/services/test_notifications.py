"""People are told what happens to what is theirs: with the deed, once, each only their own, and nothing of others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from at_once import meanwhile
from clinic import FIRST_DAY, add_account, add_administrator, add_patient, add_physician, care_for
from clocks import HandClock
from databases import on_mariadb
from stored_sessions import repetition

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.notification import (
    KINDS_OF_ROLE,
    Notification,
    NotificationKind,
    NotificationOrder,
    NotificationPreferences,
    NotificationSearch,
)
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.notifying import notify
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.services.verification import VerificationService

READY = ExerciseCatalogue(ready_made_exercises())
Query = Callable[..., list[tuple[object, ...]]]
Kind = NotificationKind


@pytest.fixture
def clock() -> HandClock:
    return HandClock(FIRST_DAY + timedelta(days=1))


@pytest.fixture
def service(database: Database, clock: HandClock) -> NotificationService:
    return NotificationService(database.unit_of_work, clock)


@pytest.fixture
def pat(database: Database) -> Actor:
    return add_patient(database)


@pytest.fixture
def vera(database: Database) -> Actor:
    return add_physician(database)


def told(service: NotificationService, actor: Actor) -> list[tuple[Kind, object, str, dict[str, str]]]:
    """Return what somebody is told, oldest first."""
    found = reversed(service.own(actor))
    return [(each.kind, each.subject_id, each.about_name, dict(each.words)) for each in found]


def test_a_request_its_answer_and_its_end_are_told_to_the_other_one(
    database: Database, service: NotificationService, pat: Actor, vera: Actor, clock: HandClock
) -> None:
    subscriptions = SubscriptionService(database.unit_of_work, clock)
    asked = subscriptions.ask(pat, vera.user_id, "my knee")
    assert subscriptions.ask(pat, vera.user_id, "again").id == asked.id  # was asked already: nobody is told twice
    clock.now += timedelta(minutes=1)
    subscriptions.approve(vera, asked.id, "come in")
    subscriptions.approve(vera, asked.id, "come in")
    clock.now += timedelta(minutes=1)
    subscriptions.end(pat, asked.id)
    subscriptions.end(pat, asked.id)
    assert told(service, vera) == [
        (Kind.SUBSCRIPTION_ASKED, asked.id, "Pat Ient", {}),
        (Kind.SUBSCRIPTION_ENDED, asked.id, "Pat Ient", {}),
    ]
    assert told(service, pat) == [(Kind.SUBSCRIPTION_ANSWERED, asked.id, "Dr. Vera Fied", {"answer": "approved"})]


def test_an_application_is_told_to_all_administrators_and_its_result_to_the_physician(
    database: Database, service: NotificationService, clock: HandClock
) -> None:
    door = FrontDoor(database.unit_of_work, PasswordHasher(4), clock)
    ada = door.first_administrator("Ada Min", "ada@example.org", "walnut ferry quiet lamp").actor
    second = add_administrator(database, "Bo Min")
    add_account(database, second, "bo@example.org")
    eva = door.sign_up(Role.PHYSICIAN, "Dr. Eva", "eva@example.org", "walnut ferry quiet lamp", "here", "L 1").actor
    verification = VerificationService(database.unit_of_work, clock)
    for each in (ada, second):
        assert told(service, each) == [(Kind.APPLICATION_WAITING, eva.user_id, "Dr. Eva", {})]
    clock.now += timedelta(minutes=1)
    verification.decide(ada, eva.user_id, "L 1", verified=False, reason="Unreadable.")
    refusal = (Kind.VERIFICATION_RESULT, eva.user_id, "", {"result": "refused", "reason": "Unreadable."})
    assert told(service, eva) == [refusal]
    clock.now += timedelta(minutes=1)
    verification.ask_again(eva, "L 2")
    verification.ask_again(eva, "L 2")
    clock.now += timedelta(minutes=1)
    verification.decide(ada, eva.user_id, "L 2", verified=True)
    verification.decide(ada, eva.user_id, "L 2", verified=True)
    assert [kind for kind, *_ in told(service, ada)] == [Kind.APPLICATION_WAITING] * 2
    result = (Kind.VERIFICATION_RESULT, eva.user_id, "", {"result": "verified", "reason": ""})
    assert told(service, eva) == [refusal, result]


def test_a_plan_that_is_published_or_ends_is_told_to_its_patient_and_a_draft_is_not(
    database: Database, service: NotificationService, pat: Actor, vera: Actor, clock: HandClock
) -> None:
    care_for(database, pat, vera)
    service.mark_all_read(pat)
    plans = RehabPlanService(database.unit_of_work, READY, clock)
    planned = (PlannedExercise(exercise_key="squat", exercise_version=0),)
    content = PlanContent(title="Knee", starts_on=date(2026, 1, 5), exercises=planned)
    plan = plans.begin(vera, pat.user_id, content)
    plans.end(vera, plans.begin(vera, pat.user_id, content).id, 1)
    assert service.unread_count(pat) == 0
    plan = plans.publish(vera, plan.id, plan.revision)
    clock.now += timedelta(minutes=1)
    plans.end(vera, plan.id, plan.revision, "done")
    changes = [each for each in told(service, pat) if each[0] is Kind.PLAN_CHANGED]
    assert changes == [
        (Kind.PLAN_CHANGED, plan.id, "Dr. Vera Fied", {"change": change, "title": "Knee"})
        for change in ("published", "ended")
    ]


def test_a_finished_session_is_told_once_and_one_that_was_given_up_is_not(
    database: Database, service: NotificationService, pat: Actor, make_assessment: Callable[..., SessionAssessment]
) -> None:
    sessions = SessionService(database.unit_of_work)
    given_up = sessions.start(pat, "squat", "Squat")
    sessions.abandon(pat, given_up.id)
    done = sessions.start(pat, "squat", "Squat")
    for _ in range(2):
        sessions.finish(pat, done.id, make_assessment(3))
    ((kind, subject, about, words),) = told(service, pat)
    assert (kind, subject, about) == (Kind.SESSION_SUMMARY, done.id, "")
    assert words == {"exercise": "Squat", "repetitions": "3", "score": "72"}


def test_what_is_told_of_a_session_cannot_be_read_in_the_database(
    database: Database,
    pat: Actor,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    sessions = SessionService(database.unit_of_work)
    sessions.finish(pat, sessions.start(pat, "squat", "Secret squat").id, make_assessment(1))
    with database.unit_of_work(read_only=True) as uow:
        ((kept,),) = uow._session.connection().exec_driver_sql("SELECT words FROM notifications").all()
    assert "squat" not in kept
    assert kept.startswith("1:")


def suggest(
    database: Database, actor: Actor, patient: Actor, make_assessment: Callable[..., SessionAssessment]
) -> None:
    """Let a patient squat less deep than asked for, and draw suggestions from it."""
    sessions, done = SessionService(database.unit_of_work), tuple(repetition(index, 118.0) for index in range(1, 9))
    for _ in range(4):
        begun = sessions.start(patient, "squat", "Squat")
        sessions.finish(patient, begun.id, replace(make_assessment(1), repetitions=done))
    suggestions = SuggestionService(database.unit_of_work, READY)
    assert suggestions.suggest(actor, patient.user_id, "squat")
    suggestions.suggest(actor, patient.user_id, "squat")


def test_a_suggestion_waits_for_those_who_treat_the_patient_and_not_for_who_drew_it(
    database: Database,
    service: NotificationService,
    pat: Actor,
    vera: Actor,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    other, former = add_physician(database, "Dr. Other"), add_physician(database, "Dr. Former")
    care_for(database, pat, vera)
    care_for(database, pat, other)
    SubscriptionService(database.unit_of_work).end(pat, care_for(database, pat, former))
    suggest(database, vera, pat, make_assessment)
    waiting = {who: [kind for kind, *_ in told(service, who)] for who in (pat, vera, other, former)}
    assert [who for who, kinds in waiting.items() if Kind.SUGGESTION_WAITING in kinds] == [other]
    assert waiting[other].count(Kind.SUGGESTION_WAITING) == 1


def test_pain_is_told_to_those_who_treat_the_patient_without_where_it_hurts(
    database: Database, service: NotificationService, pat: Actor, vera: Actor, clock: HandClock
) -> None:
    stranger, report = add_physician(database, "Dr. Strange"), uuid4()
    care_for(database, pat, vera)
    reports = PainReportService(database.unit_of_work, clock)
    for _ in range(2):
        reports.report(pat, region=BodyRegion.LEFT_KNEE, level=7, words="It stings.", report_id=report)
    alerts = [each for each in told(service, vera) if each[0] is Kind.PAIN_ALERT]
    assert alerts == [(Kind.PAIN_ALERT, report, "Pat Ient", {})]
    assert told(service, stranger) == []


def test_nobody_is_said_to_hear_of_pain_who_does_not(
    database: Database, service: NotificationService, pat: Actor, vera: Actor, clock: HandClock
) -> None:
    care_for(database, pat, vera)
    subscriptions = SubscriptionService(database.unit_of_work, clock)
    assert subscriptions.treating(pat) == ("Dr. Vera Fied",)
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE physicians SET verification = 'refused'")
        uow.commit()
    assert subscriptions.treating(pat) == ()
    PainReportService(database.unit_of_work, clock).report(pat, region=BodyRegion.LEFT_KNEE, level=7)
    assert [each[0] for each in told(service, vera) if each[0] is Kind.PAIN_ALERT] == []


def test_a_deed_that_is_not_kept_is_told_to_nobody(
    database: Database, service: NotificationService, pat: Actor
) -> None:
    database.sends_mail = True
    service.set_preferences(pat, NotificationPreferences(frozenset({Kind.PLAN_CHANGED})))
    with database.unit_of_work() as uow:
        notify(uow, pat.user_id, Kind.PLAN_CHANGED, FIRST_DAY, subject_id=uuid4())
    assert service.own(pat) == ()
    assert mails(database) == []


def mails(database: Database) -> list[tuple[object, str]]:
    with database.unit_of_work(read_only=True) as uow:
        found = uow._session.connection().exec_driver_sql("SELECT user_id, kind FROM outgoing_mail ORDER BY kind")
        return [(user_id, kind) for user_id, kind in found]


def test_a_mail_is_written_for_who_chose_it_and_only_where_the_clinic_sends_mail(
    database: Database, service: NotificationService, pat: Actor, vera: Actor
) -> None:
    def happen() -> None:
        with database.unit_of_work() as uow:
            for who, kind in ((pat, Kind.PLAN_CHANGED), (pat, Kind.SUBSCRIPTION_ENDED), (vera, Kind.PAIN_ALERT)):
                notify(uow, who.user_id, kind, FIRST_DAY, subject_id=uuid4())
            uow.commit()

    assert service.preferences(pat) == NotificationPreferences()
    chosen = NotificationPreferences(frozenset({Kind.PLAN_CHANGED}))
    service.set_preferences(pat, chosen)
    assert service.preferences(pat) == chosen
    happen()
    assert mails(database) == []  # no server is set
    database.sends_mail = True
    happen()
    assert mails(database) == [(pat.user_id.hex, "plan_changed")]
    service.set_preferences(pat, NotificationPreferences())
    happen()
    assert len(mails(database)) == 1
    assert len(service.own(pat)) == 6


@pytest.mark.parametrize(
    "preferences",
    [
        NotificationPreferences(frozenset({Kind.PAIN_ALERT})),
        NotificationPreferences(frozenset({Kind.PLAN_CHANGED}), details_in_email=True),
    ],
)
def test_what_a_patient_is_never_told_cannot_be_chosen(
    service: NotificationService, pat: Actor, preferences: NotificationPreferences
) -> None:
    with pytest.raises(InputError):
        service.set_preferences(pat, preferences)
    assert service.preferences(pat) == NotificationPreferences()


def several(database: Database, who: Actor, number: int) -> None:
    kind = sorted(KINDS_OF_ROLE[who.role])[0]
    with database.unit_of_work() as uow:
        for minute in range(number):
            notify(uow, who.user_id, kind, FIRST_DAY + timedelta(minutes=minute), subject_id=uuid4())
        uow.commit()


def test_what_was_read_is_marked_once_counted_and_paged(
    database: Database, service: NotificationService, pat: Actor, clock: HandClock
) -> None:
    several(database, pat, 5)
    newest: tuple[Notification, ...] = service.own(pat, 2)
    assert [each.created_at for each in newest] == [FIRST_DAY + timedelta(minutes=minute) for minute in (4, 3)]
    assert service.own(pat, 2, 1)[0] == newest[1]
    service.mark_read(pat, newest[0].id)
    read_at, clock.now = clock.now, clock.now + timedelta(hours=1)
    service.mark_read(pat, newest[0].id)
    assert service.own(pat, 1)[0].read_at == read_at
    assert service.unread_count(pat) == 4 == len(service.own(pat, unread_only=True))
    service.mark_all_read(pat)
    assert service.unread_count(pat) == 0
    assert service.own(pat)[0].read_at == read_at


def test_nobody_marks_what_others_are_told(database: Database, service: NotificationService, pat: Actor) -> None:
    other = add_patient(database)
    several(database, pat, 1)
    for which in (service.own(pat)[0].id, uuid4()):
        with pytest.raises(AccessError, match="does not exist, or is not yours"):
            service.mark_read(other, which)
    service.mark_all_read(other)
    assert service.unread_count(pat) == 1


def test_a_physician_whom_the_clinic_does_not_trust_any_more_is_told_nothing_of_patients(
    database: Database, service: NotificationService
) -> None:
    unsure = add_physician(database, "Dr. Unsure", Verification.PENDING)
    with database.unit_of_work() as uow:
        for kind in (Kind.PAIN_ALERT, Kind.VERIFICATION_RESULT):
            notify(uow, unsure.user_id, kind, FIRST_DAY, subject_id=uuid4())
        uow.commit()
    assert [each.kind for each in service.own(unsure)] == [Kind.VERIFICATION_RESULT]
    assert service.unread_count(unsure) == 1


@on_mariadb
def test_of_what_is_chosen_on_two_computers_at_once_the_later_choice_is_kept(
    database: Database, service: NotificationService, pat: Actor
) -> None:
    early, late = (
        NotificationPreferences(frozenset({Kind.PLAN_CHANGED, each}))
        for each in (Kind.SESSION_SUMMARY, Kind.SUBSCRIPTION_ANSWERED)
    )
    got = meanwhile(
        database,
        "INSERT INTO notification_preferences",
        lambda: service.set_preferences(pat, early),
        lambda: service.set_preferences(pat, late),
    )
    assert got == (None, None)
    assert service.preferences(pat) == late


def test_own_notifications_are_searched_by_person_subject_exercise_and_time_page_by_page(
    database: Database,
    service: NotificationService,
    pat: Actor,
    vera: Actor,
    clock: HandClock,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    care_for(database, pat, vera)
    sessions = SessionService(database.unit_of_work, clock)
    begun = clock.now
    for key, name in (("squat", "Squat"), ("heel-raise", "Heel raise"), ("squat", "Squat")):
        clock.now += timedelta(days=1)
        record = sessions.start(pat, key, name)
        sessions.finish(pat, record.id, make_assessment(1))

    def found(**search: object) -> list[tuple[Kind, str]]:
        wanted = NotificationSearch(**{"words": "nothing like this", **search})
        told_now = service.own(pat, search=wanted, order=NotificationOrder.OLDEST)
        return [(each.kind, each.words.get("exercise", "")) for each in told_now]

    squats = [(Kind.SESSION_SUMMARY, "Squat")] * 2
    assert found() == []
    assert found(words="SQUA") == squats
    assert found(words="vera f") == [(Kind.SUBSCRIPTION_ANSWERED, "")]
    assert found(words="%") == [], "what is typed is no pattern"
    assert found(exercises=frozenset({"Heel raise"})) == [(Kind.SESSION_SUMMARY, "Heel raise")]
    assert found(kinds=frozenset({Kind.SUBSCRIPTION_ANSWERED})) == [(Kind.SUBSCRIPTION_ANSWERED, "")]
    day = begun + timedelta(days=2)
    assert found(since=day, until=day + timedelta(hours=1)) == [(Kind.SESSION_SUMMARY, "Heel raise")]
    search = NotificationSearch("squat")
    pages = [service.own(pat, 1, offset, search=search) for offset in range(3)]
    assert [len(each) for each in pages] == [1, 1, 0]
    assert pages[0][0].created_at > pages[1][0].created_at
    assert service.own(vera, search=search) == (), "nobody finds what another is told"


def test_what_is_new_comes_first_where_that_is_asked_for(
    database: Database,
    service: NotificationService,
    pat: Actor,
    clock: HandClock,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    sessions = SessionService(database.unit_of_work, clock)
    for _ in range(3):
        clock.now += timedelta(days=1)
        sessions.finish(pat, sessions.start(pat, "squat", "Squat").id, make_assessment(1))
    newest, middle, oldest = service.own(pat)
    service.mark_read(pat, newest.id)
    in_order = service.own(pat, order=NotificationOrder.UNREAD)
    assert [each.id for each in in_order] == [middle.id, oldest.id, newest.id]
