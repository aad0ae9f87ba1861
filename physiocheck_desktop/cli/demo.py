"""`physiocheck demo`: the whole main job with a rendered person as camera, its records apart from real ones."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.cli.analysis_run import run_analysis
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.cli.outputs import Outputs
from physiocheck_desktop.cli.tables import print_result
from physiocheck_desktop.cli.window import has_display, show
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.config.settings import Settings, load_settings
from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.errors import InputError, KnownError, StorageError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.analysis import AnalysisResult
from physiocheck_desktop.services.application import Application

_FOLDER: Final = "demo"
_FAULTY: Final = "_faults"


def run_demo(exercise: str, *, headless: bool, output: Path | None) -> int:
    """Run the demonstration in the window, or without one where there is no display.

    Args:
        exercise: Name of a sample clip: an exercise, or one with `-faults` at its end for a faulty one.
        headless: No window even where there is a display.
        output: Folder for the files of a run without a window; by default inside the demonstration's data folder.

    Raises:
        InputError: There is no sample of this exercise.
        KnownError: The settings, the database, the pose model or an output cannot be used.
    """
    clip = sample_clip(exercise)
    shown = clip.stem.removesuffix(_FAULTY)
    settings = demo_settings(load_settings())
    if headless or not has_display():
        if not headless:
            with output_console() as console:
                console.print("There is no display, so the session runs without a window.")
        _run_headless(settings, clip, shown, output or settings.data_folder / "output")
        return 0
    source = SourceChoice(camera=None, video=str(clip), live=True, loop=False, mirror=True)
    return show(settings, source=lambda _: source, exercise=shown, start_at_once=True)


def sample_clip(exercise: str) -> Path:
    """Return the rendered clip of this name, which may be written as exercises are named.

    Raises:
        InputError: There is none; the sentence names those there are.
    """
    clips = {path.stem: path for path in (resource_folder() / "samples").glob("*.mp4")}
    clip = clips.get("_".join(exercise.casefold().replace("-", " ").split()))
    if clip is None:
        there = ", ".join(sorted(name.replace("_", "-") for name in clips))
        raise InputError(f"There is no sample of “{exercise}”.", remedy=f"Choose one of: {there}.")
    return clip


def demo_settings(settings: Settings) -> Settings:
    """Return the same settings with records in a folder of the demonstration's own, never in the clinic's database."""
    embedded = settings.database.model_copy(update={"url": None})
    return settings.model_copy(update={"data_folder": settings.data_folder / _FOLDER, "database": embedded})


def _run_headless(settings: Settings, clip: Path, exercise: str, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} cannot be made: {error.strerror or error}.", remedy="Choose another with --output."
        ) from error
    outputs = Outputs(
        video=folder / f"{clip.stem}-annotated.mp4",
        report=folder / f"{clip.stem}-report.pdf",
        words=Words(settings.display.language),
    )
    with build_application(settings) as application:
        definition = application.exercises.find(exercise)
        result, kept = _record_session(application, clip, definition, outputs)
    with output_console() as console:
        print_result(console, result, definition)
        console.print(f"Stored in {settings.data_folder}: {kept} repetitions.", soft_wrap=True)
        for path in outputs.files():
            console.print(f"Written: {path}", soft_wrap=True)


def _record_session(
    application: Application, clip: Path, definition: ExerciseDefinition, outputs: Outputs
) -> tuple[AnalysisResult, int]:
    """Do the session and keep each repetition as it is finished; return what was seen and how many were kept."""
    actor, sessions = application.actor, application.sessions
    session = sessions.start(actor, definition.key, definition.name)
    try:
        result = run_analysis(
            application,
            str(clip),
            definition,
            outputs,
            on_repetition=lambda repetition: sessions.record_repetition(actor, session.id, repetition),
        )
    except BaseException:
        with suppress(KnownError):  # what went wrong first is what is told
            sessions.abandon(actor, session.id)
        raise
    return result, sessions.finish(actor, session.id, result.assessment).repetition_count
