"""What was learned of a movement from a demonstration, as plain data: from where to where every measure goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MovementModel:
    """A movement that can be found again in anybody.

    Its measures are those of the motion vector (`kinematics.motion_vector.MOTION_MEASURES`), in right angles and trunk
    lengths. All tuples have one value for each measure, in the same order.

    Attributes:
        measures: Names of the measures.
        start: Value of each in the start pose.
        peak: Value of each in the peak pose.
        weight: Share of each in the progress; sums to 1.
        duration_s: Median duration of a demonstrated repetition.
        swings: Times the movement goes there and back within one repetition (2 where both sides take turns).
    """

    measures: tuple[str, ...]
    start: tuple[float, ...]
    peak: tuple[float, ...]
    weight: tuple[float, ...]
    duration_s: float
    swings: int = 1
