"""An analysis as the commands run it: source and engine opened, progress shown, files written."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from physiocheck_desktop.cli.outcome import stopped_by_signals
from physiocheck_desktop.cli.outputs import LANDMARK_SUFFIXES, Outputs
from physiocheck_desktop.domain.errors import InputError, NoPersonError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.pipeline.ports import FrameSource, PoseEstimator
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.analysis import AnalysisResult, analyse
from physiocheck_desktop.services.application import MotionTools


def run_analysis(
    tools: MotionTools,
    video: str,
    definition: ExerciseDefinition,
    outputs: Outputs,
    *,
    frames_per_second: float | None = None,
    quiet: bool = False,
    on_repetition: Callable[[Repetition], None] | None = None,
) -> AnalysisResult:
    """Analyse a video or a file of landmarks from its first frame to its last and write what was asked for.

    Raises:
        InputError: The video cannot be used.
        ModelError: The pose model cannot be used.
        StorageError: A file cannot be written.
    """
    outputs.check(video)
    source, create_estimator = source_of(tools, video, frames_per_second)
    if outputs.video is not None and Path(video).suffix.lower() in LANDMARK_SUFFIXES:
        raise InputError(
            f"{Path(video).name} holds landmarks and no pictures, so no annotated video can be made of it.",
            remedy="Leave --video out, or give the video itself.",
        )
    with (
        stopped_by_signals(),
        source,
        closing(create_estimator()) as estimator,
        outputs.sinks(definition) as sinks,
        progress_bar(quiet=quiet) as progress,
    ):
        task = progress.add_task("Analysing", total=source.info.frame_count)
        result = analyse(
            source,
            ExerciseRun(estimator, tools.create_assessor(definition)),
            sinks=sinks,
            on_repetition=on_repetition,
            on_progress=lambda done, _: progress.update(task, completed=done),
        )
    outputs.write_results(result, definition)
    return result


def source_of(
    tools: MotionTools, video: str, frames_per_second: float | None
) -> tuple[FrameSource, Callable[[], PoseEstimator]]:
    """Return what is watched and who finds the landmarks in it: the pose model, or the file that holds them."""
    path = Path(video)
    if path.suffix.lower() not in LANDMARK_SUFFIXES:
        return tools.create_source(SourceChoice(camera=None, video=video, live=False)), tools.create_estimator
    source, estimator = tools.create_recorded(path, frames_per_second)
    return source, lambda: estimator


def demand_person(result: AnalysisResult) -> None:
    """Refuse to call it a result when nobody was seen.

    Raises:
        NoPersonError: No person was found in any frame.
    """
    if result.assessment.frames_with_person == 0:
        raise NoPersonError(
            f"Nobody was found in {result.source.name}.",
            remedy="Use a video that shows one person from head to foot, at most four metres away, in good light.",
        )


def progress_bar(*, quiet: bool) -> Progress:
    """Return a progress bar on the error stream, so that the standard output carries results alone."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
