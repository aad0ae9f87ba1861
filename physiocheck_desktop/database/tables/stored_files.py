"""The table of what is known of files; their content is in a store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.stored_file import FileKind, MediaType


class StoredFileRow(Base):
    """A file. What happens to it is marked by moments, in the order of the columns.

    `slot` is the kind and whose or which exercise's it is while this is the current file of it, so that there is one.
    """

    __tablename__ = "stored_files"
    __table_args__ = (
        one_of("kind", FileKind),
        one_of("media_type", MediaType),
        CheckConstraint(
            "(kind IN ('exercise_picture', 'reference_clip')) = (exercise_id IS NOT NULL)", name="exercise_named"
        ),
        CheckConstraint("(slot IS NOT NULL) = (kept_at IS NOT NULL AND removed_at IS NULL)", name="slot_while_current"),
        CheckConstraint("erased_at IS NULL OR removed_at IS NOT NULL", name="erased_after_removed"),
        Index(None, "owner_id"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    kind: Mapped[FileKind] = mapped_column(short_text(FileKind))
    exercise_id: Mapped[UUID | None] = mapped_column(ForeignKey("exercises.id", ondelete="RESTRICT"))
    media_type: Mapped[MediaType] = mapped_column(short_text(MediaType, 32))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(120))
    slot: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
