"""All exercises that there are for somebody: those of the program, and physicians' own with their versions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.kept_exercise import (
    READY_MADE,
    ExerciseChange,
    ExerciseEntry,
    ExercisePreset,
    ExerciseVersion,
)
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_owner,
    demand_patient,
    demand_verified,
    not_yours,
    requires,
)
from physiocheck_desktop.services.exercise_checks import checked_version
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.revisions import demand_newest
from physiocheck_desktop.services.session_records import MAX_KEY_LENGTH
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

_ENDING: Final = re.compile(r"-[0-9a-f]{8}$")


class ExerciseLibraryService:
    """Use cases around exercises; every method takes the actor first, and may be called from any thread.

    An exercise is named by its key, which is unique. All methods raise `AccessError` where the actor may not, and
    `StorageError` where the database cannot be read or written.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, ready_made: ExerciseCatalogue, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._ready_made = {definition.key: definition for definition in ready_made}
        self._now = now

    @requires(Permission.EXERCISE_READ, Ownership.EXERCISE_READER)
    @repeatable
    def entries(self, actor: Actor) -> tuple[ExerciseEntry, ...]:
        """Return the exercises that the actor may choose from: ready-made ones first, then own and shared ones."""
        own: tuple[ExerciseEntry, ...] = ()
        if actor.role is Role.PHYSICIAN:
            with self._unit_of_work(read_only=True) as uow:
                demand_verified(uow, actor)
                own = uow.exercise_library.entries(actor.user_id)
        return (*(_ready_made_entry(each) for each in self._ready_made.values()), *own)

    @requires(Permission.EXERCISE_READ, Ownership.EXERCISE_READER)
    @repeatable
    def exercise(self, actor: Actor, key: str, version: int | None = None) -> ExerciseVersion:
        """Return one version of an exercise, complete.

        Args:
            actor: Who may read it.
            key: Which exercise.
            version: Which version; the newest where None.
        """
        if key in self._ready_made:
            return self._ready_made_version(key, version)
        with self._unit_of_work(read_only=True) as uow:
            entry = readable_exercise(uow, actor, key)
            found = uow.exercise_library.version(key, entry.version if version is None else version)
        if found is None:
            raise not_yours()
        return found

    @requires(Permission.EXERCISE_READ, Ownership.PATIENT)
    @repeatable
    def planned(self, actor: Actor, patient_id: UUID, key: str, version: int) -> ExerciseVersion:
        """Return an exercise as a plan of a patient has it, whoever it belongs to.

        Args:
            actor: The patient, or a physician of the patient's choice.
            patient_id: Whose plan it is in; a patient's own drafts count for physicians alone.
            key: Which exercise.
            version: Which version, as the plan says.
        """
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            if key in self._ready_made:
                return self._ready_made_version(key, version)
            drafts = actor.role is Role.PHYSICIAN
            planned = uow.plans.planned_versions(patient_id, key, drafts=drafts)
            found = uow.exercise_library.version(key, version) if version in planned else None
        if found is None:
            raise not_yours()
        return found

    @requires(Permission.EXERCISE_READ, Ownership.EXERCISE_READER)
    @repeatable
    def changes(self, actor: Actor, key: str) -> tuple[ExerciseChange, ...]:
        """Return when and why each version of an own or shared exercise was written, newest first."""
        if key in self._ready_made:
            return ()
        with self._unit_of_work(read_only=True) as uow:
            readable_exercise(uow, actor, key)
            return uow.exercise_library.changes(key)

    @requires(Permission.EXERCISE_WRITE, Ownership.SELF)
    def add(
        self, actor: Actor, definition: ExerciseDefinition, presets: Sequence[ExercisePreset] = (), note: str = ""
    ) -> ExerciseVersion:
        """Keep an exercise as the actor's own; its key gets an ending that no other exercise has.

        Args:
            actor: Whose it will be.
            definition: The exercise, such as one learned from a demonstration, or a ready-made one that was changed.
            presets: Ways to prescribe it beside the definition's own.
            note: What it is, in the actor's words.

        Raises:
            InputError: It is not a complete exercise, or something in it is too long to be kept.
        """
        demand_text("The exercise’s key", definition.key, MAX_KEY_LENGTH)
        new_id = uuid4()
        named = replace(definition, key=_with_ending(definition.key, new_id))
        first = checked_version(ExerciseVersion(number=1, definition=named, presets=tuple(presets), note=note))
        return self._keep_added(actor, new_id, first)

    @requires(Permission.EXERCISE_WRITE, Ownership.EXERCISE_OWNER)
    @repeatable
    def change(
        self,
        actor: Actor,
        version: int,
        definition: ExerciseDefinition,
        presets: Sequence[ExercisePreset] = (),
        note: str = "",
    ) -> ExerciseVersion:
        """Keep a new version of the own exercise that has the definition's key; older versions stay as they are.

        Args:
            actor: Whose it is.
            version: The version that was changed, which must be the newest.
            definition: The whole exercise as it is to be.
            presets: All presets as they are to be.
            note: What was changed, in the actor's words.

        Raises:
            ConflictError: There is a newer version than the one that was changed.
            InputError: As for `add`.
        """
        wanted = checked_version(
            ExerciseVersion(number=version + 1, definition=definition, presets=tuple(presets), note=note)
        )
        with self._unit_of_work() as uow:
            entry = own_exercise(uow, actor, definition.key)
            if entry.version == wanted.number:
                newest = _newest(uow, entry)
                if _same(newest, wanted):
                    return newest  # kept by a first try whose answer was lost
            demand_newest("this exercise", version, entry.version)
            uow.exercise_library.add_version(wanted, actor.user_id, self._now())
            kept = _newest(uow, own_exercise(uow, actor, definition.key))
            uow.commit()
        return kept

    @requires(Permission.EXERCISE_WRITE, Ownership.EXERCISE_OWNER)
    @repeatable
    def share(self, actor: Actor, key: str, *, shared: bool) -> ExerciseEntry:
        """Let all verified physicians of the clinic use an own exercise, or no longer; plans that have it keep it."""
        with self._unit_of_work() as uow:
            if own_exercise(uow, actor, key).shared is not shared:
                uow.exercise_library.mark_shared(key, self._now() if shared else None)
            entry = own_exercise(uow, actor, key)
            uow.commit()
        return entry

    @requires(Permission.EXERCISE_WRITE, Ownership.EXERCISE_OWNER)
    @repeatable
    def remove(self, actor: Actor, key: str, *, removed: bool = True) -> ExerciseEntry:
        """Take an own exercise out of all lists, or put it back; what refers to it keeps it."""
        with self._unit_of_work() as uow:
            if own_exercise(uow, actor, key).removed is not removed:
                uow.exercise_library.mark_removed(key, self._now() if removed else None)
            entry = own_exercise(uow, actor, key)
            uow.commit()
        return entry

    def _ready_made_version(self, key: str, version: int | None) -> ExerciseVersion:
        if version not in (None, READY_MADE):
            raise not_yours()
        return ExerciseVersion(number=READY_MADE, definition=self._ready_made[key])

    @repeatable
    def _keep_added(self, actor: Actor, new_id: UUID, wanted: ExerciseVersion) -> ExerciseVersion:
        key = wanted.definition.key
        with self._unit_of_work() as uow:
            demand_verified(uow, actor)
            # It is there already where only the answer to the first try was lost.
            if uow.exercise_library.find(key) is None:
                uow.exercise_library.add(new_id, actor.user_id, wanted, self._now())
            kept = _newest(uow, own_exercise(uow, actor, key))
            uow.commit()
        return kept


