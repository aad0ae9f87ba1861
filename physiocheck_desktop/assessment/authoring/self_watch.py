"""What the engine makes of a demonstration with the exercise that was learned from it, before there are rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.phase_clock import PhaseClock
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Phase
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.reader import KnownReadings, Reading

MOST_ROUNDS: Final = 8
"""While one cue is heard, another is not said, so that what is broken shows one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class SelfWatch:
    """The demonstration as a patient's session would be seen.

    Rules are written from these phases, so that the demonstration keeps them as the engine will judge them.

    Attributes:
        phases: The phase of each frame.
        repetitions: What the engine counted.
        phase_seconds: By phase how long it took, each time that it was over.
    """

    phases: NDArray[np.object_]
    repetitions: tuple[Repetition, ...]
    phase_seconds: dict[Phase, list[float]]

    def within(self, phases: Iterable[Phase]) -> NDArray[np.bool_]:
        """Return which frames are in one of these phases, `(frames,)`."""
        return np.asarray(np.isin(self.phases, list(phases)), dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class ReadDemonstration:
    """A demonstration that has been measured once, however often it is watched.

    Attributes:
        observations: One for each frame.
        readings: What was measured in each, as `readings.readings_of` returns it.
    """

    observations: tuple[PoseObservation, ...]
    readings: tuple[Reading | None, ...]

    def assessor(self, definition: ExerciseDefinition) -> ExerciseAssessor:
        """Return an engine that watches it with an exercise."""
        return ExerciseAssessor(definition, reader=KnownReadings(self._of_somebody()))

    def _of_somebody(self) -> Iterator[Reading | None]:
        pairs = zip(self.observations, self.readings, strict=True)
        return (reading for each, reading in pairs if each.pose is not None)


def watch_itself(definition: ExerciseDefinition, shown: ReadDemonstration) -> SelfWatch:
    """Return what the engine makes of a demonstration with an exercise."""
    assessor, clock = shown.assessor(definition), PhaseClock()
    phases: list[Phase] = []
    seconds: dict[Phase, list[float]] = {phase: [] for phase in Phase}
    for each in shown.observations:
        phase = assessor.step(each).phase
        phases.append(phase)
        if each.pose is not None:
            for span in clock.step(phase, each.captured_at_s):
                seconds[span.phase].append(span.seconds)
    return SelfWatch(np.array(phases, dtype=object), assessor.finish().repetitions, seconds)


def kept_rules(definition: ExerciseDefinition, shown: ReadDemonstration) -> tuple[ExerciseRule, ...]:
    """Return the rules of an exercise that the demonstration keeps, as the engine judges a patient.

    What the demonstration itself breaks cannot be asked of anybody.
    """
    kept = definition.rules
    for _ in range(MOST_ROUNDS):
        broken = _broken(replace(definition, rules=kept), shown)
        kept = tuple(rule for rule in kept if rule.name not in broken)
        if not broken:
            break
    return kept


def _broken(definition: ExerciseDefinition, shown: ReadDemonstration) -> set[str]:
    assessor, broken = shown.assessor(definition), set()
    for each in shown.observations:
        cue = assessor.step(each).cue
        if cue is not None:
            broken.add(cue.rule)
    return broken | {fault.rule for each in assessor.finish().repetitions for fault in each.faults}
