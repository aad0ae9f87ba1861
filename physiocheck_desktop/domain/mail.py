"""Mails of the clinic: those that wait to be sent, and the letters that they become."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class MailKind(StrEnum):
    """What a mail is about: what a notification can be, and the code that somebody asked for."""

    SUBSCRIPTION_ASKED = "subscription_asked"
    SUBSCRIPTION_ANSWERED = "subscription_answered"
    SUBSCRIPTION_ENDED = "subscription_ended"
    VERIFICATION_RESULT = "verification_result"
    PLAN_CHANGED = "plan_changed"
    SESSION_SUMMARY = "session_summary"
    PAIN_ALERT = "pain_alert"
    SUGGESTION_WAITING = "suggestion_waiting"
    APPLICATION_WAITING = "application_waiting"
    PASSWORD_RESET = "password_reset"  # noqa: S105  # no password


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A mail that waits.

    Attributes:
        id: Identifier; the letter has it too, so that one that comes twice is known by it.
        user_id: Whom it goes to; None for one that nobody gets, asked for with an address that nobody has.
        kind: What it is about.
        parameters: What its template needs beside the name.
        created_at: UTC.
        next_try_at: Not before this moment, UTC; while somebody sends it, until when nobody else does.
        tries: How often somebody began to send it.
        expires_at: From when on it is worth nothing, UTC; None where it always is worth something.
    """

    id: UUID
    user_id: UUID | None
    kind: MailKind
    parameters: Mapping[str, str] = field(repr=False)
    created_at: datetime
    next_try_at: datetime
    tries: int = 0
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """What a mail says, twice.

    Attributes:
        subject: One line.
        text: As text.
        html: As HTML.
    """

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it is sent.

    Attributes:
        id: Of the mail.
        email: The address.
        name: Of the person.
        written: What it says.
        at: When it is sent, UTC.
    """

    id: UUID
    email: str = field(repr=False)
    name: str = field(repr=False)
    written: WrittenMail
    at: datetime
