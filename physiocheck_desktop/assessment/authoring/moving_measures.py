"""Which measures carry a demonstrated movement, from where to where, and with which sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.readings import MEASURE_NAMES, MeasureTable
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.domain.exercise import ProgressMeasure, Side
from physiocheck_desktop.kinematics.margins import MARGINS
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, Measure, Unit, other_side
from physiocheck_desktop.kinematics.motion_vector import Array

LEAST_TRUST: Final = 0.5
AROUND_S: Final = 0.12
"""Start, peak and end are read over a quarter of a second, because one frame may be misread."""
LEAST_ANGLE_DEG: Final = 15.0
LEAST_LENGTH: Final = 0.12
SHARE_OF_LARGEST: Final = 0.35
LENGTH_SHARE: Final = 0.5
MOST_ANGLES: Final = 6
ONE_SIDED_BELOW: Final = 0.45
_LENGTH_FLOOR: Final = 0.1
UNLIKE_SHARE: Final = 0.2
"""Of a measure's way: an oblique camera shows the two knees of one squat so far apart."""
_NO_CARRIER: Final = ("_difference", "_past_toes", "_inwards", "hip_shift", "forward_lean")
"""Measures made to compare and to check, which say nothing of how far a movement has gone."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A measure that moves with the demonstrated movement.

    Attributes:
        measure: Its name.
        start: Its value in the start pose, the median of the repetitions.
        peak: Likewise at the peak.
        end: Likewise at the end.
        spread: How much its values differ between the repetitions; 0 for one repetition.
        trust: How well it was seen, 0-1.
    """

    measure: str
    start: float
    peak: float
    end: float
    spread: float
    trust: float

    @property
    def travel(self) -> float:
        """Signed way from the start pose to the peak."""
        return self.peak - (self.start + self.end) / 2.0

    @property
    def strength(self) -> float:
        """Way in units of what may be wrong about it."""
        return abs(self.travel) / float(np.hypot(self.spread, error_floor(MEASURES[self.measure])))

    @property
    def side(self) -> Side:
        """The side it belongs to."""
        return MEASURES[self.measure].side


def error_floor(measure: Measure) -> float:
    """Return what one camera may be wrong by, in the measure's unit: its joint's margin, or 5 cm."""
    return MARGINS[measure.joint].fitting_deg if measure.unit is Unit.DEGREES else _LENGTH_FLOOR


def carriers(table: MeasureTable, times: Array, repetitions: Sequence[FoundRepetition]) -> dict[str, Carrier]:
    """Return all measures with the way that they went in the repetitions, by name."""
    found = {}
    for place, name in enumerate(MEASURE_NAMES):
        ways = [_way(table.values[:, place], times, each) for each in repetitions]
        known = np.array([way for way in ways if np.isfinite(way).all()])
        if not len(known) or name.endswith(_NO_CARRIER):
            continue
        start, peak, end = np.median(known, axis=0).tolist()
        spread = float(np.median(np.abs(known - np.median(known, axis=0)))) if len(known) > 1 else 0.0
        found[name] = Carrier(name, start, peak, end, spread, _trust(table.trust[:, place], times, repetitions))
    return found


def chosen_carriers(all_carriers: dict[str, Carrier], near: Side) -> tuple[Carrier, ...]:
    """Return the measures that tell how far the movement is, the strongest first; empty where none moves enough.

    Joint angles come first, because they are what a range of motion is. A length or a slope joins where it moves a lot,
    or stands alone where no joint bends enough. In a side view the near side speaks for both.
    """
    seen = [each for each in all_carriers.values() if each.trust >= LEAST_TRUST and not _far(each, near)]
    angles = [each for each in seen if each.measure in JOINT_ANGLES and abs(each.travel) >= LEAST_ANGLE_DEG]
    others = [each for each in seen if each.measure not in JOINT_ANGLES and _moves(each)]
    largest = max((abs(each.travel) for each in angles), default=0.0)
    angles = [each for each in angles if abs(each.travel) >= SHARE_OF_LARGEST * largest]
    angles.sort(key=lambda each: -each.strength)
    others.sort(key=lambda each: -each.strength)
    if not angles:
        return tuple(others[:2])
    joined = [each for each in others if MEASURES[each.measure].unit is not Unit.DEGREES]
    strongest = [each for each in joined if each.strength >= LENGTH_SHARE * angles[0].strength]
    return (*angles[:MOST_ANGLES], *strongest[:1])


