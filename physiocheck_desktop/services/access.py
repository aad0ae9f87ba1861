"""The only gate: which role may do what, and the declaration that every public service method carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

from physiocheck_desktop.domain.audit import AuditOutcome
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.audit_entries import act_of, only, write_entry, write_refused
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.ports import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class Permission(StrEnum):
    """What a use case may ask of an actor's role."""

    ACCOUNT_OWN = "account.own"
    ACCOUNT_MANAGE = "account.manage"
    AUDIT_READ = "audit.read"
    CLINICAL_REVIEW = "clinical.review"
    SESSION_RECORD = "session.record"
    SESSION_READ = "session.read"
    EXERCISE_READ = "exercise.read"
    EXERCISE_WRITE = "exercise.write"
    PLAN_READ = "plan.read"
    PLAN_WRITE = "plan.write"
    PROGRESS_READ = "progress.read"
    CARE_READ = "care.read"
    CLINIC_READ = "clinic.read"
    PROFILE_READ = "profile.read"
    PROFILE_WRITE = "profile.write"
    PHYSICIAN_FIND = "physician.find"
    SUBSCRIPTION_ASK = "subscription.ask"
    SUBSCRIPTION_ANSWER = "subscription.answer"
    SUBSCRIPTION_END = "subscription.end"
    SUBSCRIPTION_READ = "subscription.read"
    SUGGESTION_READ = "suggestion.read"
    SUGGESTION_DECIDE = "suggestion.decide"


class Ownership(StrEnum):
    """Whose records a use case touches.

    `SELF`: the actor's own and no others can be named. `SESSION_OWNER`, `VISIT_OWNER`: the session or the visit named
    must be the actor's own. `SESSION_PATIENT`: the patient of the session named must be the actor, or have an approved
    subscription to the actor. `OWN_PATIENTS`: only what such patients do comes into it.
    `SUBSCRIPTION_PHYSICIAN`: the actor must be the physician of the subscription named. `SUBSCRIPTION_PARTY`: its
    physician or its patient. `EXERCISE_OWNER`: the exercise named must be the actor's own. `EXERCISE_READER`: it must
    come with the program, be the actor's own, or be shared with the physicians of the clinic. `PATIENT`: the patient
    named must be the actor, or have an approved subscription to the actor. `PLAN_PATIENT`: so must the patient of the
    plan named. `SUGGESTION_PATIENT`: and that of the suggestion named. `ACCOUNTS`: any account, but nothing clinical.
    `FOR_A_REASON`: everything about any person, for a reason that is kept. `NOTIFICATION_RECIPIENT`: the notification
    named must be told to the actor. `PUBLIC`: what everybody who has the
    permission may know.
    """

    SELF = "self"
    SESSION_OWNER = "session_owner"
    SESSION_PATIENT = "session_patient"
    VISIT_OWNER = "visit_owner"
    OWN_PATIENTS = "own_patients"
    EXERCISE_OWNER = "exercise_owner"
    EXERCISE_READER = "exercise_reader"
    PATIENT = "patient"
    PLAN_PATIENT = "plan_patient"
    SUGGESTION_PATIENT = "suggestion_patient"
    ACCOUNTS = "accounts"
    FOR_A_REASON = "for_a_reason"
    PUBLIC = "public"
    SUBSCRIPTION_PHYSICIAN = "subscription_physician"
    SUBSCRIPTION_PARTY = "subscription_party"
    NOTIFICATION_RECIPIENT = "notification_recipient"


ROLE_PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.PATIENT: frozenset(
            {
                Permission.ACCOUNT_OWN,
                Permission.SESSION_RECORD,
                Permission.SESSION_READ,
                Permission.EXERCISE_READ,
                Permission.PLAN_READ,
                Permission.PROGRESS_READ,
                Permission.PROFILE_READ,
                Permission.PROFILE_WRITE,
                Permission.PHYSICIAN_FIND,
                Permission.SUBSCRIPTION_ASK,
                Permission.SUBSCRIPTION_END,
                Permission.SUBSCRIPTION_READ,
                Permission.SUGGESTION_READ,
                Permission.SUGGESTION_DECIDE,
            }
        ),
        Role.PHYSICIAN: frozenset(
            {
                Permission.ACCOUNT_OWN,
                Permission.EXERCISE_READ,
                Permission.EXERCISE_WRITE,
                Permission.PLAN_READ,
                Permission.PLAN_WRITE,
                Permission.SESSION_READ,
                Permission.PROGRESS_READ,
                Permission.CARE_READ,
                Permission.PROFILE_READ,
                Permission.PROFILE_WRITE,
                Permission.PHYSICIAN_FIND,
                Permission.SUBSCRIPTION_ANSWER,
                Permission.SUBSCRIPTION_END,
                Permission.SUBSCRIPTION_READ,
                Permission.SUGGESTION_READ,
                Permission.SUGGESTION_DECIDE,
            }
        ),
        Role.ADMINISTRATOR: frozenset(
            {
                Permission.ACCOUNT_OWN,
                Permission.ACCOUNT_MANAGE,
                Permission.AUDIT_READ,
                Permission.CLINIC_READ,
                Permission.CLINICAL_REVIEW,
            }
        ),
    }
)
"""What each role may do; what is not named here is refused."""


