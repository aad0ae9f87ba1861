"""What the account for the daily work needs on a clinic's server: no more, so that nobody rewrites the audit trail."""

import re
from typing import Final

from physiocheck_desktop.database.address import Place
from physiocheck_desktop.database.server import ServerPlace
from physiocheck_desktop.database.tables import AuditEndRow, AuditRow, Base, SignInTurnRow
from physiocheck_desktop.domain.errors import InputError, SettingsError

_ACCOUNT: Final = re.compile(r"(?P<user>[A-Za-z0-9_.-]{1,32})@(?P<host>[A-Za-z0-9_.:%/-]{1,255})")
_ALL: Final = ("INSERT", "UPDATE", "DELETE")
_LESS: Final = {
    AuditRow.__tablename__: ("INSERT",),
    AuditEndRow.__tablename__: ("UPDATE",),
    SignInTurnRow.__tablename__: ("UPDATE",),  # it is only ever locked, which takes the right to change it
}


def daily_rights(table: str) -> tuple[str, ...]:
    """Return what the daily work does with the rows of a table beside reading them."""
    return _LESS.get(table, _ALL)


def daily_grants(place: Place, account: str) -> tuple[str, ...]:
    """Return the statements that give an account what the daily work needs, as the server's administrator runs them.

    Every table may be read and changed, but to the audit trail entries can only be added.

    Args:
        place: A database on a server.
        account: As `name@host`; the host may be a pattern, such as `192.168.7.%`.

    Raises:
        SettingsError: The database is a file.
        InputError: The account is not of that form.
    """
    if not isinstance(place, ServerPlace):
        raise SettingsError(
            "The database is a file of this computer, which has no accounts.",
            remedy="Only your own account can read it. On a server, set database.url before.",
        )
    found = _ACCOUNT.fullmatch(account)
    if found is None:
        raise InputError("The account is not of the form name@host.", remedy="Write it as physiocheck@192.168.7.%")
    who = f"'{found['user']}'@'{found['host']}'"
    database = f"`{str(place.url.database).replace('`', '``')}`"
    return (
        f"GRANT SELECT ON {database}.* TO {who};",
        *(
            f"GRANT {', '.join(daily_rights(name))} ON {database}.`{name}` TO {who};"
            for name in sorted(Base.metadata.tables)
        ),
    )
