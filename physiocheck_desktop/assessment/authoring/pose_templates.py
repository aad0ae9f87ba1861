"""The poses and the course of a demonstrated movement, without the size and place of who showed it."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.moving_measures import AROUND_S, LEAST_TRUST
from physiocheck_desktop.assessment.authoring.readings import MEASURE_NAMES, MeasureTable
from physiocheck_desktop.assessment.authoring.recording import Recording
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.assessment.learning.learner import resampled
from physiocheck_desktop.domain.pose_template import Point, PoseTemplate, PoseTemplates, ReferenceCourse
from physiocheck_desktop.kinematics.motion_vector import Array

COURSE_STEPS: Final = 21
_DECIMALS: Final = 2
_POINT_DECIMALS: Final = 3


def templates_of(recording: Recording, table: MeasureTable, repetitions: Sequence[FoundRepetition]) -> PoseTemplates:
    """Return the median start, peak and end pose, and the most typical repetition's peak as it was seen."""
    return PoseTemplates(
        start=_median_pose(recording, table, [each.start_s for each in repetitions]),
        peak=_median_pose(recording, table, [each.peak_s for each in repetitions]),
        end=_median_pose(recording, table, [each.end_s for each in repetitions]),
        reference=_seen_pose(recording, table, typical(recording, repetitions).peak_s),
    )


def typical(recording: Recording, repetitions: Sequence[FoundRepetition]) -> FoundRepetition:
    """Return the repetition that is most like the median one."""
    shapes = [resampled(recording.motion, recording.times, each.start_s, each.end_s) for each in repetitions]
    known = [shape for shape in shapes if shape is not None]
    if not known:
        return repetitions[0]
    median = np.median(known, axis=0)
    off = [np.inf if shape is None else float(np.abs(shape - median).mean()) for shape in shapes]
    return repetitions[int(np.argmin(off))]


def course_of(
    table: MeasureTable, times: Array, repetitions: Sequence[FoundRepetition], measures: Iterable[str]
) -> ReferenceCourse:
    """Return the median repetition of some measures at even steps of its time."""
    seconds = float(np.median([each.end_s - each.start_s for each in repetitions]))
    values: dict[str, tuple[float, ...]] = {}
    for name in measures:
        known = np.isfinite(table.of(name))
        if known.sum() < 2:
            continue
        steps = [
            np.interp(np.linspace(each.start_s, each.end_s, COURSE_STEPS), times[known], table.of(name)[known])
            for each in repetitions
        ]
        values[name] = tuple(np.round(np.median(steps, axis=0), _DECIMALS).tolist())
    return ReferenceCourse(round(seconds, _DECIMALS), values)


def _median_pose(recording: Recording, table: MeasureTable, moments: Sequence[float]) -> PoseTemplate | None:
    frames = np.concatenate([np.flatnonzero(np.abs(recording.times - at_s) <= AROUND_S) for at_s in moments])
    return _pose(recording, table, frames.astype(np.int64))


def _seen_pose(recording: Recording, table: MeasureTable, at_s: float) -> PoseTemplate | None:
    seen = np.flatnonzero(np.isfinite(recording.points[:, 0, 0]))
    nearest = seen[np.argmin(np.abs(recording.times[seen] - at_s))]
    return _pose(recording, table, np.array([nearest]))


def _pose(
    recording: Recording, table: MeasureTable, frames: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> PoseTemplate | None:
    points = recording.points[frames]
    points = points[np.isfinite(points[:, 0, 0])]
    if not len(points):
        return None
    skeleton: list[Point] = [(x, y, z) for x, y, z in np.round(np.median(points, axis=0), _POINT_DECIMALS).tolist()]
    values = {}
    for place, name in enumerate(MEASURE_NAMES):
        seen = table.values[frames, place][table.trust[frames, place] >= LEAST_TRUST]
        seen = seen[np.isfinite(seen)]
        if len(seen):
            values[name] = round(float(np.median(seen)), _DECIMALS)
    return PoseTemplate(values, tuple(skeleton))
