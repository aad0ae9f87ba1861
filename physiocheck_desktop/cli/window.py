"""Opening the window, where there is a display to open it on."""

import os
import sys

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.cli.choices import camera_choice, exercise_choice
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.pipeline.source_choice import SourceChoice


def has_display() -> bool:
    """Whether a window can be opened: always on Windows and macOS, elsewhere where a display is named."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(*, camera: str, exercise: str, mirror: bool) -> int:
    """Open the window on the person's own records and return when it is closed.

    Raises:
        InputError: There is no display, or no such exercise.
        KnownError: The settings, the database or the pose model cannot be used.
    """
    settings = load_settings()
    if not has_display():
        raise InputError(
            "There is no display to open a window on.",
            remedy="Use “physiocheck analyze” on a video, or “physiocheck demo” to see a session without a window.",
        )
    usual = build_usual_source(settings)
    return show(
        settings,
        source=camera_choice(camera, usual, mirror=mirror),
        exercise=exercise,
        start_at_once=False,
        ask_who=not camera and not exercise,
    )


def build_usual_source(settings: Settings) -> SourceChoice:
    """Return the configured camera."""
    camera = settings.camera
    return SourceChoice(camera=camera.device, mirror=camera.mirror, width=camera.width, height=camera.height)


def show(settings: Settings, *, source: SourceChoice, exercise: str, start_at_once: bool, ask_who: bool = False) -> int:
    """Open the window with a source and, where named, an exercise; or bring the one that is open to the front.

    Args:
        settings: The settings.
        source: What is watched at first.
        exercise: Name of the exercise that is chosen at first; the first one where empty.
        start_at_once: Whether a session begins without a click.
        ask_who: Whether whoever starts says who they are, where people have accounts.
    """
    from physiocheck_desktop.gui.app import PersonAtStart, WindowOptions, only_window, run_window

    with only_window(settings.data_folder) as instance:
        if instance is None:
            with output_console() as console:
                console.print("PhysioCheck is open already; its window has been brought to the front.")
            return 0
        with build_application(settings, may_be_away=True) as application:
            definition = exercise_choice(exercise, application.exercises) if exercise else None
            asked = ask_who and application.people.are_asked
            options = WindowOptions(
                person=PersonAtStart.ASK if asked else PersonAtStart.COMPUTER,
                exercise=definition,
                source=source,
                start_at_once=start_at_once,
            )
            return run_window(application, options, instance)
