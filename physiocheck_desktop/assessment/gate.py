"""Watches whether counting may go on: one person, in the picture, the needed joints seen, the right view."""

from collections.abc import Iterable, Mapping
from typing import Final

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.assessment.progress import LEAST_TRUST
from physiocheck_desktop.domain.exercise import CameraView, ProgressMeasure
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.reader import Reading

SEVERAL_FOR_S: Final = 0.5
WRONG_VIEW_FOR_S: Final = 1.0
WRONG_FROM_THE_START_FOR_S: Final = 0.3
"""Who has never been in the right view needs no patience: nothing has begun that could be lost."""
EDGE: Final = 0.0


class Gate:
    """Says after each frame whether counting goes on, and if not, why.

    It never asks for the far limbs: it is enough that the measures which can be seen carry the movement.
    """

    def __init__(self, measures: Iterable[ProgressMeasure], refused_views: frozenset[CameraView]) -> None:
        self._measures = tuple(measures)
        self._full_weight = sum(measure.weight for measure in self._measures)
        self._refused_views = refused_views
        self._alone_at_s: float | None = None
        self._right_view_at_s: float | None = None

    def look(self, observation: PoseObservation, reading: Reading | None) -> Watch:
        """Judge a frame from what was observed and what could be read of it."""
        now = observation.captured_at_s
        if observation.people < 2 or self._alone_at_s is None:
            self._alone_at_s = now
        if observation.pose is None:
            return Watch.NOBODY
        if now - self._alone_at_s >= SEVERAL_FOR_S:
            return Watch.SEVERAL_PEOPLE
        if reading is None:
            return Watch.JOINTS_HIDDEN
        if self._trust(reading.trust) < LEAST_TRUST:
            return Watch.OUT_OF_FRAME if self._outside(observation) else Watch.JOINTS_HIDDEN
        if reading.view is None or reading.view.view not in self._refused_views:
            self._right_view_at_s = now
        elif self._right_view_at_s is None:
            self._right_view_at_s = now - (WRONG_VIEW_FOR_S - WRONG_FROM_THE_START_FOR_S)
        if now - self._right_view_at_s >= WRONG_VIEW_FOR_S:
            return Watch.WRONG_VIEW
        return Watch.COUNTING

    def _trust(self, trust: Mapping[str, float]) -> float:
        return sum(each.weight * trust.get(each.measure, 0.0) for each in self._measures) / self._full_weight

    def _outside(self, observation: PoseObservation) -> bool:
        if observation.pose is None:
            return False
        image = observation.pose.image
        points = {point for each in self._measures for point in MEASURES[each.measure].points if point < len(image)}
        return any(not (EDGE <= image[point, axis] <= 1.0 - EDGE) for point in points for axis in (0, 1))
