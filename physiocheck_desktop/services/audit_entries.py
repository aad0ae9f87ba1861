"""Entries of the audit trail: what an act is called, and those that no other change carries with it."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from physiocheck_desktop.domain.audit import AuditedAct, AuditOutcome
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable

K = TypeVar("K")

logger = logging.getLogger(__name__)


def act_of(use_case: Callable[..., Any], actor: Actor, arguments: Iterable[object]) -> AuditedAct:
    """Return what it is called if an actor has done a use case; its record is the first identifier that was named."""
    subject, _, name = use_case.__qualname__.rpartition(".")
    record = next((each for each in arguments if isinstance(each, UUID)), None)
    who, role = only(UUID, actor.user_id), only(Role, actor.role)
    return AuditedAct(f"{subject}.{name}", who, role, record, AuditOutcome.DONE)


def only(kind: type[K], value: object) -> K | None:
    """Return a value that really is of the kind that its type promises, None where it only looks like it."""
    return value if isinstance(value, kind) else None


def write_entry(service: object, act: AuditedAct) -> None:
    """Write an entry in a unit of work of its own.

    A service that was given no database leaves none.

    Args:
        service: Whose act it was.
        act: What it was.

    Raises:
        StorageError: It could not be kept.
    """
    unit_of_work: UnitOfWorkFactory | None = getattr(service, "_unit_of_work", None)
    if unit_of_work is not None:
        with audited(act):
            _keep(unit_of_work)


def write_refused(service: object, act: AuditedAct) -> None:
    """Write that something was refused; where that cannot be kept, it is refused all the same."""
    try:
        write_entry(service, act)
    except StorageError:
        logger.warning("A refused attempt could not be written into the audit trail.")


@repeatable
def _keep(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.commit()
