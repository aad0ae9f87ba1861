"""Giving people all that is kept about them, as the law asks (GDPR, articles 15 and 20)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.personal_data import WrittenArchive
from physiocheck_desktop.domain.stored_file import FileContent, StoredFile
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, not_yours, requires
from physiocheck_desktop.services.file_ports import FileMissingError
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.personal_data_ports import PersonArchives, PersonContents, tell_nobody
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text
from physiocheck_desktop.services.throttling import PasswordCheck, demand_still_there

MAX_REASON_LENGTH: Final = 500


class PersonExportService:
    """Use cases around a person's data; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where something cannot be read or written.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        vault: FileVault,
        archives: PersonArchives,
        hasher: PasswordHasher,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._vault = vault
        self._archives = archives
        self._password = PasswordCheck(unit_of_work, hasher, now)
        self._now = now

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def export_own(
        self,
        actor: Actor,
        target: Path,
        password: str = "",
        on_share: Callable[[float], None] = tell_nobody,
        *,
        language: str = "en",
    ) -> WrittenArchive:
        """Write all that is kept about the actor, and nothing about others, into an archive.

        Args:
            actor: Whose data.
            target: The archive; an older file of that name is replaced.
            password: Of the actor's account; of no use to whoever uses a computer without one.
            on_share: Told which share is written, 0 to 1; what it raises ends the writing, and leaves nothing.
            language: Of what the archive says itself, such as `de` or `de_AT`.

        Raises:
            AccessError: The password is not right, or there were too many tries.
        """
        demand_still_there(self._unit_of_work, self._password, actor, password)
        return self._export(actor.user_id, target, language, on_share)

    @requires(Permission.ACCOUNT_MANAGE, Ownership.FOR_A_REASON)
    def export_for(
        self, actor: Actor, user_id: UUID, reason: str, target: Path, *, language: str = "en"
    ) -> WrittenArchive:
        """Write all that is kept about a person into an archive, because the person or the law asks the clinic for it.

        Who was given it and why is kept, and is told to the person. So is read what is kept of somebody who was
        erased, for the purposes for which the law asks to keep it.

        Args:
            actor: An administrator.
            user_id: Whose data.
            reason: Why, in a few words.
            target: The archive; an older file of that name is replaced.
            language: Of what the archive says itself, such as `de` or `de_AT`.

        Raises:
            InputError: There is no reason, or it is too long.
        """
        demand_text("The reason", reason, MAX_REASON_LENGTH, shortest=1)
        self._keep_disclosure(actor, user_id, reason, uuid4())
        return self._export(user_id, target, language)

    @repeatable
    def _keep_disclosure(self, actor: Actor, user_id: UUID, reason: str, disclosure_id: UUID) -> None:
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            if uow.personal_data.person(user_id) is None:
                raise not_yours()
            uow.personal_data.disclose(disclosure_id, user_id, actor.user_id, reason, self._now())
            uow.commit()

    @repeatable
    def _export(
        self, user_id: UUID, target: Path, language: str, on_share: Callable[[float], None] = tell_nobody
    ) -> WrittenArchive:
        with self._unit_of_work(read_only=True) as uow:
            person = uow.personal_data.person(user_id)
            if person is None:
                raise not_yours()
            sections = uow.personal_data.sections(user_id)
            files = partial(self._files, uow, user_id)
            contents = PersonContents(person, self._now(), sections, files, language, on_share)
            return self._archives.write(target, contents)

    def _files(self, uow: UnitOfWork, user_id: UUID) -> Iterator[tuple[StoredFile, FileContent | None]]:
        for file in uow.files.of(user_id):
            try:
                yield file, self._vault.fetch(file)
            except FileMissingError:
                yield file, None
