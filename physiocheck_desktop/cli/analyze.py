"""`physiocheck analyze` and `physiocheck exercises`."""

from dataclasses import replace

from physiocheck_desktop.bootstrap import build_motion_tools
from physiocheck_desktop.cli.analysis_run import demand_person, run_analysis
from physiocheck_desktop.cli.choices import exercise_choice
from physiocheck_desktop.cli.console import output_console
from physiocheck_desktop.cli.outputs import STANDARD_OUTPUT, Outputs
from physiocheck_desktop.cli.tables import print_exercises, print_result
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.config.words import Words


def analyze_video(video: str, exercise: str, outputs: Outputs, *, frames_per_second: float | None, quiet: bool) -> None:
    """Analyse a video, print the table, write the files; where nobody was found, the files say so as well.

    Raises:
        KnownError: The video, the exercise, the model or an output cannot be used, or nobody was found.
    """
    settings = load_settings()
    tools = build_motion_tools(settings)
    outputs = replace(outputs, words=Words(settings.display.language))
    definition = exercise_choice(exercise, tools.exercises)
    result = run_analysis(tools, video, definition, outputs, frames_per_second=frames_per_second, quiet=quiet)
    demand_person(result)
    if not quiet and outputs.json != STANDARD_OUTPUT:
        with output_console() as console:
            print_result(console, result, definition)
            for path in outputs.files():
                console.print(f"Written: {path}", soft_wrap=True)


def list_exercises() -> None:
    """Print the ready-made exercises."""
    definitions = build_motion_tools(load_settings()).exercises
    with output_console() as console:
        print_exercises(console, definitions)
