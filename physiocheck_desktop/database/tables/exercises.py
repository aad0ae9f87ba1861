"""Table of exercises that sessions refer to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base


class ExerciseRow(Base):
    """An exercise that was done at least once, under the name it had the first time."""

    __tablename__ = "exercises"
    __table_args__ = TABLE_OPTIONS

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
