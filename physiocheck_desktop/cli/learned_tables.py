"""What `physiocheck learn` tells of what it learned: for people as tables, for programs as JSON."""

import json
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from physiocheck_desktop.assessment.authoring.author import LearnedExercise
from physiocheck_desktop.assessment.definition_toml import definition_content
from physiocheck_desktop.domain.exercise import ExerciseRule, RuleKind
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

_WIDTH_FOR_CUES: Final = 100


def print_learned(console: Console, learned: LearnedExercise) -> None:
    """Print repetitions, joints with their share, rules, and how sure it is."""
    definition = learned.definition
    view, position = definition.view.value.replace("_", " "), definition.position
    console.print(f"{definition.name}: {position}, seen from: {view}, side: {definition.side}", style="bold")
    repetitions = Table(title="Repetitions", title_justify="left")
    for column in ("#", "start", "peak", "end"):
        repetitions.add_column(column, justify="right")
    for number, each in enumerate(learned.repetitions, start=1):
        repetitions.add_row(str(number), *(f"{at_s:.2f} s" for at_s in (each.start_s, each.peak_s, each.end_s)))
    console.print(repetitions)
    ranges = Table(title="Range of motion", title_justify="left")
    for column in ("measure", "start", "peak"):
        ranges.add_column(column, justify="left" if column == "measure" else "right")
    for part in definition.progress:
        unit = "°" if MEASURES[part.measure].unit is Unit.DEGREES else ""
        digits = 0 if unit else 2
        ranges.add_row(_words(part.measure), *(f"{value:.{digits}f}{unit}" for value in (part.start, part.peak)))
    console.print(ranges)
    console.print(learned.explanation)
    console.print(_rule_table(console, definition.rules))
    console.print(f"Sureness: {learned.sureness:.0%}", style="bold")
    for reason in learned.reasons:
        console.print(reason)


def learned_report(learned: LearnedExercise) -> str:
    """Return what was learned as JSON; times in seconds of the demonstration."""
    report: dict[str, Any] = {
        "repetitions": [
            {"start_s": round(each.start_s, 3), "peak_s": round(each.peak_s, 3), "end_s": round(each.end_s, 3)}
            for each in learned.repetitions
        ],
        "contributions": [{"part": each.part, "share": round(each.share, 3)} for each in learned.contributions],
        "explanation": learned.explanation,
        "sureness": learned.sureness,
        "reasons": list(learned.reasons),
        "exercise": definition_content(learned.definition),
    }
    return json.dumps(report, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _rule_table(console: Console, rules: tuple[ExerciseRule, ...]) -> Table:
    wide = console.width >= _WIDTH_FOR_CUES
    table = Table(title="Rules", title_justify="left")
    for column in ("rule", "kind", "from", "to", *(("in", "what is said") if wide else ())):
        table.add_column(column, justify="right" if column in ("from", "to") else "left")
    for rule in rules:
        cells = [rule.name, rule.kind.value, _bound(rule, rule.low), _bound(rule, rule.high)]
        if wide:
            phases = ", ".join(sorted(_words(phase.value) for phase in rule.phases))
            cells += [phases, " / ".join(cue for cue in (rule.cue_below, rule.cue_above) if cue)]
        table.add_row(*cells)
    return table


def _bound(rule: ExerciseRule, bound: float | None) -> str:
    if bound is None:
        return ""
    if rule.kind is RuleKind.TIMING:
        return f"{bound:.1f} s"
    if MEASURES[rule.measure].unit is not Unit.DEGREES:
        return f"{bound:.2f}"
    return f"{bound:.1f}°" if rule.kind is RuleKind.STABILITY else f"{bound:.0f}°"


def _words(name: str) -> str:
    return name.replace("_", " ")
