"""Pictures of people, documents that prove what physicians are, and pictures and clips of exercises."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.stored_file import FileContent, FileKind, StoredFile
from physiocheck_desktop.domain.verification import PhysicianApplication
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_administrator,
    demand_patient,
    demand_verified,
    not_yours,
    requires,
)
from physiocheck_desktop.services.exercise_library import own_exercise, readable_exercise
from physiocheck_desktop.services.file_ports import MediaIntake
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now


class FileService:
    """Use cases around files; every method takes the actor first, and may be called from any thread.

    A file that is brought is read and written anew; what was in it beside the picture, the pages or the clip is not
    kept, and nor is its name. All methods raise `AccessError` where the actor may not, and `StorageError` where the
    database or the store cannot be read or written. Those that bring a file raise `InputError` where it cannot be used.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        vault: FileVault,
        intake: MediaIntake,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._vault = vault
        self._intake = intake
        self._now = now

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    def set_profile_picture(self, actor: Actor, path: Path) -> StoredFile:
        """Keep a picture of the actor in place of the one there was."""
        return self._bring(actor, FileKind.PROFILE_PICTURE, path)

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    def remove_profile_picture(self, actor: Actor) -> None:
        """Let there be no picture of the actor."""
        self._remove_own(actor, FileKind.PROFILE_PICTURE)

    @requires(Permission.PROFILE_READ, Ownership.PATIENT)
    def patient_picture(self, actor: Actor, patient_id: UUID) -> FileContent | None:
        """Return the picture of a patient, None where there is none."""

        def demand(uow: UnitOfWork) -> None:
            demand_patient(uow, actor, patient_id, self._now())

        return self._fetch(FileKind.PROFILE_PICTURE, patient_id, demand)

    @requires(Permission.PHYSICIAN_FIND, Ownership.PUBLIC)
    def physician_picture(self, actor: Actor, physician_id: UUID) -> FileContent | None:
        """Return the picture of a verified physician, or of the actor, None where there is none."""
        return self._fetch(FileKind.PROFILE_PICTURE, physician_id, partial(_demand_public, actor, physician_id))

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    def set_credential(self, actor: Actor, path: Path) -> StoredFile:
        """Keep the document, or a picture of it, that shows that the actor is a physician.

        Raises:
            InputError: It cannot be used, or the clinic has verified the physician by the one there is.
        """
        return self._bring(actor, FileKind.CREDENTIAL, path)

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    def remove_credential(self, actor: Actor) -> None:
        """Let there be no document of the actor, a physician whom the clinic has not verified.

        Raises:
            InputError: The clinic has verified the physician by it.
        """
        self._remove_own(actor, FileKind.CREDENTIAL)

    @requires(Permission.PROFILE_READ, Ownership.SELF)
    def credential(self, actor: Actor) -> FileContent | None:
        """Return the document of the actor, a physician, None where there is none."""
        return self._fetch(FileKind.CREDENTIAL, actor.user_id, partial(_demand_physician, actor))

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    def credential_of(self, actor: Actor, physician_id: UUID) -> FileContent | None:
        """Return the document of a physician who is to be verified, None where there is none."""
        return self._fetch(FileKind.CREDENTIAL, physician_id, partial(_demand_reviewer, actor, physician_id))

    @requires(Permission.EXERCISE_WRITE, Ownership.EXERCISE_OWNER)
    def set_exercise_file(self, actor: Actor, key: str, kind: FileKind, path: Path) -> StoredFile:
        """Keep the picture or the reference clip of an own exercise in place of the one there was.

        Args:
            actor: Whose exercise it is.
            key: Which exercise; all its versions share it.
            kind: What the file is for.
            path: The file.
        """
        exercise_id, demand = self._own_exercise(actor, key, kind)
        return self._vault.keep(actor.user_id, kind, self._intake.take(path, kind), demand, exercise_id)

    @requires(Permission.EXERCISE_WRITE, Ownership.EXERCISE_OWNER)
    def remove_exercise_file(self, actor: Actor, key: str, kind: FileKind) -> None:
        """Let an own exercise have no picture, or no reference clip."""
        exercise_id, demand = self._own_exercise(actor, key, kind)
        self._remove(kind, exercise_id, demand)

    @requires(Permission.EXERCISE_READ, Ownership.EXERCISE_READER)
    def exercise_file(self, actor: Actor, key: str, kind: FileKind) -> FileContent | None:
        """Return the picture or the clip of an own or shared exercise, None where there is none."""
        return self._of_exercise(key, kind, lambda uow: readable_exercise(uow, actor, key))

    @requires(Permission.EXERCISE_READ, Ownership.PATIENT)
    def planned_exercise_file(self, actor: Actor, patient_id: UUID, key: str, kind: FileKind) -> FileContent | None:
        """Return the picture or the clip of an exercise that a plan of a patient has, None where there is none.

        Args:
            actor: The patient, or a physician of the patient's choice.
            patient_id: Whose plan it is in; a patient's own drafts count for physicians alone.
            key: Which exercise.
            kind: What the file is for.
        """

        def demand(uow: UnitOfWork) -> None:
            demand_patient(uow, actor, patient_id, self._now())
            if not uow.plans.planned_versions(patient_id, key, drafts=actor.role is Role.PHYSICIAN):
                raise not_yours()

        return self._of_exercise(key, kind, demand)

    @repeatable
    def _own_exercise(self, actor: Actor, key: str, kind: FileKind) -> tuple[UUID, Callable[[UnitOfWork], object]]:
        """Return the identifier of an own exercise, and what makes sure later that it still is the actor's own."""

        def demand(uow: UnitOfWork) -> object:
            return own_exercise(uow, actor, key)

        with self._unit_of_work(read_only=True) as uow:
            demand(uow)
            return _exercise_id(uow, key, kind), demand

    @repeatable
    def _of_exercise(self, key: str, kind: FileKind, demand: Callable[[UnitOfWork], object]) -> FileContent | None:
        with self._unit_of_work(read_only=True) as uow:
            demand(uow)
            file = uow.files.current(kind, _exercise_id(uow, key, kind))
        return None if file is None else self._vault.fetch(file)

    def _bring(self, actor: Actor, kind: FileKind, path: Path) -> StoredFile:
        demand = partial(_demand_own, actor, kind)
        with self._unit_of_work(read_only=True) as uow:
            demand(uow)
        return self._vault.keep(actor.user_id, kind, self._intake.take(path, kind), demand)

    def _remove_own(self, actor: Actor, kind: FileKind) -> None:
        self._remove(kind, actor.user_id, partial(_demand_own, actor, kind))

    def _remove(self, kind: FileKind, subject_id: UUID, demand: Callable[[UnitOfWork], object]) -> None:
        removed = self._mark_removed(kind, subject_id, demand)
        if removed is not None:
            self._vault.erase(removed)

    @repeatable
    def _mark_removed(
        self, kind: FileKind, subject_id: UUID, demand: Callable[[UnitOfWork], object]
    ) -> StoredFile | None:
        with self._unit_of_work() as uow:
            demand(uow)
            file = uow.files.current(kind, subject_id)
            if file is not None:
                uow.files.remove(file.id, self._now())
            uow.commit()
        return file

    def _fetch(self, kind: FileKind, subject_id: UUID, demand: Callable[[UnitOfWork], object]) -> FileContent | None:
        file = self._look_up(kind, subject_id, demand)
        return None if file is None else self._vault.fetch(file)

    @repeatable
    def _look_up(self, kind: FileKind, subject_id: UUID, demand: Callable[[UnitOfWork], object]) -> StoredFile | None:
        with self._unit_of_work(read_only=True) as uow:
            demand(uow)
            return uow.files.current(kind, subject_id)


