"""All that is needed to give people their data, and to erase them, as commands receive it."""

from collections.abc import Callable
from dataclasses import dataclass

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.erasure_upkeep import ErasureUpkeep
from physiocheck_desktop.services.erasures import ErasureService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.person_export import PersonExportService


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDesk:
    """What `physiocheck person` works with; built by `bootstrap` alone.

    Attributes:
        door: Lets people in.
        origin: What tells this computer from others.
        of_computer: Says who uses this computer without an account.
        accounts: Finding people, signing out.
        exports: Giving people their data.
        erasures: Asking for erasures.
        upkeep: Carrying them out.
    """

    door: FrontDoor
    origin: str
    of_computer: Callable[[], Actor]
    accounts: AccountService
    exports: PersonExportService
    erasures: ErasureService
    upkeep: ErasureUpkeep
