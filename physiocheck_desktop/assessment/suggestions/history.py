"""The stored movements of one exercise that suggestions are drawn from, and the plain statistics of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition
from physiocheck_desktop.domain.session import SessionDetail, SessionState
from physiocheck_desktop.domain.suggestion import Evidence

RECENT_SESSIONS: Final = 6
"""Only so many of the newest sessions are looked at: earlier ones tell of an earlier state."""
LEAST_SESSIONS: Final = 3
"""On fewer days than that, a good or a bad day decides."""
LEAST_IN_SESSION: Final = 3
"""A session with fewer movements that speak of something does not speak of it: their median would be a single one."""
LEAST_REPETITIONS: Final = 12
ERROR_DEG: Final = 7.0
"""Mean absolute error of an angle from one camera: what is off by less is as good as reached."""


@dataclass(frozen=True, slots=True)
class StoredSession:
    """The movements of one session: those counted, and those that were too small to count."""

    repetitions: tuple[Repetition, ...]
    too_small: tuple[PartialRepetition, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The newest sessions of one exercise that have an end, oldest first."""

    sessions: tuple[StoredSession, ...]

    @property
    def repetitions(self) -> tuple[Repetition, ...]:
        """All counted repetitions, in order."""
        return tuple(each for session in self.sessions for each in session.repetitions)

    @property
    def had_danger(self) -> bool:
        """Whether a rule that keeps the person from harm was broken in any repetition."""
        return any(
            fault.severity == Severity.DANGER.value for repetition in self.repetitions for fault in repetition.faults
        )


def history_of(exercise_key: str, details: Iterable[SessionDetail]) -> History:
    """Return the newest sessions of an exercise, leaving out what is running, empty or another exercise's.

    Args:
        exercise_key: Which exercise.
        details: A patient's sessions, in any order.
    """
    ended = [
        each
        for each in details
        if each.record.exercise_key == exercise_key
        and each.record.state is not SessionState.RUNNING
        and (each.repetitions or _too_small(each))
    ]
    ended.sort(key=lambda each: (each.record.started_at, each.record.id))
    return History(tuple(StoredSession(each.repetitions, _too_small(each)) for each in ended[-RECENT_SESSIONS:]))


@dataclass(frozen=True, slots=True)
class Sample:
    """Numbers of one kind, one list a session that has enough of them."""

    by_session: tuple[tuple[float, ...], ...]

    @property
    def values(self) -> tuple[float, ...]:
        """All numbers, in order."""
        return tuple(value for session in self.by_session for value in session)

    @property
    def medians(self) -> tuple[float, ...]:
        """Each session's median."""
        return tuple(median(session) for session in self.by_session)

    @property
    def median(self) -> float:
        """Median of the sessions' medians."""
        return median(self.medians)

    @property
    def enough(self) -> bool:
        """Whether there are sessions and numbers enough to draw anything from them."""
        return len(self.by_session) >= LEAST_SESSIONS and len(self.values) >= LEAST_REPETITIONS

    def share(self, holds: Callable[[float], bool]) -> float:
        """Return the share of the numbers for which something holds, 0-1."""
        return sum(map(holds, self.values)) / len(self.values)

    def evidence(self, sentence: str, share: float) -> Evidence:
        """Return these numbers as the evidence that a sentence tells."""
        low, high = np.percentile(self.values, [25.0, 75.0])
        return Evidence(
            sentence=sentence,
            sessions=len(self.by_session),
            repetitions=len(self.values),
            median=self.median,
            low_quartile=float(low),
            high_quartile=float(high),
            share=share,
        )

    def spread_words(self, unit: str, decimals: int = 0) -> str:
        """Return median and spread in words, such as `70° (half of them from 66° to 74°)`."""
        low, high = np.percentile(self.values, [25.0, 75.0])
        return (
            f"{self.median:.{decimals}f}{unit} (half of them between {low:.{decimals}f}{unit} and "
            f"{high:.{decimals}f}{unit})"
        )

    def amount_words(self) -> str:
        """Return how much there is, such as `30 repetitions in 3 sessions`."""
        return f"{len(self.values)} repetitions in {len(self.by_session)} sessions"


def sample_of(history: History, numbers: Callable[[Sequence[Repetition]], Iterable[float]]) -> Sample:
    """Return what is read from the repetitions of each session, without sessions that have too little of it."""
    drawn = (tuple(numbers(session.repetitions)) for session in history.sessions)
    return Sample(tuple(each for each in drawn if len(each) >= LEAST_IN_SESSION))


def _too_small(detail: SessionDetail) -> tuple[PartialRepetition, ...]:
    return tuple(each for each in detail.partial_repetitions if each.reason == Reason.TOO_SMALL.value)
