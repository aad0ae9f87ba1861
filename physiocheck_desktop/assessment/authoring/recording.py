"""A demonstration as it was recorded, and the reasons why some of them cannot be learned from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.moving_measures import LEAST_ANGLE_DEG, LEAST_TRUST, Carrier
from physiocheck_desktop.domain.errors import InputError, NoPersonError
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark, PoseObservation
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, landmarks_of
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import Array, body_points, motion_vectors

LEAST_SEEN: Final = 0.3
LEAST_SECONDS: Final = 1.0
LEAST_FRAMES: Final = 8
MOST_SEVERAL: Final = 0.2
LEAST_MOVEMENT: Final = 0.1
"""In right angles (9°) or trunk lengths: less than twice what one camera can be wrong by is no movement to learn."""
MOST_TRAVEL: Final = 2.5
LEAST_SHOULDERS: Final = 0.5
EDGE: Final = 0.55
MUCH_FURTHER: Final = 1.5
_SHOULDERS: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_AGAIN: Final = "Show the movement again, alone and with the whole body in the picture."


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What was seen of a demonstration.

    Attributes:
        observations: One for each frame.
        times: `(frames,)` seconds.
        points: `(frames, 33, 3)` landmarks in trunk lengths, the middle of the hips at the origin; NaN for nobody.
        motion: `(frames, measures)` smoothed motion vectors; NaN likewise.
    """

    observations: tuple[PoseObservation, ...]
    times: Array
    points: Array
    motion: Array

    def between(self, start_s: float, end_s: float) -> slice:
        """Return the frames from one time to another, both included."""
        first, last = np.searchsorted(self.times, (start_s - 1e-6, end_s + 1e-6))
        return slice(int(first), int(last))


def recording_of(observations: Sequence[PoseObservation]) -> Recording:
    """Return a demonstration ready to be learned from.

    Raises:
        NoPersonError: Nobody was found in most of it.
        InputError: It is too short, nothing moves, several people are in it, the shoulders are cut off, or somebody
            walks through the picture; the sentence says which.
    """
    frames = [each.pose for each in observations]
    seen = np.array([pose is not None for pose in frames], dtype=bool)
    if seen.sum() < LEAST_SEEN * len(frames) or not seen.any():
        raise NoPersonError("Nobody was found in most of this demonstration.", remedy=_AGAIN)
    times = np.array([each.captured_at_s for each in observations])
    _demand_one_person(observations)
    _demand_length(times[seen])
    image = np.full((len(frames), LANDMARK_COUNT, 4), np.nan)
    aspects = np.ones(len(frames))
    for place, pose in enumerate(frames):
        if pose is not None:
            image[place], aspects[place] = pose.image, pose.aspect
    _demand_shoulders(image[seen])
    image[..., [0, 2]] *= aspects[:, None, None]
    _demand_place(image[seen])
    points = body_points(image)
    motion = smooth_motion(motion_vectors(points), times)
    _demand_movement(motion[seen])
    return Recording(tuple(observations), times, points, motion)


def _demand_one_person(observations: Sequence[PoseObservation]) -> None:
    if np.mean([each.people > 1 for each in observations]) > MOST_SEVERAL:
        raise InputError(
            "More than one person can be seen in this demonstration, so it is not clear whose movement is meant.",
            remedy="Show the movement again with nobody else in the picture.",
        )


def _demand_length(times: Array) -> None:
    seconds = float(times[-1] - times[0])
    if seconds < LEAST_SECONDS or len(times) < LEAST_FRAMES:
        raise InputError(
            f"Somebody can be seen for {seconds:.1f} s in this demonstration, which is too short to learn from.",
            remedy="Show at least one whole repetition, from the start pose and back to it.",
        )


def _demand_shoulders(image: Array) -> None:
    shoulders = image[:, list(_SHOULDERS)]
    inside = (np.abs(shoulders[..., :2] - 0.5) <= EDGE).all(axis=(1, 2))
    if inside.mean() < LEAST_SHOULDERS:
        raise InputError(
            "The body is cut off: the shoulders are outside the picture for most of this demonstration.",
            remedy="Move the camera back until the whole body is in the picture, and show the movement again.",
        )


def _demand_place(image: Array) -> None:
    hips = image[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], :2].mean(axis=1)
    shoulders = image[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], :2].mean(axis=1)
    trunk = float(np.median(np.linalg.norm(shoulders - hips, axis=1)))
    low, high = np.percentile(hips[:, 0], [5, 95])
    if high - low > MOST_TRAVEL * max(trunk, 1e-6):
        raise InputError(
            "The person walks through the picture in this demonstration.",
            remedy="Stay in one place before the camera, and show the movement again.",
        )


def _demand_movement(motion: Array) -> None:
    low, high = np.nanpercentile(motion, [5, 95], axis=0)
    if float(np.max(high - low)) < LEAST_MOVEMENT:
        raise InputError(
            "Nothing moves in this demonstration by more than a camera can be wrong.",
            remedy="Show the movement with its full range, at least once.",
        )


def demand_in_picture(recording: Recording, moving: Mapping[str, Carrier]) -> None:
    """Refuse where what moves most is cut off by the edge of the picture.

    Raises:
        InputError: It is; the sentence names the body part.
    """
    seen = [each for each in moving.values() if each.trust >= LEAST_TRUST and each.measure in JOINT_ANGLES]
    hidden = [each for each in moving.values() if each.trust < LEAST_TRUST and each.measure in JOINT_ANGLES]
    largest = max((abs(each.travel) for each in seen), default=0.0)
    for each in sorted(hidden, key=lambda each: -abs(each.travel)):
        if abs(each.travel) < MUCH_FURTHER * max(largest, LEAST_ANGLE_DEG):
            return
        point = _outside(recording, each.measure)
        if point:
            raise InputError(
                f"The body is cut off: the {point} is outside the picture while the movement needs it.",
                remedy="Move the camera back until the whole body is in the picture, and show the movement again.",
            )


def _outside(recording: Recording, measure: str) -> str:
    """Return which landmark of a measure is outside the picture most of the time, empty where none is."""
    images = [each.pose.image for each in recording.observations if each.pose is not None]
    for point in landmarks_of(measure):
        place = np.array([image[point, :2] for image in images])
        if np.mean((np.abs(place - 0.5) > 0.5).any(axis=1)) > LEAST_SEEN:
            return point.name.lower().replace("_", " ")
    return ""
