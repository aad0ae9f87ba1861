"""What one session's repetitions came to, measure by measure, and when a difference between sessions says something."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Final

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, ScorePart

REAL_CHANGE_DEG: Final = 10.0
"""A difference between sessions is real from here on (`docs/measurement.md`, one camera's error)."""
POSSIBLE_CHANGE_DEG: Final = 5.0
"""Below this a single session says nothing of a difference."""


class Change(StrEnum):
    """What a difference between the same angle of two sessions says."""

    REAL = "real"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRange:
    """What one measure went through in one session, in the repetitions that one side did; numbers are their medians.

    The largest value minus the smallest over a session reads 3-8° too wide, because the trembling of both ends is in
    it: so the range is that of the repetition in the middle.

    Attributes:
        measure: Which measure; its unit is the measure's own, degrees for angles.
        side: Which side did the repetitions.
        range_of_motion: What they went through, never negative.
        target_start: Where they were to begin.
        target_peak: How far they were to go.
        margin: How far off one camera may be, to either side; 0 for lengths.
    """

    measure: str
    side: Side
    range_of_motion: float
    target_start: float
    target_peak: float
    margin: float

    @property
    def target_range(self) -> float:
        """What was to be gone through, never negative."""
        return abs(self.target_peak - self.target_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceMetric(MeasuredRange):
    """One measure of one session with all that is known of it, as `MeasuredRange` has its range.

    Attributes:
        repetitions: How many they are.
        start: Where they began.
        peak: How far they went.
        toward_s: Seconds from the start to the furthest point, pauses before it included.
        back_s: Seconds from there to the end.
        stability: Score of going straight there and back, 0-100; None where it was not judged.
        symmetry: Smaller excursion over the larger, 0-100; None where sides were not compared.
        sparc: Spectral arc length, 0 smoothest; None where it could not be told.
        ldlj: Log dimensionless jerk, likewise.
        jitter: Distance from its own smooth course, as a share of the way; likewise.
        held_s: Seconds held; None where nothing was a hold.
    """

    repetitions: int
    start: float
    peak: float
    toward_s: float
    back_s: float
    stability: float | None = None
    symmetry: float | None = None
    sparc: float | None = None
    ldlj: float | None = None
    jitter: float | None = None
    held_s: float | None = None


def metrics_of(repetitions: Sequence[Repetition], known: Container[str]) -> tuple[PerformanceMetric, ...]:
    """Return what the repetitions of a session came to, by measure in the order of the exercise and then by side.

    Args:
        repetitions: The counted ones.
        known: Names of the measures there are; of others nothing is said.
    """
    found: dict[tuple[str, Side], list[tuple[Repetition, RangeOfMotion]]] = {}
    for repetition in repetitions:
        for each in repetition.ranges:
            if each.measure in known:
                found.setdefault((each.measure, repetition.side), []).append((repetition, each))
    return tuple(_metric(measure, side, seen) for (measure, side), seen in found.items())


def _metric(measure: str, side: Side, seen: Sequence[tuple[Repetition, RangeOfMotion]]) -> PerformanceMetric:
    repetitions = [repetition for repetition, _ in seen]
    smooth = [each.smoothness for each in repetitions if each.smoothness is not None]

    def middle(of: Callable[[RangeOfMotion], float]) -> float:
        return median(of(each) for _, each in seen)

    return PerformanceMetric(
        measure=measure,
        side=side,
        repetitions=len(seen),
        start=middle(lambda each: each.start),
        peak=middle(lambda each: each.peak),
        range_of_motion=middle(lambda each: abs(each.peak - each.start)),
        target_start=middle(lambda each: each.target_start),
        target_peak=middle(lambda each: each.target_peak),
        margin=middle(lambda each: each.margin),
        toward_s=median(each.peak_s - each.start_s for each in repetitions),
        back_s=median(each.end_s - each.peak_s for each in repetitions),
        stability=_part(repetitions, ScorePart.STABILITY),
        symmetry=_part(repetitions, ScorePart.SYMMETRY),
        sparc=_middle(each.sparc for each in smooth),
        ldlj=_middle(each.ldlj for each in smooth),
        jitter=_middle(each.jitter for each in smooth),
        held_s=_middle(each.held_s for each in repetitions if each.held_s is not None),
    )


def _part(repetitions: Sequence[Repetition], part: ScorePart) -> float | None:
    return _middle(each.score.parts[part] for each in repetitions if part in each.score.parts)


def _middle(values: Iterable[float]) -> float | None:
    known = list(values)
    return median(known) if known else None


def change_of(before: MeasuredRange, after: MeasuredRange) -> Change:
    """Return what the difference between the ranges of one angle in two sessions says.

    A difference is real from 10° on and possible from 5°. Seen from a side that does not fit, the camera is further
    off: then it has to be larger than the wider margin to be real, and than half of it to be possible.
    """
    difference = abs(after.range_of_motion - before.range_of_motion)
    margin = max(before.margin, after.margin)
    if difference >= max(REAL_CHANGE_DEG, margin):
        return Change.REAL
    return Change.POSSIBLE if difference >= max(POSSIBLE_CHANGE_DEG, margin / 2) else Change.NONE
