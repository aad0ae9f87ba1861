"""The one path: a frame in, an assessed frame out."""

from time import perf_counter
from typing import Protocol

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame
from physiocheck_desktop.pipeline.ports import PoseEstimator


class Assessor(Protocol):
    """The motion engine as the pipeline sees it; `assessment.assessor.ExerciseAssessor` is the one there is."""

    def step(self, observation: PoseObservation) -> FrameAssessment:
        """Take the next observation and say what is known after it."""

    def finish(self) -> SessionAssessment:
        """End the session and return all that was seen; a movement under way is reported as partial."""


class ExerciseRun:
    """One exercise done once: every frame goes through `step`, in the live window and on a file alike.

    The engine takes its time from the frame. The two durations in the result are for display and benchmarks alone and
    never steer anything.
    """

    def __init__(self, estimator: PoseEstimator, assessor: Assessor) -> None:
        self._estimator = estimator
        self._assessor = assessor

    def step(self, frame: Frame) -> AssessedFrame:
        """Estimate the pose in a frame and assess it."""
        begun = perf_counter()
        observation = self._estimator.estimate(frame)
        estimated = perf_counter()
        assessment = self._assessor.step(observation)
        assessed = perf_counter()
        return AssessedFrame(
            frame=frame,
            observation=observation,
            assessment=assessment,
            inference_ms=(estimated - begun) * 1000.0,
            engine_ms=(assessed - estimated) * 1000.0,
        )

    def finish(self) -> SessionAssessment:
        """End the session and return all that was seen."""
        return self._assessor.finish()
