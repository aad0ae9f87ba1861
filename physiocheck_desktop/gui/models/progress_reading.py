"""What the progress page asks the services for, and the spans of time that can be chosen."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.adherence import monday_of
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.progress import Adherence, PainCourse, RangeCourse, RecurringError, SessionPoint
from physiocheck_desktop.domain.standing import Standing
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.services.progress import MOST_WEEKS, ProgressService

_MOST_ERRORS: Final = 100
_WEEK: Final = 7
_FEWEST_DAYS: Final = 7


class Span(StrEnum):
    """How far back the page looks."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    def since(self, today: date) -> date | None:
        """Return the first day, None for all of them."""
        days = _DAYS[self]
        return None if days is None else today - timedelta(days=days - 1)


_DAYS: Final = {Span.MONTH: 30, Span.QUARTER: 91, Span.YEAR: 365, Span.ALL: None}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProgressReading:
    """What there is to show of a patient's progress.

    Attributes:
        first: The first day that is shown.
        today: The last.
        scores: Sessions that have an end and a repetition, oldest first.
        ranges: The range of each angle in each exercise over time.
        adherence: How well plans were kept to.
        errors: What was done wrong again and again.
        pain: What was said of pain and effort.
        standing: What stands out of all that was ever done.
    """

    first: date
    today: date
    scores: tuple[SessionPoint, ...]
    ranges: tuple[RangeCourse, ...]
    adherence: Adherence
    errors: tuple[RecurringError, ...]
    pain: PainCourse
    standing: Standing

    @property
    def has_something(self) -> bool:
        """Whether anything was ever done or said."""
        return bool(self.standing.sessions or self.pain.visits or self.pain.reports)

    @property
    def exercises(self) -> dict[str, str]:
        """The exercises that were done, newest names by key, in the order of their names."""
        names = {each.exercise_key: own_words(each.exercise_name) for each in self.scores}
        return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def read_progress(service: ProgressService, actor: Actor, patient_id: UUID, span: Span, today: date) -> ProgressReading:
    """Ask for all that the page shows; to be called in the background.

    Args:
        service: The use cases.
        actor: Who looks.
        patient_id: At whose progress.
        span: How far back.
        today: The day here.
    """
    since = span.since(today)
    standing = service.standing(actor, patient_id)
    pain = service.pain(actor, patient_id, since)
    first = since or _first_day(standing, pain, today)
    weeks = (monday_of(today) - monday_of(first)).days // _WEEK + 1
    return ProgressReading(
        first=first,
        today=today,
        scores=service.scores(actor, patient_id, since),
        ranges=service.ranges(actor, patient_id, since),
        adherence=service.adherence(actor, patient_id, min(weeks, MOST_WEEKS)),
        errors=service.errors(actor, patient_id, since, limit=_MOST_ERRORS),
        pain=pain,
        standing=standing,
    )


def _first_day(standing: Standing, pain: PainCourse, today: date) -> date:
    """Return the first day of which there is something, a week ago at the latest."""
    moments = [
        *([] if standing.first_at is None else [standing.first_at]),
        *(each.started_at for each in pain.visits[:1]),
        *(each.reported_at for each in pain.reports[:1]),
    ]
    days = [each.astimezone().date() for each in moments]
    return min([*days, today - timedelta(days=_FEWEST_DAYS - 1)])
