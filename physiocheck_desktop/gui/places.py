"""Where a person can go in the window."""

from dataclasses import dataclass
from enum import StrEnum


class PageKey(StrEnum):
    """The pages there are."""

    TODAY = "today"
    EXERCISE = "exercise"
    SESSION = "session"
    SUMMARY = "summary"
    PROGRESS = "progress"
    HISTORY = "history"
    DETAIL = "detail"
    PHYSICIANS = "physicians"
    NOTIFICATIONS = "notifications"
    ACCOUNT = "account"
    PROFILE = "profile"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Destination:
    """A page, and what it is to show.

    Attributes:
        key: The page.
        subject: Whom or what it is about, such as the `UUID` of a patient or a session; None is the person who looks.
    """

    key: PageKey
    subject: object | None = None
