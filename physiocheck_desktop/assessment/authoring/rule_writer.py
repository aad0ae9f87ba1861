"""Writes the rules of an exercise: what the demonstration kept, with room for one camera's error and other bodies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.assessment.authoring.cue_words import angle_cue, check_cue, joint_of
from physiocheck_desktop.assessment.authoring.moving_measures import Carrier, error_floor
from physiocheck_desktop.assessment.authoring.readings import MeasureTable, Placement
from physiocheck_desktop.assessment.authoring.self_watch import SelfWatch
from physiocheck_desktop.assessment.rule_states import LEAST_TRUST, LEAST_VIEW_FIT
from physiocheck_desktop.assessment.standard_checks import STANDARD_CHECKS, StandardCheck
from physiocheck_desktop.assessment.steadiness import Unsteadiness
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, RuleKind, RuleOrigin, Severity, Side
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, other_side
from physiocheck_desktop.kinematics.motion_vector import Array

MOVING: Final = frozenset({Phase.TOWARD_PEAK, Phase.PEAK, Phase.TOWARD_END})
LEAST_ANGLE_TOLERANCE_DEG: Final = 12.0
"""At start and peak: the camera's 7° and what healthy people of other proportions do otherwise."""
RANGE_SHARE: Final = 0.2
SPREADS: Final = 2.5
USUAL: Final = (2.0, 98.0)
"""Percentiles of the demonstration that are kept; what lies beyond is a misreading now and then."""
LEAST_SEEN_FRAMES: Final = 5
LEAST_SEEN_SHARE: Final = 0.6
TREMBLE_WINDOW_S: Final = 0.5
TREMBLE_TOLERANCE_DEG: Final = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Demonstrated:
    """All that rules are written from.

    Attributes:
        table: The measures of each frame.
        times: `(frames,)` seconds.
        watch: The phases of each frame.
        placement: How the person was placed.
        carriers: The measures that carry the movement.
        side: The side that does it.
    """

    table: MeasureTable
    times: Array
    watch: SelfWatch
    placement: Placement
    carriers: Sequence[Carrier]
    side: Side

    def values(self, measure: str, phases: Iterable[Phase]) -> Array:
        """Return the values of a measure in some phases, where a rule would judge them."""
        judged = self.table.seen(measure, LEAST_TRUST) & (self.table.fit >= LEAST_VIEW_FIT)
        return np.asarray(self.table.of(measure)[self.watch.within(phases) & judged])

    def seen_share(self, measure: str) -> float:
        """Return in which share of the moving frames a measure could be judged, 0-1."""
        moving = self.watch.within(MOVING)
        return float(self.table.seen(measure, LEAST_TRUST)[moving].mean()) if moving.any() else 0.0

    @property
    def moving_joints(self) -> frozenset[str]:
        """The joints that move, without their side."""
        return frozenset(joint_of(each.measure) for each in self.carriers if each.measure in JOINT_ANGLES)


def write_rules(shown: Demonstrated, *, timed: bool) -> tuple[ExerciseRule, ...]:
    """Return the rules that a demonstration supports, the angles first.

    Args:
        shown: The demonstration.
        timed: Whether its times are a person's; captured single poses have none.
    """
    rules = (*_angle_rules(shown), *_check_rules(shown))
    if not timed:
        return tuple(rule for rule in rules if rule.bounds_value)
    return (*rules, *_timing_rules(shown.watch), *_tremble_rules(shown))


def _angle_rules(shown: Demonstrated) -> Iterator[ExerciseRule]:
    own = {each.measure: each for each in shown.carriers if each.measure in JOINT_ANGLES}
    for carrier in own.values():
        for measure in _both_sides(carrier.measure, shown.side):
            if measure == carrier.measure or measure not in own:
                yield from _angles_of(shown, carrier, measure)


