"""Table of the keys that something in the database is encrypted with."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base


class KeyRow(Base):
    """That a key is in use, by its identifier, which tells nothing of the key."""

    __tablename__ = "encryption_keys"
    __table_args__ = (TABLE_OPTIONS,)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    since: Mapped[datetime]
