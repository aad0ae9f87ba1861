"""The easier and the harder exercise: proposed for what whole sessions show, and for nothing less."""

from dataclasses import replace

import pytest
from stored_sessions import SQUAT, repetition, session, too_small

from physiocheck_desktop.assessment.suggestions.history import history_of
from physiocheck_desktop.assessment.suggestions.levels import level_drafts
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.suggestion import SuggestionKind

EASIER, HARDER = SuggestionKind.EASIER_EXERCISE, SuggestionKind.HARDER_EXERCISE
LEVELED = replace(SQUAT, easier="mini-squat", harder="lunge")


def proposed(
    *sessions: tuple[int, float, int], definition: ExerciseDefinition = LEVELED
) -> list[tuple[SuggestionKind, str]]:
    """Return what is proposed after sessions, each of so many repetitions with a score and so many too small."""
    details = [
        session(number, [repetition(total=score)] * counted, too_small(small))
        for number, (counted, score, small) in enumerate(sessions)
    ]
    drafts = level_drafts(definition, history_of(definition.key, details))
    return [(kind, changes[0].name) for kind, changes, _ in drafts]


@pytest.mark.parametrize(
    "sessions",
    [
        [(4, 95.0, 0), (1, 95.0, 4), (1, 95.0, 4)],  # of 14 attempts 6 counted, one day well
        [(4, 45.0, 0)] * 3,  # all counted, none well
    ],
)
def test_who_does_not_manage_is_offered_the_easier_one(sessions: list[tuple[int, float, int]]) -> None:
    assert proposed(*sessions) == [(EASIER, "mini-squat")]
    assert proposed(*sessions, definition=replace(LEVELED, easier="")) == []


def test_who_manages_all_of_it_well_every_day_is_offered_the_harder_one() -> None:
    mastered = [(20, 96.0, 1), (5, 90.0, 0), (5, 92.0, 0)]
    assert proposed(*mastered) == [(HARDER, "lunge")]
    assert proposed(*mastered, definition=replace(LEVELED, harder="")) == []


@pytest.mark.parametrize(
    "sessions",
    [
        [(3, 100.0, 3)] * 3,  # half of the attempts counted
        [(4, 45.0, 0), (4, 45.0, 0), (4, 55.0, 0)],  # not well, but on one day better
        [(10, 100.0, 1), (10, 100.0, 0), (10, 100.0, 0)],  # on one day one of eleven was too small
        [(10, 100.0, 0), (10, 100.0, 0), (10, 89.0, 0)],  # on one day not so well
    ],
)
def test_between_too_hard_and_too_easy_an_exercise_stays(sessions: list[tuple[int, float, int]]) -> None:
    assert proposed(*sessions) == []


@pytest.mark.parametrize("score", [20.0, 100.0])
@pytest.mark.parametrize("sessions", [2 * [10], 3 * [3], [10, 10, 2]])
def test_three_sessions_with_twelve_attempts_are_the_least_that_speak(sessions: list[int], score: float) -> None:
    assert proposed(*[(count, score, 0) for count in sessions]) == []
    assert len(proposed(*[(count, score, 0) for count in sessions], (6, score, 0), (6, score, 0))) == 1
