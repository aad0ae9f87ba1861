"""How a demonstrated exercise is counted: as repetitions, or as a pose that is held."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.recording import Recording
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.domain.exercise import ExerciseKind
from physiocheck_desktop.kinematics.motion_vector import Array

LEAST_HOLD_S: Final = 3.0
HELD_SHARE: Final = 0.5
NEAR_PEAK: Final = 0.2
"""Share of the way from start to peak within which the peak is still held."""


def held_s(recording: Recording, repetition: FoundRepetition) -> float:
    """Return for how long a repetition stays near its peak, seconds."""
    frames = recording.between(repetition.start_s, repetition.end_s)
    times, motion = recording.times[frames], recording.motion[frames]
    seen = np.isfinite(motion[:, 0])
    times, motion = times[seen], motion[seen]
    if len(times) < 3:
        return 0.0
    peak = motion[np.argmin(np.abs(times - repetition.peak_s))]
    away: Array = np.linalg.norm(motion - peak, axis=1)
    near = away <= NEAR_PEAK * float(away.max())
    steps = np.diff(times, append=times[-1])
    return float(steps[near].sum())


def kind_of(recording: Recording, repetitions: Sequence[FoundRepetition]) -> ExerciseKind:
    """Return the kind: a hold where the peak is held for three seconds and for half of the time or more."""
    holds = [held_s(recording, each) for each in repetitions]
    seconds = [each.end_s - each.start_s for each in repetitions]
    hold, whole = float(np.median(holds)), float(np.median(seconds))
    return ExerciseKind.HOLD if hold >= LEAST_HOLD_S and hold >= HELD_SHARE * whole else ExerciseKind.REPETITIONS
