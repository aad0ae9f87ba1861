"""Cues in words for a joint that goes too far, not far enough, or does not come back."""

from dataclasses import dataclass
from typing import Final

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.kinematics.measures import MEASURES


@dataclass(frozen=True, slots=True)
class _Words:
    """What to say to make an angle smaller or larger, and not so small or large; `{limb}` is the body part."""

    one: str
    two: str
    smaller: str
    larger: str
    not_so_small: str
    not_so_large: str


_JOINTS: Final = {
    "knee": _Words(
        "knee", "knees", "Bend your {limb} further", "Straighten your {limb}", "Do not bend your {limb} so far",
        "Do not straighten your {limb} so far",
    ),
    "elbow": _Words(
        "elbow", "elbows", "Bend your {limb} further", "Straighten your {limb}", "Do not bend your {limb} so far",
        "Do not straighten your {limb} so far",
    ),
    "hip": _Words(
        "hip", "hips", "Bend further at the {limb}", "Straighten your {limb}", "Do not bend so far at the {limb}",
        "Do not stretch your {limb} so far",
    ),
    "shoulder": _Words(
        "arm", "arms", "Lower your {limb} further", "Lift your {limb} higher", "Do not lower your {limb} so far",
        "Do not lift your {limb} so high",
    ),
    "ankle": _Words(
        "foot", "feet", "Pull the toes of your {limb} up further", "Point your {limb} down further",
        "Do not pull your toes up so far", "Do not point your {limb} down so far",
    ),
    "neck": _Words(
        "head", "head", "Move your {limb} further", "Bring your {limb} back in line", "Do not move your {limb} so far",
        "Keep your {limb} in line",
    ),
    "trunk_lean": _Words(
        "trunk", "trunk", "Come up straighter with your {limb}", "Lean your {limb} further",
        "Do not come up so far with your {limb}", "Do not lean your {limb} so far",
    ),
}  # fmt: skip
LIMBS: Final = {"elbow": ("arm", "arms"), "knee": ("knee", "knees"), "shoulder": ("arm", "arms")}


def angle_cue(measure: str, side: Side, *, larger: bool, still: bool = False) -> str:
    """Return what to say so that an angle becomes larger or smaller.

    Args:
        measure: A joint angle.
        side: The side that the exercise is done with; both where the limbs move together.
        larger: Whether the angle is to become larger.
        still: Whether it went too far the other way, and is to stay back rather than go on.
    """
    words = _JOINTS[joint_of(measure)]
    text = {
        (True, False): words.larger,
        (False, False): words.smaller,
        (True, True): words.not_so_small,
        (False, True): words.not_so_large,
    }[larger, still]
    return text.format(limb=_limb((words.one, words.two), measure, side))


def check_cue(text: str, measure: str, side: Side) -> str:
    """Return a standard check's cue with its limb named."""
    limb = LIMBS.get(joint_of(measure), ("limb", "limbs"))
    return text.format(limb=_limb(limb, measure, side))


def joint_of(measure: str) -> str:
    """Return the joint of a measure without its side."""
    return measure.removeprefix("left_").removeprefix("right_")


def _limb(limb: tuple[str, str], measure: str, side: Side) -> str:
    own = MEASURES[measure].side
    if own is Side.BOTH:
        return limb[0]
    return limb[1] if side is Side.BOTH else f"{own.value} {limb[0]}"
