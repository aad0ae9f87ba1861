"""`physiocheck learn`: a demonstration in, an exercise file out."""

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from physiocheck_desktop.assessment.authoring.author import LearnedExercise
from physiocheck_desktop.assessment.authoring.naming import key_of
from physiocheck_desktop.assessment.definition_json import write_definition_json
from physiocheck_desktop.assessment.definition_toml import KEY_PATTERN, write_definition
from physiocheck_desktop.bootstrap import build_motion_tools
from physiocheck_desktop.cli.analysis_run import progress_bar, source_of
from physiocheck_desktop.cli.choices import EXERCISE_SUFFIXES
from physiocheck_desktop.cli.console import output_console, standard_output
from physiocheck_desktop.cli.learned_tables import learned_report, print_learned
from physiocheck_desktop.cli.outcome import stopped_by_signals
from physiocheck_desktop.cli.outputs import same_file
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.reports.output_file import check_writable, write_whole
from physiocheck_desktop.services.learning import learn

_SPAN: Final = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class LearnRequest:
    """What a person typed.

    Attributes:
        video: The demonstration.
        output: Where the exercise goes.
        repetitions: Each as `START:END`.
        name: What people read; empty for the output's name.
        key: Identifier; empty to make one from the name.
        side: A `Side` value; empty to have it found.
    """

    video: str
    output: Path
    repetitions: tuple[str, ...] = ()
    name: str = ""
    key: str = ""
    side: str = ""


def learn_from_video(
    request: LearnRequest, *, frames_per_second: float | None = None, json: bool = False, quiet: bool = False
) -> None:
    """Learn an exercise, write its file, and print what was learned.

    Raises:
        KnownError: The demonstration cannot be learned from, or something typed or the output cannot be used.
    """
    name = request.name.strip() or request.output.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    key, side = _key(request.key or key_of(name)), _side(request.side)
    spans = [_span(text) for text in request.repetitions]
    _check_output(request)
    tools = build_motion_tools(load_settings())
    source, create_estimator = source_of(tools, request.video, frames_per_second)
    with (
        stopped_by_signals(),
        source,
        closing(create_estimator()) as estimator,
        progress_bar(quiet=quiet or json) as progress,
    ):
        task = progress.add_task("Watching", total=source.info.frame_count)
        learned = learn(
            source,
            estimator,
            spans,
            name=name,
            key=key,
            side=side,
            on_progress=lambda done, _: progress.update(task, completed=done),
        )
    _write(learned, request.output)
    if json:
        with standard_output() as output:
            output.write(learned_report(learned))
    elif not quiet:
        with output_console() as console:
            print_learned(console, learned)
            console.print(f"Written: {request.output}", soft_wrap=True)


def _write(learned: LearnedExercise, output: Path) -> None:
    write = write_definition_json if output.suffix.lower() == ".json" else write_definition
    write_whole(output, write(learned.definition).encode("utf-8"))


def _check_output(request: LearnRequest) -> None:
    from physiocheck_desktop.vision.video_opening import local_file

    if request.output.suffix not in EXERCISE_SUFFIXES:
        raise InputError(
            f"An exercise cannot be written as {request.output.name}.", remedy="Use a name that ends in .toml or .json."
        )
    check_writable(request.output)
    shown = local_file(request.video)
    if shown is not None and same_file(request.output, shown):
        raise InputError(
            f"{request.output} is the demonstration itself.",
            kept="Nothing was written.",
            remedy="Give the exercise a file of its own.",
        )


def _key(text: str) -> str:
    if not KEY_PATTERN.fullmatch(text):
        raise InputError(
            f"{text!r} cannot be an exercise's key.", remedy="Use lower-case words and digits joined by hyphens."
        )
    return text


def _side(text: str) -> Side | None:
    try:
        return Side(text) if text else None
    except ValueError:
        raise InputError(f"There is no side {text!r}.", remedy=f"Use one of {', '.join(Side)}.") from None


def _span(text: str) -> tuple[float, float]:
    found = _SPAN.fullmatch(text.strip())
    if found is None or float(found[1]) >= float(found[2]):
        raise InputError(
            f"{text!r} does not say where a repetition is.",
            remedy="Give start and end in seconds, such as --repetition 2.5:5.1",
        )
    return float(found[1]), float(found[2])
