"""Tells whether a body is in the position that an exercise begins from: upright, or lying and the like."""

from typing import Final

UPRIGHT: Final = frozenset({"standing", "sitting", "kneeling", "hanging"})
LEVEL: Final = frozenset({"lying", "prone", "supine", "side-lying", "quadruped", "plank"})
POSITIONS: Final = tuple(sorted(UPRIGHT | LEVEL))
"""All that an exercise may name."""
UPRIGHT_UP_TO_DEG: Final = 65.0
LEVEL_FROM_DEG: Final = 40.0


def in_position(position: str, trunk_tilt_deg: float | None) -> bool:
    """Return whether a trunk that leans so far from the upright can be in a position.

    The bounds leave room for a camera that looks up or down by 25°; what is not known is not refused.

    Args:
        position: An exercise's position, such as `standing` or `prone`.
        trunk_tilt_deg: The trunk's lean in space, 0 upright, 90 level, 180 upside down; None where it cannot be told.
    """
    if trunk_tilt_deg is None:
        return True
    if position in UPRIGHT:
        return trunk_tilt_deg <= UPRIGHT_UP_TO_DEG
    return position not in LEVEL or trunk_tilt_deg >= LEVEL_FROM_DEG
