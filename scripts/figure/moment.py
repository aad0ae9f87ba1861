"""A moment of a movement, and the small life that every posture gets: breath, blinking, sway."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from figure.body import Body
from figure.geometry import vector
from figure.motion import Liveliness
from figure.posture import Arm, Posture, Reach


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in the movement the figure is.

    Attributes:
        progress: 0 in the start pose, 1 at the peak of a full repetition.
        faults: Strength 0-1 of each fault by name, already scaled by the progress.
        at_s: Time since the clip began.
        number: Which repetition it is, from 0; sides that take turns go by it.
    """

    progress: float
    faults: Mapping[str, float]
    at_s: float = 0.0
    number: int = 0

    def fault(self, name: str) -> float:
        """Strength of one fault, 0 where it is not made."""
        return self.faults.get(name, 0.0)


Movement = Callable[[Body, Moment], Posture]


def enlivened(posture: Posture, life: Liveliness, at_s: float) -> Posture:
    """The posture with breath, blinking and the small sway of a living body."""
    return replace(
        posture,
        pelvis_m=posture.pelvis_m + vector(0.004 * life.sway(at_s, 0), 0.0, 0.003 * life.sway(at_s, 1)),
        bend=posture.bend + 0.5 * life.sway(at_s, 2),
        side_bend=posture.side_bend + 0.4 * life.sway(at_s, 3),
        turn=posture.turn + 2.0 * life.sway(at_s, 4),
        nod=posture.nod + 0.8 * life.sway(at_s, 5),
        left_arm=_wandering(posture.left_arm, life, at_s, 6.0),
        right_arm=_wandering(posture.right_arm, life, at_s, 9.0),
        breath=life.breath(at_s),
        blink=life.blink(at_s),
    )


def _wandering(arm: Arm | Reach, life: Liveliness, at_s: float, which: float) -> Arm | Reach:
    if isinstance(arm, Reach):
        return arm
    return replace(
        arm,
        elevation=arm.elevation + 0.9 * life.sway(at_s, which),
        elbow=arm.elbow + 1.0 * life.sway(at_s, which + 1.0),
    )
