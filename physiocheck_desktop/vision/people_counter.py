"""Look now and then whether somebody else is in the picture with the person who is being watched."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.landmarks import Landmark, Pose

LOOK_INTERVAL_S: Final = 2.0
LOOK_INTERVAL_FRAMES: Final = 30
DISTURBED_INTERVAL_S: Final = 0.5
CONFIRM_AFTER_S: Final = 0.3

_TRUNK: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_BODY: Final = (
    *_TRUNK,
    Landmark.NOSE,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
    Landmark.LEFT_ANKLE,
    Landmark.RIGHT_ANKLE,
)
_MIN_TRUNK_VISIBILITY: Final = 0.5
_MIN_RELATIVE_SIZE: Final = 0.5
_SAME_BODY_OVERLAP: Final = 0.5
_JUMP_TRUNKS: Final = 0.75
_JUMP_WITHIN_S: Final = 0.35


class LookSchedule:
    """Decides on which frames to look for others, and what two looks together mean.

    A look costs about one and a half frames of pose tracking, so it happens every two seconds (and not more often than
    every 30 frames, for slow sources), at once where a person has just been found or has jumped in the picture, and
    once more shortly after a look that saw somebody else: only two such looks in a row make two people.
    """

    def __init__(self, first_after_s: float = 0.0) -> None:
        """Begin without having looked.

        Args:
            first_after_s: How long after somebody was first seen to look for the first time.
        """
        self._first_after_s = first_after_s
        self._first_seen_at_s: float | None = None
        self._looked_at_s: float | None = None
        self._frames_since = 0
        self._saw_others = False
        self._several = False
        self._previous: tuple[float, Pose] | None = None
        self._disturbed = True

    @property
    def several(self) -> bool:
        """Whether the last looks agree that there are several people."""
        return self._several

    def due(self, captured_at_s: float, pose: Pose | None) -> bool:
        """Take note of a frame's pose and say whether to look for others in this frame."""
        self._frames_since += 1
        previous, self._previous = self._previous, None if pose is None else (captured_at_s, pose)
        if pose is None:
            return False
        if previous is None or _jumped(previous[1], pose, captured_at_s - previous[0]):
            self._disturbed = True
        if self._looked_at_s is None:
            if self._first_seen_at_s is None or captured_at_s < self._first_seen_at_s:
                self._first_seen_at_s = captured_at_s
            return captured_at_s - self._first_seen_at_s >= self._first_after_s
        if captured_at_s < self._looked_at_s:
            return True
        waited_s = captured_at_s - self._looked_at_s
        if self._saw_others and not self._several:
            return waited_s >= CONFIRM_AFTER_S
        if self._disturbed and waited_s >= DISTURBED_INTERVAL_S:
            return True
        return waited_s >= LOOK_INTERVAL_S and self._frames_since >= LOOK_INTERVAL_FRAMES

    def note_begun(self, captured_at_s: float) -> None:
        """Take note that a look at this frame has begun; what disturbs from now on asks for another."""
        self._looked_at_s = captured_at_s
        self._frames_since = 0
        self._disturbed = False

    def note_seen(self, *, others: bool) -> None:
        """Take note of what it saw."""
        self._several = others and self._saw_others
        self._saw_others = others


def sees_others(watched: Pose, found: list[NDArray[np.float64]]) -> bool:
    """Return whether one of the poses found is another person than the one watched, and near enough to matter.

    A pose that covers the watched one is the same body seen twice; one less than half as large, by the diagonal
    of the body, is a passer-by in the background.

    Args:
        watched: The person being watched.
        found: `(33, 4)` image landmarks of each pose in the same picture.
    """
    box = _box(watched.image, watched.aspect)
    size = float(np.hypot(*(box[1] - box[0])))
    for image in found:
        other = _box(image, watched.aspect)
        overlap = np.prod(np.clip(np.minimum(box[1], other[1]) - np.maximum(box[0], other[0]), 0.0, None))
        smaller = min(np.prod(box[1] - box[0]), np.prod(other[1] - other[0]))
        if overlap >= _SAME_BODY_OVERLAP * smaller:
            continue
        visible = image[_TRUNK, 3].mean() >= _MIN_TRUNK_VISIBILITY
        if visible and float(np.hypot(*(other[1] - other[0]))) >= _MIN_RELATIVE_SIZE * size:
            return True
    return False


def _box(image: NDArray[np.float64], aspect: float) -> NDArray[np.float64]:
    """Return the smallest and largest corner of the body, `(2, 2)`, in units of the picture's height."""
    points = image[_BODY, :2] * (aspect, 1.0)
    return np.stack([points.min(axis=0), points.max(axis=0)])


def _jumped(before: Pose, now: Pose, elapsed_s: float) -> bool:
    """Return whether the trunk moved further between two frames than a body can: the tracker changed person."""
    if elapsed_s > _JUMP_WITHIN_S:
        return False
    trunk_before = before.image[_TRUNK, :2] * (before.aspect, 1.0)
    trunk_now = now.image[_TRUNK, :2] * (now.aspect, 1.0)
    length = float(np.hypot(*(trunk_before[:2].mean(axis=0) - trunk_before[2:].mean(axis=0))))
    moved = float(np.hypot(*(trunk_now.mean(axis=0) - trunk_before.mean(axis=0))))
    return moved > _JUMP_TRUNKS * max(length, 1e-6)
