"""Counts the repetitions of a learned movement: which swings of its progress are repetitions of this person."""

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from physiocheck_desktop.assessment.learning.swings import Instant, Swing, SwingFinder
from physiocheck_desktop.kinematics.motion_vector import Array


@dataclass(frozen=True, slots=True)
class CounterSettings:
    """When a swing is a repetition.

    Attributes:
        share: Share of this person's usual range that a swing must have, up and down.
        first_range: The range assumed until the person has shown one, as a share of the demonstrated range.
        least_range: Smallest range that counts, and that can become the usual one.
        alike: So many smaller swings in a row, alike and in rhythm, are accepted as the person's own range.
        alike_range: How many times larger the largest of them may be than the smallest.
        alike_rhythm: The same for the time between their peaks.
        alike_movement: Least cosine between the movements of two successive ones.
        likeness: Least cosine with the demonstrated movement for a swing to be counted at once.
        kinship: Least cosine with an earlier repetition of this person that serves instead.
        shortest: Least duration as a share of the demonstrated one.
        memory: So many last repetitions make the usual range.
        gap_s: After so long a gap without a person the search for turning points starts anew.
        under_way: A swing that was already so far along when watching began needs `share` of the demonstrated range.
        returned: Share of its height that a swing must have come back when the recording ends, to count.
    """

    share: float = 0.6
    first_range: float = 0.8
    least_range: float = 0.2
    alike: int = 3
    alike_range: float = 2.0
    alike_rhythm: float = 2.5
    alike_movement: float = 0.5
    likeness: float = 0.3
    kinship: float = 0.5
    shortest: float = 0.1
    memory: int = 5
    gap_s: float = 2.0
    under_way: float = 0.25
    returned: float = 0.4


@dataclass(slots=True)
class _Scale:
    finder: SwingFinder
    waiting: deque[Swing] = field(default_factory=lambda: deque(maxlen=8))


class SwingCounter:
    """Counts the repetitions of a progress signal, frame by frame, in constant memory.

    Swings are sought at a ladder of heights at once. Those at the height that fits the person's usual range count when
    they move as demonstrated, or as this person moved before. Smaller ones count when three in a row are alike: then
    that is this person's range.
    """

    SCALES = tuple(2.0 ** (-k / 4) for k in range(-2, 14))

    def __init__(
        self,
        duration_s: float,
        weight: Array | None = None,
        settings: CounterSettings | None = None,
    ) -> None:
        self._s = s = settings or CounterSettings()
        self._weight = weight
        self._shortest_s = s.shortest * duration_s
        self._scales = [_Scale(SwingFinder(s.share * k)) for k in self.SCALES if k >= s.least_range]
        self._range = s.first_range
        self._ranges: deque[float] = deque(maxlen=s.memory)
        self._movements: deque[Array] = deque(maxlen=s.memory)
        self._pending: Swing | None = None
        self._counted_until_s = -np.inf
        self._seen_s = -np.inf
        self._last: Instant | None = None

    def __call__(self, at_s: float, progress: float, own: Array | None = None) -> list[Swing]:
        """Take one frame and return the swings that it completed and that count (several where they had waited)."""
        if np.isnan(progress):
            return []
        if at_s - self._seen_s > self._s.gap_s:
            for scale in self._scales:
                scale.finder = SwingFinder(scale.finder.height)
        self._seen_s = at_s
        now = self._last = Instant(at_s, progress, own)
        fitting = self._fitting_scale()
        counted: list[Swing] = []
        for index, scale in enumerate(self._scales):
            swing = scale.finder(now)
            if swing is None or index < fitting or swing.peak.at_s <= self._counted_until_s:
                continue
            if index == fitting:
                new = self._judge(swing)
            else:
                scale.waiting.append(swing)
                new = self._own_range(scale)
            if new:
                counted += new
                self._counted_until_s = at_s
                if index > fitting:
                    break
        return counted

    def finish(self) -> list[Swing]:
        """Return the last swing where the recording ends when it was clearly on its way back, and counts."""
        if self._last is None:
            return []
        swing = self._scales[self._fitting_scale()].finder.unfinished(self._last)
        if swing is None or swing.peak.at_s <= self._counted_until_s:
            return []
        if swing.peak.progress - swing.sure.progress < self._s.returned * swing.amplitude:
            return []
        return self._judge(swing)

    def offer(self, swing: Swing) -> list[Swing]:
        """Take a movement that is known to be complete, and return what counts by it unless it has been counted."""
        if swing.peak.at_s <= self._counted_until_s:
            return []
        counted = self._judge(swing)
        if counted:
            self._counted_until_s = swing.sure.at_s
        return counted

    def restart(self) -> None:
        """Forget what is under way, because it belongs to somebody else."""
        for scale in self._scales:
            scale.finder = SwingFinder(scale.finder.height)
            scale.waiting.clear()
        self._last = self._pending = None

    def _fitting_scale(self) -> int:
        height = self._s.share * self._range * 1.01
        for index, scale in enumerate(self._scales):
            if scale.finder.height <= height:
                return index
        return len(self._scales) - 1

    def _movement(self, swing: Swing) -> Array | None:
        """Return the direction of the movement, weighted, of unit length."""
        if self._weight is None or swing.peak.own is None or swing.start.own is None:
            return None
        way = (swing.peak.own - swing.start.own) * np.sqrt(self._weight)
        return np.asarray(way / (np.linalg.norm(way) + 1e-9))

    def _judge(self, swing: Swing) -> list[Swing]:
        if swing.sure.at_s - swing.start.at_s < self._shortest_s:
            return []
        if swing.amplitude < self._s.least_range:
            return []
        if swing.from_first_sight and swing.start.progress > self._s.under_way and swing.amplitude < self._s.share:
            return []
        movement = self._movement(swing)
        accepted = [swing]
        if movement is not None and self._weight is not None:
            like = float(movement @ np.sqrt(self._weight)) >= self._s.likeness
            akin = any(float(movement @ m) >= self._s.kinship for m in self._movements)
            if not like and not akin:
                before, self._pending = self._pending, swing
                if before is None or not self._counted_until_s < before.peak.at_s < swing.start.at_s:
                    return []  # none waits, or it is this very movement, found before it was complete
                earlier = self._movement(before)
                if earlier is None or float(movement @ earlier) < self._s.kinship:
                    return []
                accepted = [before, swing]
                self._movements.append(earlier)
            self._movements.append(movement)
        self._pending = None
        self._ranges.extend(s.amplitude for s in accepted)
        self._range = max(float(np.median(self._ranges)), self._s.least_range)
        return accepted

    def _own_range(self, scale: _Scale) -> list[Swing]:
        s = self._s
        last = [w for w in scale.waiting if w.peak.at_s > self._counted_until_s][-s.alike :]
        if len(last) < s.alike:
            return []
        heights = [w.amplitude for w in last]
        beats = np.diff([w.peak.at_s for w in last])
        if min(heights) < s.least_range or max(heights) > s.alike_range * min(heights):
            return []
        if s.share * min(heights) < 0.8 * scale.finder.height:
            return []
        if max(beats) > s.alike_rhythm * min(beats) or min(beats) < self._shortest_s:
            return []
        movements = [m for m in map(self._movement, last) if m is not None]
        if any(float(a @ b) < s.alike_movement for a, b in pairwise(movements)):
            return []
        self._ranges = deque(heights, maxlen=s.memory)
        self._movements = deque(movements, maxlen=s.memory)
        self._range = float(np.median(heights))
        return last
