"""Tells whether a demonstration is of a pose that is held, and for how long."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.recording import Recording
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.kinematics.motion_vector import Array

LEAST_HOLD_S: Final = 3.0
HELD_SHARE: Final = 0.5
NEAR_PEAK: Final = 0.2
"""Share of the way from start to peak within which the peak is still held."""


def held_s(recording: Recording, repetitions: Sequence[FoundRepetition]) -> float:
    """Return for how many seconds the peak is held; 0 where it is not a hold.

    A hold lasts three seconds and half of the repetition or more.
    """
    hold = float(np.median([_near_peak_s(recording, each) for each in repetitions]))
    whole = float(np.median([each.end_s - each.start_s for each in repetitions]))
    return float(round(hold)) if hold >= max(LEAST_HOLD_S, HELD_SHARE * whole) else 0.0


def _near_peak_s(recording: Recording, repetition: FoundRepetition) -> float:
    frames = recording.between(repetition.start_s, repetition.end_s)
    seen = np.isfinite(recording.motion[frames][:, 0])
    times, motion = recording.times[frames][seen], recording.motion[frames][seen]
    if len(times) < 3:
        return 0.0
    peak = motion[np.argmin(np.abs(times - repetition.peak_s))]
    away: Array = np.linalg.norm(motion - peak, axis=1)
    near = away <= NEAR_PEAK * float(away.max())
    return float(np.diff(times, append=times[-1])[near].sum())
