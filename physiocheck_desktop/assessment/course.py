"""The course of the movement under way, its progress and what is compared with a template, in bounded memory."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_SAMPLES: Final = 512
"""About 17 s at 30 frames a second; a longer movement keeps every second sample, then every fourth, and so on."""


class Course:
    """Samples of one movement, from shortly before it began; streaming.

    When it is full every second sample goes, and from then on samples are taken half as often, so that a movement of
    any length keeps its whole course.
    """

    def __init__(self) -> None:
        self._samples: list[tuple[float, float, Mapping[str, float]]] = []
        self._seen = 0
        self._stride = 1

    def add(self, at_s: float, progress: float, values: Mapping[str, float]) -> None:
        """Take the next sample.

        Args:
            at_s: Its time, seconds, later than the one before.
            progress: How far the movement is, 0 in the start pose and 1 at the target peak.
            values: Value by measure of what is compared with a template.
        """
        if self._seen % self._stride == 0:
            if len(self._samples) == MOST_SAMPLES:
                del self._samples[1::2]
                self._stride *= 2
            if self._seen % self._stride == 0:
                self._samples.append((at_s, progress, values))
        self._seen += 1

    def cut(self, from_s: float, to_s: float = inf) -> "Course":
        """Return a course of its own from one time to another, both included."""
        part = Course()
        part._samples = [sample for sample in self._samples if from_s <= sample[0] <= to_s]
        return part

    def progress(self) -> tuple[Array, Array]:
        """Return times, seconds, and progress at them."""
        samples = np.array([(at_s, progress) for at_s, progress, _ in self._samples]).reshape(-1, 2)
        return samples[:, 0], samples[:, 1]

    def values(self, names: Sequence[str]) -> Array:
        """Return the values of measures `(samples, names)`, NaN where they could not be seen."""
        rows = [[values.get(name, np.nan) for name in names] for _, _, values in self._samples]
        return np.array(rows).reshape(len(rows), len(names))
