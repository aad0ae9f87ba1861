"""Puts together what is shown of one frame: joint states, camera check, pace and ghost beside what the engine says."""

from dataclasses import dataclass

from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.pose_template import TargetPose
from physiocheck_desktop.gui.capture.guidance import Guidance
from physiocheck_desktop.gui.capture.joint_states import JointMarker
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.pace_guide import PaceGuide
from physiocheck_desktop.gui.capture.setup_check import SetupChecker
from physiocheck_desktop.kinematics.target_pose import TargetFitter
from physiocheck_desktop.pipeline.frames import AssessedFrame


@dataclass(frozen=True, slots=True)
class ShownExercise:
    """An exercise with what is shown of it.

    Attributes:
        definition: The exercise.
        target: The poses it leads from and to, None where they are not known.
    """

    definition: ExerciseDefinition
    target: TargetPose | None = None


class FrameMaker:
    """Makes `LiveFrame`s; runs in the pose thread, so that the window has nothing to work out."""

    def __init__(self, shown: ShownExercise) -> None:
        definition = shown.definition
        self._marker = JointMarker(definition)
        self._checker = SetupChecker(definition.view)
        self._pace = PaceGuide(definition.tempo)
        either = definition.takes_sides or definition.side in (Side.LEFT, Side.RIGHT)
        self._fitter = (
            None
            if shown.target is None
            else TargetFitter(shown.target, either_side=either, only_side=definition.asked_side)
        )

    def make(self, assessed: AssessedFrame, received_at_s: float, guidance: Guidance, *, counting: bool) -> LiveFrame:
        """Return a frame with all that is shown on and beside it."""
        seen, pose = assessed.assessment, assessed.observation.pose
        return LiveFrame(
            assessed=assessed,
            received_at_s=received_at_s,
            counting=counting,
            guidance=guidance,
            joints=self._marker.mark(seen),
            check=None if counting else self._checker.check(assessed, guidance.watch),
            pace=self._pace.step(seen.phase, seen.captured_at_s) if counting else None,
            ghost={} if pose is None or self._fitter is None else self._fitter.fit(pose),
        )