def readable_exercise(uow: UnitOfWork, actor: Actor, key: str) -> ExerciseEntry:
    """Return an own exercise that the actor may read; it may be removed."""
    demand_verified(uow, actor)
    entry = uow.exercise_library.find(key)
    if entry is None or actor.role is not Role.PHYSICIAN or not (entry.shared or entry.owner_id == actor.user_id):
        raise not_yours()
    return entry


def own_exercise(uow: UnitOfWork, actor: Actor, key: str) -> ExerciseEntry:
    """Return an exercise that is the actor's own; it may be removed."""
    demand_verified(uow, actor)
    entry = uow.exercise_library.find(key)
    if entry is None:
        raise not_yours()
    demand_owner(actor, entry.owner_id)
    return entry


def _newest(uow: UnitOfWork, entry: ExerciseEntry) -> ExerciseVersion:
    found = uow.exercise_library.version(entry.key, entry.version)
    if found is None:
        raise BugError(f"Exercise {entry.key} has no version {entry.version}.")
    return found


def _with_ending(key: str, exercise_id: UUID) -> str:
    """Return a key with an ending of its own in place of the one that it may have from another database."""
    ending = f"-{exercise_id.hex[:8]}"
    return _ENDING.sub("", key)[: MAX_KEY_LENGTH - len(ending)].rstrip("-") + ending


def _same(kept: ExerciseVersion, wanted: ExerciseVersion) -> bool:
    return (kept.definition, kept.presets, kept.note) == (wanted.definition, wanted.presets, wanted.note)


def _ready_made_entry(definition: ExerciseDefinition) -> ExerciseEntry:
    return ExerciseEntry(
        key=definition.key,
        name=definition.name,
        category=definition.category,
        body_parts=definition.body_parts,
        kind=definition.kind,
        difficulty=definition.difficulty,
    )
