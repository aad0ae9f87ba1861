"""What waits for somebody, or has happened to what is theirs, and of what they want to hear by e-mail too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.people import Role


class NotificationKind(StrEnum):
    """What somebody is told."""

    SUBSCRIPTION_ASKED = "subscription_asked"
    SUBSCRIPTION_ANSWERED = "subscription_answered"
    SUBSCRIPTION_ENDED = "subscription_ended"
    VERIFICATION_RESULT = "verification_result"
    PLAN_CHANGED = "plan_changed"
    SESSION_SUMMARY = "session_summary"
    PAIN_ALERT = "pain_alert"
    SUGGESTION_WAITING = "suggestion_waiting"
    APPLICATION_WAITING = "application_waiting"


KINDS_OF_ROLE: Final[Mapping[Role, frozenset[NotificationKind]]] = MappingProxyType(
    {
        Role.PATIENT: frozenset(
            {
                NotificationKind.SUBSCRIPTION_ANSWERED,
                NotificationKind.SUBSCRIPTION_ENDED,
                NotificationKind.PLAN_CHANGED,
                NotificationKind.SESSION_SUMMARY,
                NotificationKind.SUGGESTION_WAITING,
            }
        ),
        Role.PHYSICIAN: frozenset(
            {
                NotificationKind.SUBSCRIPTION_ASKED,
                NotificationKind.SUBSCRIPTION_ENDED,
                NotificationKind.VERIFICATION_RESULT,
                NotificationKind.PAIN_ALERT,
                NotificationKind.SUGGESTION_WAITING,
            }
        ),
        Role.ADMINISTRATOR: frozenset({NotificationKind.APPLICATION_WAITING}),
    }
)
"""What people of each role are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Something that somebody is told.

    Attributes:
        id: Identifier.
        user_id: Who is told.
        kind: What it is.
        subject_id: The record it is about: subscription, plan, session, suggestion; or the physician who applies.
        created_at: When it happened, UTC.
        about_id: Who else it is about, None where nobody else.
        about_name: What that person is called now; empty where nobody else.
        words: What else is to be told, by name: `answer`, `result`, `reason`, `change`, `title`, `exercise`,
            `repetitions`, `score`. What is clinical about somebody else is never here: it is read where it is kept.
        read_at: When it was read, UTC; None while it was not.
    """

    id: UUID
    user_id: UUID
    kind: NotificationKind
    subject_id: UUID
    created_at: datetime
    about_id: UUID | None = None
    about_name: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    read_at: datetime | None = None


class NotificationOrder(StrEnum):
    """In which order notifications are listed; among equals the newest comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class NotificationSearch:
    """Which notifications are looked for: those that fit any of this.

    Attributes:
        words: Part of the name of whom else they are about, or of the exercise of a session, whatever its case.
        kinds: What they tell.
        since: They are from this time or later, UTC; None for no days.
        until: They are from before this time, UTC; None together with `since`.
        exercises: Whole names of exercises, as they are kept, such as those that the words are part of in another
            language.
    """

    words: str
    kinds: frozenset[NotificationKind] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    exercises: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NotificationPreferences:
    """What somebody wants to hear by e-mail too; nothing before they choose it.

    Attributes:
        by_email: Which kinds.
        details_in_email: Whether the e-mail about a session says what it came to, which is health data.
    """

    by_email: frozenset[NotificationKind] = frozenset()
    details_in_email: bool = False
