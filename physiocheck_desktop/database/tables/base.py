"""What all tables share: naming of constraints, column types that behave alike on SQLite and MySQL, table options."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Dialect, Enum, MetaData, String, Text, Uuid
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.domain.errors import InputError

E = TypeVar("E", bound=StrEnum)

CONSTRAINT_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a later migration can find it on either database."""

TABLE_OPTIONS: Final = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}
"""Binary collation compares text as SQLite does: letter by letter, upper and lower case apart."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept as UTC to the microsecond; a moment without a timezone is refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Ask MySQL for microseconds, which it drops otherwise."""
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn a moment into naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"The moment {value} has no timezone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the timezone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class ExactText(TypeDecorator[str]):
    """A short text by which rows are found.

    MySQL takes one that ends with blanks for the same without them, SQLite does not; so there is no such text.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse what the databases do not agree on."""
        if value is not None and value.endswith(" "):
            raise InputError("A name ends with a blank.", remedy="Take the blank away.")
        return value


LongText: Final = Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
"""Text of any length, of which MySQL's own type for text takes 64 KiB."""


class JsonText(TypeDecorator[Any]):
    """JSON whose objects keep the order of their keys, which MySQL's own type for JSON does not."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Ask MySQL for more than 64 KiB."""
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(mysql.LONGTEXT())
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Read it."""
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    """The registry of all tables."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy's own way of declaring it)
        UUID: Uuid(native_uuid=False),
        datetime: UtcDateTime(),
    }


def short_text(kind: type[E], length: int = 16) -> Enum:
    """Return the column type for an enum: its value as a short string, unknown values refused on the way in and out."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=length,
        values_callable=lambda members: [member.value for member in members],
    )


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """Return the check that a column holds one of an enum's values."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")
