"""The motion engine: one observation in, one assessment out."""

from collections import deque
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.assessment.cues import CueChooser
from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.assessment.gate import Gate
from physiocheck_desktop.assessment.lane import LaneOutcome
from physiocheck_desktop.assessment.lanes import Lanes
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings
from physiocheck_desktop.assessment.repetition_builder import build_partial, build_repetition
from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.assessment.rule_states import Violation
from physiocheck_desktop.assessment.rules import RuleBook
from physiocheck_desktop.assessment.session import SessionLog
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES
from physiocheck_desktop.kinematics.reader import MeasureReader, PoseReader, Reading
from physiocheck_desktop.kinematics.smoothing import Smoothing

UNSEEN: Final = (Watch.NOBODY, Watch.WRONG_VIEW)
"""Where nothing can be seen of a movement that is under way."""
LEAST_SHOWN_TRUST: Final = 0.3
NOTHING: Final[Mapping[str, float]] = MappingProxyType({})


class ExerciseAssessor:
    """Watches one exercise done once: measures, phases, repetitions, score, cues.

    Streaming, with memory that does not grow with frames; it takes time from the observations alone, so that a file
    and a camera, and two runs of the same file, give the same result.
    """

    def __init__(
        self,
        definition: ExerciseDefinition,
        smoothing: Smoothing | None = None,
        counting: CounterSettings | None = None,
        reader: PoseReader | None = None,
    ) -> None:
        """Prepare to watch.

        Args:
            definition: The exercise.
            smoothing: How measures are smoothed; as usual where None.
            counting: How a learned movement is counted; by the exercise's own count share where None.
            reader: What measures the poses, with all that this exercise needs; made for it where None.
        """
        self._definition = definition
        self._reader = reader or MeasureReader(
            definition.watched_measures, definition.view, smoothing, motion=definition.movement is not None
        )
        self._gate = Gate(definition.progress, definition.refused_views)
        self._lanes = Lanes(definition, counting)
        self._rules = RuleBook(definition.rules)
        self._cues = CueChooser()
        self._log = SessionLog(definition.key)
        self._reading: Reading | None = None
        self._ended: deque[LaneOutcome] = deque()

    def step(self, observation: PoseObservation) -> FrameAssessment:
        """Take the next observation and say what is known after it."""
        now = observation.captured_at_s
        self._log.see(observation)
        reading = None if observation.pose is None else self._reader.read(observation.pose, now)
        self._reading = reading or self._reading
        watch = self._gate.look(observation, reading)
        if reading is not None and reading.somebody_else:
            self._ended += self._lanes.interrupt(Reason.SOMEBODY_ELSE)
        counting = watch is Watch.COUNTING or (watch not in UNSEEN and self._goes_on_unwatched)
        self._ended += self._lanes.step(reading if counting else None, now)
        violations = self._violations(reading, watch)
        completed, abandoned = self._take()
        if not self._lanes.under_way and completed is None:
            self._rules.forgive()
        finished_with = None if completed is None else completed.faults
        cue = self._cues.step(violations, now, finished_with)
        progress = self._lanes.progress
        return FrameAssessment(
            captured_at_s=now,
            watch=watch,
            joint_angles_deg=NOTHING if reading is None else _shown(reading.values, reading),
            margins_deg=NOTHING if reading is None else _shown(reading.margins_deg, reading),
            phase=self._lanes.phase,
            progress=None if progress is None else progress.value,
            repetition_count=self._log.repetition_count,
            partial_count=self._log.partial_count,
            completed=completed,
            abandoned=abandoned,
            score=self._log.score,
            cue=cue,
            side_counts=self._log.side_counts,
            held_s=self._lanes.held_s,
            out_of_range=frozenset(each.rule.measure for each in violations if each.rule.measure),
            other_side=watch is Watch.COUNTING and self._lanes.other_side_moves,
        )

    def finish(self) -> SessionAssessment:
        """End the session and return all that was seen; a movement under way is reported as partial."""
        self._ended += self._lanes.interrupt(Reason.CUT_OFF)
        while self._ended:
            self._take()
        return self._log.summary()

    @property
    def _goes_on_unwatched(self) -> bool:
        """Whether a movement may be completed although the gate has closed; a hold pauses instead."""
        return self._lanes.under_way and self._definition.kind is not ExerciseKind.HOLD

    def _violations(self, reading: Reading | None, watch: Watch) -> tuple[Violation, ...]:
        if reading is None or watch is not Watch.COUNTING:
            return ()
        return self._rules.step(reading, self._lanes.phase, self._lanes.resting_side)

    def _take(self) -> tuple[Repetition | None, PartialRepetition | None]:
        """Return what ended, at most one of each kind: where several were decided at once, the others come next."""
        completed: Repetition | None = None
        abandoned: PartialRepetition | None = None
        while self._ended and (abandoned if not self._ended[0].outcome.counted else completed) is None:
            each = self._ended.popleft()
            if each.outcome.counted:
                rested = each.side.opposite if self._definition.takes_sides else None
                faults = self._rules.take_faults(rested)
                completed = build_repetition(self._definition, each, self._log.repetitions, faults, self._reading)
                self._log.add(completed)
            else:
                abandoned = build_partial(self._definition, each)
                self._log.add_partial(abandoned)
        return completed, abandoned


def _shown(values: Mapping[str, float], reading: Reading) -> Mapping[str, float]:
    return MappingProxyType(
        {name: values[name] for name in JOINT_ANGLES if reading.trust.get(name, 0.0) >= LEAST_SHOWN_TRUST}
    )