def moving_side(all_carriers: dict[str, Carrier], chosen: Sequence[Carrier]) -> Side:
    """Return both where both sides move alike, and either where one leads: a patient may lead with the other.

    Both are said to move when the one goes almost half as far as the other, and alike when most of what was chosen
    has the same start and peak on both sides: a lunge has a front and a back leg.
    """
    ways = {Side.LEFT: 0.0, Side.RIGHT: 0.0}
    for each in all_carriers.values():
        if each.side in ways and each.measure in JOINT_ANGLES and each.trust >= LEAST_TRUST:
            ways[each.side] = max(ways[each.side], abs(each.travel))
    smaller, larger = sorted(ways.values())
    together = larger < LEAST_ANGLE_DEG or smaller >= ONE_SIDED_BELOW * larger
    sided = [each for each in chosen if each.side in ways]
    alike = sum(each.strength for each in sided if (own := _partner(each, all_carriers)) is None or _alike(each, own))
    return Side.BOTH if together and 2.0 * alike >= sum(each.strength for each in sided) else Side.EITHER


def leading(chosen: Sequence[Carrier], side: Side) -> tuple[Carrier, ...]:
    """Return what carries the progress: of an exercise that one side leads, what is of the other side is left out."""
    strength = {one: sum(each.strength for each in chosen if each.side is one) for one in (Side.LEFT, Side.RIGHT)}
    if side is not Side.EITHER or not any(strength.values()):
        return tuple(chosen)
    led = min(strength, key=lambda one: strength[one])
    return tuple(each for each in chosen if each.side is not led)


def progress_measures(
    chosen: Sequence[Carrier], all_carriers: dict[str, Carrier], side: Side
) -> tuple[ProgressMeasure, ...]:
    """Return the progress measures that carriers make: of both sides, except where one side alone is meant.

    What was seen of one side stands for the other, too, except where both sides move together, each its own way, as
    the front and the back leg of a lunge do: then each side has its own start and peak, or no part in it.
    """
    total = sum(each.strength for each in chosen)
    measures: dict[str, ProgressMeasure] = {}
    for each in chosen:
        weight = max(round(each.strength / total, 3), 0.001)
        measures.setdefault(each.measure, _progress(each.measure, each, weight))
        partner = other_side(each.measure)
        if side in (Side.LEFT, Side.RIGHT) or partner in measures:
            continue
        own = _partner(each, all_carriers)
        if side is not Side.BOTH or own is None or _alike(each, own):
            measures[partner] = _progress(partner, each, weight)
        elif _moves(own):
            measures[partner] = _progress(partner, own, weight)
    return tuple(measures.values())


def body_parts(progress: Sequence[ProgressMeasure]) -> tuple[str, ...]:
    """Return the parts of the body that the measures are about, each once, the first measure's first."""
    parts = {"trunk_lean": "trunk", "leg_extension": "knee"}
    named = [each.measure.removeprefix("left_").removeprefix("right_") for each in progress]
    return tuple(dict.fromkeys(parts.get(each, each.split("_")[0]) for each in named))


def _progress(name: str, shown: Carrier, weight: float) -> ProgressMeasure:
    return ProgressMeasure(name, round((shown.start + shown.end) / 2.0, 2), round(shown.peak, 2), weight)


def _partner(each: Carrier, all_carriers: dict[str, Carrier]) -> Carrier | None:
    """Return what the other side did meanwhile, None where it was not seen."""
    own = all_carriers.get(other_side(each.measure))
    return None if own is None or own.trust < LEAST_TRUST else own


def _alike(one: Carrier, other: Carrier) -> bool:
    """Return whether two sides did the same, as far as one camera can tell from where it stands."""
    allowed = 2.0 * error_floor(MEASURES[one.measure]) + UNLIKE_SHARE * abs(one.travel)
    return max(abs(one.start - other.start), abs(one.peak - other.peak), abs(one.end - other.end)) <= allowed


def _moves(each: Carrier) -> bool:
    least = LEAST_ANGLE_DEG if MEASURES[each.measure].unit is Unit.DEGREES else LEAST_LENGTH
    return abs(each.travel) >= least


def _far(each: Carrier, near: Side) -> bool:
    return near is not Side.BOTH and each.side not in (Side.BOTH, near)


def _way(values: Array, times: Array, repetition: FoundRepetition) -> list[float]:
    moments = (repetition.start_s, repetition.peak_s, repetition.end_s)
    return [_around(values, times, at_s) for at_s in moments]


def _around(values: Array, times: Array, at_s: float) -> float:
    near = np.abs(times - at_s) <= AROUND_S
    if not near.any():
        near[np.argmin(np.abs(times - at_s))] = True
    known = values[near][np.isfinite(values[near])]
    return float(np.median(known)) if len(known) else float("nan")


def _trust(trust: Array, times: Array, repetitions: Sequence[FoundRepetition]) -> float:
    inside = np.zeros(len(times), dtype=bool)
    for each in repetitions:
        inside |= (times >= each.start_s) & (times <= each.end_s)
    return float(np.median(trust[inside])) if inside.any() else 0.0
