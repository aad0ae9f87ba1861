"""A proposed change of an exercise: what is to change, on which evidence, to which effect, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.repetition import Score


class SuggestionKind(StrEnum):
    """What a suggestion proposes.

    A target is raised where the patient goes beyond it, and eased where it is steadily not reached; a rule is widened
    where it is broken by no more than one camera may be wrong by; a tempo is slowed to the patient's own; a measure is
    taken out where the camera cannot tell it; and another exercise is proposed where this one is too hard or too easy.
    """

    RAISE_TARGET = "raise_target"
    EASE_TARGET = "ease_target"
    WIDEN_RULE = "widen_rule"
    SLOW_TEMPO = "slow_tempo"
    UNRELIABLE_MEASURE = "unreliable_measure"
    EASIER_EXERCISE = "easier_exercise"
    HARDER_EXERCISE = "harder_exercise"


class ChangedPart(StrEnum):
    """Which part of an exercise a change is about; the change's name says which of them."""

    TARGET_PEAK = "target_peak"
    RULE_LOW = "rule_low"
    RULE_HIGH = "rule_high"
    TEMPO = "tempo"
    PROGRESS_MEASURE = "progress_measure"
    EXERCISE = "exercise"


class SuggestionState(StrEnum):
    """What became of a suggestion: it is decided once, and stays decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is to change.

    Attributes:
        part: Which part of the exercise.
        name: The measure, the rule, the field of the tempo, or the key of the other exercise.
        before: The value that it was proposed against, None where the part is not a number.
        after: The proposed value, None likewise, and where the part is to be taken out.
    """

    part: ChangedPart
    name: str
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a suggestion rests on.

    Attributes:
        sentence: All of it in one plain sentence.
        sessions: Sessions that were looked at.
        repetitions: Repetitions in them that speak of it.
        median: Median over the sessions of each session's median, so that a long session does not outweigh the others.
        low_quartile: A quarter of the repetitions are below.
        high_quartile: A quarter of the repetitions are above.
        share: Share of the repetitions in which it is so, 0-1.
    """

    sentence: str
    sessions: int
    repetitions: int
    median: float
    low_quartile: float
    high_quartile: float
    share: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What stored movements come to under one definition of the exercise.

    Attributes:
        attempts: Repetitions and those partial repetitions that were too small.
        counted: How many of them count.
        score: Mean score of those that were scored, with its parts; None without one.
    """

    attempts: int
    counted: int
    score: Score | None

    @property
    def counted_share(self) -> float:
        """Share of the attempts that count, 0-1."""
        return self.counted / self.attempts if self.attempts else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The same stored movements, scored as the exercise is and as it would be."""

    before: Tally
    after: Tally


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposed change of one exercise for one patient.

    Attributes:
        exercise_key: The exercise that it is about.
        kind: What it proposes.
        changes: The values that are to change, at least one; of both sides where both sides change.
        evidence: What it rests on.
        forecast: What it would have done to the stored repetitions; None for another exercise, whose movement they do
            not show.
    """

    exercise_key: str
    kind: SuggestionKind
    changes: tuple[Change, ...]
    evidence: Evidence
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class SuggestionRecord:
    """A suggestion as it is kept.

    Attributes:
        id: Identifier.
        patient_id: From whose sessions it was drawn.
        suggestion: What is proposed.
        proposed_at: UTC.
        state: What became of it.
        decided_by: Who accepted or rejected it, None while it is open.
        decided_at: UTC, None while it is open.
    """

    id: UUID
    patient_id: UUID
    suggestion: Suggestion
    proposed_at: datetime
    state: SuggestionState = SuggestionState.PROPOSED
    decided_by: UUID | None = None
    decided_at: datetime | None = None

    def decided(self, state: SuggestionState, by: UUID, at: datetime) -> "SuggestionRecord":
        """Return the record with a decision; deciding the same again changes nothing.

        Raises:
            InputError: It was decided otherwise before.
            BugError: `state` is no decision.
        """
        if state is SuggestionState.PROPOSED:
            raise BugError("A suggestion cannot be proposed again.")
        if self.state is state:
            return self
        if self.state is not SuggestionState.PROPOSED:
            raise InputError(
                f"This suggestion has been {self.state.value} already.",
                kept="That decision stands.",
                remedy="Ask for new suggestions.",
            )
        return replace(self, state=state, decided_by=by, decided_at=at)
