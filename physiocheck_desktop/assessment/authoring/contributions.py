"""Which parts of the body tell how far a learned movement has gone, and how that is said in one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from physiocheck_desktop.domain.movement_model import MovementModel

_WHAT_OF_IT: Final = re.compile(r"_(?:(?:over|under|to)_.*|elevation|in_picture|apart)$")
LEAST_TOLD: Final = 0.08


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much one part of the body tells of the way, 0-1; all together are 1."""

    part: str
    share: float


def contributions_of(movement: MovementModel) -> tuple[Contribution, ...]:
    """Return how much each part of the body tells of the way, the greatest share first."""
    shares: dict[str, float] = {}
    for measure, weight in zip(movement.measures, movement.weight, strict=True):
        part = _WHAT_OF_IT.sub("", measure).replace("_", " ")
        shares[part] = shares.get(part, 0.0) + weight
    total = sum(shares.values())
    return tuple(Contribution(part, share / total) for part, share in sorted(shares.items(), key=lambda each: -each[1]))


def explain(contributions: Sequence[Contribution]) -> str:
    """Return in one sentence how the progress signal is made."""
    told = [each for each in contributions if each.share >= LEAST_TOLD] or list(contributions[:3])
    parts = ", ".join(f"{each.part} {100.0 * each.share:.0f} %" for each in told)
    return (
        "Progress is how far the angles and places of the body have gone from the start pose to the peak pose, each "
        f"weighed by how far and how evenly it moved in the demonstration; most of it comes from: {parts}."
    )
