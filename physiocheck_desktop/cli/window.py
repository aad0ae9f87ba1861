"""Opening the window, where there is a display to open it on."""

import os
import sys
from collections.abc import Callable

from physiocheck_desktop.bootstrap import (
    SettingUp,
    build_application,
    build_motion_tools,
    build_sample_application,
    is_first_start,
    make_sample_clinic,
    sample_settings,
)
from physiocheck_desktop.cli.choices import camera_choice, exercise_choice
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.cli.loading import much_is_loaded
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.sessions import utc_now


def has_display() -> bool:
    """Whether a window can be opened: always on Windows and macOS, elsewhere where a display is named."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def demand_display() -> None:
    """Make sure that a window can be opened.

    Raises:
        InputError: There is no display.
    """
    if not has_display():
        raise InputError(
            "There is no display to open a window on.",
            remedy="Use “physiocheck analyze” on a video, or “physiocheck demo” to see a session without a window.",
        )


def open_window(*, camera: str, exercise: str, mirror: bool | None) -> int:
    """Open the window on the person's own records and return when it is closed.

    Raises:
        InputError: There is no display, or no such exercise.
        KnownError: The settings, the database or the pose model cannot be used.
    """
    settings: Settings | None = load_settings()
    demand_display()
    if not camera and not exercise and settings is not None and is_first_start(settings):
        settings = set_up(settings)
    if settings is None:
        return 0
    return show(
        settings,
        source=lambda usual: camera_choice(camera, usual, mirror=mirror),
        exercise=exercise,
        start_at_once=False,
        ask_who=not camera and not exercise,
    )


def open_setup() -> int:
    """Open the assistant of the first start again, and the window after it.

    Raises:
        InputError: There is no display.
        KnownError: The settings cannot be used.
    """
    demand_display()
    settings = set_up(load_settings())
    if settings is None:
        return 0
    return show(settings, source=lambda usual: usual, exercise="", start_at_once=False, ask_who=True)


def set_up(settings: Settings) -> Settings | None:
    """Lead through the first start and return the settings from then on; None where the person did not want to."""
    from physiocheck_desktop.gui.app import only_window
    from physiocheck_desktop.gui.setup.window import run_setup

    with only_window(settings.data_folder) as instance:
        if instance is None:
            say_open_already()
            return None
        tools = build_motion_tools(settings)
        looks = settings.display
        if not run_setup(
            SettingUp(settings), tools, looks.theme, instance, language=looks.language, text_percent=looks.text_percent
        ):
            return None
    return load_settings()


def show(
    settings: Settings,
    *,
    source: Callable[[SourceChoice], SourceChoice],
    exercise: str,
    start_at_once: bool,
    ask_who: bool = False,
) -> int:
    """Open the window with a source and, where named, an exercise; or bring the one that is open to the front.

    Args:
        settings: The settings.
        source: Returns what is watched at first, given the usual camera.
        exercise: Name of the exercise that is chosen at first; the first one where empty.
        start_at_once: Whether a session begins without a click.
        ask_who: Whether whoever starts says who they are, where people have accounts.
    """
    with much_is_loaded():
        import physiocheck_desktop.database.database  # noqa: F401  # else loaded where it is opened, not at rest
        from physiocheck_desktop.gui.app import PersonAtStart, WindowOptions, only_window, run_window

    with only_window(settings.data_folder) as instance:
        if instance is None:
            return say_open_already()
        with build_application(settings, may_be_away=True) as application:
            definition = exercise_choice(exercise, application.exercises) if exercise else None
            usual = application.default_source
            watched = source(usual)
            asked = ask_who and application.people.are_asked
            options = WindowOptions(
                person=PersonAtStart.ASK if asked else PersonAtStart.COMPUTER,
                exercise=definition,
                source=None if watched == usual else watched,
                start_at_once=start_at_once,
            )
            return run_window(application, options, instance)


def open_sample_clinic() -> int:
    """Open the window on the sample clinic, which is made first where today's is not there.

    Raises:
        InputError: There is no display.
        KnownError: The settings, the pose model or the folder of the sample clinic cannot be used.
    """
    with much_is_loaded():
        import physiocheck_desktop.database.database  # noqa: F401  # else loaded where it is opened, not at rest
        from physiocheck_desktop.gui.app import PersonAtStart, WindowOptions, only_window, run_window

    demand_display()
    settings = sample_settings(load_settings())
    with only_window(settings.data_folder.parent) as instance:
        if instance is None:
            return say_open_already()
        with output_console() as console, console.status("Making the sample clinic; that takes some seconds a day."):
            make_sample_clinic(settings, utc_now())
        with build_sample_application(settings) as application:
            return run_window(application, WindowOptions(person=PersonAtStart.ASK), instance)


def say_open_already() -> int:
    """Say why no other window opens, and return the exit code."""
    with output_console() as console:
        console.print("PhysioCheck is open already; its window has been brought to the front.")
    return 0
