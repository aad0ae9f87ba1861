"""The whole application, as windows and commands receive it."""

from contextlib import ExitStack

from physiocheck_desktop.bootstrap.files import file_service
from physiocheck_desktop.bootstrap.mail import start_mail
from physiocheck_desktop.bootstrap.motion import build_motion_tools
from physiocheck_desktop.bootstrap.people import build_people, carry_out_erasures
from physiocheck_desktop.bootstrap.records import demand_records, open_database, patient_of_computer, start_delivery
from physiocheck_desktop.bootstrap.use_cases import use_cases_on
from physiocheck_desktop.config.choices import ChoiceFile
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.application import Application, MotionTools
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.vision.pose_model import verify_pose_model


def build_application(settings: Settings, *, may_be_away: bool = False, is_there: bool = False) -> Application:
    """Return the whole application, to be closed when done: model checked, database up to date, earlier records in it.

    Args:
        settings: The settings.
        may_be_away: Whether to begin also where the database's server cannot be reached just now, and this computer's
            patient is known from an earlier start. Sessions are recorded then, and the exercises are as they come with
            the program.
        is_there: Whether to refuse where there is no database, instead of making one.

    Raises:
        ModelError: The pose model is missing or is another one.
        SettingsError: The database address cannot be used.
        StorageError: The database cannot be opened, read or upgraded.
    """
    if is_there:
        demand_records(settings)
    choices = ChoiceFile(settings)
    tools = build_motion_tools(choices.settings)
    verify_pose_model(settings.engine.pose_model)
    with ExitStack() as undo:
        database = open_database(settings, may_be_away=may_be_away, is_there=is_there)
        undo.callback(database.close)
        if not (away := database.away):
            carry_out_erasures(settings, database)
        actor = patient_of_computer(settings, database)
        sessions, reading = SessionService(database.unit_of_work), SessionReadingService(database.unit_of_work)
        delivery = start_delivery(settings, database, sessions, actor)
        undo.callback(delivery.close)
        post = start_mail(settings, database)
        if post is not None:
            undo.callback(post.close)
        suggestions = SuggestionService(database.unit_of_work, tools.exercises)
        exercises = tools.exercises if away else _exercises_of(actor, tools, suggestions)
        close = undo.pop_all().close
    return Application(
        exercises=exercises,
        create_source=tools.create_source,
        create_recorded=tools.create_recorded,
        create_estimator=tools.create_estimator,
        create_live_estimator=tools.create_live_estimator,
        create_assessor=tools.create_assessor,
        list_cameras=tools.list_cameras,
        default_source=tools.default_source,
        actor=actor,
        sessions=sessions,
        reading=reading,
        recording=RecordingService(delivery, interrupted=reading, unit_of_work=database.unit_of_work),
        delivery=delivery,
        suggestions=suggestions,
        files=file_service(settings, database),
        people=build_people(settings, database),
        exercises_of=lambda person: _exercises_of(person, tools, suggestions),
        data_folder=settings.data_folder,
        **use_cases_on(database.unit_of_work, tools),
        close=close,
        choices=choices,
        sends_mail=settings.mail.enabled,
    )


def _exercises_of(actor: Actor, tools: MotionTools, suggestions: SuggestionService) -> ExerciseCatalogue:
    """Return the ready-made exercises, for a patient with what was accepted for that patient."""
    if actor.role is not Role.PATIENT:
        return tools.exercises
    return tools.exercises.shown_as(suggestions.own_exercises(actor))
