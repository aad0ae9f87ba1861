"""An analysis as the commands run it: source and engine opened, progress shown, files written."""

from collections.abc import Callable
from contextlib import closing

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from physiocheck_desktop.cli.outputs import Outputs
from physiocheck_desktop.domain.errors import NoPersonError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.pipeline.exercise_run import ExerciseRun
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.analysis import AnalysisResult, analyse
from physiocheck_desktop.services.application import MotionTools


def run_analysis(
    tools: MotionTools,
    video: str,
    definition: ExerciseDefinition,
    outputs: Outputs,
    *,
    quiet: bool = False,
    on_repetition: Callable[[Repetition], None] | None = None,
) -> AnalysisResult:
    """Analyse a video from its first frame to its last and write what was asked for.

    Raises:
        InputError: The video cannot be used.
        ModelError: The pose model cannot be used.
        StorageError: A file cannot be written.
    """
    outputs.check()
    source = tools.create_source(SourceChoice(camera=None, video=video, live=False))
    with (
        source,
        closing(tools.create_estimator()) as estimator,
        outputs.sinks(definition) as sinks,
        _progress(quiet=quiet) as progress,
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


def _progress(*, quiet: bool) -> Progress:
    """Return a progress bar on the error stream, so that the standard output carries results alone."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=quiet,
    )
