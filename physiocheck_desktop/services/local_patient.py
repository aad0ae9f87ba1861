"""The patient of a computer on which nobody signs in, and whether anybody does."""

from datetime import datetime
from typing import Final

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable

LOCAL_PATIENT_NAME: Final = "This computer’s patient"


@repeatable
def local_patient(unit_of_work: UnitOfWorkFactory, computer: str, now: datetime) -> Actor:
    """Return the actor for the patient of this computer, making the record at the first start.

    This is the one use case that takes no actor, because it says who the actor is.

    Args:
        unit_of_work: Begins units of work.
        computer: What tells this computer from others that use the same database.
        now: UTC.
    """
    with unit_of_work() as uow:
        actor = uow.people.patient_of_computer(computer, LOCAL_PATIENT_NAME, now)
        uow.commit()
    return actor


@repeatable
def anybody_signs_in(unit_of_work: UnitOfWorkFactory) -> bool:
    """Return whether there is an account; whoever starts the program is asked then who they are."""
    with unit_of_work(read_only=True) as uow:
        return bool(uow.accounts.page(1, 0))