def _angles_of(shown: Demonstrated, carrier: Carrier, measure: str) -> Iterator[ExerciseRule]:
    """Write one joint's ranges at the start, on the way, at the peak and at the end."""
    grows = carrier.travel > 0.0
    tolerance = max(
        LEAST_ANGLE_TOLERANCE_DEG,
        error_floor(MEASURES[measure]),
        RANGE_SHARE * abs(carrier.travel),
        SPREADS * carrier.spread,
    )
    name = measure.replace("_", "-")
    further, back = angle_cue(measure, shown.side, larger=grows), angle_cue(measure, shown.side, larger=not grows)
    too_far = angle_cue(measure, shown.side, larger=not grows, still=True)
    too_far_back = angle_cue(measure, shown.side, larger=grows, still=True)
    start = (carrier.start + carrier.end) / 2.0
    for tag, phases, level, short, beyond in (
        ("start", {Phase.START}, start, back, too_far_back),
        ("way", {Phase.TOWARD_PEAK, Phase.TOWARD_END}, None, "", ""),
        ("peak", {Phase.PEAK}, carrier.peak, further, too_far),
        ("end", {Phase.END}, start, back, too_far_back),
    ):
        levels = [start, carrier.peak] if level is None else [level]
        low, high = _range(shown, carrier.measure, phases, levels)
        # Where a joint should arrive, the way there is no part of the range; where it may go beyond, what was seen is.
        toward_peak = grows if tag == "peak" else not grows
        if tag == "way":
            below, above = (too_far_back, too_far) if grows else (too_far, too_far_back)
        elif toward_peak:
            below, above, low = short, beyond, levels[0]
        else:
            below, above, high = beyond, short, levels[0]
        least, most = float(round(low - tolerance)), float(round(high + tolerance))
        if least <= 0.0 and most >= 180.0:
            continue
        yield ExerciseRule(
            name=f"{name}-{tag}",
            measure=measure,
            phases=frozenset(phases),
            low=least if least > 0.0 else None,
            high=most if most < 180.0 else None,
            severity=Severity.HINT,
            cue_below=below if least > 0.0 else "",
            cue_above=above if most < 180.0 else "",
            kind=RuleKind.ANGLE,
            origin=RuleOrigin.GENERATED,
        )


def _range(shown: Demonstrated, measure: str, phases: Iterable[Phase], levels: Sequence[float]) -> tuple[float, float]:
    """Return from where to where a measure goes in some phases, its known values at start or peak included."""
    seen = shown.values(measure, phases)
    usual = np.percentile(seen, USUAL).tolist() if len(seen) >= LEAST_SEEN_FRAMES else []
    return min([*usual, *levels]), max([*usual, *levels])


def _check_rules(shown: Demonstrated) -> Iterator[ExerciseRule]:
    for check in STANDARD_CHECKS.values():
        for side in ("left", "right") if check.sided else ("",):
            rule = _check_rule(shown, check, side)
            if rule is not None:
                yield rule


def _check_rule(shown: Demonstrated, check: StandardCheck, side: str) -> ExerciseRule | None:
    """Return the rule that a check becomes, None where the exercise does not need it or the demonstration not keep it.

    It is taken when the view can show it, the position gives it a meaning, a joint moves that could break it while its
    own measure is not the movement itself, its landmarks are seen, and the demonstration stays within its limits.
    """
    view, position = shown.placement.view, shown.placement.position
    measure = check.measure_of(side)
    if view not in check.views or (check.positions and position not in check.positions):
        return None
    if not _could_break(shown, check) or any(
        check.kind is not RuleKind.STABILITY and check.name not in _OF_THE_MOVEMENT and _same(each.measure, measure)
        for each in shown.carriers
    ):
        return None
    if shown.side in (Side.LEFT, Side.RIGHT) and side and side != shown.side.value:
        return None
    source = _seen_side(shown, measure)
    values = shown.values(source, MOVING)
    if check.window_s is not None:
        values = _unsteadiness(shown, source, check.window_s, MOVING)
    if len(values) < LEAST_SEEN_FRAMES or shown.seen_share(source) < LEAST_SEEN_SHARE:
        return None
    lowest, highest = np.percentile(values, USUAL).tolist()
    if (check.least is not None and lowest < check.least) or (check.most is not None and highest > check.most):
        return None
    return ExerciseRule(
        name=f"{check.name}-{side}" if side else check.name,
        measure=measure,
        phases=MOVING,
        low=None if check.least is None else round(lowest - check.tolerance, 2),
        high=None if check.most is None else round(highest + check.tolerance, 2),
        severity=check.severity,
        cue_below=check_cue(check.cue_below, measure, shown.side) if check.least is not None else "",
        cue_above=check_cue(check.cue_above, measure, shown.side) if check.most is not None else "",
        kind=check.kind,
        origin=RuleOrigin.GENERATED,
        check=check.name,
        window_s=check.window_s,
    )


_OF_THE_MOVEMENT: Final = frozenset({"trunk-lean", "shoulders-alike", "elbows-alike", "hips-alike", "knees-alike"})
"""Checks on what moves itself: a trunk that leans in a squat should still not lean too far."""


