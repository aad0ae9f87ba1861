"""The composition root: settings in, wired application out.

OpenCV, MediaPipe and SQLAlchemy take a second to import, so each is imported where it is first needed.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.config.computer import computer_id
from physiocheck_desktop.config.exercise_files import demonstration_files, ready_made_exercises
from physiocheck_desktop.config.known_patient import known_patient, remember_patient
from physiocheck_desktop.config.logging import start_logging
from physiocheck_desktop.config.paths import computer_file, database_file, journal_file, log_file, patient_file
from physiocheck_desktop.config.sections import CameraSettings
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.pipeline.ports import FrameSource, PoseEstimator
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.application import Application, MotionTools
from physiocheck_desktop.services.database_upkeep import DatabaseUpkeep
from physiocheck_desktop.services.delivery import Delivery, deliver_entry
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.outbox import Outbox
from physiocheck_desktop.services.passwords import PasswordHasher, measured_cost
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService, utc_now
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.services.todays_work import TodaysWorkService
from physiocheck_desktop.vision.pose_model import verify_pose_model

if TYPE_CHECKING:
    from physiocheck_desktop.database.address import DatabaseAddress
    from physiocheck_desktop.database.database import Database

_THIS_COMPUTER: Final = "this-computer"


def build_motion_tools(settings: Settings) -> MotionTools:
    """Return what watching a movement takes, and start the log; no database is opened or made.

    Raises:
        InputError: An exercise that came with the program was changed and does not define an exercise any more.
    """
    start_logging(log_file(settings.data_folder), settings.logging.level)
    return MotionTools(
        exercises=ExerciseCatalogue(ready_made_exercises(), demonstration_files),
        create_source=_create_source,
        create_recorded=_create_recorded,
        create_estimator=lambda: _create_estimator(settings.engine.pose_model),
        create_assessor=ExerciseAssessor,
        list_cameras=_list_cameras,
        default_source=_default_source(settings.camera),
    )


def build_application(settings: Settings, *, may_be_away: bool = False) -> Application:
    """Return the whole application: model checked, database open and up to date, earlier runs' records in it.

    Close it when done; it is a context manager.

    Args:
        settings: The settings.
        may_be_away: Whether to begin also where the database's server cannot be reached just now, and this computer's
            patient is known from an earlier start. Sessions are recorded then, and the exercises are as they come with
            the program.

    Raises:
        ModelError: The pose model is missing or is another one.
        SettingsError: The database address cannot be used.
        StorageError: The database cannot be opened, read or upgraded.
    """
    tools = build_motion_tools(settings)
    verify_pose_model(settings.engine.pose_model)
    with ExitStack() as undo:
        database = _open_database(settings, may_be_away=may_be_away)
        undo.callback(database.close)
        away = database.away
        actor = _patient(settings, database)
        sessions = SessionService(database.unit_of_work)
        delivery = _start_delivery(settings, database, sessions, actor)
        undo.callback(delivery.close)
        suggestions = SuggestionService(database.unit_of_work, tools.exercises)
        exercises = tools.exercises
        if not away:
            exercises = ExerciseCatalogue(suggestions.own_exercises(actor), tools.exercises.demonstration_of)
        close = undo.pop_all().close
    return Application(
        exercises=exercises,
        create_source=tools.create_source,
        create_recorded=tools.create_recorded,
        create_estimator=tools.create_estimator,
        create_assessor=tools.create_assessor,
        list_cameras=tools.list_cameras,
        default_source=tools.default_source,
        actor=actor,
        sessions=sessions,
        recording=RecordingService(delivery),
        delivery=delivery,
        library=ExerciseLibraryService(database.unit_of_work, tools.exercises),
        profiles=ProfileService(database.unit_of_work),
        plans=RehabPlanService(database.unit_of_work, tools.exercises),
        todays_work=TodaysWorkService(database.unit_of_work),
        subscriptions=SubscriptionService(database.unit_of_work),
        suggestions=suggestions,
        close=close,
        theme=settings.display.theme,
    )


@contextmanager
def build_front_door(settings: Settings) -> Iterator[FrontDoor]:
    """Give what lets people in to the database that the settings name, which is closed afterwards.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: The database cannot be opened, read or upgraded.
    """
    start_logging(log_file(settings.data_folder), settings.logging.level)
    database = _open_database(settings)
    try:
        yield FrontDoor(database.unit_of_work, PasswordHasher(measured_cost()))
    finally:
        database.close()


def build_database_upkeep(settings: Settings) -> DatabaseUpkeep:
    """Return the upkeep of the database that the settings name, and start the log; nothing is opened or made yet.

    Raises:
        SettingsError: The database address cannot be used.
    """
    from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep

    start_logging(log_file(settings.data_folder), settings.logging.level)
    return SqlDatabaseUpkeep(_database_address(settings))


def _open_database(settings: Settings, *, may_be_away: bool = False) -> "Database":
    from physiocheck_desktop.database.database import Database

    return Database.open(_database_address(settings), may_be_away=may_be_away)


def _start_delivery(settings: Settings, database: "Database", sessions: SessionService, actor: Actor) -> Delivery:
    """Return the delivery, which has brought to the database what earlier runs could not; then theirs is over."""
    from physiocheck_desktop.database.journal import SqlJournal

    delivery = Delivery(
        Outbox(SqlJournal(journal_file(settings.data_folder, database.told))),
        partial(deliver_entry, sessions),
        to_server=database.shared,
        when_caught_up=lambda: sessions.close_interrupted(actor),
    )
    delivery.start(away=database.away)
    return delivery


def _patient(settings: Settings, database: "Database") -> Actor:
    """Return the patient of this computer, as the database knows it, or as it did at the last start where it is away.

    Raises:
        StorageError: The database cannot be read or written, or is away and was never asked.
    """
    file = patient_file(settings.data_folder, database.told)
    if database.away and (known := known_patient(file)) is not None:
        return Actor(known, Role.PATIENT)
    computer = computer_id(computer_file(settings.data_folder)) if database.shared else _THIS_COMPUTER
    actor = local_patient(database.unit_of_work, computer, utc_now())
    if database.shared:
        remember_patient(file, actor.user_id)
    return actor


def _database_address(settings: Settings) -> "DatabaseAddress":
    from physiocheck_desktop.database.address import DatabaseAddress

    chosen = settings.database
    return DatabaseAddress(
        file=database_file(settings.data_folder),
        url=None if chosen.url is None else chosen.url.get_secret_value(),
        tls_authority=chosen.tls_authority,
        busy_timeout_s=chosen.busy_timeout_s,
    )


def _default_source(camera: CameraSettings) -> SourceChoice:
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
    )


def _create_source(choice: SourceChoice) -> FrameSource:
    from physiocheck_desktop.vision.sources import create_source

    return create_source(choice)


def _create_recorded(path: Path, frames_per_second: float | None) -> tuple[FrameSource, PoseEstimator]:
    from physiocheck_desktop.vision.landmark_file import LandmarkFileSource, RecordedPoseEstimator

    source = LandmarkFileSource(path, frames_per_second)
    return source, RecordedPoseEstimator(source)


def _create_estimator(model: Path) -> PoseEstimator:
    from physiocheck_desktop.vision.pose_estimator import MediaPipePoseEstimator

    return MediaPipePoseEstimator(model)


def _list_cameras() -> tuple[CameraDevice, ...]:
    from physiocheck_desktop.vision.camera_discovery import list_cameras

    return list_cameras()
