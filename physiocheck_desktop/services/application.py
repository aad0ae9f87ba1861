"""The wired application as windows and commands receive it: use cases and the makers of sources, models and engines."""

from collections.abc import Callable
from dataclasses import dataclass

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.pipeline.exercise_run import Assessor
from physiocheck_desktop.pipeline.ports import FrameSource, PoseEstimator
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.sessions import SessionService


@dataclass(frozen=True, slots=True)
class Application:
    """Everything a window or a command may ask for; built by `bootstrap` alone.

    Attributes:
        actor: On whose behalf this process acts.
        exercises: The exercises there are.
        sessions: Starting, recording and looking up sessions.
        create_source: Makes an unopened source of frames.
        create_estimator: Loads the pose model; call it in the thread that will use it.
        create_assessor: Makes the motion engine for an exercise.
        list_cameras: Finds the cameras of this computer; may take a second.
        default_source: What to watch when nobody chose.
    """

    actor: Actor
    exercises: ExerciseCatalogue
    sessions: SessionService
    create_source: Callable[[SourceChoice], FrameSource]
    create_estimator: Callable[[], PoseEstimator]
    create_assessor: Callable[[ExerciseDefinition], Assessor]
    list_cameras: Callable[[], tuple[CameraDevice, ...]]
    default_source: SourceChoice
