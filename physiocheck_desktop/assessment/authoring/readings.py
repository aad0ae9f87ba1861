"""What the engine would measure in each frame of a demonstration, and how the person was placed to the camera."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.domain.exercise import CameraView, Side
from physiocheck_desktop.kinematics.body import Midpoint, body_of
from physiocheck_desktop.kinematics.body_size import unit_in
from physiocheck_desktop.kinematics.camera_view import ViewEstimate, yaw_deg
from physiocheck_desktop.kinematics.geometry import space_tilt_deg
from physiocheck_desktop.kinematics.landmarks import Landmark, PoseObservation
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.motion_vector import Array
from physiocheck_desktop.kinematics.reader import MeasureReader, Reading
from physiocheck_desktop.kinematics.visibility import Sight

MEASURE_NAMES: Final = tuple(MEASURES)
_PLACE: Final = {name: place for place, name in enumerate(MEASURE_NAMES)}
_UPRIGHT_UP_TO_DEG: Final = 50.0
_SITTING_BELOW: Final = 0.78
_BELLY_DOWN: Final = 0.35
_SUPPORTED_FROM: Final = 0.45
_KNEELING_HIP_DEG: Final = 125.0


@dataclass(frozen=True, slots=True, eq=False)
class MeasureTable:
    """All measures over time as the engine reads them.

    Attributes:
        values: `(frames, measures)` in the order of `MEASURE_NAMES`; NaN where it was not measured.
        trust: `(frames, measures)` 0-1.
        fit: `(frames,)` how well the view suits, 0-1; 0 where nobody was seen.
    """

    values: Array
    trust: Array
    fit: Array

    def of(self, name: str) -> Array:
        """Return one measure over time, `(frames,)`."""
        return self.values[:, _PLACE[name]]

    def seen(self, name: str, least_trust: float) -> NDArray[np.bool_]:
        """Return in which frames a measure could be judged, `(frames,)`."""
        place = _PLACE[name]
        return np.asarray((self.trust[:, place] >= least_trust) & np.isfinite(self.values[:, place]))


@dataclass(frozen=True, slots=True)
class Placement:
    """How the person was placed.

    Attributes:
        view: From where the camera saw the person; any where it cannot be told.
        near: The side nearer to the camera; both from the front, from behind and where it cannot be told.
        steadiness: Share of the frames in which the view was the same, 0-1.
        position: Standing, sitting, and so on, as `assessment.posture` knows it.
    """

    view: CameraView
    near: Side
    steadiness: float
    position: str


def readings_of(observations: Iterable[PoseObservation], view: CameraView) -> tuple[Reading | None, ...]:
    """Return all that can be measured of each frame of a demonstration, read as it will be read of a patient."""
    reader = MeasureReader(MEASURE_NAMES, view, motion=True)
    return tuple(None if each.pose is None else reader.read(each.pose, each.captured_at_s) for each in observations)


def measure_table(readings: Iterable[Reading | None]) -> MeasureTable:
    """Return all measures of a demonstration over time."""
    values, trust, fit = [], [], []
    missing = [np.nan] * len(MEASURE_NAMES)
    for reading in readings:
        if reading is None:
            values.append(missing)
            trust.append([0.0] * len(MEASURE_NAMES))
            fit.append(0.0)
            continue
        values.append([reading.values.get(name, np.nan) for name in MEASURE_NAMES])
        trust.append([reading.trust.get(name, 0.0) for name in MEASURE_NAMES])
        fit.append(reading.view_fit)
    return MeasureTable(np.array(values), np.array(trust), np.array(fit))


def placement(at_rest: Sequence[PoseObservation], throughout: Sequence[PoseObservation]) -> Placement:
    """Return how the person was placed.

    Args:
        at_rest: Frames in the start pose, which tell the position.
        throughout: Frames of the whole movement, which tell the view.
    """
    yaws = [
        ViewEstimate(yaw_deg(space))
        for each in throughout
        if each.pose is not None and (space := body_of(each.pose, 1.0).space) is not None
    ]
    if not yaws:
        return Placement(CameraView.ANY, Side.BOTH, 0.0, _position(at_rest))
    radians = np.radians([each.yaw_deg for each in yaws])
    typical = ViewEstimate(float(np.degrees(np.arctan2(np.median(np.sin(radians)), np.median(np.cos(radians))))))
    same = float(np.mean([each.view is typical.view for each in yaws]))
    return Placement(typical.view, typical.near_side, same, _position(at_rest))


def _position(at_rest: Sequence[PoseObservation]) -> str:
    tilts, extensions, hips, chests, supports = [], [], [], [], []
    for each in at_rest:
        if each.pose is None:
            continue
        body = body_of(each.pose, max(unit_in(each.pose), 1e-6))
        extensions.append(MEASURES["leg_extension"].plane(body))
        supports.append(MEASURES["shoulder_over_wrists"].plane(body))
        sight = Sight(each.pose)
        hips += [
            MEASURES[name].plane(body) for name in ("left_hip", "right_hip") if sight.trust(MEASURES[name].points) > 0.5
        ]
        if body.space is not None:
            tilts.append(space_tilt_deg(body.space[Midpoint.HIPS], body.space[Midpoint.SHOULDERS]))
            chests.append(_chest_down(body.space))
    if not tilts or float(np.median(tilts)) <= _UPRIGHT_UP_TO_DEG:
        return "sitting" if extensions and float(np.median(extensions)) < _SITTING_BELOW else "standing"
    if float(np.median(chests)) < _BELLY_DOWN:
        return "supine" if float(np.median(chests)) < -_BELLY_DOWN else "side-lying"
    if float(np.median(supports)) < _SUPPORTED_FROM:
        return "prone"
    return "quadruped" if hips and float(np.median(hips)) < _KNEELING_HIP_DEG else "plank"


def _chest_down(space: list[list[float]]) -> float:
    """Return how far the chest faces the floor: 1 straight down, 0 to a side, -1 to the ceiling."""
    across = np.subtract(space[Landmark.LEFT_SHOULDER], space[Landmark.RIGHT_SHOULDER])
    along = np.subtract(space[Midpoint.SHOULDERS], space[Midpoint.HIPS])
    front = np.cross(across, along)
    length = float(np.linalg.norm(front))
    return float(front[1]) / length if length > 0.0 else 0.0
