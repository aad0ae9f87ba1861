"""Proposes the easier or the harder exercise that an exercise names.

- Easier: over at least three sessions fewer than half of the attempts counted, or the mean score stayed under 50 in
  every one.
- Harder: in every one of at least three sessions at least 95 of 100 attempts counted and the mean score was 90 or
  more, and no rule that keeps from harm was ever broken.
"""

from collections.abc import Iterator
from statistics import fmean
from typing import Final

from physiocheck_desktop.assessment.suggestions.history import (
    LEAST_IN_SESSION,
    LEAST_REPETITIONS,
    LEAST_SESSIONS,
    History,
    Sample,
    StoredSession,
)
from physiocheck_desktop.assessment.suggestions.targets import Draft
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, SuggestionKind

MASTERED_SCORE: Final = 90.0
MASTERED_SHARE: Final = 0.95
STRUGGLING_SCORE: Final = 50.0
STRUGGLING_SHARE: Final = 0.5


def level_drafts(definition: ExerciseDefinition, history: History) -> Iterator[Draft]:
    """Yield the easier or the harder exercise, where there is one and the sessions speak for it."""
    sessions = [each for each in history.sessions if _attempts(each) >= LEAST_IN_SESSION]
    attempts = sum(map(_attempts, sessions))
    if len(sessions) < LEAST_SESSIONS or attempts < LEAST_REPETITIONS:
        return
    scores = Sample(tuple(_scores(each) for each in sessions))
    share = sum(len(each.repetitions) for each in sessions) / attempts
    told = (
        f"In {len(sessions)} sessions {share:.0%} of {attempts} attempts counted; the median score of an attempt was "
        f"{scores.spread_words('')}, 0 for one that did not count."
    )
    if definition.easier and (
        share < STRUGGLING_SHARE or all(fmean(each) < STRUGGLING_SCORE for each in scores.by_session)
    ):
        change = Change(ChangedPart.EXERCISE, definition.easier)
        yield SuggestionKind.EASIER_EXERCISE, (change,), scores.evidence(told, share)
    mastered = all(
        len(each.repetitions) >= MASTERED_SHARE * _attempts(each) and fmean(_scores(each)) >= MASTERED_SCORE
        for each in sessions
    )
    if definition.harder and mastered and not history.had_danger:
        sentence = f"{told} Pain is not recorded here: ask before accepting."
        change = Change(ChangedPart.EXERCISE, definition.harder)
        yield SuggestionKind.HARDER_EXERCISE, (change,), scores.evidence(sentence, share)


def _attempts(session: StoredSession) -> int:
    return len(session.repetitions) + len(session.too_small)


def _scores(session: StoredSession) -> tuple[float, ...]:
    """Return the score of every attempt; one that did not count scores 0."""
    return tuple(each.score.total for each in session.repetitions) + (0.0,) * len(session.too_small)
