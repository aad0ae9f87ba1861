"""A suggestion is decided once, by somebody, and stays decided."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.suggestion import (
    Change,
    ChangedPart,
    Evidence,
    Suggestion,
    SuggestionKind,
    SuggestionRecord,
    SuggestionState,
)

AT = datetime(2026, 3, 2, tzinfo=UTC)
SOMEBODY, SOMEBODY_ELSE = UUID(int=1), UUID(int=2)
OPEN = SuggestionRecord(
    id=UUID(int=3),
    patient_id=UUID(int=4),
    suggestion=Suggestion(
        "squat",
        SuggestionKind.EASE_TARGET,
        (Change(ChangedPart.TARGET_PEAK, "left_knee", 95.0, 105.0),),
        Evidence("Because.", 3, 24, 110.0, 105.0, 115.0, 0.9),
        None,
    ),
    proposed_at=AT,
)


@pytest.mark.parametrize("state", [SuggestionState.ACCEPTED, SuggestionState.REJECTED])
def test_a_decision_says_what_who_and_when_and_the_same_again_changes_nothing(state: SuggestionState) -> None:
    decided = OPEN.decided(state, SOMEBODY, AT)
    assert (decided.state, decided.decided_by, decided.decided_at) == (state, SOMEBODY, AT)
    assert decided.suggestion == OPEN.suggestion
    assert decided.decided(state, SOMEBODY_ELSE, AT.replace(year=2027)) is decided
    assert OPEN.state is SuggestionState.PROPOSED


def test_another_decision_is_refused_and_the_first_one_stands() -> None:
    accepted = OPEN.decided(SuggestionState.ACCEPTED, SOMEBODY, AT)
    with pytest.raises(InputError, match="accepted already") as refused:
        accepted.decided(SuggestionState.REJECTED, SOMEBODY_ELSE, AT)
    assert refused.value.kept == "That decision stands."


def test_nothing_is_proposed_again_by_a_decision() -> None:
    with pytest.raises(BugError):
        OPEN.decided(SuggestionState.PROPOSED, SOMEBODY, AT)
