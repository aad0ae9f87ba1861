"""Sessions of the past with what belongs to them: the visit that they were part of, the plan that asked for them."""

from dataclasses import dataclass
from enum import StrEnum

from physiocheck_desktop.domain.pain import PainReport
from physiocheck_desktop.domain.session import SessionDetail, SessionRecord
from physiocheck_desktop.domain.visit import Visit


class SessionOrder(StrEnum):
    """In which order sessions are listed; among equals the newest comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST_SCORE = "best_score"
    LOWEST_SCORE = "lowest_score"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session as a list shows it.

    Attributes:
        record: The session.
        visit: In which visit it was done, None where in none.
        plan_title: What the plan was called that asked for it, empty where none did.
    """

    record: SessionRecord
    visit: Visit | None = None
    plan_title: str = ""


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session with all that was kept of it and around it.

    Attributes:
        detail: The session.
        visit: In which visit it was done, None where in none.
        plan_title: What the plan was called that asked for it, empty where none did.
        pain: What was said to hurt in it, oldest first.
    """

    detail: SessionDetail
    visit: Visit | None = None
    plan_title: str = ""
    pain: tuple[PainReport, ...] = ()
