"""Tables of signing in: tokens, reset codes and failed tries, of which digests alone are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base

DIGEST_LENGTH = 64


class CredentialRow(Base):
    """How an account signs in. `email` is in the form in which it is unique; `password_hash` is bcrypt's own text."""

    __tablename__ = "credentials"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(60))
    changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignInTokenRow(Base):
    """A sign-in that holds until it expires; signing out deletes it."""

    __tablename__ = "sign_in_tokens"
    __table_args__ = (Index(None, "user_id"), TABLE_OPTIONS)

    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class PasswordResetRow(Base):
    """A code by which an account gets a new password, once; using it or asking for another deletes it."""

    __tablename__ = "password_resets"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    expires_at: Mapped[datetime]


class SignInTryRow(Base):
    """A failed try to sign in. It names digests, so that the table tells nobody who has an account."""

    __tablename__ = "sign_in_tries"
    __table_args__ = (
        Index(None, "address_digest", "tried_at"),
        Index(None, "origin_digest", "tried_at"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    address_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    origin_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    tried_at: Mapped[datetime]