def _could_break(shown: Demonstrated, check: StandardCheck) -> bool:
    if "alike" in check.name and shown.side is not Side.BOTH:
        return False
    return not check.moved_by or bool(check.moved_by & shown.moving_joints)


def _same(one: str, other: str) -> bool:
    return joint_of(one) == joint_of(other)


def _both_sides(measure: str, side: Side) -> tuple[str, ...]:
    if side in (Side.LEFT, Side.RIGHT) or other_side(measure) == measure:
        return (measure,)
    return tuple(sorted((measure, other_side(measure))))


def _seen_side(shown: Demonstrated, measure: str) -> str:
    """Return the measure that is seen: in a side view the near side speaks for both, and so does the one that moves."""
    own = MEASURES[measure].side
    wanted = shown.placement.near
    if wanted is Side.BOTH or own is Side.BOTH or own is wanted:
        return measure
    return other_side(measure)


def _unsteadiness(shown: Demonstrated, measure: str, window_s: float, phases: Iterable[Phase]) -> Array:
    follower, seen = Unsteadiness(window_s), shown.table.seen(measure, LEAST_TRUST)
    usable: NDArray[np.bool_] = shown.watch.within(phases) & seen & (shown.table.fit >= LEAST_VIEW_FIT)
    values = shown.table.of(measure)
    steps = (follower.step(float(values[place]), float(shown.times[place])) for place in np.flatnonzero(usable))
    return np.array([step for step in steps if step is not None])


def _tremble_rules(shown: Demonstrated) -> Iterator[ExerciseRule]:
    """Write how smoothly the strongest joint should move: its trembling, with room for the camera's own."""
    joint = next((each for each in shown.carriers if each.measure in JOINT_ANGLES), None)
    if joint is None:
        return
    seen = _unsteadiness(shown, joint.measure, TREMBLE_WINDOW_S, MOVING)
    if len(seen) < LEAST_SEEN_FRAMES:
        return
    for measure in _both_sides(joint.measure, shown.side):
        yield ExerciseRule(
            name=f"{measure.replace('_', '-')}-smooth",
            measure=measure,
            phases=MOVING,
            high=round(1.5 * float(np.max(seen)) + TREMBLE_TOLERANCE_DEG, 1),
            severity=Severity.HINT,
            cue_above="Move smoothly",
            kind=RuleKind.STABILITY,
            origin=RuleOrigin.GENERATED,
            window_s=TREMBLE_WINDOW_S,
        )


@dataclass(frozen=True, slots=True)
class _Pace:
    name: str
    phase: Phase
    too_fast: str
    too_slow: str
    least_s: float


_PACES: Final = (
    _Pace(
        "pace-toward-peak", Phase.TOWARD_PEAK, "More slowly on the way there", "A little faster on the way there", 0.2
    ),
    _Pace("time-at-peak", Phase.PEAK, "Hold it a little longer", "Do not hold it so long", 0.6),
    _Pace("pace-toward-end", Phase.TOWARD_END, "More slowly on the way back", "A little faster on the way back", 0.2),
    _Pace("rest-between", Phase.START, "Rest a moment before the next one", "Go on when you are ready", 0.8),
)
FASTER: Final = 0.5
SLOWER: Final = 2.0
LONGEST_REST_FACTOR: Final = 4.0


def _timing_rules(watch: SelfWatch) -> Iterator[ExerciseRule]:
    """Write how long each phase may take: half to double what was shown, and never tighter than what it varied by.

    A phase that is over in a moment in the demonstration has no lower bound: nobody can be told to hold what the
    physician did not hold.
    """
    for pace in _PACES:
        seconds = watch.phase_seconds[pace.phase]
        if not seconds:
            continue
        shortest, longest = min(seconds), max(seconds)
        slower = LONGEST_REST_FACTOR if pace.phase is Phase.START else SLOWER
        yield ExerciseRule(
            name=pace.name,
            measure="",
            phases=frozenset({pace.phase}),
            low=round(FASTER * shortest, 2) if shortest >= pace.least_s else None,
            high=round(slower * longest + 1.0, 2),
            severity=Severity.HINT,
            cue_below=pace.too_fast if shortest >= pace.least_s else "",
            cue_above=pace.too_slow,
            kind=RuleKind.TIMING,
            origin=RuleOrigin.GENERATED,
        )
