"""What the commands print for people: the table of a result and the list of exercises."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.table import Table

from physiocheck_desktop.domain.exercise import ExerciseDefinition, Side
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, ScorePart, SessionAssessment
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

_WIDTH_FOR_PARTS: Final = 110


def print_assessment(console: Console, assessment: SessionAssessment, definition: ExerciseDefinition) -> None:
    """Print each repetition in a row, and what it comes to below."""
    parts = _shown_parts(console, assessment)
    table = Table(title=definition.name, title_justify="left", title_style="bold")
    for column in ("#", "start", "peak", "end"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("range reached")
    for column in ("score", *(part.value.replace("_", " ") for part in parts)):
        table.add_column(column, justify="right")
    if any(each.faults for each in assessment.repetitions):
        table.add_column("what to better")
    for each in assessment.repetitions:
        table.add_row(
            str(each.index),
            *(f"{time_s:.1f} s" for time_s in (each.start_s, each.peak_s, each.end_s)),
            _range_words(each),
            f"{each.score.total:.0f}",
            *(f"{each.score.parts[part]:.0f}" if part in each.score.parts else "" for part in parts),
            *(fault.cue for fault in each.faults[:1]),
        )
    if assessment.repetitions:
        console.print(table)
    counted = len(assessment.repetitions)
    console.print(f"{counted} {'repetition' if counted == 1 else 'repetitions'} counted", style="bold", end="")
    console.print(f", mean score {assessment.score.total:.0f} of 100." if assessment.score else ".")
    for partial in assessment.partial_repetitions:
        console.print(f"Not counted: {partial.start_s:.1f}-{partial.end_s:.1f} s. {partial.reason}")
    console.print(
        f"{assessment.frames} frames in {assessment.seconds:.1f} s, a person in {assessment.person_share:.0%} of them."
    )


def print_exercises(console: Console, definitions: Iterable[ExerciseDefinition]) -> None:
    """Print the exercises there are."""
    table = Table()
    for column in ("name to give", "exercise", "for", "camera view"):
        table.add_column(column)
    for each in definitions:
        table.add_row(each.key, each.name, ", ".join(each.body_parts), each.view.value.replace("_", " "))
    console.print(table)


def _shown_parts(console: Console, assessment: SessionAssessment) -> list[ScorePart]:
    """Return the parts of the score that were judged, or none where the console is too narrow to read them."""
    if console.width < _WIDTH_FOR_PARTS:
        return []
    return [part for part in ScorePart if any(part in each.score.parts for each in assessment.repetitions)]


def _range_words(repetition: Repetition) -> str:
    """Return the leading measure's start and peak, whole degrees: one camera does not know more."""
    angles = [each for each in repetition.ranges if MEASURES[each.measure].unit is Unit.DEGREES]
    leading = next((each for each in angles if _is_on_side(each, repetition.side)), None)
    reached = f"{repetition.reached:.0%}"
    if leading is None:
        return reached
    title = MEASURES[leading.measure].title
    return f"{title} {leading.start:.0f}° to {leading.peak:.0f}° ±{leading.margin:.0f}° ({reached})"


def _is_on_side(each: RangeOfMotion, side: Side) -> bool:
    return side not in (Side.LEFT, Side.RIGHT) or MEASURES[each.measure].side in (side, Side.BOTH)
