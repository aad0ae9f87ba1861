"""The second factor: an authenticator app's code beside the password, and recovery codes for when the app is lost."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

import pyotp
import segno

from physiocheck_desktop.domain.account import Enrolment, SecondFactor, SecondFactorState
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, not_yours, requires
from physiocheck_desktop.services.codes import code_digest, digest_of, new_code
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.throttling import PasswordCheck

ISSUER: Final = "PhysioCheck"
STEP_S: Final = 30
CODE_DIGITS: Final = 6
RECOVERY_CODES: Final = 10
_QR_SCALE: Final = 6


class SecondFactorService:
    """Use cases around the second factor; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, hasher: PasswordHasher, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._now = now
        self._password = PasswordCheck(unit_of_work, hasher, now)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def state(self, actor: Actor) -> SecondFactorState:
        """Return whether the actor's account asks for a second factor, and how many recovery codes are left."""
        with self._unit_of_work(read_only=True) as uow:
            factor = uow.second_factors.find(actor.user_id)
            left = len(uow.second_factors.recovery_codes(actor.user_id))
        return SecondFactorState(None if factor is None else factor.confirmed_at, left)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def begin(self, actor: Actor, password: str) -> Enrolment:
        """Return what an authenticator app needs; nothing is asked for at sign-in before `confirm`.

        Raises:
            AccessError: The password is not right.
            InputError: There is a second factor already.
        """
        account = self._password.demand(actor, password)
        secret = pyotp.random_base32()
        self._keep_begun(actor, secret)
        uri = pyotp.TOTP(secret, digits=CODE_DIGITS, interval=STEP_S).provisioning_uri(
            name=account.email, issuer_name=ISSUER
        )
        picture = io.BytesIO()
        segno.make(uri, micro=False).save(picture, kind="png", scale=_QR_SCALE)
        return Enrolment(secret, uri, picture.getvalue())

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def confirm(self, actor: Actor, code: str, token: str = "") -> tuple[str, ...]:
        """Ask for the second factor from now on, because the app shows the right code; ends all other sign-ins.

        Args:
            actor: Whose account.
            code: What the app shows.
            token: The sign-in that goes on.

        Returns:
            Recovery codes, each of which stands for one code of the app; they cannot be read again.

        Raises:
            AccessError: The code is not right.
            InputError: Nothing was begun, or there is a second factor already.
        """
        codes = tuple(new_code() for _ in range(RECOVERY_CODES))
        self._switch_on(actor, code, frozenset(map(code_digest, codes)), digest_of(token) if token else "")
        return codes

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def renew_recovery_codes(self, actor: Actor, password: str) -> tuple[str, ...]:
        """Return new recovery codes; those before are worth nothing from then on.

        Raises:
            AccessError: The password is not right.
            InputError: There is no second factor.
        """
        self._password.demand(actor, password)
        codes = tuple(new_code() for _ in range(RECOVERY_CODES))
        self._keep_codes(actor, frozenset(map(code_digest, codes)))
        return codes

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def switch_off(self, actor: Actor, password: str) -> None:
        """Ask for nothing but the password from now on.

        Raises:
            AccessError: The password is not right.
        """
        self._password.demand(actor, password)
        self._drop(actor.user_id)

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    @repeatable
    def remove(self, actor: Actor, user_id: UUID) -> None:
        """Let somebody in without the second factor who has lost app and recovery codes; ends all their sign-ins."""
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            if uow.accounts.find(user_id) is None:
                raise not_yours()
            uow.second_factors.drop(user_id)
            uow.accounts.end_tokens(user_id)
            uow.commit()

    @repeatable
    def _keep_begun(self, actor: Actor, secret: str) -> None:
        with self._unit_of_work() as uow:
            uow.accounts.hold(actor.user_id)  # there is no factor yet that could be held
            factor = uow.second_factors.find(actor.user_id)
            if factor is not None and factor.confirmed_at is not None:
                raise _on_already()
            uow.second_factors.drop(actor.user_id)
            uow.second_factors.add(actor.user_id, secret)
            uow.commit()

    @repeatable
    def _switch_on(self, actor: Actor, code: str, digests: frozenset[str], but: str) -> None:
        with self._unit_of_work() as uow:
            factor = uow.second_factors.find(actor.user_id)
            if factor is None:
                raise InputError("No second factor was begun.", remedy="Begin with the picture for the app.")
            if factor.confirmed_at is not None:
                if uow.second_factors.recovery_codes(actor.user_id) == digests:
                    return  # kept by a first try whose answer was lost
                raise _on_already()
            step = matching_step(factor, code, self._now())
            if step is None:
                raise AccessError("The code is not right.", remedy="Check this computer’s clock and the app’s.")
            uow.second_factors.confirm(actor.user_id, self._now(), step)
            uow.second_factors.keep_recovery_codes(actor.user_id, digests)
            uow.accounts.end_tokens(actor.user_id, but)
            uow.commit()

    @repeatable
    def _keep_codes(self, actor: Actor, digests: frozenset[str]) -> None:
        with self._unit_of_work() as uow:
            factor = uow.second_factors.find(actor.user_id)
            if factor is None or factor.confirmed_at is None:
                raise InputError("This account has no second factor.", remedy="Set one up first.")
            uow.second_factors.keep_recovery_codes(actor.user_id, digests)
            uow.commit()

    @repeatable
    def _drop(self, user_id: UUID) -> None:
        with self._unit_of_work() as uow:
            uow.second_factors.drop(user_id)
            uow.commit()


def asks_for_second_factor(uow: UnitOfWork, user_id: UUID) -> bool:
    """Whether an account asks for a second factor at sign-in."""
    factor = uow.second_factors.find(user_id)
    return factor is not None and factor.confirmed_at is not None


def spend_code(uow: UnitOfWork, user_id: UUID, code: str, at: datetime) -> bool:
    """Whether a code of the app or a recovery code lets somebody in; it does so once."""
    factor = uow.second_factors.find(user_id)
    step = None if factor is None else matching_step(factor, code, at)
    if step is not None:
        uow.second_factors.use_step(user_id, step)
        return True
    return uow.second_factors.use_recovery_code(user_id, code_digest(code))


def matching_step(factor: SecondFactor, code: str, at: datetime) -> int | None:
    """Return the half minute that a code stands for: this one, the one before or after, and none used before."""
    typed = "".join(code.split())
    if len(typed) != CODE_DIGITS or not typed.isascii():
        return None
    codes = pyotp.TOTP(factor.secret, digits=CODE_DIGITS, interval=STEP_S)
    present = int(at.timestamp()) // STEP_S
    steps = range(max(present - 1, factor.last_step + 1), present + 2)
    return next((step for step in steps if pyotp.utils.strings_equal(codes.generate_otp(step), typed)), None)


def _on_already() -> InputError:
    return InputError("This account has a second factor already.", remedy="Switch it off first, to set up another one.")
