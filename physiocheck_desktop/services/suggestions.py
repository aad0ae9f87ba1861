"""Drawing suggestions from a patient's sessions, deciding on them, and the exercise as it is for the patient then."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.assessment.suggestions.applying import fits
from physiocheck_desktop.assessment.suggestions.history import RECENT_SESSIONS
from physiocheck_desktop.assessment.suggestions.proposing import accepted, propose
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.domain.suggestion import ChangedPart, Suggestion, SuggestionRecord, SuggestionState
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_patient,
    demand_verified,
    not_yours,
    requires,
)
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.notifying import suggestion_waits
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

_ACCEPTED: Final = SuggestionState.ACCEPTED
_Subject = tuple[str, frozenset[tuple[ChangedPart, str]]]


class SuggestionService:
    """Use cases around suggestions; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, ready_made: ExerciseCatalogue, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._ready_made = {definition.key: definition for definition in ready_made}
        self._now = now

    @requires(Permission.SUGGESTION_READ, Ownership.PATIENT)
    @repeatable
    def suggest(self, actor: Actor, patient_id: UUID, exercise_key: str) -> tuple[SuggestionRecord, ...]:
        """Draw suggestions from a patient's newest sessions of an exercise; return those open, newest first.

        What is open already is not proposed twice. Sessions from before the exercise was last changed for this patient
        say nothing of it as it is now, and what was rejected is proposed again only where later sessions speak for it.

        Raises:
            InputError: There is no exercise with this key.
        """
        with self._unit_of_work() as uow:
            demand_patient(uow, actor, patient_id, self._now())
            uow.suggestions.hold(patient_id)
            kept = [each for each in uow.suggestions.of(patient_id) if each.suggestion.exercise_key == exercise_key]
            definition = _as_changed(self._definition(uow, exercise_key), kept, self._ready_made)
            changed_at = max(
                (each.decided_at for each in kept if each.decided_at and _is(each, _ACCEPTED)), default=None
            )
            details = _since(changed_at, uow.sessions.of_exercise(patient_id, exercise_key, RECENT_SESSIONS))
            known = [_about(each.suggestion) for each in kept if _is(each, SuggestionState.PROPOSED)]
            proposed = [each for each in self._proposed(definition, details, kept) if _about(each) not in known]
            new = [self._keep(uow, patient_id, each, definition.name) for each in proposed]
            if new:
                suggestion_waits(uow, patient_id, new[0], self._now(), actor_id=actor.user_id)
            is_open = [each for each in uow.suggestions.of(patient_id) if _is(each, SuggestionState.PROPOSED)]
            uow.commit()
        return tuple(each for each in is_open if each.suggestion.exercise_key == exercise_key)

    @requires(Permission.SUGGESTION_READ, Ownership.PATIENT)
    @repeatable
    def suggestions(
        self, actor: Actor, patient_id: UUID, state: SuggestionState | None = None
    ) -> tuple[SuggestionRecord, ...]:
        """Return what was suggested for a patient, newest first; of one state where one is named."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return tuple(each for each in uow.suggestions.of(patient_id) if state is None or _is(each, state))

    @requires(Permission.SUGGESTION_DECIDE, Ownership.SUGGESTION_PATIENT)
    @repeatable
    def decide(self, actor: Actor, suggestion_id: UUID, *, accept: bool) -> SuggestionRecord:
        """Accept or reject a suggestion; deciding the same again changes nothing.

        A patient decides only where no physician takes care of the patient.

        Raises:
            InputError: It was decided otherwise before, or the exercise is not the one any more that it was drawn for.
        """
        state = SuggestionState.ACCEPTED if accept else SuggestionState.REJECTED
        with self._unit_of_work() as uow:
            record = uow.suggestions.find(suggestion_id)
            demand_patient(uow, actor, None if record is None else record.patient_id, self._now())
            if record is None:
                raise not_yours()
            _demand_decider(uow, actor, record.patient_id)
            decided = record.decided(state, actor.user_id, self._now())
            if decided is not record:
                if accept:
                    self._demand_current(uow, record)
                uow.suggestions.decide(decided)
                uow.commit()
        return decided

    @requires(Permission.SUGGESTION_READ, Ownership.PATIENT)
    @repeatable
    def exercise(self, actor: Actor, patient_id: UUID, exercise_key: str) -> ExerciseDefinition:
        """Return an exercise as it is for a patient: with all changes that were accepted, or the other one instead.

        Raises:
            InputError: There is no exercise with this key.
        """
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            kept = uow.suggestions.of(patient_id)
            of_it = [each for each in kept if each.suggestion.exercise_key == exercise_key]
            return _as_changed(self._definition(uow, exercise_key), of_it, self._ready_made)

    @requires(Permission.SUGGESTION_READ, Ownership.SELF)
    @repeatable
    def own_exercises(self, actor: Actor) -> tuple[ExerciseDefinition, ...]:
        """Return the ready-made exercises in their order, each with the changes that were accepted for the actor.

        An accepted easier or harder exercise replaces none here: it is in the list anyway.
        """
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            kept = uow.suggestions.of(actor.user_id)
        changes = [each for each in kept if each.suggestion.changes[0].part is not ChangedPart.EXERCISE]
        return tuple(
            _as_changed(each, [one for one in changes if one.suggestion.exercise_key == key], self._ready_made)
            for key, each in self._ready_made.items()
        )

    def _definition(self, uow: UnitOfWork, key: str) -> ExerciseDefinition:
        if key in self._ready_made:
            return self._ready_made[key]
        entry = uow.exercise_library.find(key)
        found = None if entry is None else uow.exercise_library.version(key, entry.version)
        if found is None:
            raise InputError(f"There is no exercise called “{key}”.", remedy="Choose one from the list of exercises.")
        return found.definition

    def _proposed(
        self, definition: ExerciseDefinition, details: list[SessionDetail], kept: Iterable[SuggestionRecord]
    ) -> list[Suggestion]:
        rejected = {_about(each.suggestion): each.decided_at for each in kept if _is(each, SuggestionState.REJECTED)}
        proposed = propose(definition, details, self._ready_made)
        return [each for each in proposed if self._is_new(each, rejected.get(_about(each)), definition, details)]

    def _is_new(
        self,
        suggestion: Suggestion,
        rejected_at: datetime | None,
        definition: ExerciseDefinition,
        details: list[SessionDetail],
    ) -> bool:
        if rejected_at is None:
            return True
        later = propose(definition, _since(rejected_at, details), self._ready_made)
        return _about(suggestion) in [_about(each) for each in later]

    def _keep(self, uow: UnitOfWork, patient_id: UUID, suggestion: Suggestion, name: str) -> UUID:
        now = self._now()
        exercise_id = uow.exercises.ensure(suggestion.exercise_key, name, now)
        record = SuggestionRecord(uuid4(), patient_id, suggestion, now)
        uow.suggestions.add(record, exercise_id)
        return record.id

    def _demand_current(self, uow: UnitOfWork, record: SuggestionRecord) -> None:
        """Refuse to accept what does not fit the exercise any more."""
        key = record.suggestion.exercise_key
        kept = [each for each in uow.suggestions.of(record.patient_id) if each.suggestion.exercise_key == key]
        accepted(_as_changed(self._definition(uow, key), kept, self._ready_made), record.suggestion, self._ready_made)


def _is(record: SuggestionRecord, state: SuggestionState) -> bool:
    return record.state is state


def _about(suggestion: Suggestion) -> _Subject:
    """Return what a suggestion is about, whatever the figures."""
    return suggestion.kind.value, frozenset((change.part, change.name) for change in suggestion.changes)


def _since(at: datetime | None, details: Iterable[SessionDetail]) -> list[SessionDetail]:
    return [each for each in details if at is None or each.record.started_at > at]


def _as_changed(
    definition: ExerciseDefinition, kept: Iterable[SuggestionRecord], others: dict[str, ExerciseDefinition]
) -> ExerciseDefinition:
    """Return the exercise with what was accepted, in that order; what does not fit any more is left out."""
    decided = [each for each in kept if _is(each, _ACCEPTED)]
    for each in sorted(decided, key=lambda one: (one.decided_at or one.proposed_at, one.id)):
        suggestion = each.suggestion
        if suggestion.exercise_key != definition.key:
            break  # replaced by another exercise, which the later ones were not drawn for
        other = suggestion.changes[0].part is ChangedPart.EXERCISE
        if suggestion.changes[0].name in others if other else fits(definition, suggestion.changes):
            definition = accepted(definition, suggestion, others)
    return definition


def _demand_decider(uow: UnitOfWork, actor: Actor, patient_id: UUID) -> None:
    if actor.role is Role.PATIENT and uow.subscriptions.has_physician(patient_id):
        raise AccessError(
            "Your physiotherapist decides on this suggestion.", remedy="Talk about it at your next appointment."
        )
