"""The progress signal: one number that says how far a movement has gone from its start pose toward its peak."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, inf
from typing import Final

from physiocheck_desktop.domain.exercise import ProgressMeasure
from physiocheck_desktop.kinematics.motion_vector import Array
from physiocheck_desktop.kinematics.reader import Reading

LOWEST_FRACTION: Final = -0.4
HIGHEST_FRACTION: Final = 1.6
TRUST_SETTLING_S: Final = 0.4
LEAST_TRUST: Final = 0.12
FASTEST_PER_S: Final = 9.0
"""Nobody goes through a whole range of motion in a ninth of a second; a faster step is a misreading, and held back."""
RESTART_GAP_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the movement is.

    Attributes:
        value: 0 in the start pose, 1 at the target peak.
        trust: Share of the measures, by weight, that can be seen, 0-1.
        fractions: The same as `value` for each measure that can be seen.
        own: Of a learned movement, how far each measure of the motion vector has gone; None where there is none.
    """

    value: float
    trust: float
    fractions: Mapping[str, float]
    own: Array | None = None


class ProgressSignal:
    """Makes progress from measures: the mean of how far each has gone, weighed by its share and by how well it is seen.

    What is seen well carries the signal, so the near side does in a side view. The trust is followed slowly, so that
    a limb that comes and goes does not make the signal jump.
    """

    def __init__(self, measures: Iterable[ProgressMeasure]) -> None:
        self._measures = tuple(measures)
        self._full_weight = sum(measure.weight for measure in self._measures)
        self._trust = [0.0] * len(self._measures)
        self._value = 0.0
        self._seen_at_s = -inf

    def step(self, reading: Reading) -> Progress | None:
        """Return the progress in this reading, None where too little of the movement can be seen."""
        elapsed = reading.captured_at_s - self._seen_at_s
        settled = 1.0 if elapsed > RESTART_GAP_S else 1.0 - exp(-elapsed / TRUST_SETTLING_S)
        fractions: dict[str, float] = {}
        total = weights = 0.0
        for place, measure in enumerate(self._measures):
            value = reading.values.get(measure.measure)
            now = 0.0 if value is None else reading.trust[measure.measure]
            self._trust[place] += settled * (now - self._trust[place])
            if value is None or self._trust[place] <= 0.0:
                continue
            fraction = (value - measure.start) / (measure.peak - measure.start)
            fraction = max(LOWEST_FRACTION, min(HIGHEST_FRACTION, fraction))
            weight = measure.weight * self._trust[place]
            fractions[measure.measure] = fraction
            total += weight * fraction
            weights += weight
        trust = weights / self._full_weight
        if trust < LEAST_TRUST:
            self._seen_at_s = -inf
            return None
        value = total / weights
        largest = FASTEST_PER_S * elapsed
        self._value = max(self._value - largest, min(self._value + largest, value))
        self._seen_at_s = reading.captured_at_s
        return Progress(value=self._value, trust=trust, fractions=fractions)
