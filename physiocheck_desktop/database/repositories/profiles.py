"""Profiles as rows of `users`, `patients` and `physicians`."""

from datetime import date
from uuid import UUID

from sqlalchemy import Row, Select, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from physiocheck_desktop.database.repositories.subscriptions import acts_for_the_clinic
from physiocheck_desktop.database.tables import PatientRow, PhysicianRow, UserRow
from physiocheck_desktop.domain.profile import (
    ClinicalDetails,
    ContactDetails,
    PatientProfile,
    PhysicianProfile,
    PublicDetails,
    PublicPhysician,
)


class SqlProfileRepository:
    """The profiles of one unit of work; see `services.care_ports.ProfileRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def patient(self, user_id: UUID) -> PatientProfile | None:
        """Return a patient's profile, None where there is no such patient; nobody else changes it meanwhile."""
        self._lock(PatientRow.user_id, user_id)
        found = self._session.execute(
            select(PatientRow, UserRow.display_name)
            .join(UserRow, UserRow.id == PatientRow.user_id)
            .where(PatientRow.user_id == user_id),
            execution_options={"populate_existing": True},
        ).one_or_none()
        if found is None:
            return None
        row, name = found
        born = row.date_of_birth
        return PatientProfile(
            user_id=row.user_id,
            version=row.version,
            contact=ContactDetails(
                name=name,
                date_of_birth=None if born is None else date.fromisoformat(born),
                phone=row.phone or "",
                address=row.address or "",
                emergency_contact=row.emergency_contact or "",
            ),
            clinical=ClinicalDetails(conditions=row.conditions or "", notes=row.notes or "", goals=row.goals or ""),
        )

    def physician(self, user_id: UUID) -> PhysicianProfile | None:
        """Return a physician's profile, None where there is no such physician; nobody else changes it meanwhile."""
        self._lock(PhysicianRow.user_id, user_id)
        found = self._session.execute(
            _physicians().where(PhysicianRow.user_id == user_id), execution_options={"populate_existing": True}
        ).one_or_none()
        if found is None:
            return None
        row, _ = found
        return PhysicianProfile(
            user_id=row.user_id,
            version=row.version,
            verification=row.verification,
            public=_public(found),
            phone=row.phone or "",
            address=row.address or "",
        )

    def verified_physicians(self) -> tuple[PublicPhysician, ...]:
        """Return what everybody may read of all verified physicians, by name."""
        query = _physicians().where(*acts_for_the_clinic()).order_by(UserRow.display_name, PhysicianRow.user_id)
        return tuple(
            PublicPhysician(user_id=found[0].user_id, details=_public(found)) for found in self._session.execute(query)
        )

    def save_contact(self, user_id: UUID, version: int, contact: ContactDetails) -> None:
        """Keep how a patient is reached, and the profile's new version."""
        born = contact.date_of_birth
        self._save_name(user_id, contact.name)
        self._session.execute(
            update(PatientRow)
            .where(PatientRow.user_id == user_id)
            .values(
                version=version,
                date_of_birth=None if born is None else born.isoformat(),
                phone=contact.phone or None,
                address=contact.address or None,
                emergency_contact=contact.emergency_contact or None,
            )
        )

    def save_clinical(self, user_id: UUID, version: int, clinical: ClinicalDetails) -> None:
        """Keep what matters to a patient's treatment, and the profile's new version."""
        self._session.execute(
            update(PatientRow)
            .where(PatientRow.user_id == user_id)
            .values(
                version=version,
                conditions=clinical.conditions or None,
                notes=clinical.notes or None,
                goals=clinical.goals or None,
            )
        )

    def save_physician(self, profile: PhysicianProfile) -> None:
        """Keep a physician's profile under its new version; verification is not a matter of profiles."""
        public = profile.public
        self._save_name(profile.user_id, public.name)
        self._session.execute(
            update(PhysicianRow)
            .where(PhysicianRow.user_id == profile.user_id)
            .values(
                version=profile.version,
                specialty=public.specialty or None,
                clinic=public.clinic or None,
                city=public.city or None,
                languages=public.languages or None,
                about=public.about or None,
                phone=profile.phone or None,
                address=profile.address or None,
            )
        )

    def _save_name(self, user_id: UUID, name: str) -> None:
        self._session.execute(update(UserRow).where(UserRow.id == user_id).values(display_name=name))

    def _lock(self, column: InstrumentedAttribute[UUID], user_id: UUID) -> None:
        if not self._read_only:
            self._session.execute(select(column).where(column == user_id).with_for_update())


def _physicians() -> Select[PhysicianRow, str]:
    return select(PhysicianRow, UserRow.display_name).join(UserRow, UserRow.id == PhysicianRow.user_id)


def _public(found: Row[PhysicianRow, str]) -> PublicDetails:
    row, name = found
    return PublicDetails(
        name=name,
        specialty=row.specialty or "",
        clinic=row.clinic or "",
        city=row.city or "",
        languages=row.languages or "",
        about=row.about or "",
    )
