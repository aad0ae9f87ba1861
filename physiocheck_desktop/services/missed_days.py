"""How many days many patients have missed, counted anew only of those of whom something has changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.adherence import PlanCourse
from physiocheck_desktop.domain.todays_work import DoneRepetitions
from physiocheck_desktop.domain.work_days import DaySpan, missed_days_of

_MOST: Final = 2000
"""Patients of whom more is remembered at most than was asked for."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many days were missed, and what that was counted from."""

    span: DaySpan
    plans: Sequence[PlanCourse]
    done: Sequence[DoneRepetitions]
    days: int

    def holds(self, span: DaySpan, plans: Sequence[PlanCourse], done: Sequence[DoneRepetitions]) -> bool:
        """Whether it would be the same now.

        Within a day nothing but a version that was still to be published may come into force: one from a computer whose
        clock is ahead of this one's.
        """
        return (
            (span.first, span.today) == (self.span.first, self.span.today)
            and plans == self.plans
            and done == self.done
            and not any(
                version.published_at is None or version.published_at > min(span.now, self.span.now)
                for plan in plans
                for version in plan.versions
            )
        )


class MissedDays:
    """Counts the missed days of a physician's patients, of whom there may be hundreds, each time the list is shown.

    Physicians who share a workstation find theirs remembered; of a patient only what was counted last is. May be used
    from any thread.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._last: Mapping[UUID, _Counted] = {}

    def count(
        self,
        patient_ids: Iterable[UUID],
        span: DaySpan,
        plans: Mapping[UUID, Sequence[PlanCourse]],
        done: Mapping[UUID, Sequence[DoneRepetitions]],
    ) -> Mapping[UUID, int]:
        """Return how many days of a span each patient has missed; see `missed_days_of`.

        Args:
            patient_ids: The patients.
            span: The days, in the same zone each time.
            plans: What plans asked of each.
            done: What each has done.
        """
        last, counted = self._last, {}
        for each in patient_ids:
            asked, was_done = plans.get(each, ()), done.get(each, ())
            before = last.get(each)
            if before is None or not before.holds(span, asked, was_done):
                before = _Counted(span, asked, was_done, missed_days_of(span, asked, was_done))
            counted[each] = before
        self._last = counted if len(last) > _MOST else {**last, **counted}
        return {each: found.days for each, found in counted.items()}
