"""Chooses what is said on the screen from what the engine says frame by frame, steady enough to be read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from physiocheck_desktop.assessment.cues import hearing_s
from physiocheck_desktop.assessment.frame_assessment import Cue, FrameAssessment, Watch
from physiocheck_desktop.gui.capture.setup_check import is_dark
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.pipeline.frames import Frame

READING_S: Final = 2.5
"""A cue stays at least so long, so that it can be read from three metres in the middle of a movement."""
STANDS_S: Final = 0.4
"""Counting must have rested so long before it is said; what is shorter is a misreading."""


class BodyRegion(StrEnum):
    """A part of the body as a person calls it."""

    HEAD = "head"
    ARMS = "arms"
    FEET = "feet"


_UNSEEN: Final = frozenset({Watch.NOBODY, Watch.JOINTS_HIDDEN, Watch.OUT_OF_FRAME})
"""What darkness looks like to the pose model."""

_REGIONS: Final = {
    BodyRegion.FEET: (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE),
    BodyRegion.HEAD: (Landmark.NOSE,),
    BodyRegion.ARMS: (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW),
}


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is to be said now.

    Attributes:
        watch: Why counting rests, `COUNTING` where it goes on.
        cue: The cue that is still to be read, None where there is none.
        outside: The part of the body that has left the picture, for `Watch.OUT_OF_FRAME`.
        other_side: Whether to say that the plan asks for the other side.
        in_the_dark: Whether nobody can be seen well because the picture is too dark.
    """

    watch: Watch = Watch.COUNTING
    cue: Cue | None = None
    outside: BodyRegion | None = None
    other_side: bool = False
    in_the_dark: bool = False


class GuidanceKeeper:
    """Keeps each cue as long as it takes to read it, and tells a pause in counting once it has stood.

    The engine gives a cue in one frame only, and the window may never take that frame. So this runs in the pose thread
    and sees every one. It takes time from the frames.
    """

    def __init__(self) -> None:
        self._cue: Cue | None = None
        self._cue_until_s = 0.0
        self._watch = Watch.COUNTING
        self._watch_since_s = 0.0
        self._told = Watch.COUNTING
        self._other_side_since_s: float | None = None
        self._other_side_until_s = 0.0

    def step(self, assessment: FrameAssessment, pose: Pose | None, frame: Frame | None = None) -> Guidance:
        """Return what is to be said after the next frame.

        Args:
            assessment: What the engine says of it.
            pose: Who was seen in it.
            frame: The frame itself; without it nothing is said of the light.
        """
        now = assessment.captured_at_s
        if assessment.cue is not None:
            self._cue = assessment.cue
            self._cue_until_s = now + max(READING_S, hearing_s(assessment.cue.text))
        elif self._cue is not None and now >= self._cue_until_s:
            self._cue = None
        if assessment.watch is not self._watch:
            self._watch, self._watch_since_s = assessment.watch, now
        if self._watch is Watch.COUNTING or now - self._watch_since_s >= STANDS_S:
            self._told = self._watch
        outside = _outside(pose) if self._told is Watch.OUT_OF_FRAME else None
        other_side = self._tells_other_side(assessment.other_side, now)
        dark = self._told in _UNSEEN and frame is not None and is_dark(frame)
        return Guidance(watch=self._told, cue=self._cue, outside=outside, other_side=other_side, in_the_dark=dark)

    def _tells_other_side(self, moves: bool, now_s: float) -> bool:
        """Tell that the wrong side moves once that has stood, and for long enough to be read."""
        if not moves:
            self._other_side_since_s = None
        elif self._other_side_since_s is None:
            self._other_side_since_s = now_s
        if self._other_side_since_s is not None and now_s - self._other_side_since_s >= STANDS_S:
            self._other_side_until_s = now_s + READING_S
        return now_s < self._other_side_until_s


def _outside(pose: Pose | None) -> BodyRegion | None:
    """Return the first part of the body that lies beyond the picture's edge."""
    if pose is None:
        return None
    for region, points in _REGIONS.items():
        if any(not 0.0 <= pose.image[point, axis] <= 1.0 for point in points for axis in (0, 1)):
            return region
    return None
