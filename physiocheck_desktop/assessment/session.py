"""Gathers an exercise's repetitions and sums the session up."""

from collections.abc import Mapping, Sequence

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import (
    PartialRepetition,
    Repetition,
    Score,
    SessionAssessment,
    count_by_side,
)
from physiocheck_desktop.domain.session import mean_score
from physiocheck_desktop.kinematics.landmarks import PoseObservation


class SessionLog:
    """What was seen of one exercise so far; grows with its repetitions, never with its frames."""

    def __init__(self, exercise_key: str) -> None:
        self._exercise_key = exercise_key
        self._repetitions: list[Repetition] = []
        self._partials: list[PartialRepetition] = []
        self._frames = 0
        self._frames_with_person = 0
        self._started_s: float | None = None
        self._ended_s = 0.0
        self._score: Score | None = None
        self._side_counts: Mapping[Side, int] = {}

    @property
    def repetitions(self) -> Sequence[Repetition]:
        """The repetitions counted so far, in order."""
        return self._repetitions

    @property
    def repetition_count(self) -> int:
        """Repetitions counted so far."""
        return len(self._repetitions)

    @property
    def side_counts(self) -> Mapping[Side, int]:
        """Counted so far by side."""
        return self._side_counts

    @property
    def partial_count(self) -> int:
        """Partial repetitions so far."""
        return len(self._partials)

    @property
    def score(self) -> Score | None:
        """Mean score so far, None before the first repetition."""
        return self._score

    def see(self, observation: PoseObservation) -> None:
        """Note a frame."""
        if self._started_s is None:
            self._started_s = observation.captured_at_s
        self._ended_s = observation.captured_at_s
        self._frames += 1
        self._frames_with_person += observation.pose is not None

    def add(self, repetition: Repetition) -> None:
        """Note a counted repetition."""
        self._repetitions.append(repetition)
        self._side_counts = count_by_side(self._repetitions)
        self._score = mean_score([each.score for each in self._repetitions])

    def add_partial(self, partial: PartialRepetition) -> None:
        """Note a partial repetition."""
        self._partials.append(partial)

    def summary(self) -> SessionAssessment:
        """Return all that was seen."""
        return SessionAssessment(
            exercise_key=self._exercise_key,
            repetitions=tuple(self._repetitions),
            partial_repetitions=tuple(self._partials),
            score=self._score,
            frames=self._frames,
            frames_with_person=self._frames_with_person,
            started_s=self._started_s or 0.0,
            ended_s=self._ended_s,
        )
