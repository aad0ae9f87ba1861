"""What the commands print for people: the table of a result and the list of exercises."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.table import Table

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Side
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, ScorePart, SessionAssessment, held_seconds
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.reports.error_words import worst_words
from physiocheck_desktop.services.analysis import AnalysisResult

_WIDTH_FOR_PARTS: Final = 110
_WIDTH_FOR_TIMES: Final = 72


def print_result(console: Console, result: AnalysisResult, definition: ExerciseDefinition) -> None:
    """Print each repetition in a row, and what it comes to below."""
    seen = result.assessment
    if seen.repetitions:
        console.print(_repetition_table(console, seen, definition))
    score = f", mean score {seen.score.total:.0f} of 100" if seen.score else ""
    console.print(f"{_count_words(seen, definition)} counted{score}.", style="bold")
    for partial in seen.partial_repetitions:
        console.print(f"Not counted: {partial.start_s:.1f}-{partial.end_s:.1f} s. {partial.reason}")
    for error in seen.common_errors:
        words = f"{error.suggestion} (in {error.count} of {error.of}, worst {worst_words(error, definition)})"
        console.print(f"To better: {words}", markup=False)
    frames = _counted(seen.frames, "frame")
    console.print(f"{frames} in {seen.seconds:.1f} s, a person in {seen.person_share:.0%} of them.")
    if result.cut_short:
        console.print(f"The video breaks off early: it should have {result.source.frame_count} frames.")


def print_exercises(console: Console, definitions: Iterable[ExerciseDefinition]) -> None:
    """Print the exercises there are."""
    table = Table()
    for column in ("name to give", "exercise", "for", "camera view"):
        table.add_column(column)
    for each in definitions:
        table.add_row(each.key, each.name, ", ".join(each.body_parts), each.view.value.replace("_", " "))
    console.print(table)


def _count_words(seen: SessionAssessment, definition: ExerciseDefinition) -> str:
    """Return how many repetitions or holds there were, and of which side where the sides take turns."""
    hold = definition.kind is ExerciseKind.HOLD
    words = _counted(len(seen.repetitions), "hold" if hold else "repetition")
    if definition.takes_sides and seen.side_counts:
        words += " (" + ", ".join(f"{side.value} {count}" for side, count in seen.side_counts.items()) + ")"
    held_s = held_seconds(seen.repetitions)
    return words if held_s is None else f"{words}, {held_s:.1f} s held in all,"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing if number == 1 else thing + 's'}"


def _repetition_table(console: Console, assessment: SessionAssessment, definition: ExerciseDefinition) -> Table:
    """Return a row for each repetition; a narrow console gets fewer columns rather than broken words."""
    parts = _shown_parts(console, assessment)
    wide = console.width >= _WIDTH_FOR_TIMES
    table = Table(title=definition.name, title_justify="left", title_style="bold")
    for column in ("#", *(("start", "peak", "end") if wide else ("peak",))):
        table.add_column(column, justify="right", no_wrap=True)
    has_side = definition.takes_sides
    is_hold = definition.kind is ExerciseKind.HOLD
    for column in (*(("side",) if has_side else ()), *(("held",) if is_hold else ())):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("range reached" if wide else "range", no_wrap=not wide)
    for column in ("score", *(part.value.replace("_", " ") for part in parts)):
        table.add_column(column, justify="right", no_wrap=not parts)
    if any(each.faults for each in assessment.repetitions):
        table.add_column("what to better")
    for each in assessment.repetitions:
        times_s = (each.start_s, each.peak_s, each.end_s) if wide else (each.peak_s,)
        table.add_row(
            str(each.index),
            *(f"{time_s:.1f} s" for time_s in times_s),
            *((each.side.value,) if has_side else ()),
            *((f"{each.held_s or 0.0:.1f} s",) if is_hold else ()),
            _range_words(each) if wide else f"{each.reached:.0%}",
            f"{each.score.total:.0f}",
            *(f"{each.score.parts[part]:.0f}" if part in each.score.parts else "" for part in parts),
            *(fault.cue for fault in each.faults[:1]),
        )
    return table


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
