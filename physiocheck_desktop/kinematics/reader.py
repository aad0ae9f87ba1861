"""From one pose after another to smoothed measures with their trust and error margin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Final, Protocol

import numpy as np

from physiocheck_desktop.domain.exercise import CameraView
from physiocheck_desktop.kinematics.body import Midpoint, body_of
from physiocheck_desktop.kinematics.body_size import BodySize, unit_in
from physiocheck_desktop.kinematics.camera_view import ViewEstimate, ViewEstimator
from physiocheck_desktop.kinematics.geometry import space_tilt_deg
from physiocheck_desktop.kinematics.landmarks import Pose
from physiocheck_desktop.kinematics.margins import margin_deg
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, Measure, Unit
from physiocheck_desktop.kinematics.motion_smoothing import MotionSmoother
from physiocheck_desktop.kinematics.motion_vector import Array, body_points, motion_vectors
from physiocheck_desktop.kinematics.plausibility import PoseGuard, Verdict
from physiocheck_desktop.kinematics.smoothing import OneEuro, Smoothing
from physiocheck_desktop.kinematics.steadying import LandmarkSteadier
from physiocheck_desktop.kinematics.visibility import Sight

DEGREES_PER_BODY_UNIT: Final = 60.0
"""Lengths pass the filter as if a body unit were so many degrees, so that one filter setting serves both."""

LIGHT_BETA: Final = 0.05
"""The pose model smooths already, so ours is lighter than One Euro's usual: 20 ms of lag instead of 34."""

LEAST_PLANE_SHARE: Final = 0.3
"""Share of the picture's plane in an angle where the view does not fit; the rest comes from world landmarks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured of one believed pose.

    Attributes:
        captured_at_s: The frame's own time, seconds.
        values: Smoothed value by measure, degrees or body units; only what could be measured.
        trust: How far each of them may be trusted, 0-1.
        margins_deg: Error margin of the angles among them, degrees.
        view: How the person stands to the camera, None without world landmarks.
        view_fit: How well that suits the exercise, 1 fully to 0 not at all.
        unit: The body unit in picture heights.
        hips: Middle between the hips in the picture, x and y in picture heights.
        trunk_tilt_deg: The trunk's lean from the upright in space, whatever the view; None without world landmarks.
        somebody_else: True in the first frame after the pose settled at another place at once.
        motion: The smoothed motion vector, None where it was not asked for.
    """

    captured_at_s: float
    values: Mapping[str, float]
    trust: Mapping[str, float]
    margins_deg: Mapping[str, float]
    view: ViewEstimate | None
    view_fit: float
    unit: float
    hips: tuple[float, float]
    trunk_tilt_deg: float | None
    somebody_else: bool
    motion: Array | None = None


class PoseReader(Protocol):
    """Measures one pose after another."""

    def read(self, pose: Pose, captured_at_s: float, /) -> Reading | None:
        """Return the measures of this pose; None where it is a misreading that says nothing."""


class MeasureReader:
    """Reads the measures that an exercise needs, and all joint angles, from one pose after another.

    An angle is taken in the picture's plane where the view fits the exercise; the less it fits, the more of it comes
    from world landmarks, up to half, and the wider its margin: in the fitting view plane angles were 2-3° off and
    world angles 4-7°; elsewhere neither is the true angle, but both keep its course.
    """

    def __init__(
        self, names: Iterable[str], view: CameraView, smoothing: Smoothing | None = None, *, motion: bool = False
    ) -> None:
        wanted = dict.fromkeys((*JOINT_ANGLES, *names))
        self._measures: tuple[Measure, ...] = tuple(MEASURES[name] for name in wanted)
        self._scale = np.array(
            [1.0 if measure.unit is Unit.DEGREES else DEGREES_PER_BODY_UNIT for measure in self._measures]
        )
        self._wanted_view = view
        self._smoothing = smoothing or OneEuro(beta=LIGHT_BETA)
        self._size = BodySize()
        self._guard = PoseGuard()
        self._view = ViewEstimator()
        self._steadier = LandmarkSteadier()
        self._motion = MotionSmoother() if motion else None

    def read(self, pose: Pose, captured_at_s: float) -> Reading | None:
        """Return the measures of this pose; None where it is a misreading that says nothing."""
        if not np.isfinite(pose.image[:, :2]).all():
            return None
        raw_unit = unit_in(pose)
        if not raw_unit > 0.0:
            return None
        body = body_of(pose, max(self._size.unit or raw_unit, raw_unit))
        verdict = self._guard.judge(body, body.unit if pose.world is None else raw_unit, captured_at_s)
        if verdict is Verdict.MISREAD:
            return None
        if verdict is Verdict.SOMEBODY_ELSE:
            self._size.restart()
            self._steadier.restart()
        unit = self._size.update(raw_unit, captured_at_s, steady=pose.world is not None)
        steadied = self._steadier.steady(pose, unit, captured_at_s)
        body = replace(body, unit=unit) if steadied is pose else body_of(steadied, unit)
        view = self._view.update(body, captured_at_s)
        fit = 0.5 if view is None else view.fit(self._wanted_view)
        plane_share = 1.0 if body.space is None else LEAST_PLANE_SHARE + (1.0 - LEAST_PLANE_SHARE) * fit
        sight = Sight(pose)
        raw: list[float] = []
        for measure in self._measures:
            value = measure.plane(body)
            if measure.space is not None and body.space is not None and plane_share < 1.0:
                value = plane_share * value + (1.0 - plane_share) * measure.space(body.space)
            raw.append(value if isfinite(value) else nan)
        smooth = (self._smoothing.step(np.array(raw) * self._scale, captured_at_s) / self._scale).tolist()
        readable = [(measure, value) for measure, value in zip(self._measures, smooth, strict=True) if isfinite(value)]
        return Reading(
            captured_at_s=captured_at_s,
            values={measure.name: value for measure, value in readable},
            trust={measure.name: sight.trust(measure.points) for measure, _ in readable},
            margins_deg={measure.name: margin_deg(measure.joint, fit) for measure, _ in readable if measure.joint},
            view=view,
            view_fit=fit,
            unit=body.unit,
            hips=(body.plane[Midpoint.HIPS][0], body.plane[Midpoint.HIPS][1]),
            trunk_tilt_deg=None
            if body.space is None
            else space_tilt_deg(body.space[Midpoint.HIPS], body.space[Midpoint.SHOULDERS]),
            somebody_else=verdict is Verdict.SOMEBODY_ELSE,
            motion=self._motion_in(pose, captured_at_s),
        )

    def _motion_in(self, pose: Pose, captured_at_s: float) -> Array | None:
        if self._motion is None:
            return None
        return self._motion(captured_at_s, motion_vectors(body_points(pose.image, pose.aspect)))


class KnownReadings:
    """Gives out what has been read before, so that a recording that is watched several times is measured once."""

    def __init__(self, readings: Iterable[Reading | None]) -> None:
        self._left = iter(readings)

    def read(self, _pose: Pose, _captured_at_s: float, /) -> Reading | None:
        """Return the next reading; the poses are taken in the order in which they were read."""
        return next(self._left)
