"""What one person's body measures: segment lengths and widths as shares of the height."""

from dataclasses import dataclass

ANKLE_HEIGHT = 0.039
SHANK = 0.246
THIGH = 0.245
HALF_HIP_WIDTH = 0.052
SHOULDER_ABOVE_HIP = 0.286
HALF_SHOULDER_WIDTH = 0.103
SHOULDER_AHEAD_OF_SPINE = -0.004
SHOULDER_PER_STOOP = 0.0007
UPPER_ARM = 0.176
FOREARM = 0.150
HAND = 0.100
HEEL_BEHIND_ANKLE = 0.028
TOE_AHEAD_OF_ANKLE = 0.105
BALL_AHEAD_OF_ANKLE = 0.072
"""Shares of the height; `SHOULDER_PER_STOOP` for each degree of a rounded back."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body's build; all but the height are factors of, or additions to, an average adult's.

    Attributes:
        height_m: Standing height, metres.
        girth: Thickness of trunk and limbs.
        shoulders: Shoulder width.
        hips: Hip width.
        legs: Leg length.
        arms: Arm length.
        head: Head size.
        belly: How far the belly stands out, share of the height (0 flat, 0.03 large).
        bust: How far the breasts stand out, share of the height (0 none).
        stoop_deg: How far the upper back is rounded, degrees.
    """

    height_m: float = 1.75
    girth: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    legs: float = 1.0
    arms: float = 1.0
    head: float = 1.0
    belly: float = 0.0
    bust: float = 0.0
    stoop_deg: float = 0.0

    @property
    def thigh_m(self) -> float:
        """Hip to knee."""
        return THIGH * self.height_m * self.legs

    @property
    def shank_m(self) -> float:
        """Knee to ankle."""
        return SHANK * self.height_m * self.legs

    @property
    def upper_arm_m(self) -> float:
        """Shoulder to elbow."""
        return UPPER_ARM * self.height_m * self.arms

    @property
    def forearm_m(self) -> float:
        """Elbow to wrist."""
        return FOREARM * self.height_m * self.arms

    @property
    def half_hip_m(self) -> float:
        """Middle of the pelvis to a hip joint."""
        return HALF_HIP_WIDTH * self.height_m * self.hips

    @property
    def ankle_height_m(self) -> float:
        """Floor to ankle, the foot flat."""
        return ANKLE_HEIGHT * self.height_m
