"""What people do with their own account, and an administrator with everybody's."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, not_yours, requires
from physiocheck_desktop.services.codes import code_digest, digest_of, new_code
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.password_resets import RESET_HOLDS, renew_password
from physiocheck_desktop.services.passwords import PasswordHasher, demand_good_password
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.throttling import PasswordCheck


class AccountService:
    """Use cases around accounts; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, hasher: PasswordHasher, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._hasher = hasher
        self._now = now
        self._password = PasswordCheck(unit_of_work, hasher, now)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def me(self, actor: Actor) -> Account:
        """Return the actor's own account."""
        with self._unit_of_work(read_only=True) as uow:
            return _account(uow, actor.user_id)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def sign_out(self, actor: Actor, token: str, *, everywhere: bool = False) -> None:
        """End a sign-in of the actor's own, or all of them; doing it again changes nothing."""
        with self._unit_of_work() as uow:
            kept = uow.accounts.token(digest_of(token))
            if kept is not None and kept.user_id != actor.user_id:
                raise not_yours()
            if everywhere:
                uow.accounts.end_tokens(actor.user_id)
            else:
                uow.accounts.end_token(digest_of(token))
            uow.commit()

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def confirm(self, actor: Actor, password: str) -> None:
        """Make sure that it is still the actor who sits there, as after a while without a touch.

        Raises:
            AccessError: The password is not right, there were too many tries, or the account is disabled.
        """
        self._password.demand(actor, password)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def change_password(self, actor: Actor, old: str, new: str, token: str = "") -> None:
        """Set a new password and end all other sign-ins.

        Args:
            actor: Whose password.
            old: The password until now.
            new: The password from now on.
            token: The sign-in that goes on.

        Raises:
            AccessError: The old password is not right.
            InputError: The new one may not be used.
        """
        before = self._kept_password(actor)
        account = self._password.demand(actor, old)
        demand_good_password(new, account.display_name, account.email)
        self._keep_password(account, (before, self._hasher.hashed(new)), digest_of(token) if token else "")

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    @repeatable
    def accounts(self, actor: Actor, limit: int = 50, offset: int = 0) -> tuple[Account, ...]:
        """Return accounts in the order of their names.

        Args:
            actor: An administrator.
            limit: How many at most, 1-500.
            offset: How many to leave out.
        """
        demand_page("accounts", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_administrator(uow, actor)
            return uow.accounts.page(limit, offset)

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    @repeatable
    def enable(self, actor: Actor, user_id: UUID, *, enabled: bool) -> Account:
        """Let nobody sign in with an account any more, from this moment, or let somebody again.

        Raises:
            InputError: It is the administrator's own account.
        """
        with self._unit_of_work() as uow:
            if not enabled:
                uow.accounts.administrators(hold=True)  # so that of two who disable each other one is left
            demand_administrator(uow, actor)
            if user_id == actor.user_id and not enabled:
                raise InputError("Nobody can disable the own account.", remedy="Ask another administrator.")
            if (_account(uow, user_id).disabled_at is None) is not enabled:
                uow.accounts.set_disabled(user_id, None if enabled else self._now())
            if not enabled:
                uow.accounts.end_tokens(user_id)
            account = _account(uow, user_id)
            uow.commit()
        return account

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    def reset_code(self, actor: Actor, user_id: UUID) -> str:
        """Return a code by which an account gets a new password, once and within a day, to be given to the person.

        The code before it is worth nothing from then on. The password until now goes on working.
        """
        code = new_code()
        self._keep_reset(actor, user_id, code)
        return code

    @repeatable
    def _keep_reset(self, actor: Actor, user_id: UUID, code: str) -> None:
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            uow.accounts.keep_reset(_account(uow, user_id).user_id, code_digest(code), self._now() + RESET_HOLDS)
            uow.commit()

    @repeatable
    def _kept_password(self, actor: Actor) -> str | None:
        with self._unit_of_work(read_only=True) as uow:
            return uow.accounts.password_hash(actor.user_id)

    @repeatable
    def _keep_password(self, account: Account, hashes: tuple[str | None, str], but: str) -> None:
        """Keep a new password in place of the one that was asked for, but of none that was set meanwhile."""
        before, password_hash = hashes
        with self._unit_of_work() as uow:
            uow.accounts.hold(account.user_id)
            kept = uow.accounts.password_hash(account.user_id)
            if kept == password_hash:
                return  # kept by a first try whose answer was lost
            if kept != before:
                raise AccessError("The password is not right.", remedy="Try again, or sign out.")
            renew_password(uow, account, password_hash, self._now(), but)
            uow.commit()


def _account(uow: UnitOfWork, user_id: UUID) -> Account:
    account = uow.accounts.find(user_id)
    if account is None:
        raise not_yours()
    return account
