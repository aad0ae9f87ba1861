"""The progress signal of an exercise with a learned movement, in the place of that made of its named measures."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.movement_progress import MovementProgress
from physiocheck_desktop.assessment.progress import Progress, ProgressSignal
from physiocheck_desktop.domain.exercise import ProgressMeasure
from physiocheck_desktop.kinematics.reader import Reading


class MovementSignal:
    """Follows a learned movement; the exercise's named measures tell how well it is seen, and their own fractions."""

    def __init__(self, movement: LearnedMovement, measures: Iterable[ProgressMeasure]) -> None:
        self._named = ProgressSignal(measures)
        self._movement = MovementProgress(movement)

    def step(self, reading: Reading) -> Progress | None:
        """Return the progress in this reading, None where too little of the movement can be seen."""
        named = self._named.step(reading)
        if named is None or reading.motion is None:
            return None
        value, own = self._movement(reading.captured_at_s, reading.motion)
        return None if np.isnan(value) else replace(named, value=value, own=own)
