"""What lets people in and looks after their accounts, as windows receive it."""

from dataclasses import dataclass

from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.erasures import ErasureService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.lock_times import LockTimes
from physiocheck_desktop.services.person_export import PersonExportService
from physiocheck_desktop.services.second_factor import SecondFactorService
from physiocheck_desktop.services.sign_in_keeping import SignInKeeper
from physiocheck_desktop.services.verification import VerificationService


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Built by `bootstrap` alone.

    Attributes:
        front_door: Lets people in.
        accounts: People's own account.
        second_factor: Codes beside the password.
        verification: Whether physicians are who they say they are.
        exports: All data of a person, for that person.
        erasures: Asking for being erased.
        sign_in_keeper: Keeps a sign-in on this computer between two starts.
        origin: What tells this computer from others.
        are_asked: Whether whoever starts the program is asked who they are.
        lock_after: When a window locks that nobody touches.
    """

    front_door: FrontDoor
    accounts: AccountService
    second_factor: SecondFactorService
    verification: VerificationService
    exports: PersonExportService
    erasures: ErasureService
    sign_in_keeper: SignInKeeper
    origin: str
    are_asked: bool
    lock_after: LockTimes
