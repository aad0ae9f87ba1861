"""What `physiocheck person` does and prints."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from physiocheck_desktop.bootstrap import build_person_desk
from physiocheck_desktop.cli.administering import answer_to, password_from
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import CancelledError, ExitCode, InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.reports.output_file import check_writable
from physiocheck_desktop.services.email_addresses import normal_email
from physiocheck_desktop.services.paging import MAX_PAGE
from physiocheck_desktop.services.person_desk import PersonDesk


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and for whom.

    Attributes:
        email: Address of the account to sign in with; empty for whoever uses this computer without one.
        code: Of the authenticator app.
        password_from_input: Whether the password is read from standard input.
        of: Whose data, where it is not the caller's own.
        reason: Why, then.
    """

    email: str
    code: str
    password_from_input: bool
    of: str
    reason: str


@dataclass(frozen=True, slots=True)
class _At:
    """The desk with whoever has come to it."""

    desk: PersonDesk
    actor: Actor
    password: str
    of: UUID | None


def export_person(caller: Caller, output: Path) -> None:
    """Write all that is kept about a person.

    Raises:
        AccessError: The caller may not.
        StorageError: The archive cannot be written.
    """
    check_writable(output)
    with _come(caller) as at:
        exports, language = at.desk.exports, load_settings().display.language
        if at.of is None:
            written = exports.export_own(at.actor, output, at.password, language=language)
        else:
            written = exports.export_for(at.actor, at.of, caller.reason, output, language=language)
    _say(
        f"Written: {written.path}",
        f"{sum(written.rows.values())} rows and {written.files} files. The archive is not encrypted, and only your "
        "account can read it: keep it where health data may be kept.",
    )
    if written.missing_files:
        _say(f"Files that are not in their store any more: {written.missing_files}. README.txt names them.")


def erase_person(caller: Caller, *, sure: bool) -> ExitCode:
    """Ask that a person is erased, and do what is due.

    Raises:
        AccessError: The caller may not.
        CancelledError: The caller is not sure.
    """
    with _come(caller) as at:
        if not sure:
            _demand_sure()
        erasures = at.desk.erasures
        if at.of is None:
            asked = erasures.ask(at.actor, at.password)
        else:
            asked = erasures.ask_for(at.actor, at.of, caller.reason)
        _say(
            f"To be erased from {asked.due_at:%Y-%m-%d %H:%M} UTC on; until then physiocheck person erase --take-back."
        )
        code = _carry_out(at.desk)
    _say(
        "Copies that were made before (physiocheck database backup, the folder backups, the clinic’s own) still have "
        "everything: delete them when their time is over."
    )
    return code


def keep_person(caller: Caller) -> None:
    """Let a person not be erased, while there is time.

    Raises:
        AccessError: The caller may not.
    """
    with _come(caller) as at:
        if at.of is None:
            at.desk.erasures.take_back(at.actor)
        else:
            at.desk.erasures.take_back_for(at.actor, at.of)
    _say("Nothing will be erased.")


def carry_out_due() -> ExitCode:
    """Carry out what is due, and return 6 where something is left."""
    with build_person_desk(load_settings()) as desk:
        return _carry_out(desk, told_of_none=True)


def _carry_out(desk: PersonDesk, *, told_of_none: bool = False) -> ExitCode:
    done = desk.upkeep.carry_out_due()
    if done.finished:
        _say(f"People erased: {done.finished}. What the law asks to keep is locked.")
    if done.unfinished:
        _say(f"People of whom something is left, for the next time: {done.unfinished}.")
    if told_of_none and not done.finished and not done.unfinished:
        _say("Nobody is to be erased yet.")
    return ExitCode.STORAGE if done.unfinished else ExitCode.DONE


@contextmanager
def _come(caller: Caller) -> Iterator[_At]:
    if caller.of and not caller.email:
        raise InputError("Only an administrator may ask for somebody else.", remedy="Add --sign-in ADDRESS.")
    if caller.reason and not caller.of:
        raise InputError("A reason is given, but not for whom.", remedy="Add --of, or leave --reason out for yourself.")
    with build_person_desk(load_settings()) as desk:
        if not caller.email:
            yield _At(desk, desk.of_computer(), "", None)
            return
        password = password_from(from_input=caller.password_from_input)
        signed_in = desk.door.sign_in(caller.email, password, desk.origin, caller.code or None)
        actor = signed_in.account.actor
        try:
            yield _At(desk, actor, password, _meant(desk, actor, caller.of) if caller.of else None)
        finally:
            desk.accounts.sign_out(actor, signed_in.token)


def _meant(desk: PersonDesk, administrator: Actor, of: str) -> UUID:
    try:
        return UUID(of)
    except ValueError:
        pass
    offset = 0
    while page := desk.accounts.accounts(administrator, MAX_PAGE, offset):
        for account in page:
            if account.email == normal_email(of):
                return account.user_id
        offset += MAX_PAGE
    raise InputError("Nobody has an account with this address.", remedy="Look it up in the list of accounts.")


def _demand_sure() -> None:
    if not sys.stdin.isatty():
        raise InputError("There is nobody to ask whether this is sure.", remedy="Add --yes.")
    asked = "Everything about this person will be erased for good. Write yes to go on: "
    if answer_to(lambda: input(asked)).strip() != "yes":
        raise CancelledError("Nothing will be erased.")


def _say(*lines: str) -> None:
    with output_console() as console:
        for line in lines:
            console.print(line, soft_wrap=True)
