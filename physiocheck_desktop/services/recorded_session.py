"""What a process knows of a session that it records: how its repetitions are numbered, and where its clock stands."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import InterruptedSession, SessionRecord, SessionState, mean_score


class InterruptedSessions(Protocol):
    """Where sessions are found that an earlier run left."""

    def resumable(self, actor: Actor) -> tuple[InterruptedSession, ...]:
        """Return the actor's sessions that can be gone on with."""


@dataclass(slots=True)
class RecordedSession:
    """One session that is being recorded here.

    The engine counts what it sees from 1, and its clock begins with its camera. Where a session is gone on with, or
    each of its sets is counted anew, the session's own numbers and seconds go on all the same.

    Attributes:
        record: The session as it stands.
        repetitions: All that are recorded, by their number within the session.
    """

    record: SessionRecord
    repetitions: dict[int, Repetition] = field(default_factory=dict)
    _behind: int = 0
    _behind_s: float = 0.0
    _last_index: int = 0
    _set_number: int = 1
    _behind_by_set: dict[int, int] = field(default_factory=dict)

    @classmethod
    def resumed(cls, interrupted: InterruptedSession) -> "RecordedSession":
        """Return a session that is gone on with."""
        detail = interrupted.detail
        kept = {each.index: each for each in detail.repetitions}
        return cls(
            replace(detail.record, state=SessionState.RUNNING, ended_at=None),
            kept,
            _behind=max(kept, default=0),
            _behind_s=max((each.end_s for each in kept.values()), default=0.0),
            _set_number=max(detail.sets, default=1),
        )

    @property
    def behind_s(self) -> float:
        """How many seconds the session's clock is ahead of the engine's."""
        return self._behind_s

    def take(self, repetition: Repetition, set_number: int | None = None) -> Repetition | None:
        """Return a repetition as the session has it, None where it is recorded already.

        Args:
            repetition: As the engine counted it.
            set_number: In which set; None for the one that is under way.
        """
        number_of_set = self._set_number if set_number is None else set_number
        number = repetition.index + self._begun(number_of_set, repetition.index)
        if number in self.repetitions:
            return None
        taken = replace(
            repetition,
            index=number,
            set_number=number_of_set,
            start_s=repetition.start_s + self._behind_s,
            peak_s=repetition.peak_s + self._behind_s,
            end_s=repetition.end_s + self._behind_s,
        )
        self.repetitions[number] = taken
        self._last_index = repetition.index
        return taken

    def end(self, assessment: SessionAssessment | None, ended_at: datetime, *, completed: bool) -> SessionRecord:
        """Note the end and return the session as it is then; its repetitions have been taken before."""
        kept = [self.repetitions[number] for number in sorted(self.repetitions)]
        held_s = [each.held_s for each in kept if each.held_s is not None]
        self.record = replace(
            self.record,
            state=SessionState.FINISHED if completed and assessment is not None else SessionState.ABANDONED,
            ended_at=ended_at,
            repetition_count=len(kept),
            partial_count=0 if assessment is None else len(assessment.partial_repetitions),
            score=mean_score([each.score for each in kept]),
            held_s=sum(held_s) if held_s else None,
        )
        return self.record

    def rest_of(self, assessment: SessionAssessment) -> SessionAssessment:
        """Return what an assessment tells beside the repetitions, each of which goes by itself."""
        behind_s = self._behind_s
        partials = tuple(
            replace(each, start_s=each.start_s + behind_s, peak_s=each.peak_s + behind_s, end_s=each.end_s + behind_s)
            for each in assessment.partial_repetitions
        )
        return replace(assessment, repetitions=(), partial_repetitions=partials, score=None)

    def _begun(self, set_number: int, index: int) -> int:
        """Return how many repetitions the engine's count of a set is behind the session's."""
        if set_number not in self._behind_by_set:
            if index <= self._last_index:
                # The engine counts this set from 1 again.
                self._behind = max(self.repetitions, default=0)
            self._behind_by_set[set_number] = self._behind
            self._set_number = set_number
        return self._behind_by_set[set_number]
