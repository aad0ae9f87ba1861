"""Steadies landmarks that tremble more than the pose model's own do, and leaves all others as they are."""

from collections import deque
from dataclasses import replace
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.landmarks import Pose

Array = NDArray[np.float64]

USUAL_TREMBLE: Final = 0.006
"""Tremble in body units (3 mm) up to which nothing is done; good pictures have .0005-.004."""

WINDOW_S_PER_TREMBLE: Final = 7.0
"""Seconds of the mean for each body unit of tremble; an even spread of ±2 % of body height gets a fifth of a second."""

LONGEST_WINDOW_S: Final = 0.35
"""A mean over so long takes 5 % from a movement of one second up and one second down, and comes .17 s late."""

RISING_S: Final = 1.5
"""Misread poses jump about for less than that, and are to be left to those who sort them out."""
FALLING_S: Final = 0.3
RESTART_GAP_S: Final = 0.4
MEDIAN_PRODUCT: Final = -0.25
"""Median product of a landmark's distances from its line in successive frames, for a tremble of 1 (by simulation)."""


class LandmarkSteadier:
    """Measures how much landmarks tremble from frame to frame, and averages them over as long as that takes.

    A landmark's tremble is how far it lies from the straight line between its neighbours in time. Where it trembles, it
    lies on the other side in the next frame; where a movement bends its path, on the same. The product of the two, its
    median over all landmarks, tells the one from the other at any frame rate. Angles are taken from steadied
    landmarks, because trembling landmarks bend a straight limb and never straighten a bent one: the mean of such
    angles is wrong. A plain mean, because it ends as soon as the movement does, and flattens a peak least.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Array, Array | None]] = deque()
        self._off: Array | None = None
        self._squared = 0.0

    @property
    def tremble(self) -> float:
        """Standard deviation of the landmarks about their paths, body units; 0 while it is not known."""
        return sqrt(max(0.0, self._squared))

    def steady(self, pose: Pose, unit: float, captured_at_s: float) -> Pose:
        """Return the pose with its tremble taken out; the same pose where there is no more than usual.

        Args:
            pose: A believed pose.
            unit: The body unit in picture heights.
            captured_at_s: The frame's own time, seconds.
        """
        if self._recent and captured_at_s - self._recent[-1][0] > RESTART_GAP_S:
            self.restart()
        self._recent.append((captured_at_s, pose.image, pose.world))
        if len(self._recent) >= 3:
            self._measure(pose.aspect, unit)
        excess = sqrt(max(0.0, self._squared - USUAL_TREMBLE**2))
        window_s = min(LONGEST_WINDOW_S, WINDOW_S_PER_TREMBLE * excess)
        while len(self._recent) > 2 and captured_at_s - self._recent[0][0] > LONGEST_WINDOW_S:
            self._recent.popleft()
        meant = [each for each in self._recent if captured_at_s - each[0] < window_s]
        if len(meant) < 2:
            return pose
        image = pose.image.copy()
        image[:, :2] = np.mean([each[1][:, :2] for each in meant], axis=0)
        worlds = [each[2] for each in meant if each[2] is not None]
        return replace(pose, image=image, world=np.mean(worlds, axis=0) if pose.world is not None else None)

    def restart(self) -> None:
        """Forget the person."""
        self._recent.clear()
        self._off = None
        self._squared = 0.0

    def _measure(self, aspect: float, unit: float) -> None:
        (before_s, before, _), (middle_s, middle, _), (at_s, now, _) = (self._recent[back] for back in (-3, -2, -1))
        later = (middle_s - before_s) / (at_s - before_s)
        earlier = 1.0 - later
        off = (middle[:, :2] - earlier * before[:, :2] - later * now[:, :2]) * (aspect, 1.0)
        off /= sqrt(1.0 + earlier**2 + later**2) * unit
        previous, self._off = self._off, off
        if previous is None:
            return
        products = np.sort(off * previous, axis=None)  # np.median spends most of its time on generality
        squared = float(products[len(products) // 2]) / MEDIAN_PRODUCT
        settling_s = RISING_S if squared > self._squared else FALLING_S
        self._squared += (squared - self._squared) * -float(np.expm1(-(at_s - middle_s) / settling_s))
