"""Tables of signing in: of tokens, codes and failed tries digests alone are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, validates

from physiocheck_desktop.database.encrypted import EncryptedText, Fingerprint
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base

DIGEST_LENGTH = 64


class CredentialRow(Base):
    """How an account signs in. `email` is in the form in which it is unique; `password_hash` is bcrypt's own text.

    `first_mark` is true for the administrator who was made without one, NULL for everybody else, so that there is one.
    """

    __tablename__ = "credentials"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), primary_key=True)
    email: Mapped[str] = mapped_column(EncryptedText("credentials.email"))
    email_print: Mapped[str] = mapped_column(Fingerprint("credentials.email"), unique=True)
    password_hash: Mapped[str] = mapped_column(String(60))
    changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    first_mark: Mapped[bool | None] = mapped_column(unique=True)

    @validates("email")
    def _with_print(self, _key: str, email: str) -> str:
        self.email_print = email
        return email


class SignInTokenRow(Base):
    """A sign-in that holds until it expires, and asks for the password where it is locked; signing out deletes it."""

    __tablename__ = "sign_in_tokens"
    __table_args__ = (Index(None, "user_id"), TABLE_OPTIONS)

    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]


class PasswordResetRow(Base):
    """A code by which an account gets a new password, once; using it or asking for another deletes it."""

    __tablename__ = "password_resets"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    expires_at: Mapped[datetime]


class SignInTryRow(Base):
    """A try to sign in that failed, or has not ended yet.

    It names digests, so that the table tells nobody who has an account.
    """

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


class SignInTurnRow(Base):
    """Whose turn it is: one row, which whoever counts tries locks, so that none is looked at that was not counted."""

    __tablename__ = "sign_in_turn"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class KnownOriginRow(Base):
    """A computer from which whoever an address belongs to has signed in; nobody elsewhere can lock them out there."""

    __tablename__ = "known_origins"
    __table_args__ = TABLE_OPTIONS

    address_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    origin_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    last_at: Mapped[datetime]


class SecondFactorRow(Base):
    """What an authenticator app knows too. `last_step` is the last half minute whose code was used."""

    __tablename__ = "second_factors"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = mapped_column(EncryptedText("second_factors.secret"))
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCodeRow(Base):
    """A code that stands for one of the app; using it deletes it."""

    __tablename__ = "recovery_codes"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
