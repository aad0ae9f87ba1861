"""The only gate: which role may do what, and the declaration that every public service method carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Actor, Role

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class Permission(StrEnum):
    """What a use case may ask of an actor's role."""

    SESSION_RECORD = "session.record"
    SESSION_READ = "session.read"


class Ownership(StrEnum):
    """Whose records a use case touches.

    `SELF`: the actor's own and no others can be named. `SESSION_PATIENT`: the session named must be the actor's own.
    """

    SELF = "self"
    SESSION_PATIENT = "session_patient"


ROLE_PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.PATIENT: frozenset({Permission.SESSION_RECORD, Permission.SESSION_READ}),
        Role.PHYSICIAN: frozenset(),
        Role.ADMINISTRATOR: frozenset(),
    }
)
"""What each role may do; what is not named here is refused."""


@dataclass(frozen=True, slots=True)
class AccessRule:
    """What a service method declares about who may call it."""

    permission: Permission
    ownership: Ownership


_DECLARED: Final[dict[Callable[..., Any], AccessRule]] = {}


def requires(
    permission: Permission, ownership: Ownership
) -> Callable[[Callable[Concatenate[S, Actor, P], R]], Callable[Concatenate[S, Actor, P], R]]:
    """Declare who may call a service method, and refuse everybody else before it runs.

    The permission is checked here. Ownership is declared here and checked by the method with `demand_owner` once it
    has the record at hand, in the same unit of work that uses it.
    """

    def declare(method: Callable[Concatenate[S, Actor, P], R]) -> Callable[Concatenate[S, Actor, P], R]:
        @wraps(method)
        def checked(service: S, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            demand_permission(actor, permission)
            return method(service, actor, *args, **kwargs)

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
    if permission not in ROLE_PERMISSIONS[actor.role]:
        raise AccessError("This account may not do that.", remedy="Sign in with an account that may.")


def demand_owner(actor: Actor, owner_id: UUID | None) -> None:
    """Refuse an actor who does not own a record; a record that does not exist (None) is refused in the same words.

    Raises:
        AccessError: The record is somebody else's or does not exist.
    """
    if owner_id != actor.user_id:
        raise AccessError("This record does not exist, or is not yours.", remedy="Choose one from your own list.")
