"""An administrator looks at clinical records for a reason alone, which is kept, audited and told to the patient."""

from collections.abc import Callable
from datetime import date

import pytest
from clinic import add_account, add_administrator, add_patient, add_physician, care_for

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditEntry, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError, InputError, StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.clinical_review import ClinicalReviewService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService

REASON = "A complaint of the patient’s, 3 March"


@pytest.fixture
def ada(database: Database) -> Actor:
    administrator = add_administrator(database)
    add_account(database, administrator, "ada@clinic.example")
    return administrator


@pytest.fixture
def review(database: Database) -> ClinicalReviewService:
    return ClinicalReviewService(database.unit_of_work)


def newest(database: Database) -> AuditEntry:
    with database.unit_of_work(read_only=True) as uow:
        return uow.audit.newest(EVERY_ENTRY, 1, 0)[0]


def reasons(database: Database, patient: Actor) -> list[object]:
    """Return the reasons that the patient is told, as the export has them."""
    with database.unit_of_work(read_only=True) as uow:
        sections = {section.name: section for section in uow.personal_data.sections(patient.user_id)}
        return [row["reason"] for row in sections["disclosures"].rows()]


def test_for_a_reason_an_administrator_reads_what_the_patient_and_the_physician_read(
    database: Database,
    patient: Actor,
    ada: Actor,
    review: ClinicalReviewService,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    profile = ProfileService(database.unit_of_work).save_clinical(
        patient, patient.user_id, 0, ClinicalDetails(notes="a new hip")
    )
    plans = RehabPlanService(database.unit_of_work, ExerciseCatalogue(ready_made_exercises()))
    plan = plans.begin(physician, patient.user_id, PlanContent(title="Hip", starts_on=date(2026, 3, 2)))
    sessions = SessionService(database.unit_of_work)
    begun = sessions.start(patient, "squat", "Squat")
    done = sessions.finish(patient, begun.id, make_assessment(3))
    record = review.patient(ada, patient.user_id, REASON)
    assert (record.profile, record.plans, record.sessions) == (profile, (plan,), (done,))
    assert (newest(database).act.action, newest(database).act.record_id) == (
        "ClinicalReviewService.patient",
        patient.user_id,
    )
    assert review.session(ada, done.id, REASON) == sessions.detail(patient, done.id)
    entry = newest(database).act
    assert (entry.actor_id, entry.record_id, entry.outcome) == (ada.user_id, done.id, AuditOutcome.DONE)
    assert reasons(database, patient) == [REASON, REASON]


@pytest.mark.parametrize("reason", ["", " \n\t ", "x" * 501, "a\0b"])
def test_without_a_reason_nothing_is_read_and_none_is_kept(
    reason: str, database: Database, patient: Actor, ada: Actor, review: ClinicalReviewService
) -> None:
    begun = SessionService(database.unit_of_work).start(patient, "squat", "Squat")
    for look, of in ((review.patient, patient.user_id), (review.session, begun.id)):
        with pytest.raises(InputError, match="reason"):
            look(ada, of, reason)
    assert reasons(database, patient) == []


def test_nobody_else_looks_for_whatever_reason_and_the_attempt_is_kept(
    database: Database, patient: Actor, review: ClinicalReviewService
) -> None:
    begun = SessionService(database.unit_of_work).start(patient, "squat", "Squat")
    for who in (patient, add_patient(database), add_physician(database), add_administrator(database)):
        for look, of in ((review.patient, patient.user_id), (review.session, begun.id)):
            with pytest.raises(AccessError):
                look(who, of, REASON)
            assert (newest(database).act.actor_id, newest(database).act.outcome) == (who.user_id, AuditOutcome.REFUSED)
    assert reasons(database, patient) == []


def test_where_the_reason_cannot_be_kept_nothing_is_shown(
    database: Database, patient: Actor, ada: Actor, review: ClinicalReviewService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr("physiocheck_desktop.database.repositories.audit.SqlAuditTrail.write", full)
    with pytest.raises(StorageError):
        review.patient(ada, patient.user_id, REASON)
    monkeypatch.undo()
    assert reasons(database, patient) == []
