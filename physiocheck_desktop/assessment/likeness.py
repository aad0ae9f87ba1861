"""How like a repetition is to the demonstrated one: its measures' courses held against the template's, time aside."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.course import Array, Course
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.kinematics.reader import DEGREES_PER_BODY_UNIT

STEPS: Final = 41
BAND: Final = 6
"""Steps by which the two may run ahead of one another: about a seventh of the repetition."""
ALIKE_DEG: Final = 7.0
"""Mean distance that one camera's error alone makes."""
UNLIKE_DEG: Final = 37.0
LEAST_SEEN_SHARE: Final = 0.8
_OTHER: Final = {"left_": "right_", "right_": "left_"}


def score_likeness(course: Course, template: Mapping[str, Sequence[float]]) -> float | None:
    """Return 100 for a mean distance from the template of up to 7°, the error of one camera, and 0 from 37° on.

    Both are put on 41 even steps and warped in time to fit (dynamic time warping, Sakoe and Chiba 1978, within a
    seventh of the repetition); the distance is the mean over the path and over all measures that were seen, lengths
    taken as 60° a body unit. A repetition by the other side is held against the template's mirror image.

    Args:
        course: The repetition.
        template: By measure its values at even steps, the same number for each.

    Returns:
        The likeness, 0-100; None where no measure of the template was seen throughout.
    """
    own, others = _distance_deg(course, template), _distance_deg(course, _mirrored(template))
    distances = [distance for distance in (own, others) if distance is not None]
    if not distances:
        return None
    return 100.0 * max(0.0, min(1.0, (UNLIKE_DEG - min(distances)) / (UNLIKE_DEG - ALIKE_DEG)))


def _mirrored(template: Mapping[str, Sequence[float]]) -> dict[str, Sequence[float]]:
    swapped = {}
    for name, values in template.items():
        side = next((side for side in _OTHER if name.startswith(side)), "")
        swapped[_OTHER.get(side, "") + name.removeprefix(side)] = values
    return swapped


def _distance_deg(course: Course, template: Mapping[str, Sequence[float]]) -> float | None:
    names = [name for name in template if name in MEASURES]
    times_s, values = course.progress()[0], course.values(names)
    shown, done = [], []
    for place, name in enumerate(names):
        seen = np.isfinite(values[:, place])
        if np.count_nonzero(seen) < max(2.0, LEAST_SEEN_SHARE * len(times_s)):
            continue
        scale = 1.0 if MEASURES[name].unit is Unit.DEGREES else DEGREES_PER_BODY_UNIT
        steps = np.linspace(times_s[0], times_s[-1], STEPS)
        done.append(scale * np.interp(steps, times_s[seen], values[seen, place]))
        wanted = np.asarray(template[name], dtype=np.float64)
        shown.append(scale * np.interp(np.linspace(0.0, 1.0, STEPS), np.linspace(0.0, 1.0, len(wanted)), wanted))
    return None if not done else _warped(np.array(done), np.array(shown))


def _warped(done: Array, shown: Array) -> float:
    """Return the mean distance along the best warping path of two courses `(measures, STEPS)`."""
    apart = np.abs(done[:, :, None] - shown[:, None, :]).mean(axis=0)
    best = np.full((STEPS + 1, STEPS + 1), np.inf)
    length = np.zeros((STEPS + 1, STEPS + 1))
    best[0, 0] = 0.0
    for row in range(1, STEPS + 1):
        for column in range(max(1, row - BAND), min(STEPS, row + BAND) + 1):
            before = min(((row - 1, column - 1), (row - 1, column), (row, column - 1)), key=lambda place: best[place])
            best[row, column] = best[before] + apart[row - 1, column - 1]
            length[row, column] = length[before] + 1.0
    return float(best[STEPS, STEPS] / length[STEPS, STEPS])
