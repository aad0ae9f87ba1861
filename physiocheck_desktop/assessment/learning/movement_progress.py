"""The progress of a learned movement: how far the moving joints have gone from the start pose to the peak pose."""

from dataclasses import dataclass

import numpy as np

from physiocheck_desktop.assessment.learning.movement import ERROR_FLOOR, LearnedMovement
from physiocheck_desktop.kinematics.motion_vector import Array


@dataclass(frozen=True, slots=True)
class ProgressSettings:
    """How the progress signal keeps up with a person and a view.

    Attributes:
        reach: How far a measure may count beyond the middle of its demonstrated range, in demonstrated ranges.
        shift_s: Time in which a measure's window follows a person who moves outside it.
        agreement_s: Memory of the agreement between measures.
        drift_s: Memory of the middle from which agreement is measured.
        first_s: Memory of the agreement at first sight, from which it grows to `agreement_s`.
        stillness: Mean square of a measure's own progress below which it is at rest, and keeps its demonstrated weight.
    """

    reach: float = 0.75
    shift_s: float = 1.0
    agreement_s: float = 5.0
    drift_s: float = 2.0
    first_s: float = 1.0
    stillness: float = 0.01


class MovementProgress:
    """How far the moving joints have gone along the demonstrated movement, 0 at the start pose and 1 at the peak pose.

    It is a weighted mean over the measures. A measure's weight is how repeatably it moved in the demonstration, times
    how well it agrees with the others on this person in this view; its window slides when the person moves outside it.
    """

    def __init__(self, model: LearnedMovement, settings: ProgressSettings | None = None) -> None:
        self._s = settings or ProgressSettings()
        count = len(model.weight)
        self._model, self._travel = model, model.travel
        self._middle = (model.start + model.peak) / 2
        self._shift = np.zeros(count)
        self._mean: Array | None = None
        self._own_power, self._shared_power = np.full(count, 0.1), np.full(count, 0.08)
        self._consensus_power = 0.1
        self._at_s = 0.0
        self._watched_s = 0.0
        self._error_power = (ERROR_FLOOR / self._travel) ** 2

    def __call__(self, at_s: float, values: Array) -> tuple[float, Array | None]:
        """Return the progress and every measure's own progress from the middle; NaN and None where nobody is seen."""
        if np.isnan(values[0]):
            return np.nan, None
        elapsed = min(max(at_s - self._at_s, 1e-3), 0.2)
        self._at_s = at_s
        free = (values - self._middle) / self._travel - self._shift
        own = np.clip(free, -self._s.reach, self._s.reach)
        self._shift += (free - own) * -np.expm1(-elapsed / self._s.shift_s)
        weight = self._model.weight * self._agreement(own, elapsed)
        total = weight.sum()
        weight = weight / total if total > 1e-6 else self._model.weight
        return float(own @ weight) + 0.5, own

    def _agreement(self, own: Array, elapsed: float) -> Array:
        if self._mean is None:
            self._mean = own.copy()
        self._mean += (own - self._mean) * -np.expm1(-elapsed / self._s.drift_s)
        deviation = own - self._mean
        consensus = float(deviation @ self._model.weight)
        self._watched_s += elapsed
        memory_s = min(self._s.agreement_s, self._s.first_s + self._watched_s)
        rate = -np.expm1(-elapsed / memory_s)
        self._own_power += rate * (deviation * deviation - self._own_power)
        self._shared_power += rate * (deviation * consensus - self._shared_power)
        self._consensus_power += rate * (consensus * consensus - self._consensus_power)
        # what is within the camera's error is no movement, and says nothing about agreement
        still = self._s.stillness
        own_power = self._own_power + np.maximum(still, self._error_power)
        agreement = (self._shared_power + still) / np.sqrt(own_power * (self._consensus_power + still))
        return np.asarray(np.maximum(0.0, agreement))
