"""What watching a movement takes: sources, pose model, engine, exercises; none of it touches a database."""

from functools import cache
from pathlib import Path
from typing import Final

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.bootstrap.starting import start_in_data_folder
from physiocheck_desktop.config.collector import pass_by_what_is_there
from physiocheck_desktop.config.exercise_files import demonstration_files, ready_made_exercises, target_pose
from physiocheck_desktop.config.sections import CameraSettings, EngineSettings
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.pipeline.ports import FrameSource, PoseEstimator
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.application import MotionTools
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.vision.native_memory import share_native_memory

_pass_by_mediapipe: Final = cache(pass_by_what_is_there)
"""Once it is loaded: the collector need not look through its hundred thousand objects after each session."""


def build_motion_tools(settings: Settings) -> MotionTools:
    """Return what watching a movement takes, and start the log; no database is opened or made.

    Raises:
        InputError: An exercise that came with the program was changed and does not define an exercise any more.
    """
    start_in_data_folder(settings)
    share_native_memory()
    return MotionTools(
        exercises=ExerciseCatalogue(ready_made_exercises(), demonstration_files, target_pose),
        create_source=_create_source,
        create_recorded=_create_recorded,
        create_estimator=lambda: _create_estimator(settings.engine.pose_model, live=False),
        create_live_estimator=lambda: _create_estimator(settings.engine.pose_model, live=True),
        create_assessor=ExerciseAssessor,
        list_cameras=_list_cameras,
        default_source=_default_source(settings.camera, settings.engine),
    )


def _default_source(camera: CameraSettings, engine: EngineSettings) -> SourceChoice:
    """Return the configured camera, or the configured video playing as one."""
    is_video = isinstance(camera.device, str) and Path(camera.device).is_file()
    return SourceChoice(
        camera=None if is_video else camera.device,
        video=str(camera.device) if is_video else None,
        live=True,
        loop=is_video,
        mirror=camera.mirror,
        width=camera.width,
        height=camera.height,
        rate=engine.frames,
    )


def _create_source(choice: SourceChoice) -> FrameSource:
    from physiocheck_desktop.vision.sources import create_source

    return create_source(choice)


def _create_recorded(path: Path, frames_per_second: float | None) -> tuple[FrameSource, PoseEstimator]:
    from physiocheck_desktop.vision.landmark_file import LandmarkFileSource, RecordedPoseEstimator

    source = LandmarkFileSource(path, frames_per_second)
    return source, RecordedPoseEstimator(source)


def _create_estimator(model: Path, *, live: bool) -> PoseEstimator:
    from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator

    _pass_by_mediapipe()
    return MediaPipePoseEstimator(model, live=live)


def _list_cameras() -> tuple[CameraDevice, ...]:
    from physiocheck_desktop.vision.camera_discovery import list_cameras

    return list_cameras()
