"""Which sessions speak of an exercise, and when they say enough."""

import pytest
from stored_sessions import repetition, session, too_small

from physiocheck_desktop.assessment.suggestions.history import RECENT_SESSIONS, Sample, history_of


def test_the_newest_sessions_with_any_attempt_are_looked_at_oldest_first() -> None:
    details = [
        *(session(number, [repetition(total=float(number))]) for number in range(8)),
        session(8, []),
        session(9, [], too_small(2)),
    ]
    history = history_of("squat", reversed(details))
    assert [each.score.total for each in history.repetitions] == [3.0, 4.0, 5.0, 6.0, 7.0]
    assert len(history.sessions) == RECENT_SESSIONS
    assert len(history.sessions[-1].too_small) == 2


@pytest.mark.parametrize(
    ("sessions", "enough"), [((4, 4, 4), True), ((6, 6), False), ((4, 4, 3), False), ((3, 3, 3, 3), True)]
)
def test_three_sessions_and_twelve_numbers_are_enough(sessions: tuple[int, ...], enough: bool) -> None:
    assert Sample(tuple((1.0,) * count for count in sessions)).enough is enough