def _exercise_id(uow: UnitOfWork, key: str, kind: FileKind) -> UUID:
    if not kind.of_exercise:
        raise BugError(f"A {kind} belongs to a person, not to an exercise.")
    found = uow.files.exercise_id(key)
    if found is None:
        raise not_yours()
    return found


def _demand_own(actor: Actor, kind: FileKind, uow: UnitOfWork) -> None:
    if kind is FileKind.CREDENTIAL:
        _demand_unverified(actor, uow)
    else:
        _demand_profile(actor, uow)


def _demand_profile(actor: Actor, uow: UnitOfWork) -> None:
    """Refuse who is not the patient or physician that the actor says to be."""
    profile = uow.profiles.patient if actor.role is Role.PATIENT else uow.profiles.physician
    if profile(actor.user_id) is None:
        raise not_yours()


def _demand_public(actor: Actor, physician_id: UUID, uow: UnitOfWork) -> None:
    """Refuse the picture of a physician who is not verified to all others, and any to one who is not."""
    if actor.role is Role.PHYSICIAN and physician_id == actor.user_id:
        _demand_profile(actor, uow)
        return
    demand_verified(uow, actor)
    if not uow.subscriptions.is_verified(physician_id):
        raise not_yours()


def _demand_application(physician_id: UUID, uow: UnitOfWork) -> PhysicianApplication:
    application = uow.accounts.application(physician_id)
    if application is None:
        raise not_yours()
    return application


def _demand_physician(actor: Actor, uow: UnitOfWork) -> PhysicianApplication:
    if actor.role is not Role.PHYSICIAN:
        raise not_yours()
    return _demand_application(actor.user_id, uow)


def _demand_unverified(actor: Actor, uow: UnitOfWork) -> None:
    if _demand_physician(actor, uow).state is Verification.VERIFIED:
        raise InputError(
            "You have been verified by this document, and it is not changed here.",
            kept="It is kept as it is.",
            remedy="Ask your administrator to verify the new one.",
        )


def _demand_reviewer(actor: Actor, physician_id: UUID, uow: UnitOfWork) -> None:
    demand_administrator(uow, actor)
    _demand_application(physician_id, uow)
