"""Alembic's way to a server on which a change of the tables broke off half-way; loaded by what runs migrations."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from alembic.ddl.mysql import MySQLImpl
from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import ExecutableDDLElement

logger = logging.getLogger(__name__)

_ALREADY_DONE: Final = frozenset(
    {
        1050,  # the table exists
        1051,  # no such table to drop
        1060,  # the column exists
        1061,  # the index exists
        1091,  # no such column, index or constraint to drop
        1826,  # the foreign key exists
        3822,  # the check exists (MySQL)
    }
)
_REFUSED_BY_STORAGE: Final = 1005
"""What MariaDB says to a foreign key that exists, with the cause in the text."""


class ResumableMySQLImpl(MySQLImpl):
    """Alembic's way to MySQL and MariaDB, for which a change of a table that is done already is no error."""

    __dialect__ = "mysql"

    def _exec(
        self,
        construct: Executable | str,
        execution_options: Mapping[str, Any] | None = None,
        multiparams: Sequence[Mapping[str, Any]] | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any] | None:
        try:
            return super()._exec(construct, execution_options, multiparams, params or {})
        except DBAPIError as error:
            resuming = self.context_opts.get("resuming") and isinstance(construct, ExecutableDDLElement)
            if resuming and _is_done_already(error):
                logger.info(
                    "A change of the tables had been done before the interruption: %s", type(construct).__name__
                )
                return None
            raise


def _is_done_already(error: DBAPIError) -> bool:
    number, *words = error.orig.args if error.orig is not None else (None,)
    return number in _ALREADY_DONE or (number == _REFUSED_BY_STORAGE and "errno: 121" in str(words))
