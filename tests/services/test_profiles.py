"""Profiles of patients and physicians: who reads and changes them, and which physicians can be found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from clinic import add_administrator, add_patient, add_physician, care_for

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, BugError, ConflictError, InputError
from physiocheck_desktop.domain.people import Actor, Verification
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails, PhysicianOrder, PublicDetails
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.subscriptions import SubscriptionService

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SQL = "'); DROP TABLE patients; -- \\ %s \x07 🦵 שלום \u202eabc"
CONTACT = ContactDetails(
    name="Zoë " + SQL,
    date_of_birth=date(1950, 2, 28),
    phone="+49 (0)30 / 12 34 " + SQL,
    address="Am Markt 1\nBerlin " + SQL,
    emergency_contact="Otto " + SQL,
)
CLINICAL = ClinicalDetails(conditions="Right knee replaced in 2025 " + SQL, notes="n" * 10_000)
PUBLIC = PublicDetails(
    name="Dr. Jörg Müller", specialty="Orthopädie", clinic="Klinik am See", city="ŁÓDŹ", languages="Deutsch, polski"
)


@pytest.fixture
def service(database: Database) -> ProfileService:
    return ProfileService(database.unit_of_work, lambda: NOW)


def test_a_patients_profile_comes_back_exactly_as_it_was_written(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    before = service.patient(patient, patient.user_id)
    assert (before.version, before.clinical) == (0, ClinicalDetails())
    first = service.save_contact(patient, 0, CONTACT)
    second = service.save_clinical(patient, patient.user_id, 1, CLINICAL)
    assert (second.version, second.contact, second.clinical) == (2, CONTACT, CLINICAL)
    assert first == replace(second, version=1, clinical=ClinicalDetails())
    assert service.patient(patient, patient.user_id) == second
    emptied = service.save_contact(patient, 2, ContactDetails(name="Z"))
    assert service.patient(patient, patient.user_id) == emptied
    assert emptied.contact == ContactDetails(name="Z")
    other = add_patient(database)
    assert service.patient(other, other.user_id).contact == ContactDetails(name="Pat Ient")


def test_a_physician_reads_a_patients_profile_and_writes_the_clinical_part_while_they_care(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    physician = add_physician(database)
    subscription = care_for(database, patient, physician)
    written = service.save_clinical(physician, patient.user_id, 0, CLINICAL)
    assert service.patient(physician, patient.user_id) == written == service.patient(patient, patient.user_id)
    with pytest.raises(AccessError):
        service.save_contact(physician, 1, CONTACT)
    SubscriptionService(database.unit_of_work).end(patient, subscription)
    for call in (
        lambda: service.patient(physician, patient.user_id),
        lambda: service.save_clinical(physician, patient.user_id, 1, ClinicalDetails()),
    ):
        with pytest.raises(AccessError):
            call()
    assert service.patient(patient, patient.user_id) == written


def test_of_two_who_change_a_profile_at_once_the_second_is_told_and_overwrites_nothing(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    kept = service.save_clinical(physician, patient.user_id, 0, CLINICAL)
    changes: list[Callable[[], Any]] = [
        lambda: service.save_contact(patient, 0, CONTACT),
        lambda: service.save_clinical(patient, patient.user_id, 0, ClinicalDetails(notes="Mine")),
    ]
    for change in changes:
        with pytest.raises(ConflictError, match="Somebody else has changed this profile"):
            change()
    assert service.patient(patient, patient.user_id) == kept
    service.save_physician(physician, 0, replace(PUBLIC, name="Dr. Vera Fied"))
    with pytest.raises(ConflictError):
        service.save_physician(physician, 0, replace(PUBLIC, name="Dr. Vera Fied", city="Elsewhere"))


def test_a_change_made_again_because_its_answer_was_lost_changes_nothing(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    physician = add_physician(database, PUBLIC.name)
    changes: list[Callable[[], Any]] = [
        lambda: service.save_contact(patient, 0, CONTACT),
        lambda: service.save_clinical(patient, patient.user_id, 1, CLINICAL),
        lambda: service.save_physician(physician, 0, PUBLIC, "030", "Am See"),
    ]
    for change in changes:
        assert change() == change()
    assert service.patient(patient, patient.user_id).version == 2
    assert service.physician(physician).version == 1


def test_nobody_else_comes_near_a_profile_and_all_are_told_the_same(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    kept = service.save_contact(patient, 0, CONTACT)
    said = set()
    for actor in (add_patient(database), add_physician(database)):
        for patient_id in (patient.user_id, uuid4()):
            for call in (
                lambda: service.patient(actor, patient_id),  # noqa: B023
                lambda: service.save_clinical(actor, patient_id, 1, CLINICAL),  # noqa: B023
            ):
                with pytest.raises(AccessError) as refused:
                    call()
                said.add(str(refused.value))
    assert len(said) == 1
    administrator = add_administrator(database)
    for refused_call in (
        lambda: service.patient(administrator, patient.user_id),
        lambda: service.find_physicians(administrator),
        lambda: service.physician(patient),
        lambda: service.save_physician(patient, 0, PUBLIC),
    ):
        with pytest.raises(AccessError):
            refused_call()
    assert service.patient(patient, patient.user_id) == kept


def test_a_physician_keeps_a_profile_before_being_verified_and_is_found_only_afterwards(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    physician = add_physician(database, verification=Verification.PENDING)
    kept = service.save_physician(physician, 0, PUBLIC, "030 1234", "Am See 2")
    assert service.physician(physician) == kept
    assert (kept.verification, kept.public, kept.phone) == (Verification.PENDING, PUBLIC, "030 1234")
    assert service.find_physicians(patient) == ()
    with pytest.raises(AccessError, match="verified"):
        service.find_physicians(physician)
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE physicians SET verification = 'verified'")
        uow.commit()
    (found,) = service.find_physicians(patient)
    assert (found.user_id, found.details) == (physician.user_id, PUBLIC)
    assert "030 1234" not in repr(found)
    assert "Am See 2" not in repr(found)


def test_the_name_that_was_verified_stays(service: ProfileService, database: Database) -> None:
    physician = add_physician(database, PUBLIC.name)
    with pytest.raises(InputError, match="verified"):
        service.save_physician(physician, 0, replace(PUBLIC, name="Prof. Somebody Else"))
    assert service.save_physician(physician, 0, PUBLIC).public == PUBLIC


def test_physicians_come_by_what_is_asked_for_and_who_tells_nothing_of_it_comes_last(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    told = {
        "Dr. A": ("", "bern"),
        "Dr. B": ("neurology", ""),
        "Dr. C": ("Cardiology", "Zug"),
        "Dr. D": ("Neurology", "Aarau"),
    }
    for name, (specialty, city) in told.items():
        who = add_physician(database, name)
        service.save_physician(who, 0, PublicDetails(name=name, specialty=specialty, city=city))
    listed = {
        order: "".join(each.details.name[-1] for each in service.find_physicians(patient, order=order))
        for order in PhysicianOrder
    }
    assert listed == {PhysicianOrder.NAME: "ABCD", PhysicianOrder.SPECIALTY: "CBDA", PhysicianOrder.CITY: "DACB"}
    (third,) = service.find_physicians(patient, limit=1, offset=2, order=PhysicianOrder.CITY)
    assert third.details.name == "Dr. C", "a page is one of the order"


def test_a_physician_is_found_by_words_of_the_public_details_in_any_case_and_nothing_else(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    one, other = add_physician(database, PUBLIC.name), add_physician(database, "Dr. Ada Other")
    service.save_physician(one, 0, PUBLIC, phone="secret-number", address="secret-street")
    found = {
        words: [each.user_id for each in service.find_physicians(patient, words)]
        for words in (
            "",
            "MÜLLER",
            "orthopädie łódź",
            "polski dr.",
            "dr.",
            "secret",
            "%",
            "_",
            "verified",
            SQL,
            "x" * 2_000,
        )
    }
    assert found.pop("") == found.pop("dr.") == [other.user_id, one.user_id]
    assert found.pop("MÜLLER") == found.pop("orthopädie łódź") == found.pop("polski dr.") == [one.user_id]
    assert set(map(tuple, found.values())) == {()}
    assert [each.user_id for each in service.find_physicians(patient, limit=1, offset=1)] == [one.user_id]
    with pytest.raises(InputError, match="2001 characters"):
        service.find_physicians(patient, "x" * 2_001)
    for limit, offset in ((0, 0), (501, 0), (1, -1)):
        with pytest.raises(BugError):
            service.find_physicians(patient, "", limit, offset)


def test_what_cannot_be_kept_is_refused_in_a_sentence(
    service: ProfileService, patient: Actor, database: Database
) -> None:
    physician = add_physician(database, PUBLIC.name)
    for contact in (
        replace(CONTACT, name=" "),
        replace(CONTACT, name="n" * 121),
        replace(CONTACT, phone="p" * 501),
        replace(CONTACT, address="a" * 10_000_000),
        replace(CONTACT, emergency_contact="zero \0"),
        replace(CONTACT, date_of_birth=date(2026, 3, 2)),
        replace(CONTACT, date_of_birth=date(1, 1, 1)),
    ):
        with pytest.raises(InputError) as refused:
            service.save_contact(patient, 0, contact)
        assert refused.value.remedy
    for clinical in (ClinicalDetails(notes="n" * 10_001), ClinicalDetails(conditions="half \ud800")):
        with pytest.raises(InputError):
            service.save_clinical(patient, patient.user_id, 0, clinical)
    for field in ("name", "specialty", "clinic", "city", "languages", "about"):
        with pytest.raises(InputError):
            service.save_physician(physician, 0, replace(PUBLIC, **{field: "f" * 2001}))
    with pytest.raises(InputError):
        service.save_physician(physician, 0, PUBLIC, "p" * 501)
    with pytest.raises(InputError):
        service.save_physician(physician, 0, PUBLIC, "", "a" * 501)
    assert service.patient(patient, patient.user_id).version == 0
    assert service.physician(physician).version == 0
