"""What is kept of the movement under way, in constant memory."""

from dataclasses import dataclass, field
from typing import Final

from physiocheck_desktop.assessment.course import Course
from physiocheck_desktop.assessment.progress import Progress
from physiocheck_desktop.kinematics.reader import Reading

LEAST_SHARE: Final = 0.02
WALKED_UNITS: Final = 0.25
"""Body units (some 12 cm) that the hips may have gone sideways in the picture after a movement."""
WALKED_UNITS_PER_S: Final = 0.75
"""Speed from one place to the other, body units a second (37 cm/s), from which on it is a walk and no lunge."""


@dataclass(slots=True)
class Trace:
    """What one lane keeps of the movement under way.

    Attributes:
        rest_values: Fraction by measure when the person last rested, the mean of the last quarter of a second or so.
        peak_values: Greatest fraction by measure.
        path: How far the signal has travelled, up and down together.
        trust: Mean trust in the signal.
        samples: Readings so far.
        tilt_deg: Mean lean of the trunk in space, None where it could not be told. The nearer to the start pose, the
            more it counts: a sit-up begins from lying and ends up sitting.
        course: Its samples, from when it left the rest level.
    """

    rest_values: dict[str, float] = field(default_factory=dict)
    peak_values: dict[str, float] = field(default_factory=dict)
    path: float = 0.0
    trust: float = 0.0
    samples: int = 0
    tilt_deg: float | None = None
    course: Course = field(default_factory=Course)
    _tilt_share: float = 0.0
    _from: Reading | None = None
    _last: Reading | None = None

    @property
    def walked(self) -> bool:
        """Whether the person is elsewhere after it: who walks swings arms and legs, too, but repeats no exercise."""
        if self._from is None or self._last is None:
            return False
        before, after = self._from, self._last
        units = abs(after.hips[0] - before.hips[0]) / ((before.unit + after.unit) / 2.0)
        return units > max(WALKED_UNITS, WALKED_UNITS_PER_S * (after.captured_at_s - before.captured_at_s))

    def add(self, progress: Progress, travelled: float, reading: Reading) -> None:
        """Take the next sample of the movement."""
        self.course.add(reading.captured_at_s, progress.value, reading.values)
        for name, fraction in progress.fractions.items():
            if fraction > self.peak_values.get(name, fraction - 1.0):
                self.peak_values[name] = fraction
        self.path += travelled
        self.samples += 1
        self.trust += (progress.trust - self.trust) / self.samples
        self._from, self._last = self._from or reading, reading
        if reading.trunk_tilt_deg is not None:
            share = min(1.0, max(LEAST_SHARE, 1.0 - progress.value))
            self._tilt_share += share
            before = reading.trunk_tilt_deg if self.tilt_deg is None else self.tilt_deg
            self.tilt_deg = before + share / self._tilt_share * (reading.trunk_tilt_deg - before)
