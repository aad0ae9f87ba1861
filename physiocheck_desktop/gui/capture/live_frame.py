"""What travels from the camera thread to the pose thread, and from there to the window."""

from dataclasses import dataclass, field

from physiocheck_desktop.gui.capture.guidance import Guidance
from physiocheck_desktop.gui.capture.joint_states import JointMark
from physiocheck_desktop.gui.capture.setup_check import SetupCheck
from physiocheck_desktop.kinematics.target_pose import Ghost
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame


@dataclass(frozen=True, slots=True, eq=False)
class CapturedFrame:
    """A frame, and when it came out of its source.

    Attributes:
        frame: The frame.
        received_at_s: On the performance counter of this process, for measuring delays alone.
    """

    frame: Frame
    received_at_s: float


@dataclass(frozen=True, slots=True, eq=False)
class LiveFrame:
    """A picture with all that is shown on and beside it.

    Attributes:
        assessed: The picture and all that is known about it.
        received_at_s: When it came out of its source, on the performance counter.
        counting: False while the person is getting ready.
        guidance: What is to be said now.
        joints: The measures of the exercise that can be seen, with their state.
        check: What is right and what is not, while the person is getting ready; None while counting.
        pace: Where the asked-for pace is, 0 in the start pose and 1 at the target; None where any is right.
        ghost: The target pose on the person's own body, x and y as fractions of the picture by landmark; empty where
            it is not known.
    """

    assessed: AssessedFrame
    received_at_s: float
    counting: bool
    guidance: Guidance
    joints: tuple[JointMark, ...]
    check: SetupCheck | None = None
    pace: float | None = None
    ghost: Ghost = field(default_factory=dict)
