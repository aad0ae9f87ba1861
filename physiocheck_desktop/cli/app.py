"""The commands of `physiocheck`: what they take and what their help says; the work is done in other modules."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from physiocheck_desktop import __version__
from physiocheck_desktop.cli.admin_commands import admin
from physiocheck_desktop.cli.audit_commands import audit
from physiocheck_desktop.cli.console import leave_standard_error_where_it_is_full, leave_standard_output
from physiocheck_desktop.cli.database_commands import database
from physiocheck_desktop.cli.file_commands import files
from physiocheck_desktop.cli.key_commands import keys
from physiocheck_desktop.cli.loading import much_is_loaded
from physiocheck_desktop.cli.mail_commands import mail
from physiocheck_desktop.cli.outcome import exit_code_of
from physiocheck_desktop.cli.person_commands import person
from physiocheck_desktop.cli.suggestion_commands import suggestions
from physiocheck_desktop.domain.errors import ExitCode

app = typer.Typer(
    name="physiocheck",
    help="Physiotherapy exercises in front of a camera: repetitions counted, movement scored, on this computer alone. "
    "Without a command it opens the window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 done; 1 a fault of the program; 2 wrong usage; 3 unusable input; 4 camera; 5 nobody found; "
    "6 disk or database; 7 pose model; 8 not allowed; 9 settings; 10 changed by somebody else; 11 mail; 130 stopped.",
)

app.add_typer(admin)
app.add_typer(audit)
app.add_typer(database)
app.add_typer(files)
app.add_typer(keys)
app.add_typer(mail)
app.add_typer(person)
app.add_typer(suggestions)

Exercise = Annotated[
    str, typer.Option("--exercise", "-e", help="Name of a ready-made exercise, or the path of an exercise file.")
]


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"physiocheck {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    camera: Annotated[
        str,
        typer.Option(
            help="Camera by name as it is shown or by index from 0; or a video that plays as a camera, again and again."
        ),
    ] = "",
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="Exercise to begin with.")] = "",
    mirror: Annotated[
        bool | None, typer.Option(help="Show the picture as a mirror would; else as chosen in Settings.")
    ] = None,
    sample_clinic: Annotated[
        bool, typer.Option("--demo", help="Open a sample clinic with made-up people; your own records stay untouched.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Open the window, unless a command is given."""
    del version
    if context.invoked_subcommand is None:
        with much_is_loaded():
            from physiocheck_desktop.cli.window import open_sample_clinic, open_window

        if sample_clinic:
            raise typer.Exit(exit_code_of(open_sample_clinic))
        raise typer.Exit(exit_code_of(lambda: open_window(camera=camera, exercise=exercise, mirror=mirror)))


@app.command()
def setup() -> None:
    """Open the assistant of the first start again: where records are kept, the first administrator, the camera."""
    from physiocheck_desktop.cli.window import open_setup

    raise typer.Exit(exit_code_of(open_setup))


@app.command()
def analyze(
    video: Annotated[str, typer.Argument(help="Path or URL of a video or animated GIF; or .npz or .csv landmarks.")],
    exercise: Exercise,
    json: Annotated[
        Path | None, typer.Option(help="Write the result as JSON; - prints it instead of the table.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(help="Write one row a frame here, and one row a repetition to NAME-repetitions.csv.")
    ] = None,
    video_out: Annotated[
        Path | None, typer.Option("--video", help="Write the video with skeleton, count and hints drawn on it, as MP4.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write a PDF with pictures, angle curves and the table.")] = None,
    save_landmarks: Annotated[
        Path | None, typer.Option(help="Write the landmarks of every frame, as .npz or .csv, to analyse them again.")
    ] = None,
    fps: Annotated[
        float | None, typer.Option(min=1.0, max=1000.0, help="Frames a second of a landmark file that has no times.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no table.")] = False,
) -> None:
    """Count and score the repetitions in a video. Existing output files are replaced."""
    from physiocheck_desktop.cli.analyze import analyze_video
    from physiocheck_desktop.cli.outputs import Outputs

    outputs = Outputs(json=json, csv=csv, video=video_out, report=report, landmarks=save_landmarks)
    raise typer.Exit(exit_code_of(lambda: analyze_video(video, exercise, outputs, frames_per_second=fps, quiet=quiet)))


@app.command()
def learn(
    video: Annotated[str, typer.Argument(help="Demonstration: a video, animated GIF, or .npz or .csv landmarks.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Exercise file to write, as .toml or .json.")],
    repetition: Annotated[
        list[str] | None,
        typer.Option("--repetition", "-r", help="Where a repetition is, as START:END in seconds; any number of times."),
    ] = None,
    name: Annotated[str, typer.Option(help="What people read; by default the name of the exercise file.")] = "",
    key: Annotated[str, typer.Option(help="Identifier; by default made from the name.")] = "",
    side: Annotated[str, typer.Option(help="Which side is to do it: left, right, both or either.")] = "",
    fps: Annotated[
        float | None, typer.Option(min=1.0, max=1000.0, help="Frames a second of a landmark file that has no times.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was learned as JSON instead of tables.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no tables.")] = False,
) -> None:
    """Learn a whole exercise from one demonstration: repetitions, joints, poses and rules. Replaces the output file."""
    from physiocheck_desktop.cli.learn import LearnRequest, learn_from_video

    request = LearnRequest(video, output, tuple(repetition or ()), name, key, side)
    raise typer.Exit(exit_code_of(lambda: learn_from_video(request, frames_per_second=fps, json=json, quiet=quiet)))


@app.command()
def exercises() -> None:
    """List the ready-made exercises."""
    from physiocheck_desktop.cli.analyze import list_exercises

    raise typer.Exit(exit_code_of(list_exercises))


@app.command()
def demo(
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="Which sample to show.")] = "squat",
    headless: Annotated[bool, typer.Option("--headless", help="No window, even where there is a display.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="Folder for the video and the report of a run without a window.")
    ] = None,
) -> None:
    """Show a whole session with a rendered person as camera; its records are kept apart from real ones."""
    from physiocheck_desktop.cli.demo import run_demo

    raise typer.Exit(exit_code_of(lambda: run_demo(exercise, headless=headless, output=output)))


def run(arguments: list[str] | None = None) -> int:
    """Run `physiocheck` with these arguments, by default those of the process, and return its exit code."""
    leave_standard_error_where_it_is_full()
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot write a degree sign gets a question mark, not the end of the program.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="physiocheck")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except OSError:  # the help or the version, which no command of ours prints, cannot be written
        leave_standard_output()
        return ExitCode.STORAGE
    finally:
        leave_standard_error_where_it_is_full()
    return 0