@dataclass(frozen=True, slots=True)
class AccessRule:
    """What a service method declares about who may call it."""

    permission: Permission
    ownership: Ownership


_OF_NOBODY: Final = frozenset({Ownership.PUBLIC, Ownership.EXERCISE_READER, Ownership.EXERCISE_OWNER})
"""What touches no person's records: to read it leaves no entry in the audit trail."""

_DECLARED: Final[dict[Callable[..., Any], AccessRule]] = {}


def requires(
    permission: Permission, ownership: Ownership, *, leaves_entry: bool = True
) -> Callable[[Callable[Concatenate[S, Actor, P], R]], Callable[Concatenate[S, Actor, P], R]]:
    """Declare who may call a service method, and refuse everybody else before it runs.

    The permission is checked here. Ownership is declared here and checked by the method with `demand_owner` once it
    has the record at hand, in the same unit of work that uses it.

    What changes something is written into the audit trail by the unit of work that changes it; what was refused, and
    what somebody else than a patient has read, by one of its own.

    Args:
        permission: What the actor's role must have.
        ownership: Whose records it touches.
        leaves_entry: Whether it is written into the audit trail; not so for what happens every few seconds.
    """
    is_of_people = ownership not in _OF_NOBODY

    def declare(method: Callable[Concatenate[S, Actor, P], R]) -> Callable[Concatenate[S, Actor, P], R]:
        @wraps(method)
        def checked(service: S, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            act = act_of(method, actor, (*args, *kwargs.values()))
            try:
                with audited(act if leaves_entry else None) as under_way:
                    demand_permission(actor, permission)
                    result = method(service, actor, *args, **kwargs)
            except AccessError:
                write_refused(service, replace(act, outcome=AuditOutcome.REFUSED))
                raise
            if under_way is not None and not under_way.written and actor.role is not Role.PATIENT and is_of_people:
                # Nobody reads what is not on record: where the entry cannot be kept, neither is anything handed over.
                write_entry(service, act)
            return result

        _DECLARED[checked] = AccessRule(permission, ownership)
        return checked

    return declare


def declared_rule(method: Callable[..., Any]) -> AccessRule | None:
    """Return the rule that a service method declares, or None where it declares none."""
    return _DECLARED.get(method)


def demand_permission(actor: Actor, permission: Permission) -> None:
    """Refuse an actor whose role lacks a permission.

    Raises:
        AccessError: The role may not do this.
    """
    # A role is one of ours, never a text that reads like one: rules ask for it by identity.
    role = only(Role, actor.role)
    if role is None or only(UUID, actor.user_id) is None or permission not in ROLE_PERMISSIONS[role]:
        raise AccessError("This account may not do that.", remedy="Sign in with an account that may.")


def demand_owner(actor: Actor, owner_id: UUID | None) -> None:
    """Refuse an actor who does not own a record; a record that does not exist (None) is refused in the same words.

    Raises:
        AccessError: The record is somebody else's or does not exist.
    """
    if owner_id != actor.user_id:
        raise not_yours()


def demand_patient(uow: UnitOfWork, actor: Actor, patient_id: UUID | None, at: datetime) -> None:
    """Refuse an actor who is neither a patient nor, at that moment, a physician of that patient's choice.

    Lets in the patient, and a verified physician whose subscription the patient asked for and the physician approved,
    from its approval to its end. A patient who does not exist (None) is refused in the same words as a stranger's.

    Raises:
        AccessError: The records are somebody else's or do not exist.
    """
    if actor.role is Role.PATIENT and actor.user_id == patient_id:
        return
    if (
        actor.role is not Role.PHYSICIAN
        or patient_id is None
        or not uow.subscriptions.lets_in(actor.user_id, patient_id, at)
    ):
        raise not_yours()


def demand_verified(uow: UnitOfWork, actor: Actor) -> None:
    """Refuse a physician whom the clinic has not verified; everybody else is none of its business.

    Raises:
        AccessError: The physician is not verified.
    """
    if actor.role is Role.PHYSICIAN and not uow.subscriptions.is_verified(actor.user_id):
        raise AccessError(
            "This account may not do that before the clinic has verified it.", remedy="Ask your administrator."
        )


def demand_still_patient(uow: UnitOfWork, actor: Actor) -> None:
    """Refuse to keep something of an actor who is no patient, whatever role they came with, or has been erased since.

    Raises:
        AccessError: The person is no patient, or was erased while another computer had something of theirs on its way.
    """
    if uow.erasures.carried_out_of({actor.user_id}):
        raise not_yours()
    if not uow.people.is_patient(actor.user_id):
        raise AccessError("This account may not do that.", remedy="Sign in with an account that may.")


def demand_administrator(uow: UnitOfWork, actor: Actor) -> None:
    """Refuse an actor who is no administrator any more, whatever they were when they signed in.

    Raises:
        AccessError: The account is disabled, or is not an administrator's.
    """
    account = uow.accounts.find(actor.user_id)
    if account is None or account.role is not Role.ADMINISTRATOR or account.disabled_at is not None:
        raise AccessError("This account may not do that.", remedy="Sign in with an account that may.")


def not_yours() -> AccessError:
    """Return the refusal of a record that is somebody else's or does not exist, which nobody is to tell apart."""
    return AccessError("This record does not exist, or is not yours.", remedy="Choose one from your own list.")
