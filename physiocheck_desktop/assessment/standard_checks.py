"""The standard library of checks: what physiotherapists look at beside the joint that moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.assessment.posture import LEVEL, UPRIGHT
from physiocheck_desktop.domain.exercise import CameraView, RuleKind, Severity

FRONTAL: Final = frozenset({CameraView.FRONT, CameraView.BACK})
LATERAL: Final = frozenset({CameraView.SIDE, CameraView.LEFT_SIDE, CameraView.RIGHT_SIDE})
ANYWHERE: Final = FRONTAL | LATERAL | {CameraView.OBLIQUE}
ARMS: Final = frozenset({"shoulder", "elbow"})
LEGS: Final = frozenset({"hip", "knee", "ankle"})
_SIDED: Final = "{side}"


@dataclass(frozen=True, slots=True)
class StandardCheck:
    """One thing to look at, ready to become a rule of an exercise whose demonstration keeps it.

    Attributes:
        name: Its name, which the rule carries.
        measure: What is measured; `{side}` stands for the side, and the check is then one for each side.
        views: The views in which one camera can see it.
        moved_by: Joints, of the same side where the check has one, whose movement can break it; empty for any.
        tolerance: How much more than in the demonstration is right, in the measure's unit.
        reason: Why that much.
        least: The demonstration keeps the check only if the measure does not go below; None where it may.
        most: Likewise above. Only a side with a limit becomes a bound of the rule.
        positions: Positions of the body in which it means something; empty for all.
        cue_below: What to say when the measure is too small.
        cue_above: What to say when it is too large.
        severity: How much breaking it matters.
        kind: Alignment, or stability.
        window_s: For stability: the window of time in which steadiness is judged.
    """

    name: str
    measure: str
    views: frozenset[CameraView]
    moved_by: frozenset[str]
    tolerance: float
    reason: str
    least: float | None = None
    most: float | None = None
    positions: frozenset[str] = frozenset()
    cue_below: str = ""
    cue_above: str = ""
    severity: Severity = Severity.FAULT
    kind: RuleKind = RuleKind.ALIGNMENT
    window_s: float | None = None

    @property
    def sided(self) -> bool:
        """Whether it is one check for each side."""
        return _SIDED in self.measure

    def measure_of(self, side: str) -> str:
        """Return the measure of one side, `left` or `right`; of a check without sides the measure."""
        return self.measure.replace(_SIDED, side)


_FLOOR: Final = "7° is what one camera is off by (docs/measurement.md); less would be noise"
_POSTURE: Final = (
    StandardCheck(
        "trunk-lean", "trunk_lean", LATERAL | {CameraView.OBLIQUE}, LEGS,
        tolerance=9.0, reason=f"{_FLOOR}, and people of other proportions lean a little more",
        most=60.0, positions=UPRIGHT, cue_above="Keep your trunk more upright",
    ),
    StandardCheck(
        "trunk-still", "trunk_forward_lean", LATERAL, ARMS,
        tolerance=7.0, reason=_FLOOR,
        least=-15.0, most=20.0, positions=UPRIGHT,
        cue_below="Keep your trunk still, do not lean back", cue_above="Keep your trunk still, do not lean forwards",
    ),
    StandardCheck(
        "trunk-side-bend", "trunk_lean", FRONTAL, frozenset(),
        tolerance=7.0, reason=_FLOOR, most=12.0, positions=UPRIGHT, cue_above="Keep your trunk upright, do not lean",
    ),
    StandardCheck(
        "shoulders-level", "shoulder_slope", FRONTAL, frozenset(),
        tolerance=8.0, reason=f"{_FLOOR}, on so short a line one degree more",
        most=10.0, positions=UPRIGHT, cue_above="Keep your shoulders level", severity=Severity.HINT,
    ),
    StandardCheck(
        "hips-level", "hip_slope", FRONTAL, LEGS,
        tolerance=8.0, reason=f"{_FLOOR}, on so short a line one degree more",
        most=10.0, positions=UPRIGHT, cue_above="Keep your hips level",
    ),
    StandardCheck(
        "head-level", "head_slope", FRONTAL, frozenset(),
        tolerance=12.0, reason="the ears are close together, and their height is known to about 10°",
        most=12.0, positions=UPRIGHT, cue_above="Keep your head straight", severity=Severity.HINT,
    ),
    StandardCheck(
        "head-in-line", "neck", LATERAL, frozenset(),
        tolerance=18.0, reason="the neck's angle is known to about 10°, and heads are held differently",
        least=120.0, cue_below="Keep your head in line with your back", severity=Severity.HINT,
    ),
    StandardCheck(
        "body-in-line", "{side}_hip", LATERAL, ARMS | {"knee", "ankle"},
        tolerance=14.0, reason="the hip's angle is known to about 8°; a sagging body bends by 20° and more",
        least=145.0, positions=LEVEL, cue_below="Keep your body in one line", severity=Severity.FAULT,
    ),
)  # fmt: skip
_LIMBS: Final = (
    StandardCheck(
        "elbow-straight", "{side}_elbow", ANYWHERE, frozenset({"shoulder"}),
        tolerance=15.0, reason="the elbow's angle is known to about 7°, and few arms are quite straight",
        least=145.0, cue_below="Keep your {limb} straight",
    ),
    StandardCheck(
        "knee-straight", "{side}_knee", ANYWHERE, frozenset({"hip", "ankle"}),
        tolerance=15.0, reason="the knee's angle is known to about 7°, and many knees give a little",
        least=150.0, cue_below="Keep your {limb} straight",
    ),
    StandardCheck(
        "upper-arm-still", "{side}_shoulder", LATERAL | {CameraView.OBLIQUE}, frozenset({"elbow"}),
        tolerance=12.0, reason="the shoulder's angle is known to about 7°, and a bent arm pulls it a little along",
        most=40.0, positions=UPRIGHT, cue_above="Keep your upper {limb} still",
    ),
    StandardCheck(
        "knee-over-foot", "{side}_knee_inwards", FRONTAL, frozenset({"knee"}),
        tolerance=0.12, reason="6 cm, what hip and knee of one camera are off by; a knee that gives way goes further",
        most=0.3, least=-0.45, positions=UPRIGHT,
        cue_above="Keep your knees over your feet, not inwards",
        cue_below="Keep your knees over your feet, not outwards",
    ),
    StandardCheck(
        "knee-behind-toes", "{side}_knee_past_toes", LATERAL, frozenset({"knee"}),
        tolerance=0.2, reason="10 cm, because long thighs bring the knee further forwards, and that does no harm",
        most=0.35, positions=UPRIGHT, cue_above="Push your hips back, knees behind your toes", severity=Severity.HINT,
    ),
    StandardCheck(
        "heel-down", "{side}_heel_height", LATERAL, frozenset({"knee", "hip"}),
        tolerance=0.07, reason="3-4 cm; heel and toe are known to about 3 cm",
        most=0.12, positions=UPRIGHT, cue_above="Keep your heels on the floor",
    ),
    StandardCheck(
        "feet-still", "ankle_spread", FRONTAL, ARMS | {"hip", "knee"},
        tolerance=0.25, reason="12 cm, half a foot's length: a step and not a wobble",
        least=0.0, most=2.0, positions=UPRIGHT,
        cue_above="Leave your feet where they are", cue_below="Leave your feet where they are", severity=Severity.HINT,
    ),
)  # fmt: skip
_SYMMETRY: Final = tuple(
    StandardCheck(
        f"{joint}s-alike", f"{joint}_difference", FRONTAL, frozenset({joint}),
        tolerance=14.0, reason="both sides are known to about 7° each",
        most=20.0, cue_above=cue, severity=Severity.HINT,
    )
    for joint, cue in (
        ("shoulder", "Lift both arms alike"),
        ("elbow", "Bend both elbows alike"),
        ("hip", "Move both legs alike"),
        ("knee", "Bend both knees alike"),
    )
)  # fmt: skip
_STABILITY: Final = (
    StandardCheck(
        "trunk-steady", "trunk_lean", ANYWHERE, frozenset(),
        tolerance=2.5, reason="standing still is measured with less than 1°; twice that and more is swaying",
        most=4.0, positions=UPRIGHT, cue_above="Keep your trunk steady", severity=Severity.HINT,
        kind=RuleKind.STABILITY, window_s=1.5,
    ),
    StandardCheck(
        "hips-steady", "hip_shift", FRONTAL, LEGS | ARMS,
        tolerance=0.05, reason="2-3 cm of sway beyond the demonstration's own",
        most=0.1, positions=UPRIGHT, cue_above="Keep your hips steady over your feet", severity=Severity.HINT,
        kind=RuleKind.STABILITY, window_s=1.5,
    ),
)  # fmt: skip

STANDARD_CHECKS: Final[Mapping[str, StandardCheck]] = MappingProxyType(
    {check.name: check for check in (*_POSTURE, *_LIMBS, *_SYMMETRY, *_STABILITY)}
)
"""All checks by name. Those on the moving joint itself (angles, timing, trembling) are written for each exercise."""
